//! Concatenates input files into one YAML stream and maps offsets back to file, line and column.
//!
//! The text of every file is kept byte for byte. Between two files is one separator line, unless the next one begins
//! with its own. Offsets count UTF-8 bytes. The text is not parsed here.

use crate::character_counts::{CharacterCounts, Counts};
use crate::input_error::InputError;
use crate::messages::{self, TranslatableText};
use crate::read_files::{FileText, FileTexts, LIMIT_MIB, Stdin, read_all};
use std::path::PathBuf;

/// The input files of one flag.
#[derive(Debug, Clone, Default)]
pub struct SourceFiles {
    text: String,
    files: Vec<File>,
    /// The offset of each line of the joined text.
    lines: Vec<usize>,
    characters: CharacterCounts,
    is_partial: bool,
}

#[derive(Debug, Clone)]
struct File {
    name: String,
    start: usize,
    end: usize,
    /// Index of its first line in the joined text.
    first_line: usize,
}

/// An offset, located in its file.
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
    /// Bytes of the line before the offset.
    pub before: usize,
    /// Offset of the line.
    pub line_start: usize,
}

impl SourceFiles {
    /// Reads and joins the paths of a flag. An error in one file does not hide those in others.
    pub(crate) fn read(
        flag: &str,
        paths: &[PathBuf],
        stdin: &mut Stdin<'_>,
        errors: &mut Vec<InputError>,
        notes: &mut Vec<TranslatableText>,
    ) -> SourceFiles {
        let FileTexts { texts, is_partial } = read_all(paths, stdin, errors, notes);
        let mut sources = SourceFiles::join(texts.into_iter().map(|FileText { name, text, .. }| (name, text)));
        sources.is_partial = is_partial;
        if sources.text.len() as u64 > LIMIT_MIB << 20 {
            let what = messages::ALL_TOO_LARGE.with("flag", flag).with("limit", LIMIT_MIB.to_string());
            errors.push(InputError::new(what).help(&messages::TOO_LARGE_HELP));
        }
        sources
    }

    /// The same and further texts.
    pub(crate) fn with(self, texts: Vec<FileText>) -> SourceFiles {
        if texts.is_empty() {
            return self;
        }
        let own = self.files().map(|(name, text)| (name.to_string(), text.to_string()));
        let joined = SourceFiles::join(own.chain(texts.into_iter().map(|FileText { name, text, .. }| (name, text))));
        SourceFiles { is_partial: self.is_partial, ..joined }
    }

    /// Joins named texts.
    pub fn join(texts: impl IntoIterator<Item = (String, String)>) -> SourceFiles {
        let mut joined = SourceFiles::default();
        for (name, text) in texts {
            if !joined.text.is_empty() {
                if !joined.text.ends_with('\n') {
                    joined.text.push('\n');
                }
                joined.text.push_str(separator(&text));
            }
            let start = joined.text.len();
            joined.text.push_str(&text);
            joined.files.push(File { name, start, end: joined.text.len(), first_line: 0 });
        }
        let after_breaks = joined.text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        joined.lines = std::iter::once(0).chain(after_breaks).collect();
        for file in &mut joined.files {
            file.first_line = joined.lines.partition_point(|start| *start < file.start);
        }
        joined.characters = CharacterCounts::of(&joined.text);
        joined
    }

    /// True when a part of the paths was not read, such as a chart that has to be rendered.
    pub fn is_partial(&self) -> bool {
        self.is_partial
    }

    /// The joined text.
    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn file_count(&self) -> usize {
        self.files.len()
    }

    /// Names and texts of the files, in the order given.
    pub fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|file| (file.name.as_str(), self.text.get(file.start..file.end).unwrap_or_default()))
    }

    /// The texts of the files, each with its offset in the joined text.
    pub fn offsets_and_texts(&self) -> impl Iterator<Item = (usize, &str)> {
        self.files.iter().map(|file| (file.start, self.text.get(file.start..file.end).unwrap_or_default()))
    }

    /// The same files with blanks in place of a part of their text.
    pub(crate) fn with_text(self, text: String) -> SourceFiles {
        SourceFiles { characters: CharacterCounts::of(&text), text, ..self }
    }

    /// The offset of a line and a column, both counted from 1; `None` when the file has no such position.
    pub fn offset(&self, file: usize, line: usize, column: usize) -> Option<usize> {
        let file = self.files.get(file)?;
        let start = *self.lines.get(file.first_line + line.checked_sub(1)?)?;
        let before = self.characters.before(&self.text, start)?.characters;
        let byte = self.characters.byte_of(&self.text, before + column.checked_sub(1)?)?;
        (byte < file.end).then_some(byte)
    }

    /// The file of a line of the joined text, and the line in it, both lines counted from 1.
    pub fn file_and_line(&self, line: usize) -> Option<(&str, usize)> {
        let line = line.checked_sub(1)?;
        let file = self.files.iter().rfind(|file| file.first_line <= line)?;
        Some((&file.name, line - file.first_line + 1))
    }

    /// The text of some lines of a file, both counted from 1, and its offset.
    pub fn lines(&self, file: usize, first: usize, last: usize) -> Option<(usize, &str)> {
        let file = self.files.get(file)?;
        let start = *self.lines.get(file.first_line + first.checked_sub(1)?)?;
        let end = self.lines.get(file.first_line + last).map_or(file.end, |end| *end).min(file.end);
        Some((start, self.text.get(start..end)?.trim_end_matches(['\r', '\n'])))
    }

    /// Locates an offset; `None` when it is outside the text or inside a character. A separator belongs to the file
    /// before it.
    pub fn position(&self, offset: usize) -> Option<FilePosition<'_>> {
        let index = self.files.partition_point(|file| file.start <= offset).checked_sub(1)?;
        let file = self.files.get(index)?;
        let offset = offset.min(file.end);
        let line = self.lines.partition_point(|start| *start <= offset).checked_sub(1)?;
        let line_start = *self.lines.get(line)?;
        let next = self.lines.get(line + 1).map_or(file.end, |next| next - 1).min(file.end);
        let text = self.text.get(line_start..next)?;
        let before = self.characters.before(&self.text, offset)?.since(self.characters.before(&self.text, line_start)?);
        Some(FilePosition {
            file: index,
            name: &file.name,
            line: line.checked_sub(file.first_line)? + 1,
            column: before.characters + 1,
            text: text.strip_suffix('\r').unwrap_or(text),
            before: offset - line_start,
            line_start,
        })
    }

    /// What precedes a byte of the line of a position; of one after the line's text, the whole text.
    pub fn counts(&self, position: &FilePosition<'_>, byte: usize) -> Option<Counts> {
        let at = |byte: usize| self.characters.before(&self.text, position.line_start + byte);
        Some(at(byte.min(position.text.len()))?.since(at(0)?))
    }
}

/// The separator between a text and the next one.
fn separator(next: &str) -> &'static str {
    let first = next.lines().find(|line| !line.trim().is_empty() && !line.starts_with('#')).unwrap_or("");
    if first.starts_with('%') {
        "...\n"
    } else if first == "---" || first.starts_with("--- ") {
        ""
    } else {
        "---\n"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn join(texts: &[&str]) -> SourceFiles {
        SourceFiles::join(texts.iter().enumerate().map(|(number, text)| (format!("{number}.yaml"), text.to_string())))
    }

    #[test]
    fn a_single_text_is_unchanged() {
        assert_eq!(join(&["a: 1"]).text(), "a: 1");
    }

    #[test]
    fn two_texts_have_one_separator() {
        assert_eq!(
            join(&["a: 1", "b: 2\n", "# c\n---\nc: 3\n", "%YAML 1.2\n---\nd: 4\n", "--- e\n"]).text(),
            "a: 1\n---\nb: 2\n# c\n---\nc: 3\n...\n%YAML 1.2\n---\nd: 4\n--- e\n"
        );
        assert_eq!(join(&["a: 1\n", "---x: 2\n"]).text(), "a: 1\n---\n---x: 2\n");
    }

    #[test]
    fn offsets_are_located() {
        let joined = join(&["a: 1", "名: 值\r\nb: 2\r\n"]);
        let at = |needle: &str| joined.position(joined.text().find(needle).unwrap()).unwrap();
        assert_eq!(
            at("1"),
            FilePosition { file: 0, name: "0.yaml", line: 1, column: 4, text: "a: 1", before: 3, line_start: 0 }
        );
        assert_eq!(
            at("值"),
            FilePosition { file: 1, name: "1.yaml", line: 1, column: 4, text: "名: 值", before: 5, line_start: 9 }
        );
        assert_eq!(
            at("2"),
            FilePosition { file: 1, name: "1.yaml", line: 2, column: 4, text: "b: 2", before: 3, line_start: 19 }
        );
        assert_eq!(at("---").name, "0.yaml");
        assert_eq!(joined.position(joined.text().len()).unwrap().line, 3);
        assert_eq!(joined.position(joined.text().find('名').unwrap() + 1), None);
        assert_eq!(SourceFiles::default().position(0), None);
    }

    #[test]
    fn lines_and_columns_have_offsets() {
        let joined = join(&["a: 1", "名: 值\r\nb: 2\r\n"]);
        assert_eq!(joined.offset(1, 1, 4), joined.text().find('值'));
        assert_eq!(joined.offset(1, 2, 4), joined.text().find('2'));
        assert_eq!([joined.offset(1, 4, 1), joined.offset(2, 1, 1), joined.offset(0, 1, 0)], [None; 3]);
    }
}
