//! Paths in, texts out: files, directories and standard input.
//!
//! A directory stands for the *.yaml, *.yml and *.json files in it and below, sorted; hidden ones are left out and
//! directories behind links are not entered, so the walk ends. Whatever cannot be read is a error, and the next one
//! is read all the same. What the text says is not looked at.

use crate::input_error::InputError;
use crate::messages::{self, Lang};
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

/// The most one text may hold; the module's own limits are for what is in it.
pub const LIMIT_MIB: u64 = 64;

/// A text and where it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The path as it was given or found; `<stdin>`.
    pub name: String,
    /// What it holds, without a byte order mark.
    pub text: String,
}

/// Standard input, which can be read once.
pub struct Stdin<'a> {
    input: Option<&'a mut dyn Read>,
}

impl<'a> Stdin<'a> {
    /// Not yet read.
    pub fn new(input: &'a mut dyn Read) -> Stdin<'a> {
        Stdin { input: Some(input) }
    }
}

/// Reads what the paths stand for, in the order given; a file that is named twice is read once.
pub fn read_all(paths: &[PathBuf], stdin: &mut Stdin<'_>, lang: Lang, errors: &mut Vec<InputError>) -> Vec<Text> {
    let mut texts = Vec::new();
    let mut seen = BTreeSet::new();
    for path in paths {
        if path == Path::new("-") {
            keep(read_stdin(stdin, lang), &mut texts, errors);
            continue;
        }
        for file in files(path, lang, errors) {
            let identity = file.canonicalize().unwrap_or_else(|_| file.clone());
            if seen.insert(identity) {
                keep(read_file(&file, lang), &mut texts, errors);
            }
        }
    }
    texts
}

/// Reads one file.
///
/// # Errors
/// It is missing, unreadable, too large, empty or not UTF-8 text.
pub fn read_file(path: &Path, lang: Lang) -> Result<Text, InputError> {
    decode(path.display().to_string(), read_bytes(path, lang)?, lang)
}

/// Reads one file that need not be text.
///
/// # Errors
/// It is missing or unreadable.
pub fn read_bytes(path: &Path, lang: Lang) -> Result<Vec<u8>, InputError> {
    File::open(path).and_then(bytes).map_err(|error| unreadable(&path.display().to_string(), &error, lang))
}

fn read_stdin(stdin: &mut Stdin<'_>, lang: Lang) -> Result<Text, InputError> {
    let Some(input) = stdin.input.take() else {
        return Err(InputError::new(lang, &messages::STDIN_TWICE, &[]).help(lang, &messages::STDIN_TWICE_HELP, &[]));
    };
    let name = "<stdin>".to_string();
    let bytes = bytes(input).map_err(|error| unreadable(&name, &error, lang))?;
    decode(name, bytes, lang)
}

fn keep(read: Result<Text, InputError>, texts: &mut Vec<Text>, errors: &mut Vec<InputError>) {
    match read {
        Ok(text) => texts.push(text),
        Err(error) => errors.push(error),
    }
}

/// One byte more than allowed is enough to know.
fn bytes(input: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.take((LIMIT_MIB << 20) + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn decode(name: String, bytes: Vec<u8>, lang: Lang) -> Result<Text, InputError> {
    let words = [("path", name.as_str())];
    if bytes.len() as u64 > LIMIT_MIB << 20 {
        let words = [("path", name.as_str()), ("limit", &LIMIT_MIB.to_string())];
        return Err(InputError::new(lang, &messages::TOO_LARGE, &words).help(lang, &messages::TOO_LARGE_HELP, &[]));
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(InputError::new(lang, &messages::UTF_16, &words).help(lang, &messages::UTF_16_HELP, &[]));
    }
    if bytes.contains(&0) {
        return Err(InputError::new(lang, &messages::BINARY, &words).help(lang, &messages::BINARY_HELP, &[]));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let valid = error.as_bytes().iter().take(error.utf8_error().valid_up_to());
        let line = (valid.filter(|byte| **byte == b'\n').count() + 1).to_string();
        let words = [("path", name.as_str()), ("line", &line)];
        InputError::new(lang, &messages::NOT_UTF_8, &words).help(lang, &messages::NOT_UTF_8_HELP, &[])
    })?;
    let text = text.strip_prefix('\u{feff}').map(str::to_string).unwrap_or(text);
    if text.trim().is_empty() {
        return Err(InputError::new(lang, &messages::EMPTY_FILE, &words).help(lang, &messages::EMPTY_FILE_HELP, &[]));
    }
    Ok(Text { name, text })
}

fn unreadable(name: &str, error: &io::Error, lang: Lang) -> InputError {
    let words = [("path", name)];
    match error.kind() {
        ErrorKind::NotFound => {
            InputError::new(lang, &messages::NOT_FOUND, &words).help(lang, &messages::NOT_FOUND_HELP, &[])
        }
        ErrorKind::PermissionDenied => {
            InputError::new(lang, &messages::NOT_ALLOWED, &words).help(lang, &messages::NOT_ALLOWED_HELP, &[])
        }
        // `ErrorKind` is not ours and grows.
        _ => InputError::new(lang, &messages::NOT_READ, &words).why(error),
    }
}

/// The files a path stands for.
fn files(path: &Path, lang: Lang, errors: &mut Vec<InputError>) -> Vec<PathBuf> {
    let name = path.display().to_string();
    match fs::metadata(path) {
        Err(error) => {
            errors.push(unreadable(&name, &error, lang));
            Vec::new()
        }
        Ok(metadata) if !metadata.is_dir() => vec![path.to_path_buf()],
        Ok(_) => {
            let before = errors.len();
            let mut found = Vec::new();
            walk(path, lang, &mut found, errors);
            if found.is_empty() && errors.len() == before {
                let error = InputError::new(lang, &messages::EMPTY_DIRECTORY, &[("path", &name)]);
                errors.push(error.help(lang, &messages::EMPTY_DIRECTORY_HELP, &[]));
            }
            found
        }
    }
}

fn walk(directory: &Path, lang: Lang, found: &mut Vec<PathBuf>, errors: &mut Vec<InputError>) {
    let entries = fs::read_dir(directory).and_then(|entries| entries.collect::<io::Result<Vec<_>>>());
    let mut entries = match entries {
        Ok(entries) => entries,
        Err(error) => return errors.push(unreadable(&directory.display().to_string(), &error, lang)),
    };
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries.iter().filter(|entry| !entry.file_name().to_string_lossy().starts_with('.')) {
        let path = entry.path();
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => walk(&path, lang, found, errors),
            Ok(_) if is_manifest(&path) && !path.is_dir() => found.push(path),
            Ok(_) => {}
            Err(error) => errors.push(unreadable(&path.display().to_string(), &error, lang)),
        }
    }
}

fn is_manifest(path: &Path) -> bool {
    matches!(path.extension().and_then(OsStr::to_str), Some("yaml" | "yml" | "json"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source_files::scratch::Scratch;

    fn read(paths: &[PathBuf], stdin: &str) -> (Vec<String>, String) {
        let mut errors = Vec::new();
        let mut input = stdin.as_bytes();
        let texts = read_all(paths, &mut Stdin::new(&mut input), Lang::En, &mut errors);
        let names = texts.into_iter().map(|text| text.name).collect();
        (names, errors.iter().map(|error| error.text(Lang::En)).collect())
    }

    #[test]
    fn directories_are_walked_in_order() {
        let scratch = Scratch::new("walk");
        for name in ["b.yaml", "a/z.yml", "a/b/c.json", "notes.txt", ".git/x.yaml", ".hidden.yaml", "c.yaml"] {
            scratch.write(name, b"kind: Service\n");
        }
        let (names, errors) = read(&[scratch.path("b.yaml"), scratch.root()], "");
        let short: Vec<String> = names.iter().map(|name| scratch.short(name)).collect();
        assert_eq!(short, ["b.yaml", "a/b/c.json", "a/z.yml", "c.yaml"]);
        assert_eq!(errors, "");
    }

    #[test]
    fn all_problems_are_collected() {
        let scratch = Scratch::new("errors");
        scratch.write("empty.yaml", b" \n");
        scratch.write("binary.yaml", b"a\0b");
        scratch.write("utf16.yaml", b"\xff\xfea\0");
        scratch.write("latin.yaml", b"a: b\nc: \xe9\n");
        scratch.write("none/readme.md", b"x");
        let paths: Vec<PathBuf> = ["missing.yaml", "empty.yaml", "binary.yaml", "utf16.yaml", "latin.yaml", "none"]
            .iter()
            .map(|name| scratch.path(name))
            .chain([PathBuf::from("-"), PathBuf::from("-")])
            .collect();
        let (names, errors) = read(&paths, "kind: Service");
        assert_eq!(names, ["<stdin>"]);
        let errors = scratch.short(&errors);
        for expected in [
            "there is no file or directory `missing.yaml`",
            "`empty.yaml` is empty",
            "`binary.yaml` is not text",
            "`utf16.yaml` is UTF-16",
            "`latin.yaml` is not UTF-8: line 2",
            "`none` holds no *.yaml",
            "more than once",
        ] {
            assert!(errors.contains(expected), "{expected} not in {errors}");
        }
    }

    #[test]
    fn too_large_is_said() {
        let scratch = Scratch::new("large");
        let file = File::create(scratch.path("large.yaml")).unwrap();
        file.set_len((LIMIT_MIB << 20) + 1).unwrap();
        let (_, errors) = read(&[scratch.path("large.yaml")], "");
        assert!(errors.contains("more than 64 MiB"), "{errors}");
    }

    #[test]
    fn a_byte_order_mark_is_no_text() {
        let scratch = Scratch::new("bom");
        scratch.write("a.yaml", "\u{feff}kind: Service\n".as_bytes());
        assert_eq!(read_file(&scratch.path("a.yaml"), Lang::En).unwrap().text, "kind: Service\n");
    }
}
