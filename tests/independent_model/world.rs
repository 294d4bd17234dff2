//! A world: what the cluster holds, what the cloud holds, what somebody is about to change, and what of all that is told.
//!
//! It is a plain value without any conclusion in it. The request is written from it (`write_request_of_world.rs`), and the model judges it
//! (`facts_of_world.rs` and those that follow), so that the model never reads what the planner reads.

/// The load balancers that the controller created, one for each Service.
pub const MANAGED: [&str; 4] = ["lb-mana0000", "lb-mana0001", "lb-mana0002", "lb-mana0003"];
/// Load balancers that users supplied.
pub const SUPPLIED: [&str; 2] = ["lb-supp0000", "lb-supp0001"];
/// A load balancer of this cluster that no Service names, unless a copied annotation does.
pub const LEFT_OVER: &str = "lb-left0000";
/// An id that no cloud has.
pub const NOWHERE: &str = "lb-gone0000";
/// No id of a load balancer.
pub const MALFORMED: &str = "my load balancer";

pub const CLUSTER: &str = "cls-aaaa1111";
pub const OTHER_CLUSTER: &str = "cls-bbbb2222";
pub const VPC: &str = "vpc-main0001";
pub const OTHER_VPC: &str = "vpc-other001";
pub const SUBNETS: [&str; 2] = ["subnet-aaaa1111", "subnet-bbbb2222"];
/// The name of listeners that the controller creates.
pub const LISTENER_NAME: &str = "TKE-DEDICATED-LISTENER";

/// Namespace and name of the Service in each place. The alphabet and the places have the same order.
pub const NAMES: [(&str, &str); 4] = [("pay", "api"), ("pay", "web"), ("shop", "api"), ("shop", "cart")];

/// The uid of the Service in a place; other numbers are those of strangers.
pub fn uid(place: usize) -> String {
    format!("0000000{place}-1111-4111-8111-111111111111")
}

/// The place that stands for a Service of another time or cluster in a tag.
pub const STRANGER: usize = 7;

#[derive(Clone, Debug, PartialEq)]
pub struct World {
    pub context: Context,
    /// At most one Service in each place, so a world without one keeps the names of the others.
    pub services: [Option<Service>; 4],
    /// Whether `live` is provided at all.
    pub live_provided: bool,
    /// Whether `live` shows the two Services that every cluster has, in two namespaces.
    pub whole_cluster: bool,
    /// The cluster's nodes; none provided when it is 0.
    pub nodes: usize,
    pub prune: bool,
    /// The answers of the cloud, when there are any.
    pub cloud: Option<Cloud>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Context {
    pub cluster_known: bool,
    pub vpc_known: bool,
    pub sharing: Option<bool>,
    pub serverless: Option<bool>,
    pub rebuild: Option<bool>,
    pub version: Option<&'static str>,
    pub listeners_per_clb: Option<usize>,
    pub clbs_per_region: Option<usize>,
    pub live_complete: Option<bool>,
    /// The cluster's switch `EnableDefaultModificationProtection`.
    pub default_protection: Option<bool>,
}

/// One Service: how it is now, and what is about to happen to it. At least one of the two is something.
#[derive(Clone, Debug, PartialEq)]
pub struct Service {
    pub live: Option<Live>,
    pub next: RequestedChange,
}

#[derive(Clone, Debug, PartialEq)]
pub enum RequestedChange {
    /// No manifest names it. (`prune` then deletes it, if it is of type LoadBalancer.)
    Untouched,
    Manifest(Spec),
    /// The request's `delete` names it.
    Deleted,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Live {
    pub spec: Spec,
    /// The annotation `service.kubernetes.io/loadbalance-id`.
    pub assigned: Option<&'static str>,
    pub has_uid: bool,
    /// It has a deletionTimestamp and waits for the controller.
    pub deleting: bool,
    /// It has the controller's finalizer, as newer controllers add it.
    pub finalizer: bool,
    /// It records what was applied last, as `kubectl apply` leaves it.
    pub last_applied: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    LoadBalancer,
    NodePort,
    ClusterIp,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Spec {
    pub kind: Kind,
    /// `spec.loadBalancerClass` names another controller.
    pub other_class: bool,
    /// All ports are UDP; else all are TCP.
    pub udp: bool,
    pub ports: Vec<u16>,
    /// The annotation `service.kubernetes.io/tke-existed-lbid`.
    pub existing: Option<&'static str>,
    /// The subnet of an internal load balancer, by its place in `SUBNETS`.
    pub subnet: Option<usize>,
    /// `service.cloud.tencent.com/mode: skip`.
    pub skip: bool,
    /// `service.kubernetes.io/qcloud-share-existed-lb`.
    pub share: Option<bool>,
    /// `service.cloud.tencent.com/pass-to-target`.
    pub pass: Option<bool>,
    /// kube-apiserver refuses it: `sessionAffinity` has a value that does not exist. Never in a live object.
    pub invalid: bool,
}

/// The node port of a Service's port: different for every pair.
pub fn node_port(place: usize, port: u16) -> u16 {
    let slot = PORTS.iter().position(|known| *known == port).unwrap_or(9);
    30_000 + u16::try_from(place * 100 + slot).expect("small")
}

/// The ports that Services choose from.
pub const PORTS: [u16; 4] = [80, 443, 53, 8080];

#[derive(Clone, Debug, PartialEq)]
pub struct Cloud {
    pub complete: Option<bool>,
    pub balancers: Vec<Balancer>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Balancer {
    pub id: &'static str,
    /// In this subnet; public without one.
    pub subnet: Option<usize>,
    pub tags: Option<Tags>,
    pub protection: DeleteProtectFlag,
    pub endpoint: PrivateLinkEndpoint,
    pub vpc: Vpc,
    pub pass: bool,
    /// `None`: the listeners were not provided.
    pub listeners: Option<Vec<Listener>>,
    /// Whether the targets of the listeners were provided.
    pub targets_provided: bool,
}

/// `AttributeFlags`, where deletion protection is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeleteProtectFlag {
    Off,
    On,
    Null,
    Missing,
    WrongShape,
}

/// `AssociateEndpoint`, where a Private Link is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrivateLinkEndpoint {
    Unused,
    Used,
    Null,
    Missing,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vpc {
    Ours,
    Other,
    Null,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Tags {
    /// `tke-createdBy-flag`.
    pub created: CreatedByTag,
    pub cluster: ClusterTag,
    /// `tke-lb-serviceuuid`: the place of the Service that it names.
    pub uuid: Option<usize>,
    /// `<uid> = tke-lb-serviceId`, one for each place, as clusters with sharing write it.
    pub sharers: Vec<usize>,
    pub owner: LifecycleOwnerTag,
    /// `tke-lb-ingress-uuid`.
    pub ingress: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CreatedByTag {
    Absent,
    Yes,
    OtherValue,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClusterTag {
    Absent,
    Ours,
    Other,
    /// Twice, with both values.
    Both,
}

/// `tke-lifecycle-owner`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LifecycleOwnerTag {
    Absent,
    Tke,
    User,
    OtherValue,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Listener {
    pub port: u16,
    pub protocol: &'static str,
    pub name: ListenerName,
    /// The node port at which the first so many nodes are registered.
    pub targets: Option<(usize, u16)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListenerName {
    Managed,
    /// A name that a person chose.
    Person,
    Null,
}

/// What decides whether two listeners exclude each other: a transport protocol and a port (clb-api 5.5: TCP and UDP may
/// share a port number).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    pub udp: bool,
    pub port: u16,
}

impl Listener {
    pub fn key(&self) -> Key {
        Key { udp: matches!(self.protocol, "UDP" | "QUIC"), port: self.port }
    }

    /// The listener's id on this load balancer.
    pub fn id(&self, balancer: &str) -> String {
        let transport = if self.key().udp { "u" } else { "t" };
        format!("lbl-{}{transport}{}", &balancer[3..], self.port)
    }
}

impl Spec {
    /// Whether TKE's controller serves it. A `loadBalancerClass` of another controller is inferred to exclude TKE's
    /// (lifecycle §1).
    pub fn served(&self) -> bool {
        self.kind == Kind::LoadBalancer && !self.other_class
    }

    pub fn keys(&self) -> Vec<Key> {
        self.ports.iter().map(|port| Key { udp: self.udp, port: *port }).collect()
    }
}

/// The address of a load balancer: every one has its own.
pub fn address(id: &str) -> String {
    let all = MANAGED.iter().chain(&SUPPLIED).chain([&LEFT_OVER, &NOWHERE]);
    let place = all.enumerate().find(|(_, known)| **known == id).map_or(99, |(place, _)| place + 1);
    format!("203.0.113.{place}")
}

impl Cloud {
    pub fn balancer(&self, id: &str) -> Option<&Balancer> {
        self.balancers.iter().find(|balancer| balancer.id == id)
    }

    /// Whether it lists this id more than once, as a joined answer of several pages may.
    pub fn lists_twice(&self, id: &str) -> bool {
        self.balancers.iter().filter(|balancer| balancer.id == id).count() > 1
    }
}
