//! Splits a text into sections, one for each document.
//!
//! The text is cut at lines that begin with `---`, as kubectl does before it parses anything, so that a syntax error
//! never hides other documents. What comes before the first `---` is a section of its own, unless it consists of blank
//! lines, comments and directives: then it belongs to the first document. Sections are not parsed here.

use std::ops::Range;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DocumentSection {
    /// All its bytes, the `---` included.
    pub bytes: Range<usize>,
    /// Start of its content: after the `---` and the blanks and empty lines that follow.
    pub content: usize,
}

/// The sections of one file of a text in order, empty ones included.
pub(super) fn sections(text: &str, file: Range<usize>) -> impl Iterator<Item = DocumentSection> + '_ {
    let base = file.start;
    sections_of(text.get(file).unwrap_or("")).map(move |section| DocumentSection {
        bytes: base + section.bytes.start..base + section.bytes.end,
        content: base + section.content,
    })
}

fn sections_of(text: &str) -> impl Iterator<Item = DocumentSection> + '_ {
    let first = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut cuts = std::iter::once(first)
        .filter(move |at| is_marker(text, *at))
        .chain(text.match_indices("\n---").map(|(at, _)| at + 1).filter(move |at| is_marker(text, *at)))
        .peekable();
    let mut next = Some(first);
    if cuts.peek().is_some_and(|cut| text.get(first..*cut).is_some_and(is_preamble)) {
        cuts.next();
    }
    std::iter::from_fn(move || {
        let start = next?;
        next = cuts.next();
        let end = next.unwrap_or(text.len());
        Some(DocumentSection { bytes: start..end, content: content_start(text, start, end) })
    })
}

/// True where a line begins with `---` followed by a blank or the end of the line.
fn is_marker(text: &str, at: usize) -> bool {
    let after = text.get(at..).and_then(|rest| rest.strip_prefix("---"));
    after.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\r', '\n']))
}

/// True for blank lines, comments and directives only.
fn is_preamble(text: &str) -> bool {
    text.lines().all(|line| line.starts_with('%') || line.trim_start().starts_with('#') || line.trim().is_empty())
}

/// The error and its offset for a section head that kubectl rejects: because it cuts at `---` first, it accepts no
/// directives before that line and nothing but a comment on it.
pub(super) fn refused_head(text: &str, section: &DocumentSection) -> Option<(usize, &'static str)> {
    let mut at = section.bytes.start;
    let mut begun = false;
    for line in text.get(section.bytes.clone()).unwrap_or("").split_inclusive('\n') {
        let rest = line.strip_prefix("---").filter(|_| is_marker(text, at));
        if line.starts_with('%') && !begun {
            return Some((at, "kubectl splits the text at `---` before it reads directives, so it supports none"));
        }
        if line.starts_with("...") {
            return Some((at, "kubectl expects a document before this end marker"));
        }
        if let Some(rest) = rest {
            let content = rest.trim_start();
            let taken = content.is_empty() || content.starts_with('#');
            let start = at + line.len() - content.len();
            if !taken {
                return Some((start, "kubectl allows only a comment after `---`; start a new line"));
            }
            begun = true;
        } else if !is_preamble(line) {
            return None;
        }
        at += line.len();
    }
    None
}

/// The start of a section's content, after a preamble and the `---`.
fn content_start(text: &str, start: usize, end: usize) -> usize {
    let section = text.get(start..end).unwrap_or("");
    let marker = if is_marker(text, start) {
        Some(start)
    } else {
        section.find("\n---").map(|at| start + at + 1).filter(|at| is_marker(text, *at))
    };
    let after = marker.map_or(start, |at| at + "---".len());
    let rest = text.get(after..end).unwrap_or("");
    after + (rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n']).len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn documents(text: &str) -> Vec<&str> {
        sections(text, 0..text.len()).map(|section| text.get(section.bytes).unwrap()).collect()
    }

    #[test]
    fn a_section_begins_at_a_line_of_three_dashes() {
        assert_eq!(documents("a: 1\n---\nb: 1\n--- # x\nc"), ["a: 1\n", "---\nb: 1\n", "--- # x\nc"]);
        assert_eq!(documents("---\r\na: 1\r\n---\r\nb"), ["---\r\na: 1\r\n", "---\r\nb"]);
        assert_eq!(documents("a: 1\n----\nb: 1\n ---\n---x"), ["a: 1\n----\nb: 1\n ---\n---x"]);
        assert_eq!(documents("---"), ["---"]);
        assert_eq!(documents(""), [""]);
    }

    #[test]
    fn a_preamble_belongs_to_the_first_document_and_empty_sections_count() {
        assert_eq!(
            documents("# head\n%YAML 1.1\n---\na\n---\n---\nb"),
            ["# head\n%YAML 1.1\n---\na\n", "---\n", "---\nb"]
        );
        assert_eq!(documents("\u{feff}---\na"), ["---\na"]);
        assert_eq!(documents("\n\n---\na"), ["\n\n---\na"]);
    }

    #[test]
    fn content_begins_after_the_dashes() {
        let text = "# x\n---   {\"a\": 1}";
        let found: Vec<usize> = sections(text, 0..text.len()).map(|section| section.content).collect();
        assert_eq!(found, [text.find('{').unwrap()]);
    }
    #[test]
    fn a_file_within_a_text_begins_with_a_section_of_its_own() {
        let text = "a: 1\n\u{feff}b: 2\n---\nc: 3";
        let found: Vec<&str> = sections(text, 5..text.len()).map(|section| text.get(section.bytes).unwrap()).collect();
        assert_eq!(found, ["b: 2\n", "---\nc: 3"]);
    }
}
