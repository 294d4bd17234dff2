//! The current state: the cloud's answers read into [`crate::model::KnownLoadBalancers`], and the CLB that a live Service uses.
//!
//! A member that is `null` or absent stays unknown; one of the wrong type is a finding and stays unknown too. What
//! should happen is decided in `lifecycle/`.

pub mod codes;
mod decode;
mod find_load_balancer_of_service;
mod owner_from_tags;
mod read_cloud_members;

pub use decode::cloud;
pub use find_load_balancer_of_service::{
    CurrentLoadBalancer, LoadBalancersByOwnerUid, MissingLoadBalancerOrigin, WantsLoadBalancer, resolve,
};
pub use owner_from_tags::{cluster_tag_owner, creator_tag_owner, service_tag_owner, service_uid_tags};
