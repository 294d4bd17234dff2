//! The scenario folders, turned into requests and their expectations.
//!
//! A folder with `service.yaml` is one [`Case`]; a folder with `1-….yaml`, `2-….yaml` is a story, one case per step,
//! whose state is carried over by `clbplan::simulate`. Whatever lies in a folder and is not known here is an error: an
//! expectation left over for nothing would look like a test. Nothing here judges an answer: that is `scenarios.rs`.

pub mod coverage;
pub mod json;
pub mod permute;
pub mod summary;
pub mod wellformed;

use serde::Deserialize as _;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Which export a scenario asks.
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

/// One request and what is expected of it.
#[derive(Debug, Clone)]
pub struct Case {
    /// `lifecycle/09-subnet-changes`, or `stories/web-shop/2-add-port`.
    pub id: String,
    /// Whom to ask.
    pub function: Function,
    /// The request, complete.
    pub request: Value,
    /// Path without the endings `expect.txt` and `expect.json`, with the separator a story needs.
    pub stem: PathBuf,
    /// What the comment at the top of the YAML says.
    pub header: Header,
    /// Checks this case is excused from, with the reason: `converge`, `permute`.
    pub excuses: BTreeMap<&'static str, String>,
}

/// The comment at the top of a scenario.
#[derive(Debug, Clone, Default)]
pub struct Header {
    /// The lines that tell the story.
    pub story: Vec<String>,
    /// What the scenario stands for: entries of [`coverage::CLAIMS`].
    pub covers: Vec<String>,
    /// `# eras: same`: the other era must answer alike.
    pub same_in_both_eras: bool,
    /// `# verdict: checkout=delete/lost`: Service, verdict, address. Written by a person, never rewritten.
    pub verdicts: Vec<String>,
}

impl Case {
    /// Asks the core.
    pub fn answer(&self) -> String {
        ask(self.function, &self.request.to_string())
    }

    /// The file `expect.<ending>` of this case.
    pub fn expectation(&self, ending: &str) -> PathBuf {
        PathBuf::from(format!("{}expect.{ending}", self.stem.display()))
    }
}

/// Asks the core.
pub fn ask(function: Function, request: &str) -> String {
    match function {
        Function::Plan => clbplan::plan_sync(request),
        Function::Validate => clbplan::validate_service(request),
    }
}

/// The folder that holds all areas.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios")
}

/// Every case of every folder, and what is wrong with the folders.
pub fn load() -> (Vec<Case>, Vec<String>) {
    let (mut cases, mut problems) = (Vec::new(), Vec::new());
    for area in folders(&root()) {
        for folder in folders(&area) {
            let id = format!("{}/{}", name(&area), name(&folder));
            let read = if folder.join("service.yaml").exists() { single(&id, &folder) } else { story(&id, &folder) };
            match read {
                Ok((mut found, known)) => {
                    problems.extend(left_over(&id, &folder, &known));
                    cases.append(&mut found);
                }
                Err(problem) => problems.push(format!("{id}: {problem}")),
            }
        }
    }
    (cases, problems)
}

type Read = Result<(Vec<Case>, Vec<String>), String>;

/// A folder with one request.
fn single(id: &str, folder: &Path) -> Read {
    let mut known: Vec<String> = Vec::new();
    let yaml = text(folder, "service.yaml", &mut known).ok_or("service.yaml cannot be read")?;
    let mut request = Map::new();
    request.insert("manifests".into(), yaml.clone().into());
    if let Some(live) = text(folder, "live.yaml", &mut known) {
        request.insert("live".into(), live.into());
    }
    for key in ["clb", "context"] {
        if let Some(value) = value(folder, &format!("{key}.json"), &mut known)? {
            request.insert(key.into(), value);
        }
    }
    let case = case(id.to_owned(), folder, "", &yaml, request, &mut known)?;
    Ok((vec![case], known))
}

/// A folder with steps.
fn story(id: &str, folder: &Path) -> Read {
    let mut known: Vec<String> = Vec::new();
    let context = value(folder, "context.json", &mut known)?;
    let mut live: Vec<Value> = text(folder, "live.yaml", &mut known).map_or(Ok(Vec::new()), |text| objects(&text))?;
    let mut clb =
        value(folder, "clb.json", &mut known)?.unwrap_or_else(|| json!({ "loadBalancers": [], "complete": true }));
    let mut cases = Vec::new();
    for step in steps(folder) {
        let yaml = text(folder, &format!("{step}.yaml"), &mut known).ok_or("a step cannot be read")?;
        if let Some(text) = text(folder, &format!("{step}.live.yaml"), &mut known) {
            replace_objects(&mut live, objects(&text)?);
        }
        if let Some(patch) = value(folder, &format!("{step}.clb.json"), &mut known)? {
            json::merge_patch(&mut clb, &patch);
        }
        let mut request = Map::new();
        let nothing_wanted = objects(&yaml).is_ok_and(|objects| objects.is_empty());
        request.insert("manifests".into(), if nothing_wanted { "" } else { &*yaml }.into());
        request.insert("prune".into(), nothing_wanted.into());
        request.insert("live".into(), live.clone().into());
        request.insert("clb".into(), clb.clone());
        if let Some(context) = &context {
            request.insert("context".into(), context.clone());
        }
        let prefix = format!("{step}.");
        let case = case(format!("{id}/{step}"), folder, &prefix, &yaml, request, &mut known)?;
        let after: Value = serde_json::from_str(&clbplan::simulate(&case.request.to_string()))
            .map_err(|e| format!("simulate: {e}"))?;
        live = after.get("live").and_then(Value::as_array).ok_or("simulate gave no live objects")?.clone();
        clb = after.get("clb").ok_or("simulate gave no clb")?.clone();
        cases.push(case);
    }
    if cases.is_empty() {
        return Err("neither service.yaml nor 1-….yaml is here".into());
    }
    Ok((cases, known))
}

/// What single folders and steps have in common: the further request fields, the excuses, the header.
fn case(
    id: String,
    folder: &Path,
    prefix: &str,
    yaml: &str,
    mut request: Map<String, Value>,
    known: &mut Vec<String>,
) -> Result<Case, String> {
    let mut function = Function::Plan;
    if let Some(Value::Object(further)) = value(folder, &format!("{prefix}request.json"), known)? {
        for (key, value) in further {
            match (key.as_str(), value.as_str()) {
                ("function", Some("validateService")) => function = Function::Validate,
                ("function", _) => return Err(format!("{prefix}request.json: unknown function {value}")),
                _ => {
                    request.insert(key, value);
                }
            }
        }
    }
    let mut excuses = BTreeMap::new();
    for check in ["converge", "permute"] {
        if let Some(reason) = text(folder, &format!("{prefix}{check}.txt"), known) {
            excuses.insert(check, reason);
        }
    }
    let stem = folder.join(prefix);
    let stem = if prefix.is_empty() { PathBuf::from(format!("{}/", folder.display())) } else { stem };
    known.extend(["txt", "json"].map(|ending| format!("{prefix}expect.{ending}")));
    let header = header(yaml);
    if header.story.is_empty() {
        return Err(format!("{id}: the first comment lines tell no story"));
    }
    Ok(Case { id, function, request: Value::Object(request), stem, header, excuses })
}

/// Reads the comment lines at the top.
fn header(yaml: &str) -> Header {
    let mut header = Header::default();
    for line in yaml.lines().map_while(|line| line.strip_prefix('#')).map(str::trim) {
        if let Some(list) = line.strip_prefix("covers:") {
            header.covers.extend(list.split(',').map(|claim| claim.trim().to_owned()));
        } else if let Some(list) = line.strip_prefix("verdict:") {
            header.verdicts.extend(list.split(',').map(|claim| claim.trim().to_owned()));
        } else if line == "eras: same" {
            header.same_in_both_eras = true;
        } else if !line.is_empty() {
            header.story.push(line.to_owned());
        }
    }
    header
}

/// The objects of a YAML text, read by a reader that is not ours; lists taken apart.
pub fn objects(yaml: &str) -> Result<Vec<Value>, String> {
    let mut found = Vec::new();
    for document in serde_yaml_ng::Deserializer::from_str(yaml) {
        let value = Value::deserialize(document).map_err(|error| error.to_string())?;
        match value.get("items") {
            Some(Value::Array(items)) => found.extend(items.iter().cloned()),
            _ if value.is_null() => {}
            _ => found.push(value),
        }
    }
    Ok(found)
}

/// Puts each of `newer` in the place of the object of the same kind and name, or at the end. An object that holds
/// nothing but kind and metadata goes away.
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

/// The steps of a story, `1-create`, in order of their numbers.
fn steps(folder: &Path) -> Vec<String> {
    let mut steps: Vec<(u32, String)> = files(folder)
        .into_iter()
        .filter_map(|file| {
            let step = file.strip_suffix(".yaml").filter(|step| !step.contains('.'))?.to_owned();
            let number = step.split('-').next()?.parse().ok()?;
            Some((number, step))
        })
        .collect();
    steps.sort();
    steps.into_iter().map(|(_, step)| step).collect()
}

fn left_over(id: &str, folder: &Path, known: &[String]) -> Vec<String> {
    let unknown = files(folder).into_iter().filter(|file| !known.contains(file));
    unknown.map(|file| format!("{id}/{file}: left over, nothing reads it")).collect()
}

fn text(folder: &Path, file: &str, known: &mut Vec<String>) -> Option<String> {
    known.push(file.to_owned());
    fs::read_to_string(folder.join(file)).ok()
}

fn value(folder: &Path, file: &str, known: &mut Vec<String>) -> Result<Option<Value>, String> {
    let Some(text) = text(folder, file, known) else { return Ok(None) };
    serde_json::from_str(&text).map(Some).map_err(|error| format!("{file}: {error}"))
}

fn files(folder: &Path) -> Vec<String> {
    sorted(folder).into_iter().filter(|path| path.is_file()).map(|path| name(&path)).collect()
}

fn folders(folder: &Path) -> Vec<PathBuf> {
    sorted(folder).into_iter().filter(|path| path.is_dir()).collect()
}

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
