//! Errors of loading and calling the module.

use std::time::Duration;

/// Why a module could not be loaded or called.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum HostError {
    /// The bytes are not a WebAssembly module that this engine accepts.
    #[error("not a WebAssembly module: {reason}")]
    NotWasm {
        /// The engine's own message.
        reason: String,
    },
    /// The bytes were not compiled by this version of the engine.
    #[error("not compiled by this version for this machine: {reason}")]
    NotPrecompiled {
        /// The engine's own message.
        reason: String,
    },
    /// The module has imports; the clbplan module has none.
    #[error("the module imports {}, but the host provides no imports: is it `clbplan.wasm`?", first_names(.names))]
    ImportsPresent {
        /// Each import as `module.name`.
        names: Vec<String>,
    },
    /// An export is missing or has the wrong type.
    #[error("the module has no export `{name}` of the expected type")]
    MissingExport {
        /// The export.
        name: String,
    },
    /// The module uses a format version that this host cannot read.
    #[error("the module answers in format {found}, but this host reads {supported}")]
    FormatVersion {
        /// `formatVersion` in the answer of `about`.
        found: String,
        /// [`FORMAT_VERSION`](crate::FORMAT_VERSION).
        supported: String,
    },
    /// The module crashed.
    #[error("`{function}` crashed: {reason}")]
    Trap {
        /// The export that was called.
        function: String,
        /// The engine's own message.
        reason: String,
    },
    /// The call took longer than [`Limits::time`](crate::Limits::time), or than its own limit.
    #[error("`{function}` took longer than {} s", .limit.as_secs_f64())]
    Timeout {
        /// The export that was called.
        function: String,
        /// The limit.
        limit: Duration,
    },
    /// The call needed more than [`Limits::processor_time`](crate::Limits::processor_time).
    #[error("`{function}` needed more than {} s of processor time", .limit.as_secs_f64())]
    ProcessorTime {
        /// The export that was called.
        function: String,
        /// The limit.
        limit: Duration,
    },
    /// The call was ended by its [`CancelToken`](crate::CancelToken).
    #[error("`{function}` was cancelled")]
    Cancelled {
        /// The export that was called.
        function: String,
    },
    /// The request is invalid: not JSON, a misspelt member, a value of the wrong type.
    #[error("{0}")]
    Request(RequestError),
    /// The request exceeds the module's size limit. It was not copied into the module.
    #[error("the request has {size} bytes; the limit is {limit}")]
    RequestTooLarge {
        /// The size of the request, in bytes.
        size: usize,
        /// The limit, in bytes.
        limit: usize,
    },
    /// This build of the crate has no module in it.
    #[error("the crate was built without a module: the feature `bundled` includes `clbplan.wasm`")]
    NotBundled,
    /// The call needed more memory than [`Limits::memory`](crate::Limits::memory), or than the system has.
    #[error("`{function}` needed more than {limit} bytes of memory")]
    OutOfMemory {
        /// The export that was called.
        function: String,
        /// What was not enough: the limit, or what the system gave, in bytes.
        limit: usize,
    },
    /// The system refuses the address space that a call starts with.
    #[error("the system refuses the memory that a call needs to start: {reason}")]
    AddressSpace {
        /// The engine's own message.
        reason: String,
    },
    /// The result is outside the memory, not UTF-8, or not the expected JSON.
    #[error("`{function}` returned no valid result: {reason}")]
    InvalidAnswer {
        /// The export that was called.
        function: String,
        /// The defect.
        reason: String,
    },
    /// The engine could not be started.
    #[error("the WebAssembly engine could not be started: {reason}")]
    Engine {
        /// The engine's own message.
        reason: String,
    },
}

/// The module's answer to an invalid request.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[non_exhaustive]
pub struct RequestError {
    /// Code of the mistake, `request/wrong-shape`.
    pub code: String,
    /// The mistake as a sentence.
    pub message: String,
    /// Its location in the request; empty for the whole request.
    #[serde(default)]
    pub path: String,
}

impl std::fmt::Display for RequestError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} [{}]", self.message, self.code)?;
        if self.path.is_empty() { Ok(()) } else { write!(formatter, " at {}", self.path) }
    }
}

/// The first names of a list: a module that was built for browsers has dozens of imports.
pub fn first_names(names: &[String]) -> String {
    const SHOWN: usize = 3;
    let mut text = names.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join(", ");
    if names.len() > SHOWN {
        text.push_str(", …");
    }
    text
}
