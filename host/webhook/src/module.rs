//! Loads the module, and limits what a call may use.

use clbplan_host::{HostError, Limits, Module};
use std::path::Path;
use std::time::Duration;

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// Memory of one call, in bytes.
const MEMORY: usize = 128 << 20;

/// Why there is no module.
#[derive(Debug, thiserror::Error)]
pub enum ModuleLoadError {
    /// The file cannot be read.
    #[error("{path}: {error}")]
    File {
        /// The file.
        path: String,
        /// The operating system's error.
        error: std::io::Error,
    },
    /// It is not the module.
    #[error(transparent)]
    Host(#[from] HostError),
    /// This program was built without one.
    #[error("this program was built without the module: name it with `--module pkg/clbplan-fast.wasm`")]
    NotEmbedded,
}

/// Loads the module of a file, or the embedded one. `time` limits each call, `calls` how many run at once.
///
/// # Errors
/// There is no module, or the file is another one.
pub fn load(file: Option<&Path>, time: Duration, calls: usize) -> Result<Module, ModuleLoadError> {
    let module = match file {
        Some(path) => {
            let wasm = std::fs::read(path)
                .map_err(|error| ModuleLoadError::File { path: path.display().to_string(), error })?;
            Module::from_wasm(&wasm)?
        }
        None => embedded()?,
    };
    Ok(module.with_limits(Limits::default().memory(MEMORY).time(time).calls(calls)))
}

fn embedded() -> Result<Module, ModuleLoadError> {
    // SAFETY: the bytes were embedded when this program was built, from the output of `clbplan_host::precompile`; whoever
    // could change them could change the program.
    unsafe { Module::from_precompiled_or_wasm(MACHINE_CODE, WASM) }.map_err(|error| match error {
        HostError::NotBundled => ModuleLoadError::NotEmbedded,
        error => ModuleLoadError::Host(error),
    })
}
