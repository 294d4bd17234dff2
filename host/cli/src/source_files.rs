//! Several texts as one, with the way back: an offset in the joined text is a line of a file.
//!
//! Every text is kept to the byte; between two of them stands one separator line, unless the next one brings its own.
//! Offsets count UTF-8 bytes. What the text says is not looked at.

use crate::input_error::InputError;
use crate::messages::{self, Lang};
use crate::read_files::{LIMIT_MIB, Stdin, Text, read_all};
use std::path::PathBuf;

/// Texts joined into one.
#[derive(Debug, Clone, Default)]
pub struct SourceFiles {
    text: String,
    parts: Vec<Part>,
    /// Where each line of the joined text starts.
    lines: Vec<usize>,
}

#[derive(Debug, Clone)]
struct Part {
    name: String,
    start: usize,
    end: usize,
    /// Number of its first line, in the joined text and from 0.
    line: usize,
}

/// An offset as a person finds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilePosition<'a> {
    /// Number of the file, in the order given.
    pub part: usize,
    /// The file.
    pub name: &'a str,
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    /// The whole line, without its line break.
    pub text: &'a str,
    /// Bytes of the line before the offset.
    pub before: usize,
}

impl SourceFiles {
    /// Reads and joins what a flag names. A error does not hide the others.
    pub(crate) fn read(
        flag: &str,
        paths: &[PathBuf],
        stdin: &mut Stdin<'_>,
        lang: Lang,
        errors: &mut Vec<InputError>,
    ) -> SourceFiles {
        let sources =
            SourceFiles::join(read_all(paths, stdin, lang, errors).into_iter().map(|Text { name, text }| (name, text)));
        if sources.text.len() as u64 > LIMIT_MIB << 20 {
            let words = [("flag", flag), ("limit", &LIMIT_MIB.to_string())];
            let error = InputError::new(lang, &messages::ALL_TOO_LARGE, &words);
            errors.push(error.help(lang, &messages::TOO_LARGE_HELP, &[]));
        }
        sources
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
            joined.parts.push(Part { name, start, end: joined.text.len(), line: 0 });
        }
        let after_breaks = joined.text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        joined.lines = std::iter::once(0).chain(after_breaks).collect();
        for part in &mut joined.parts {
            part.line = joined.lines.partition_point(|start| *start < part.start);
        }
        joined
    }

    /// The joined text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How many files there are.
    pub fn files(&self) -> usize {
        self.parts.len()
    }

    /// Names and texts of the files, in the order given.
    pub fn parts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.parts.iter().map(|part| (part.name.as_str(), self.text.get(part.start..part.end).unwrap_or_default()))
    }

    /// The offset of a line and a column of a file, all counted from 1 but the file; `None` when there is no such place.
    pub fn offset(&self, part: usize, line: usize, column: usize) -> Option<usize> {
        let part = self.parts.get(part)?;
        let start = *self.lines.get(part.line + line.checked_sub(1)?)?;
        let line = self.text.get(start..part.end)?;
        let (byte, _) = line.char_indices().nth(column.checked_sub(1)?)?;
        Some(start + byte)
    }

    /// Where an offset is; `None` when there is no such place. A separator belongs to the file before it.
    pub fn position(&self, offset: usize) -> Option<FilePosition<'_>> {
        let number = self.parts.partition_point(|part| part.start <= offset).checked_sub(1)?;
        let part = self.parts.get(number)?;
        let offset = offset.min(part.end);
        let line = self.lines.partition_point(|start| *start <= offset).checked_sub(1)?;
        let line_start = *self.lines.get(line)?;
        let before = self.text.get(line_start..offset)?;
        let rest = self.text.get(line_start..part.end)?;
        let text = rest.split('\n').next().unwrap_or(rest);
        Some(FilePosition {
            part: number,
            name: &part.name,
            line: line.checked_sub(part.line)? + 1,
            column: before.chars().count() + 1,
            text: text.strip_suffix('\r').unwrap_or(text),
            before: before.len(),
        })
    }
}

/// What must stand before a text that follows another one.
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
pub(crate) mod scratch {
    //! A directory of a test's own, gone after it.

    use std::path::{Path, PathBuf};
    use std::{env, fs, process};

    pub struct Scratch(PathBuf);

    impl Scratch {
        pub fn new(name: &str) -> Scratch {
            let root = env::temp_dir().join(format!("clbplan-cli-{}-{name}", process::id()));
            fs::create_dir_all(&root).unwrap();
            Scratch(root)
        }

        pub fn root(&self) -> PathBuf {
            self.0.clone()
        }

        pub fn path(&self, name: &str) -> PathBuf {
            self.0.join(name)
        }

        pub fn write(&self, name: &str, bytes: &[u8]) -> PathBuf {
            let path = self.path(name);
            fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).unwrap();
            fs::write(&path, bytes).unwrap();
            path
        }

        /// The text without this directory's own path.
        pub fn short(&self, text: &str) -> String {
            text.replace(&format!("{}/", self.0.display()), "").replace(&self.0.display().to_string(), "")
        }
    }

    impl Drop for Scratch {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn join(texts: &[&str]) -> SourceFiles {
        SourceFiles::join(texts.iter().enumerate().map(|(number, text)| (format!("{number}.yaml"), text.to_string())))
    }

    #[test]
    fn one_text_stays_itself() {
        assert_eq!(join(&["a: 1"]).text(), "a: 1");
    }

    #[test]
    fn texts_are_separated_once() {
        assert_eq!(
            join(&["a: 1", "b: 2\n", "# c\n---\nc: 3\n", "%YAML 1.2\n---\nd: 4\n", "--- e\n"]).text(),
            "a: 1\n---\nb: 2\n# c\n---\nc: 3\n...\n%YAML 1.2\n---\nd: 4\n--- e\n"
        );
        assert_eq!(join(&["a: 1\n", "---x: 2\n"]).text(), "a: 1\n---\n---x: 2\n");
    }

    #[test]
    fn offsets_lead_back() {
        let joined = join(&["a: 1", "名: 值\r\nb: 2\r\n"]);
        let at = |needle: &str| joined.position(joined.text().find(needle).unwrap()).unwrap();
        assert_eq!(at("1"), FilePosition { part: 0, name: "0.yaml", line: 1, column: 4, text: "a: 1", before: 3 });
        assert_eq!(at("值"), FilePosition { part: 1, name: "1.yaml", line: 1, column: 4, text: "名: 值", before: 5 });
        assert_eq!(at("2"), FilePosition { part: 1, name: "1.yaml", line: 2, column: 4, text: "b: 2", before: 3 });
        assert_eq!(at("---").name, "0.yaml");
        assert_eq!(joined.position(joined.text().len()).unwrap().line, 3);
        assert_eq!(joined.position(joined.text().find('名').unwrap() + 1), None);
        assert_eq!(SourceFiles::default().position(0), None);
    }

    #[test]
    fn lines_and_columns_lead_to_offsets() {
        let joined = join(&["a: 1", "名: 值\r\nb: 2\r\n"]);
        assert_eq!(joined.offset(1, 1, 4), joined.text().find('值'));
        assert_eq!(joined.offset(1, 2, 4), joined.text().find('2'));
        assert_eq!([joined.offset(1, 4, 1), joined.offset(2, 1, 1), joined.offset(0, 1, 0)], [None; 3]);
    }
}
