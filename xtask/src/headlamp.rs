//! `cargo xtask headlamp`: builds the plug-in for Headlamp and tests it, with Headlamp's own tool and in a browser.
//!
//! It is not a part of `cargo xtask test`, because that tool brings more than a thousand packages.

use crate::run_command::{command, root, run};
use crate::{npm_install, web};
use anyhow::ensure;

/// Builds and tests the plug-in.
pub fn headlamp() -> anyhow::Result<()> {
    ensure!(npm_install::is_installed(), "the plug-in for Headlamp needs Node 20.19 or newer, and npm");
    web::build()?;
    let folder = root().join("host/headlamp");
    npm_install::install(&folder)?;
    let tool = folder.join("node_modules/@kinvolk/headlamp-plugin/bin/headlamp-plugin.js");
    for task in ["tsc", "test", "build", "package"] {
        // Without `CI`, its tests would go on and watch for changes.
        run(command("node").arg(&tool).arg(task).env("CI", "true").current_dir(&folder))?;
    }
    let browser = web::browser()?;
    let mut node = command("node");
    node.args(["--test", "tests/in-chromium.mjs"]).env("CHROMIUM", browser);
    run(node.current_dir(folder))
}
