//! Writes the text output: lines, wrapped sentences, reasons, and numbered references.

use super::wrap::{WORD_JOINER, wrap};
use crate::ansi::{TextRole, UseColors, width};
use crate::escape_for_terminal::escape_terminal;
use crate::messages::{Lang, Message};
use crate::module_answer::{Basis, Reason, SourceRange};
use crate::render_settings::RenderSettings;
use crate::summary::load_balancer_verdict::basis_label;
use std::collections::HashSet;

/// The widest line, on a terminal that is wider.
pub const MAX_WIDTH: usize = 96;

pub struct TextWriter<'a> {
    view: &'a RenderSettings<'a>,
    out: String,
    references: Vec<String>,
    /// Notes whose location was printed: with its file and its offset.
    located_notes: HashSet<(String, Option<String>, usize)>,
}

impl<'a> TextWriter<'a> {
    pub fn new(view: &'a RenderSettings<'a>) -> TextWriter<'a> {
        TextWriter { view, out: String::new(), references: Vec::new(), located_notes: HashSet::new() }
    }

    pub fn lang(&self) -> Lang {
        self.view.lang
    }

    pub fn view(&self) -> &'a RenderSettings<'a> {
        self.view
    }

    pub fn columns(&self) -> usize {
        self.view.width
    }

    pub fn colors(&self) -> UseColors {
        self.view.colors
    }

    /// True the first time it is called for a note and its location.
    pub fn is_first_mention(&mut self, note: &str, source: &SourceRange) -> bool {
        self.located_notes.insert((note.to_owned(), source.file.clone(), source.start.offset))
    }

    /// One empty line, unless the output is empty or ends with one.
    pub fn gap(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    /// A heading, after an empty line.
    pub fn section(&mut self, title: &Message) {
        self.gap();
        let title = title.text(self.lang());
        self.line(0, &[(TextRole::Strong, title)]);
    }

    /// A line that is not wrapped, for names, code and columns.
    pub fn line(&mut self, indent: usize, pieces: &[(TextRole, &str)]) {
        let mut line = " ".repeat(indent);
        for (role, text) in pieces {
            line.push_str(&self.colors().paint(*role, &escape_terminal(text)));
        }
        self.out.push_str(line.trim_end());
        self.out.push('\n');
    }

    /// Wrapped text; lines after the first are indented by `hang`.
    pub fn wrapped(&mut self, indent: usize, hang: usize, pieces: &[(TextRole, &str)]) {
        self.out.push_str(&" ".repeat(indent));
        let lines = wrap(self.colors(), pieces, indent, hang, self.view.width);
        self.out.push_str(&lines);
        self.out.push('\n');
    }

    /// A label and wrapped text; lines after the first are aligned with the text.
    pub fn labelled(&mut self, indent: usize, label: (TextRole, &str), pieces: &[(TextRole, &str)]) {
        let hang = indent + width(label.1);
        self.out.push_str(&" ".repeat(indent));
        let label = self.colors().paint(label.0, label.1);
        self.out.push_str(&label);
        let lines = wrap(self.colors(), pieces, hang, hang, self.view.width);
        self.out.push_str(&lines);
        self.out.push('\n');
    }

    /// Lines that are already rendered and safe for a terminal.
    pub fn rendered(&mut self, lines: &str) {
        for line in lines.lines() {
            self.out.push_str(line.trim_end());
            self.out.push('\n');
        }
    }

    /// A reason: the sentence, its basis, and the number of its reference.
    pub fn reason(&mut self, indent: usize, reason: &Reason) {
        let basis = self.bracketed_basis(reason.basis, reason.url.as_deref());
        self.labelled(
            indent,
            (TextRole::Faint, "· "),
            &[(TextRole::Normal, &reason.message), (TextRole::Faint, &basis)],
        );
    }

    /// ` (documented [1])`; empty if neither basis nor reference is known.
    pub fn bracketed_basis(&mut self, basis: Option<Basis>, url: Option<&str>) -> String {
        let text = self.basis(basis, url);
        match basis.and_then(|basis| basis_label(basis, self.lang())) {
            Some(_) => self.lang().bracketed(&text),
            None if text.is_empty() => text,
            None => format!(" {text}"),
        }
    }

    /// `documented [1]`, which is never broken between lines; empty if neither basis nor reference is known.
    pub fn basis(&mut self, basis: Option<Basis>, url: Option<&str>) -> String {
        let label = basis.and_then(|basis| basis_label(basis, self.lang()));
        // Chinese may break between any two characters.
        let label =
            label.map(|label| label.chars().map(String::from).collect::<Vec<_>>().join(&WORD_JOINER.to_string()));
        let number = url.map(|url| self.reference_number(url));
        label.into_iter().chain(number).collect::<Vec<_>>().join("\u{a0}")
    }

    fn reference_number(&mut self, url: &str) -> String {
        let known = self.references.iter().position(|known| known == url);
        let number = known.unwrap_or_else(|| {
            self.references.push(url.to_string());
            self.references.len() - 1
        });
        format!("[{}]", number + 1)
    }

    /// The list of all references so far.
    pub fn references(&mut self, title: &Message) {
        if self.references.is_empty() {
            return;
        }
        self.section(title);
        for (number, url) in std::mem::take(&mut self.references).iter().enumerate() {
            self.line(2, &[(TextRole::Faint, &format!("[{}] {url}", number + 1))]);
        }
    }

    pub fn finish(self) -> String {
        self.out
    }
}
