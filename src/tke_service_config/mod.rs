//! TkeServiceConfig: settings of a CLB and its listeners.
//!
//! [`read()`] turns an object into a [`ServiceConfig`]. A segment configures a listener by protocol and port and never
//! creates one. A listener without a segment, and an attribute that its segment does not declare, are not changed.
//! [`reference()`] says which object a Service names; `rules/` checks whether the two fit.

mod check_against_fields;
pub mod codes;
pub mod config_notes_and_fix_titles;
mod config_used_by_service;
mod convert_to_clb_api;
mod declared_config;
pub mod fields;
mod read_service_config;

pub use config_used_by_service::{ConfigReference, reference};
pub use declared_config::{ConfigDomain, ConfiguredMembers, ForwardingRuleConfig, ListenerConfig, ServiceConfig};
pub use read_service_config::read;

use crate::syntax::KubernetesObject;

/// Both spellings of the kind.
pub const KINDS: [&str; 2] = ["TkeServiceConfig", "TKEServiceConfig"];

/// The TkeServiceConfigs among `objects`.
pub fn among(objects: &[KubernetesObject]) -> impl Iterator<Item = &KubernetesObject> {
    objects.iter().filter(|object| KINDS.contains(&object.reference.kind.as_str()))
}

#[cfg(test)]
mod tests;
