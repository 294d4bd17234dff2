//! The module: found, loaded, called.
//!
//! Machine code made with this program is tried first, because it starts in milliseconds; where it does not fit this
//! machine, the portable module beside it is compiled. The core is never linked natively: what runs here is what runs
//! in a browser.

use crate::input_error::InputError;
use crate::messages::{self, Lang};
use crate::read_files::read_bytes;
pub use clbplan_host::Function;
use clbplan_host::{HostError, Module, first_names};
use std::path::Path;

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// What answers requests. The program's is the module; tests bring answers of their own.
pub trait Planner {
    /// JSON in, JSON out.
    ///
    /// # Errors
    /// The module broke off or ran into its limits.
    fn call(&self, function: Function, request: &str) -> Result<String, HostError>;
}

impl Planner for Module {
    fn call(&self, function: Function, request: &str) -> Result<String, HostError> {
        Module::call(self, function, request)
    }
}

/// Loads the file that was named, or the module in this program.
pub fn load(file: Option<&Path>, lang: Lang) -> Result<Box<dyn Planner>, InputError> {
    let module = match file {
        Some(path) => from_file(path, lang)?,
        None => embedded(lang)?,
    };
    Ok(Box::new(module))
}

fn from_file(path: &Path, lang: Lang) -> Result<Module, InputError> {
    let wasm = read_bytes(path, lang)?;
    Module::from_wasm(&wasm).map_err(|error| {
        let error = InputError::new(lang, &messages::MODULE_FILE, &[("path", &path.display().to_string())])
            .why(reason(&error, lang));
        error.help(lang, &messages::MODULE_FILE_HELP, &[])
    })
}

fn embedded(lang: Lang) -> Result<Module, InputError> {
    if let Some(code) = PRECOMPILED {
        // SAFETY: the bytes were put into this program when it was built, from what `clbplan_host::precompile` wrote;
        // whoever could change them could change the program.
        if let Ok(module) = unsafe { Module::from_precompiled(code) } {
            return Ok(module);
        }
    }
    match PORTABLE {
        Some(wasm) => Module::from_wasm(wasm).map_err(|error| {
            let error = InputError::new(lang, &messages::MODULE_NOT_LOADED, &[]).why(reason(&error, lang));
            error.help(lang, &messages::MODULE_REPORT_HELP, &[])
        }),
        None => Err(InputError::new(lang, &messages::NO_MODULE, &[]).help(lang, &messages::NO_MODULE_HELP, &[])),
    }
}

/// A call that failed, in the user's terms: too much input is theirs to change, anything else is ours.
pub fn failed(error: &HostError, lang: Lang) -> InputError {
    let input_error = InputError::new(lang, &messages::MODULE_FAILED, &[]).why(reason(error, lang));
    match error {
        HostError::Timeout { .. } | HostError::OutOfMemory { .. } => {
            input_error.help(lang, &messages::TOO_LARGE_HELP, &[])
        }
        // `HostError` is another crate's and may grow.
        _ => input_error.help(lang, &messages::MODULE_REPORT_HELP, &[]),
    }
}

/// What went wrong, in the user's language as far as it is ours to say.
fn reason(error: &HostError, lang: Lang) -> String {
    let fill = |message: &messages::Message, words: &[(&str, &str)]| message.fill(lang, words);
    match error {
        HostError::Timeout { function, limit } => {
            let seconds = limit.as_secs_f64().to_string();
            fill(&messages::HOST_TIMEOUT, &[("function", function), ("seconds", &seconds)])
        }
        HostError::OutOfMemory { function, limit } => {
            fill(&messages::HOST_MEMORY, &[("function", function), ("limit", &limit.to_string())])
        }
        HostError::NotWasm { reason } => fill(&messages::HOST_NOT_WASM, &[("reason", reason)]),
        HostError::ImportsPresent { names } => fill(&messages::HOST_IMPORTS, &[("names", &first_names(names))]),
        HostError::MissingExport { name } => fill(&messages::HOST_EXPORT, &[("name", name)]),
        HostError::Trap { function, reason } => {
            fill(&messages::HOST_TRAP, &[("function", function), ("reason", reason)])
        }
        HostError::InvalidAnswer { function, reason } => {
            fill(&messages::HOST_ANSWER, &[("function", function), ("reason", reason)])
        }
        // `HostError` is another crate's and may grow.
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn english_reasons_are_the_hosts_own() {
        let text = || "x".to_string();
        let errors = [
            HostError::Timeout { function: text(), limit: Duration::from_millis(1500) },
            HostError::OutOfMemory { function: text(), limit: 9 },
            HostError::NotWasm { reason: text() },
            HostError::ImportsPresent { names: vec![text(), text()] },
            HostError::MissingExport { name: text() },
            HostError::Trap { function: text(), reason: text() },
            HostError::InvalidAnswer { function: text(), reason: text() },
        ];
        for error in errors {
            assert_eq!(reason(&error, Lang::En), error.to_string());
            assert_ne!(reason(&error, Lang::ZhCn), error.to_string());
        }
    }
}
