//! Locations as other programs expect them: file names relative to a directory, lines and columns counted from 1.
//!
//! Columns are counted in characters and in UTF-16 code units.

use crate::byte_and_character_offsets::CharacterOffsets;
use crate::module_answer::SourceRange;
use crate::source_files::{FilePosition, SourceFiles};
use std::path::{Component, Path};

/// A range of one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileRange<'a> {
    /// The file, as given or found.
    pub name: &'a str,
    pub start: LineColumn,
    /// After the last character.
    pub end: LineColumn,
}

/// A position in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineColumn {
    /// Counted from 1.
    pub line: usize,
    /// In characters, counted from 1.
    pub column: usize,
    /// In UTF-16 code units, counted from 1.
    pub utf16: usize,
}

impl<'a> FileRange<'a> {
    /// The location of a range; `None` if the manifests have no such range. One without an end ends with its first line.
    pub fn of(manifests: &'a SourceFiles, source: &SourceRange) -> Option<FileRange<'a>> {
        let start = manifests.start(source)?;
        let end = match manifests.end(source) {
            Some(end) if (end.line, end.before) >= (start.line, start.before) => {
                line_column(manifests, &end, end.before)
            }
            Some(_) => line_column(manifests, &start, start.before),
            None => line_column(manifests, &start, start.text.len()),
        };
        Some(FileRange { name: start.name, start: line_column(manifests, &start, start.before)?, end: end? })
    }
}

fn line_column(manifests: &SourceFiles, position: &FilePosition<'_>, byte: usize) -> Option<LineColumn> {
    let CharacterOffsets { characters, utf16 } = manifests.counts(position, byte)?;
    Some(LineColumn { line: position.line, column: characters + 1, utf16: utf16 + 1 })
}

/// True for `<stdin>` and `<kustomize DIR>`: texts that other programs cannot open.
fn is_no_file(name: &str) -> bool {
    name.starts_with('<') && name.ends_with('>')
}

/// The path as [`relative_to`] writes it; of a text that is no file, what it is: `stdin`, `kustomize overlays/a`.
pub fn program_path(root: Option<&Path>, name: &str) -> String {
    relative_to(root, name).unwrap_or_else(|| name.trim_start_matches('<').trim_end_matches('>').to_string())
}

/// `shop.yaml:16:17`; `None` if the manifests have no such range.
pub fn file_line_column(manifests: &SourceFiles, source: &SourceRange, root: Option<&Path>) -> Option<String> {
    let location = FileRange::of(manifests, source)?;
    let file = relative_to(root, location.name).unwrap_or_else(|| location.name.to_string());
    Some(format!("{file}:{}:{}", location.start.line, location.start.column))
}

/// The path relative to `root` if it is inside, with `/` as separator; `None` if it is no file.
pub fn relative_to(root: Option<&Path>, name: &str) -> Option<String> {
    if is_no_file(name) {
        return None;
    }
    let path = Path::new(name);
    let path = root.and_then(|root| path.strip_prefix(root).ok()).unwrap_or(path);
    let mut parts: Vec<String> = Vec::new();
    for component in path.components() {
        match component {
            Component::Prefix(prefix) => parts.push(prefix.as_os_str().to_string_lossy().into_owned()),
            Component::RootDir if parts.is_empty() => parts.push(String::new()),
            Component::RootDir | Component::CurDir => {}
            Component::ParentDir => match parts.last() {
                Some(last) if last != ".." && !last.is_empty() => drop(parts.pop()),
                Some(_) | None => parts.push("..".to_string()),
            },
            Component::Normal(part) => parts.push(part.to_string_lossy().into_owned()),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::module_answer::Position;

    fn location<'a>(
        manifests: &'a SourceFiles,
        from: (usize, usize, usize),
        to: (usize, usize, usize),
    ) -> FileRange<'a> {
        let at = |(line, column, offset)| Position { line, column, offset };
        FileRange::of(manifests, &SourceRange { file: Some("a".to_string()), start: at(from), end: at(to) }).unwrap()
    }

    #[test]
    fn columns_are_counted_in_characters_and_utf16() {
        let manifests = SourceFiles::of([("a".to_string(), "x: 1\r\n🚀名: 值 # end\r\n".to_string())]);
        let (value, comment) = ((2, 10, 15), (2, 13, 18));
        let found = location(&manifests, value, comment);
        assert_eq!(found.start, LineColumn { line: 2, column: 5, utf16: 6 });
        assert_eq!(found.end, LineColumn { line: 2, column: 6, utf16: 7 });
        let outside = location(&manifests, value, (4, 1, 99));
        assert_eq!((outside.name, outside.end.line, outside.end.column), ("a", 2, 12));
        assert_eq!(location(&manifests, value, (1, 4, 3)).end, found.start);
    }

    #[test]
    fn paths_are_relative_to_the_root() {
        let root = Path::new("/repo");
        let relative = |name: &str| relative_to(Some(root), name);
        assert_eq!(relative("./a/b.yaml").as_deref(), Some("a/b.yaml"));
        assert_eq!(relative("/repo/a.yaml").as_deref(), Some("a.yaml"));
        assert_eq!(relative("/else/a.yaml").as_deref(), Some("/else/a.yaml"));
        assert_eq!(relative("a/../../b.yaml").as_deref(), Some("../b.yaml"));
        assert_eq!((relative("<stdin>"), relative("<kustomize overlays/a>")), (None, None));
        let path = |name: &str| program_path(Some(root), name);
        assert_eq!([path("./a.yaml"), path("<stdin>"), path("<kustomize a>")], ["a.yaml", "stdin", "kustomize a"]);
    }
}
