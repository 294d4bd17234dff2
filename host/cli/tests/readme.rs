//! Both READMEs show the real output of their command, run with the module of this checkout, and list every output format.
//! The README of the command line lists every key of `--set`.
//!
//! `UPDATE=1 cargo xtask hosts rust` writes the output into them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use clbplan_cli::all_output_formats::FORMATS;
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The command, with the folder in the variable `E`.
const COMMAND: &str = "cargo xtask run -- ";
const FOLDER: &str = "\nE=";
const OUTPUT: &str = "```text\n";

#[test]
fn the_readme_shows_the_real_output() {
    check("README.md");
}

#[test]
fn the_chinese_readme_shows_the_real_output() {
    check("README.zh-CN.md");
}

#[test]
fn both_readmes_list_every_format() {
    let formats: Vec<(&str, bool, bool)> =
        FORMATS.iter().map(|format| (format.name, format.plan.is_some(), format.report.is_some())).collect();
    for name in ["README.md", "README.zh-CN.md"] {
        let readme = fs::read_to_string(root().join(name)).expect("the README can be read");
        assert_eq!(rows(&readme), formats, "{name}");
    }
}

#[test]
fn the_readme_lists_every_key_of_the_context() {
    let readme = fs::read_to_string(root().join("host/cli/README.md")).expect("the README can be read");
    let table = readme.lines().skip_while(|line| !line.starts_with("### Facts about the cluster"));
    let rows = table.filter(|line| line.starts_with("| `")).filter_map(|line| line.split(" | ").next());
    let mut listed: Vec<String> = rows
        .take_while(|keys| !keys.contains("--output"))
        .flat_map(|keys| keys.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>())
        .collect();
    listed.sort();
    let schema = fs::read_to_string(root().join("pkg/schemas/context.json")).expect("the schema can be read");
    let schema: Value = serde_json::from_str(&schema).expect("the schema is JSON");
    let names = |object: &Value| object.as_object().expect("an object").keys().cloned().collect::<Vec<_>>();
    let quotas = names(&schema["$defs"]["Quotas"]["properties"]).into_iter().map(|name| format!("quotas.{name}"));
    let mut keys: Vec<String> = names(&schema["properties"]).into_iter().filter(|name| name != "quotas").collect();
    keys.extend(quotas);
    keys.sort();
    assert_eq!(listed, keys);
}

/// The rows of the table of formats: the name, and whether `plan` and `validate` have it.
fn rows(readme: &str) -> Vec<(&str, bool, bool)> {
    let table = readme.lines().skip_while(|line| !line.starts_with("| `-o` | `plan` | `validate` |")).skip(2);
    table
        .take_while(|line| line.starts_with('|'))
        .map(|line| {
            let mut cells = line.split('|').skip(1).map(str::trim);
            let mut next = || cells.next().expect("a row has four cells");
            (next().trim_matches('`'), next() == "✓", next() == "✓")
        })
        .collect()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("host/cli is two folders down")
}

/// Compares the first block of text with the output of the first command, or replaces it.
fn check(name: &str) {
    let path = root().join(name);
    let readme = fs::read_to_string(&path).expect("the README can be read");
    let folder = line_after(&readme, FOLDER);
    let command = line_after(&readme, COMMAND).replace("$E", folder);
    let answer = Command::new(env!("CARGO_BIN_EXE_clbplan"))
        .current_dir(root())
        .args(command.split_whitespace())
        .output()
        .expect("the program runs");
    let output = String::from_utf8(answer.stdout).expect("the output is UTF-8");
    let errors = String::from_utf8_lossy(&answer.stderr);
    assert_eq!(answer.status.code(), Some(1), "a blocked plan exits with 1; the errors were: {errors}");
    let (before, rest) = readme.split_once(OUTPUT).expect("the README shows output");
    let (shown, after) = rest.split_once("```").expect("the block of output ends");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, format!("{before}{OUTPUT}{output}```{after}")).expect("the README can be written");
        return;
    }
    assert!(shown == output, "{name} shows different output; `UPDATE=1 cargo xtask hosts rust` writes this:\n{output}");
}

fn line_after<'a>(text: &'a str, marker: &str) -> &'a str {
    let (_, rest) = text.split_once(marker).expect("the README has the command");
    rest.lines().next().unwrap_or_default()
}
