//! Domain types shared by desired and current state.
//!
//! [`Service`] is a manifest as the controller reads it. [`DesiredLoadBalancerProperties`] and [`DesiredListener`] are desired,
//! [`LoadBalancer`] and [`Listener`] are current. Values that were not provided stay `None` or `Unknown`: no default is
//! filled in here. [`clb_attributes`] lists the attributes that can change.

mod backend;
mod certificate_secret;
pub mod clb_attributes;
mod endpoints_of_objects;
mod endpoints_rewritten_after_apply;
mod ip_version;
mod listener;
mod listeners_by_port;
mod load_balancer;
mod load_balancers_of_ingress_objects;
mod objects_around_services;
mod owned_or_shared;
mod placeholder_id;
mod service;
mod tag_ownership;

pub use backend::{
    DEFAULT_WEIGHT, DesiredBackends, KnownBackends, Target, TargetAddress, TargetAddressSet, UndecidedBackends,
    UnknownBackends,
};
pub use certificate_secret::CertificateId;
pub use endpoints_of_objects::Endpoint;
pub use ip_version::IpVersion;
pub use listener::{
    DesiredForwardingRule, DesiredListener, ForwardingRule, Listener, ListenerKey, ListenersWithSameBackend,
    MANAGED_LISTENER_NAME,
};
pub use listeners_by_port::Listeners;
pub use load_balancer::{
    CreationRefusal, DesiredLoadBalancerProperties, ImmutableProperties, KnownLoadBalancers, LoadBalancer, RefusalCause,
};
pub use objects_around_services::{
    ENDPOINT_KINDS, Endpoints, NodeEligibility, ObjectKnowledge, ObjectsAroundServices, WorkerNode,
    service_of_endpoints,
};
pub use owned_or_shared::OwnedOrShared;
pub use placeholder_id::{placeholder_id, placeholder_uid};
pub use service::{EndpointsChange, ExternalTrafficPolicy, Service, ServicePort, ServiceType, TargetPort};
pub use tag_ownership::TagOwnership;
