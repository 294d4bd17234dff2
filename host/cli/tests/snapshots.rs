//! The output of commands for fixed answers of the module, with the exit status.
//!
//! `UPDATE=1 cargo test -p clbplan-cli --test snapshots` rewrites `tests/snapshots/`; a snapshot without a case is an error.
//! Colours are written as `<31>…<0>`, so that a reviewer can read them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use clbplan_cli::all_output_formats::{plan_formats, report_formats};
use clbplan_cli::parse_arguments::parse;
use clbplan_cli::{Function, ModuleApi, Streams, Terminal, run};
use clbplan_host::HostError;
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::path::Path;

/// Name of the snapshot, arguments, answer, exit status.
type Case = (&'static str, &'static str, &'static str, u8);

const CASES: &[Case] = &[
    ("plan-create", "plan -f tests/fixtures/shop.yaml", "create", 0),
    ("plan-create-requests", "plan -f tests/fixtures/shop.yaml --requests", "create", 0),
    ("plan-adopt", "plan -f tests/fixtures/shop.yaml", "adopt", 0),
    ("plan-delete", "plan --delete shop/web --detailed-exitcode", "delete", 2),
    ("plan-delete-colour", "plan --delete shop/web --color always", "delete", 0),
    ("plan-blocked", "plan -f tests/fixtures/shop.yaml --detailed-exitcode", "blocked", 1),
    ("plan-replace-denied", "plan -f tests/fixtures/shop.yaml", "replace", 1),
    ("plan-release", "plan --delete shop/web", "release", 0),
    ("plan-update", "plan -f tests/fixtures/shop.yaml", "update", 0),
    ("plan-public", "plan -f tests/fixtures/shop.yaml", "public", 0),
    ("plan-public-chinese", "plan -f tests/fixtures/shop.yaml --lang zh-CN", "public", 0),
    ("plan-empty", "plan -f tests/fixtures/shop.yaml --detailed-exitcode", "empty", 0),
    ("plan-chinese", "plan -f tests/fixtures/shop.yaml --lang zh-CN", "chinese", 1),
    ("validate", "validate -f tests/fixtures/shop.yaml -f tests/fixtures/api.yaml", "report", 1),
    ("validate-colour", "validate -f tests/fixtures/shop.yaml -f tests/fixtures/api.yaml --color always", "report", 1),
    ("validate-clean", "validate -f tests/fixtures --fail-on info", "clean", 0),
    ("validate-clean-chinese", "validate -f tests/fixtures/shop.yaml --lang zh-CN", "clean", 0),
    ("validate-suppressed", "validate -f tests/fixtures/shop.yaml --ignore annotation/unknown-name", "suppressed", 0),
];

/// The same for the other formats; the name of the snapshot has the format's own ending.
const FORMATS: &[Case] = &[
    ("plan-create.md", "plan -f tests/fixtures/shop.yaml -o markdown", "create", 0),
    ("plan-delete.md", "plan --delete shop/web -o markdown", "delete", 0),
    ("plan-blocked.md", "plan -f tests/fixtures/shop.yaml -o markdown", "blocked", 1),
    ("plan-replace-denied.md", "plan -f tests/fixtures/shop.yaml -o markdown --requests", "replace", 1),
    ("plan-update.md", "plan -f tests/fixtures/shop.yaml -o markdown", "update", 0),
    ("plan-public.md", "plan -f tests/fixtures/shop.yaml -o markdown", "public", 0),
    ("plan-public.table", "plan -f tests/fixtures/shop.yaml -o table", "public", 0),
    ("plan-public.html", "plan -f tests/fixtures/shop.yaml -o html", "public", 0),
    ("plan-public.github", "plan -f tests/fixtures/shop.yaml -o github", "public", 0),
    ("plan-empty.md", "plan -f tests/fixtures/shop.yaml -o markdown", "empty", 0),
    ("plan-chinese.md", "plan -f tests/fixtures/shop.yaml -o markdown --lang zh-CN", "chinese", 1),
    ("plan-hostile.md", "plan -f tests/fixtures/hostile.yaml -o markdown", "hostile", 1),
    ("plan-create.html", "plan -f tests/fixtures/shop.yaml -o html", "create", 0),
    ("plan-chinese.html", "plan -f tests/fixtures/shop.yaml -o html --lang zh-CN", "chinese", 1),
    ("plan-hostile.html", "plan -f tests/fixtures/hostile.yaml -o html", "hostile", 1),
    ("plan-delete.yaml", "plan --delete shop/web -o yaml", "delete", 0),
    ("plan-replace-denied.sarif", "plan -f tests/fixtures/shop.yaml -o sarif", "replace", 1),
    ("plan-hostile.sarif", "plan -f tests/fixtures/hostile.yaml -o sarif", "hostile", 1),
    ("plan-replace-denied.github", "plan -f tests/fixtures/shop.yaml -o github", "replace", 1),
    ("plan-chinese.github", "plan -f tests/fixtures/shop.yaml -o github --lang zh-CN", "chinese", 1),
    ("plan-delete.wide", "plan --delete shop/web -o wide", "delete", 0),
    ("plan-chinese.wide", "plan -f tests/fixtures/shop.yaml -o wide --lang zh-CN", "chinese", 1),
    ("plan-replace-denied.gitlab", "plan -f tests/fixtures/shop.yaml -o gitlab", "replace", 1),
    ("plan-hostile.gitlab", "plan -f tests/fixtures/hostile.yaml -o gitlab", "hostile", 1),
    ("plan-replace-denied.rdjson", "plan -f tests/fixtures/shop.yaml -o rdjson", "replace", 1),
    ("plan-hostile.rdjson", "plan -f tests/fixtures/hostile.yaml -o rdjson", "hostile", 1),
    ("validate.gitlab", "validate -f tests/fixtures/shop.yaml -f tests/fixtures/api.yaml -o gitlab", "report", 1),
    ("validate.rdjson", "validate -f tests/fixtures/shop.yaml -f tests/fixtures/api.yaml -o rdjson", "report", 1),
    ("plan-hostile.github", "plan -f tests/fixtures/hostile.yaml -o github", "hostile", 1),
    ("validate.sarif", "validate -f tests/fixtures/shop.yaml -f tests/fixtures/api.yaml -o sarif", "report", 1),
    ("validate-clean.sarif", "validate -f tests/fixtures/shop.yaml -o sarif", "clean", 0),
    ("validate.github", "validate -f tests/fixtures/shop.yaml -f tests/fixtures/api.yaml -o github", "report", 1),
    ("validate.junit", "validate -f tests/fixtures/shop.yaml -f tests/fixtures/api.yaml -o junit", "report", 1),
    ("validate-hostile.junit", "validate -f tests/fixtures/hostile.yaml -o junit", "hostile", 1),
    ("validate-clean.junit", "validate -f tests/fixtures/shop.yaml -o junit --fail-on info", "clean", 0),
];

/// A module that always gives the same answer.
struct Answer(Result<String, HostError>);

impl ModuleApi for Answer {
    fn call(&self, _: Function, _: &str) -> Result<String, HostError> {
        self.0.clone()
    }
}

/// A module whose answer contains the request.
struct Echo;

impl ModuleApi for Echo {
    fn call(&self, function: Function, request: &str) -> Result<String, HostError> {
        Ok(format!("{{\"formatVersion\": \"1.0\", \"function\": \"{}\", \"request\": {request}}}", function.export()))
    }
}

/// Output, messages, status.
fn run_with(
    line: &str,
    terminal: Terminal,
    stdin: &str,
    planner: impl Fn() -> Box<dyn ModuleApi>,
) -> (String, String, u8) {
    let words = ["clbplan"].into_iter().chain(line.split(' ')).map(OsString::from);
    let cli = parse(words).unwrap_or_else(|error| panic!("{error}"));
    let (mut stdin, mut stdout, mut stderr) = (stdin.as_bytes(), Vec::new(), Vec::new());
    let mut streams = Streams { stdin: &mut stdin, stdout: &mut stdout, stderr: &mut stderr, terminal };
    let status = run(&cli, &mut streams, &|_| Ok(planner()));
    (String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap(), status.code())
}

fn run_with_answer(line: &str, answer: &str) -> (String, String, u8) {
    run_with(line, Terminal::default(), "", || Box::new(Answer(Ok(answer.to_string()))))
}

fn fixture(name: &str) -> String {
    fs::read_to_string(format!("tests/fixtures/{name}.json")).unwrap()
}

#[test]
fn outputs_equal_the_reviewed_snapshots() {
    let update = std::env::var_os("UPDATE").is_some();
    let mut wrong = Vec::new();
    let named = CASES.iter().map(|case| (format!("{}.txt", case.0), case));
    let named = named.chain(FORMATS.iter().map(|case| (case.0.to_string(), case)));
    let mut expected = BTreeSet::new();
    for (name, (_, line, answer, status)) in named {
        let (out, err, code) = run_with_answer(line, &fixture(answer));
        assert_eq!((err.as_str(), code), ("", *status), "{name}");
        // No format but text is ever coloured.
        assert!(name.ends_with(".txt") || !out.contains('\u{1b}'), "{name}");
        let out = out.replace("\u{1b}[", "<").split('<').map(readable).collect::<Vec<_>>().join("<");
        let file = format!("tests/snapshots/{name}");
        let out = without_style(&out);
        let page = if name.ends_with(".txt") { format!("$ clbplan {line}\n\n{out}") } else { out };
        if update {
            fs::create_dir_all("tests/snapshots").unwrap();
            fs::write(&file, &page).unwrap();
        } else if fs::read_to_string(&file).unwrap_or_default() != page {
            wrong.push(format!("--- {file} differs from the output:\n{page}"));
        }
        expected.insert(name);
    }
    assert!(wrong.is_empty(), "{}\nUPDATE=1 rewrites them", wrong.join("\n"));
    let found = fs::read_dir("tests/snapshots").unwrap();
    let found: BTreeSet<String> = found.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(found, expected, "a snapshot is left over");
}

/// The style has a file of its own for review.
fn without_style(page: &str) -> String {
    match (page.split_once("<style>"), page.split_once("</style>")) {
        (Some((before, _)), Some((_, after))) => {
            let (head, tail) = before.split_once("'sha256-").unwrap();
            format!(
                "{head}'sha256-…{}<style>…</style>{after}",
                tail.split_once('\'').map(|(_, rest)| format!("'{rest}")).unwrap()
            )
        }
        (_, _) => page.to_string(),
    }
}

/// `31mtext` → `31>text`
fn readable(part: &str) -> String {
    let digits = part.chars().take_while(|character| character.is_ascii_digit() || *character == ';').count();
    let (code, rest) = part.split_at(digits);
    match rest.strip_prefix('m') {
        Some(text) if digits > 0 => format!("{code}>{text}"),
        Some(_) | None => part.to_string(),
    }
}

#[test]
fn lines_fit_the_width_of_the_terminal() {
    for (name, line, answer, _) in CASES.iter().filter(|(name, ..)| !name.ends_with("colour")) {
        for columns in [60, 80, 200] {
            let terminal = Terminal { columns: Some(columns), ..Terminal::default() };
            let answer = fixture(answer);
            let (out, ..) = run_with(line, terminal, "", || Box::new(Answer(Ok(answer.clone()))));
            let limit = usize::from(columns).min(clbplan_cli::text::writer::MAX_WIDTH);
            // Values, requests and links are not broken.
            let sentences = out
                .lines()
                .filter(|line| ["· ", "= ", "error["].iter().any(|sign| line.trim_start().starts_with(sign)));
            for sentence in sentences {
                assert!(clbplan_cli::ansi::width(sentence) <= limit, "{name}: {sentence}");
            }
        }
    }
}

#[test]
fn json_output_is_the_answer_byte_for_byte() {
    let answer = fixture("create");
    let (out, _, code) = run_with_answer("plan -f tests/fixtures/shop.yaml -o json", &answer);
    assert_eq!((out, code), (format!("{answer}\n"), 0));
    let answer = fixture("report");
    let (out, _, code) = run_with_answer("validate -f tests/fixtures/shop.yaml -o json", &answer);
    assert_eq!((out, code), (format!("{answer}\n"), 1));
}

#[test]
fn every_format_has_the_same_status() {
    for (_, line, answer, status) in CASES.iter().filter(|(_, line, ..)| !line.contains("--color")) {
        let formats: Vec<_> = match line.starts_with("plan") {
            true => plan_formats().collect(),
            false => report_formats().collect(),
        };
        for format in formats.iter().map(|format| format.name) {
            let (out, err, code) = run_with_answer(&format!("{line} -o {format}"), &fixture(answer));
            assert_eq!((err.as_str(), code, out.ends_with('\n')), ("", *status, true), "{line} -o {format}");
        }
    }
}

#[test]
fn a_comment_never_exceeds_the_limit_of_github() {
    let mut plan: serde_json::Value = serde_json::from_str(&fixture("replace")).unwrap();
    let service = plan["services"][0].clone();
    let named = |number: usize| {
        let mut service = service.clone();
        service["name"] = format!("web-{number}").into();
        service
    };
    plan["services"] = (0..2_000).map(named).collect();
    let finding = plan["policy"]["violations"][0].clone();
    plan["policy"]["violations"] = vec![finding; 500].into();
    let (out, _, code) = run_with_answer("plan -f tests/fixtures/shop.yaml -o markdown", &plan.to_string());
    assert_eq!(code, 1);
    assert!(out.encode_utf16().count() <= 65_536, "{}", out.len());
    for part in ["Policy: DENIED", "Services are not in this table", "more findings are not shown"] {
        assert!(out.contains(part), "{part}: {}", out.get(..3_000).unwrap_or(&out));
    }
    assert!(out.contains("the details of 2000 more Services are not shown"));
}

#[test]
fn fail_on_decides_the_status() {
    let answer = fixture("report").replace("\"error\"", "\"warning\"");
    assert_eq!(run_with_answer("validate -f tests/fixtures/shop.yaml", &answer).2, 0);
    assert_eq!(run_with_answer("validate -f tests/fixtures/shop.yaml --fail-on warning", &answer).2, 1);
}

#[test]
fn the_request_contains_only_what_is_provided() {
    let send = |line: &str, stdin: &str| -> serde_json::Value {
        let (out, err, code) = run_with(line, Terminal::default(), stdin, || Box::new(Echo));
        assert_eq!((err.as_str(), code), ("", 0), "{line}");
        serde_json::from_str(&out).unwrap()
    };
    let received = send("validate -f - -o json", "kind: Service");
    assert_eq!(received["function"], "validate-service");
    assert_eq!(
        received["request"],
        serde_json::json!({"manifests": [{"name": "<stdin>", "text": "kind: Service"}], "locale": "en"})
    );
    let received = send(
        "plan -f - --live tests/fixtures/api.yaml --set sharing=false -n shop --live-complete --delete a/b --prune --ignore c/d --lang zh-CN -o json",
        "x: 1",
    );
    let expected = serde_json::json!({
        "manifests": [{"name": "<stdin>", "text": "x: 1"}],
        "live": [{"name": "tests/fixtures/api.yaml", "text": fs::read_to_string("tests/fixtures/api.yaml").unwrap()}],
        "context": {"sharing": false, "liveComplete": true},
        "defaultNamespace": "shop",
        "locale": "zh-CN", "delete": [{"namespace": "a", "name": "b"}], "prune": true, "pruneWithin": "manifest-namespaces",
        "scope": "named", "ignore": ["c/d"]
    });
    assert_eq!((&received["function"], &received["request"]), (&"plan-sync".into(), &expected));
}

#[test]
fn an_unreadable_answer_has_status_3() {
    let line = "plan -f tests/fixtures/shop.yaml";
    for (answer, expected) in [
        (
            r#"{"error": {"code": "request/shape", "message": "unknown guard", "path": "policy.rules[0].deny[0]"}}"#,
            "invalid request: `policy.rules[0].deny[0]`\n  why: unknown guard\n  help: check --policy",
        ),
        (r#"{"formatVersion": "2.0"}"#, "format 2.0, but this program reads 1.x"),
        ("nonsense", "cannot read the module's answer"),
    ] {
        let (out, err, code) = run_with_answer(line, answer);
        assert_eq!((out.as_str(), code), ("", 3));
        assert!(err.contains(expected), "{err}");
    }
    let slow = || -> Box<dyn ModuleApi> {
        let limit = std::time::Duration::from_secs(60);
        Box::new(Answer(Err(HostError::Timeout { function: "plan-sync".to_string(), limit })))
    };
    let (_, err, code) = run_with(line, Terminal::default(), "", slow);
    assert!(code == 3 && err.contains("took longer than 60 s") && err.contains("not the whole cluster"), "{err}");
}

#[test]
fn unknown_values_of_a_later_minor_version_are_accepted() {
    let answer =
        fixture("create").replace("\"1.0\"", "\"1.7\"").replace("\"verdict\": \"create\"", "\"verdict\": \"teleport\"");
    let (out, err, code) = run_with_answer("plan -f tests/fixtures/shop.yaml", &answer);
    assert_eq!((err.as_str(), code), ("", 0));
    assert!(out.contains("use -o json"), "{out}");
}

#[test]
fn a_broken_pipe_is_not_an_error() {
    struct ClosedPipe;
    impl std::io::Write for ClosedPipe {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let cli = parse(["clbplan", "plan", "-f", "tests/fixtures/shop.yaml"].map(OsString::from)).unwrap();
    let mut stderr = Vec::new();
    let mut streams = Streams {
        stdin: &mut std::io::empty(),
        stdout: &mut ClosedPipe,
        stderr: &mut stderr,
        terminal: Terminal::default(),
    };
    let status = run(&cli, &mut streams, &|_| Ok(Box::new(Answer(Ok(fixture("create"))))));
    assert_eq!((status.code(), stderr.len()), (0, 0));
}

#[test]
fn fixtures_are_all_used() {
    let used: BTreeSet<&str> = CASES.iter().chain(FORMATS).map(|(_, _, answer, _)| *answer).collect();
    for entry in fs::read_dir("tests/fixtures").unwrap() {
        let path = entry.unwrap().path();
        let stem = path.file_stem().unwrap().to_str().unwrap();
        let is_answer = path.extension() == Some(Path::new("json").as_os_str());
        assert!(!is_answer || used.contains(stem), "{} is left over", path.display());
    }
}

/// Half-width punctuation beside Chinese, and a space before a full stop. `错误[code]: ` is the form of compilers.
#[test]
fn chinese_output_has_full_width_punctuation() {
    let is_han = |character: Option<&char>| character.is_some_and(|one| matches!(one, '\u{3400}'..='\u{9fff}'));
    let mut checked = 0;
    for (name, line, answer, _) in CASES.iter().chain(FORMATS).filter(|(_, line, ..)| line.contains("--lang zh-CN")) {
        let (out, ..) = run_with_answer(line, &fixture(answer));
        for line in out.lines() {
            let characters: Vec<char> = line.chars().collect();
            for (at, mark) in characters.iter().enumerate() {
                let before = at.checked_sub(1).and_then(|at| characters.get(at));
                let after = characters.get(at + 1);
                let is_wrong = match mark {
                    ',' | ';' | ':' | '(' => is_han(before),
                    ')' => is_han(after) || after == Some(&'（'),
                    '。' => before == Some(&' '),
                    _ => false,
                };
                assert!(!is_wrong, "{name}: `{mark}` in {line}");
            }
            checked += 1;
        }
    }
    assert!(checked > 100, "{checked} lines");
}
