#![doc = include_str!("../README.md")]
//!
//! # Layers
//!
//! [`Planner`] has the functions with their types; [`Module`] takes and returns text and does not interpret it, except for the
//! answer of `about`.

mod abi;
mod clock;
mod engine;
mod error;
mod limits;
mod module;
mod planner;
#[rustfmt::skip] // It is generated.
pub mod types;

pub use engine::precompile;
pub use error::{HostError, RequestError, first_names};
pub use limits::{CallOptions, CancelToken, DEFAULT_MEMORY_BYTES, DEFAULT_TIME, Limits};
pub use module::{Function, Module};
pub use planner::Planner;

/// The format version that this host reads. Modules with another major version are rejected.
pub const FORMAT_VERSION: &str = "1.0";
