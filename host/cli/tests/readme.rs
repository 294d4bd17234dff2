//! The README shows the real output of its command, and lists every output format.
//!
//! `UPDATE=1 cargo xtask test` writes the output into the README.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use clbplan_cli::formats::FORMATS;
use std::path::Path;
use std::process::Command;

const FOLDER: &str = "tests/scenarios/lifecycle/09-public-to-internal-blocked";
const OPEN: &str = "```text\n";

#[test]
fn the_readme_shows_the_real_output() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("host/cli is two folders down");
    let path = root.join("README.md");
    let readme = std::fs::read_to_string(&path).expect("there is a README");
    assert!(readme.contains(&format!("E={FOLDER}\n")), "the README asks about {FOLDER}");
    let file = |name: &str| format!("{FOLDER}/{name}");
    let answer = Command::new(env!("CARGO_BIN_EXE_clbplan"))
        .current_dir(root)
        .args(["plan", "-f", &file("service.yaml"), "--live", &file("live.yaml"), "--clb", &file("clb.json")])
        .args(["--context", &file("context.json")])
        .output()
        .expect("the program runs");
    let output = String::from_utf8(answer.stdout).expect("it writes UTF-8");
    let errors = String::from_utf8_lossy(&answer.stderr);
    assert_eq!(
        answer.status.code(),
        Some(1),
        "a blocked plan ends with 1; `cargo xtask test` embeds the module: {errors}"
    );
    let (before, rest) = readme.split_once(OPEN).expect("the README shows an answer");
    let (shown, after) = rest.split_once("```").expect("the answer ends");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, format!("{before}{OPEN}{output}```{after}")).expect("the README can be written");
        return;
    }
    assert!(shown == output, "the README shows another output; UPDATE=1 cargo xtask test writes this one:\n{output}");
}

/// The rows of the table are those of [`FORMATS`], with a mark for each command that has the format.
#[test]
fn the_readme_lists_every_format() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("host/cli is two folders down");
    let readme = std::fs::read_to_string(root.join("README.md")).expect("there is a README");
    let mut lines = readme.lines().skip_while(|line| !line.starts_with("| `-o` | `plan` | `validate` |"));
    assert!(lines.next().is_some(), "the README has a table of formats");
    let rows: Vec<(String, bool, bool)> = lines
        .skip(1)
        .take_while(|line| line.starts_with('|'))
        .map(|line| {
            let mut cells = line.split('|').skip(1).map(str::trim);
            let mut next = || cells.next().expect("a row has four cells");
            (next().trim_matches('`').to_string(), next() == "✓", next() == "✓")
        })
        .collect();
    let formats =
        FORMATS.iter().map(|format| (format.name.to_string(), format.plan.is_some(), format.report.is_some()));
    assert_eq!(rows, formats.collect::<Vec<_>>());
}
