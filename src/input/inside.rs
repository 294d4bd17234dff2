//! From a range inside a decoded string to the bytes it was written with.
//!
//! An annotation may hold JSON, a list or a key and a value; a finding in it points at the character, whatever way the
//! string was quoted. The scalar is decoded once more, this time counting: nothing is kept from parsing. It knows the
//! five styles of YAML, of which JSON's is one.

use crate::diagnostic::Span;
use std::ops::Range;

/// The place of `range` (bytes of the decoded string) in `text`, where the string is written at `node`. The whole
/// node where the range cannot be found, for instance because the string is not from this text.
pub fn span_inside(text: &str, node: Span, range: Range<usize>) -> Span {
    if node.is_none() || range.start > range.end {
        return node;
    }
    let mut seeker = Seeker { wanted: range, decoded: 0, start: None, end: None, reached: node.start as usize };
    let (start, end) = (node.start as usize, node.end as usize);
    let found = match node.slice(text).as_bytes() {
        [b'"', .., b'"'] => quoted(&mut seeker, text, start + 1..end - 1, Quote::Double),
        [b'\'', .., b'\''] => quoted(&mut seeker, text, start + 1..end - 1, Quote::Single),
        [style @ (b'|' | b'>'), ..] => {
            let fold = if *style == b'>' { Fold::Folded } else { Fold::Literal };
            block(&mut seeker, text, start, fold)
        }
        [_, ..] => quoted(&mut seeker, text, start..end, Quote::None),
        [] => None,
    };
    found.and_then(|()| seeker.finish()).unwrap_or(node)
}

/// Counts decoded bytes until the wanted range is passed.
struct Seeker {
    wanted: Range<usize>,
    decoded: usize,
    start: Option<usize>,
    end: Option<usize>,
    /// Where the last piece ended.
    reached: usize,
}

impl Seeker {
    /// A piece of source that decodes to so many bytes, and cannot be divided.
    fn piece(&mut self, len: usize, source: Range<usize>) {
        let after = self.decoded + len;
        if self.start.is_none() && self.wanted.start < after {
            self.start = Some(source.start);
        }
        if self.end.is_none() && self.wanted.end > self.decoded && self.wanted.end <= after {
            self.end = Some(source.end);
        }
        self.decoded = after;
        self.reached = source.end;
    }

    fn done(&self) -> bool {
        self.start.is_some() && self.wanted.end <= self.decoded
    }

    fn finish(self) -> Option<Span> {
        let start = match self.start {
            Some(start) => start,
            None if self.wanted.start == self.decoded => self.reached,
            None => return None,
        };
        let end = if self.wanted.is_empty() { start } else { self.end? };
        (start <= end).then(|| Span::new(start, end))
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Quote {
    None,
    Single,
    Double,
}

/// Plain and quoted scalars. A line break with the blanks around it is one space; with empty lines in between, it is
/// as many line breaks as there are empty lines.
fn quoted(seeker: &mut Seeker, text: &str, inner: Range<usize>, quote: Quote) -> Option<()> {
    let mut at = inner.start;
    while at < inner.end && !seeker.done() {
        let rest = text.get(at..inner.end)?;
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        if rest.get(blanks..)?.starts_with(['\r', '\n']) {
            let region = white_region(rest);
            fold(seeker, at..at + region.len, region.breaks, 1);
            at += region.len;
            continue;
        }
        let c = rest.chars().next()?;
        let (written, decoded) = match (quote, c) {
            (Quote::Single, '\'') => (2, 1),
            (Quote::Double, '\\') => match escape(rest)? {
                Escape::Character { written, decoded } => (written, decoded),
                Escape::LineBreak => {
                    let region = white_region(rest.get(1..)?);
                    fold(seeker, at..at + 1 + region.len, region.breaks, 0);
                    at += 1 + region.len;
                    continue;
                }
            },
            (Quote::None | Quote::Single | Quote::Double, c) => (c.len_utf8(), c.len_utf8()),
        };
        seeker.piece(decoded, at..at + written);
        at += written;
    }
    Some(())
}

/// White space that spans lines.
struct WhiteRegion {
    len: usize,
    breaks: usize,
}

fn white_region(rest: &str) -> WhiteRegion {
    let len = rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n']).len();
    let region = rest.get(..len).unwrap_or("");
    WhiteRegion { len, breaks: region.matches('\n').count().max(1) }
}

/// One break is so many characters (a space, or nothing after a backslash); each further one is a line break.
fn fold(seeker: &mut Seeker, source: Range<usize>, breaks: usize, single: usize) {
    let len = if breaks == 1 { single } else { breaks - 1 };
    for _ in 0..len {
        seeker.piece(1, source.clone());
    }
}

enum Escape {
    Character { written: usize, decoded: usize },
    LineBreak,
}

/// The escape that `rest` begins with; two halves of a surrogate pair are one character.
fn escape(rest: &str) -> Option<Escape> {
    let letter = rest.chars().nth(1)?;
    let hex = |from: usize, len: usize| u32::from_str_radix(rest.get(from..from + len)?, 16).ok();
    let numbered = |digits: usize| {
        let code = hex(2, digits)?;
        if (0xd800..0xdc00).contains(&code) {
            return Some(Escape::Character { written: 12, decoded: 4 });
        }
        let decoded = char::from_u32(code)?.len_utf8();
        Some(Escape::Character { written: 2 + digits, decoded })
    };
    match letter {
        '\r' | '\n' => Some(Escape::LineBreak),
        'x' => numbered(2),
        'u' => numbered(4),
        'U' => numbered(8),
        'N' | '_' => Some(Escape::Character { written: 2, decoded: 2 }),
        'L' | 'P' => Some(Escape::Character { written: 2, decoded: 3 }),
        _ => Some(Escape::Character { written: 1 + letter.len_utf8(), decoded: 1 }),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Fold {
    Literal,
    Folded,
}

/// Literal and folded block scalars.
fn block(seeker: &mut Seeker, text: &str, header: usize, style: Fold) -> Option<()> {
    let rest = text.get(header..)?;
    let head = rest.split('\n').next()?;
    let mut at = header + head.len() + 1;
    let indent = match head.bytes().skip(1).take(2).find(u8::is_ascii_digit) {
        Some(digit) => parent_indent(text, header)? + usize::from(digit - b'0'),
        None => detected_indent(text.get(at..).unwrap_or("")),
    };
    let mut breaks: Vec<Range<usize>> = Vec::new();
    let mut previous = Line::None;
    for raw in text.get(at..).unwrap_or("").split_inclusive('\n') {
        if seeker.done() {
            return Some(());
        }
        let line = raw.trim_end_matches(['\r', '\n']);
        let spaces = line.len() - line.trim_start_matches(' ').len();
        let line_break = at + line.len()..at + raw.len();
        if spaces < indent && spaces < line.len() {
            break;
        }
        if let Some(content) = line.get(indent..).filter(|content| !content.is_empty()) {
            let this = if content.starts_with([' ', '\t']) { Line::Indented } else { Line::Text };
            let folds = style == Fold::Folded && previous == Line::Text && this == Line::Text;
            let skip = usize::from(folds && breaks.len() > 1);
            breaks.drain(..).skip(skip).for_each(|source| seeker.piece(1, source));
            for (offset, c) in content.char_indices() {
                let start = at + indent + offset;
                seeker.piece(c.len_utf8(), start..start + c.len_utf8());
            }
            previous = this;
        }
        if !line_break.is_empty() {
            breaks.push(line_break);
        }
        at += raw.len();
    }
    breaks.into_iter().for_each(|source| seeker.piece(1, source));
    Some(())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    None,
    Text,
    Indented,
}

/// The indentation of the first line that is not blank.
fn detected_indent(body: &str) -> usize {
    let first = body.lines().find(|line| !line.trim_start_matches(' ').is_empty());
    first.map_or(0, |line| line.len() - line.trim_start_matches(' ').len())
}

/// How far the collection is indented that holds the block scalar: an indentation indicator counts from there.
/// `None` when the line of the header does not tell.
fn parent_indent(text: &str, header: usize) -> Option<usize> {
    let before = text.get(..header)?;
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let line = before.get(start..)?;
    if line.starts_with("---") {
        return Some(0);
    }
    let mut column = line.len() - line.trim_start_matches(' ').len();
    loop {
        let rest = line.get(column..)?;
        let Some(after) = ["- ", "? ", ": "].iter().find_map(|indicator| rest.strip_prefix(indicator)) else {
            return (!rest.is_empty()).then_some(column);
        };
        let inner = line.len() - after.trim_start_matches(' ').len();
        if inner == line.len() {
            return Some(column);
        }
        column = inner;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where each character of `decoded` is written in `written`, the scalar that follows `k: `.
    fn places(written: &str, decoded: &str) -> Vec<String> {
        let text = format!("k: {written}\nnext: x\n");
        let node = Span::new(3, 3 + written.trim_end_matches('\n').len());
        let place = |(at, c): (usize, char)| span_inside(&text, node, at..at + c.len_utf8()).slice(&text).to_owned();
        decoded.char_indices().map(place).collect()
    }

    #[test]
    fn escapes_and_folds_are_one_character() {
        assert_eq!(places("'a''b'", "a'b"), ["a", "''", "b"]);
        assert_eq!(
            places(r#""\"\u00e9\ud83d\ude00\x41\N/""#, "\"é😀A\u{85}/"),
            ["\\\"", "\\u00e9", "\\ud83d\\ude00", "\\x41", "\\N", "/"]
        );
        assert_eq!(places("a \n  b", "a b"), ["a", " \n  ", "b"]);
        assert_eq!(places("'a\n\n  b'", "a\nb"), ["a", "\n\n  ", "b"]);
        assert_eq!(places("\"a\\\n  b\"", "ab"), ["a", "b"]);
    }

    #[test]
    fn block_scalars_lose_their_indentation() {
        assert_eq!(places("|\n  a\n   b\n", "a\n b\n"), ["a", "\n", " ", "b", "\n"]);
        assert_eq!(places("|2-\r\n   a\r\n  b", " a\nb"), [" ", "a", "\r\n", "b"]);
        assert_eq!(places(">\n  a\n  b\n\n  c\n   d", "a b\nc\n d"), ["a", "\n", "b", "\n", "c", "\n", " ", "d"]);
    }

    #[test]
    fn what_cannot_be_found_is_the_whole_scalar() {
        let text = "k: abc\n";
        assert_eq!(span_inside(text, Span::new(3, 6), 2..9), Span::new(3, 6));
        assert_eq!(span_inside(text, Span::NONE, 0..1), Span::NONE);
        assert_eq!(span_inside(text, Span::new(3, 6), 3..3), Span::new(6, 6));
        assert_eq!(span_inside(text, Span::new(90, 99), 0..1), Span::new(90, 99));
    }
}
