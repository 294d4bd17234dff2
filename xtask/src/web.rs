//! `cargo xtask web`: the page and the custom element, and the page on this machine.
//!
//! What comes out: `web/dist/` (static files for any web server, and `clbplan.html`, the page in one file), `pkg/element.js`
//! and `pkg/element/`.

use crate::shell::{command, root, run};
use crate::{build, npm, stamp};
use anyhow::{bail, ensure};

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

/// Builds the files, unless they are there.
pub fn files() -> anyhow::Result<()> {
    ensure!(npm::is_there(), "the page needs node 20 or newer, and npm");
    build::build()?;
    let folder = root().join("web");
    npm::install(&folder)?;
    let key = folder.join("dist/.stamp");
    let stamp = stamp::of_paths(&INPUTS, "")?;
    let outputs = ["web/dist/index.html", "web/dist/clbplan.html", "pkg/element.js", "pkg/element/element.js"]
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
