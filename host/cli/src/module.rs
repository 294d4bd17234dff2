//! Finds, loads and calls the module.
//!
//! The machine code that was compiled with this program is tried first, because it loads in milliseconds. If it does not
//! fit this machine, the embedded WebAssembly is compiled. The core is never linked natively: this is the same module that
//! runs in a browser.

use crate::input_error::InputError;
use crate::messages::{self, Message, TranslatableText};
use crate::read_files::read_bytes;
pub use clbplan_host::Function;
use clbplan_host::{DEFAULT_TIME, HostError, Limits, Module, first_names};
use std::path::Path;
use std::time::Duration;

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// Answers requests. The program uses the module; tests use fixed answers.
pub trait ModuleApi {
    /// JSON in, JSON out.
    ///
    /// # Errors
    /// The module crashed or reached its limits.
    fn call(&self, function: Function, request: &str) -> Result<String, HostError>;
}

impl ModuleApi for Module {
    fn call(&self, function: Function, request: &str) -> Result<String, HostError> {
        Module::call(self, function, request)
    }
}

/// Loads the module of a file, or the embedded one.
///
/// # Errors
/// The file is not a module, or this program was built without one.
pub fn load(file: Option<&Path>) -> Result<Box<dyn ModuleApi>, InputError> {
    Ok(Box::new(load_module(file)?))
}

/// The same, for several threads.
///
/// # Errors
/// As for [`load`].
pub fn load_module(file: Option<&Path>) -> Result<Module, InputError> {
    let module = match file {
        Some(path) => from_file(path)?,
        None => embedded()?,
    };
    // Whoever waits can interrupt the program. A limit in the time of a clock would fail on a busy machine, and only there.
    let limits = Limits::default().time(Duration::MAX).processor_time(DEFAULT_TIME);
    Ok(module.with_limits(limits))
}

fn from_file(path: &Path) -> Result<Module, InputError> {
    let wasm = read_bytes(path)?;
    Module::from_wasm(&wasm).map_err(|error| {
        let what = messages::MODULE_FILE.with("path", path.display().to_string());
        InputError::new(what).why(cause(&error)).help(&messages::MODULE_FILE_HELP)
    })
}

fn embedded() -> Result<Module, InputError> {
    // SAFETY: the bytes were embedded when this program was built, from the output of `clbplan_host::precompile`; whoever
    // could change them could change the program.
    unsafe { Module::from_precompiled_or_wasm(PRECOMPILED, FAST) }.map_err(|error| match error {
        HostError::NotBundled => InputError::new(&messages::NO_MODULE).help(&messages::NO_MODULE_HELP),
        error => InputError::new(&messages::MODULE_NOT_LOADED).why(cause(&error)).help(help(&error)),
    })
}

/// A failed call.
pub fn call_error(error: &HostError) -> InputError {
    InputError::new(&messages::MODULE_FAILED).why(cause(error)).help(help(error))
}

/// An input that is too large is for the user to change, as is a limit of the system; anything else is a bug.
fn help(error: &HostError) -> &'static Message {
    match error {
        HostError::Timeout { .. } | HostError::ProcessorTime { .. } | HostError::OutOfMemory { .. } => {
            &messages::TOO_LARGE_HELP
        }
        HostError::AddressSpace { .. } => &messages::ADDRESS_SPACE_HELP,
        // `HostError` is non-exhaustive.
        _ => &messages::MODULE_REPORT_HELP,
    }
}

/// The host's error in both languages; the engine's own reasons stay English.
fn cause(error: &HostError) -> TranslatableText {
    match error {
        HostError::Timeout { function, limit } => {
            let text = messages::HOST_TIMEOUT.with("function", function.as_str());
            text.with("seconds", limit.as_secs_f64().to_string())
        }
        HostError::ProcessorTime { function, limit } => {
            let text = messages::HOST_PROCESSOR_TIME.with("function", function.as_str());
            text.with("seconds", limit.as_secs_f64().to_string())
        }
        HostError::AddressSpace { reason } => messages::HOST_ADDRESS_SPACE.with("reason", reason.as_str()),
        HostError::OutOfMemory { function, limit } => {
            messages::HOST_MEMORY.with("function", function.as_str()).with("limit", limit.to_string())
        }
        HostError::NotWasm { reason } => messages::HOST_NOT_WASM.with("reason", reason.as_str()),
        HostError::ImportsPresent { names } => messages::HOST_IMPORTS.with("names", first_names(names)),
        HostError::MissingExport { name } => messages::HOST_EXPORT.with("name", name.as_str()),
        HostError::Trap { function, reason } => {
            messages::HOST_TRAP.with("function", function.as_str()).with("reason", reason.as_str())
        }
        HostError::InvalidAnswer { function, reason } => {
            messages::HOST_ANSWER.with("function", function.as_str()).with("reason", reason.as_str())
        }
        // `HostError` is non-exhaustive.
        _ => error.to_string().into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::Lang;

    #[test]
    fn english_causes_are_the_hosts_own() {
        let text = || "x".to_string();
        let errors = [
            HostError::Timeout { function: text(), limit: Duration::from_millis(1500) },
            HostError::OutOfMemory { function: text(), limit: 9 },
            HostError::ProcessorTime { function: text(), limit: Duration::from_secs(60) },
            HostError::AddressSpace { reason: text() },
            HostError::NotWasm { reason: text() },
            HostError::ImportsPresent { names: vec![text(), text()] },
            HostError::MissingExport { name: text() },
            HostError::Trap { function: text(), reason: text() },
            HostError::InvalidAnswer { function: text(), reason: text() },
        ];
        for error in errors {
            assert_eq!(cause(&error).text(Lang::En), error.to_string());
            assert_ne!(cause(&error).text(Lang::ZhCn), error.to_string());
        }
    }
}
