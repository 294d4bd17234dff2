//! Every manifest of an example or a scenario, with the cluster of its request.

use serde_json::{Map, Value, json};
use std::path::Path;

/// One text and the rest of its request.
pub struct Manifest {
    /// The example's file or the scenario's id.
    pub id: String,
    pub text: String,
    rest: Map<String, Value>,
}

impl Manifest {
    /// A request without `live` and `context`.
    pub fn of(id: &str) -> Manifest {
        Manifest { id: id.to_owned(), text: String::new(), rest: Map::new() }
    }

    /// A request with these live objects.
    pub fn with_live(id: &str, live: &str) -> Manifest {
        Manifest { rest: Map::from_iter([("live".to_owned(), live.into())]), ..Manifest::of(id) }
    }

    /// The findings of `validateService` about another text in its place; offsets are bytes.
    pub fn findings(&self, text: &str) -> Vec<Value> {
        let mut answer = self.answer(text, clbplan::validate_service, &["live", "context"]);
        match answer["diagnostics"].take() {
            Value::Array(findings) => findings,
            _ => panic!("{}: {answer}", self.id),
        }
    }

    /// The plan for another text in its place.
    pub fn plan(&self, text: &str) -> Value {
        self.answer(text, clbplan::plan_sync, &["live", "context", "clb"])
    }

    fn answer(&self, text: &str, function: fn(&str) -> String, members: &[&str]) -> Value {
        let mut request: Map<String, Value> = self.rest.clone();
        request.retain(|member, _| members.contains(&member.as_str()));
        request.insert("manifests".to_owned(), text.into());
        request.insert("positionEncoding".to_owned(), "utf-8".into());
        serde_json::from_str(&function(&Value::from(request).to_string())).expect("an answer is JSON")
    }
}

/// All of them, by name.
pub fn manifests() -> Vec<Manifest> {
    let mut all = examples();
    let cases = super::load().0;
    // A request that cannot be decoded has no findings.
    let decoded = cases.iter().filter(|case| !case.answer().starts_with(r#"{"error""#));
    all.extend(decoded.filter_map(|case| manifest(&case.id, case.request["manifests"].as_str()?, &case.request)));
    all
}

/// `tests/codes`: a text, and beside it the rest of its request.
fn examples() -> Vec<Manifest> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let files = super::files(&tests.join("codes")).into_iter();
    let texts = files.filter(|file| file.extension().is_some_and(|ending| ending == "yaml"));
    let read = |file: &Path| std::fs::read_to_string(file).ok();
    let example = |file: std::path::PathBuf| {
        let rest = read(&file.with_extension("json")).and_then(|text| serde_json::from_str(&text).ok());
        let id = file.strip_prefix(&tests).expect("it is in tests").display().to_string();
        manifest(&id, &read(&file).expect("it is text"), &rest.unwrap_or_else(|| json!({})))
    };
    texts.filter_map(example).collect()
}

fn manifest(id: &str, text: &str, request: &Value) -> Option<Manifest> {
    let parts = ["live", "context", "clb"].map(|part| Some((part.to_owned(), request.get(part)?.clone())));
    Some(Manifest { id: id.to_owned(), text: text.to_owned(), rest: parts.into_iter().flatten().collect() })
}
