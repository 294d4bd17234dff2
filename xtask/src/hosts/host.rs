//! What the build tool knows about one host. A new language is one file beside this one, with a [`Host`] in it, one line in
//! [`super::HOSTS`], and its folder `host/<language>/`.

use crate::run_command::{command, root, target_dir};
use crate::write_host_test_inputs::TARGET;
use std::path::Path;
use std::process::Command;

/// A host: how it is installed, tested and measured.
pub struct Host {
    /// Its name on the command line.
    pub name: &'static str,
    /// Its name in messages.
    pub title: &'static str,
    /// Its folder in the checkout.
    pub folder: &'static str,
    /// Installs the language's tools, where that is allowed, and the host's dependencies.
    pub install: fn() -> anyhow::Result<()>,
    /// Runs its tests. They need the module and the files that [`crate::write_host_test_inputs::write_inputs`] writes.
    pub test: fn() -> anyhow::Result<()>,
    /// Builds its package in an empty folder, installs it there into a project without the network, and runs its README.
    pub release: fn(&Path) -> anyhow::Result<()>,
    /// Builds its programs for `cargo xtask bench`; none where they cannot run.
    pub bench: fn() -> anyhow::Result<Vec<BenchProgram>>,
}

/// A program that measures a host. Its interface is described in `host/README.md`.
pub struct BenchProgram {
    /// The file in `pkg/` that it loads.
    pub module: &'static str,
    /// The program and its first arguments.
    pub command: Vec<String>,
}

/// The module that hosts load whose runtime compiles it to optimised machine code.
pub const FAST_MODULE: &str = "clbplan-fast.wasm";

/// The module of the other hosts.
pub const PORTABLE_MODULE: &str = "clbplan.wasm";

/// The notices of the licences in the modules, beside them in `pkg/` and in each package.
pub const NOTICES: &str = "NOTICES.txt";

/// The version of all packages.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Runs a command, and returns what it printed.
pub fn output_of(command: &mut Command) -> anyhow::Result<String> {
    let output = command.stderr(std::process::Stdio::inherit()).output()?;
    anyhow::ensure!(output.status.success(), "{} failed ({})", command.get_program().to_string_lossy(), output.status);
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// A command in a host's folder, with the location of its test inputs in the environment.
pub fn command_in(folder: &str, program: impl AsRef<Path>) -> Command {
    let mut command = command(program.as_ref());
    command.current_dir(root().join(folder)).env(TARGET, target_dir()).env_remove("CLBPLAN_WASM");
    command
}
