//! `cargo xtask openshift` and `cargo xtask backstage`: build the plug-ins for these consoles and test them, with the consoles' own tools
//! and in a browser.
//!
//! They are not a part of `cargo xtask test`, because those tools bring hundreds of packages.

use crate::run_command::{command, root, run};
use crate::{npm_install, web};
use anyhow::ensure;

/// Builds and tests the plug-in in `host/NAME`.
pub fn plugin(name: &str) -> anyhow::Result<()> {
    ensure!(npm_install::is_installed(), "the plug-in needs Node 20.19 or newer, and npm");
    web::build()?;
    let folder = root().join("host").join(name);
    npm_install::install(&folder)?;
    for task in ["check", "test", "build"] {
        run(command(npm_install::npm()).args(["run", task]).current_dir(&folder))?;
    }
    let mut node = command("node");
    node.args(["--test", "tests/in-chromium.mjs"]).env("CHROMIUM", web::browser()?);
    run(node.current_dir(folder))
}
