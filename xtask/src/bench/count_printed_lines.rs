//! Lines that are printed for the cluster of 41 Services in `tests/harness/cluster_of_41_services.rs`.

use super::bench_folder::folder;
use super::run_program::released;
use super::table::Table;
use anyhow::ensure;
use serde_json::{Value, json};
use std::fs;

#[allow(dead_code, clippy::expect_used)]
#[path = "../../../tests/harness/cluster_of_41_services.rs"]
mod cluster_of_41_services;

use cluster_of_41_services::{Cluster, cluster, dangerous_release, manifest_of};

/// What is asked, and the words behind `plan`; names of files are those that `write()` writes.
const ANSWERS: [(&str, &[&str]); 6] = [
    ("one changed Service, alone", &["one.json", "--live", "alone.json"]),
    ("the same Service, in the cluster", &["one.json", "--live", "live.json"]),
    ("the cluster as it is", &["-A", "--live", "live.json"]),
    ("the cluster as it is, a table", &["-A", "--live", "live.json", "-o", "table"]),
    ("a release of all Services with two deletions", &["release.json", "--delete", "shop/old", "--live", "live.json"]),
    ("the same, a table", &["release.json", "--delete", "shop/old", "--live", "live.json", "-o", "table"]),
];

/// The table of `host/bench/README.md`.
pub fn tables() -> anyhow::Result<String> {
    write()?;
    let mut table = Table::new(&["`clbplan plan`", "lines", "in Chinese"]);
    for (name, words) in ANSWERS {
        table.row(&[name.to_owned(), lines(words, "en")?.to_string(), lines(words, "zh-CN")?.to_string()]);
    }
    Ok(table.text())
}

fn lines(words: &[&str], lang: &str) -> anyhow::Result<usize> {
    let mut command = released("clbplan");
    command.current_dir(files()).arg("plan").args(words).args(["--lang", lang]);
    let output = command.args(["--clb", "clb.json", "--facts", "context.json"]).output()?;
    let has_run = output.status.code().is_some_and(|code| code < 3);
    ensure!(has_run, "{command:?} failed: {}", String::from_utf8_lossy(&output.stderr));
    Ok(String::from_utf8_lossy(&output.stdout).lines().count())
}

fn files() -> std::path::PathBuf {
    folder().join("cluster-of-41")
}

fn write() -> anyhow::Result<()> {
    let Cluster { live, clb, context } = cluster();
    let mut one = manifest_of("login");
    if let Some(port) = one.pointer_mut("/spec/ports/0/port") {
        *port = 8_443.into();
    }
    let is = |object: &Value, pointer: &str, text: &str| object.pointer(pointer).is_some_and(|value| value == text);
    let is_alone = |object: &&Value| is(object, "/kind", "Node") || is(object, "/metadata/name", "login");
    let alone: Vec<Value> = live.iter().filter(is_alone).cloned().collect();
    let list = |items: &[Value]| json!({ "apiVersion": "v1", "kind": "List", "items": items });
    fs::create_dir_all(files())?;
    for (name, value) in [
        ("one.json", one),
        ("alone.json", list(&alone)),
        ("live.json", list(&live)),
        ("release.json", list(&dangerous_release())),
        ("clb.json", clb),
        ("context.json", context),
    ] {
        fs::write(files().join(name), value.to_string())?;
    }
    Ok(())
}
