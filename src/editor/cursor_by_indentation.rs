//! The cursor's place by indentation alone, for texts that cannot be read.
//!
//! Block style only: whoever writes flow style or JSON keeps the brackets closed, or gets nothing.

use super::cursor::{CursorContext, CursorRole};
use std::ops::Range;

/// One line, taken apart.
struct SourceLine<'a> {
    /// Column of the first `-` of an item.
    dash: Option<usize>,
    /// Column of what comes after blanks and dashes.
    indent: usize,
    key: Option<&'a str>,
    /// What comes after the colon.
    value: &'a str,
    /// Bytes of the key, or of all there is, in the text.
    range: Range<usize>,
    /// Where the value begins, or would.
    value_at: usize,
}

/// Finds the place of the cursor.
pub fn scan(text: &str, cursor: usize) -> Option<CursorContext> {
    let all = lines_with_offsets(text);
    let index = all.iter().rposition(|(start, _)| *start <= cursor)?;
    let (start, content) = *all.get(index)?;
    let here = line(start, content);
    let blank = content.trim().is_empty();
    let indent = if blank { cursor - start } else { here.indent };
    let mut climb = ParentSearch { path: Vec::new(), siblings: Vec::new(), indent, below: indent };
    climb.item(here.dash);
    let above = all.get(..index)?.iter().rev().map(|(start, content)| line(*start, content));
    above.filter(|line| line.key.is_some() || line.dash.is_some()).for_each(|line| climb.up(&line));
    climb.path.reverse();
    let kind = all
        .iter()
        .map(|(start, content)| line(*start, content))
        .find(|line| line.indent == 0 && line.key == Some("kind"));
    let kind = kind.map_or("", |line| unquoted(line.value)).to_owned();
    let ParentSearch { mut path, siblings, .. } = climb;
    match here.key {
        Some(key) if cursor > here.range.end => {
            path.push(unquoted(key).to_owned());
            let range = here.value_at.min(cursor)..(here.value_at + here.value.len()).max(cursor.min(here.value_at));
            let range = if here.value.is_empty() { cursor..cursor } else { range };
            Some(CursorContext {
                kind,
                path,
                role: CursorRole::Value(unquoted(here.value).to_owned()),
                siblings: Vec::new(),
                range,
            })
        }
        _ if content.trim_start().starts_with('#') => None,
        _ => {
            let range = if blank { cursor..cursor } else { here.range.clone() };
            let name = unquoted(text.get(range.clone()).unwrap_or("")).to_owned();
            let below = all.get(index + 1..)?.iter().map(|(start, content)| line(*start, content));
            let beside = below.filter(|line| line.key.is_some()).take_while(|line| line.indent >= indent);
            let beside = beside.filter(|line| line.indent == indent && line.dash.is_none());
            let mut siblings = siblings;
            siblings.extend(beside.filter_map(|line| line.key.map(|key| unquoted(key).to_owned())));
            Some(CursorContext { kind, path, role: CursorRole::Key(name), siblings, range })
        }
    }
}

/// The way up to the root.
struct ParentSearch {
    /// Keys met, the nearest first.
    path: Vec<String>,
    siblings: Vec<String>,
    indent: usize,
    /// A parent stands left of this column.
    below: usize,
}

impl ParentSearch {
    fn item(&mut self, dash: Option<usize>) {
        if let Some(dash) = dash {
            self.path.push("[]".to_owned());
            // A list may stand in the very column of the key that holds it.
            self.below = dash + 1;
        }
    }

    fn up(&mut self, line: &SourceLine<'_>) {
        let Some(key) = line.key else { return };
        let beside = self.path.is_empty() && line.indent == self.indent;
        if beside {
            self.siblings.push(unquoted(key).to_owned());
            self.item(line.dash);
        } else if line.indent < self.below && line.value.is_empty() {
            self.path.push(unquoted(key).to_owned());
            self.below = line.indent;
            self.item(line.dash);
        }
    }
}

/// The lines with where they begin.
fn lines_with_offsets(text: &str) -> Vec<(usize, &str)> {
    let mut at = 0;
    let mut lines = Vec::new();
    for line in text.split('\n') {
        lines.push((at, line));
        at += line.len() + 1;
    }
    lines
}

fn line(start: usize, content: &str) -> SourceLine<'_> {
    let mut rest = content.trim_start_matches(' ');
    let mut dash = None;
    while rest == "-" || rest.starts_with("- ") {
        dash = dash.or(Some(content.len() - rest.len()));
        rest = rest.get(1..).unwrap_or("").trim_start_matches(' ');
    }
    let indent = content.len() - rest.len();
    let rest = rest.split(" #").next().unwrap_or(rest).trim_end();
    let colon = match rest.find(": ") {
        _ if rest.starts_with('#') => None,
        Some(at) => Some(at),
        None => rest.strip_suffix(':').map(str::len),
    };
    let end = start + indent + colon.unwrap_or(rest.len());
    let after = colon.and_then(|at| rest.get(at + 1..)).unwrap_or("");
    let value = after.trim_start();
    SourceLine {
        dash,
        indent,
        key: colon.and_then(|at| rest.get(..at)),
        value,
        range: start + indent..end,
        value_at: end + 1 + (after.len() - value.len()),
    }
}

fn unquoted(text: &str) -> &str {
    text.trim().trim_matches(['"', '\''])
}
