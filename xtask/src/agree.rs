//! `cargo xtask agree`: the core, compiled for this machine by each Rust that is here, gives the answers that are committed.
//!
//! They are compared byte for byte: scenarios, the examples of all codes, and kube-apiserver's cases. `cargo xtask test` asks
//! the same of the module in every host.

use crate::shell::run;
use crate::toolchain::Toolchain;
use anyhow::ensure;

/// The tests that hold answers against committed ones.
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

/// Runs them with every toolchain that is there.
pub fn agree() -> anyhow::Result<()> {
    let all = [Toolchain::Installed, Toolchain::Distribution];
    let here: Vec<Toolchain> = all.into_iter().filter(|toolchain| toolchain.is_there()).collect();
    for toolchain in &here {
        run(toolchain.native().args(TESTS))?;
    }
    ensure!(here.len() > 1, "the answers are as committed, but there is only one Rust here to give them");
    eprintln!("{} toolchains gave the same answers", here.len());
    Ok(())
}
