//! The program itself, run as a user runs it: arguments and files that keep it from running.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

fn clbplan(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_clbplan")).args(arguments).stdin(Stdio::null()).output().unwrap()
}

fn scratch(name: &str) -> PathBuf {
    let directory = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&directory);
    fs::create_dir_all(&directory).unwrap();
    directory
}

#[track_caller]
fn refused(arguments: &[&str], expected: &[&str]) {
    let output = clbplan(arguments);
    let message = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(3), "{message}");
    assert!(output.stdout.is_empty());
    for part in expected {
        assert!(message.contains(part), "`{part}` is not in:\n{message}");
    }
}

#[test]
fn help_and_version_are_fine() {
    for arguments in [&["--help"][..], &["plan", "--help"], &["validate", "--help"], &["--version"]] {
        let output = clbplan(arguments);
        assert_eq!(output.status.code(), Some(0));
        assert!(String::from_utf8(output.stdout).unwrap().contains("clbplan"));
        assert!(output.stderr.is_empty());
    }
}

#[test]
fn wrong_usage_is_status_3() {
    refused(&[], &["Usage: clbplan"]);
    refused(&["plan", "-f", "x", "--colour"], &["--color"]);
    refused(&["plan", "-f", "x", "-o", "junit"], &["possible values: text, json, yaml, markdown, sarif, github, html"]);
    refused(&["plna"], &["plan"]);
}

#[test]
fn every_problem_is_told_at_once() {
    let directory = scratch("errors");
    fs::write(directory.join("empty.yaml"), "").unwrap();
    fs::write(directory.join("policy.yaml"), "- a list\n").unwrap();
    let empty = directory.join("empty.yaml").display().to_string();
    let policy = directory.join("policy.yaml").display().to_string();
    refused(
        &["plan", "-f", "missing.yaml", "-f", &empty, "--set", "regoin=x", "--clb", "nowhere", "--policy", &policy],
        &[
            "error: there is no file or directory `missing.yaml`",
            "empty.yaml` is empty",
            "did you mean `region`?",
            "`nowhere`",
            "policy.yaml` should hold an object",
            "nothing was checked: 5 errors",
        ],
    );
}

#[test]
fn completion_is_a_script() {
    let output = clbplan(&["completion", "bash"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(String::from_utf8(output.stdout).unwrap().contains("complete -F _clbplan"));
}

#[test]
fn problems_are_told_in_chinese() {
    refused(&["validate", "-f", "missing.yaml", "--lang", "zh-CN"], &["找不到文件或目录 `missing.yaml`"]);
}

#[test]
fn standard_input_is_read_once() {
    refused(&["plan", "-f", "-", "--live", "-"], &["more than once", "`<stdin>` is empty"]);
}

#[test]
fn a_file_that_is_no_module_is_said() {
    let directory = scratch("module");
    let service = directory.join("service.yaml");
    fs::write(&service, "kind: Service\n").unwrap();
    fs::write(directory.join("fake.wasm"), "no module").unwrap();
    let service = service.display().to_string();
    let fake = directory.join("fake.wasm").display().to_string();
    refused(&["plan", "-f", &service, "--module", &fake], &["is not a module of clbplan", "clbplan.wasm"]);
    refused(&["plan", "-f", &service, "--module", "missing.wasm"], &["there is no file or directory `missing.wasm`"]);
}

#[test]
#[cfg(unix)]
fn a_reader_that_hangs_up_is_left_in_peace() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_clbplan"))
        .arg("--help")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0));
}
