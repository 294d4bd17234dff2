//! CLBs, desired and current.

use super::clb_attributes::AttributeValues;
use super::{Listener, ListenerKey, Listeners};
use crate::diagnostic::Reason;
use crate::sorted_map::SortedMap;
use crate::tke::load_balancer_tags;

/// The flag in `AttributeFlags` of delete protection.
const DELETE_PROTECT: &str = "DeleteProtect";

/// Properties that cannot change without replacing the CLB. `None` is unknown, or not specified, and is not compared.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImmutableProperties {
    /// `OPEN` or `INTERNAL`.
    pub kind: Option<String>,
    /// The cloud's lists do not show it.
    pub region: Option<String>,
    pub vpc: Option<String>,
    /// Of an internal CLB.
    pub subnet: Option<String>,
    /// 1 application, 0 classic.
    pub forward: Option<i64>,
    /// `ipv4`, `ipv6` (NAT64) or `ipv6fullchain`, lower case. Only of a current CLB: what `extensiveParameters` specify is
    /// read at the purchase alone.
    pub ip_version: Option<String>,
}

impl ImmutableProperties {
    /// The known differences from the current network: API name, current and desired value.
    pub fn differences(&self, current: &ImmutableProperties) -> Vec<(&'static str, String, String)> {
        let mut out = Vec::new();
        let mut text = |field: &'static str, desired: Option<&str>, current: Option<&str>| {
            if let (Some(desired), Some(current)) = (desired, current)
                && desired != current
            {
                out.push((field, current.to_owned(), desired.to_owned()));
            }
        };
        text("LoadBalancerType", self.kind.as_deref(), current.kind.as_deref());
        text("Region", self.region.as_deref(), current.region.as_deref());
        text("VpcId", self.vpc.as_deref(), current.vpc.as_deref());
        text("SubnetId", self.subnet.as_deref(), current.subnet.as_deref());
        let number = |value: Option<i64>| value.map(|number| number.to_string());
        text("Forward", number(self.forward).as_deref(), number(current.forward).as_deref());
        out
    }
}

/// A desired CLB.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DesiredLoadBalancerProperties {
    pub network: ImmutableProperties,
    /// The members of `CreateLoadBalancer`, complete except for the token.
    pub create: crate::json::Map,
    /// The attributes that are kept in sync after creation.
    pub values: AttributeValues,
    /// The desired SNAT addresses in the API's form: a subnet each, and optionally an address in it.
    pub snat: Vec<crate::json::Value>,
    /// Why the API would reject the creation.
    pub refused: Option<CreationRefusal>,
}

/// A creation that the API would reject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreationRefusal {
    /// What it would reject.
    pub cause: RefusalCause,
    /// Why nothing is created.
    pub reason: Reason,
}

/// What the API would reject in a creation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RefusalCause {
    /// A parameter, or its value.
    Parameter(String),
    /// A parameter that this version does not know. Whether the API does is unknown.
    UnknownParameter,
    /// The number of tags.
    Tags { count: usize, max: usize },
}

/// A current CLB.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LoadBalancer {
    /// `lb-…`.
    pub id: String,
    /// `LoadBalancerName`; `None`: unknown.
    pub name: Option<String>,
    /// `CreateTime`, as the cloud writes it; `None`: unknown.
    pub created_at: Option<String>,
    pub network: ImmutableProperties,
    /// The known attributes. An absent one is unknown.
    pub values: AttributeValues,
    /// `None`: unknown.
    pub tags: Option<SortedMap<String, String>>,
    /// Tags that are listed with several values, and all of these: they are not in `tags`.
    pub ambiguous_tags: SortedMap<String, String>,
    pub vips: Vec<String>,
    /// The domain name, of a domain-name CLB.
    pub domain: Option<String>,
    /// `AttributeFlags`; `None`: unknown.
    pub flags: Option<Vec<String>>,
    /// `ProtectState` of `DescribeLBOperateProtect`; `None`: unknown.
    pub operate_protected: Option<bool>,
    /// The VPC of its backends, when cross-region binding 1.0 set another one (`TargetRegionInfo`).
    pub bound_vpc: Option<String>,
    /// SNAT addresses in the API's form; `None`: unknown.
    pub snat: Option<Vec<crate::json::Value>>,
    /// Whether it has an endpoint of a Private Link service; `None`: unknown.
    pub has_endpoint: Option<bool>,
    /// 0 creating, 1 running; others are kept and reported.
    pub status: Option<i64>,
    /// `MixIpTarget`: whether rules of a native IPv6 CLB may bind addresses of both families; `None`: unknown.
    pub mixes: Option<bool>,
    /// An Ingress that names the CLB or has its address, as `namespace/name`.
    pub ingress: Option<String>,
    /// Isolated for arrears.
    pub isolated: bool,
    /// It is listed more than once with different attributes, which therefore are unknown.
    pub contradictory: bool,
    /// `None`: unknown, so nothing can be concluded from an absent listener.
    pub listeners: Option<Listeners>,
}

impl LoadBalancer {
    /// The value of a tag; `None` when it is absent or tags are unknown.
    pub fn tag(&self, key: &str) -> Option<&str> {
        self.tags.as_ref()?.get(key).map(String::as_str)
    }

    /// True for a tag that is listed with several values.
    pub fn is_ambiguous(&self, key: &str) -> bool {
        self.ambiguous_tags.contains_key(key)
    }

    /// The Ingress that uses the CLB: its name where an object shows it, else its uid from the CLB's tags.
    pub fn ingress_user(&self) -> Option<&str> {
        let tag = load_balancer_tags::INGRESS_UUID.definition.name;
        let of_tags = || self.tag(tag).or_else(|| self.ambiguous_tags.get(tag).map(String::as_str));
        self.ingress.as_deref().or_else(of_tags)
    }

    /// True when an Ingress uses the CLB.
    pub fn is_of_ingress(&self) -> bool {
        self.ingress_user().is_some()
    }

    /// The addresses by which clients reach it.
    pub fn addresses(&self) -> impl Iterator<Item = &str> {
        self.vips.iter().chain(&self.domain).map(String::as_str)
    }

    /// True with delete protection: the cloud rejects every deletion; `None`: unknown.
    pub fn is_delete_protected(&self) -> Option<bool> {
        Some(self.flags.as_ref()?.iter().any(|flag| flag == DELETE_PROTECT))
    }

    /// The CLB with what another entry about it says as well; what differs is unknown.
    pub fn agreeing_with(mut self, other: &LoadBalancer) -> LoadBalancer {
        fn agreed<T: PartialEq + Clone>(one: &mut Option<T>, other: &Option<T>) {
            if one != other {
                *one = None;
            }
        }
        agreed(&mut self.name, &other.name);
        agreed(&mut self.created_at, &other.created_at);
        // A name and a time decide nothing: entries that differ in these only do not contradict each other.
        let (name, created_at) = (self.name.clone(), self.created_at.clone());
        if self == (LoadBalancer { name, created_at, ..other.clone() }) {
            return self;
        }
        agreed(&mut self.tags, &other.tags);
        self.ambiguous_tags.extend(other.ambiguous_tags.clone());
        agreed(&mut self.domain, &other.domain);
        agreed(&mut self.flags, &other.flags);
        agreed(&mut self.bound_vpc, &other.bound_vpc);
        agreed(&mut self.snat, &other.snat);
        agreed(&mut self.status, &other.status);
        agreed(&mut self.mixes, &other.mixes);
        let (own, network) = (&mut self.network, &other.network);
        agreed(&mut own.kind, &network.kind);
        agreed(&mut own.vpc, &network.vpc);
        agreed(&mut own.subnet, &network.subnet);
        agreed(&mut own.forward, &network.forward);
        agreed(&mut own.ip_version, &network.ip_version);
        self.values.retain(|field, value| other.values.get(field) == Some(value));
        if self.vips != other.vips {
            self.vips.clear();
        }
        // An endpoint and arrears keep it from being deleted or changed, so one entry that says so is enough.
        self.has_endpoint = match (self.has_endpoint, other.has_endpoint) {
            (Some(true), _) | (_, Some(true)) => Some(true),
            (Some(false), Some(false)) => Some(false),
            (None, _) | (_, None) => None,
        };
        self.isolated |= other.isolated;
        self.contradictory = true;
        self
    }

    /// The known listeners beside which one of that key cannot exist.
    pub fn listeners_that_occupy(&self, key: ListenerKey) -> impl Iterator<Item = &Listener> {
        self.listeners.iter().flat_map(move |listeners| listeners.that_occupy(key))
    }

    /// The known listeners with that key.
    pub fn listeners_with_key(&self, key: ListenerKey) -> impl Iterator<Item = &Listener> {
        self.listeners.iter().flat_map(move |listeners| listeners.with_key(key))
    }

    /// The number of bound backends; `None` where those of a listener or rule are unknown.
    pub fn target_count(&self) -> Option<usize> {
        let listeners = self.listeners.as_deref()?;
        let are_known = listeners
            .iter()
            .all(|listener| listener.targets.is_some() && listener.rules.iter().all(|rule| rule.targets.is_some()));
        are_known.then(|| self.known_targets())
    }

    /// The number of backends that are known to be bound.
    pub fn known_targets(&self) -> usize {
        let listeners = self.listeners.as_deref().unwrap_or(&[]);
        listeners
            .iter()
            .map(|listener| {
                let rules: usize =
                    listener.rules.iter().map(|rule| rule.targets.as_ref().map_or(0, SortedMap::len)).sum();
                listener.targets.as_ref().map_or(0, SortedMap::len) + rules
            })
            .sum()
    }
}

/// The observed or derived state of the cloud.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KnownLoadBalancers {
    /// By id.
    pub load_balancers: SortedMap<String, LoadBalancer>,
    /// True: an id that is not listed does not exist.
    pub complete: bool,
}
