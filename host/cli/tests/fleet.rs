//! `clbplan fleet` with the real module: many clusters from captures and dumps, in one order whatever the number of threads.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "../../../tests/harness/cluster_of_41_services.rs"]
#[allow(dead_code)]
mod cluster_of_41_services;

#[allow(dead_code)]
mod audit_fixture;

use audit_fixture::{CLUSTER, OTHER, capture, list, load_balancer, second_cluster};
use clbplan_cli::parse_arguments::parse;
use clbplan_cli::{Streams, Terminal, load, run};
use cluster_of_41_services::cluster;
use serde_json::{Value, json};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

struct Folder(PathBuf);

struct Outcome {
    out: String,
    errors: String,
    status: u8,
}

impl Folder {
    /// Captures of two clusters, a dump, and a file that is none of these.
    fn new(name: &str) -> Folder {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fleet").join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("clusters")).unwrap();
        let folder = Folder(folder);
        let mut clb = cluster().clb;
        load_balancer(&mut clb, "lb-00000020")["Tags"][0]["TagValue"] = json!("cls-9p4w1z8d");
        folder.write("clusters/a.json", &capture(CLUSTER, &cluster().live, &clb).to_string());
        let (live, clb_of_second) = second_cluster();
        folder.write("clusters/b.json", &capture(OTHER, &live, &clb_of_second).to_string());
        folder.write("clusters/c.json", &list(&cluster().live).to_string());
        folder.write("clusters/d.json", "{\"formatVersion\": \"1.0\", \"cluster\": {\"objects\": [{\"kind\"");
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Runs `fleet` on the clusters; words with a `.` are files of the folder.
    fn fleet(&self, words: &str) -> Outcome {
        let path = |word: &str| match word.contains('.') {
            true => self.path(word).display().to_string(),
            false => word.to_string(),
        };
        let clusters = self.path("clusters").display().to_string();
        let words = words.split_whitespace().map(path);
        let words = ["clbplan".to_string(), "fleet".to_string(), clusters].into_iter().chain(words).map(OsString::from);
        let cli = parse(words).unwrap_or_else(|error| panic!("{error}"));
        let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
        let (stdin, terminal) = (&mut std::io::empty(), Terminal::default());
        let mut streams = Streams { stdin, stdout: &mut stdout, stderr: &mut stderr, terminal };
        let status = run(&cli, &mut streams, &|file| load(file)).code();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Outcome { out: text(stdout), errors: text(stderr), status }
    }
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The lines of a kind and of a file.
fn of<'l>(lines: &'l [Value], kind: &str, file: &str) -> Vec<&'l Value> {
    let is_of = |line: &&Value| line["kind"] == kind && line["file"].as_str().is_some_and(|path| path.ends_with(file));
    lines.iter().filter(is_of).collect()
}

#[test]
fn every_service_has_a_line_and_its_cluster_the_last_one() {
    let folder = Folder::new("lines");
    let Outcome { out, errors, status } = folder.fleet("");
    let lines = lines(&out);
    let kinds: Vec<&Value> = lines.iter().map(|line| &line["kind"]).collect();
    assert_eq!((kinds.last(), kinds.len()), (Some(&&json!("failure")), lines.len()));
    let services = of(&lines, "service", "a.json");
    assert_eq!(of(&lines, "cluster", "a.json")[0]["services"], services.len());
    let has_load_balancer = |object: &&Value| object["spec"]["type"] == "LoadBalancer";
    assert_eq!(services.len(), cluster().live.iter().filter(has_load_balancer).count());
    let hijacked = services.iter().find(|line| line["name"] == "web" && line["namespace"] == "shop").unwrap();
    assert_eq!(
        (&hijacked["verdict"], &hijacked["vip"], &hijacked["danger"]),
        (&json!("create"), &json!("changed"), &json!("address-lost"))
    );
    assert_eq!(hijacked["clusterId"], CLUSTER);
    assert!(hijacked["codes"].as_array().unwrap().contains(&json!("load-balancer/other-cluster")), "{hijacked}");
    // A dump says nothing about the cloud: unknown, not absent.
    let of_dump = of(&lines, "cluster", "c.json");
    assert!(!of_dump[0]["notChecked"].as_array().unwrap().is_empty(), "{of_dump:?}");
    assert!(of(&lines, "orphan", "c.json").is_empty());
    assert!(of(&lines, "failure", "d.json")[0]["error"].as_str().unwrap().contains("d.json"), "{out}");
    assert_eq!(status, 1);
    assert!(errors.starts_with("1 file could not be used:\n"), "{errors}");
    assert!(errors.contains("Fleet: 3 clusters, "), "{errors}");
}

#[test]
fn the_same_lines_come_from_any_number_of_threads() {
    let folder = Folder::new("threads");
    let one = folder.fleet("--jobs 1");
    let many = folder.fleet("--jobs 5");
    assert_eq!((one.out, one.errors), (many.out, many.errors));
}

#[test]
fn an_interrupted_run_goes_on_where_it_ended() {
    let folder = Folder::new("resume");
    let whole = folder.fleet("-o whole.ndjson");
    assert!(whole.out.contains("Fleet: 3 clusters") && whole.status == 1, "{}", whole.errors);
    let text = folder.read("whole.ndjson");
    let first_cluster = text.find("\"kind\":\"cluster\"").unwrap();
    // In the middle of a line of the second cluster.
    for cut in [0, 10, first_cluster + 1500, text.len()] {
        folder.write("cut.ndjson", text.get(..cut).unwrap());
        let resumed = folder.fleet("-o cut.ndjson --resume");
        assert_eq!((&resumed.out, resumed.status), (&whole.out, 1), "{}", resumed.errors);
        assert_eq!(folder.read("cut.ndjson"), text);
    }
    let missing = folder.fleet("-o new.ndjson --resume");
    assert_eq!(missing.out, whole.out);
}

#[test]
fn a_run_does_not_go_on_with_something_else() {
    let folder = Folder::new("other");
    folder.fleet("-o lines.ndjson");
    folder.write("clusters/a.json", &list(&cluster().live).to_string());
    let changed = folder.fleet("-o lines.ndjson --resume");
    assert_eq!(changed.status, 3);
    assert!(changed.errors.contains("a.json` has changed since the interrupted run"), "{}", changed.errors);
    folder.write("notes.txt", "not a line\n");
    let no_line = folder.fleet("-o notes.txt --resume");
    assert_eq!(no_line.status, 3);
    let errors = &no_line.errors;
    assert!(errors.contains("line 1 of `") && errors.contains("was not written by `clbplan fleet`"), "{errors}");
    assert_eq!(folder.read("notes.txt"), "not a line\n");
    fs::remove_file(folder.path("clusters/b.json")).unwrap();
    let gone = folder.fleet("-o lines.ndjson --resume");
    assert_eq!(gone.status, 3);
}

#[test]
fn flags_that_do_not_fit_are_refused() {
    for line in ["clbplan fleet", "clbplan fleet a.json --resume", "clbplan fleet a.json --jobs 0"] {
        assert!(parse(line.split(' ').map(OsString::from)).is_err(), "{line}");
    }
}

#[test]
fn the_summary_is_in_chinese_as_well() {
    let folder = Folder::new("chinese");
    let Outcome { errors, .. } = folder.fleet("--lang zh-CN");
    assert!(errors.starts_with("1 个文件无法使用：\n"), "{errors}");
    assert!(errors.contains("多集群汇总：3 个集群、"), "{errors}");
}
