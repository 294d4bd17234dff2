//! The version of the installed Go.

use crate::run_command::{command, root, stdout_of};

/// The minor version of the Go that builds the module in a folder of the checkout: `25` of `go1.25.3`. From 1.21 on, Go downloads the
/// version that go.mod demands, unless that is switched off. `None` if there is no Go, or none that accepts go.mod.
pub fn minor_version_in(folder: &str) -> Option<u32> {
    minor_version(&stdout_of(command("go").args(["env", "GOVERSION"]).current_dir(root().join(folder)))?)
}

/// `go1.25.3`, of the Go that is installed, whatever modules demand.
pub fn installed() -> Option<String> {
    stdout_of(command("go").args(["env", "GOVERSION"]).env("GOTOOLCHAIN", "local"))
}

/// `25` of `go1.25.3`.
fn minor_version(version: &str) -> Option<u32> {
    version.strip_prefix("go1.")?.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}
