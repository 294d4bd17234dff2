//! Generates the inputs of the benchmarks. They depend on nothing but a counter, so they are the same on every machine.
//!
//! A [`plan_inputs::PlanInputs`] is a cluster as `kubectl get` prints it, with the answers of the cloud's API, in the state
//! that the controller would have created. Of twenty Services, fifteen are unchanged, three get another port, one is new and
//! one is deleted. The work for one Service does not depend on the number of Services.

mod cases;
mod cloud;
mod identifiers;
mod plan_inputs;
mod service;
mod yaml;

pub use cases::{Case, Function, cases};
pub use identifiers::ServiceNumber;
pub use service::service;
pub use yaml::yaml;

#[cfg(test)]
mod tests;
