//! `cargo xtask cluster`: a real etcd and kube-apiserver on this machine, for the tests that need them.
//!
//! It is not a part of `cargo xtask test`, because compiling the programs takes about ten minutes of processor time, once. They are
//! compiled from Go modules: no binary is downloaded, and neither containers nor the rights of root are needed.

mod compile_programs;
mod credentials;
mod servers;

use crate::build;
use crate::run_cli::{HOST_PACKAGES, MODULE_DIR, SERVER_PACKAGES, module_dir};
use crate::run_command::{cargo, command, run};
use anyhow::{Context, ensure};
use compile_programs::ClusterBinaries;
pub use servers::Cluster;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Environment variable of the tests: the folder with the server's address, keys and users.
const CLUSTER: &str = "CLBPLAN_CLUSTER";

/// Environment variable of the tests: kubectl of the server's version.
const KUBECTL: &str = "CLBPLAN_KUBECTL";

/// `cargo xtask cluster [COMMAND …]`: starts a new, empty cluster, runs the tests against it, or the command, and stops it. Without
/// Go, it prints why it does nothing.
pub fn cluster(arguments: &[String]) -> anyhow::Result<()> {
    let programs = match compile_programs::build()? {
        Ok(programs) => programs,
        Err(reason) => {
            eprintln!("skipped: {reason}");
            return Ok(());
        }
    };
    let arguments = match arguments.split_first() {
        Some((first, rest)) if first == "--" => rest,
        _ => arguments,
    };
    // Compiled first, so that the servers do not wait for the compiler.
    let mut to_run = match arguments.split_first() {
        Some((program, rest)) => {
            let mut command = command(program);
            command.args(rest).current_dir(std::env::current_dir()?);
            command
        }
        None => {
            // The programs that the tests run embed it.
            build::build()?;
            run(tests().arg("--no-run"))?;
            let mut tests = tests();
            tests.args(["--", "--ignored"]);
            tests
        }
    };
    let mut cluster = Cluster::start(&programs)?;
    give_access(&mut to_run, &cluster, &programs)?;
    let result = run(&mut to_run);
    let still_running = cluster.stop();
    result?;
    ensure!(still_running, "a server ended before the tests did");
    cluster.remove()
}

/// A new, empty cluster for `cargo xtask bench`, and kubectl of its version; an error without Go.
pub fn start() -> anyhow::Result<(Cluster, PathBuf)> {
    let programs = compile_programs::build()?.map_err(anyhow::Error::msg)?;
    Ok((Cluster::start(&programs)?, programs.kubectl))
}

/// The tests that read a real cluster, compiled as the hosts' tests are, so that nothing is compiled twice.
fn tests() -> Command {
    let mut tests = cargo();
    tests
        .args(["test", "--release", "--locked"])
        .args(HOST_PACKAGES)
        .args(SERVER_PACKAGES)
        .args(["--test", "real_cluster"])
        .env(MODULE_DIR, module_dir());
    tests
}

/// The variables with which tests, kubectl and clbplan find the cluster, and this kubectl before any other one.
fn give_access(command: &mut Command, cluster: &Cluster, programs: &ClusterBinaries) -> anyhow::Result<()> {
    let folder = programs.kubectl.parent().unwrap_or(Path::new(""));
    let path = std::env::var_os("PATH").unwrap_or_default();
    let paths = std::iter::once(folder.to_owned()).chain(std::env::split_paths(&path));
    let path = std::env::join_paths(paths).context("PATH cannot be extended")?;
    command.env(CLUSTER, cluster.folder()).env(KUBECTL, &programs.kubectl).env("PATH", path);
    // Not the user's own ones.
    command.env("KUBECONFIG", cluster.kubeconfig()).env("KUBECACHEDIR", cluster.folder().join("cache"));
    Ok(())
}
