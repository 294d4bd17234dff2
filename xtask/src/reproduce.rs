//! `cargo xtask reproduce`: the commit that is checked out, built twice in two clean clones under names of different
//! lengths, each with outputs of its own. The same toolchain must give the same bytes.

use crate::shell::{CHECKOUT, answer, command, root, run, target_dir};
use anyhow::{Context, ensure};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::Path;

/// What is handed out.
const FILES: [&str; 4] =
    ["pkg/clbplan.wasm", "pkg/clbplan.component.wasm", "pkg/web/clbplan_bg.wasm", "pkg/web/clbplan.js"];

/// Builds and compares.
pub fn reproduce() -> anyhow::Result<()> {
    let folder = target_dir().join("reproduce");
    let clones = ["one", "another-checkout"].map(|name| folder.join(name));
    // Of one commit, also where somebody commits meanwhile.
    let commit = answer(command("git").args(["rev-parse", "HEAD"])).context("git does not say the commit")?;
    for clone in &clones {
        if clone.exists() {
            fs::remove_dir_all(clone)?;
        }
        run(command("git").args(["clone", "--quiet", "--no-local"]).arg(root()).arg(clone))?;
        run(command("git").args(["checkout", "--quiet", "--detach", &commit]).current_dir(clone))?;
        // This program, told where the checkout is: what it is itself built from goes into nothing that it builds.
        let mut build = command(std::env::current_exe()?);
        build.arg("build").env(CHECKOUT, clone).env("CARGO_TARGET_DIR", clone.join("target"));
        run(&mut build)?;
    }
    eprintln!("of commit {commit}:");
    for file in FILES {
        let sums = [hash(&clones[0].join(file))?, hash(&clones[1].join(file))?];
        eprintln!("{}  {file}", sums[0]);
        ensure!(sums[0] == sums[1], "{file}: the second build gave {}", sums[1]);
    }
    eprintln!("both builds gave the same bytes");
    Ok(())
}

fn hash(file: &Path) -> anyhow::Result<String> {
    let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    Ok(Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect())
}
