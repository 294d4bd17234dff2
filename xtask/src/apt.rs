//! Debian's packages, where they may be installed.

use crate::shell::{answer, command, run};
use anyhow::bail;
use std::path::Path;

/// Installs packages; says whether it could, which is not so where this is not Debian, or not allowed.
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

/// Makes sure that `what` is there, by installing packages if need be and if that is allowed.
pub fn need(what: &str, is_there: impl Fn() -> bool, packages: &[&str]) -> anyhow::Result<()> {
    if is_there() || (install(packages)? && is_there()) {
        return Ok(());
    }
    bail!("{what} is needed and not here; on Debian, as root: apt-get update && apt-get install {}", packages.join(" "))
}

/// What goes before `apt-get`; nothing if it cannot be used.
fn prefix() -> Option<&'static [&'static str]> {
    if !Path::new("/etc/debian_version").exists() || !Path::new("/usr/bin/apt-get").exists() {
        return None;
    }
    if answer(command("id").arg("-u")).as_deref() == Some("0") {
        return Some(&[]);
    }
    // `-n`: a build must not stop at a question for a password.
    answer(command("sudo").args(["-n", "true"])).map(|_| &["sudo", "-n"][..])
}
