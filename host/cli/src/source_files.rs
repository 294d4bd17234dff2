//! The input files of a flag: their texts, and the lines of their texts for excerpts.
//!
//! The module gets them as named files with their byte order marks, and its answer says in which file a place is, and the
//! line, the column and the offset in it; only offsets count the mark. Here texts have none, and a place becomes a line of text and columns for readers. The texts are not parsed.

use crate::byte_and_character_offsets::{CharacterCounts, CharacterOffsets};
use crate::decode_text::MARK;
use crate::input_error::InputError;
use crate::messages::{self, TranslatableText};
use crate::module_answer::{Position, SourceRange};
use crate::read_files::{FileText, FileTexts, LIMIT_MIB, Stdin, read_all};
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// The input files of one flag.
#[derive(Debug, Clone, Default)]
pub struct SourceFiles {
    files: Vec<SourceFile>,
    /// Index of each name. Of equal names the first one: a folder that is rendered twice has the same text twice.
    indexes: BTreeMap<String, usize>,
    is_partial: bool,
}

#[derive(Debug, Clone)]
struct SourceFile {
    name: String,
    /// Without a byte order mark.
    text: String,
    /// The file begins with one.
    has_mark: bool,
    /// The offset of each line.
    lines: Vec<usize>,
    characters: CharacterCounts,
}

/// The start of a range, located in its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilePosition<'a> {
    /// Index of the file, in the order given.
    pub file: usize,
    /// Name of the file.
    pub name: &'a str,
    /// Counted from 1.
    pub line: usize,
    /// In characters, counted from 1.
    pub column: usize,
    /// The whole line, without its line break.
    pub text: &'a str,
    /// Bytes of the line before the position.
    pub before: usize,
    /// Offset of the line.
    pub line_start: usize,
}

/// A file as a member of a request.
#[derive(Serialize)]
struct NamedFile<'a> {
    name: &'a str,
    text: Cow<'a, str>,
}

impl SourceFiles {
    /// Reads the paths of a flag. An error in one file does not hide those in others.
    pub(crate) fn read(
        flag: &str,
        paths: &[PathBuf],
        stdin: &mut Stdin<'_>,
        errors: &mut Vec<InputError>,
        notes: &mut Vec<TranslatableText>,
    ) -> SourceFiles {
        let FileTexts { texts, is_partial } = read_all(paths, stdin, errors, notes);
        let sources = SourceFiles { is_partial, ..SourceFiles::default() }.with(texts);
        let bytes: usize = sources.files.iter().map(|file| file.text.len()).sum();
        if bytes as u64 > LIMIT_MIB << 20 {
            let what = messages::ALL_TOO_LARGE.with("flag", flag).with("limit", LIMIT_MIB.to_string());
            errors.push(InputError::new(what).help(&messages::TOO_LARGE_HELP));
        }
        sources
    }

    /// The same and further texts.
    pub(crate) fn with(mut self, texts: Vec<FileText>) -> SourceFiles {
        for FileText { name, text, has_mark, .. } in texts {
            self.push(SourceFile { has_mark, ..SourceFile::new(name, text) });
        }
        self
    }

    /// Named texts.
    pub fn of(texts: impl IntoIterator<Item = (String, String)>) -> SourceFiles {
        let mut sources = SourceFiles::default();
        texts.into_iter().for_each(|(name, text)| sources.push(SourceFile::new(name, text)));
        sources
    }

    fn push(&mut self, file: SourceFile) {
        self.indexes.entry(file.name.clone()).or_insert(self.files.len());
        self.files.push(file);
    }

    /// True when a part of the paths was not read, such as a chart that has to be rendered.
    pub fn is_partial(&self) -> bool {
        self.is_partial
    }

    pub fn file_count(&self) -> usize {
        self.files.len()
    }

    /// Names and texts of the files, in the order given.
    pub fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|file| (file.name.as_str(), file.text.as_str()))
    }

    /// All texts, for searches in which places do not matter.
    pub fn joined_text(&self) -> Cow<'_, str> {
        match self.files.as_slice() {
            [one] => Cow::Borrowed(&one.text),
            files => Cow::Owned(files.iter().map(|file| file.text.as_str()).collect::<Vec<_>>().join("\n")),
        }
    }

    /// The same files with blanks in place of parts of their texts, which are in order.
    pub(crate) fn with_texts(self, texts: Vec<String>) -> SourceFiles {
        let files = self.files.into_iter().zip(texts);
        let files =
            files.map(|(file, text)| SourceFile { has_mark: file.has_mark, ..SourceFile::new(file.name, text) });
        SourceFiles { files: files.collect(), ..self }
    }

    /// The index of the file of a range, in the order given.
    pub fn index(&self, file: Option<&str>) -> Option<usize> {
        self.indexes.get(file?).copied()
    }

    /// The start of a range; `None` if it is not in these files.
    pub fn start(&self, source: &SourceRange) -> Option<FilePosition<'_>> {
        self.position(source.file.as_deref(), source.start)
    }

    /// The end of a range, likewise.
    pub fn end(&self, source: &SourceRange) -> Option<FilePosition<'_>> {
        self.position(source.file.as_deref(), source.end)
    }

    /// A position of the module in a file, counted in bytes; `None` if the file has no such position.
    pub fn position(&self, file: Option<&str>, position: Position) -> Option<FilePosition<'_>> {
        let index = self.index(file)?;
        let file = self.files.get(index)?;
        let (line_start, text) = file.line(position.line)?;
        let before = position.column.checked_sub(1)?;
        if before > text.len() || line_start + before + file.mark_bytes() != position.offset {
            return None;
        }
        let counts = file.characters.before(&file.text, line_start + before)?;
        let column = counts.since(file.characters.before(&file.text, line_start)?).characters + 1;
        let text = text.strip_suffix('\r').unwrap_or(text);
        Some(FilePosition { file: index, name: &file.name, line: position.line, column, text, before, line_start })
    }

    /// The range of some bytes that begin at a line and a column in characters, both counted from 1; `None` when the file has
    /// no such position. For what this program reads by itself: the module's places have offsets.
    pub fn range(&self, file: usize, line: usize, column: usize, bytes: usize) -> Option<SourceRange> {
        let file = self.files.get(file)?;
        let (line_start, _) = file.line(line)?;
        let before = file.characters.before(&file.text, line_start)?.characters;
        let offset = file.characters.byte_of(&file.text, before + column.checked_sub(1)?)?;
        let in_file = offset + file.mark_bytes();
        let start = Position { line, column: offset - line_start + 1, offset: in_file };
        let end = Position { line, column: start.column + bytes, offset: in_file + bytes };
        Some(SourceRange { file: Some(file.name.clone()), start, end })
    }

    /// The text from the beginning of a line to the end of another one, both counted from 1, and its offset.
    pub fn lines(&self, file: usize, first: usize, last: usize) -> Option<(usize, &str)> {
        let file = self.files.get(file)?;
        let (start, _) = file.line(first)?;
        let end = file.lines.get(last).copied().unwrap_or(file.text.len());
        Some((start, file.text.get(start..end)?.trim_end_matches(['\r', '\n'])))
    }

    /// The column in bytes of the file, counted from 1: with a byte order mark, which is on the first line.
    pub fn byte_column(&self, position: &FilePosition<'_>) -> usize {
        let mark = self.files.get(position.file).map_or(0, SourceFile::mark_bytes);
        position.before + 1 + if position.line == 1 { mark } else { 0 }
    }

    /// What precedes a byte of the line of a position; of one after the line's text, the whole text.
    pub fn counts(&self, position: &FilePosition<'_>, byte: usize) -> Option<CharacterOffsets> {
        let file = self.files.get(position.file)?;
        let at = |byte: usize| file.characters.before(&file.text, position.line_start + byte);
        Some(at(byte.min(position.text.len()))?.since(at(0)?))
    }
}

/// As the member `manifests` or `live` of a request.
impl Serialize for SourceFiles {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer
            .collect_seq(self.files.iter().map(|file| NamedFile { name: &file.name, text: file.text_with_mark() }))
    }
}

impl SourceFile {
    fn new(name: String, text: String) -> SourceFile {
        let after_breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        let lines = std::iter::once(0).chain(after_breaks).collect();
        let characters = CharacterCounts::of(&text);
        SourceFile { name, text, has_mark: false, lines, characters }
    }

    /// How far the module's offsets are behind those in the text.
    fn mark_bytes(&self) -> usize {
        if self.has_mark { MARK.len_utf8() } else { 0 }
    }

    /// The text as it is in the file.
    fn text_with_mark(&self) -> Cow<'_, str> {
        if self.has_mark { Cow::Owned(format!("{MARK}{}", self.text)) } else { Cow::Borrowed(&self.text) }
    }

    /// The offset and the text of a line, which is counted from 1, without its `\n`.
    fn line(&self, line: usize) -> Option<(usize, &str)> {
        let start = *self.lines.get(line.checked_sub(1)?)?;
        let end = self.lines.get(line).map_or(self.text.len(), |next| next - 1);
        Some((start, self.text.get(start..end)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(texts: &[&str]) -> SourceFiles {
        SourceFiles::of(texts.iter().enumerate().map(|(number, text)| (format!("{number}.yaml"), text.to_string())))
    }

    fn at(line: usize, column: usize, offset: usize) -> Position {
        Position { line, column, offset }
    }

    #[test]
    fn the_module_gets_named_files() {
        let files = serde_json::to_value(files(&["a: 1", ""])).unwrap();
        assert_eq!(files, serde_json::json!([{ "name": "0.yaml", "text": "a: 1" }, { "name": "1.yaml", "text": "" }]));
    }

    #[test]
    fn places_of_the_module_are_lines_of_their_file() {
        let files = files(&["a: 1", "名: 值\r\nb: 2\r\n"]);
        let found = |file, position| files.position(Some(file), position);
        assert_eq!(
            found("0.yaml", at(1, 4, 3)),
            Some(FilePosition { file: 0, name: "0.yaml", line: 1, column: 4, text: "a: 1", before: 3, line_start: 0 })
        );
        assert_eq!(
            found("1.yaml", at(1, 6, 5)),
            Some(FilePosition {
                file: 1,
                name: "1.yaml",
                line: 1,
                column: 4,
                text: "名: 值",
                before: 5,
                line_start: 0
            })
        );
        assert_eq!(
            found("1.yaml", at(2, 4, 13)),
            Some(FilePosition { file: 1, name: "1.yaml", line: 2, column: 4, text: "b: 2", before: 3, line_start: 10 })
        );
        assert_eq!(found("1.yaml", at(3, 1, 16)).unwrap().line, 3);
    }

    #[test]
    fn the_module_counts_a_byte_order_mark_in_offsets_only() {
        let text = FileText { name: "0.yaml".into(), text: "a: 1\nb: 2".into(), has_mark: true, note: None };
        let files = SourceFiles::default().with(vec![text]);
        let request = serde_json::to_value(&files).unwrap();
        assert_eq!(request, serde_json::json!([{ "name": "0.yaml", "text": "\u{feff}a: 1\nb: 2" }]));
        for (position, text) in [(at(1, 4, 6), "a: 1"), (at(2, 4, 11), "b: 2")] {
            let found = files.position(Some("0.yaml"), position).unwrap();
            assert_eq!((found.column, found.before, found.text), (4, 3, text));
        }
        let bytes =
            [at(1, 4, 6), at(2, 4, 11)].map(|at| files.byte_column(&files.position(Some("0.yaml"), at).unwrap()));
        assert_eq!(bytes, [7, 4]);
        assert_eq!(files.position(Some("0.yaml"), at(1, 4, 3)), None);
        let range = files.range(0, 2, 4, 1).unwrap();
        assert_eq!((range.start, range.end), (at(2, 4, 11), at(2, 5, 12)));
    }

    #[test]
    fn places_that_the_file_does_not_have_are_none() {
        let files = files(&["a: 1", "名: 值\r\nb: 2\r\n"]);
        let outside = [at(0, 1, 0), at(1, 0, 0), at(1, 2, 1), at(2, 4, 12), at(4, 1, 17), at(3, 2, 17)];
        for position in outside {
            assert_eq!(files.position(Some("1.yaml"), position), None, "{position:?}");
        }
        assert_eq!((files.position(Some("2.yaml"), at(1, 1, 0)), files.position(None, at(1, 1, 0))), (None, None));
    }

    #[test]
    fn lines_and_columns_in_characters_are_ranges() {
        let files = files(&["a: 1", "名: 值\r\nb: 2\r\n"]);
        let range = files.range(1, 1, 4, 3).unwrap();
        assert_eq!((range.file.as_deref(), range.start, range.end), (Some("1.yaml"), at(1, 6, 5), at(1, 9, 8)));
        let range = files.range(1, 2, 4, 1).unwrap();
        assert_eq!((range.start, files.end(&range).unwrap().before), (at(2, 4, 13), 4));
        assert!(
            [files.range(1, 4, 1, 1), files.range(2, 1, 1, 1), files.range(0, 1, 0, 1)].iter().all(Option::is_none)
        );
    }
}
