//! A loaded module, checked once and called many times.

use crate::abi::{Call, missing};
use crate::engine::{MemoryReservation, TargetCpu, check_kind, engine, engine_that_fits, not_wasm};
use crate::error::HostError;
use crate::limits::{CallOptions, CallSemaphore, Deadline, Limits};
use std::sync::Arc;
use wasmtime::{ExternType, ValType};

/// The functions of the module that take a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Function {
    /// `planSync(request) → Plan`.
    PlanSync,
    /// `validateService(request) → Report`.
    ValidateService,
    /// `simulate(request) → Simulation`.
    Simulate,
    /// `complete(request) → Completions`.
    Complete,
    /// `hover(request) → Hover | null`.
    Hover,
    /// `explain(request) → Explanation`.
    Explain,
}

impl Function {
    /// The name of the export.
    pub const fn export(self) -> &'static str {
        match self {
            Function::PlanSync => "plan-sync",
            Function::ValidateService => "validate-service",
            Function::Simulate => "simulate",
            Function::Complete => "complete",
            Function::Hover => "hover",
            Function::Explain => "explain",
        }
    }
}

const ABOUT: &str = "about";

/// The exports that a module must have, with the number of parameters and results, all of them 32-bit integers.
const EXPORTS: [(&str, usize, usize); 15] = [
    ("cabi_realloc", 4, 1),
    ("plan-sync", 2, 1),
    ("cabi_post_plan-sync", 1, 0),
    ("validate-service", 2, 1),
    ("cabi_post_validate-service", 1, 0),
    ("simulate", 2, 1),
    ("cabi_post_simulate", 1, 0),
    ("complete", 2, 1),
    ("cabi_post_complete", 1, 0),
    ("hover", 2, 1),
    ("cabi_post_hover", 1, 0),
    ("explain", 2, 1),
    ("cabi_post_explain", 1, 0),
    ("about", 0, 1),
    ("cabi_post_about", 1, 0),
];

/// The clbplan module, ready to be called. It can be shared between threads; a clone is cheap.
#[derive(Clone)]
pub struct Module {
    module: wasmtime::Module,
    limits: Limits,
    places: Arc<CallSemaphore>,
    max_request_bytes: usize,
}

impl Module {
    /// Compiles WebAssembly, which takes up to some seconds; [`precompile`](crate::precompile) avoids that.
    ///
    /// # Errors
    ///
    /// [`HostError::NotWasm`], [`HostError::ImportsPresent`], [`HostError::MissingExport`], [`HostError::FormatVersion`];
    /// and those of a call, because `about` is called.
    pub fn from_wasm(wasm: &[u8]) -> Result<Module, HostError> {
        check_kind(wasm)?;
        let engine = engine_that_fits()?;
        let module = wasmtime::Module::new(&engine, wasm).map_err(|error| not_wasm(&error))?;
        Module::checked(module)
    }

    /// Loads the output of [`precompile`](crate::precompile).
    ///
    /// # Safety
    ///
    /// The bytes run as native code without a sandbox. They must be the output of [`precompile`](crate::precompile), from a
    /// place that nobody else can write to. Another version or architecture is detected, a forgery is not.
    ///
    /// # Errors
    ///
    /// [`HostError::NotPrecompiled`]; [`HostError::AddressSpace`] where the memory that the code was compiled for does not fit:
    /// use [`Module::from_wasm`] there; and the others of that function.
    pub unsafe fn from_precompiled(code: &[u8]) -> Result<Module, HostError> {
        let engine = engine(TargetCpu::ThisOne, MemoryReservation::Usual)?;
        // SAFETY: the caller vouches for the bytes.
        let module = unsafe { wasmtime::Module::deserialize(&engine, code) }
            .map_err(|error| HostError::NotPrecompiled { reason: format!("{error:#}") })?;
        Module::checked(module)
    }

    /// Loads what a program has of the module: machine code, which takes milliseconds, or, where that does not fit this machine,
    /// WebAssembly, which is compiled.
    ///
    /// # Safety
    ///
    /// That of [`Module::from_precompiled`].
    ///
    /// # Errors
    ///
    /// [`HostError::NotBundled`] without either, and those of [`Module::from_wasm`].
    pub unsafe fn from_precompiled_or_wasm(code: Option<&[u8]>, wasm: Option<&[u8]>) -> Result<Module, HostError> {
        // SAFETY: the caller vouches for the bytes.
        if let Some(Ok(module)) = code.map(|code| unsafe { Module::from_precompiled(code) }) {
            return Ok(module);
        }
        Module::from_wasm(wasm.ok_or(HostError::NotBundled)?)
    }

    /// The same module with other limits, and with places of its own for concurrent calls.
    #[must_use]
    pub fn with_limits(self, limits: Limits) -> Module {
        Module { limits, places: Arc::new(CallSemaphore::new(limits.calls)), ..self }
    }

    /// The limits of a call.
    pub fn limits(&self) -> Limits {
        self.limits
    }

    /// Calls a function: JSON in, JSON out, byte for byte.
    ///
    /// # Errors
    ///
    /// [`HostError::RequestTooLarge`], [`HostError::Trap`], [`HostError::Timeout`], [`HostError::ProcessorTime`],
    /// [`HostError::OutOfMemory`], [`HostError::AddressSpace`], [`HostError::InvalidAnswer`]. The module can be called again after each of them. An invalid request is none: the answer
    /// is `{"error":{"code","message","path"}}`.
    pub fn call(&self, function: Function, request: &str) -> Result<String, HostError> {
        self.call_with(function, request, &CallOptions::default())
    }

    /// As [`Module::call`], with what holds for this call only.
    ///
    /// # Errors
    ///
    /// Those of [`Module::call`], and [`HostError::Cancelled`].
    pub fn call_with(&self, function: Function, request: &str, options: &CallOptions) -> Result<String, HostError> {
        if request.len() > self.max_request_bytes {
            return Err(HostError::RequestTooLarge { size: request.len(), limit: self.max_request_bytes });
        }
        let deadline = Deadline::new(function.export(), &self.limits, options);
        let _place = self.places.take(&deadline)?;
        Call::new(&self.module, deadline, self.limits)?.with_request(request)
    }

    /// The maximum size of a request, in bytes.
    pub fn max_request_bytes(&self) -> usize {
        self.max_request_bytes
    }

    /// Version, format versions, dates of the sources and limits, as JSON.
    ///
    /// # Errors
    ///
    /// Those of [`Module::call`].
    pub fn about(&self) -> Result<String, HostError> {
        let deadline = Deadline::new(ABOUT, &self.limits, &CallOptions::default());
        let _place = self.places.take(&deadline)?;
        Call::new(&self.module, deadline, self.limits)?.without_request()
    }

    fn checked(module: wasmtime::Module) -> Result<Module, HostError> {
        check_imports(&module)?;
        check_exports(&module)?;
        let limits = Limits::default();
        let places = Arc::new(CallSemaphore::new(limits.calls));
        let module = Module { module, limits, places, max_request_bytes: 0 };
        let max_request_bytes = check_about(&module.about()?)?;
        Ok(Module { max_request_bytes, ..module })
    }
}

impl std::fmt::Debug for Module {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Module").field("limits", &self.limits).finish_non_exhaustive()
    }
}

fn check_imports(module: &wasmtime::Module) -> Result<(), HostError> {
    let names: Vec<String> = module.imports().map(|import| format!("{}.{}", import.module(), import.name())).collect();
    if names.is_empty() { Ok(()) } else { Err(HostError::ImportsPresent { names }) }
}

fn check_exports(module: &wasmtime::Module) -> Result<(), HostError> {
    if !matches!(module.get_export("memory"), Some(ExternType::Memory(_))) {
        return Err(missing("memory"));
    }
    let wrong = EXPORTS.iter().find(|(name, takes, returns)| match module.get_export(name) {
        Some(ExternType::Func(function)) => {
            let all_i32 = function.params().chain(function.results()).all(|value| matches!(value, ValType::I32));
            !all_i32 || function.params().len() != *takes || function.results().len() != *returns
        }
        _ => true,
    });
    wrong.map_or(Ok(()), |(name, ..)| Err(missing(name)))
}

/// Compares the major version, because a minor version only adds fields. Returns the maximum size of a request.
fn check_about(about: &str) -> Result<usize, HostError> {
    let invalid = |reason: &str| HostError::InvalidAnswer { function: ABOUT.to_owned(), reason: reason.to_owned() };
    let about: serde_json::Value = serde_json::from_str(about).map_err(|error| invalid(&error.to_string()))?;
    let Some(found) = about.get("formatVersion").and_then(serde_json::Value::as_str) else {
        return Err(invalid("no `formatVersion`"));
    };
    let major = |version: &str| version.split('.').next().map(str::to_owned);
    if major(found) != major(crate::FORMAT_VERSION) {
        return Err(HostError::FormatVersion { found: found.to_owned(), supported: crate::FORMAT_VERSION.to_owned() });
    }
    let limit = about.pointer("/limits/requestBytes").and_then(serde_json::Value::as_u64);
    limit.and_then(|limit| usize::try_from(limit).ok()).ok_or_else(|| invalid("no `limits.requestBytes`"))
}
