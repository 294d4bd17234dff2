//! `cargo xtask sanitize`: the tests of the module's boundary, `src/ffi`, under what sees wrong uses of memory.
//!
//! The crate has no `unsafe` but in those tests, where they play the host, and in the attributes that name exports. Which
//! tools are there differs: each that is runs, and each that is not is named.

use crate::fuzz::{bootstrapped, has_address_sanitizer, host_triple};
use crate::shell::{answer, command, root, run, target_dir};
use anyhow::{Context, ensure};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The boundary's tests.
const TESTS: [&str; 7] = ["test", "--package", "clbplan", "--locked", "--features", "module", "--lib"];

/// All tools that are there.
pub fn sanitize() -> anyhow::Result<()> {
    let ran = [address_sanitizer()?, valgrind()?, miri()?];
    ensure!(ran.contains(&true), "neither AddressSanitizer, nor valgrind, nor Miri is here");
    Ok(())
}

fn address_sanitizer() -> anyhow::Result<bool> {
    if !has_address_sanitizer() {
        return missing("AddressSanitizer", "a Rust of rustup's brings it");
    }
    let mut cargo = bootstrapped(&target_dir().join("sanitized"));
    run(cargo.args(TESTS).args(["--target", &host_triple()?, "--", "ffi::"]))?;
    Ok(true)
}

/// On the tests as they are built without anything.
fn valgrind() -> anyhow::Result<bool> {
    if answer(command("valgrind").arg("--version")).is_none() {
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
    // What takes 64 MiB natively takes minutes there, and reads memory no other way.
    run(valgrind.arg(tests).args(["--test-threads=1", "ffi::module"]))?;
    Ok(true)
}

fn miri() -> anyhow::Result<bool> {
    let nightly = |arguments: &[&str]| {
        let mut cargo = command("cargo");
        // Not the compiler that runs this tool.
        for variable in ["CARGO", "RUSTC", "RUSTUP_TOOLCHAIN", "RUSTDOC", "LD_LIBRARY_PATH"] {
            cargo.env_remove(variable);
        }
        cargo.arg("+nightly").arg("miri").args(arguments).env("CARGO_TARGET_DIR", target_dir().join("miri"));
        cargo
    };
    if answer(&mut nightly(&["--version"])).is_none() {
        return missing("Miri", "`rustup +nightly component add miri rust-src` brings it");
    }
    // `call` takes pointers as numbers from the host, as it must: their provenance is exposed.
    run(nightly(&TESTS).args(["--", "ffi::module"]).env("MIRIFLAGS", "-Zmiri-permissive-provenance"))?;
    Ok(true)
}

fn missing(what: &str, how: &str) -> anyhow::Result<bool> {
    eprintln!("{what} is not here ({how})");
    Ok(false)
}

/// The program that holds the tests of the library.
fn tests_program() -> anyhow::Result<PathBuf> {
    let mut cargo: Command = crate::shell::cargo();
    let built = answer(cargo.args(TESTS).args(["--no-run", "--message-format", "json"]));
    let text = built.context("the tests do not build")?;
    let programs = text.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let tests = programs.filter(|message| message["target"]["name"] == "clbplan" && message["profile"]["test"] == true);
    let file = tests.filter_map(|message| message["executable"].as_str().map(str::to_owned)).next_back();
    Ok(root().join(Path::new(&file.context("cargo names no program of tests")?)))
}
