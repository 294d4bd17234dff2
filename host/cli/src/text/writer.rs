//! The page being written: lines, wrapped sentences, reasons, and the numbered pages they cite.

use super::View;
use super::ansi::{Paint, Style, width, wrap};
use crate::answer::{Basis, Reason};
use crate::messages::{self, Lang, Message};
use crate::terminal_escape::escape_terminal;
use std::collections::HashSet;

/// The page being written.
pub struct TextWriter<'a> {
    view: &'a View<'a>,
    out: String,
    sources: Vec<String>,
    /// Notes whose place was shown, with the place.
    shown: HashSet<(String, usize)>,
}

impl<'a> TextWriter<'a> {
    /// An empty page.
    pub fn new(view: &'a View<'a>) -> TextWriter<'a> {
        TextWriter { view, out: String::new(), sources: Vec::new(), shown: HashSet::new() }
    }

    /// Language of this host's words.
    pub fn lang(&self) -> Lang {
        self.view.lang
    }

    /// Columns.
    pub fn columns(&self) -> usize {
        self.view.width
    }

    /// True the first time that a note about a place is asked about.
    pub fn is_news(&mut self, note: &str, offset: usize) -> bool {
        self.shown.insert((note.to_owned(), offset))
    }

    fn paint(&self) -> Paint {
        self.view.paint
    }

    /// One empty line, unless the page is empty or ends with one.
    pub fn gap(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    /// A heading, with its distance.
    pub fn section(&mut self, title: &Message) {
        self.gap();
        let title = title.text(self.lang());
        self.line(0, &[(Style::Strong, title)]);
    }

    /// A line that is not wrapped: names, code, columns.
    pub fn line(&mut self, indent: usize, pieces: &[(Style, &str)]) {
        let mut line = " ".repeat(indent);
        for (style, text) in pieces {
            line.push_str(&self.paint().paint(*style, &escape_terminal(text)));
        }
        self.out.push_str(line.trim_end());
        self.out.push('\n');
    }

    /// Sentences, wrapped; lines after the first begin at `hang`.
    pub fn wrapped(&mut self, indent: usize, hang: usize, pieces: &[(Style, &str)]) {
        self.out.push_str(&" ".repeat(indent));
        let lines = wrap(self.paint(), pieces, indent, hang, self.view.width);
        self.out.push_str(&lines);
        self.out.push('\n');
    }

    /// A label, then sentences that hang beside it.
    pub fn labelled(&mut self, indent: usize, label: (Style, &str), pieces: &[(Style, &str)]) {
        let hang = indent + width(label.1);
        self.out.push_str(&" ".repeat(indent));
        let label = self.paint().paint(label.0, label.1);
        self.out.push_str(&label);
        let lines = wrap(self.paint(), pieces, hang, hang, self.view.width);
        self.out.push_str(&lines);
        self.out.push('\n');
    }

    /// A reason: the sentence, how it is known, and the number of its page.
    pub fn because(&mut self, indent: usize, because: &Reason) {
        let basis = self.basis(because.basis, because.url.as_deref());
        self.labelled(indent, (Style::Faint, "· "), &[(Style::Normal, &because.message), (Style::Faint, &basis)]);
    }

    /// ` (documented [1])`, or nothing when nothing is known.
    pub fn basis(&mut self, basis: Option<Basis>, url: Option<&str>) -> String {
        let number = url.map_or(String::new(), |url| format!("\u{a0}{}", self.cite(url)));
        let message = match basis {
            Some(Basis::Documented) => &messages::DOCUMENTED,
            Some(Basis::Inferred) => &messages::INFERRED,
            Some(Basis::Other) | None => return number.replace('\u{a0}', " "),
        };
        message.fill(self.lang(), &[("page", &number)])
    }

    /// The number of a page.
    fn cite(&mut self, url: &str) -> String {
        let known = self.sources.iter().position(|known| known == url);
        let number = known.unwrap_or_else(|| {
            self.sources.push(url.to_string());
            self.sources.len() - 1
        });
        format!("[{}]", number + 1)
    }

    /// The pages that were cited.
    pub fn sources(&mut self) {
        if self.sources.is_empty() {
            return;
        }
        self.section(&messages::SOURCES);
        for (number, url) in std::mem::take(&mut self.sources).iter().enumerate() {
            self.line(2, &[(Style::Faint, &format!("[{}] {url}", number + 1))]);
        }
    }

    /// The text.
    pub fn finish(self) -> String {
        self.out
    }
}
