//! Each resource of a plan, from current and desired state to changes and calls.
//!
//! The CLB: `load_balancer`, with its `cluster_tag` and the addresses of `snat`. What is on it: `listeners`, `forwarding_rules`,
//! `backends`, on a `planned_load_balancer`; `supported_values` leaves out what a protocol does not take. What is written into
//! the cluster: `service` and `service_config`.

pub mod backends;
pub mod cluster_tag;
pub mod deletion_facts;
mod exposure;
mod forwarding_rules;
pub mod keep_listeners_until_replaced;
pub mod listeners;
pub mod load_balancer;
pub mod load_balancer_for_listeners;
pub mod service;
pub mod service_config;
pub mod snat;
pub mod supported_values;
mod target_group_listener;
mod unprovided_config;
mod why_listener_stays;
