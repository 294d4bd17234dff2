//! TkeServiceConfig: settings of a CLB and its listeners.
//!
//! [`read()`] turns an object into a [`ServiceConfig`]. A segment configures a listener by protocol and port and never
//! creates one. A listener without a segment, and an attribute that its segment does not declare, are not changed.
//! [`reference()`] says which object a Service names; `rules/` checks whether the two fit.

pub mod codes;
mod decode;
pub mod fields;
mod read;
pub mod reasons;
mod spec;
mod usage;
mod walk;

pub use read::read;
pub use spec::{ConfigDomain, Declared, ForwardingRuleConfig, Segment, ServiceConfig};
pub use usage::{ConfigReference, reference};

use crate::syntax::KubernetesObject;

/// Both spellings of the kind.
pub const KINDS: [&str; 2] = ["TkeServiceConfig", "TKEServiceConfig"];

/// The TkeServiceConfigs among `objects`.
pub fn among(objects: &[KubernetesObject]) -> impl Iterator<Item = &KubernetesObject> {
    objects.iter().filter(|object| KINDS.contains(&object.reference.kind.as_str()))
}

#[cfg(test)]
mod tests;
