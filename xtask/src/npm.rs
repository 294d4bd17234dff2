//! What comes from npm, of the versions in the lock files: wasm-opt for `xtask/`, the page's tools for `web/`.

use crate::shell::{answer, command, root, run};
use std::fs;
use std::path::{Path, PathBuf};

/// Whether node and npm are there.
pub fn is_there() -> bool {
    answer(command("node").arg("--version")).is_some() && answer(command(npm()).arg("--version")).is_some()
}

/// The script that node runs as wasm-opt, installed if need be; nothing without node and npm.
pub fn wasm_opt() -> anyhow::Result<Option<PathBuf>> {
    if !is_there() {
        return Ok(None);
    }
    let folder = root().join("xtask");
    install(&folder)?;
    Ok(Some(folder.join("node_modules/binaryen/bin/wasm-opt")))
}

/// Installs what a folder's lock file names, unless it is there.
pub fn install(folder: &Path) -> anyhow::Result<()> {
    let lock = fs::read(folder.join("package-lock.json"))?;
    let installed = folder.join("node_modules/.clbplan-lock");
    if fs::read(&installed).ok().as_ref() != Some(&lock) {
        run(command(npm()).args(["ci", "--no-audit", "--no-fund"]).current_dir(folder))?;
        fs::write(&installed, &lock)?;
    }
    Ok(())
}

fn npm() -> &'static str {
    if cfg!(windows) { "npm.cmd" } else { "npm" }
}
