//! Writes arbitrary bytes to files, reads them, and checks the result.
//!
//! The first byte selects the kind of the files; the rest is their contents, with a separator between two files.

use crate::cloud_state_files::{self, Completeness};
use crate::input_error::InputError;
use crate::messages::Lang;
use crate::module_answer::Position;
use crate::read_files::Stdin;
use crate::source_files::SourceFiles;
use crate::{json_or_yaml_file, manifest_objects, specified_facts};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// Separates the files; no text contains it.
const SEPARATOR: u8 = 0x1e;

/// The kind of the files.
#[derive(Clone, Copy)]
pub enum Kind {
    /// Standard input, then the files of a directory, as for `--filename` and `--live`.
    Manifests,
    /// One file, then a directory of answers, as for `--clb`.
    Cloud,
    /// A file and arguments, as for `--facts`, `--set` and `--policy`.
    Options,
}

const KINDS: [Kind; 3] = [Kind::Manifests, Kind::Cloud, Kind::Options];
const MANIFESTS: [&str; 5] = ["b.yaml", "a.json", "below/c.yml", "below/deeper/d.yaml", "e.txt"];
const ANSWERS: [&str; 5] = [
    "load-balancers.json",
    "listeners/lb-aaaaaaaa.json",
    "targets/lb-aaaaaaaa.json",
    "listeners/x.json",
    "targets/y.yaml",
];

/// The input for these files.
pub fn seed(kind: Kind, files: &[&str]) -> Vec<u8> {
    let files: Vec<&[u8]> = files.iter().map(|file| file.as_bytes()).collect();
    [&[kind as u8], files.join(&SEPARATOR).as_slice()].concat()
}

/// Reads the files twice in English, and once in Chinese.
pub fn run(data: &[u8]) {
    let Some((kind, rest)) = data.split_first() else { return };
    let files: Vec<&[u8]> = rest.split(|byte| *byte == SEPARATOR).collect();
    let kind = KINDS[usize::from(*kind) % KINDS.len()];
    let (read, written): (fn(&Path, &[&[u8]], Lang) -> ReadResult, &[&str]) = match kind {
        Kind::Manifests => (manifests, &MANIFESTS),
        Kind::Cloud => (clb, &ANSWERS),
        Kind::Options => (options, &[]),
    };
    let folder = Folder::new(files.iter().skip(1).zip(written), files.first().copied().unwrap_or_default());
    let [english, again, chinese] = [Lang::En, Lang::En, Lang::ZhCn].map(|lang| read(&folder.0, &files, lang));
    assert!(english == again, "reading the same files again gave a different result");
    assert!((&english.read, english.errors.len()) == (&chinese.read, chinese.errors.len()), "the languages differ");
    for error in english.errors.iter().chain(&chinese.errors) {
        assert!(error.ends_with('\n'), "{error}");
        assert!(!error.chars().any(|character: char| character.is_control() && character != '\n'), "{error:?}");
    }
}

/// What was read, and the errors.
#[derive(PartialEq)]
struct ReadResult {
    read: Vec<String>,
    errors: Vec<String>,
}

impl ReadResult {
    fn new(read: Vec<String>, errors: &[InputError], lang: Lang) -> ReadResult {
        ReadResult { read, errors: errors.iter().map(|error| error.text(lang)).collect() }
    }
}

/// A temporary folder with the file `one` and the folder `all`.
struct Folder(PathBuf);

impl Folder {
    fn new<'a>(files: impl Iterator<Item = (&'a &'a [u8], &'a &'a str)>, one: &[u8]) -> Folder {
        let folder = Folder(std::env::temp_dir().join(format!("clbplan-fuzz-{}", std::process::id())));
        fs::create_dir_all(folder.0.join("all")).expect("the folder can be created");
        fs::write(folder.0.join("one"), one).expect("the file can be written");
        for (bytes, name) in files {
            let file = folder.0.join("all").join(name);
            fs::create_dir_all(file.parent().expect("every file is in a folder")).expect("the folder can be created");
            fs::write(file, bytes).expect("the file can be written");
        }
        folder
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn manifests(folder: &Path, files: &[&[u8]], lang: Lang) -> ReadResult {
    let mut input = files.first().copied().unwrap_or_default();
    let mut stdin = Stdin::new(&mut input);
    let mut errors = Vec::new();
    let paths = [PathBuf::from("-"), folder.join("all")];
    let mut notes = Vec::new();
    let sources = SourceFiles::read("--filename", &paths, &mut stdin, &mut errors, &mut notes);
    let request = serde_json::to_value(&sources).expect("files are JSON");
    let mut read = vec![request.to_string()];
    for (part, (name, text)) in sources.files().enumerate() {
        let is_written =
            files.iter().any(|file| file.strip_prefix("\u{feff}".as_bytes()).unwrap_or(file) == text.as_bytes());
        assert!(is_written || !notes.is_empty(), "{name} is not what was written, and no note says so");
        read.push(text.to_owned());
        // What the module gets has the byte order mark of the file.
        let sent = request[part]["text"].as_str().expect("a file has a text");
        check_positions(&sources, part, (name, text), sent.len() - text.len());
    }
    for object in manifest_objects::manifest_objects(&sources) {
        if let Some(source) = object.source {
            let position = sources.start(&source).expect("an object has a position in its file");
            assert_eq!(position.file, object.file, "an object's position is in its file");
        }
        read.push(format!("{:?}", object.object));
    }
    ReadResult::new(read, &errors, lang)
}

/// The number of characters that are located in each text: more would be slow for long lines.
const POSITIONS: usize = 256;

/// Checks the conversion between places of the module and lines and columns of readers, in both directions. The
/// module's offsets begin after `mark` bytes.
fn check_positions(sources: &SourceFiles, part: usize, (name, text): (&str, &str), mark: usize) {
    let (mut line, mut column, mut line_start) = (1, 1, 0);
    for (number, (offset, character)) in text.char_indices().enumerate() {
        if number % (text.len() / POSITIONS + 1) == 0 {
            let place = Position { line, column: offset - line_start + 1, offset: offset + mark };
            let position = sources.position(Some(name), place).expect("a character has a position");
            assert_eq!((position.file, position.line, position.column), (part, line, column));
            assert!(position.before <= position.text.len() + 1);
            let range = sources.range(part, line, column, 0).expect("a line and a column have a range");
            assert_eq!((range.file.as_deref(), range.start), (Some(name), place));
        }
        (line, column) = if character == '\n' { (line + 1, 1) } else { (line, column + 1) };
        line_start = if character == '\n' { offset + 1 } else { line_start };
    }
}

fn clb(folder: &Path, _: &[&[u8]], lang: Lang) -> ReadResult {
    let mut errors = Vec::new();
    let mut read = Vec::new();
    for path in [folder.join("one"), folder.join("all")] {
        for completeness in [Completeness::Claimed, Completeness::Unknown] {
            let before = errors.len();
            let cloud = cloud_state_files::read(std::slice::from_ref(&path), completeness, &mut errors);
            let state = Value::Object(cloud.state);
            let claimed = completeness == Completeness::Claimed;
            assert!(!claimed || state["complete"] == true, "the claim is missing in the state");
            assert!(
                errors.len() > before || state.get("loadBalancers").is_some(),
                "nothing was read, and no error was reported"
            );
            read.push(state.to_string());
        }
    }
    ReadResult::new(read, &errors, lang)
}

fn options(folder: &Path, files: &[&[u8]], lang: Lang) -> ReadResult {
    let mut errors = Vec::new();
    let one = folder.join("one");
    let sets: Vec<String> =
        files.iter().skip(1).map(|argument| String::from_utf8_lossy(argument).into_owned()).collect();
    let context = specified_facts::read(Some(&one), &sets, &mut errors, &mut Vec::new());
    assert!(context.as_ref().is_none_or(Value::is_object), "a context is an object");
    let policy = json_or_yaml_file::object(&one, &mut Vec::new());
    let read = vec![format!("{context:?}"), policy.as_ref().map(|policy| format!("{policy:?}")).unwrap_or_default()];
    errors.extend(policy.err());
    ReadResult::new(read, &errors, lang)
}
