//! Runs the clbplan module in [wasmtime](https://wasmtime.dev): request text in, answer text out.
//!
//! A [`Module`] is loaded once, from WebAssembly or from the output of [`precompile`], and called any number of times, from
//! any number of threads. Every call has its own instance with limited memory and time: a call that traps, hangs or runs
//! out of memory is a [`HostError`] and does not affect the next one. The module has no access to files, clock, randomness or
//! network; a module with imports is rejected.
//!
//! ```no_run
//! use clbplan_host::{Function, Module};
//!
//! let module = Module::from_wasm(&std::fs::read("pkg/clbplan-fast.wasm")?)?;
//! let request = r#"{"manifests": "kind: Service\nmetadata: {name: web}"}"#;
//! println!("{}", module.call(Function::PlanSync, request)?);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! That is for a server, or any process that goes on after a call. A command, which calls the module once and ends, is faster
//! with [`ProcessKind::Command`].
//!
//! This crate does not interpret requests and answers, except `formatVersion` in the answer of `about`.

mod abi;
mod engine;
mod error;
mod limits;
mod module;
mod process_kind;
mod thread;

pub use engine::{precompile, precompile_for};
pub use error::{HostError, first_names};
pub use limits::{DEFAULT_MEMORY_BYTES, DEFAULT_TIME, Limits};
pub use module::{Function, Module};
pub use process_kind::ProcessKind;

/// The format version that this host reads. Modules with another major version are rejected.
pub const FORMAT_VERSION: &str = "1.0";
