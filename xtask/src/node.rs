//! What is tested in node besides the page: the npm package as it would be published, and the plug-in for Headlamp.

use crate::hosts::TARGET;
use crate::shell::{command, root, run, target_dir};
use crate::{npm, web};
use anyhow::ensure;

/// The package: what is in it, its types, its answers, in node and in bundlers. Needs `target/corpus.jsonl`.
pub fn package() -> anyhow::Result<()> {
    if !npm::is_there() {
        eprintln!("skipped: node and npm are not here");
        return Ok(());
    }
    web::files()?;
    let folder = root().join("tests/package");
    npm::install(&folder)?;
    let mut node = command("node");
    node.args(["--test", "--test-concurrency=2"]).env(TARGET, target_dir());
    run(node.current_dir(folder))
}

/// `cargo xtask headlamp`: the plug-in, built and tested by Headlamp's own tool, then in its frontend in a browser. Apart from
/// `cargo xtask test`, because that tool is more than a thousand packages.
pub fn headlamp() -> anyhow::Result<()> {
    ensure!(npm::is_there(), "the plug-in for Headlamp needs node 20.19 or newer, and npm");
    web::files()?;
    let folder = root().join("host/headlamp");
    npm::install(&folder)?;
    let tool = folder.join("node_modules/@kinvolk/headlamp-plugin/bin/headlamp-plugin.js");
    for task in ["tsc", "test", "build", "package"] {
        // Without `CI`, its tests would wait for changes.
        run(command("node").arg(&tool).arg(task).env("CI", "true").current_dir(&folder))?;
    }
    let browser = web::browser()?;
    let mut node = command("node");
    node.args(["--test", "tests/in-chromium.mjs"]).env("CHROMIUM", browser);
    run(node.current_dir(folder))
}
