//! `explain` knows every code, label, column and verdict that an output shows.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "../../../tests/harness/cluster_of_41_services.rs"]
mod cluster_of_41_services;

use clbplan_cli::messages::{self, Lang, Message};
use clbplan_cli::parse_arguments::parse;
use clbplan_cli::{Function, ModuleApi, Streams, Terminal, load, run};
use clbplan_host::HostError;
use cluster_of_41_services::{cluster, dangerous_release, manifest_of, manifests};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// The module, loaded once.
struct Shared(Rc<dyn ModuleApi>);

impl ModuleApi for Shared {
    fn call(&self, function: Function, request: &str) -> Result<String, HostError> {
        self.0.call(function, request)
    }
}

struct Program {
    module: Rc<dyn ModuleApi>,
    folder: PathBuf,
}

impl Program {
    /// The folder is that of one test: tests run at the same time, and one would read what another is writing.
    fn new(test: &str) -> Program {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("explained-words").join(test);
        fs::create_dir_all(&folder).unwrap();
        let module = load(None).unwrap_or_else(|error| panic!("{}", error.text(Lang::En)));
        let program = Program { module: Rc::from(module), folder };
        let list = |items: &[Value]| json!({ "apiVersion": "v1", "kind": "List", "items": items });
        let mut clb = cluster().clb;
        // A load balancer of a cluster that nobody gave, and one with a security group.
        clb["loadBalancers"][4]["SecureGroups"] = json!(["sg-1"]);
        clb["loadBalancers"][5]["SecureGroups"] = json!([]);
        let mut other = clb["loadBalancers"][0].clone();
        other["LoadBalancerId"] = json!("lb-0ther001");
        other["Tags"][0]["TagValue"] = json!("cls-0ther001");
        clb["loadBalancers"].as_array_mut().unwrap().push(other);
        let policy = json!({ "rules": [{ "name": "addresses stay", "deny": ["deletes-load-balancer"] }] });
        for (name, content) in [
            ("release.json", list(&dangerous_release())),
            ("all.json", list(&manifests())),
            ("one.json", list(&[manifest_of("login")])),
            ("live.json", list(&cluster().live)),
            ("clb.json", clb),
            ("context.json", cluster().context),
            ("policy.json", policy),
        ] {
            fs::write(program.folder.join(name), content.to_string()).unwrap();
        }
        program
    }

    /// Standard output and status. Names of files are those in the folder.
    fn output<'w>(&self, words: impl IntoIterator<Item = &'w str>) -> (String, u8) {
        let file = |word: &str| match word.ends_with(".json") {
            true => self.folder.join(word).into_os_string(),
            false => OsString::from(word),
        };
        let cli = parse(std::iter::once("clbplan").chain(words).map(file)).unwrap_or_else(|error| panic!("{error}"));
        let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
        let terminal = Terminal::default();
        let mut streams = Streams { stdin: &mut std::io::empty(), stdout: &mut stdout, stderr: &mut stderr, terminal };
        let module = || Ok(Box::new(Shared(Rc::clone(&self.module))) as Box<dyn ModuleApi>);
        let status = run(&cli, &mut streams, &|_| module()).code();
        (String::from_utf8(stdout).unwrap(), status)
    }

    fn shown(&self, words: &str) -> String {
        let (text, status) = self.output(words.split(' '));
        assert!(status < 3, "{words}: status {status}, {text}");
        text
    }

    fn is_known(&self, word: &str) -> bool {
        self.output(["explain", word]).1 == 0
    }
}

const INPUTS: &str = "--live live.json --clb clb.json --facts context.json";

/// The members `code` and `ruleId` of JSON.
fn codes(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| codes(item, found)),
        Value::Object(members) => {
            for (name, member) in members {
                match member {
                    Value::String(code) if name == "code" || name == "ruleId" => drop(found.insert(code.clone())),
                    member => codes(member, found),
                }
            }
        }
        _ => {}
    }
}

/// The headings, the labels of findings (`= why: …`), their severities and codes, and the verdicts of the first column.
fn words_of_text(text: &str, found: &mut BTreeSet<String>) {
    let mut lines = text.lines().peekable();
    // Rows of the overview have columns; sentences and the heading of a single Service have not.
    let is_row = |line: &&str| line.split("  ").filter(|column| !column.trim().is_empty()).count() >= 3;
    for line in text.lines().take_while(|line| !line.is_empty()).filter(is_row) {
        found.extend(line.split_whitespace().next().map(str::to_string));
    }
    let mut after_gap = false;
    while let Some(line) = lines.next() {
        let is_heading = after_gap
            && !line.starts_with([' ', '·'])
            && !line.ends_with(['.', '。'])
            // Counts of what is not shown.
            && !line.contains(|letter: char| letter.is_ascii_digit())
            && lines.peek().is_some_and(|next| next.starts_with("  "));
        after_gap = line.is_empty();
        if let Some((label, _)) = line.trim().strip_prefix("= ").and_then(|rest| rest.split_once([':', '：'])) {
            found.insert(label.to_string());
        } else if let Some((severity, (code, _))) =
            line.split_once('[').and_then(|(before, rest)| Some((before, rest.split_once("]")?)))
            && code.contains('/')
            && !severity.contains(' ')
        {
            found.extend([severity.to_string(), code.to_string()]);
        } else if is_heading && let Some(last) = line.split("  ").last() {
            found.insert(last.to_string());
        }
    }
}

/// The columns of a table of Markdown.
fn columns_of_markdown(markdown: &str, found: &mut BTreeSet<String>) {
    let lines: Vec<&str> = markdown.lines().collect();
    for pair in lines.windows(2).filter(|pair| pair[1].starts_with("|--")) {
        found.extend(pair[0].trim_matches('|').split('|').map(|column| column.trim().to_string()));
    }
}

/// The columns of a table of HTML, and the headings.
fn columns_of_html(html: &str, found: &mut BTreeSet<String>) {
    for (begin, end) in [("<th scope=\"col\">", "</th>"), ("<h2>", "<")] {
        let columns = html.split(begin).skip(1).filter_map(|rest| rest.split(end).next());
        found.extend(columns.map(|column| column.trim().to_string()));
    }
    found.remove("");
}

#[test]
fn words_of_outputs_are_known() {
    let program = Program::new("outputs");
    let mut found = BTreeSet::new();
    for format in ["json", "sarif"] {
        for words in ["plan release.json --delete shop/old --all --verbose --policy policy.json", "plan all.json --all"]
        {
            let json = program.shown(&format!("{words} {INPUTS} -o {format}"));
            codes(&serde_json::from_str(&json).unwrap(), &mut found);
        }
    }
    codes(&serde_json::from_str(&program.shown(&format!("audit {INPUTS} -o json"))).unwrap(), &mut found);
    assert!(found.contains("audit/open-to-all") && found.contains("audit/other-cluster"), "{found:?}");
    assert!(found.contains("verdict/delete"), "{found:?}");
    for lang in ["en", "zh-CN"] {
        let plan = format!("plan release.json --delete shop/old --all --policy policy.json {INPUTS} --lang {lang}");
        for command in
            [&plan, &format!("plan one.json --lang {lang} {INPUTS}"), &format!("audit {INPUTS} --lang {lang}")]
        {
            words_of_text(&program.shown(command), &mut found);
            columns_of_markdown(&program.shown(&format!("{command} -o markdown")), &mut found);
            columns_of_html(&program.shown(&format!("{command} -o html")), &mut found);
        }
    }
    for expected in ["why", "DELETE", "Service or load balancer", "Findings", "被拒绝", "级别"] {
        assert!(found.contains(expected), "{expected} is not in {found:?}");
    }
    let unknown: Vec<&String> = found.iter().filter(|word| !program.is_known(word)).collect();
    assert!(unknown.is_empty(), "`explain` does not know {unknown:?}");
}

#[test]
fn words_of_cells_are_known_in_both_languages() {
    let program = Program::new("cells");
    let cells: [&Message; 16] = [
        &messages::VIP_WORD_KEPT,
        &messages::VIP_WORD_NEW,
        &messages::VIP_WORD_CHANGED,
        &messages::VIP_WORD_LOST,
        &messages::UNKNOWN,
        &messages::NEWLY_PUBLIC_WORD,
        &messages::NOT_PROVEN_WORD,
        &messages::TOUCHED_WORD,
        &messages::NOT_NAMED_WORD,
        &messages::EXISTING_WORD,
        &messages::HIGHLIGHT_DELETED,
        &messages::HIGHLIGHT_LOST,
        &messages::HIGHLIGHT_PUBLIC,
        &messages::WITHHELD_DELETE,
        &messages::CALLS,
        &messages::INCOMPLETE_SHORT,
    ];
    for cell in cells {
        for word in [cell.en, cell.zh] {
            assert!(program.is_known(word), "`explain` does not know {word}");
        }
    }
    let explained = |word: &str| program.output(["explain", word]).0;
    assert!(explained("CHANGES").contains("verdict"), "not the member `changes`: {}", explained("CHANGES"));
    assert!(explained("audit/open-to-all").contains("severity: warning"), "{}", explained("audit/open-to-all"));
    let orphan = explained("orphan");
    assert!(orphan.contains("finding-kind") && orphan.contains("answer-member"), "{orphan}");
    let (json, _) = program.output(["explain", "orphan", "-o", "json"]);
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["entries"].as_array().unwrap().len(), 2, "{json}");
    assert!(!program.is_known("audit/open-to-everybody"));
}

/// Plans print events that no finding has: what is not checked says which event would appear.
#[test]
fn every_event_that_an_answer_prints_is_explained() {
    let program = Program::new("events");
    let mut events = BTreeSet::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("../../src/planner")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let text = fs::read_to_string(path).unwrap();
                let words = text.split("event: \"").skip(1).filter_map(|rest| rest.get(..5));
                events.extend(words.filter(|word| word.starts_with('E')).map(str::to_string));
            }
        }
    }
    assert!(events.len() > 5 && events.contains("E4008"), "{events:?}");
    for event in events.iter().map(String::as_str).chain(["e4008"]) {
        for lang in ["en", "zh-CN", "zh"] {
            let (text, status) = program.output(["explain", event, "--lang", lang]);
            assert!(status == 0 && text.contains(&event.to_uppercase()), "{event} {lang}: {text}");
        }
    }
    assert_eq!(program.output(["explain", "E9999"]).1, 3);
}

#[test]
fn every_guard_is_listed() {
    let program = Program::new("guards");
    let readme = include_str!("../README.md");
    let (_, guards) = readme.split_once("The guards are ").unwrap();
    let guards: Vec<&str> = guards.split_once("`clbplan explain").unwrap().0.split('`').skip(1).step_by(2).collect();
    for lang in ["en", "zh-CN"] {
        let (text, status) = program.output(["explain", "guard", "--lang", lang]);
        assert!(status == 0 && guards.iter().all(|guard| text.contains(guard)), "{text}");
    }
    assert_eq!(guards.len(), 10, "{guards:?}");
}
