//! Says whether `pkg/` is what the sources make of it.
//!
//! Two builds of one crate with other features take turns at one file, so cargo would link both anew at each build. A hash
//! of all that goes in, kept beside the outputs, spares that.

use crate::shell::{answer, command, root};
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

/// What the outputs depend on; directories are read to the bottom.
const INPUTS: [&str; 11] = [
    "src",
    "Cargo.toml",
    "Cargo.lock",
    ".cargo/config.toml",
    "pkg/clbplan.wit",
    "xtask/Cargo.toml",
    "xtask/src",
    "xtask/package-lock.json",
    "xtask/check.mjs",
    "xtask/inline.mjs",
    "xtask/minify.mjs",
];

/// A hash of the inputs and of `also`, which is what else decides about the outputs.
pub fn of_inputs(also: &str) -> anyhow::Result<String> {
    of_paths(&INPUTS, also)
}

/// The same of other paths in the checkout; one that is not there counts as empty.
pub fn of_paths(paths: &[&str], also: &str) -> anyhow::Result<String> {
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

/// The last commit that changed an input; `-dirty` behind it where the checkout differs from it. Nothing without git, or in
/// a shallow clone, where git cannot know. Later commits of other files leave it as it is, and with it the module's bytes.
pub fn commit() -> Option<String> {
    let git = |arguments: &[&str]| answer(command("git").args(arguments).arg("--").args(INPUTS));
    if answer(command("git").args(["rev-parse", "--is-shallow-repository"]))? != "false" {
        return None;
    }
    let commit = git(&["log", "-1", "--format=%H"]).filter(|commit| !commit.is_empty())?;
    let changes = git(&["status", "--porcelain"])?;
    Some(if changes.is_empty() { commit } else { format!("{commit}-dirty") })
}

/// Whether all of `outputs` are there, made from the inputs with this stamp.
pub fn holds(file: &Path, stamp: &str, outputs: &[PathBuf]) -> bool {
    outputs.iter().all(|output| output.exists()) && fs::read_to_string(file).is_ok_and(|there| there == stamp)
}

/// Writes the stamp, once everything has gone well.
pub fn write(file: &Path, stamp: &str) -> anyhow::Result<()> {
    Ok(fs::write(file, stamp)?)
}

/// A hash of files' contents.
pub fn of_files(files: &[&Path]) -> anyhow::Result<String> {
    let mut hasher = DefaultHasher::new();
    for file in files {
        fs::read(file)?.hash(&mut hasher);
    }
    Ok(format!("{:016x}", hasher.finish()))
}
