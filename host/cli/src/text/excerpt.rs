//! The lines of a manifest that a finding is about, with the range underlined.
//!
//! The underlines are aligned by columns of the terminal: CJK characters and emoji occupy two. A long line is cut around the
//! range. Related ranges in nearby lines of the same file are shown in the same excerpt.

use super::writer::{MAX_WIDTH, TextWriter};
use crate::ansi::{TextRole, UseColors, ansi, width};
use crate::module_answer::SourceRange;
use crate::source_files::{FilePosition, SourceFiles};
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};
use std::borrow::Cow;
use std::ops::Range;
use unicode_width::UnicodeWidthChar;

/// Related ranges further away have an excerpt of their own, so that rendering stays fast.
const MAX_LINES: usize = 200;

/// A range to underline, and what to write beside it.
#[derive(Debug, Clone, Copy)]
pub struct UnderlinedRange<'a> {
    pub source: &'a SourceRange,
    pub label: &'a str,
}

/// Lines of one file and the ranges to underline in them.
pub struct Excerpt<'a> {
    start: FilePosition<'a>,
    last_line: usize,
    primary: Range<usize>,
    related: Vec<RelatedRange<'a>>,
}

/// A related range in one line of the same file.
struct RelatedRange<'a> {
    line: usize,
    bytes: Range<usize>,
    label: &'a str,
}

impl<'a> Excerpt<'a> {
    /// The excerpt of a range; `None` if the manifests have no such range.
    pub fn new(manifests: &'a SourceFiles, source: &SourceRange) -> Option<Excerpt<'a>> {
        let (start, end_line, primary) = range(manifests, source)?;
        Some(Excerpt { start, last_line: end_line, primary, related: Vec::new() })
    }

    /// Adds a related range, if it is nearby and its label fits into the width; returns whether it was added.
    pub fn add(&mut self, manifests: &'a SourceFiles, mark: UnderlinedRange<'a>, columns: usize) -> bool {
        let Some((position, end_line, bytes)) = range(manifests, mark.source) else { return false };
        let fits = |line: &str| fits(line, columns.saturating_sub(GUTTER));
        let is_near = position.line.abs_diff(self.start.line) < MAX_LINES;
        // Two marks in one line are harder to read than two excerpts.
        let is_apart = end_line < self.start.line || self.last_line < position.line;
        let is_one_line = end_line == position.line && fits(position.text) && fits(self.start.text);
        if position.file != self.start.file || !(is_one_line && is_near && is_apart) {
            return false;
        }
        let before_end = position.text.get(..position.before + bytes.len()).unwrap_or(position.text);
        let used = line_width(before_end) + width(mark.label) + GUTTER;
        if used > columns {
            return false;
        }
        self.related.push(RelatedRange { line: end_line, bytes, label: mark.label });
        true
    }

    /// Writes the excerpt; returns the width of the line numbers, for notes that follow.
    pub fn write(
        &self,
        out: &mut TextWriter<'_>,
        manifests: &SourceFiles,
        (kind, role): (AnnotationKind, TextRole),
    ) -> Option<usize> {
        let lines = self.related.iter().map(|related| related.line);
        let first = lines.clone().min().unwrap_or(self.start.line).min(self.start.line);
        let last = lines.max().unwrap_or(self.last_line).max(self.last_line);
        let (offset, text) = manifests.lines(self.start.file, first, last)?;
        let gutter = last.to_string().len();
        let location = format!("{}:{}:{}", self.start.name, self.start.line, self.start.column);
        out.line(gutter, &[(TextRole::Pointer, "--> "), (TextRole::Normal, &location)]);
        let relative = |range: &Range<usize>| {
            let within = |at: usize| at.saturating_sub(offset).min(text.len());
            within(range.start)..within(range.end)
        };
        let available = out.columns().saturating_sub(gutter + SEPARATOR_AND_ELLIPSES);
        let (text, primary) = self.cut(text, relative(&self.primary), available);
        let related = self.related.iter().map(|RelatedRange { bytes, label, .. }| {
            let annotation = AnnotationKind::Context.span(relative(bytes));
            if label.is_empty() { annotation } else { annotation.label(*label) }
        });
        let annotations: Vec<Annotation<'_>> = std::iter::once(kind.span(primary)).chain(related).collect();
        let snippet = Snippet::source(text).line_start(first).annotations(annotations);
        // The level only selects the colour of the primary range.
        let report = [Group::with_level(Level::ERROR).element(snippet)];
        // What is cut already is not cut again; ranges of several lines are not.
        let width = if self.last_line == self.start.line { 2 * MAX_WIDTH } else { out.columns() };
        let rendered = renderer(out.colors(), role).term_width(width).render(&report);
        out.rendered(&rendered);
        Some(gutter)
    }

    /// Cuts a line that is wider than the terminal around the range, and the range where the line ends.
    fn cut<'t>(&self, text: &'t str, range: Range<usize>, available: usize) -> (Cow<'t, str>, Range<usize>) {
        if self.last_line != self.start.line || !self.related.is_empty() || fits(text, available) {
            return (Cow::Borrowed(text), range);
        }
        let (before, after) = text.split_at_checked(range.start).unwrap_or((text, ""));
        // Without empty space on the right, if the range is near the end of the line.
        let lead = bytes_within(before.chars().rev(), LEAD.max(available - columns_within(after.chars(), available)));
        let from = before.len() - lead;
        let to = from + bytes_within(text.get(from..).unwrap_or_default().chars(), available);
        let (head, tail) = (if from > 0 { "…" } else { "" }, if to < text.len() { "…" } else { "" });
        let shift = |at: usize| at.clamp(from, to) - from + head.len();
        let line = format!("{head}{}{tail}", text.get(from..to).unwrap_or_default());
        (Cow::Owned(line), shift(range.start)..shift(range.end))
    }
}

/// Columns of a long line that are shown before the range.
const LEAD: usize = 24;

/// Columns of ` | ` and of an ellipsis on both sides.
const SEPARATOR_AND_ELLIPSES: usize = 5;

/// Columns for the line number and the distance of a label.
const GUTTER: usize = 10;

/// Columns of a line as it is rendered: with a tab as four spaces, and a control character as one.
fn line_width(line: &str) -> usize {
    line.chars().map(character_width).sum()
}

/// Whether a line has at most these columns. Of a long one only the beginning is read.
fn fits(line: &str, columns: usize) -> bool {
    bytes_within(line.chars(), columns) == line.len()
}

/// The bytes of the first characters that have at most these columns.
fn bytes_within(characters: impl Iterator<Item = char>, columns: usize) -> usize {
    first_within(characters, columns).map(char::len_utf8).sum()
}

/// The columns of the first characters that have at most these columns.
fn columns_within(characters: impl Iterator<Item = char>, columns: usize) -> usize {
    first_within(characters, columns).map(character_width).sum()
}

fn first_within(characters: impl Iterator<Item = char>, columns: usize) -> impl Iterator<Item = char> {
    characters
        .scan(0, |used, character| {
            *used += character_width(character);
            Some((*used, character))
        })
        .take_while(move |(used, _)| *used <= columns)
        .map(|(_, character)| character)
}

fn character_width(character: char) -> usize {
    match character {
        '\t' => 4,
        character => character.width().unwrap_or(1),
    }
}

/// The start, the last line and the bytes of a range. One without an end, or with one far away, ends with its first line.
fn range<'a>(manifests: &'a SourceFiles, source: &SourceRange) -> Option<(FilePosition<'a>, usize, Range<usize>)> {
    let start = manifests.start(source)?;
    let from = source.start.offset;
    let end = manifests.end(source).filter(|end| end.line >= start.line);
    let (last_line, to) = match end {
        Some(end) if end.line - start.line < MAX_LINES => (end.line, source.end.offset),
        Some(_) | None => (start.line, from + start.text.len() - start.before.min(start.text.len())),
    };
    Some((start, last_line, from..to.max(from)))
}

fn renderer(colors: UseColors, role: TextRole) -> Renderer {
    match colors {
        UseColors::Off => Renderer::plain(),
        UseColors::On => Renderer::styled()
            .error(ansi(role))
            .context(ansi(TextRole::Pointer))
            .line_num(ansi(TextRole::Pointer))
            .none(ansi(TextRole::Normal)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::Lang;
    use crate::module_answer::Position;
    use crate::render_settings::RenderSettings;

    fn source(text: &str, part: &str) -> SourceRange {
        let start = text.find(part).unwrap();
        let at = |offset: usize| {
            let before = text.get(..offset).unwrap();
            let line_start = before.rfind('\n').map_or(0, |at| at + 1);
            Position { line: before.matches('\n').count() + 1, column: offset - line_start + 1, offset }
        };
        SourceRange { file: Some("x.yaml".to_string()), start: at(start), end: at(start + part.len()) }
    }

    #[track_caller]
    fn check(text: &str, primary: &str, related: Option<(&str, &str)>, columns: usize, expected: &str) {
        let manifests = SourceFiles::of([("x.yaml".to_string(), text.to_string())]);
        let view = RenderSettings {
            lang: Lang::En,
            colors: UseColors::Off,
            width: columns,
            table_width: None,
            manifests: &manifests,
            namespace: None,
            old: crate::finding_verbosity::OldFindingsDetail::Counted,
            detail: crate::finding_verbosity::FindingDetail::Brief,
            is_compared: false,
            not_read: &[],
            root: None,
        };
        let mut out = TextWriter::new(&view);
        let mut excerpt = Excerpt::new(&manifests, &source(text, primary)).unwrap();
        let related = related.map(|(part, label)| (source(text, part), label));
        if let Some((source, label)) = &related {
            assert!(excerpt.add(&manifests, UnderlinedRange { source, label }, columns));
        }
        excerpt.write(&mut out, &manifests, (AnnotationKind::Primary, TextRole::Bad)).unwrap();
        assert_eq!(out.finish(), expected);
    }

    #[test]
    fn underlines_are_aligned() {
        for (text, primary, expected) in [
            ("type: LoadBalancer", "LoadBalancer", "type: LoadBalancer\n  |       ^^^^^^^^^^^^\n"),
            ("名字: 值x", "值x", "名字: 值x\n  |       ^^^\n"),
            ("a: 🚀 b", "b", "a: 🚀 b\n  |       ^\n"),
            ("\ta: b", "b", "    a: b\n  |        ^\n"),
            ("a: \u{1b}[31m\r\n", "[31m", "a: ␛[31m\n  |     ^^^^\n"),
        ] {
            let column = text.find(primary).map(|at| text.get(..at).unwrap().chars().count() + 1).unwrap();
            check(text, primary, None, 80, &format!(" --> x.yaml:1:{column}\n  |\n1 | {expected}"));
        }
    }

    #[test]
    fn long_lines_are_cut_around_the_range() {
        let long = format!("{}HERE{}", "x".repeat(60), "y".repeat(60));
        let head = |column: usize| format!(" --> x.yaml:1:{column}\n  |\n1 | ");
        let marks = |count: usize| format!("  | {}{}\n", " ".repeat(25), "^".repeat(count));
        let cut = format!("{}…{}HERE{}…\n{}", head(61), "x".repeat(24), "y".repeat(6), marks(4));
        check(&long, "HERE", None, 40, &cut);
        let cut = format!("{}…{}HERE{}…\n{}", head(65), "x".repeat(20), "y".repeat(50), marks(50));
        check(&long, &"y".repeat(60), None, 80, &cut);
        let end = format!("{}END", "x".repeat(120));
        let cut = format!("{}…{}END\n  | {}^^^\n", head(121), "x".repeat(71), " ".repeat(72));
        check(&end, "END", None, 80, &cut);
        let cut = format!("{}{}…\n  | {}\n", head(1), "x".repeat(34), "^".repeat(34));
        check(&long, &long, None, 40, &cut);
    }

    #[test]
    fn very_long_lines_are_rendered_quickly() {
        let long = format!("{}HERE{}", "名".repeat(200_000), "y".repeat(600_000));
        let manifests = SourceFiles::of([("x.yaml".to_string(), long.clone())]);
        let view = RenderSettings {
            lang: Lang::En,
            colors: UseColors::Off,
            width: 80,
            table_width: None,
            manifests: &manifests,
            namespace: None,
            old: crate::finding_verbosity::OldFindingsDetail::Counted,
            detail: crate::finding_verbosity::FindingDetail::Brief,
            is_compared: false,
            not_read: &[],
            root: None,
        };
        let mut out = TextWriter::new(&view);
        Excerpt::new(&manifests, &source(&long, "HERE")).unwrap().write(
            &mut out,
            &manifests,
            (AnnotationKind::Primary, TextRole::Bad),
        );
        let text = out.finish();
        assert!(text.contains("--> x.yaml:1:200001") && text.contains("名HEREy") && text.contains(" ^^^^\n"), "{text}");
    }

    #[test]
    fn ranges_of_several_lines_are_marked_to_their_end() {
        check(
            "a: |\n  one\n  two\nb: 1\n",
            "|\n  one\n  two",
            None,
            80,
            " --> x.yaml:1:4\n  |\n1 |   a: |\n  |  ____^\n2 | |   one\n3 | |   two\n  | |_____^\n",
        );
    }

    #[test]
    fn related_ranges_are_in_the_same_excerpt() {
        check(
            "- name: 入口\n  port: 80\n  nodePort: 80\n",
            "80\n".trim_end(),
            Some(("入口", "of this port")),
            80,
            " --> x.yaml:2:9\n  |\n1 | - name: 入口\n  |         ---- of this port\n2 |   port: 80\n  |         ^^\n",
        );
    }
}
