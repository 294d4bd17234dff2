//! The vocabulary that what is wanted and what is held are both said in.
//!
//! [`Service`] is the manifest as the controller reads it; [`LoadBalancer`] and [`Listener`] are the cloud's answers;
//! [`LoadBalancerSpec`] and [`ListenerSpec`] are what a Service asks for. Values that were not given stay `None` or
//! `Unknown` all the way: nothing here fills a default in. What may change in place stands in [`field`].

mod backend;
mod cluster;
pub mod field;
mod listener;
mod load_balancer;
mod ownership;
mod placeholder_id;
mod service;
mod tag_owner;

pub use backend::{Backends, DEFAULT_WEIGHT, Target, TargetAddress, UnknownBackends};
pub use cluster::{Cluster, Endpoint, Endpoints, NodeState, WorkerNode};
pub use listener::{Listener, ListenerKey, ListenerSpec, MANAGED_LISTENER_NAME, Rule, RuleSpec};
pub use load_balancer::{Cloud, LoadBalancer, LoadBalancerSpec, Network};
pub use ownership::Ownership;
pub use placeholder_id::{placeholder_id, placeholder_uid};
pub use service::{ExternalTrafficPolicy, Service, ServicePort, ServiceType, TargetPort};
pub use tag_owner::TagOwner;
