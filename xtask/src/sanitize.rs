//! `cargo xtask sanitize`: runs the tests of the module's boundary, `src/ffi`, under tools that detect memory errors.
//!
//! The crate uses `unsafe` only in those tests, where they act as the host, and in the attributes that name exports. Every
//! installed tool runs; the others are listed.

use crate::fuzz::{bootstrapped, has_address_sanitizer, host_triple};
use crate::run_command::{command, root, run, stdout_of, target_dir};
use anyhow::{Context, ensure};
use std::path::{Path, PathBuf};
use std::process::Command;

const TESTS: [&str; 7] = ["test", "--package", "clbplan", "--locked", "--features", "module", "--lib"];

/// Runs every installed tool.
pub fn sanitize() -> anyhow::Result<()> {
    let ran = [address_sanitizer()?, valgrind()?, miri()?];
    ensure!(ran.contains(&true), "neither AddressSanitizer nor valgrind nor Miri is installed");
    Ok(())
}

fn address_sanitizer() -> anyhow::Result<bool> {
    if !has_address_sanitizer() {
        return missing("AddressSanitizer", "rustup's Rust includes it");
    }
    let mut cargo = bootstrapped(&target_dir().join("sanitized"));
    run(cargo.args(TESTS).args(["--target", &host_triple()?, "--", "ffi::"]))?;
    Ok(true)
}

/// Runs the tests' ordinary build.
fn valgrind() -> anyhow::Result<bool> {
    if stdout_of(command("valgrind").arg("--version")).is_none() {
        return missing("valgrind", "it is a package of most distributions");
    }
    let tests = tests_program()?;
    let mut valgrind = command("valgrind");
    valgrind.args([
        "--quiet",
        "--error-exitcode=1",
        "--leak-check=full",
        "--show-leak-kinds=definite",
        "--errors-for-leak-kinds=definite",
    ]);
    // Not the tests with requests of 64 MiB: they take minutes under valgrind and access memory in the same way.
    run(valgrind.arg(tests).args(["--test-threads=1", "ffi::module"]))?;
    Ok(true)
}

fn miri() -> anyhow::Result<bool> {
    let nightly = |arguments: &[&str]| {
        let mut cargo = command("cargo");
        // So that rustup selects the nightly compiler, not the one that runs this tool.
        for variable in ["CARGO", "RUSTC", "RUSTUP_TOOLCHAIN", "RUSTDOC", "LD_LIBRARY_PATH"] {
            cargo.env_remove(variable);
        }
        cargo.arg("+nightly").arg("miri").args(arguments).env("CARGO_TARGET_DIR", target_dir().join("miri"));
        cargo
    };
    if stdout_of(&mut nightly(&["--version"])).is_none() {
        return missing("Miri", "`rustup +nightly component add miri rust-src` installs it");
    }
    // `call` gets pointers from the host as numbers, so their provenance is exposed.
    run(nightly(&TESTS).args(["--", "ffi::module"]).env("MIRIFLAGS", "-Zmiri-permissive-provenance"))?;
    Ok(true)
}

fn missing(tool: &str, how: &str) -> anyhow::Result<bool> {
    eprintln!("{tool} is not installed ({how})");
    Ok(false)
}

/// The program with the library's tests.
fn tests_program() -> anyhow::Result<PathBuf> {
    let mut cargo: Command = crate::run_command::cargo();
    let built = stdout_of(cargo.args(TESTS).args(["--no-run", "--message-format", "json"]));
    let text = built.context("the tests do not build")?;
    let programs = text.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let tests = programs.filter(|message| message["target"]["name"] == "clbplan" && message["profile"]["test"] == true);
    let file = tests.filter_map(|message| message["executable"].as_str().map(str::to_owned)).next_back();
    Ok(root().join(Path::new(&file.context("cargo printed no test program")?)))
}
