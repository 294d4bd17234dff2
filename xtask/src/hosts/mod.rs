//! `cargo xtask hosts`: tests the hosts, each with the tools of its own language.
//!
//! A missing language is installed where apt-get may do that; elsewhere the error says what to install.

mod go;
mod host;
mod java;
mod node;
mod python;
mod rust;

use crate::{build, write_host_test_inputs};
use anyhow::{Context, bail};

pub use host::{BenchProgram, FAST_MODULE, Host, PORTABLE_MODULE};

/// All hosts. `cargo xtask test` and `cargo xtask bench` go through this list as well.
pub const HOSTS: [Host; 5] = [rust::HOST, python::HOST, go::HOST, java::HOST, node::HOST];

/// `cargo xtask hosts [LANGUAGE…]`: tests all hosts, or those named.
pub fn hosts(names: &[String]) -> anyhow::Result<()> {
    let known = HOSTS.map(|host| host.name);
    if let Some(unknown) = names.iter().find(|name| !known.contains(&name.as_str())) {
        bail!("unknown host `{unknown}`; the hosts are {}", known.join(", "));
    }
    build::build()?;
    write_host_test_inputs::write_inputs()?;
    let selected = |host: &Host| names.is_empty() || names.iter().any(|name| name == host.name);
    HOSTS.into_iter().filter(selected).try_for_each(|host| test(&host))
}

/// Installs and tests one host.
pub fn test(host: &Host) -> anyhow::Result<()> {
    (host.install)().with_context(|| format!("cannot install what {} needs", host.folder))?;
    (host.test)().with_context(|| format!("the tests of {} failed", host.folder))
}

#[cfg(test)]
mod tests {
    use super::HOSTS;
    use crate::run_command::root;

    #[test]
    fn every_host_has_a_folder_and_a_row_in_the_table_of_hosts() {
        let readme = std::fs::read_to_string(root().join("host/README.md")).expect("host/README.md can be read");
        let rows: Vec<&str> = readme.lines().filter(|line| line.starts_with("| ")).collect();
        for host in HOSTS {
            assert!(root().join(host.folder).is_dir(), "{}", host.folder);
            let folder = format!("`{}/`", host.folder.strip_prefix("host/").unwrap_or(&format!("../{}", host.folder)));
            assert!(rows.iter().any(|row| row.contains(&folder)), "host/README.md has no row with {folder}");
        }
    }
}
