//! Reads the text of files, directories and standard input.
//!
//! A directory yields the *.yaml, *.yml and *.json files in it and below, sorted. Hidden files are skipped, and linked
//! directories are not entered, so that the walk ends. A path that cannot be read is an error, and the next one is read
//! all the same. The content is not parsed here.

use crate::input_error::InputError;
use crate::messages;
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

/// The size limit of one text. The module has limits of its own, for what the text contains.
pub const LIMIT_MIB: u64 = 64;

/// A text and where it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileText {
    /// The path as given or found; `<stdin>` for standard input.
    pub name: String,
    /// The content without a byte order mark.
    pub text: String,
}

/// Standard input, which can be read only once.
pub struct Stdin<'a> {
    input: Option<&'a mut dyn Read>,
}

impl<'a> Stdin<'a> {
    pub fn new(input: &'a mut dyn Read) -> Stdin<'a> {
        Stdin { input: Some(input) }
    }
}

/// Reads the paths in the order given; a file that is named twice is read once.
pub fn read_all(paths: &[PathBuf], stdin: &mut Stdin<'_>, errors: &mut Vec<InputError>) -> Vec<FileText> {
    let mut texts = Vec::new();
    let mut seen = BTreeSet::new();
    let mut collect = |read: Result<FileText, InputError>, errors: &mut Vec<InputError>| match read {
        Ok(text) => texts.push(text),
        Err(error) => errors.push(error),
    };
    for path in paths {
        if path == Path::new("-") {
            collect(read_stdin(stdin), errors);
            continue;
        }
        for file in files(path, errors) {
            let identity = file.canonicalize().unwrap_or_else(|_| file.clone());
            if seen.insert(identity) {
                collect(read_file(&file), errors);
            }
        }
    }
    texts
}

/// Reads one text file.
///
/// # Errors
/// It is missing, unreadable, too large, empty or not UTF-8.
pub fn read_file(path: &Path) -> Result<FileText, InputError> {
    decode(path.display().to_string(), read_bytes(path)?)
}

/// Reads one file that may be binary.
///
/// # Errors
/// It is missing or unreadable.
pub fn read_bytes(path: &Path) -> Result<Vec<u8>, InputError> {
    File::open(path).and_then(bytes).map_err(|error| read_error(&path.display().to_string(), &error))
}

fn read_stdin(stdin: &mut Stdin<'_>) -> Result<FileText, InputError> {
    let Some(input) = stdin.input.take() else {
        return Err(InputError::new(&messages::STDIN_TWICE).help(&messages::STDIN_TWICE_HELP));
    };
    let name = "<stdin>".to_string();
    let bytes = bytes(input).map_err(|error| read_error(&name, &error))?;
    decode(name, bytes)
}

/// Stops one byte after the limit, which is enough to detect a text that is too large.
fn bytes(input: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.take((LIMIT_MIB << 20) + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn decode(name: String, bytes: Vec<u8>) -> Result<FileText, InputError> {
    let path = name.as_str();
    if bytes.len() as u64 > LIMIT_MIB << 20 {
        let what = messages::TOO_LARGE.with("path", path).with("limit", LIMIT_MIB.to_string());
        return Err(InputError::new(what).help(&messages::TOO_LARGE_HELP));
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(InputError::new(messages::UTF_16.with("path", path)).help(&messages::UTF_16_HELP));
    }
    if bytes.contains(&0) {
        return Err(InputError::new(messages::BINARY.with("path", path)).help(&messages::BINARY_HELP));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let valid = error.as_bytes().iter().take(error.utf8_error().valid_up_to());
        let line = valid.filter(|byte| **byte == b'\n').count() + 1;
        let what = messages::NOT_UTF_8.with("path", path).with("line", line.to_string());
        InputError::new(what).help(&messages::NOT_UTF_8_HELP)
    })?;
    let text = text.strip_prefix('\u{feff}').map(str::to_string).unwrap_or(text);
    if text.trim().is_empty() {
        return Err(InputError::new(messages::EMPTY_FILE.with("path", path)).help(&messages::EMPTY_FILE_HELP));
    }
    Ok(FileText { name, text })
}

fn read_error(path: &str, error: &io::Error) -> InputError {
    match error.kind() {
        ErrorKind::NotFound => InputError::new(messages::NOT_FOUND.with("path", path)).help(&messages::NOT_FOUND_HELP),
        ErrorKind::PermissionDenied => {
            InputError::new(messages::NOT_ALLOWED.with("path", path)).help(&messages::NOT_ALLOWED_HELP)
        }
        // `ErrorKind` is the standard library's, and gets new variants.
        _ => InputError::new(messages::NOT_READ.with("path", path)).caused_by(error),
    }
}

/// The files of a path: itself, or those of a directory.
fn files(path: &Path, errors: &mut Vec<InputError>) -> Vec<PathBuf> {
    let name = path.display().to_string();
    match fs::metadata(path) {
        Err(error) => {
            errors.push(read_error(&name, &error));
            Vec::new()
        }
        Ok(metadata) if !metadata.is_dir() => vec![path.to_path_buf()],
        Ok(_) => {
            let errors_before = errors.len();
            let mut found = Vec::new();
            walk(path, &mut found, errors);
            if found.is_empty() && errors.len() == errors_before {
                let error = InputError::new(messages::EMPTY_DIRECTORY.with("path", name));
                errors.push(error.help(&messages::EMPTY_DIRECTORY_HELP));
            }
            found
        }
    }
}

fn walk(directory: &Path, found: &mut Vec<PathBuf>, errors: &mut Vec<InputError>) {
    let entries = fs::read_dir(directory).and_then(|entries| entries.collect::<io::Result<Vec<_>>>());
    let mut entries = match entries {
        Ok(entries) => entries,
        Err(error) => return errors.push(read_error(&directory.display().to_string(), &error)),
    };
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries.iter().filter(|entry| !entry.file_name().to_string_lossy().starts_with('.')) {
        let path = entry.path();
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => walk(&path, found, errors),
            Ok(_) if is_manifest(&path) && !path.is_dir() => found.push(path),
            Ok(_) => {}
            Err(error) => errors.push(read_error(&path.display().to_string(), &error)),
        }
    }
}

fn is_manifest(path: &Path) -> bool {
    matches!(path.extension().and_then(OsStr::to_str), Some("yaml" | "yml" | "json"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::Lang;
    use crate::test_directory::TestDirectory;

    fn read(paths: &[PathBuf], stdin: &str) -> (Vec<String>, String) {
        let mut errors = Vec::new();
        let mut input = stdin.as_bytes();
        let texts = read_all(paths, &mut Stdin::new(&mut input), &mut errors);
        let names = texts.into_iter().map(|text| text.name).collect();
        (names, errors.iter().map(|error| error.text(Lang::En)).collect())
    }

    #[test]
    fn directories_are_walked_in_order() {
        let directory = TestDirectory::new("walk");
        for name in ["b.yaml", "a/z.yml", "a/b/c.json", "notes.txt", ".git/x.yaml", ".hidden.yaml", "c.yaml"] {
            directory.write(name, b"kind: Service\n");
        }
        let (names, errors) = read(&[directory.path("b.yaml"), directory.root()], "");
        let short: Vec<String> = names.iter().map(|name| directory.short(name)).collect();
        assert_eq!(short, ["b.yaml", "a/b/c.json", "a/z.yml", "c.yaml"]);
        assert_eq!(errors, "");
    }

    #[test]
    fn all_problems_are_collected() {
        let directory = TestDirectory::new("errors");
        directory.write("empty.yaml", b" \n");
        directory.write("binary.yaml", b"a\0b");
        directory.write("utf16.yaml", b"\xff\xfea\0");
        directory.write("latin.yaml", b"a: b\nc: \xe9\n");
        directory.write("none/readme.md", b"x");
        let paths: Vec<PathBuf> = ["missing.yaml", "empty.yaml", "binary.yaml", "utf16.yaml", "latin.yaml", "none"]
            .iter()
            .map(|name| directory.path(name))
            .chain([PathBuf::from("-"), PathBuf::from("-")])
            .collect();
        let (names, errors) = read(&paths, "kind: Service");
        assert_eq!(names, ["<stdin>"]);
        let errors = directory.short(&errors);
        for expected in [
            "no such file or directory: `missing.yaml`",
            "`empty.yaml` is empty",
            "`binary.yaml` is not text",
            "`utf16.yaml` is UTF-16",
            "`latin.yaml` is not UTF-8: line 2",
            "`none` contains no *.yaml",
            "more than once",
        ] {
            assert!(errors.contains(expected), "{expected} not in {errors}");
        }
    }

    #[test]
    fn a_text_that_is_too_large_is_an_error() {
        let directory = TestDirectory::new("large");
        let file = File::create(directory.path("large.yaml")).unwrap();
        file.set_len((LIMIT_MIB << 20) + 1).unwrap();
        let (_, errors) = read(&[directory.path("large.yaml")], "");
        assert!(errors.contains("larger than 64 MiB"), "{errors}");
    }

    #[test]
    fn a_byte_order_mark_is_removed() {
        let directory = TestDirectory::new("bom");
        directory.write("a.yaml", "\u{feff}kind: Service\n".as_bytes());
        assert_eq!(read_file(&directory.path("a.yaml")).unwrap().text, "kind: Service\n");
    }
}
