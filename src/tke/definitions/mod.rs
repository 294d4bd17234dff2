//! The definitions, by topic. A full name is written here and nowhere else.

pub mod backend;
pub mod clbplan;
pub mod cluster_switches;
pub mod conflicts;
pub mod controller_written;
pub mod legacy;
pub mod listener;
pub mod load_balancer;
pub mod load_balancer_tags;

use super::definition::{NameDefinition, NameLocation};

/// Prefixes of TKE's annotations.
pub const PREFIXES: [&str; 3] = ["service.kubernetes.io/", "service.cloud.tencent.com/", "kubernetes.io/service."];

/// Every definition, by topic.
pub fn all() -> impl Iterator<Item = &'static NameDefinition> {
    [
        load_balancer::ALL,
        listener::ALL,
        backend::ALL,
        controller_written::ALL,
        legacy::ALL,
        clbplan::ALL,
        cluster_switches::ALL,
        load_balancer_tags::ALL,
    ]
    .into_iter()
    .flatten()
    .copied()
}

/// The definitions of a Service's annotations.
pub fn of_services() -> impl Iterator<Item = &'static NameDefinition> {
    all().filter(|definition| definition.kind == NameLocation::Annotation)
}

/// The annotation of a Service with that full name.
pub fn find(name: &str) -> Option<&'static NameDefinition> {
    of_services().find(|definition| definition.name == name)
}
