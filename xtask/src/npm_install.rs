//! Installs npm packages at the versions of the lock files: wasm-opt for `xtask/`, the page's tools for `web/`.

use crate::run_command::{command, root, run, stdout_of};
use std::fs;
use std::path::{Path, PathBuf};

/// Whether Node and npm are installed.
pub fn is_installed() -> bool {
    stdout_of(command("node").arg("--version")).is_some() && stdout_of(command(npm()).arg("--version")).is_some()
}

/// The script that Node runs as wasm-opt; `None` without Node and npm.
pub fn wasm_opt() -> anyhow::Result<Option<PathBuf>> {
    if !is_installed() {
        return Ok(None);
    }
    let folder = root().join("xtask");
    install(&folder)?;
    Ok(Some(folder.join("node_modules/binaryen/bin/wasm-opt")))
}

/// Installs the packages of a folder's lock file, unless exactly these are installed. No package runs a script: those that have
/// one (`lockfiles.rs` lists them) work without.
pub fn install(folder: &Path) -> anyhow::Result<()> {
    let lock = fs::read(folder.join("package-lock.json"))?;
    let installed = folder.join("node_modules/.clbplan-lock");
    if fs::read(&installed).ok().as_ref() != Some(&lock) {
        run(command(npm()).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(folder))?;
        fs::write(&installed, &lock)?;
    }
    Ok(())
}

/// The name of the program.
pub fn npm() -> &'static str {
    if cfg!(windows) { "npm.cmd" } else { "npm" }
}
