//! The host in Go, and the example of an admission webhook that uses it.

use super::host::{BenchProgram, FAST_MODULE, Host, command_in};
use crate::apt;
use crate::command::{command, run, stdout_of, target_dir};

pub const HOST: Host = Host { name: "go", title: "Go", folder: FOLDER, install, test, bench };

const FOLDER: &str = "host/go";
const EXAMPLE: &str = "host/examples/admission";

/// The oldest Go that go.mod accepts. From 1.21 on, Go downloads a newer version by itself.
fn install() -> anyhow::Result<()> {
    let version = || stdout_of(command("go").args(["env", "GOVERSION"]));
    let is_new_enough = || version().is_some_and(|version| minor_version(&version).is_some_and(|minor| minor >= 21));
    apt::require("Go 1.25 or newer", is_new_enough, &["golang-go"])
}

/// Package and example, with the race detector where a C compiler is installed for it.
fn test() -> anyhow::Result<()> {
    let go = |folder: &str| command_in(folder, "go");
    let detects_races = stdout_of(go(FOLDER).args(["env", "CGO_ENABLED"])).as_deref() == Some("1")
        && stdout_of(command("cc").arg("--version")).is_some();
    run(go(FOLDER).args(["vet", "./..."]))?;
    let mut test = go(FOLDER);
    test.args(["test", "-count=1"]).args(detects_races.then_some("-race")).arg("./...");
    run(&mut test)?;
    run(go(EXAMPLE).args(["vet", "./..."]))?;
    run(go(EXAMPLE).args(["test", "-count=1", "./..."]))
}

fn bench() -> anyhow::Result<Vec<BenchProgram>> {
    let program = target_dir().join("host-go-bench");
    run(command_in(FOLDER, "go").args(["build", "-o"]).arg(&program).arg("./internal/bench"))?;
    Ok(vec![BenchProgram { module: FAST_MODULE, command: vec![program.to_string_lossy().into_owned()] }])
}

/// `25` of `go1.25.3`.
fn minor_version(version: &str) -> Option<u32> {
    version.strip_prefix("go1.")?.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}
