//! Every format says why the status is 1, and what a format that lists findings only would not show.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "../../../tests/harness/cluster_of_41_services.rs"]
#[allow(dead_code)]
mod cluster_of_41_services;

use clbplan_cli::parse_arguments::parse;
use clbplan_cli::{Streams, Terminal, load, run};
use cluster_of_41_services::{cluster, dangerous_release};
use serde_json::{Value, json};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

/// The files of one test, in a folder of their own.
struct Files(PathBuf);

impl Files {
    fn new(name: &str, manifests: &[Value]) -> Files {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("every-format").join(name);
        fs::create_dir_all(&folder).unwrap();
        let list = |items: &[Value]| json!({ "apiVersion": "v1", "kind": "List", "items": items });
        let cluster = cluster();
        for (name, content) in [
            ("release.json", list(manifests)),
            ("live.json", list(&cluster.live)),
            ("clb.json", cluster.clb),
            ("context.json", cluster.context),
        ] {
            fs::write(folder.join(name), content.to_string()).unwrap();
        }
        Files(folder)
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }

    /// Output and status of a plan; words that end in `.json` are files of the folder.
    fn plan(&self, flags: &str) -> (String, u8) {
        let words = format!("clbplan plan --live live.json --clb clb.json --facts context.json {flags}");
        let word = |word: &str| if word.ends_with(".json") { self.path(word) } else { word.to_string() };
        let cli =
            parse(words.split_whitespace().map(word).map(OsString::from)).unwrap_or_else(|error| panic!("{error}"));
        let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
        let (stdin, terminal) = (&mut std::io::empty(), Terminal::default());
        let mut streams = Streams { stdin, stdout: &mut stdout, stderr: &mut stderr, terminal };
        let status = run(&cli, &mut streams, &|file| load(file)).code();
        (String::from_utf8(stdout).unwrap(), status)
    }
}

const RELEASE: &str = "release.json --delete shop/old";

/// A status of 1 without its cause would leave the reader guessing.
#[test]
fn every_format_says_that_the_policy_denies_the_plan() {
    let files = Files::new("denied", &dangerous_release());
    let rules = json!({ "rules": [{ "name": "addresses stay", "deny": ["deletes-load-balancer"] }] });
    fs::write(files.path("policy.json"), rules.to_string()).unwrap();
    for (lang, denied) in [("en", "DENIED"), ("zh-CN", "防护策略拒绝")] {
        for format in ["text", "table", "wide", "markdown", "html", "github"] {
            let (text, status) = files.plan(&format!("{RELEASE} --policy policy.json -o {format} --lang {lang}"));
            assert_eq!(status, 1);
            assert!(text.contains(denied) && text.contains("addresses stay"), "{format}:\n{text}");
            if ["text", "table", "wide", "github"].contains(&format) {
                let summary = text.rsplit("\n\n").next().unwrap();
                assert!(summary.contains(denied), "{format}:\n{text}");
            }
        }
    }
    // Programs get the violation.
    for format in ["gitlab", "rdjson", "sarif"] {
        let (text, status) = files.plan(&format!("{RELEASE} --policy policy.json -o {format}"));
        assert!(status == 1 && text.contains("policy/deletes-load-balancer"), "{format}:\n{text}");
    }
    // Errors are in the tables as well.
    for format in ["table", "wide"] {
        let (table, _) = files.plan(&format!("{RELEASE} -o {format}"));
        assert!(table.contains("error["), "{table}");
    }
}

/// Nobody should take for a permission that too little was provided to judge a rule.
#[test]
fn every_format_says_that_the_policy_cannot_be_judged() {
    let files = Files::new("undecided", &[cluster_of_41_services::manifest_of("api")]);
    let rules = json!({ "rules": [{ "name": "addresses stay", "deny": ["changes-address"] }] });
    fs::write(files.path("policy.json"), rules.to_string()).unwrap();
    fs::write(files.path("live.json"), r#"{"apiVersion": "v1", "kind": "List", "items": []}"#).unwrap();
    for format in ["text", "table", "markdown", "html", "github", "json", "yaml", "sarif", "gitlab", "rdjson"] {
        let (text, status) = files.plan(&format!("release.json --policy policy.json -o {format}"));
        assert_eq!(status, 0, "{format}:\n{text}");
        let says = if format == "table" { "UNDECIDED" } else { "policy/undecided" };
        assert!(text.contains(says), "{format}:\n{text}");
    }
}

/// A violation that the change does not bring does not fail a pull request.
#[test]
fn a_violation_that_was_there_before_is_old() {
    let mut manifest = cluster_of_41_services::manifest_of("login");
    manifest["spec"]["ports"].as_array_mut().unwrap().push(json!({ "name": "more", "port": 9443, "nodePort": 31501 }));
    let files = Files::new("old-violation", &[manifest]);
    let rules = json!({ "rules": [{ "name": "internal only", "deny": ["exposes-publicly"] }] });
    fs::write(files.path("policy.json"), rules.to_string()).unwrap();
    for format in ["text", "table", "markdown", "github"] {
        let (text, status) = files.plan(&format!("release.json --policy policy.json -o {format}"));
        assert_eq!(status, 0, "{format}:\n{text}");
        assert!(!text.contains("policy/exposes-publicly") && !text.contains("DENIED"), "{format}:\n{text}");
        let (text, status) = files.plan(&format!("release.json --policy policy.json --fail-on-old -o {format}"));
        assert_eq!(status, 1, "{format}:\n{text}");
    }
}

/// A format that lists findings only would show nothing of it.
#[test]
fn services_that_become_public_are_findings_in_formats_without_a_plan() {
    let files = Files::new("newly-public", &dangerous_release());
    for (lang, expected) in [("en", "becomes reachable from the internet"), ("zh-CN", "将可从公网访问")] {
        let (text, _) = files.plan(&format!("{RELEASE} -o github --lang {lang}"));
        let found = text.lines().find(|line| line.contains("title=verdict/newly-public"));
        assert!(found.is_some_and(|line| line.contains("shop/new") && line.contains(expected)), "{text}");
    }
    for format in ["sarif", "gitlab", "rdjson"] {
        let (text, _) = files.plan(&format!("{RELEASE} -o {format}"));
        assert!(text.contains("verdict/newly-public"), "{format}: {text}");
    }
}

/// In the table equal Services are one line; here each has its own, with all columns.
#[test]
fn the_wide_table_has_a_line_for_each_service() {
    let files = Files::new("wide", &dangerous_release());
    let (text, _) = files.plan("-A -o wide");
    let lines: Vec<&str> = text.lines().take_while(|line| !line.is_empty()).collect();
    assert!(lines[0].trim_start().starts_with("VERDICT  SERVICE "), "{text}");
    let count = |name: &str| lines.iter().filter(|line| line.contains(&format!(" {name} "))).count();
    for name in ["data/kafka-0", "data/kafka-1", "data/kafka-2", "shop/web"] {
        assert_eq!(count(name), 1, "{name}: {text}");
    }
    let orphan = lines.iter().find(|line| line.trim_start().starts_with("orphan ")).unwrap();
    assert!(orphan.contains("no Service"), "{orphan}");
}
