//! Every format of every scenario, with the real module: the properties that other programs rely on.
//!
//! XML is well-formed, YAML equals JSON, Markdown fits into a comment, HTML has no script and closes its elements, and no
//! format changes the exit status. SARIF, YAML and the reports for GitLab and reviewdog are also written to `target/tmp/outputs`, where `tests/valid_cli_outputs.rs` of the
//! core checks them with the official schema and a second reader.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]

use clbplan_cli::parse_arguments::parse;
use clbplan_cli::{Function, ModuleApi, Streams, Terminal, load, run};
use clbplan_host::HostError;
use serde_json::{Value, json};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// One module for all calls.
struct Shared(Rc<dyn ModuleApi>);

impl ModuleApi for Shared {
    fn call(&self, function: Function, request: &str) -> Result<String, HostError> {
        self.0.call(function, request)
    }
}

/// Output and status; standard error must be empty, apart from facts that the files show.
fn output(planner: &Rc<dyn ModuleApi>, words: &[String], format: &str) -> (String, u8) {
    let words = words.iter().map(String::as_str).chain(["-o", format]);
    let cli = parse(["clbplan"].into_iter().chain(words.clone()).map(OsString::from)).unwrap();
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let mut streams = Streams {
        stdin: &mut std::io::empty(),
        stdout: &mut stdout,
        stderr: &mut stderr,
        terminal: Terminal::default(),
    };
    let status = run(&cli, &mut streams, &|_| Ok(Box::new(Shared(Rc::clone(planner)))));
    let trouble = String::from_utf8(stderr).unwrap();
    let is_fact = |line: &&str| line.starts_with("note: derived facts: ") || line.starts_with("提示：得出的集群信息：");
    let trouble: String = trouble.lines().filter(|line| !is_fact(line)).collect();
    assert!(trouble.is_empty() && status.code() < 3, "{:?}: {trouble}", words.collect::<Vec<_>>());
    (String::from_utf8(stdout).unwrap(), status.code())
}

/// The scenarios that have a manifest, as folders of files. The core's tests have written them as requests.
fn scenarios() -> Vec<PathBuf> {
    let tmp = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let corpus = fs::read_to_string(tmp.join("corpus/scenarios.jsonl"));
    let corpus = corpus.expect("`cargo test --package clbplan --test scenarios` writes the corpus");
    let _ = fs::remove_dir_all(tmp.join("scenarios"));
    let mut found = Vec::new();
    for line in corpus.lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        let [id, request, answer] = ["id", "request", "answer"].map(|key| case[key].as_str().unwrap());
        let mut request: Value = serde_json::from_str(request).unwrap();
        let manifests = request["manifests"].take();
        let Some(manifests) = manifests.as_str().filter(|text| !text.trim().is_empty()) else { continue };
        // The command line refuses a file of live objects that has none, which the tests of the program show.
        if request["live"].as_str().is_some_and(|live| !live.contains("kind")) {
            continue;
        }
        // It refuses facts that its own files contradict, too.
        if answer.contains("\"context/cluster-contradicted\"") || answer.contains("\"context/vpc-contradicted\"") {
            continue;
        }
        // A step of a story has one more part.
        if id.split('/').count() == 2 && !answer.starts_with("{\"error\"") {
            let folder = tmp.join("scenarios").join(id);
            write_files(&folder, manifests, &request);
            found.push(folder);
        }
    }
    assert!(found.len() > 200, "{} scenarios", found.len());
    found
}

fn write_files(folder: &Path, manifests: &str, request: &Value) {
    fs::create_dir_all(folder).unwrap();
    let write = |name: &str, text: &str| fs::write(folder.join(name), text).unwrap();
    write("service.yaml", manifests);
    match &request["live"] {
        Value::String(text) => write("live.yaml", text),
        Value::Array(items) => {
            write("live.yaml", &json!({ "apiVersion": "v1", "kind": "List", "items": items }).to_string())
        }
        _ => {}
    }
    for part in ["clb", "context"].into_iter().filter(|part| !request[*part].is_null()) {
        write(&format!("{part}.json"), &serde_json::to_string_pretty(&request[part]).unwrap());
    }
    write("request.json", &request.to_string());
}

fn holds_text(file: &Path) -> bool {
    fs::read_to_string(file).is_ok_and(|text| !text.trim().is_empty())
}

/// The request of a scenario as arguments, as far as the command line can express it; every other one in Chinese.
fn arguments(folder: &Path, number: usize, command: &str) -> Vec<String> {
    let file = |name: &str| folder.join(name).display().to_string();
    let mut words = vec![command.to_string(), "-f".to_string(), file("service.yaml")];
    if number % 2 == 1 {
        words.extend(["--lang", "zh-CN"].map(String::from));
    }
    let mut given = vec![("--live", "live.yaml"), ("--facts", "context.json")];
    if command == "plan" {
        words.push("--detailed-exitcode".to_string());
        let request = fs::read_to_string(folder.join("request.json")).unwrap_or_else(|_| "{}".to_string());
        let request: Value = serde_json::from_str(&request).unwrap();
        if request["policy"].is_object() {
            let policy = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("policy-{number}.json"));
            fs::write(&policy, request["policy"].to_string()).unwrap();
            words.extend(["--policy".to_string(), policy.display().to_string()]);
        }
        for service in request["delete"].as_array().into_iter().flatten() {
            let name = format!("{}/{}", service["namespace"].as_str().unwrap(), service["name"].as_str().unwrap());
            words.extend(["--delete".to_string(), name]);
        }
    }
    given.retain(|(_, name)| holds_text(&folder.join(name)));
    for (flag, name) in given {
        words.extend([flag.to_string(), file(name)]);
    }
    let clb = fs::read_to_string(folder.join("clb.json")).unwrap_or_default();
    // Anything else is an input error.
    if command == "plan" && clb.contains("\"loadBalancers\": [") {
        words.extend(["--clb".to_string(), file("clb.json")]);
    }
    words
}

#[test]
fn every_format_of_every_scenario_is_valid() {
    let planner: Rc<dyn ModuleApi> = Rc::from(load(None).unwrap_or_else(|_| panic!("`cargo xtask build` first")));
    let outputs = Path::new(env!("CARGO_TARGET_TMPDIR")).join("outputs");
    let _ = fs::remove_dir_all(&outputs);
    fs::create_dir_all(&outputs).unwrap();
    let keep = |name: String, text: &str| fs::write(outputs.join(name), text).unwrap();
    let mut count = 0;
    for (number, folder) in scenarios().iter().enumerate() {
        let words = arguments(folder, number, "plan");
        let (json, status) = output(&planner, &words, "json");
        let get = |format: &str| {
            let (out, code) = output(&planner, &words, format);
            assert_eq!(code, status, "{}: {format}", folder.display());
            assert!(!out.contains('\u{1b}'), "{}: {format} is coloured", folder.display());
            out
        };
        get("text");
        let yaml = get("yaml");
        assert_yaml_equals_json(&json, &yaml, folder);
        keep(format!("{number}.json"), &json);
        keep(format!("{number}.yaml"), &yaml);
        assert_comment_fits(&get("markdown"), folder);
        assert_elements_are_closed(&get("html"), folder);
        let sarif = get("sarif");
        assert_consistent_sarif(&sarif, folder);
        keep(format!("plan-{number}.sarif"), &sarif);
        assert_workflow_commands(&get("github"), folder);
        keep(format!("plan-{number}.gitlab"), &get("gitlab"));
        keep(format!("plan-{number}.rdjson"), &get("rdjson"));
        get("wide");

        let words = arguments(folder, number, "validate");
        let (_, status) = output(&planner, &words, "json");
        let get = |format: &str| {
            let (out, code) = output(&planner, &words, format);
            assert_eq!(code, status, "{}: {format}", folder.display());
            out
        };
        let sarif = get("sarif");
        assert_consistent_sarif(&sarif, folder);
        keep(format!("validate-{number}.sarif"), &sarif);
        assert_workflow_commands(&get("github"), folder);
        keep(format!("validate-{number}.gitlab"), &get("gitlab"));
        keep(format!("validate-{number}.rdjson"), &get("rdjson"));
        let (cases, failed) = count_test_cases(&get("junit"), folder);
        assert!(cases > 0 && (failed > 0) == (status == 1), "{}: {failed} of {cases}", folder.display());
        count += 1;
    }
    assert!(count > 60);
}

/// The same checks for snapshots of an answer in which every text is markup.
#[test]
fn hostile_text_is_not_interpreted() {
    let read = |name: &str| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots").join(name);
        (fs::read_to_string(&path).unwrap(), path)
    };
    let (html, path) = read("plan-hostile.html");
    assert_elements_are_closed(&html, &path);
    let (xml, path) = read("validate-hostile.junit");
    assert_eq!(count_test_cases(&xml, &path), (1, 1));
    let (github, path) = read("plan-hostile.github");
    assert_workflow_commands(&github, &path);
    assert_eq!(github.lines().count(), 4);
    let (markdown, _) = read("plan-hostile.md");
    // Outside of code blocks, nothing is left that Markdown or HTML would interpret.
    let outside: String = markdown.split("\n`````").step_by(2).collect();
    for bad in ["<script", "<img", "[x](", " **bold**", "\n::", "@everyone"] {
        assert!(!outside.contains(bad), "{bad}");
    }
}

/// What the schema cannot express: results refer to their rules, and fingerprints are unique.
#[track_caller]
fn assert_consistent_sarif(sarif: &str, folder: &Path) {
    let log: Value = serde_json::from_str(sarif).unwrap();
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let mut prints = Vec::new();
    for result in run["results"].as_array().unwrap() {
        let rule = &rules[usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
        assert_eq!(rule["id"], result["ruleId"], "{}", folder.display());
        prints.push(result["partialFingerprints"].to_string());
    }
    let before = prints.len();
    prints.sort();
    prints.dedup();
    assert_eq!(prints.len(), before, "{}: two results have one fingerprint", folder.display());
}

#[track_caller]
fn assert_yaml_equals_json(json: &str, yaml: &str, folder: &Path) {
    let json: Value = serde_json::from_str(json).unwrap();
    let read: Value = serde_saphyr::from_str(yaml).unwrap();
    assert_eq!(read, json, "{}", folder.display());
}

#[track_caller]
fn assert_comment_fits(markdown: &str, folder: &Path) {
    assert!(markdown.starts_with("<!-- clbplan -->\n## "), "{}", folder.display());
    assert!(markdown.encode_utf16().count() <= 65_536, "{}", folder.display());
    let (open, close) = (markdown.matches("<details>").count(), markdown.matches("</details>").count());
    assert_eq!(open, close, "{}", folder.display());
}

/// Every element is closed, in order.
#[track_caller]
fn assert_elements_are_closed(html: &str, folder: &Path) {
    let mut open: Vec<String> = Vec::new();
    for tag in html.split('<').skip(1) {
        let (tag, _) = tag.split_once('>').expect("a tag ends");
        let name: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        assert!(!matches!(name.as_str(), "script" | "iframe" | "img" | "form"), "{}: <{tag}>", folder.display());
        assert!(!tag.contains(" style=") && !tag.contains(" on"), "{}: <{tag}>", folder.display());
        match name.as_str() {
            "" | "meta" | "br" => {}
            name if tag.starts_with('/') => assert_eq!(open.pop().as_deref(), Some(name), "{}", folder.display()),
            name => open.push(name.to_string()),
        }
    }
    assert!(open.is_empty(), "{}: {open:?}", folder.display());
}

#[track_caller]
fn assert_workflow_commands(github: &str, folder: &Path) {
    let lines: Vec<&str> = github.lines().collect();
    let (summary, commands) = lines.split_last().unwrap();
    assert!(!summary.starts_with("::"), "{}", folder.display());
    for command in commands {
        let known = ["::error ", "::warning ", "::notice "].iter().any(|word| command.starts_with(word));
        assert!(known && command.contains("title="), "{}: {command}", folder.display());
    }
}

/// How many test cases, and how many of them failed.
#[track_caller]
fn count_test_cases(xml: &str, folder: &Path) -> (usize, usize) {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_str(xml);
    let (mut cases, mut failed, mut depth) = (0, 0, 0);
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{}: {error}\n{xml}", folder.display())) {
            Event::Start(tag) => {
                depth += 1;
                cases += usize::from(tag.name().as_ref() == "testcase");
                failed += usize::from(tag.name().as_ref() == "failure");
                assert!(tag.attributes().all(|attribute| attribute.is_ok()), "{}", folder.display());
            }
            Event::Empty(tag) => cases += usize::from(tag.name().as_ref() == "testcase"),
            Event::End(_) => depth -= 1,
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0, "{}", folder.display());
    (cases, failed)
}
