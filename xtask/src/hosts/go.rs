//! The host in Go, and the examples that use it.

use super::host::{BenchProgram, FAST_MODULE, Host, NOTICES, command_in, output_of};
use crate::check_host_package;
use crate::go_version::minor_version_in;
use crate::install_with_apt;
use crate::run_command::{command, root, run, stdout_of, target_dir};
use anyhow::Context;
use std::fs;
use std::path::Path;

pub const HOST: Host = Host { name: "go", title: "Go", folder: FOLDER, install, test, release, bench };

const FOLDER: &str = "host/go";
const EXAMPLES: [&str; 2] = ["host/examples/admission", "host/examples/preview"];

/// A second opinion beside `go vet`. Not in go.mod, where those who use the package would get it; it needs Go 1.26.
const STATICCHECK: &str = "honnef.co/go/tools/cmd/staticcheck@v0.8.2";

/// Environment variable of Go: the version that it downloads and becomes.
const TOOLCHAIN: &str = "GOTOOLCHAIN";

/// The oldest Go that go.mod accepts. From 1.21 on, Go downloads a newer version by itself.
fn install() -> anyhow::Result<()> {
    let is_new_enough = || minor_version_in(".").is_some_and(|minor| minor >= 21);
    install_with_apt::require("Go 1.25 or newer", is_new_enough, &["golang-go"])
}

/// The package embeds the module, which must be below its own folder.
pub fn copy_module() -> anyhow::Result<()> {
    for file in [FAST_MODULE, NOTICES] {
        let embedded = root().join(FOLDER).join("module").join(file);
        fs::copy(root().join("pkg").join(file), &embedded)
            .with_context(|| format!("cannot write {}", embedded.display()))?;
    }
    Ok(())
}

/// Package and examples, with the race detector where a C compiler is installed for it.
fn test() -> anyhow::Result<()> {
    copy_module()?;
    let go = |folder: &str| command_in(folder, "go");
    let detects_races = stdout_of(go(FOLDER).args(["env", "CGO_ENABLED"])).as_deref() == Some("1")
        && stdout_of(command("cc").arg("--version")).is_some();
    run(go(FOLDER).args(["vet", "./..."]))?;
    if minor_version_in(FOLDER).is_some_and(|minor| minor >= 26) {
        run(go(FOLDER).args(["run", STATICCHECK, "./..."]))?;
    }
    let mut test = go(FOLDER);
    test.args(["test", "-count=1"]).args(detects_races.then_some("-race")).arg("./...");
    run(&mut test)?;
    for example in EXAMPLES {
        run(go(example).args(["vet", "./..."]))?;
        run(go(example).args(["test", "-count=1", "./..."]))?;
    }
    let oldest = oldest()?;
    if stdout_of(go(FOLDER).args(["env", "GOVERSION"])).as_deref() != Some(&oldest) {
        run(go(FOLDER).args(["test", "-count=1", "./..."]).env(TOOLCHAIN, oldest))?;
    }
    Ok(())
}

/// The oldest Go that the package supports, `go1.25.0`: that of go.mod.
fn oldest() -> anyhow::Result<String> {
    let text = fs::read_to_string(root().join(FOLDER).join("go.mod"))?;
    let version = text.lines().find_map(|line| line.strip_prefix("go ")).context("go.mod names the oldest Go")?;
    Ok(format!("go{version}"))
}

/// The files of the repository in which a release is tagged, which has the module in it, and a program that requires it.
fn release(folder: &Path) -> anyhow::Result<()> {
    copy_module()?;
    let package = folder.join("clbplan-go");
    let listed = output_of(command("git").args(["ls-files", FOLDER]))?;
    let built = [FAST_MODULE, NOTICES].map(|file| format!("{FOLDER}/module/{file}"));
    for file in listed.lines().chain(built.iter().map(String::as_str)) {
        let to = package.join(file.trim_start_matches(FOLDER).trim_start_matches('/'));
        fs::create_dir_all(to.parent().context("a file has a folder")?)?;
        fs::copy(root().join(file), &to).with_context(|| format!("cannot write {}", to.display()))?;
    }
    let program = folder.join("wrong_arguments_and_files");
    fs::create_dir_all(&program)?;
    let example = check_host_package::examples("host/go/README.md", "go")?.concat();
    fs::write(program.join("main.go"), example)?;
    fs::copy(root().join(FOLDER).join("go.sum"), program.join("go.sum"))?;
    let manifest = "module program\n\ngo 1.25.0\n\nrequire github.com/clbplan/clbplan-go v0.0.0\n\n\
        replace github.com/clbplan/clbplan-go => ../clbplan-go\n";
    fs::write(program.join("go.mod"), manifest)?;
    // Its dependency is in Go's cache, because the tests use it.
    let mut go = command("go");
    go.current_dir(&program).args(["run", "-mod=mod", "."]).env("GOPROXY", "off").env_remove("CLBPLAN_WASM");
    check_host_package::check_output(&output_of(&mut go)?)
}

fn bench() -> anyhow::Result<Vec<BenchProgram>> {
    copy_module()?;
    let program = target_dir().join("host-go-bench");
    run(command_in(FOLDER, "go").args(["build", "-o"]).arg(&program).arg("./internal/bench"))?;
    Ok(vec![BenchProgram { module: FAST_MODULE, command: vec![program.to_string_lossy().into_owned()] }])
}
