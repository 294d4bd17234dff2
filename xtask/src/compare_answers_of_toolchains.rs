//! `cargo xtask compare-toolchains`: compiles the core with every installed Rust and compares its answers with the committed ones.
//!
//! The comparison is byte for byte, over the scenarios, the examples of all codes, and kube-apiserver's cases. `cargo xtask
//! test` makes the same comparison for the module in every host.

use crate::run_command::run;
use crate::wasm_toolchain::WasmToolchain;
use anyhow::ensure;

/// The tests that compare answers with committed ones.
const TESTS: [&str; 10] = [
    "test",
    "--package",
    "clbplan",
    "--all-features",
    "--locked",
    "--test=scenarios",
    "--test=codes",
    "--test=kubernetes",
    "--test=spellings",
    "--test=generated",
];

/// Runs the tests with every installed toolchain.
pub fn compare() -> anyhow::Result<()> {
    let all = [WasmToolchain::Installed, WasmToolchain::Distribution];
    let installed: Vec<WasmToolchain> = all.into_iter().filter(|toolchain| toolchain.is_installed()).collect();
    for toolchain in &installed {
        run(toolchain.native().args(TESTS))?;
    }
    ensure!(installed.len() > 1, "the answers match, but only one Rust is installed: there is nothing to compare");
    eprintln!("{} toolchains gave the same answers", installed.len());
    Ok(())
}
