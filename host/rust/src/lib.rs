//! Runs the clbplan module in [wasmtime](https://wasmtime.dev): request text in, answer text out.
//!
//! A [`Module`] is loaded once, from WebAssembly or from code made beforehand by [`precompile`], and called any number of
//! times, from any number of threads. Every call gets an instance of its own, with a memory and a time it cannot exceed,
//! so that a call that traps, hangs or runs out of memory is a [`HostError`] and the next one is as good as the first.
//! Nothing is given to the module: no files, clock, randomness or network. A module that asks for an import is refused.
//!
//! ```no_run
//! use clbplan_host::{Function, Module};
//!
//! let module = Module::from_wasm(&std::fs::read("pkg/clbplan.wasm")?)?;
//! let request = r#"{"manifests": "kind: Service\nmetadata: {name: web}"}"#;
//! println!("{}", module.call(Function::PlanSync, request)?);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! This crate knows nothing of what is in the texts, save `formatVersion` in the answer of `about`.

mod abi;
mod compile;
mod error;
mod limits;
mod module;

pub use compile::precompile;
pub use error::{HostError, first_names};
pub use limits::{DEFAULT_MEMORY_BYTES, DEFAULT_TIME, Limits};
pub use module::{Function, Module};

/// The format this host reads: modules whose answers have another first number are refused.
pub const FORMAT_VERSION: &str = "1.0";
