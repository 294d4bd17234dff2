//! The engine's settings, one place for code made now and code made beforehand: they must agree for the latter to load.

use crate::error::HostError;
use wasmtime::{Config, Engine};

/// Native stack of a call. The parser bounds its own depth far below; test threads have 2 MiB in all.
const STACK_BYTES: usize = 1 << 20;

/// Which processors the code must run on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Processor {
    /// This one, with all it can do.
    ThisOne,
    /// Any of this architecture.
    AnyOfItsKind,
}

/// An engine with clbplan's settings.
pub(crate) fn engine(processor: Processor) -> Result<Engine, HostError> {
    let mut config = Config::new();
    config.epoch_interruption(true).max_wasm_stack(STACK_BYTES);
    // The module is compiled without vector instructions, and the baseline processor of x86-64 lacks what they need.
    config.wasm_relaxed_simd(false).wasm_simd(false);
    match processor {
        Processor::ThisOne => {}
        Processor::AnyOfItsKind => {
            config.target(env!("CLBPLAN_HOST_TARGET")).map_err(|error| refused(&error))?;
        }
    }
    Engine::new(&config).map_err(|error| refused(&error))
}

/// Compiles a module for [`Module::from_precompiled`](crate::Module::from_precompiled): native code that any machine with
/// this operating system and architecture loads in less than a millisecond, by this version of wasmtime only.
///
/// # Errors
///
/// [`HostError::NotWasm`] if the bytes are no module, [`HostError::Engine`] if the engine cannot compile here.
pub fn precompile(wasm: &[u8]) -> Result<Vec<u8>, HostError> {
    check_kind(wasm)?;
    let engine = engine(Processor::AnyOfItsKind)?;
    engine.precompile_module(wasm).map_err(|error| not_wasm(&error))
}

/// Says what a file is that is no module, which the engine would only say to those who know its format.
pub(crate) fn check_kind(wasm: &[u8]) -> Result<(), HostError> {
    let reason = match wasm {
        [0, b'a', b's', b'm', _, _, 1, 0, ..] => "it is a component, and `clbplan.wasm` is wanted, the module itself",
        [0, b'a', b's', b'm', ..] => return Ok(()),
        _ => "it does not begin as one",
    };
    Err(HostError::NotWasm { reason: reason.to_owned() })
}

/// What the engine says of the module.
pub(crate) fn not_wasm(error: &wasmtime::Error) -> HostError {
    HostError::NotWasm { reason: format!("{error:#}; is it `clbplan.wasm`?") }
}

fn refused(error: &wasmtime::Error) -> HostError {
    HostError::Engine { reason: format!("{error:#}") }
}
