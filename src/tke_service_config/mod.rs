//! TkeServiceConfig: how listeners are to behave.
//!
//! [`read`] turns an object into a [`ServiceConfig`]. It speaks of listeners by protocol and port and never makes one:
//! a listener without a segment, and a property that its segment does not declare, are left as they are, and that is
//! what `None` means throughout. [`check`] looks at one Service and the object it refers to.

pub mod codes;
mod decode;
pub mod fields;
mod read;
pub mod reasons;
mod spec;
mod usage;
mod walk;

pub use read::read;
pub use spec::{ConfigDomain, ConfigRule, Declared, Segment, ServiceConfig};
pub use usage::{ConfigReference, check, check_shared, reference};

use crate::syntax::Object;

/// Both spellings of the kind.
pub const KINDS: [&str; 2] = ["TkeServiceConfig", "TKEServiceConfig"];

/// The TkeServiceConfig objects among some objects.
pub fn among(objects: &[Object]) -> impl Iterator<Item = &Object> {
    objects.iter().filter(|object| KINDS.contains(&object.reference.kind.as_str()))
}

#[cfg(test)]
mod tests;
