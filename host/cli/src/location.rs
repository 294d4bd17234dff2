//! Where a finding is, as other programs count: files from where they look, lines and columns from 1.
//!
//! Columns are counted in characters and in UTF-16 code units; the module is asked for bytes.

use crate::answer::SourceRange;
use crate::source_files::{FilePosition, SourceFiles};
use std::path::{Component, Path};

/// A range of one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Location<'a> {
    /// The file, as it was given or found.
    pub name: &'a str,
    /// First character.
    pub start: LineColumn,
    /// One past the last.
    pub end: LineColumn,
}

/// A position of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineColumn {
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    /// In UTF-16 code units, from 1.
    pub utf16: usize,
}

impl<'a> Location<'a> {
    /// The place of a source; `None` when the text has no such place. What would reach into another file ends with its
    /// first line.
    pub fn of(manifests: &'a SourceFiles, source: SourceRange) -> Option<Location<'a>> {
        let start = manifests.position(source.start.offset)?;
        let end = manifests.position(source.end.offset).filter(|end| end.part == start.part);
        let end = match end {
            Some(end) if (end.line, end.before) >= (start.line, start.before) => point(&end, end.before),
            Some(_) => point(&start, start.before),
            None => point(&start, start.text.len()),
        };
        Some(Location { name: start.name, start: point(&start, start.before), end })
    }
}

fn point(position: &FilePosition<'_>, byte: usize) -> LineColumn {
    let before = position.text.get(..byte).unwrap_or(position.text);
    LineColumn { line: position.line, column: before.chars().count() + 1, utf16: before.encode_utf16().count() + 1 }
}

/// Standard input, which is no file that another program could find.
pub const STDIN: &str = "<stdin>";

/// The path as a program that looks from `root` finds it, with `/` between its parts; `None` for standard input.
pub fn relative_to(root: Option<&Path>, name: &str) -> Option<String> {
    if name == STDIN {
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
    use crate::answer::Position;

    fn place<'a>(manifests: &'a SourceFiles, from: &str, to: &str) -> Option<Location<'a>> {
        let at = |needle: &str| Position { offset: manifests.text().find(needle).unwrap() };
        Location::of(manifests, SourceRange { start: at(from), end: at(to) })
    }

    #[test]
    fn columns_are_counted_in_both_ways() {
        let manifests = SourceFiles::join([
            ("a".to_string(), "x: 1\r\n🚀名: 值 # end\r\n".to_string()),
            ("b".to_string(), "y: 2".to_string()),
        ]);
        let found = place(&manifests, "值", " #").unwrap();
        assert_eq!(found.start, LineColumn { line: 2, column: 5, utf16: 6 });
        assert_eq!(found.end, LineColumn { line: 2, column: 6, utf16: 7 });
        let across = place(&manifests, "值", "2").unwrap();
        assert_eq!((across.name, across.end.line, across.end.column), ("a", 2, 12));
        assert_eq!(place(&manifests, "2", "1").unwrap().end, LineColumn { line: 1, column: 5, utf16: 5 });
    }

    #[test]
    fn paths_are_seen_from_the_root() {
        let root = Path::new("/repo");
        let seen = |name: &str| relative_to(Some(root), name);
        assert_eq!(seen("./a/b.yaml").as_deref(), Some("a/b.yaml"));
        assert_eq!(seen("/repo/a.yaml").as_deref(), Some("a.yaml"));
        assert_eq!(seen("/else/a.yaml").as_deref(), Some("/else/a.yaml"));
        assert_eq!(seen("a/../../b.yaml").as_deref(), Some("../b.yaml"));
        assert_eq!(seen(STDIN), None);
    }
}
