//! What is held: the cloud's raw answers read into [`crate::model::Cloud`], and which CLB a live Service holds.
//!
//! A field that is `null` or absent was not told and stays unknown; a field of the wrong shape is a finding and stays
//! unknown too. Nothing is concluded here about what should happen: that is `lifecycle/`.

pub mod codes;
mod decode;
mod ownership;
mod reader;
mod resolve;

pub use decode::cloud;
pub use ownership::{cluster_tag_owner, creator_tag_owner, service_tag_owner, service_uid_tags};
pub use resolve::{CurrentLoadBalancer, Intention, MissingKind, TaggedLoadBalancers, resolve};
