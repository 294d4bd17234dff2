//! `cargo xtask fuzz`: runs the targets of `tests/fuzz` with libFuzzer.
//!
//! The core and its parsers are compiled with coverage counters, everything with AddressSanitizer where the toolchain includes
//! its runtime. Stable Rust accepts both flags with `RUSTC_BOOTSTRAP`, so no nightly is needed. cargo-fuzz, which sets the
//! same flags, requires one.

use crate::run_command::{cargo, command, root, run, stdout_of, target_dir};
use crate::{install_with_apt, write_host_test_inputs};
use anyhow::{Context, bail, ensure};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The targets, and how many runs each gets in `cargo xtask test` after its seeds: a few seconds' worth.
const TARGETS: [(&str, u32); 8] = [
    ("manifest", 200),
    ("request", 500),
    ("annotation", 400),
    ("splice", 100),
    ("cluster", 100),
    ("editor", 200),
    ("files", 300),
    ("abi", 1000),
];

/// Crates with coverage counters: those that read untrusted input. The code that checks the answers has none, because new
/// paths in it are of no interest.
const COVERED: [&str; 4] = ["clbplan", "clbplan-cli-input", "granit-parser", "jsonc-parser"];

/// The flags that cargo-fuzz passes for libFuzzer.
const COUNTERS: [&str; 5] = [
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
];

/// Longer inputs take longer and find little more.
const MAX_LENGTH: &str = "-max_len=8192";

/// `cargo xtask fuzz [TARGET …] [SECONDS]`: the targets named, or all, each for that time; without a time, as in `cargo xtask
/// test`.
pub fn fuzz(arguments: &[String]) -> anyhow::Result<()> {
    let mut names: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let seconds = names.last().and_then(|argument| argument.parse::<u32>().ok());
    names.truncate(names.len() - usize::from(seconds.is_some()));
    let known = TARGETS.map(|(name, _)| name);
    if let Some(unknown) = names.iter().find(|name| !known.contains(name)) {
        bail!("unknown target `{unknown}`; the targets are {}", known.join(", "));
    }
    let program = Program::build()?;
    for (name, runs) in TARGETS.iter().filter(|(name, _)| names.is_empty() || names.contains(name)) {
        match seconds {
            Some(seconds) => program.run_for(name, seconds)?,
            None => program.run_times(name, *runs)?,
        }
    }
    Ok(())
}

/// The step of `cargo xtask test`.
pub fn check() -> anyhow::Result<()> {
    run(cargo().args(["fmt", "--manifest-path", "tests/fuzz/Cargo.toml", "--check"]))?;
    fuzz(&[])
}

/// The compiled fuzzer.
struct Program {
    file: PathBuf,
    folder: PathBuf,
    requests: PathBuf,
}

impl Program {
    fn build() -> anyhow::Result<Program> {
        let compiler = || stdout_of(command("c++").arg("--version")).is_some();
        install_with_apt::require("A C++ compiler, for libFuzzer,", compiler, &["g++"])?;
        let requests = write_host_test_inputs::write_corpus()?;
        let folder = target_dir().join("fuzz");
        let host = host_triple()?;
        let mut cargo = bootstrapped(&folder);
        cargo.args(["build", "--release", "--locked", "--manifest-path", "tests/fuzz/Cargo.toml", "--target", &host]);
        cargo.args(["-Z", "profile-rustflags"]);
        for package in COVERED {
            cargo.args(["--config", &format!("profile.release.package.{package}.rustflags={COUNTERS:?}")]);
        }
        run(&mut cargo)?;
        let file = folder.join(host).join("release").join(format!("fuzz{}", std::env::consts::EXE_SUFFIX));
        Ok(Program { file, folder, requests })
    }

    /// Deterministic: the seeds, then a fixed number of runs from a fixed random seed.
    fn run_times(&self, target: &str, runs: u32) -> anyhow::Result<()> {
        let seeds = self.seeds(target)?;
        let count = fs::read_dir(&seeds)?.count();
        let found = empty_folder(&self.folder.join("short").join(target))?;
        let mut fuzz = self.fuzz(target)?;
        fuzz.arg("-seed=1").arg(format!("-runs={}", count as u64 + u64::from(runs))).arg("-timeout=60");
        run(fuzz.arg(found).arg(seeds))
    }

    /// Continues with the corpus of earlier runs.
    fn run_for(&self, target: &str, seconds: u32) -> anyhow::Result<()> {
        let seeds = self.seeds(target)?;
        let corpus = self.folder.join("corpus").join(target);
        fs::create_dir_all(&corpus)?;
        let mut fuzz = self.fuzz(target)?;
        fuzz.arg(format!("-max_total_time={seconds}")).args(["-timeout=20", "-print_final_stats=1"]);
        run(fuzz.arg(corpus).arg(seeds))
    }

    /// Writes a target's seeds.
    fn seeds(&self, target: &str) -> anyhow::Result<PathBuf> {
        let folder = empty_folder(&self.folder.join("seeds").join(target))?;
        run(self.command(target).env("CLBPLAN_FUZZ_SEEDS", &folder))?;
        let count = fs::read_dir(&folder)?.count();
        ensure!(count > 0, "{target} has no seeds");
        Ok(folder)
    }

    fn fuzz(&self, target: &str) -> anyhow::Result<Command> {
        let artifacts = self.folder.join("artifacts").join(target);
        fs::create_dir_all(&artifacts)?;
        let mut command = self.command(target);
        command.arg(format!("-artifact_prefix={}/", artifacts.display()));
        command.arg(format!("-dict={}", root().join("tests/fuzz/words.dict").display()));
        command.args([MAX_LENGTH, "-rss_limit_mb=4096", "-print_pcs=0"]);
        Ok(command)
    }

    fn command(&self, target: &str) -> Command {
        let mut command = command(&self.file);
        command.env("CLBPLAN_FUZZ_TARGET", target).env("CLBPLAN_FUZZ_REQUESTS", &self.requests);
        command
    }
}

fn empty_folder(folder: &Path) -> anyhow::Result<PathBuf> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    Ok(folder.to_owned())
}

/// Cargo with AddressSanitizer, if the toolchain has it, and a target directory of its own.
pub fn bootstrapped(folder: &Path) -> Command {
    let mut cargo = cargo();
    cargo.env("CARGO_TARGET_DIR", folder).env("RUSTC_BOOTSTRAP", "1");
    match has_address_sanitizer() {
        true => cargo.env("RUSTFLAGS", "-Zsanitizer=address"),
        false => {
            eprintln!("this Rust has no AddressSanitizer: continuing without it");
            cargo.env_remove("RUSTFLAGS")
        }
    };
    cargo.env_remove("CARGO_ENCODED_RUSTFLAGS");
    cargo
}

/// Whether the installed Rust includes AddressSanitizer's runtime.
pub fn has_address_sanitizer() -> bool {
    let libraries = stdout_of(command(rustc()).args(["--print", "target-libdir"]));
    let files = libraries.and_then(|folder| fs::read_dir(folder).ok()).into_iter().flatten().flatten();
    files.map(|file| file.file_name()).any(|name| name.to_string_lossy().contains("_rt.asan"))
}

/// This machine's target triple. Passing it to cargo keeps these flags away from build scripts and macros.
pub fn host_triple() -> anyhow::Result<String> {
    let text = stdout_of(command(rustc()).arg("-vV")).context("rustc failed")?;
    let line = text.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(line.context("rustc did not print its host")?.to_owned())
}

fn rustc() -> std::ffi::OsString {
    std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into())
}
