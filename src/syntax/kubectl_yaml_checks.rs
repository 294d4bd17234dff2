//! What our YAML parser accepts and kubectl's parser does not is rejected.

use super::codes;
use super::document_text::DocumentText;
use super::parse_error::ParseError;
use std::ops::Range;

impl DocumentText<'_> {
    /// Rejects characters that YAML does not allow, before the parser interprets them.
    pub fn check_characters(&self) -> Result<(), ParseError> {
        let suspicious = |b: u8| (b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r')) || matches!(b, 0x7f | 0xc2 | 0xef);
        let mut from = 0;
        while let Some(at) = self.text.as_bytes().get(from..).and_then(|rest| rest.iter().position(|b| suspicious(*b)))
        {
            let at = from + at;
            let Some(character) = self.text.get(at..).and_then(|rest| rest.chars().next()) else { break };
            from = at + character.len_utf8();
            let refused = match character {
                '\u{85}' => false,
                '\u{0}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => true,
                _ => false,
            };
            if refused {
                return Err(ParseError::new(&codes::SYNTAX_CONTROL, self.span(at..from))
                    .arg("character", format!("U+{:04X}", u32::from(character))));
            }
        }
        Ok(())
    }

    /// Rejects tabs between the previous token and the next that kubectl's parser takes for indentation: at the
    /// beginning of any line, and anywhere before the first word of the last one. Our parser takes them for blanks.
    pub fn check_gap(&self, cursor: usize, end: usize) -> Result<(), ParseError> {
        if !self.has_tabs {
            return Ok(());
        }
        let gap = self.text.get(cursor..end).unwrap_or("");
        let before = self.text.get(..end).unwrap_or("");
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = before.get(start..).unwrap_or("");
        let indent = line.trim_start_matches([' ', '-', '?']);
        let first = (cursor == 0 && !gap.starts_with("---")).then(|| indents(gap)).flatten();
        match first.or_else(|| tab_that_indents(gap)) {
            Some(tab) => Err(self.tabs(cursor + tab)),
            None if indent.starts_with('\t') && !line.starts_with("---") => Err(self.tabs(end - indent.len())),
            None => Ok(()),
        }
    }

    /// Rejects what kubectl's parser reads differently in a plain scalar: tabs that indent continuation lines, the line
    /// breaks of YAML 1.1, and, inside brackets, characters that end the scalar.
    pub fn check_plain(&self, range: Range<usize>, in_brackets: bool) -> Result<(), ParseError> {
        if !in_brackets && !self.has_tabs && self.is_ascii {
            return Ok(());
        }
        let written = self.text.get(range.clone()).unwrap_or("");
        if !in_brackets && let Some(newline) = written.find("\n\t") {
            return Err(self.tabs(range.start + newline + 1));
        }
        let breaks = written.find(['\u{85}', '\u{2028}', '\u{2029}']);
        let ends = || if written.starts_with(':') { Some(0) } else { written.find('?') };
        match (breaks, in_brackets.then(ends).flatten()) {
            (Some(at), _) => {
                let detail = "kubectl treats this character as the end of the line unless it is in quotes";
                Err(self.invalid(range.start + at, detail))
            }
            (None, Some(at)) => Err(self
                .invalid(range.start + at, "inside brackets kubectl treats this character as YAML syntax; use quotes")),
            (None, None) => Ok(()),
        }
    }

    /// Rejects JSON escapes that kubectl's parser does not know: `\/`, and surrogate halves.
    pub fn check_escapes(&self, range: Range<usize>) -> Result<(), ParseError> {
        let written = self.text.get(range.clone()).unwrap_or("");
        let mut from = 0;
        while let Some(at) = written.get(from..).and_then(|rest| rest.find('\\')) {
            let at = from + at;
            let escape = written.get(at + 1..).unwrap_or("");
            let half = || {
                let digits = escape.strip_prefix('u').and_then(|rest| rest.get(..4));
                digits.is_some_and(|digits| digits.starts_with(['d', 'D']) && digits.get(1..2) >= Some("8"))
            };
            if escape.starts_with('/') || half() {
                return Err(self.invalid(range.start + at, "kubectl does not support this escape"));
            }
            from = at + 1 + escape.chars().next().map_or(0, char::len_utf8);
        }
        Ok(())
    }

    /// Rejects an anchor name that kubectl would end earlier: it accepts letters, digits, `-` and `_`.
    pub fn check_anchor(&self, cursor: usize, end: usize) -> Result<(), ParseError> {
        let gap = self.text.get(cursor..end).unwrap_or("");
        let Some((at, _)) = gap.rmatch_indices('&').find(|(at, _)| {
            let before = gap.get(..*at).unwrap_or("");
            before.is_empty() || before.ends_with([' ', '\t', '\n', '[', '{', ',', ':'])
        }) else {
            return Ok(());
        };
        let name = gap.get(at + 1..).unwrap_or("");
        let name = name.split([' ', '\t', '\r', '\n']).next().unwrap_or("");
        let odd = name.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'));
        match odd.or(name.is_empty().then_some(0)) {
            None => Ok(()),
            Some(odd) => Err(self
                .invalid(cursor + at + 1 + odd, "kubectl allows only letters, digits, `-` and `_` in an anchor name")),
        }
    }

    /// Rejects a tag that is followed by a comma: kubectl takes the comma as part of the tag.
    pub fn check_tag(&self, tag: Option<Range<usize>>, in_brackets: bool) -> Result<(), ParseError> {
        let Some(tag) =
            tag.filter(|tag| in_brackets && self.text.get(tag.end..).is_some_and(|rest| rest.starts_with(',')))
        else {
            return Ok(());
        };
        Err(self.invalid(tag.end, "kubectl treats this comma as part of the tag; write a space before it"))
    }
}

/// The first tab in the indentation of any line but the first.
fn tab_that_indents(text: &str) -> Option<usize> {
    text.match_indices('\n').find_map(|(newline, _)| Some(newline + 1 + indents(text.get(newline + 1..)?)?))
}

/// The tab in the indentation of this line.
fn indents(line: &str) -> Option<usize> {
    let rest = line.trim_start_matches(' ');
    rest.starts_with('\t').then_some(line.len() - rest.len())
}
