//! Reads what a plan needs from a Kubernetes cluster and from Tencent Cloud.
//!
//! Only reads can be expressed: [`cluster`] can send `GET` requests to the API server, watches among them, and nothing
//! else, [`cloud`] the actions of [`cloud::ReadAction`], which all begin with `Describe`. What could not be read is reported,
//! as [`cluster::NotRead`], [`cluster::WatchEvent::Failed`] and [`cloud::NotRead`], and never appears as "none".
//!
//! Values of Secrets are dropped while an answer is decoded, and the answer's memory is overwritten; see
//! [`cluster::Kind::Secret`]. Nothing here interprets a Service: the module does.

#![warn(missing_docs)]

mod captured_state;
pub mod cloud;
pub mod cluster;
mod derived_facts;

pub use captured_state::{LiveState, StateDecodeError, state_schema};
pub use derived_facts::{Fact, FactSource, facts, facts_of_load_balancers, facts_of_nodes};
