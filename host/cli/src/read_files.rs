//! Reads the text of files, directories and standard input.
//!
//! A directory yields the *.yaml, *.yml and *.json files in it and below, sorted. Hidden files are skipped, and linked
//! directories are not entered, so that the walk ends; nor are links followed that lead out of the directory, because
//! excerpts would show lines of those files. Charts and kustomizations are skipped with a note. A path that cannot be read is an error,
//! and the next one is read all the same. The content is not parsed here.

use crate::decode_text::{DecodedText, decode_text};
use crate::input_error::InputError;
use crate::messages::{self, TranslatableText};
use crate::unrendered_charts_and_kustomizations::UnrenderedSources;
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
    /// The file begins with one.
    pub has_mark: bool,
    /// What the user must know about how it was read.
    pub note: Option<TranslatableText>,
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

/// The texts of some paths.
#[derive(Debug, Default)]
pub struct FileTexts {
    pub texts: Vec<FileText>,
    /// True when something that the paths contain was not read, and a note says so.
    pub is_partial: bool,
}

/// Reads the paths in the order given; a file that is named twice is read once.
pub fn read_all(
    paths: &[PathBuf],
    stdin: &mut Stdin<'_>,
    errors: &mut Vec<InputError>,
    notes: &mut Vec<TranslatableText>,
) -> FileTexts {
    let mut texts: Vec<FileText> = Vec::new();
    let mut seen = BTreeSet::new();
    let mut found = FoundFiles::default();
    let errors_before = errors.len();
    for path in paths {
        if path == Path::new("-") {
            match read_stdin(stdin) {
                Ok(FileText { name, text, .. }) if found.unrendered.is_text(Path::new(&name), &text) => {}
                Ok(text) => texts.push(text),
                Err(error) => errors.push(error),
            }
            continue;
        }
        for file in found.of(path, errors) {
            let identity = file.canonicalize().unwrap_or_else(|_| file.clone());
            if seen.insert(identity) {
                match read_file(&file) {
                    Ok(FileText { text, .. }) if found.unrendered.is_text(&file, &text) => {}
                    Ok(text) => texts.push(text),
                    Err(error) => errors.push(error),
                }
            }
        }
    }
    if texts.is_empty() && errors.len() == errors_before {
        errors.extend(found.unrendered.errors());
    } else {
        found.notes.extend(found.unrendered.notes());
    }
    let is_partial = !found.notes.is_empty();
    notes.append(&mut found.notes);
    notes.extend(texts.iter().filter_map(|text| text.note.clone()));
    FileTexts { texts, is_partial }
}

/// The files that the paths name or contain, in order, each once. `-` does not stand for standard input here.
pub fn find(paths: &[PathBuf], errors: &mut Vec<InputError>, notes: &mut Vec<TranslatableText>) -> Vec<PathBuf> {
    let (mut found, mut seen) = (FoundFiles::default(), BTreeSet::new());
    let mut files: Vec<PathBuf> = paths.iter().flat_map(|path| found.of(path, errors)).collect();
    files.retain(|file| seen.insert(file.canonicalize().unwrap_or_else(|_| file.clone())));
    errors.extend(files.is_empty().then(|| found.unrendered.errors()).into_iter().flatten());
    notes.extend(found.notes);
    files
}

/// Reads one text file.
///
/// # Errors
/// It is missing, unreadable, too large, empty or no text.
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

/// The text of a file or a program.
///
/// # Errors
/// It is too large, empty or no text.
pub fn decode(name: String, bytes: Vec<u8>) -> Result<FileText, InputError> {
    let path = name.as_str();
    if bytes.len() as u64 > LIMIT_MIB << 20 {
        let what = messages::TOO_LARGE.with("path", path).with("limit", LIMIT_MIB.to_string());
        return Err(InputError::new(what).help(&messages::TOO_LARGE_HELP));
    }
    let DecodedText { text, has_mark, note } = decode_text(path, bytes)?;
    if text.trim().is_empty() {
        return Err(InputError::new(messages::EMPTY_FILE.with("path", path)).help(&messages::EMPTY_FILE_HELP));
    }
    Ok(FileText { name, text, has_mark, note })
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

/// The files of paths, and what was skipped.
#[derive(Default)]
struct FoundFiles {
    unrendered: UnrenderedSources,
    notes: Vec<TranslatableText>,
}

impl FoundFiles {
    /// The files of a path: itself, or those of a directory.
    fn of(&mut self, path: &Path, errors: &mut Vec<InputError>) -> Vec<PathBuf> {
        let name = path.display().to_string();
        if name.starts_with("https://") || name.starts_with("http://") {
            let help = messages::URL_HELP.with("url", name.as_str());
            errors.push(InputError::new(messages::URL.with("url", name)).help(help));
            return Vec::new();
        }
        match fs::metadata(path) {
            Err(error) => {
                errors.push(read_error(&name, &error));
                Vec::new()
            }
            Ok(metadata) if !metadata.is_dir() => {
                if self.unrendered.is_file(path) {
                    Vec::new()
                } else {
                    vec![path.to_path_buf()]
                }
            }
            Ok(_) if self.unrendered.is_folder(path) => Vec::new(),
            Ok(_) => {
                let errors_before = errors.len();
                let root = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
                let mut found = Vec::new();
                let skipped = self.walk(path, &root, &mut found, errors);
                if found.is_empty() && skipped == 0 && errors.len() == errors_before {
                    let error = InputError::new(messages::EMPTY_DIRECTORY.with("path", name));
                    errors.push(error.help(&messages::EMPTY_DIRECTORY_HELP));
                }
                found
            }
        }
    }

    /// Collects the files of a directory, and counts what had to be skipped.
    fn walk(&mut self, directory: &Path, root: &Path, found: &mut Vec<PathBuf>, errors: &mut Vec<InputError>) -> usize {
        let entries = match visible_entries(directory) {
            Ok(entries) => entries,
            Err(error) => {
                errors.push(read_error(&directory.display().to_string(), &error));
                return 0;
            }
        };
        let mut skipped = 0;
        for entry in &entries {
            let path = entry.path();
            match entry.file_type() {
                Ok(kind) if kind.is_dir() && self.unrendered.is_folder(&path) => skipped += 1,
                Ok(kind) if kind.is_dir() => skipped += self.walk(&path, root, found, errors),
                // Neither directories nor pipes, which would be waited for.
                Ok(_) if !is_manifest(&path) || !fs::metadata(&path).is_ok_and(|target| target.is_file()) => {}
                Ok(kind) if kind.is_symlink() && leads_out(&path, root) => {
                    self.notes.push(messages::LINK_SKIPPED.with("path", path.display().to_string()));
                    skipped += 1;
                }
                Ok(_) => found.push(path),
                Err(error) => errors.push(read_error(&path.display().to_string(), &error)),
            }
        }
        skipped
    }
}

/// The entries of a directory that are not hidden, by name.
pub fn visible_entries(directory: &Path) -> io::Result<Vec<fs::DirEntry>> {
    let mut entries = fs::read_dir(directory)?.collect::<io::Result<Vec<_>>>()?;
    entries.retain(|entry| !entry.file_name().to_string_lossy().starts_with('.'));
    entries.sort_by_key(fs::DirEntry::file_name);
    Ok(entries)
}

/// True for a link to a file that is not below `root`.
pub fn leads_out(link: &Path, root: &Path) -> bool {
    !link.canonicalize().is_ok_and(|target| target.starts_with(root))
}

fn is_manifest(path: &Path) -> bool {
    matches!(path.extension().and_then(OsStr::to_str), Some("yaml" | "yml" | "json"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::Lang;
    use crate::temporary_test_folder::TemporaryTestFolder;

    fn read(paths: &[PathBuf], stdin: &str) -> (Vec<String>, String) {
        let (names, errors, _) = read_with_notes(paths, stdin);
        (names, errors)
    }

    fn read_with_notes(paths: &[PathBuf], stdin: &str) -> (Vec<String>, String, String) {
        let (mut errors, mut notes) = (Vec::new(), Vec::new());
        let mut input = stdin.as_bytes();
        let FileTexts { texts, .. } = read_all(paths, &mut Stdin::new(&mut input), &mut errors, &mut notes);
        let names = texts.into_iter().map(|text| text.name).collect();
        let notes: Vec<String> = notes.iter().map(|note| note.text(Lang::En)).collect();
        (names, errors.iter().map(|error| error.text(Lang::En)).collect(), notes.join("\n"))
    }

    #[test]
    fn directories_are_walked_in_order() {
        let directory = TemporaryTestFolder::new("walk");
        for name in ["b.yaml", "a/z.yml", "a/b/c.json", "notes.txt", ".git/x.yaml", ".hidden.yaml", "c.yaml"] {
            directory.write(name, b"kind: Service\n");
        }
        let (names, errors) = read(&[directory.path("b.yaml"), directory.root()], "");
        let short: Vec<String> = names.iter().map(|name| directory.short(name)).collect();
        assert_eq!(short, ["b.yaml", "a/b/c.json", "a/z.yml", "c.yaml"]);
        assert_eq!(errors, "");
    }

    #[test]
    fn a_url_is_not_fetched() {
        let (names, errors) = read(&[PathBuf::from("https://example.com/a.yaml")], "");
        assert!(names.is_empty());
        assert!(errors.contains("`https://example.com/a.yaml` is a URL, and no network is used"), "{errors}");
        assert!(errors.contains("curl -fsSL https://example.com/a.yaml | clbplan plan -f -"), "{errors}");
    }

    #[test]
    fn all_problems_are_collected() {
        let directory = TemporaryTestFolder::new("errors");
        directory.write("empty.yaml", b" \n");
        directory.write("binary.yaml", b"a\0b");
        directory.write("utf16.yaml", b"\xff\xfea");
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
            "`utf16.yaml` is neither UTF-8, UTF-16 nor GBK",
            "`latin.yaml` is neither UTF-8, UTF-16 nor GBK: line 2",
            "`none` contains no *.yaml",
            "more than once",
        ] {
            assert!(errors.contains(expected), "{expected} not in {errors}");
        }
    }

    #[test]
    fn a_text_that_is_too_large_is_an_error() {
        let directory = TemporaryTestFolder::new("large");
        let file = File::create(directory.path("large.yaml")).unwrap();
        file.set_len((LIMIT_MIB << 20) + 1).unwrap();
        let (_, errors) = read(&[directory.path("large.yaml")], "");
        assert!(errors.contains("larger than 64 MiB"), "{errors}");
    }

    #[test]
    fn charts_and_kustomizations_are_not_read() {
        let directory = TemporaryTestFolder::new("unrendered");
        for name in ["chart/Chart.yaml", "chart/values.yaml", "chart/templates/a.yaml", "overlay/kustomization.yaml"] {
            directory.write(name, b"a: b\n");
        }
        directory.write("overlay/patch.yaml", b"kind: Service\n");
        let alone = ["chart", "chart/templates", "chart/values.yaml", "chart/templates/a.yaml"]
            .map(|name| directory.path(name));
        let (names, errors, notes) = read_with_notes(&alone, "");
        assert!(names.is_empty() && notes.is_empty(), "{names:?} {notes}");
        let chart = "error: the Helm chart `chart` is not rendered: none of it was checked\n  help: check its output: `helm template \
                     chart | clbplan plan -f -`\n";
        assert_eq!(directory.short(&errors), chart);
        let (_, errors, _) = read_with_notes(&[directory.path("overlay")], "");
        assert!(directory.short(&errors).contains("`kubectl kustomize overlay | clbplan plan -f -`"), "{errors}");
        directory.write("service.yaml", b"kind: Service\n");
        let (names, errors, notes) = read_with_notes(&[directory.root()], "");
        assert_eq!((names.len(), errors.as_str()), (1, ""));
        assert!(notes.contains("the Helm chart") && notes.contains("the kustomization"), "{notes}");
        assert_eq!(read(&[directory.path("overlay/patch.yaml")], "").0.len(), 1, "a file that is named is read");
    }

    #[test]
    #[cfg(unix)]
    fn links_out_of_a_directory_and_pipes_are_skipped() {
        let directory = TemporaryTestFolder::new("links");
        directory.write("secret", b"password\n");
        directory.write("in/a.yaml", b"kind: Service\n");
        std::os::unix::fs::symlink(directory.path("secret"), directory.path("in/out.yaml")).unwrap();
        std::os::unix::fs::symlink("a.yaml", directory.path("in/same.yaml")).unwrap();
        let made = std::process::Command::new("mkfifo").arg(directory.path("in/pipe.yaml")).status().unwrap();
        assert!(made.success());
        let (names, errors, notes) = read_with_notes(&[directory.path("in")], "");
        assert_eq!((names.len(), errors.as_str()), (1, ""));
        assert!(notes.contains("out.yaml` was not read, because it links out of the directory"), "{notes}");
        assert_eq!(read(&[directory.path("in/out.yaml")], "").0.len(), 1, "a link that is named is followed");
    }

    #[test]
    fn a_byte_order_mark_is_removed() {
        let directory = TemporaryTestFolder::new("bom");
        directory.write("a.yaml", "\u{feff}kind: Service\n".as_bytes());
        assert_eq!(read_file(&directory.path("a.yaml")).unwrap().text, "kind: Service\n");
    }
}
