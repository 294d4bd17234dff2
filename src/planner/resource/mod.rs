//! Each resource of a plan, from what is held and what is wanted to changes and calls.
//!
//! The CLB: `instance`, with its `marks` and the addresses of `snat`. What is on it: `listeners`, `rules`,
//! `backends`, in their `place`; `fitting` leaves out what a protocol does not take. What the cluster is told: `service` and
//! `service_config`.

pub mod backends;
pub mod cluster_tag;
pub mod listener_target;
pub mod listeners;
pub mod load_balancer;
pub mod rules;
pub mod service;
pub mod service_config;
pub mod snat;
pub mod supported_values;
