//! `cargo xtask release --dry-run`: builds every package as it would be published, installs each into an empty project without
//! the network, and runs the examples of its README there. Nothing is published.

mod package_metadata;

use crate::hosts::{HOSTS, Host};
use crate::run_command::target_dir;
use crate::web;
use anyhow::{Context, bail};
use std::fs;
use std::path::{Path, PathBuf};

/// `cargo xtask release --dry-run [LANGUAGE…]`.
pub fn release(arguments: &[String]) -> anyhow::Result<()> {
    let Some((first, names)) = arguments.split_first() else {
        bail!("nothing publishes packages yet: `cargo xtask release --dry-run [LANGUAGE …]` builds and tries them");
    };
    let known = HOSTS.map(|host| host.name);
    if let Some(unknown) = names.iter().find(|name| !known.contains(&name.as_str())) {
        bail!("unknown host `{unknown}`; the hosts are {}", known.join(", "));
    }
    if first != "--dry-run" {
        bail!("unknown argument `{first}`: `cargo xtask release --dry-run [LANGUAGE …]`");
    }
    let problems = package_metadata::problems()?;
    if !problems.is_empty() {
        bail!(problems.join("\n"));
    }
    web::build_everything()?;
    let selected = |host: &Host| names.is_empty() || names.iter().any(|name| name == host.name);
    for host in HOSTS.into_iter().filter(selected) {
        eprintln!("\n== {}", host.title);
        (host.install)().with_context(|| format!("cannot install what {} needs", host.folder))?;
        let folder = empty_folder(&target_dir().join("release-dry-run").join(host.name))?;
        (host.release)(&folder).with_context(|| format!("the package of {} cannot be released", host.folder))?;
    }
    Ok(())
}

/// Removes what an earlier run left.
fn empty_folder(folder: &Path) -> anyhow::Result<PathBuf> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    Ok(folder.to_owned())
}
