//! The scenarios of `tests/scenarios`, turned into requests and their expectations; `tests/README.md` describes the files.
//!
//! A file with steps is a story: one case for each step, whose state `clbplan::simulate` carries over. A file that nothing
//! reads is an error, since it would look like a test. Nothing here judges an answer: `scenarios.rs` does.

// Every test uses another part of it.
#![allow(dead_code)]

pub mod all_manifests;
pub mod equivalent_requests;
pub mod indent_reorder_and_patch_json;
pub mod lifecycle_coverage;
pub mod plan_json_invariants;
pub mod read_scenario_markdown;
pub mod reason_coverage;
pub mod render_answer_for_review;
pub mod render_calls;
pub mod scenario_base;

use read_scenario_markdown::Section;
use scenario_base::Base;
use serde::Deserialize as _;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// The export that a scenario calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Function {
    /// `planSync`.
    Plan,
    /// `validateService`.
    Validate,
}

impl Function {
    /// The name of the export in the portable module.
    pub fn export(self) -> &'static str {
        match self {
            Function::Plan => "plan-sync",
            Function::Validate => "validate-service",
        }
    }
}

/// One request and what is expected of its answer.
#[derive(Debug, Clone)]
pub struct Case {
    /// `lifecycle/09-subnet-changes-blocked`, or `stories/web-shop/2` for a step.
    pub id: String,
    pub function: Function,
    /// The request, complete.
    pub request: Value,
    /// The Markdown file.
    pub file: PathBuf,
    /// The summary that the file shows, and its bytes in the file.
    pub expected: String,
    pub expected_at: Range<usize>,
    /// Entries of [`lifecycle_coverage::claims`].
    pub covers: Vec<String>,
    /// The other lifecycle mode must give the same answer.
    pub same_in_both_modes: bool,
    /// `checkout = update, address kept`, for each Service. Never rewritten.
    pub verdicts: Vec<String>,
    /// Checks that this case is excused from, with the reason.
    pub excuses: BTreeMap<Excuse, String>,
}

/// A check that a case can be excused from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Excuse {
    Convergence,
    Permutation,
}

impl Case {
    /// The core's answer.
    pub fn answer(&self) -> String {
        ask(self.function, &self.request.to_string())
    }

    /// The file with the complete answer, which only some scenarios have.
    pub fn contract(&self) -> PathBuf {
        let file = self.file.with_extension("json");
        match self.id.rsplit_once('/') {
            Some((_, step)) if step.parse::<u32>().is_ok() => file.with_extension(format!("{step}.json")),
            _ => file,
        }
    }
}

/// Calls the core.
pub fn ask(function: Function, request: &str) -> String {
    match function {
        Function::Plan => clbplan::plan_sync(request),
        Function::Validate => clbplan::validate_service(request),
    }
}

/// The folder of all scenarios.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios")
}

/// The file with a hash of every answer.
pub fn hashes() -> PathBuf {
    root().join("answers.txt")
}

/// Every case, and every problem of the files.
pub fn load() -> (Vec<Case>, Vec<String>) {
    let (mut cases, mut problems) = (Vec::new(), Vec::new());
    let base = match fs::read_to_string(root().join("base.yaml")).map_err(|error| error.to_string()) {
        Ok(text) => Base::read(&text),
        Err(error) => Err(error),
    };
    let base = match base {
        Ok(base) => base,
        Err(error) => return (cases, vec![format!("base.yaml: {error}")]),
    };
    let mut others = Vec::new();
    for path in files(&root()) {
        let id = path.strip_prefix(root()).unwrap_or(&path).with_extension("").display().to_string().replace('\\', "/");
        if path.extension().is_none_or(|ending| ending != "md") {
            others.push(path);
            continue;
        }
        match read(&base, &id, &path) {
            Ok(mut found) => cases.append(&mut found),
            Err(problem) => problems.push(format!("{id}: {problem}")),
        }
    }
    let known = |path: &PathBuf| {
        *path == hashes() || *path == root().join("base.yaml") || cases.iter().any(|case| case.contract() == *path)
    };
    let left_over = others.iter().filter(|path| !known(path));
    problems.extend(left_over.map(|path| format!("{}: nothing reads this file", path.display())));
    (cases, problems)
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    paths.into_iter().flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

fn read(base: &Base, id: &str, path: &Path) -> Result<Vec<Case>, String> {
    let text = fs::read_to_string(path).map_err(|error| error.to_string())?;
    let sections = read_scenario_markdown::sections(&text)?;
    if let Some(section) = sections.iter().find(|section| section.title.is_empty() || section.prose.is_empty()) {
        return Err(format!("`{}`: a section needs a title and a sentence", section.title));
    }
    sections.iter().try_for_each(check_values)?;
    match sections.as_slice() {
        [] => Err("no title".to_owned()),
        [only] => {
            only.allow(read_scenario_markdown::KEYS, read_scenario_markdown::BLOCKS)?;
            let mut request = Map::new();
            request.extend(only.text("yaml manifests").map(|text| ("manifests".to_owned(), text.into())));
            request.extend(live(base, only)?.map(|live| ("live".to_owned(), live)));
            request.extend(clb(base, only)?.map(|clb| ("clb".to_owned(), clb)));
            request.extend(context(base, only)?.map(|context| ("context".to_owned(), context)));
            Ok(vec![case(id.to_owned(), path, only, request)?])
        }
        [head, steps @ ..] => story(base, id, path, head, steps),
    }
}

/// What the head of a story may have: the state before the first step.
const STATE: &[&str] = &["yaml live", "yaml live without nodes", "yaml clb", "yaml context", "yaml context as given"];

/// What a step may have.
const STEP_LINES: &[&str] =
    &["verdict", "covers", "lifecycle modes", "excused from convergence", "excused from permutation"];
const STEP_BLOCKS: &[&str] = &["yaml manifests", "yaml live", "yaml clb", "yaml request", "plan", "report"];

/// The cases of a file with steps. A step without manifests deletes everything.
fn story(base: &Base, id: &str, path: &Path, head: &Section, steps: &[Section]) -> Result<Vec<Case>, String> {
    head.allow(&["without"], STATE)?;
    for step in steps {
        step.allow(STEP_LINES, STEP_BLOCKS)?;
    }
    let mut state = live(base, head)?.unwrap_or_else(|| json!([]));
    let mut cloud = clb(base, head)?.unwrap_or_else(|| json!({ "loadBalancers": [], "complete": true }));
    let context = context(base, head)?;
    let mut cases = Vec::new();
    for (step, number) in steps.iter().zip(1..) {
        if !step.title.starts_with(&format!("Step {number}: ")) {
            return Err(format!("`{}`: not the title of step {number}", step.title));
        }
        if let (Some(text), Value::Array(objects)) = (step.text("yaml live"), &mut state) {
            replace_objects(objects, documents(base, text)?);
        }
        if let Some(text) = step.text("yaml clb") {
            indent_reorder_and_patch_json::merge_patch(&mut cloud, &base.expand(&yaml(text)?)?);
        }
        let manifests = step.text("yaml manifests").unwrap_or_default();
        let mut request = Map::new();
        request.insert("manifests".into(), manifests.into());
        request.insert("prune".into(), manifests.is_empty().into());
        request.insert("live".into(), state.clone());
        request.insert("clb".into(), cloud.clone());
        request.extend(context.clone().map(|context| ("context".to_owned(), context)));
        let case = case(format!("{id}/{number}"), path, step, request)?;
        let after: Value = serde_json::from_str(&clbplan::simulate(&case.request.to_string()))
            .map_err(|error| format!("simulate: {error}"))?;
        state = after.get("live").ok_or("simulate gave no live objects")?.clone();
        cloud = after.get("clb").ok_or("simulate gave no clb")?.clone();
        cases.push(case);
    }
    Ok(cases)
}

/// A section's request fields, excuses and expectations.
fn case(id: String, path: &Path, section: &Section, mut request: Map<String, Value>) -> Result<Case, String> {
    if let Some(text) = section.text("yaml request") {
        let Value::Object(further) = yaml(text)? else { return Err("block `request` is not a map".to_owned()) };
        request.extend(further);
    }
    let (function, expected) = match (section.block("plan"), section.block("report")) {
        (Some(plan), None) => (Function::Plan, plan),
        (None, Some(report)) => (Function::Validate, report),
        _ => return Err(format!("{id}: needs a block `plan` or a block `report`")),
    };
    let parts = |key: &str, separator: char| -> Vec<String> {
        let line = section.line(key).into_iter();
        line.flat_map(|line| line.split(separator)).map(|part| part.trim().to_owned()).collect()
    };
    let reasons = [Excuse::Convergence, Excuse::Permutation].into_iter().zip(["convergence", "permutation"]);
    let reason = |name: &str| section.line(&format!("excused from {name}")).map(str::to_owned);
    Ok(Case {
        id,
        function,
        request: Value::Object(request),
        file: path.to_owned(),
        expected: expected.text.clone(),
        expected_at: expected.range.clone(),
        covers: parts("covers", ','),
        same_in_both_modes: section.line("lifecycle modes") == Some("same"),
        verdicts: parts("verdict", ';'),
        excuses: reasons.filter_map(|(excuse, name)| Some((excuse, reason(name)?))).collect(),
    })
}

fn is_without(section: &Section, part: &str) -> bool {
    section.line("without").is_some_and(|line| line.split(',').any(|known| known.trim() == part))
}

/// A line with an unknown value would be no check at all.
fn check_values(section: &Section) -> Result<(), String> {
    let unknown = |key: &str, known: &[&str]| {
        let parts = section.line(key).into_iter().flat_map(|line| line.split(','));
        parts.map(str::trim).find(|part| !known.contains(part)).map(|part| format!("`{key}: {part}`: unknown value"))
    };
    let problem = unknown("lifecycle modes", &["same"]).or_else(|| unknown("without", &["live", "context"]));
    problem.map_or(Ok(()), Err)
}

/// `live`: the block's objects, with the nodes and Services of the base after its first Services.
fn live(base: &Base, section: &Section) -> Result<Option<Value>, String> {
    if let Some(text) = section.text("yaml live as text") {
        return Ok(Some(text.into()));
    }
    if let Some(text) = section.text("yaml live without nodes") {
        return documents(base, text).map(|objects| Some(objects.into()));
    }
    if is_without(section, "live") {
        return Ok(None);
    }
    let mut objects = section.text("yaml live").map_or(Ok(Vec::new()), |text| documents(base, text))?;
    let services = objects.iter().take_while(|object| object["kind"] == "Service").count();
    objects.splice(services..services, base.nodes().iter().chain(base.services()).cloned());
    Ok(Some(objects.into()))
}

fn clb(base: &Base, section: &Section) -> Result<Option<Value>, String> {
    section.text("yaml clb").map(|text| base.clb(&yaml(text)?)).transpose()
}

/// `context`: the base's, with the block merged over it.
fn context(base: &Base, section: &Section) -> Result<Option<Value>, String> {
    if let Some(text) = section.text("yaml context as given") {
        return yaml(text).map(Some);
    }
    if is_without(section, "context") {
        return Ok(None);
    }
    let mut context = base.context.clone();
    if let Some(text) = section.text("yaml context") {
        indent_reorder_and_patch_json::merge_patch(&mut context, &yaml(text)?);
    }
    Ok(Some(context))
}

fn yaml(text: &str) -> Result<Value, String> {
    serde_yaml_ng::from_str(text).map_err(|error| error.to_string())
}

fn documents(base: &Base, text: &str) -> Result<Vec<Value>, String> {
    objects(text)?.iter().map(|object| base.expand(object)).collect()
}

/// The objects of a YAML text, read by a reader that is not ours; lists taken apart.
pub fn objects(yaml: &str) -> Result<Vec<Value>, String> {
    let items = |value: Value| match value.get("items") {
        Some(Value::Array(items)) => items.clone(),
        _ => vec![value],
    };
    Ok(objects_and_lists(yaml)?.into_iter().flat_map(items).collect())
}

/// The same with lists as they are.
pub fn objects_and_lists(yaml: &str) -> Result<Vec<Value>, String> {
    let documents = serde_yaml_ng::Deserializer::from_str(yaml).map(Value::deserialize);
    let documents: Vec<Value> = documents.collect::<Result<_, _>>().map_err(|error| error.to_string())?;
    Ok(documents.into_iter().filter(|document| !document.is_null()).collect())
}

/// Puts each of `newer` in the place of the object of the same kind and name, or at the end. An object with nothing but
/// `apiVersion`, `kind` and `metadata` removes the current one.
fn replace_objects(live: &mut Vec<Value>, newer: Vec<Value>) {
    let key = |object: &Value| {
        let meta = |name: &str| object.pointer(&format!("/metadata/{name}")).and_then(Value::as_str).map(str::to_owned);
        let namespace = meta("namespace").unwrap_or_else(|| "default".into());
        (object.get("kind").and_then(Value::as_str).map(str::to_owned), namespace, meta("name"))
    };
    for object in newer {
        let at = live.iter().position(|old| key(old) == key(&object));
        let empty = object.as_object().is_some_and(|map| map.len() <= 3);
        match at {
            Some(at) if empty => drop(live.remove(at)),
            Some(at) => live[at] = object,
            None => live.push(object),
        }
    }
}
