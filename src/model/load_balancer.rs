//! CLB instances, as wanted and as held.

use super::Listener;
use super::field::Values;
use crate::diagnostic::Reason;
use crate::sorted_map::SortedMap;

/// `AttributeFlags` of a CLB with delete protection.
const DELETE_PROTECT: &str = "DeleteProtect";

/// Where the address of a CLB lives: what cannot change without another CLB. A part that is `None` is not known, or
/// not asked for, and is not compared.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Network {
    /// `OPEN` or `INTERNAL`.
    pub kind: Option<String>,
    /// `vpc-…`.
    pub vpc: Option<String>,
    /// `subnet-…`, of an internal CLB.
    pub subnet: Option<String>,
    /// Active zone: the names it goes by (id, name); two zones are the same when they share one.
    pub zone: Option<Vec<String>>,
    /// Standby zone, likewise.
    pub standby_zone: Option<Vec<String>>,
    /// 1 application, 0 classic.
    pub forward: Option<i64>,
    /// `ipv4`, `ipv6` (NAT64) or `ipv6fullchain`, lower case.
    pub ip_version: Option<String>,
}

impl Network {
    /// The parts in which `held` is known to be another network than this one: field, held and wanted value.
    pub fn differences(&self, current: &Network) -> Vec<(&'static str, String, String)> {
        let mut out = Vec::new();
        let mut text = |field: &'static str, desired: Option<&str>, current: Option<&str>| {
            if let (Some(desired), Some(current)) = (desired, current)
                && desired != current
            {
                out.push((field, current.to_owned(), desired.to_owned()));
            }
        };
        text("LoadBalancerType", self.kind.as_deref(), current.kind.as_deref());
        text("VpcId", self.vpc.as_deref(), current.vpc.as_deref());
        text("SubnetId", self.subnet.as_deref(), current.subnet.as_deref());
        text("AddressIPVersion", self.ip_version.as_deref(), current.ip_version.as_deref());
        let number = |value: Option<i64>| value.map(|number| number.to_string());
        text("Forward", number(self.forward).as_deref(), number(current.forward).as_deref());
        let mut zone = |field: &'static str, desired: &Option<Vec<String>>, current: &Option<Vec<String>>| {
            if let (Some(desired), Some(current)) = (desired, current)
                && !desired.iter().any(|name| current.contains(name))
            {
                out.push((field, current.join(" "), desired.join(" ")));
            }
        };
        zone("MasterZoneId", &self.zone, &current.zone);
        zone("SlaveZoneId", &self.standby_zone, &current.standby_zone);
        out
    }
}

/// A CLB that a Service asks for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LoadBalancerSpec {
    /// What cannot change without another CLB.
    pub network: Network,
    /// Fields of `CreateLoadBalancer`, complete but for tags and token.
    pub create: crate::json::Map,
    /// What is kept as wanted after creation, too.
    pub values: Values,
    /// The SNAT addresses that are kept on it, as the API asks for them: a subnet each, and a certain address where one
    /// is asked for.
    pub snat: Vec<crate::json::Value>,
    /// Why the purchase would be refused.
    pub blocked_by: Option<Reason>,
}

/// A CLB that the cloud holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LoadBalancer {
    /// `lb-…`.
    pub id: String,
    /// Its network.
    pub network: Network,
    /// What the cloud's answer says of it; a field that is not here was not told.
    pub values: Values,
    /// Tags; `None`: not told.
    pub tags: Option<SortedMap<String, String>>,
    /// Addresses.
    pub vips: Vec<String>,
    /// Domain name of a domain-name CLB.
    pub domain: Option<String>,
    /// `AttributeFlags`.
    pub flags: Vec<String>,
    /// The VPC of its backends, where it was bound to another one by the older way (`TargetRegionInfo`).
    pub bound_vpc: Option<String>,
    /// Its SNAT addresses, as the API shows them; `None`: not told.
    pub snat: Option<Vec<crate::json::Value>>,
    /// Endpoint of a Private Link service.
    pub endpoint: Option<String>,
    /// 0 creating, 1 running; others are kept and said.
    pub status: Option<i64>,
    /// `MixIpTarget`: whether rules may bind addresses of both families, with native IPv6; `None`: not told.
    pub mixes: Option<bool>,
    /// True when isolated for arrears.
    pub isolated: bool,
    /// `None`: not given, so nothing may be concluded from their absence.
    pub listeners: Option<Vec<Listener>>,
}

impl LoadBalancer {
    /// The value of a tag, when tags are known.
    pub fn tag(&self, key: &str) -> Option<&str> {
        self.tags.as_ref()?.get(key).map(String::as_str)
    }

    /// True with delete protection: the cloud deletes it for nobody.
    pub fn is_delete_protected(&self) -> bool {
        self.flags.iter().any(|flag| flag == DELETE_PROTECT)
    }

    /// How many backends are known to be bound.
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

/// What was observed of the cloud.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cloud {
    /// By id.
    pub load_balancers: SortedMap<String, LoadBalancer>,
    /// True: an id that is not here does not exist.
    pub complete: bool,
}
