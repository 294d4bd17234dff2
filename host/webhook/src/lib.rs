//! An admission webhook that says, at the moment of `kubectl apply`, what a change of a Service does to its load balancer.
//!
//! ```text
//! kube-apiserver ── AdmissionReview ─► server ─► admission ─► plan request ─► module in wasmtime
//!                                                   ▲  │
//!            cluster (watches), cloud (refresher), policy (file)   └─► warnings, or a denial
//! ```
//!
//! A review never waits for the network: what it needs from the cluster and the cloud is read beside it. What could not be
//! read is unknown, and never taken as absent. Nothing is written anywhere: a review has no side effects.
//!
//! | module | what it does |
//! |---|---|
//! | [`server`] | TLS, routes, limits, shutdown |
//! | [`admission`] | from an AdmissionReview to a decision |
//! | [`warnings`] | from a plan to lines that `kubectl` prints |
//! | [`cluster`] | the objects of the cluster, kept by watches |
//! | [`cloud`] | the load balancers of the region, read again every few minutes |
//! | [`policy`] | the guard rails, read again when their file changes |

#![warn(missing_docs)]

pub mod admission;
pub mod arguments;
pub mod cloud;
pub mod cluster;
pub mod language;
pub mod metrics;
pub mod module;
pub mod policy;
pub mod reloaded_file;
pub mod run;
pub mod server;
pub mod violation;
pub mod warnings;
