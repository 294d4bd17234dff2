//! Maps ranges of a decoded string to the bytes it was written with.
//!
//! An annotation may hold JSON, a list, or a key and a value; a finding in it points at the character, however the
//! string is quoted. The scalar is decoded again while offsets are counted, so nothing has to be kept from parsing. All
//! five scalar styles of YAML are supported; JSON's is one of them.

use crate::diagnostic::Span;
use crate::sorted_map::sort_by;
use std::ops::Range;

/// The span of `range` (bytes of the decoded string) in `text`, where the string is written at `node`. The whole node
/// when the range cannot be found, for example because the string does not come from this text.
pub fn span_inside(text: &str, node: Span, range: Range<usize>) -> Span {
    spans_inside(text, node, &[range]).pop().unwrap_or(node)
}

/// The spans of several ranges, found in one pass: a long value may have many problems.
pub fn spans_inside(text: &str, node: Span, ranges: &[Range<usize>]) -> Vec<Span> {
    if node.is_none() {
        return vec![node; ranges.len()];
    }
    let mut seeker = OffsetFinder::new(ranges, node.start as usize);
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
    let span_of_query = |query: &RangeQuery| found.and_then(|()| seeker.span_of(query)).unwrap_or(node);
    seeker.queries.iter().map(span_of_query).collect()
}

/// A range to find, and what was found of it.
struct RangeQuery {
    range: Range<usize>,
    start: Option<usize>,
    end: Option<usize>,
}

/// Counts decoded bytes until all ranges are found.
struct OffsetFinder {
    queries: Vec<RangeQuery>,
    /// Indices into `queries`, the next one to be found last: by start, and by end.
    starts: Vec<usize>,
    ends: Vec<usize>,
    decoded: usize,
    /// End of the previous piece.
    reached: usize,
}

impl OffsetFinder {
    fn new(ranges: &[Range<usize>], reached: usize) -> OffsetFinder {
        let queries: Vec<RangeQuery> =
            ranges.iter().map(|range| RangeQuery { range: range.clone(), start: None, end: None }).collect();
        let last_to_first = |key: &dyn Fn(&Range<usize>) -> usize| {
            let mut keyed: Vec<(usize, usize)> = ranges.iter().map(key).zip(0..).collect();
            sort_by(&mut keyed, |a, b| b.cmp(a));
            keyed.into_iter().map(|(_, index)| index).collect()
        };
        let (starts, ends) = (last_to_first(&|range| range.start), last_to_first(&|range| range.end));
        OffsetFinder { queries, starts, ends, decoded: 0, reached }
    }

    /// Adds a piece of source that decodes to `len` bytes and cannot be divided.
    fn add_piece(&mut self, len: usize, source: Range<usize>) {
        let after = self.decoded + len;
        while let Some(query) = next(&mut self.queries, &self.starts).filter(|query| query.range.start < after) {
            query.start = Some(source.start);
            self.starts.pop();
        }
        while let Some(query) = next(&mut self.queries, &self.ends).filter(|query| query.range.end <= after) {
            query.end = (query.range.end > self.decoded).then_some(source.end);
            self.ends.pop();
        }
        self.decoded = after;
        self.reached = source.end;
    }

    fn done(&self) -> bool {
        self.starts.is_empty() && self.ends.is_empty()
    }

    fn span_of(&self, query: &RangeQuery) -> Option<Span> {
        let start = match query.start {
            Some(start) => start,
            None if query.range.start == self.decoded => self.reached,
            None => return None,
        };
        let end = if query.range.is_empty() { start } else { query.end? };
        (query.range.start <= query.range.end && start <= end).then(|| Span::new(start, end))
    }
}

fn next<'w>(queries: &'w mut [RangeQuery], order: &[usize]) -> Option<&'w mut RangeQuery> {
    order.last().and_then(|index| queries.get_mut(*index))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Quote {
    None,
    Single,
    Double,
}

/// Plain and quoted scalars. A line break with the blanks around it is one space; with empty lines in between, it
/// becomes as many line breaks as there are empty lines.
fn quoted(seeker: &mut OffsetFinder, text: &str, inner: Range<usize>, quote: Quote) -> Option<()> {
    let mut at = inner.start;
    while at < inner.end && !seeker.done() {
        let rest = text.get(at..inner.end)?;
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        if blanks > 0 && !rest.get(blanks..)?.starts_with(['\r', '\n']) {
            (0..blanks).for_each(|blank| seeker.add_piece(1, at + blank..at + blank + 1));
            at += blanks;
            continue;
        }
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
        seeker.add_piece(decoded, at..at + written);
        at += written;
    }
    Some(())
}

/// White space that spans lines.
struct WhiteSpaceRun {
    len: usize,
    breaks: usize,
}

fn white_region(rest: &str) -> WhiteSpaceRun {
    let len = rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n']).len();
    let region = rest.get(..len).unwrap_or("");
    WhiteSpaceRun { len, breaks: region.matches('\n').count().max(1) }
}

/// The first break gives `first` characters (a space, or nothing after a backslash); each further one is a line break.
fn fold(seeker: &mut OffsetFinder, source: Range<usize>, breaks: usize, single: usize) {
    let len = if breaks == 1 { single } else { breaks - 1 };
    for _ in 0..len {
        seeker.add_piece(1, source.clone());
    }
}

enum Escape {
    Character { written: usize, decoded: usize },
    LineBreak,
}

/// The escape at the start of `rest`; two halves of a surrogate pair are one character.
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
fn block(seeker: &mut OffsetFinder, text: &str, header: usize, style: Fold) -> Option<()> {
    let rest = text.get(header..)?;
    let head = rest.split('\n').next()?;
    let mut at = header + head.len() + 1;
    let indent = match head.bytes().skip(1).take(2).find(u8::is_ascii_digit) {
        Some(digit) => parent_indent(text, header)? + usize::from(digit - b'0'),
        None => detected_indent(text.get(at..).unwrap_or("")),
    };
    let mut breaks: Vec<Range<usize>> = Vec::new();
    let mut previous = BlockLine::None;
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
            let this = if content.starts_with([' ', '\t']) { BlockLine::Indented } else { BlockLine::Text };
            let folds = style == Fold::Folded && previous == BlockLine::Text && this == BlockLine::Text;
            let skip = usize::from(folds && breaks.len() > 1);
            breaks.drain(..).skip(skip).for_each(|source| seeker.add_piece(1, source));
            for (offset, c) in content.char_indices() {
                let start = at + indent + offset;
                seeker.add_piece(c.len_utf8(), start..start + c.len_utf8());
            }
            previous = this;
        }
        if !line_break.is_empty() {
            breaks.push(line_break);
        }
        at += raw.len();
    }
    breaks.into_iter().for_each(|source| seeker.add_piece(1, source));
    Some(())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum BlockLine {
    None,
    Text,
    Indented,
}

/// The indentation of the first line that is not blank.
fn detected_indent(body: &str) -> usize {
    let first = body.lines().find(|line| !line.trim_start_matches(' ').is_empty());
    first.map_or(0, |line| line.len() - line.trim_start_matches(' ').len())
}

/// The indentation of the collection that holds the block scalar: an indentation indicator counts from there. `None`
/// when the line of the header does not show it.
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

    /// The written form of each character of `decoded` in `written`, the scalar that follows `k: `.
    fn written_parts(written: &str, decoded: &str) -> Vec<String> {
        let text = format!("k: {written}\nnext: x\n");
        let node = Span::new(3, 3 + written.trim_end_matches('\n').len());
        let span_of_query =
            |(at, c): (usize, char)| span_inside(&text, node, at..at + c.len_utf8()).slice(&text).to_owned();
        decoded.char_indices().map(span_of_query).collect()
    }

    #[test]
    fn an_escape_or_a_folded_break_is_one_character() {
        assert_eq!(written_parts("'a''b'", "a'b"), ["a", "''", "b"]);
        assert_eq!(
            written_parts(r#""\"\u00e9\ud83d\ude00\x41\N/""#, "\"é😀A\u{85}/"),
            ["\\\"", "\\u00e9", "\\ud83d\\ude00", "\\x41", "\\N", "/"]
        );
        assert_eq!(written_parts("a \n  b", "a b"), ["a", " \n  ", "b"]);
        assert_eq!(written_parts("'a\n\n  b'", "a\nb"), ["a", "\n\n  ", "b"]);
        assert_eq!(written_parts("\"a\\\n  b\"", "ab"), ["a", "b"]);
    }

    #[test]
    fn indentation_of_block_scalars_is_not_part_of_the_string() {
        assert_eq!(written_parts("|\n  a\n   b\n", "a\n b\n"), ["a", "\n", " ", "b", "\n"]);
        assert_eq!(written_parts("|2-\r\n   a\r\n  b", " a\nb"), [" ", "a", "\r\n", "b"]);
        assert_eq!(
            written_parts(">\n  a\n  b\n\n  c\n   d", "a b\nc\n d"),
            ["a", "\n", "b", "\n", "c", "\n", " ", "d"]
        );
    }

    #[test]
    fn a_range_that_cannot_be_found_gives_the_whole_scalar() {
        let text = "k: abc\n";
        assert_eq!(span_inside(text, Span::new(3, 6), 2..9), Span::new(3, 6));
        assert_eq!(span_inside(text, Span::NONE, 0..1), Span::NONE);
        assert_eq!(span_inside(text, Span::new(3, 6), 3..3), Span::new(6, 6));
        assert_eq!(span_inside(text, Span::new(90, 99), 0..1), Span::new(90, 99));
    }

    #[test]
    fn several_ranges_have_the_same_spans_as_one_by_one() {
        let text = "k: \"a\\\"b   c\\u00e9\n   \n  d\\\n  e\"\n";
        let node = Span::new(3, text.len() - 1);
        let ranges: Vec<Range<usize>> = (0..14).rev().flat_map(|start| (0..14).map(move |end| start..end)).collect();
        let together = spans_inside(text, node, &ranges);
        let alone: Vec<Span> = ranges.iter().map(|range| span_inside(text, node, range.clone())).collect();
        assert_eq!(together, alone);
        // Every range of the twelve bytes, empty ones included.
        assert_eq!(together.iter().filter(|span| **span != node).count(), 13 * 14 / 2);
    }
}
