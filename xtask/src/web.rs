//! `cargo xtask web`: builds the page and the custom element, and serves the page on this machine.
//!
//! Outputs: `web/dist/` (static files for any web server, and `clbplan.html`, the page in one file), `pkg/element.js` and
//! `pkg/element/`, which the npm package in `pkg/npm/element/` has copies of.

use crate::run_command::{command, root, run, target_dir};
use crate::write_host_test_inputs::TARGET;
use crate::{build, input_hash, install_with_apt, npm_install, npm_packages};
use anyhow::{Context, bail, ensure};
use std::path::PathBuf;

/// The inputs of the page; the stamp stands for the module.
const INPUTS: [&str; 9] = [
    "host/cli/src/messages.rs",
    "pkg/web/.stamp",
    "tests/scenarios",
    "web/build",
    "web/index.html",
    "web/package-lock.json",
    "web/reference",
    "web/src",
    "web/tsconfig.json",
];

/// `cargo xtask web [--build | --picture]`.
pub fn web(arguments: &[String]) -> anyhow::Result<()> {
    match arguments {
        [] => {
            build()?;
            serve()
        }
        [flag] if flag == "--build" => build(),
        [flag] if flag == "--picture" => take_picture(),
        _ => bail!("`cargo xtask web` takes --build or --picture, or no arguments"),
    }
}

/// `cargo xtask build`: the module in all its forms and, where Node is installed, the page and the element.
pub fn build_everything() -> anyhow::Result<()> {
    if npm_install::is_installed() { build() } else { build::build() }
}

/// Builds the page and the element, unless they are up to date.
pub fn build() -> anyhow::Result<()> {
    ensure!(npm_install::is_installed(), "the page needs Node 20 or newer, and npm");
    build::build()?;
    let folder = root().join("web");
    npm_install::install(&folder)?;
    let stamp_file = folder.join("dist/.stamp");
    let hash = input_hash::hash_paths(&INPUTS, "")?;
    let outputs = [
        "web/dist/index.html",
        "web/dist/clbplan.html",
        "pkg/element.js",
        "pkg/element.classic.js",
        "pkg/element/element.js",
        "pkg/element.NOTICES.txt",
        "web/dist/NOTICES.txt",
    ]
    .map(|file| root().join(file));
    if !input_hash::is_current(&stamp_file, &hash, &outputs) {
        run(command("node").arg("build/all.mjs").current_dir(&folder))?;
        input_hash::write(&stamp_file, &hash)?;
    }
    npm_packages::fill(npm_packages::ELEMENT)
}

/// Takes the picture of the page for the README.
fn take_picture() -> anyhow::Result<()> {
    build()?;
    let mut node = command("node");
    node.args(["xtask/take-readme-screenshot.mjs", "host/examples/page.png"]).env("CHROMIUM", browser()?);
    run(&mut node)
}

fn serve() -> anyhow::Result<()> {
    let folder = root().join("web");
    let vite = folder.join("node_modules/vite/bin/vite.js");
    let mut node = command("node");
    node.arg(vite).args(["preview", "--host", "127.0.0.1", "--outDir", "dist"]);
    run(node.current_dir(folder))
}

/// Runs the page's tests in a browser, which is installed if necessary.
pub fn tests() -> anyhow::Result<()> {
    if !npm_install::is_installed() {
        eprintln!("skipped: Node and npm are not installed");
        return Ok(());
    }
    build()?;
    let folder = root().join("web");
    run(command("node").arg("node_modules/typescript/bin/tsc").arg("--noEmit").current_dir(&folder))?;
    let browser = browser()?;
    let mut node = command("node");
    node.args(["--test", "--test-concurrency=2"]).env("CHROMIUM", browser).env(TARGET, target_dir());
    run(node.current_dir(folder))
}

/// The path of Chromium: the variable `CHROMIUM`, or where distributions install it.
pub fn browser() -> anyhow::Result<PathBuf> {
    if let Some(named) = std::env::var_os("CHROMIUM") {
        return Ok(named.into());
    }
    let known = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].map(PathBuf::from);
    let installed = || known.iter().find(|path| path.exists()).cloned();
    let tool = "Chromium (or its path in the variable CHROMIUM), for the tests of the page,";
    install_with_apt::require(tool, || installed().is_some(), &["chromium"])?;
    installed().context("Chromium was installed, but is not where distributions put it")
}
