//! The current state: the cloud's answers read into [`crate::model::KnownLoadBalancers`], and the CLB that a live Service uses.
//!
//! A member that is `null` or absent stays unknown; one of the wrong type is a finding and stays unknown too. What
//! should happen is decided in `lifecycle/`.

pub mod codes;
mod decode;
mod owner_from_tags;
mod reader;
mod resolve;

pub use decode::cloud;
pub use owner_from_tags::{cluster_tag_owner, creator_tag_owner, service_tag_owner, service_uid_tags};
pub use resolve::{
    CurrentLoadBalancer, LoadBalancersByOwnerUid, MissingLoadBalancerOrigin, WantsLoadBalancer, resolve,
};
