//! `cargo xtask fuzz`: the targets of `tests/fuzz`, run by libFuzzer.
//!
//! Built by the Rust that is there: counters in the code of the core and its parsers, and AddressSanitizer around all of it
//! where the toolchain brings its runtime. Both are flags that stable Rust takes when asked by `RUSTC_BOOTSTRAP`, so no
//! nightly is needed; cargo-fuzz sets the same ones and asks for a nightly.

use crate::shell::{answer, cargo, command, root, run, target_dir};
use crate::{apt, hosts};
use anyhow::{Context, bail, ensure};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A target, and how often it runs in `cargo xtask test`: some seconds' worth each, after its seeds.
const TARGETS: [(&str, u32); 8] = [
    ("text", 200),
    ("request", 500),
    ("annotation", 400),
    ("splice", 100),
    ("world", 100),
    ("editor", 200),
    ("files", 300),
    ("abi", 1000),
];

/// Crates whose code is counted: what reads what others wrote. The judges are not, they are not what is looked for.
const COUNTED: [&str; 4] = ["clbplan", "clbplan-cli-readers", "granit-parser", "jsonc-parser"];

/// What cargo-fuzz passes for libFuzzer.
const COUNTERS: [&str; 5] = [
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
];

/// Longer inputs find little that shorter ones do not, and take their time.
const MAX_LENGTH: &str = "-max_len=8192";

/// `cargo xtask fuzz [TARGET …] [SECONDS]`: those named or all of them, each that long; without a time, as in
/// `cargo xtask test`.
pub fn fuzz(words: &[String]) -> anyhow::Result<()> {
    let mut names: Vec<&str> = words.iter().map(String::as_str).collect();
    let seconds = names.last().and_then(|word| word.parse::<u32>().ok());
    names.truncate(names.len() - usize::from(seconds.is_some()));
    let known = TARGETS.map(|(name, _)| name);
    if let Some(unknown) = names.iter().find(|name| !known.contains(name)) {
        bail!("`{unknown}` is none of the targets: {}", known.join(", "));
    }
    let program = Program::build()?;
    for (name, runs) in TARGETS.iter().filter(|(name, _)| names.is_empty() || names.contains(name)) {
        match seconds {
            Some(seconds) => program.long(name, seconds)?,
            None => program.short(name, *runs)?,
        }
    }
    Ok(())
}

/// A part of `cargo xtask test`.
pub fn check() -> anyhow::Result<()> {
    run(cargo().args(["fmt", "--manifest-path", "tests/fuzz/Cargo.toml", "--check"]))?;
    fuzz(&[])
}

/// The fuzzer, built.
struct Program {
    file: PathBuf,
    folder: PathBuf,
    requests: PathBuf,
}

impl Program {
    fn build() -> anyhow::Result<Program> {
        let compiler = || answer(command("c++").arg("--version")).is_some();
        apt::need("A C++ compiler, for libFuzzer", compiler, &["g++"])?;
        let requests = hosts::corpus()?;
        let folder = target_dir().join("fuzz");
        let host = host_triple()?;
        let mut cargo = bootstrapped(&folder);
        cargo.args(["build", "--release", "--locked", "--manifest-path", "tests/fuzz/Cargo.toml", "--target", &host]);
        cargo.args(["-Z", "profile-rustflags"]);
        for package in COUNTED {
            cargo.args(["--config", &format!("profile.release.package.{package}.rustflags={COUNTERS:?}")]);
        }
        run(&mut cargo)?;
        let file = folder.join(host).join("release").join(format!("fuzz{}", std::env::consts::EXE_SUFFIX));
        Ok(Program { file, folder, requests })
    }

    /// The same inputs every time: the seeds, and what a fixed number of runs makes of them.
    fn short(&self, target: &str, runs: u32) -> anyhow::Result<()> {
        let seeds = self.seeds(target)?;
        let count = fs::read_dir(&seeds)?.count();
        let found = fresh(&self.folder.join("short").join(target))?;
        let mut fuzz = self.fuzz(target)?;
        fuzz.arg("-seed=1").arg(format!("-runs={}", count as u64 + u64::from(runs))).arg("-timeout=60");
        run(fuzz.arg(found).arg(seeds))
    }

    /// Goes on where the last long run stopped.
    fn long(&self, target: &str, seconds: u32) -> anyhow::Result<()> {
        let seeds = self.seeds(target)?;
        let corpus = self.folder.join("corpus").join(target);
        fs::create_dir_all(&corpus)?;
        let mut fuzz = self.fuzz(target)?;
        fuzz.arg(format!("-max_total_time={seconds}")).args(["-timeout=20", "-print_final_stats=1"]);
        run(fuzz.arg(corpus).arg(seeds))
    }

    /// Writes a target's seeds.
    fn seeds(&self, target: &str) -> anyhow::Result<PathBuf> {
        let folder = fresh(&self.folder.join("seeds").join(target))?;
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

/// A folder with nothing in it.
fn fresh(folder: &Path) -> anyhow::Result<PathBuf> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    Ok(folder.to_owned())
}

/// Cargo with the sanitizer's flags, where there is one, and outputs of its own.
pub fn bootstrapped(folder: &Path) -> Command {
    let mut cargo = cargo();
    cargo.env("CARGO_TARGET_DIR", folder).env("RUSTC_BOOTSTRAP", "1");
    match has_address_sanitizer() {
        true => cargo.env("RUSTFLAGS", "-Zsanitizer=address"),
        false => {
            eprintln!("this Rust comes without AddressSanitizer: going on without it");
            cargo.env_remove("RUSTFLAGS")
        }
    };
    cargo.env_remove("CARGO_ENCODED_RUSTFLAGS");
    cargo
}

/// Whether the installed Rust brings the runtime.
pub fn has_address_sanitizer() -> bool {
    let libraries = answer(command(rustc()).args(["--print", "target-libdir"]));
    let files = libraries.and_then(|folder| fs::read_dir(folder).ok()).into_iter().flatten().flatten();
    files.map(|file| file.file_name()).any(|name| name.to_string_lossy().contains("_rt.asan"))
}

/// What this machine is called; named to cargo, so that build scripts and macros are built without these flags.
pub fn host_triple() -> anyhow::Result<String> {
    let text = answer(command(rustc()).arg("-vV")).context("rustc does not answer")?;
    let line = text.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(line.context("rustc does not say its host")?.to_owned())
}

fn rustc() -> std::ffi::OsString {
    std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into())
}
