//! Domain types shared by desired and current state.
//!
//! [`Service`] is a manifest as the controller reads it. [`LoadBalancerSpec`] and [`ListenerSpec`] are desired,
//! [`LoadBalancer`] and [`Listener`] are current. Values that were not provided stay `None` or `Unknown`: no default is
//! filled in here. [`clb_attributes`] lists the attributes that can change.

mod backend;
pub mod clb_attributes;
mod cluster_objects;
mod ingress_addresses;
mod ip_version;
mod listener;
mod load_balancer;
mod managed_or_shared;
mod placeholder_id;
mod service;
mod tag_owner;

pub use backend::{
    AddressSet, Backends, DEFAULT_WEIGHT, KnownBackends, Target, TargetAddress, UndecidedBackends, UnknownBackends,
};
pub use cluster_objects::{Cluster, Endpoint, Endpoints, LiveObject, NodeEligibility, WorkerNode};
pub use ip_version::IpVersion;
pub use listener::{BackendClash, Listener, ListenerKey, ListenerSpec, MANAGED_LISTENER_NAME, Rule, RuleSpec};
pub use load_balancer::{Cloud, ImmutableProperties, LoadBalancer, LoadBalancerSpec};
pub use managed_or_shared::ManagedOrShared;
pub use placeholder_id::{placeholder_id, placeholder_uid};
pub use service::{ExternalTrafficPolicy, Service, ServicePort, ServiceType, TargetPort};
pub use tag_owner::TagOwner;
