//! Full-width punctuation where YAML needs its own: typed with an input method for Chinese, or copied from a page.

use super::codes::FULL_WIDTH;
use super::parse_error::ParseError;
use crate::diagnostic::{Diagnostic, Span};

/// Lines before a syntax error in which its cause is looked for: a key without a colon continues on the next lines.
const LINES_BEFORE: usize = 2;

/// What a full-width character stands for, where YAML has a meaning for that.
fn ascii(character: char) -> Option<char> {
    match character {
        '：' => Some(':'),
        '，' => Some(','),
        '｛' => Some('{'),
        '｝' => Some('}'),
        '［' => Some('['),
        '］' => Some(']'),
        '－' => Some('-'),
        '／' => Some('/'),
        '．' | '。' => Some('.'),
        '“' | '”' | '＂' => Some('"'),
        '‘' | '’' | '＇' => Some('\''),
        '\u{3000}' => Some(' '),
        _ => None,
    }
}

/// A full-width character, and what it was meant to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct FullWidth {
    at: usize,
    character: char,
    ascii: char,
}

impl FullWidth {
    fn span(self, start: usize) -> Span {
        Span::new(start + self.at, start + self.at + self.character.len_utf8())
    }

    /// Arguments of the texts of the code.
    fn arguments(self) -> [(&'static str, String); 3] {
        let code = format!("U+{:04X}", u32::from(self.character));
        [("character", self.character.to_string()), ("code", code), ("ascii", self.ascii.to_string())]
    }
}

/// The first full-width character that follows an ASCII one and is not in a comment.
fn find(text: &str, is_meant: impl Fn(&str, char) -> bool) -> Option<FullWidth> {
    let follows = |before: &str| before.trim_end().bytes().last().is_some_and(|byte| byte.is_ascii_graphic());
    text.char_indices().find_map(|(at, character)| {
        let found = FullWidth { at, character, ascii: ascii(character)? };
        let before = text.get(..at).unwrap_or("");
        (follows(before) && !before.contains('#') && is_meant(before, found.ascii)).then_some(found)
    })
}

/// True for a character of a line with an error that is hardly part of a text: a colon after a key, any other one in
/// brackets.
fn is_syntax(before: &str, ascii: char) -> bool {
    before.contains(['{', '[']) || (ascii == ':' && !before.contains(": "))
}

/// The error of a text as an error about the full-width character that probably causes it.
pub(super) fn cause(text: &str, error: ParseError) -> ParseError {
    let at = error.span.start as usize;
    let end = text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |newline| at + newline);
    let Some(before) = text.get(..end) else { return error };
    let mut start = end;
    for (index, line) in before.rsplit('\n').take(LINES_BEFORE + 1).enumerate() {
        start = start.saturating_sub(line.len());
        let is_meant = |before: &str, ascii: char| is_syntax(before, ascii) && (index == 0 || ascii == ':');
        if let Some(found) = find(line, is_meant) {
            let cause = ParseError::new(&FULL_WIDTH, found.span(start));
            return ParseError { args: found.arguments().into(), scope: error.scope, ..cause };
        }
        start = start.saturating_sub(1);
    }
    error
}

/// A finding about a full-width character in a key, or in a text in the place of a mapping, and its span.
pub fn full_width(key: &str, at: Span) -> Option<(Diagnostic, Span)> {
    // Every key of every Service is looked at.
    if key.is_ascii() {
        return None;
    }
    let character = find(key, |_, _| true)?;
    let is_plain = (at.end.saturating_sub(at.start)) as usize == key.len();
    let here = if is_plain { character.span(at.start as usize) } else { at };
    let mut found = Diagnostic::new(&FULL_WIDTH).arg("where", "");
    found.args.extend(character.arguments());
    Some((found, here))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_width_character_is_found_where_it_is_no_text() {
        let at = |line| find(line, is_syntax).map(|found| (found.at, found.ascii));
        assert_eq!(at("  app： web"), Some((5, ':')));
        assert_eq!(at("ports: [80，443]"), Some((10, ',')));
        for text in ["# 说明：x", "a: b # x：y", "：x", "note: see：x", "a: x，y"] {
            assert_eq!(at(text), None, "{text}");
        }
    }
}
