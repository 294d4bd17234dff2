//! Settings of the engine. Precompiled code only loads if they are the same as when it was compiled.

use crate::error::HostError;
use wasmtime::{Config, Engine, Instance, Module, Store};

/// Native stack of a call. The module's parser limits its depth far below this; test threads have 2 MiB in total.
const STACK_BYTES: usize = 1 << 20;

/// A module that has a memory of one page and nothing else.
const ONE_PAGE: &[u8] = b"\0asm\x01\0\0\0\x05\x03\x01\0\x01";

/// What is reserved with [`MemoryReservation::Small`], and added whenever that is used up.
const SMALL_RESERVATION: u64 = 64 << 20;

/// The address space of a call's memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MemoryReservation {
    /// wasmtime's own, more than 4 GiB: the memory never moves, and its accesses need no checks.
    Usual,
    /// For a process whose address space is limited, for example by `ulimit -v`.
    Small,
}

/// The processors that the code must run on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TargetCpu {
    /// This one, with all its features.
    ThisOne,
    /// Any processor of this architecture.
    Baseline,
}

/// An engine for this processor, with the usual reservation unless the system refuses that.
pub(crate) fn engine_that_fits() -> Result<Engine, HostError> {
    let usual = engine(TargetCpu::ThisOne, MemoryReservation::Usual)?;
    let page = Module::new(&usual, ONE_PAGE).map_err(|error| engine_error(&error))?;
    if Instance::new(&mut Store::new(&usual, ()), &page, &[]).is_ok() {
        return Ok(usual);
    }
    engine(TargetCpu::ThisOne, MemoryReservation::Small)
}

/// An engine with clbplan's settings.
pub(crate) fn engine(processor: TargetCpu, reservation: MemoryReservation) -> Result<Engine, HostError> {
    let mut config = Config::new();
    config.epoch_interruption(true).max_wasm_stack(STACK_BYTES);
    // The module uses no vector instructions, and the baseline processor of x86-64 does not support them.
    config.wasm_relaxed_simd(false).wasm_simd(false);
    if reservation == MemoryReservation::Small {
        config.memory_reservation(SMALL_RESERVATION).memory_reservation_for_growth(SMALL_RESERVATION);
    }
    match processor {
        TargetCpu::ThisOne => {}
        TargetCpu::Baseline => {
            config.target(env!("CLBPLAN_HOST_TARGET")).map_err(|error| engine_error(&error))?;
        }
    }
    Engine::new(&config).map_err(|error| engine_error(&error))
}

/// Compiles a module to native code for [`Module::from_precompiled`](crate::Module::from_precompiled). Any machine with this
/// operating system and architecture loads it in less than a millisecond, with this version of wasmtime only.
///
/// # Errors
///
/// [`HostError::NotWasm`] if the bytes are not a module, [`HostError::Engine`] if the engine cannot compile here.
pub fn precompile(wasm: &[u8]) -> Result<Vec<u8>, HostError> {
    check_kind(wasm)?;
    let engine = engine(TargetCpu::Baseline, MemoryReservation::Usual)?;
    engine.precompile_module(wasm).map_err(|error| not_wasm(&error))
}

/// Rejects files that are obviously not a module, with a clearer message than the engine's.
pub(crate) fn check_kind(wasm: &[u8]) -> Result<(), HostError> {
    let reason = match wasm {
        [0, b'a', b's', b'm', _, _, 1, 0, ..] => "it is a component; use the module, `clbplan.wasm`",
        [0, b'a', b's', b'm', ..] => return Ok(()),
        _ => "it does not have the header of one",
    };
    Err(HostError::NotWasm { reason: reason.to_owned() })
}

/// The engine rejected the module.
pub(crate) fn not_wasm(error: &wasmtime::Error) -> HostError {
    HostError::NotWasm { reason: format!("{error:#}; is it `clbplan.wasm`?") }
}

fn engine_error(error: &wasmtime::Error) -> HostError {
    HostError::Engine { reason: format!("{error:#}") }
}
