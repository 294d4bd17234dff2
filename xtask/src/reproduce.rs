//! `cargo xtask reproduce`: builds the commit that is checked out in two clean clones and compares the bytes.
//!
//! The clones' paths have different lengths, and each has its own target directory. The toolchain is the same.

use crate::run_command::{CHECKOUT, command, root, run, stdout_of, target_dir};
use anyhow::{Context, ensure};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::Path;

/// What is distributed.
const FILES: [&str; 5] = [
    "pkg/clbplan.wasm",
    "pkg/clbplan-fast.wasm",
    "pkg/clbplan.component.wasm",
    "pkg/web/clbplan_bg.wasm",
    "pkg/web/clbplan.js",
];

/// Builds and compares.
pub fn reproduce() -> anyhow::Result<()> {
    let folder = target_dir().join("reproduce");
    let clones = ["one", "another-checkout"].map(|name| folder.join(name));
    // Both clones use this commit, even if another one is made meanwhile.
    let commit = stdout_of(command("git").args(["rev-parse", "HEAD"])).context("git cannot determine the commit")?;
    for clone in &clones {
        if clone.exists() {
            fs::remove_dir_all(clone)?;
        }
        run(command("git").args(["clone", "--quiet", "--no-local"]).arg(root()).arg(clone))?;
        run(command("git").args(["checkout", "--quiet", "--detach", &commit]).current_dir(clone))?;
        // This program with another checkout: its own source does not affect what it builds.
        let mut build = command(std::env::current_exe()?);
        build.arg("build").env(CHECKOUT, clone).env("CARGO_TARGET_DIR", clone.join("target"));
        run(&mut build)?;
    }
    eprintln!("commit {commit}:");
    for file in FILES {
        let sums = [hash(&clones[0].join(file))?, hash(&clones[1].join(file))?];
        eprintln!("{}  {file}", sums[0]);
        ensure!(sums[0] == sums[1], "{file}: the second build has {}", sums[1]);
    }
    eprintln!("both builds gave the same bytes");
    Ok(())
}

fn hash(file: &Path) -> anyhow::Result<String> {
    let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    Ok(Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect())
}
