//! Where the inputs of the benchmarks are.

use crate::run_command::target_dir;
use std::path::PathBuf;

/// The number of Services in the largest cluster.
pub const LARGEST: usize = 10_000;

/// The folder of everything that `cargo xtask bench` writes.
pub fn folder() -> PathBuf {
    target_dir().join("bench")
}
