//! Lines, columns and offsets of byte offsets in a text, or in each of the files that it was joined from.

#![warn(missing_docs)]

use super::source_files::{SourceFile, file_at};
use super::{Location, Span};
use crate::string_enum::string_enum;
use serde::Serialize;
use std::cell::OnceCell;

string_enum! {
    /// How columns and offsets are counted.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub enum PositionEncoding {
        /// In UTF-16 code units, as editors and the Language Server Protocol count.
        #[default]
        Utf16 = "utf-16",
        /// In UTF-8 bytes.
        Utf8 = "utf-8",
    }
}

/// A position in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Position {
    /// Line, counted from 1.
    pub line: u32,
    /// Column, counted from 1. A byte order mark has no column, as in editors.
    pub column: u32,
    /// Offset, counted from 0 from the start of the text; of named files, of the file. A byte order mark counts: it is the
    /// first character of the text.
    pub offset: u32,
}

/// A range in the text of `manifests`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SourceRange {
    /// Name of the file, when `manifests` was named files.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Index of the document in the text or the file, counted from 0.
    pub document: u32,
    /// Position of the first character.
    pub start: Position,
    /// Position after the last character.
    pub end: Position,
}

/// Finds positions: it knows the lines of the text.
pub struct PositionConverter<'a> {
    encoding: PositionEncoding,
    text: &'a str,
    /// The files that the text was joined from; none when it is one text.
    files: &'a [SourceFile],
    /// Read where a first position is asked for: about most texts nothing is found.
    index: OnceCell<TextIndex>,
}

/// Where the lines of a text are, and the UTF-16 units.
#[derive(Debug)]
struct TextIndex {
    lines: Vec<u32>,
    /// Every [`CHECKPOINT_BYTES`] the offset of a character, and the number of UTF-16 units before it. A text may be a
    /// single line, and only what follows a checkpoint has to be counted.
    checkpoints: Vec<(usize, u32)>,
}

/// The byte order mark.
const MARK: char = '\u{feff}';

/// Bytes between checkpoints.
const CHECKPOINT_BYTES: usize = 256;

impl TextIndex {
    fn of(text: &str) -> TextIndex {
        let mut lines = vec![0];
        let mut checkpoints = Vec::new();
        let mut utf16 = 0u32;
        for (offset, c) in text.char_indices() {
            if offset >= checkpoints.len() * CHECKPOINT_BYTES {
                checkpoints.push((offset, utf16));
            }
            utf16 = utf16.saturating_add(c.len_utf16() as u32);
            if c == '\n' {
                lines.push(Span::new(offset + 1, offset + 1).start);
            }
        }
        TextIndex { lines, checkpoints }
    }
}

impl<'a> PositionConverter<'a> {
    /// The lines of one text.
    pub fn new(encoding: PositionEncoding, text: &'a str) -> PositionConverter<'a> {
        PositionConverter { encoding, text, files: &[], index: OnceCell::new() }
    }

    fn index(&self) -> &TextIndex {
        self.index.get_or_init(|| TextIndex::of(self.text))
    }

    /// The same text, which was joined from these files.
    pub fn of_files(self, files: &'a [SourceFile]) -> PositionConverter<'a> {
        PositionConverter { files, ..self }
    }

    /// The position of a byte offset in its file; one inside a character counts as the start of the character.
    pub fn position(&self, offset: u32) -> Position {
        let file_start = file_at(self.files, offset as usize).map_or(0, |file| file.start);
        let (first, index) = (self.line_index(Span::new(file_start, file_start).start), self.line_index(offset));
        let start = self.index().lines.get(index).copied().unwrap_or(0) as usize;
        let mut end = (offset as usize).min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let has_mark = self.text.get(start..).is_some_and(|line| index == first && line.starts_with(MARK));
        let start = if has_mark { start + MARK.len_utf8() } else { start };
        let [file_start, start, end] = [file_start, start, end].map(|byte| match self.encoding {
            PositionEncoding::Utf8 => byte as u32,
            PositionEncoding::Utf16 => self.utf16(byte),
        });
        Position { line: (index - first) as u32 + 1, column: end.saturating_sub(start) + 1, offset: end - file_start }
    }

    /// The index of an offset's line in the whole text.
    fn line_index(&self, offset: u32) -> usize {
        self.index().lines.partition_point(|start| *start <= offset).saturating_sub(1)
    }

    /// The number of UTF-16 units before a byte offset.
    fn utf16(&self, byte: usize) -> u32 {
        let checkpoints = &self.index().checkpoints;
        let next = checkpoints.partition_point(|(mark, _)| *mark <= byte);
        let (mark, before) = next.checked_sub(1).and_then(|last| checkpoints.get(last)).copied().unwrap_or_default();
        let rest = self.text.get(mark..byte).unwrap_or("");
        before + rest.chars().map(|c| c.len_utf16() as u32).sum::<u32>()
    }

    /// A location with positions; `None` when the input was objects and the text is empty.
    pub fn range(&self, location: Location) -> Option<SourceRange> {
        if self.text.is_empty() {
            return None;
        }
        let file = file_at(self.files, location.span.start as usize);
        Some(SourceRange {
            file: file.map(|file| file.name.clone()),
            document: location.document.saturating_sub(file.map_or(0, |file| file.first_document)),
            start: self.position(location.span.start),
            end: self.position(location.span.end),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::source_files::join;

    #[test]
    fn columns_count_utf16_units_or_bytes() {
        let text = "a: 1\n😀é: x\n";
        let offset = text.find('x').map(|at| at as u32).unwrap_or(0);
        let utf16 = PositionConverter::new(PositionEncoding::Utf16, text).position(offset);
        assert_eq!((utf16.line, utf16.column, utf16.offset), (2, 6, 10));
        let utf8 = PositionConverter::new(PositionEncoding::Utf8, text).position(offset);
        assert_eq!((utf8.line, utf8.column, utf8.offset), (2, 9, 13));
    }
    #[test]
    fn a_byte_order_mark_counts_in_offsets_and_has_no_column() {
        let texts = ["\u{feff}a: x\nb: y\n", "\u{feff}a: z"].map(|text| (text.len().to_string(), text.to_owned()));
        let (text, files) = join(texts);
        for (encoding, mark) in [(PositionEncoding::Utf16, 1), (PositionEncoding::Utf8, 3)] {
            let positions = PositionConverter::new(encoding, &text).of_files(&files);
            let at = |letter| {
                let found = positions.position(text.find(letter).unwrap() as u32);
                (found.line, found.column, found.offset)
            };
            assert_eq!([at('x'), at('y'), at('z')], [(1, 4, 3 + mark), (2, 4, 8 + mark), (1, 4, 3 + mark)]);
            assert_eq!(positions.position(0).column, 1);
        }
    }
    #[test]
    fn positions_are_counted_in_each_file() {
        let texts = ["名: 1\n", "😀: 2\n---\nx: 3"].map(|text| (text.len().to_string(), text.to_owned()));
        let (text, mut files) = join(texts);
        files[1].first_document = 1;
        let positions = PositionConverter::new(PositionEncoding::Utf16, &text).of_files(&files);
        let at = text.find('x').unwrap();
        let range = positions.range(Location { document: 2, span: Span::new(at, at + 1) }).unwrap();
        assert_eq!((range.file.as_deref(), range.document), (Some(files[1].name.as_str()), 1));
        assert_eq!((range.start.line, range.start.column, range.start.offset), (3, 1, 10));
        let end = positions.position(Span::new(files[1].start - 1, 0).start);
        assert_eq!((end.line, end.column, end.offset), (2, 1, 5));
    }
}
