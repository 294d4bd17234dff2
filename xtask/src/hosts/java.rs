//! The host in Java, built by Maven below `target/host-java`.

use super::host::{BenchProgram, Host, PORTABLE_MODULE, VERSION, command_in, output_of};
use crate::check_host_package;
use crate::install_with_apt;
use crate::run_command::{command, root, run, stdout_of};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

pub const HOST: Host = Host { name: "java", title: "Java", folder: FOLDER, install, test, release, bench };

const FOLDER: &str = "host/java";

fn install() -> anyhow::Result<()> {
    let both =
        || stdout_of(command("javac").arg("-version")).and(stdout_of(command(maven()).arg("-version"))).is_some();
    install_with_apt::require(
        "A Java development kit, 17 or newer, and Maven",
        both,
        &["default-jdk-headless", "maven"],
    )
}

fn test() -> anyhow::Result<()> {
    run(mvn().args(["--strict-checksums", "verify"]))
}

/// Library, sources and documentation; the library and its dependencies with the example, on the class path and as modules.
fn release(folder: &Path) -> anyhow::Result<()> {
    run(mvn().args(["--strict-checksums", "-Prelease", "-DskipTests", "package"]))?;
    let library = build_folder().join(format!("clbplan-{VERSION}.jar"));
    let files = output_of(command("jar").args(["--list", "--file"]).arg(&library))?;
    let expected = [
        "META-INF/LICENSE",
        "META-INF/NOTICES.txt",
        "module-info.class",
        "clbplan/Planner.class",
        "clbplan/internal/Compiled.meta",
        "clbplan/internal/CompiledMachine.class",
    ];
    check_host_package::check_files("the library", &files, &expected)?;
    for other in ["sources", "javadoc"] {
        anyhow::ensure!(
            build_folder().join(format!("clbplan-{VERSION}-{other}.jar")).is_file(),
            "there is no jar with {other}"
        );
    }
    let path = std::env::join_paths(std::iter::once(library).chain(dependencies()?))?;
    let example = check_host_package::examples("host/java/README.md", "java")?.concat();
    fs::write(folder.join("Example.java"), format!("package example;\n\n{example}"))?;
    fs::write(folder.join("module-info.java"), "module example {\n    requires clbplan;\n}\n")?;
    let java = |program: &str| {
        let mut java = command(program);
        java.current_dir(folder).env_remove("CLBPLAN_WASM");
        java
    };
    run(java("javac").args(["-d", "classes", "-p"]).arg(&path).args(["Example.java", "module-info.java"]))?;
    let with_classes = join(Path::new("classes"), &path)?;
    let main = ["-m", "example/example.Example"];
    check_host_package::check_output(&output_of(java("java").arg("-p").arg(&with_classes).args(main))?)?;
    check_host_package::check_output(&output_of(java("java").arg("-cp").arg(&with_classes).arg("example.Example"))?)
}

fn bench() -> anyhow::Result<Vec<BenchProgram>> {
    run(mvn().arg("test-compile"))?;
    let own = ["classes", "test-classes"].map(|name| build_folder().join(name));
    let class_path = std::env::join_paths(own.into_iter().chain(dependencies()?))?;
    let program = ["java", "-cp", &class_path.to_string_lossy(), "clbplan.Bench"].map(str::to_owned);
    let commands = [[&program[..], &["packaged".to_owned()]].concat(), program.into()];
    Ok(commands.map(|command| BenchProgram { module: PORTABLE_MODULE, command }).into())
}

/// The libraries that this one needs at run time.
fn dependencies() -> anyhow::Result<Vec<PathBuf>> {
    let list = build_folder().join("class-path.txt");
    run(mvn()
        .args(["dependency:build-classpath", "-DincludeScope=runtime"])
        .arg(format!("-Dmdep.outputFile={}", list.display())))?;
    Ok(std::env::split_paths(fs::read_to_string(&list)?.trim()).collect())
}

fn join(first: &Path, others: &OsString) -> anyhow::Result<OsString> {
    Ok(std::env::join_paths(std::iter::once(first.to_owned()).chain(std::env::split_paths(others)))?)
}

/// The folder that `pom.xml` names.
fn build_folder() -> PathBuf {
    root().join("target/host-java")
}

fn mvn() -> Command {
    let mut mvn = command_in(FOLDER, maven());
    mvn.args(["--quiet", "--batch-mode"]);
    mvn
}

fn maven() -> &'static str {
    if cfg!(windows) { "mvn.cmd" } else { "mvn" }
}
