//! Decides whether the files in `pkg/` are up to date.
//!
//! Both modules are builds of one crate with different features, and cargo writes both to the same file. Cargo alone would
//! therefore link both again at every build. A hash of all inputs, stored beside the outputs, avoids that.

use crate::run_command::{command, root, stdout_of};
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

/// The inputs of the modules; directories are read recursively.
const INPUTS: [&str; 11] = [
    "src",
    "Cargo.toml",
    "Cargo.lock",
    ".cargo/config.toml",
    "pkg/clbplan.wit",
    "xtask/Cargo.toml",
    "xtask/src",
    "xtask/package-lock.json",
    "xtask/check-wasm-modules.mjs",
    "xtask/embed-wasm-in-script.mjs",
    "xtask/minify-bindgen-script.mjs",
];

/// A hash of the modules' inputs and of `also`, which names everything else that affects the outputs.
pub fn hash_inputs(also: &str) -> anyhow::Result<String> {
    hash_paths(&INPUTS, also)
}

/// A hash of paths in the checkout; a missing one counts as empty.
pub fn hash_paths(paths: &[&str], also: &str) -> anyhow::Result<String> {
    let mut hasher = DefaultHasher::new();
    also.hash(&mut hasher);
    for path in paths {
        hash_path(&root().join(path), &mut hasher)?;
    }
    Ok(format!("{:016x}", hasher.finish()))
}

fn hash_path(path: &Path, hasher: &mut DefaultHasher) -> anyhow::Result<()> {
    path.strip_prefix(root()).unwrap_or(path).hash(hasher);
    if !path.is_dir() {
        fs::read(path).unwrap_or_default().hash(hasher);
        return Ok(());
    }
    let mut entries: Vec<PathBuf> =
        fs::read_dir(path)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    entries.sort();
    entries.iter().try_for_each(|entry| hash_path(entry, hasher))
}

/// A hash of the contents of files.
pub fn hash_files(files: &[&Path]) -> anyhow::Result<String> {
    let mut hasher = DefaultHasher::new();
    for file in files {
        fs::read(file)?.hash(&mut hasher);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

/// The last commit that changed an input, followed by `-dirty` if the checkout differs from it. `None` without git, or in a
/// shallow clone, where git cannot tell. Commits of other files do not change it, and therefore not the module's bytes.
pub fn commit() -> Option<String> {
    let git = |arguments: &[&str]| stdout_of(command("git").args(arguments).arg("--").args(INPUTS));
    if stdout_of(command("git").args(["rev-parse", "--is-shallow-repository"]))? != "false" {
        return None;
    }
    let commit = git(&["log", "-1", "--format=%H"]).filter(|commit| !commit.is_empty())?;
    let changes = git(&["status", "--porcelain"])?;
    Some(if changes.is_empty() { commit } else { format!("{commit}-dirty") })
}

/// Whether all `outputs` exist and were built from inputs with this hash.
pub fn is_current(stamp_file: &Path, hash: &str, outputs: &[PathBuf]) -> bool {
    outputs.iter().all(|output| output.exists()) && fs::read_to_string(stamp_file).is_ok_and(|stored| stored == hash)
}

/// Stores the hash, after a successful build.
pub fn write(stamp_file: &Path, hash: &str) -> anyhow::Result<()> {
    Ok(fs::write(stamp_file, hash)?)
}
