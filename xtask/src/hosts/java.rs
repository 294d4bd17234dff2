//! The host in Java, built by Maven below `target/host-java`.

use super::host::{BenchProgram, Host, PORTABLE_MODULE, command_in};
use crate::apt;
use crate::command::{command, run, stdout_of, target_dir};
use std::fs;
use std::process::Command;

pub const HOST: Host = Host { name: "java", title: "Java", folder: FOLDER, install, test, bench };

const FOLDER: &str = "host/java";

fn install() -> anyhow::Result<()> {
    let both =
        || stdout_of(command("javac").arg("-version")).and(stdout_of(command(maven()).arg("-version"))).is_some();
    apt::require("A Java development kit, 17 or newer, and Maven", both, &["default-jdk-headless", "maven"])
}

fn test() -> anyhow::Result<()> {
    run(mvn().args(["--strict-checksums", "test"]))
}

fn bench() -> anyhow::Result<Vec<BenchProgram>> {
    let build_folder = target_dir().join("host-java");
    let list = build_folder.join("class-path.txt");
    let mut mvn = mvn();
    mvn.args(["test-compile", "dependency:build-classpath"]);
    run(mvn.arg(format!("-Dmdep.outputFile={}", list.display())))?;
    let dependencies = fs::read_to_string(&list)?;
    let own = ["classes", "test-classes"].map(|name| build_folder.join(name));
    let class_path = std::env::join_paths(own.into_iter().chain(std::env::split_paths(dependencies.trim())))?;
    let command = ["java", "-cp", &class_path.to_string_lossy(), "clbplan.Bench"].map(str::to_owned).into();
    Ok(vec![BenchProgram { module: PORTABLE_MODULE, command }])
}

fn mvn() -> Command {
    let mut mvn = command_in(FOLDER, maven());
    mvn.args(["--quiet", "--batch-mode"]);
    mvn
}

fn maven() -> &'static str {
    if cfg!(windows) { "mvn.cmd" } else { "mvn" }
}
