//! Installs Debian packages, where that is possible and allowed.

use crate::run_command::{command, run, stdout_of};
use anyhow::bail;
use std::path::Path;

/// Installs packages. Returns false if this is not Debian or apt-get may not be run.
pub fn install(packages: &[&str]) -> anyhow::Result<bool> {
    let Some(prefix) = prefix() else {
        return Ok(false);
    };
    let apt = |arguments: &[&str]| {
        let words: Vec<&str> = prefix.iter().copied().chain(["apt-get"]).chain(arguments.iter().copied()).collect();
        let (program, rest) = words.split_first().unwrap_or((&"apt-get", &[]));
        run(command(program).args(rest).env("DEBIAN_FRONTEND", "noninteractive"))
    };
    apt(&["update"])?;
    let install: Vec<&str> =
        ["install", "-y", "--no-install-recommends"].into_iter().chain(packages.iter().copied()).collect();
    apt(&install)?;
    Ok(true)
}

/// Makes sure that a tool is installed, by apt-get if necessary; otherwise the error says what to install.
pub fn require(tool: &str, is_installed: impl Fn() -> bool, packages: &[&str]) -> anyhow::Result<()> {
    if is_installed() || (install(packages)? && is_installed()) {
        return Ok(());
    }
    bail!("{tool} is required; on Debian, as root: apt-get update && apt-get install {}", packages.join(" "))
}

/// The command in front of `apt-get`; `None` if apt-get cannot be used.
fn prefix() -> Option<&'static [&'static str]> {
    if !Path::new("/etc/debian_version").exists() || !Path::new("/usr/bin/apt-get").exists() {
        return None;
    }
    if stdout_of(command("id").arg("-u")).as_deref() == Some("0") {
        return Some(&[]);
    }
    // `-n`: a build must not stop and ask for a password.
    stdout_of(command("sudo").args(["-n", "true"])).map(|_| &["sudo", "-n"][..])
}
