//! The example, which is the same program in every language: its output is the same, too.

#![cfg(feature = "bundled")]

use std::path::Path;
use std::process::Command;

#[test]
fn the_output_is_that_of_all_languages() {
    let tests = std::env::current_exe().expect("this test is a file");
    let example = tests.ancestors().nth(2).expect("it is in a folder").join("examples/preview");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples");
    let output = Command::new(example)
        .arg(folder.join("public-to-internal"))
        .output()
        .expect("`cargo test` builds examples, unless it is told which tests to build");
    let expected = std::fs::read_to_string(folder.join("preview/output.txt")).expect("a file of the checkout");
    assert_eq!(String::from_utf8_lossy(&output.stdout), expected, "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success());
}
