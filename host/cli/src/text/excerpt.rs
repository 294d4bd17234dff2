//! The line a finding points at, with the place underlined.
//!
//! Columns are counted as a terminal draws them: CJK characters and emoji take two. A line that is too long is cut
//! around the place, with `…` where something is missing.

use super::ansi::Style;
use super::writer::TextWriter;
use crate::answer::SourceRange;
use crate::source_files::{FilePosition, SourceFiles};
use crate::terminal_escape::controls_terminal;
use unicode_width::UnicodeWidthChar;

/// How a character is drawn.
struct Cell {
    at: usize,
    text: char,
    width: usize,
}

/// Columns of context before a place in a line that is cut.
const LEAD: usize = 24;

/// Writes the place and the line; returns the width of the line number, which notes are aligned with.
pub fn excerpt(
    out: &mut TextWriter<'_>,
    manifests: &SourceFiles,
    source: SourceRange,
    mark: (Style, char),
) -> Option<usize> {
    let start = manifests.position(source.start.offset)?;
    let number = start.line.to_string();
    let gutter = number.len();
    out.line(
        gutter,
        &[(Style::Pointer, "--> "), (Style::Normal, &format!("{}:{}:{}", start.name, start.line, start.column))],
    );
    out.line(gutter + 1, &[(Style::Pointer, "|")]);
    let (line, indent, length) =
        drawn(&start, end(manifests, &start, source), out.columns().saturating_sub(gutter + 3));
    out.line(0, &[(Style::Pointer, &format!("{number} |")), (Style::Normal, &format!(" {line}"))]);
    let under = mark.1.to_string().repeat(length);
    out.line(gutter + 1, &[(Style::Pointer, "|"), (Style::Normal, &" ".repeat(indent + 1)), (mark.0, &under)]);
    Some(gutter)
}

/// The byte of the line where the place ends; a place of several lines is underlined to the end of its first.
fn end(manifests: &SourceFiles, start: &FilePosition<'_>, source: SourceRange) -> usize {
    match manifests.position(source.end.offset) {
        Some(end) if end.part == start.part && end.line == start.line => end.before,
        Some(_) | None => start.text.len(),
    }
}

/// The line as drawn, the columns before the underline, and how long it is.
fn drawn(start: &FilePosition<'_>, end: usize, columns: usize) -> (String, usize, usize) {
    let cells = cells(start.text);
    let total: usize = cells.iter().map(|cell| cell.width).sum();
    let before = |byte: usize| -> usize { cells.iter().filter(|cell| cell.at < byte).map(|cell| cell.width).sum() };
    let (from, to) = (before(start.before), before(end));
    if total <= columns {
        return (cells.iter().map(|cell| cell.text).collect(), from, (to - from.min(to)).max(1));
    }
    let first = from.saturating_sub(LEAD).min(total.saturating_sub(columns));
    let mut line = String::new();
    let mut at = 0;
    let mut skipped = 0;
    let room = columns.saturating_sub(2);
    let mut used = 0;
    for cell in &cells {
        if at < first {
            skipped = at + cell.width;
        } else if used + cell.width <= room {
            line.push(cell.text);
            used += cell.width;
        }
        at += cell.width;
    }
    let head = if skipped > 0 { "…" } else { "" };
    let tail = if skipped + used < total { "…" } else { "" };
    let indent = from.saturating_sub(skipped) + usize::from(skipped > 0);
    let visible = to.min(skipped + used).saturating_sub(from);
    (format!("{head}{line}{tail}"), indent, visible.max(1))
}

fn cells(text: &str) -> Vec<Cell> {
    let mut cells = Vec::new();
    for (at, character) in text.char_indices() {
        match character {
            '\t' => cells.extend((0..4).map(|_| Cell { at, text: ' ', width: 1 })),
            character if controls_terminal(character) => cells.push(Cell { at, text: '\u{fffd}', width: 1 }),
            character => cells.push(Cell { at, text: character, width: character.width().unwrap_or(0) }),
        }
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, place: &str, columns: usize, expected: &str) {
        let before = line.find(place).unwrap();
        let position = FilePosition { part: 0, name: "x", line: 1, column: 1, text: line, before };
        let (line, indent, length) = drawn(&position, before + place.len(), columns);
        assert_eq!(format!("{line}\n{}{}", " ".repeat(indent), "^".repeat(length)), expected);
    }

    #[test]
    fn underlines_stand_below_what_they_mean() {
        check("type: LoadBalancer", "LoadBalancer", 80, "type: LoadBalancer\n      ^^^^^^^^^^^^");
        check("名字: 值x", "值x", 80, "名字: 值x\n      ^^^");
        check("a: 🚀 b", "b", 80, "a: 🚀 b\n      ^");
        check("\ta: b", "b", 80, "    a: b\n       ^");
        check("a: \u{1b}[31m", "[31m", 80, "a: \u{fffd}[31m\n    ^^^^");
    }

    #[test]
    fn long_lines_are_cut_around_the_place() {
        let long = format!("{}HERE{}", "x".repeat(60), "y".repeat(60));
        check(&long, "HERE", 40, &format!("…{}HERE{}…\n{}^^^^", "x".repeat(24), "y".repeat(10), " ".repeat(25)));
        let cut = format!("…{}HERE{}…\n{}{}", "x".repeat(20), "y".repeat(14), " ".repeat(25), "^".repeat(14));
        check(&long, &"y".repeat(60), 40, &cut);
    }
}
