//! Finds or installs a Rust that compiles to wasm32-unknown-unknown.
//!
//! Tried in this order: the installed Rust, if it has the target; a distribution's Rust, which builds the standard library
//! from source; the same, installed by apt-get where that is possible; `rustup target add`. The first that works is used and
//! printed. Nothing is installed if one of the first two works.

use crate::install_with_apt;
use crate::optimisation_goal::OptimisationGoal;
use crate::run_command::{command, run, stdout_of, target_dir};
use anyhow::{bail, ensure};
use std::path::Path;
use std::process::Command;

pub const TARGET: &str = "wasm32-unknown-unknown";

const VARIABLE: &str = "CLBPLAN_WASM_TOOLCHAIN";
const DISTRIBUTION_RUSTC: &str = "/usr/bin/rustc";
const DISTRIBUTION_CARGO: &str = "/usr/bin/cargo";
/// Debian packages. Compiler and library source have the same version, because they are built from one source package.
const PACKAGES: [&str; 5] = ["rustc-web", "rust-web-src", "rust-web-llvm", "cargo-web", "lld-22"];

const INSTRUCTIONS: &str = "\
no installed Rust compiles to wasm32-unknown-unknown. Use one of these:
  rustup target add wasm32-unknown-unknown
  apt-get update && apt-get install rustc-web rust-web-src rust-web-llvm cargo-web lld-22     (Debian, as root)";

/// A Rust that compiles to WebAssembly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WasmToolchain {
    /// The installed Rust, which has the target.
    Installed,
    /// The distribution's Rust, which includes the source of the standard library.
    Distribution,
}

/// Ways to get a toolchain, in the order they are tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Method {
    Target,
    Distribution,
    Install,
    Rustup,
}

const METHODS: [Method; 4] = [Method::Target, Method::Distribution, Method::Install, Method::Rustup];

impl Method {
    fn name(self) -> &'static str {
        match self {
            Method::Target => "target",
            Method::Distribution => "distribution",
            Method::Install => "install",
            Method::Rustup => "rustup",
        }
    }

    /// The toolchain; `None` if this method does not apply here; an error if it applies and failed.
    fn get(self) -> anyhow::Result<Option<WasmToolchain>> {
        match self {
            Method::Target => Ok(target_is_installed().then_some(WasmToolchain::Installed)),
            Method::Distribution => Ok(distribution_is_installed().then_some(WasmToolchain::Distribution)),
            Method::Install => install_distribution(),
            Method::Rustup => add_target(),
        }
    }
}

/// The toolchain to use; it is installed when this returns.
pub fn find() -> anyhow::Result<WasmToolchain> {
    match std::env::var(VARIABLE) {
        Ok(name) if !name.is_empty() => forced(&name),
        _ => first(),
    }
}

fn forced(name: &str) -> anyhow::Result<WasmToolchain> {
    let Some(method) = METHODS.into_iter().find(|method| method.name() == name) else {
        bail!("{VARIABLE}={name}: the values are target, distribution, install, rustup");
    };
    method.get()?.ok_or_else(|| anyhow::anyhow!("{VARIABLE}={name} does not work here\n{INSTRUCTIONS}"))
}

fn first() -> anyhow::Result<WasmToolchain> {
    for method in METHODS {
        match method.get() {
            Ok(Some(toolchain)) => return Ok(toolchain),
            Ok(None) => {}
            Err(error) => eprintln!("{}: {error:#}; trying the next", method.name()),
        }
    }
    bail!(INSTRUCTIONS)
}

/// Flags where std is built from source: panics trap without a message, which makes the module smaller and changes no
/// answer.
const SMALL_STD: [&str; 3] = ["-Zunstable-options", "-Cpanic=immediate-abort", "-Zlocation-detail=none"];

impl WasmToolchain {
    /// `cargo`, without subcommand and arguments. Its outputs go to `target/wasm-…`, because two compilers must not share one
    /// directory.
    pub fn cargo(self) -> Command {
        match self {
            WasmToolchain::Installed => {
                let mut cargo = crate::run_command::cargo();
                cargo.env("CARGO_TARGET_DIR", self.target_dir());
                cargo
            }
            WasmToolchain::Distribution => {
                let mut cargo = distribution(DISTRIBUTION_CARGO);
                cargo.env("CARGO_TARGET_DIR", self.target_dir());
                cargo
            }
        }
    }

    /// Whether it is installed; installs nothing.
    pub fn is_installed(self) -> bool {
        match self {
            WasmToolchain::Installed => true,
            WasmToolchain::Distribution => distribution_is_installed(),
        }
    }

    /// `cargo` for this machine, also with a directory of its own.
    pub fn native(self) -> Command {
        let (mut cargo, folder) = match self {
            WasmToolchain::Installed => return crate::run_command::cargo(),
            WasmToolchain::Distribution => (distribution(DISTRIBUTION_CARGO), "native-distribution"),
        };
        cargo.env("CARGO_TARGET_DIR", target_dir().join(folder));
        cargo
    }

    /// Compiler flags.
    pub fn flags(self) -> &'static [&'static str] {
        match self {
            WasmToolchain::Installed => &[],
            WasmToolchain::Distribution => &SMALL_STD,
        }
    }

    /// Arguments of `cargo build`.
    pub fn arguments(self, goal: OptimisationGoal) -> Vec<&'static str> {
        let build_std: &[&str] = match (self, goal) {
            (WasmToolchain::Installed, _) => &[],
            (WasmToolchain::Distribution, OptimisationGoal::Speed) => &["-Z", "build-std=std,panic_abort"],
            (WasmToolchain::Distribution, OptimisationGoal::Size) => {
                &["-Z", "build-std=std,panic_abort", "-Z", "build-std-features=optimize_for_size"]
            }
        };
        [&["--target", TARGET], build_std].concat()
    }

    /// Cargo's target directory.
    pub fn target_dir(self) -> std::path::PathBuf {
        target_dir().join(match self {
            WasmToolchain::Installed => "wasm-installed",
            WasmToolchain::Distribution => "wasm-distribution",
        })
    }

    /// Version and origin, for messages.
    pub fn describe(self) -> String {
        let (what, rustc) = match self {
            WasmToolchain::Installed => ("installed, with the target", installed_rustc()),
            WasmToolchain::Distribution => {
                ("of the distribution, building std from source", distribution(DISTRIBUTION_RUSTC))
            }
        };
        let mut rustc = rustc;
        format!("{} ({what})", stdout_of(rustc.arg("--version")).unwrap_or_else(|| "rustc".to_owned()))
    }
}

fn installed_rustc() -> Command {
    command(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()))
}

/// A program of the distribution. The environment is changed so that it uses the distribution's compiler, not the one that
/// runs this tool.
fn distribution(program: &str) -> Command {
    let mut command = command(program);
    let path = std::env::var("PATH").unwrap_or_default();
    command.env("PATH", format!("/usr/bin:{path}")).env("RUSTC", DISTRIBUTION_RUSTC).env("RUSTC_BOOTSTRAP", "1");
    let set_by_rustup =
        ["CARGO", "RUSTUP_TOOLCHAIN", "RUSTUP_HOME", "RUSTC_WRAPPER", "RUSTDOC", "RUSTFLAGS", "LD_LIBRARY_PATH"];
    for variable in set_by_rustup {
        command.env_remove(variable);
    }
    command
}

fn target_is_installed() -> bool {
    // rustc prints the directory even if it does not exist.
    let directory = stdout_of(installed_rustc().args(["--print", "target-libdir", "--target", TARGET]));
    directory.is_some_and(|directory| Path::new(&directory).is_dir())
}

fn distribution_is_installed() -> bool {
    if !Path::new(DISTRIBUTION_RUSTC).exists() || !Path::new(DISTRIBUTION_CARGO).exists() {
        return false;
    }
    let new_enough = stdout_of(distribution(DISTRIBUTION_RUSTC).arg("--version"))
        .and_then(|version| minor(version.split(' ').nth(1)?))
        .zip(minor(env!("CARGO_PKG_RUST_VERSION")))
        .is_some_and(|(found, needed)| found >= needed);
    let sysroot = stdout_of(distribution(DISTRIBUTION_RUSTC).args(["--print", "sysroot"]));
    new_enough && sysroot.is_some_and(|sysroot| Path::new(&sysroot).join("lib/rustlib/src/rust/library/std").is_dir())
}

/// `96` of `1.96.0`.
fn minor(version: &str) -> Option<u32> {
    version.strip_prefix("1.")?.split('.').next()?.parse().ok()
}

fn install_distribution() -> anyhow::Result<Option<WasmToolchain>> {
    eprintln!("no WebAssembly toolchain found; installing Debian's, if that is allowed ({VARIABLE} selects another)");
    if !install_with_apt::install(&PACKAGES)? {
        return Ok(None);
    }
    ensure!(
        distribution_is_installed(),
        "installed, but {DISTRIBUTION_RUSTC} is too old or its library source is missing"
    );
    Ok(Some(WasmToolchain::Distribution))
}

fn add_target() -> anyhow::Result<Option<WasmToolchain>> {
    if stdout_of(command("rustup").arg("--version")).is_none() {
        return Ok(None);
    }
    run(command("rustup").args(["target", "add", TARGET]))?;
    ensure!(target_is_installed(), "`rustup target add` succeeded, but the target is missing");
    Ok(Some(WasmToolchain::Installed))
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
    fn the_error_for_an_unknown_method_lists_the_known_ones() {
        let error = forced("docker").expect_err("unknown method").to_string();
        assert!(METHODS.iter().all(|method| error.contains(method.name())), "{error}");
    }
}
