//! A loaded module, checked once and called many times.

use crate::abi::{Call, missing};
use crate::engine::{TargetCpu, check_kind, engine, not_wasm};
use crate::error::HostError;
use crate::limits::{Limits, start_clock};
use crate::process_kind::ProcessKind;
use crate::thread::{CallSlots, in_abandonable_thread};
use wasmtime::{Engine, ExternType, ValType};

/// The functions of the module that take a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    process: ProcessKind,
    /// The calls that may run at once.
    slots: CallSlots,
}

impl Module {
    /// Compiles WebAssembly, which takes up to some seconds; [`precompile`](crate::precompile) avoids that.
    ///
    /// # Errors
    ///
    /// [`HostError::NotWasm`], [`HostError::ImportsPresent`], [`HostError::MissingExport`], [`HostError::FormatVersion`];
    /// and those of a call, because `about` is called.
    pub fn from_wasm(wasm: &[u8]) -> Result<Module, HostError> {
        Module::from_wasm_for(ProcessKind::default(), wasm)
    }

    /// As [`Module::from_wasm`], for this kind of process.
    ///
    /// # Errors
    ///
    /// Those of [`Module::from_wasm`].
    pub fn from_wasm_for(process: ProcessKind, wasm: &[u8]) -> Result<Module, HostError> {
        check_kind(wasm)?;
        let engine = engine(TargetCpu::ThisOne, process)?;
        let module = wasmtime::Module::new(&engine, wasm).map_err(|error| not_wasm(&error))?;
        Module::checked(&engine, module, process)
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
    /// [`HostError::NotPrecompiled`], and the others of [`Module::from_wasm`].
    pub unsafe fn from_precompiled(code: &[u8]) -> Result<Module, HostError> {
        // SAFETY: the caller vouches for the bytes.
        unsafe { Module::from_precompiled_for(ProcessKind::default(), code) }
    }

    /// Loads the output of [`precompile_for`](crate::precompile_for) this kind of process.
    ///
    /// # Safety
    ///
    /// As for [`Module::from_precompiled`]. Code for another kind of process is detected.
    ///
    /// # Errors
    ///
    /// Those of [`Module::from_precompiled`].
    pub unsafe fn from_precompiled_for(process: ProcessKind, code: &[u8]) -> Result<Module, HostError> {
        let engine = engine(TargetCpu::ThisOne, process)?;
        // SAFETY: the caller vouches for the bytes.
        let module = unsafe { wasmtime::Module::deserialize(&engine, code) }
            .map_err(|error| HostError::NotPrecompiled { reason: format!("{error:#}") })?;
        Module::checked(&engine, module, process)
    }

    /// The same module with other limits.
    #[must_use]
    pub fn with_limits(self, limits: Limits) -> Module {
        Module { limits, ..self }
    }

    /// The limits of a call.
    pub fn limits(&self) -> Limits {
        self.limits
    }

    /// Calls a function: JSON in, JSON out, byte for byte.
    ///
    /// # Errors
    ///
    /// [`HostError::Trap`], [`HostError::Timeout`], [`HostError::OutOfMemory`], [`HostError::InvalidAnswer`]. The module
    /// can be called again after each of them.
    pub fn call(&self, function: Function, request: &str) -> Result<String, HostError> {
        let request = request.to_owned();
        self.run(function.export(), move |call| call.with_request(&request))
    }

    /// Version, format versions, dates of the sources and limits, as JSON.
    ///
    /// # Errors
    ///
    /// Those of [`Module::call`].
    pub fn about(&self) -> Result<String, HostError> {
        self.run(ABOUT, Call::without_request)
    }

    /// Calls an export in a new instance, within the limits.
    fn run(
        &self,
        export: &'static str,
        call: impl FnOnce(Call) -> Result<String, HostError> + Send + 'static,
    ) -> Result<String, HostError> {
        let (module, limits) = (self.module.clone(), self.limits);
        let in_new_instance = move || call(Call::new(&module, export, limits)?);
        match self.process {
            ProcessKind::Server => {
                let _slot = self.slots.take();
                in_new_instance()
            }
            ProcessKind::Command => in_abandonable_thread(export, limits.time, in_new_instance),
        }
    }

    fn checked(engine: &Engine, module: wasmtime::Module, process: ProcessKind) -> Result<Module, HostError> {
        check_imports(&module)?;
        check_exports(&module)?;
        if process.interrupts_calls() {
            start_clock(engine.weak()).map_err(|error| HostError::Engine { reason: error.to_string() })?;
        }
        let slots = CallSlots::new(process.calls_at_once());
        let module = Module { module, limits: Limits::default(), process, slots };
        check_format(&module.about()?)?;
        Ok(module)
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

/// Compares the major version; a minor version only adds fields.
fn check_format(about: &str) -> Result<(), HostError> {
    let invalid = |reason: String| HostError::InvalidAnswer { function: ABOUT.to_owned(), reason };
    let about: serde_json::Value = serde_json::from_str(about).map_err(|error| invalid(error.to_string()))?;
    let Some(found) = about.get("formatVersion").and_then(serde_json::Value::as_str) else {
        return Err(invalid("no `formatVersion`".to_owned()));
    };
    let major = |version: &str| version.split('.').next().map(str::to_owned);
    if major(found) == major(crate::FORMAT_VERSION) {
        return Ok(());
    }
    Err(HostError::FormatVersion { found: found.to_owned(), supported: crate::FORMAT_VERSION.to_owned() })
}
