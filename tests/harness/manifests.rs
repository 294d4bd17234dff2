//! Every manifest that is committed as an example or a scenario, with what its request says of the cluster.

use serde_json::{Map, Value, json};
use std::path::{Path, PathBuf};

/// One text and the rest of its request.
pub struct Manifest {
    /// The file, from `tests/`.
    pub id: String,
    /// What it holds.
    pub text: String,
    rest: Map<String, Value>,
}

impl Manifest {
    /// A request that says nothing of the cluster.
    pub fn of(id: &str) -> Manifest {
        Manifest { id: id.to_owned(), text: String::new(), rest: Map::new() }
    }

    /// What `validateService` finds in a text in its place; offsets are bytes.
    pub fn findings(&self, text: &str) -> Vec<Value> {
        let mut request = self.rest.clone();
        request.insert("manifests".to_owned(), text.into());
        request.insert("positionEncoding".to_owned(), "utf-8".into());
        let answer = clbplan::validate_service(&Value::from(request).to_string());
        let mut answer: Value = serde_json::from_str(&answer).expect("an answer is JSON");
        match answer["diagnostics"].take() {
            Value::Array(findings) => findings,
            _ => panic!("{}: {answer}", self.id),
        }
    }
}

/// All of them, by name.
pub fn manifests() -> Vec<Manifest> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut files = Vec::new();
    for folder in ["codes", "scenarios"] {
        collect(&tests.join(folder), &mut files);
    }
    files.sort();
    files.iter().map(|file| manifest(&tests, file)).collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("it can be read").path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("").to_owned();
        if path.is_dir() {
            collect(&path, files);
        } else if name.ends_with(".yaml") && !name.ends_with("live.yaml") {
            files.push(path);
        }
    }
}

fn manifest(tests: &Path, file: &Path) -> Manifest {
    let read = |path: PathBuf| std::fs::read_to_string(path).ok();
    let json = |path: PathBuf| read(path).and_then(|text| serde_json::from_str::<Value>(&text).ok());
    let beside = |name: &str| file.with_file_name(name);
    let given = json(file.with_extension("json")).unwrap_or_else(|| json!({}));
    let mut rest = Map::new();
    if let Some(live) = given.get("live").cloned().or_else(|| read(beside("live.yaml")).map(Value::from)) {
        rest.insert("live".to_owned(), live);
    }
    if let Some(context) = given.get("context").cloned().or_else(|| json(beside("context.json"))) {
        rest.insert("context".to_owned(), context);
    }
    Manifest {
        id: file.strip_prefix(tests).expect("it is in tests").display().to_string(),
        text: read(file.to_owned()).expect("it is text"),
        rest,
    }
}
