//! Finds, or gets, a Rust that compiles to wasm32-unknown-unknown.
//!
//! In this order: the installed Rust if it has the target; a distribution's Rust, which builds the standard library from
//! source; the same, installed by apt-get where that is possible; `rustup target add`. The first that works is taken and
//! named. Nothing is installed where one of the first two is there.

use crate::apt;
use crate::shell::{answer, command, run, target_dir};
use anyhow::{bail, ensure};
use std::path::Path;
use std::process::Command;

/// The target's name.
pub const TARGET: &str = "wasm32-unknown-unknown";

const VARIABLE: &str = "CLBPLAN_WASM_TOOLCHAIN";
const DISTRIBUTION_RUSTC: &str = "/usr/bin/rustc";
const DISTRIBUTION_CARGO: &str = "/usr/bin/cargo";
/// Packages of Debian: compiler and library source are of one version because they are one source package.
const PACKAGES: [&str; 5] = ["rustc-web", "rust-web-src", "rust-web-llvm", "cargo-web", "lld-22"];

const WHAT_TO_TYPE: &str = "\
no Rust here compiles to wasm32-unknown-unknown. One of these helps:
  rustup target add wasm32-unknown-unknown
  apt-get update && apt-get install rustc-web rust-web-src rust-web-llvm cargo-web lld-22     (Debian, as root)";

/// A Rust that compiles to WebAssembly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Toolchain {
    /// The installed one, which has the target.
    Installed,
    /// The distribution's, which has the library's source.
    Distribution,
}

/// Ways to a toolchain, in the order they are tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Target,
    Distribution,
    Install,
    Rustup,
}

const WAYS: [Way; 4] = [Way::Target, Way::Distribution, Way::Install, Way::Rustup];

impl Way {
    fn name(self) -> &'static str {
        match self {
            Way::Target => "target",
            Way::Distribution => "distribution",
            Way::Install => "install",
            Way::Rustup => "rustup",
        }
    }

    /// The toolchain; `None` if this is no way to one here; an error if it should have been.
    fn take(self) -> anyhow::Result<Option<Toolchain>> {
        match self {
            Way::Target => Ok(target_is_installed().then_some(Toolchain::Installed)),
            Way::Distribution => Ok(distribution_is_there().then_some(Toolchain::Distribution)),
            Way::Install => install_distribution(),
            Way::Rustup => add_target(),
        }
    }
}

/// The toolchain to use, which is there when this returns.
pub fn find() -> anyhow::Result<Toolchain> {
    match std::env::var(VARIABLE) {
        Ok(name) if !name.is_empty() => forced(&name),
        _ => first(),
    }
}

fn forced(name: &str) -> anyhow::Result<Toolchain> {
    let Some(way) = WAYS.into_iter().find(|way| way.name() == name) else {
        bail!("{VARIABLE}={name}: it is one of target, distribution, install, rustup");
    };
    way.take()?.ok_or_else(|| anyhow::anyhow!("{VARIABLE}={name}, but that is not to be had here\n{WHAT_TO_TYPE}"))
}

fn first() -> anyhow::Result<Toolchain> {
    for way in WAYS {
        match way.take() {
            Ok(Some(toolchain)) => return Ok(toolchain),
            Ok(None) => {}
            Err(error) => eprintln!("{}: {error:#}; going on", way.name()),
        }
    }
    bail!(WHAT_TO_TYPE)
}

/// Where std is built from source: a panic is a trap, and a trap needs no words. Answers are the same with and without.
const SMALL_STD: [&str; 3] = ["-Zunstable-options", "-Cpanic=immediate-abort", "-Zlocation-detail=none"];

impl Toolchain {
    /// `cargo`, so set up that only the subcommand and its arguments are missing. Its outputs go under
    /// `target/wasm-…`: two compilers in one directory would take each other's results for their own.
    pub fn cargo(self) -> Command {
        match self {
            Toolchain::Installed => {
                let mut cargo = crate::shell::cargo();
                cargo.env("CARGO_TARGET_DIR", self.target_dir());
                cargo
            }
            Toolchain::Distribution => {
                let mut cargo = distribution(DISTRIBUTION_CARGO);
                cargo.env("CARGO_TARGET_DIR", self.target_dir());
                cargo
            }
        }
    }

    /// Whether it is there; nothing is installed.
    pub fn is_there(self) -> bool {
        match self {
            Toolchain::Installed => true,
            Toolchain::Distribution => distribution_is_there(),
        }
    }

    /// `cargo`, for this machine; outputs by themselves, as above.
    pub fn native(self) -> Command {
        let (mut cargo, folder) = match self {
            Toolchain::Installed => return crate::shell::cargo(),
            Toolchain::Distribution => (distribution(DISTRIBUTION_CARGO), "native-distribution"),
        };
        cargo.env("CARGO_TARGET_DIR", target_dir().join(folder));
        cargo
    }

    /// Flags for the compiler.
    pub fn flags(self) -> &'static [&'static str] {
        match self {
            Toolchain::Installed => &[],
            Toolchain::Distribution => &SMALL_STD,
        }
    }

    /// Arguments of `cargo build`.
    pub fn arguments(self) -> &'static [&'static str] {
        match self {
            Toolchain::Installed => &["--target", TARGET],
            Toolchain::Distribution => {
                &["--target", TARGET, "-Z", "build-std=std,panic_abort", "-Z", "build-std-features=optimize_for_size"]
            }
        }
    }

    /// Where its outputs are.
    pub fn target_dir(self) -> std::path::PathBuf {
        target_dir().join(match self {
            Toolchain::Installed => "wasm-installed",
            Toolchain::Distribution => "wasm-distribution",
        })
    }

    /// Which one it is, with its version.
    pub fn describe(self) -> String {
        let (what, rustc) = match self {
            Toolchain::Installed => ("installed, with the target", installed_rustc()),
            Toolchain::Distribution => {
                ("of the distribution, building std from source", distribution(DISTRIBUTION_RUSTC))
            }
        };
        let mut rustc = rustc;
        format!("{} ({what})", answer(rustc.arg("--version")).unwrap_or_else(|| "rustc".to_owned()))
    }
}

fn installed_rustc() -> Command {
    command(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()))
}

/// A program of the distribution, which must find its own compiler and not the one that runs this tool.
fn distribution(program: &str) -> Command {
    let mut command = command(program);
    let path = std::env::var("PATH").unwrap_or_default();
    command.env("PATH", format!("/usr/bin:{path}")).env("RUSTC", DISTRIBUTION_RUSTC).env("RUSTC_BOOTSTRAP", "1");
    let of_the_other =
        ["CARGO", "RUSTUP_TOOLCHAIN", "RUSTUP_HOME", "RUSTC_WRAPPER", "RUSTDOC", "RUSTFLAGS", "LD_LIBRARY_PATH"];
    for variable in of_the_other {
        command.env_remove(variable);
    }
    command
}

fn target_is_installed() -> bool {
    // The directory is named whether or not anything is there.
    let directory = answer(installed_rustc().args(["--print", "target-libdir", "--target", TARGET]));
    directory.is_some_and(|directory| Path::new(&directory).is_dir())
}

fn distribution_is_there() -> bool {
    if !Path::new(DISTRIBUTION_RUSTC).exists() || !Path::new(DISTRIBUTION_CARGO).exists() {
        return false;
    }
    let new_enough = answer(distribution(DISTRIBUTION_RUSTC).arg("--version"))
        .and_then(|version| minor(version.split(' ').nth(1)?))
        .zip(minor(env!("CARGO_PKG_RUST_VERSION")))
        .is_some_and(|(there, needed)| there >= needed);
    let sysroot = answer(distribution(DISTRIBUTION_RUSTC).args(["--print", "sysroot"]));
    new_enough && sysroot.is_some_and(|sysroot| Path::new(&sysroot).join("lib/rustlib/src/rust/library/std").is_dir())
}

/// `96` of `1.96.0`.
fn minor(version: &str) -> Option<u32> {
    version.strip_prefix("1.")?.split('.').next()?.parse().ok()
}

fn install_distribution() -> anyhow::Result<Option<Toolchain>> {
    eprintln!("no WebAssembly toolchain here; installing Debian's, if that is allowed ({VARIABLE} chooses another)");
    if !apt::install(&PACKAGES)? {
        return Ok(None);
    }
    ensure!(
        distribution_is_there(),
        "installed, but {DISTRIBUTION_RUSTC} is too old or comes without the library's source"
    );
    Ok(Some(Toolchain::Distribution))
}

fn add_target() -> anyhow::Result<Option<Toolchain>> {
    if answer(command("rustup").arg("--version")).is_none() {
        return Ok(None);
    }
    run(command("rustup").args(["target", "add", TARGET]))?;
    ensure!(target_is_installed(), "`rustup target add` went well, but the target is not there");
    Ok(Some(Toolchain::Installed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_as_numbers() {
        assert_eq!(minor("1.96.0"), Some(96));
        assert_eq!(minor("1.100"), Some(100));
        assert_eq!(minor("2.0.0"), None);
    }

    #[test]
    fn an_unknown_way_is_an_error_that_names_the_known_ones() {
        let error = forced("docker").expect_err("there is no such way").to_string();
        assert!(WAYS.iter().all(|way| error.contains(way.name())), "{error}");
    }
}
