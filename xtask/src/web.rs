//! `cargo xtask web`: the page and the custom element, and the page on this machine.
//!
//! What comes out: `web/dist/` (static files for any web server, and `clbplan.html`, the page in one file), `pkg/element.js`
//! and `pkg/element/`.

use crate::hosts::TARGET;
use crate::shell::{answer, command, root, run, target_dir};
use crate::{build, npm, stamp};
use anyhow::{bail, ensure};
use std::path::PathBuf;

/// What the outputs depend on, besides the module.
const INPUTS: [&str; 8] = [
    "pkg/web/.stamp",
    "tests/scenarios",
    "web/build",
    "web/index.html",
    "web/package-lock.json",
    "web/reference",
    "web/src",
    "web/tsconfig.json",
];

/// `cargo xtask web [--build]`.
pub fn web(arguments: &[String]) -> anyhow::Result<()> {
    match arguments {
        [] => {
            files()?;
            serve()
        }
        [flag] if flag == "--build" => files(),
        _ => bail!("`cargo xtask web` takes nothing, or --build"),
    }
}

/// `cargo xtask build`: the module in all its forms, and what needs node where node is.
pub fn everything() -> anyhow::Result<()> {
    if npm::is_there() { files() } else { build::build() }
}

/// Builds the files, unless they are there.
pub fn files() -> anyhow::Result<()> {
    ensure!(npm::is_there(), "the page needs node 20 or newer, and npm");
    build::build()?;
    let folder = root().join("web");
    npm::install(&folder)?;
    let key = folder.join("dist/.stamp");
    let stamp = stamp::of_paths(&INPUTS, "")?;
    let outputs = [
        "web/dist/index.html",
        "web/dist/clbplan.html",
        "pkg/element.js",
        "pkg/element.classic.js",
        "pkg/element/element.js",
    ]
    .map(|file| root().join(file));
    if stamp::holds(&key, &stamp, &outputs) {
        return Ok(());
    }
    run(command("node").arg("build/all.mjs").current_dir(&folder))?;
    stamp::write(&key, &stamp)
}

fn serve() -> anyhow::Result<()> {
    let folder = root().join("web");
    let vite = folder.join("node_modules/vite/bin/vite.js");
    let mut node = command("node");
    node.arg(vite).args(["preview", "--host", "127.0.0.1", "--outDir", "dist"]);
    run(node.current_dir(folder))
}

/// The tests in a real browser; installs one where there is none.
pub fn tests() -> anyhow::Result<()> {
    if !npm::is_there() {
        eprintln!("skipped: node and npm are not here");
        return Ok(());
    }
    files()?;
    let folder = root().join("web");
    run(command("node").arg("node_modules/typescript/bin/tsc").arg("--noEmit").current_dir(&folder))?;
    let browser = browser()?;
    let mut node = command("node");
    node.args(["--test", "--test-concurrency=2"]).env("CHROMIUM", browser).env(TARGET, target_dir());
    run(node.current_dir(folder))
}

/// Where Chromium is: as `CHROMIUM` says, or where distributions put it.
pub fn browser() -> anyhow::Result<PathBuf> {
    if let Some(named) = std::env::var_os("CHROMIUM") {
        return Ok(named.into());
    }
    let known = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].map(PathBuf::from);
    if let Some(found) = known.iter().find(|path| path.exists()) {
        return Ok(found.clone());
    }
    ensure!(
        answer(command("apt-get").arg("--version")).is_some(),
        "the page's tests need Chromium: install it, or name it with CHROMIUM=PATH"
    );
    let root = answer(command("id").arg("-u")).as_deref() == Some("0");
    let apt = |arguments: &[&str]| {
        let mut apt = if root { command("apt-get") } else { command("sudo") };
        if !root {
            apt.arg("apt-get");
        }
        run(apt.args(arguments))
    };
    apt(&["update"])?;
    apt(&["install", "-y", "--no-install-recommends", "chromium"])?;
    let [chromium, ..] = known;
    Ok(chromium)
}
