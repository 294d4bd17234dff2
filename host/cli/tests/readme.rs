//! The README shows what the program answers: its command is run with the module of this checkout, and its page compared.
//!
//! `UPDATE=1 cargo xtask test` writes the page into the README.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::Path;
use std::process::Command;

const FOLDER: &str = "host/examples/public-to-internal";
const OPEN: &str = "```text\n";

#[test]
fn the_readme_shows_the_real_answer() {
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
    let said = String::from_utf8(answer.stdout).expect("it writes UTF-8");
    let trouble = String::from_utf8_lossy(&answer.stderr);
    assert_eq!(
        answer.status.code(),
        Some(1),
        "a blocked plan ends with 1; `cargo xtask test` embeds the module: {trouble}"
    );
    let (before, rest) = readme.split_once(OPEN).expect("the README shows an answer");
    let (shown, after) = rest.split_once("```").expect("the answer ends");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, format!("{before}{OPEN}{said}```{after}")).expect("the README can be written");
        return;
    }
    assert!(shown == said, "the README shows another answer; UPDATE=1 cargo xtask test writes this one:\n{said}");
}
