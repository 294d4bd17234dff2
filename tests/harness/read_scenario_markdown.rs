//! A scenario's Markdown: a title, prose, lines such as `- verdict: …`, and blocks that their info strings name. A second
//! heading begins a step. Prose may stand anywhere; a line with an unknown key and an unknown block are errors, so that a
//! typing mistake cannot switch a check off.

use std::ops::Range;

/// The keys that a line may have.
pub const KEYS: &[&str] =
    &["verdict", "covers", "lifecycle modes", "without", "excused from convergence", "excused from permutation"];

/// The info strings that a block may have.
pub const BLOCKS: &[&str] = &[
    "yaml manifests",
    "yaml live",
    "yaml live without nodes",
    "yaml live as text",
    "yaml clb",
    "yaml context",
    "yaml context as given",
    "yaml request",
    "plan",
    "report",
];

/// The part of a file that one heading begins.
#[derive(Debug, Default)]
pub struct Section {
    pub title: String,
    pub prose: String,
    lines: Vec<(String, String)>,
    blocks: Vec<Block>,
}

/// A fenced block.
#[derive(Debug)]
pub struct Block {
    pub info: String,
    pub text: String,
    /// The text's bytes in the file.
    pub range: Range<usize>,
}

impl Section {
    /// The value of a line, for instance of `- covers: …`.
    pub fn line(&self, key: &str) -> Option<&str> {
        self.lines.iter().find(|(known, _)| known == key).map(|(_, value)| value.as_str())
    }

    /// An error if the section has another line or block than these. In the wrong section it would not be read.
    pub fn allow(&self, lines: &[&str], blocks: &[&str]) -> Result<(), String> {
        let line = self.lines.iter().find(|(key, _)| !lines.contains(&key.as_str())).map(|(key, _)| key);
        let block = || self.blocks.iter().find(|block| !blocks.contains(&block.info.as_str())).map(|block| &block.info);
        match line.or_else(block) {
            Some(name) => Err(format!("`{}`: `{name}` has no meaning here", self.title)),
            None => Ok(()),
        }
    }

    pub fn block(&self, info: &str) -> Option<&Block> {
        self.blocks.iter().find(|block| block.info == info)
    }

    /// The text of a block.
    pub fn text(&self, info: &str) -> Option<&str> {
        self.block(info).map(|block| block.text.as_str())
    }
}

/// The sections of a file: its head, and one for each step.
pub fn sections(file: &str) -> Result<Vec<Section>, String> {
    let (mut sections, mut open, mut at) = (Vec::<Section>::new(), None::<Fence>, 0);
    for line in file.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let text = line.trim_end_matches(['\n', '\r']);
        if let Some(fence) = &open {
            if text == fence.ticks {
                let range = fence.start..start;
                let text = file.get(range.clone()).unwrap_or_default().to_owned();
                let block = Block { info: fence.info.clone(), text, range };
                sections.last_mut().ok_or("a block before the title")?.push(block)?;
                open = None;
            }
            continue;
        }
        let heading = text.strip_prefix("# ").filter(|_| sections.is_empty()).or_else(|| text.strip_prefix("## "));
        if let Some(title) = heading {
            sections.push(Section { title: title.to_owned(), ..Section::default() });
        } else if text.starts_with("```") {
            let info = text.trim_start_matches('`');
            let ticks = "`".repeat(text.len() - info.len());
            open = Some(Fence { ticks, info: info.to_owned(), start: at });
        } else if !text.trim().is_empty() {
            sections.last_mut().ok_or("the first line is not a title")?.read(text)?;
        }
    }
    match (open, sections.is_empty()) {
        (Some(fence), _) => Err(format!("block `{}` does not end", fence.info)),
        (None, true) => Err("no title".to_owned()),
        (None, false) => Ok(sections),
    }
}

struct Fence {
    ticks: String,
    info: String,
    start: usize,
}

impl Section {
    fn push(&mut self, block: Block) -> Result<(), String> {
        if !BLOCKS.contains(&block.info.as_str()) {
            return Err(format!("unknown block `{}`", block.info));
        }
        if self.block(&block.info).is_some() {
            return Err(format!("block `{}` occurs twice", block.info));
        }
        self.blocks.push(block);
        Ok(())
    }

    fn read(&mut self, text: &str) -> Result<(), String> {
        let Some(item) = text.strip_prefix("- ") else {
            if !self.prose.is_empty() {
                self.prose.push(' ');
            }
            self.prose.push_str(text.trim());
            return Ok(());
        };
        match item.split_once(": ") {
            Some((key, value)) if KEYS.contains(&key) && self.line(key).is_none() => {
                self.lines.push((key.to_owned(), value.trim().to_owned()));
                Ok(())
            }
            _ => Err(format!("`{text}`: unknown key, or the second line of this key")),
        }
    }
}
