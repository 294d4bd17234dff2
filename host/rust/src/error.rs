//! What can go wrong between a host and the module. None of it is about what is in a request: that is in the answer.

use std::time::Duration;

/// Why a module could not be loaded or called.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum HostError {
    /// The bytes are no WebAssembly module that this engine takes.
    #[error("not a WebAssembly module: {reason}")]
    NotWasm {
        /// What the engine says.
        reason: String,
    },
    /// The bytes are no code that this engine has compiled, or another version of it has.
    #[error("not compiled by this version for this machine: {reason}")]
    NotPrecompiled {
        /// What the engine says.
        reason: String,
    },
    /// The module wants something from its host; the clbplan module wants nothing.
    #[error("the module imports {}, and nothing is given to it: is it `clbplan.wasm`?", first_names(.names))]
    ImportsPresent {
        /// `module.name` of each import.
        names: Vec<String>,
    },
    /// An export of the clbplan module is not there, or has another type.
    #[error("the module does not export `{name}` as clbplan does")]
    MissingExport {
        /// Name of the export.
        name: String,
    },
    /// The module answers in a format that this host does not read.
    #[error("the module answers in format {found}, this host reads {supported}")]
    FormatVersion {
        /// `formatVersion` in the answer of `about`.
        found: String,
        /// [`FORMAT_VERSION`](crate::FORMAT_VERSION).
        supported: String,
    },
    /// The module broke off.
    #[error("`{function}` broke off: {reason}")]
    Trap {
        /// Export that was called.
        function: String,
        /// What the engine says.
        reason: String,
    },
    /// The call took longer than [`Limits::time`](crate::Limits::time).
    #[error("`{function}` took longer than {} s", .limit.as_secs_f64())]
    Timeout {
        /// Export that was called.
        function: String,
        /// The limit.
        limit: Duration,
    },
    /// The call wanted more memory than [`Limits::memory`](crate::Limits::memory).
    #[error("`{function}` wanted more than {limit} bytes of memory")]
    OutOfMemory {
        /// Export that was called.
        function: String,
        /// The limit, in bytes.
        limit: usize,
    },
    /// What came back is not where it was said to be, or not UTF-8, or not the JSON it must be.
    #[error("`{function}` gave no readable answer: {reason}")]
    InvalidAnswer {
        /// Export that was called.
        function: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The engine could not be started.
    #[error("the WebAssembly engine could not be started: {reason}")]
    Engine {
        /// What the engine says.
        reason: String,
    },
}

/// The first of many names: modules for a browser have scores of imports.
pub fn first_names(names: &[String]) -> String {
    const SHOWN: usize = 3;
    let mut text = names.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join(", ");
    if names.len() > SHOWN {
        text.push_str(", …");
    }
    text
}
