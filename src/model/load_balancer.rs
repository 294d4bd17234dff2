//! CLBs, desired and current.

use super::Listener;
use super::field_table::Values;
use crate::diagnostic::Reason;
use crate::sorted_map::SortedMap;

/// The flag in `AttributeFlags` of delete protection.
const DELETE_PROTECT: &str = "DeleteProtect";

/// Properties that cannot change without replacing the CLB. `None` is unknown, or not specified, and is not compared.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImmutableProperties {
    /// `OPEN` or `INTERNAL`.
    pub kind: Option<String>,
    pub vpc: Option<String>,
    /// Of an internal CLB.
    pub subnet: Option<String>,
    /// The active zone, by id and name; two zones are the same when they have one of these in common.
    pub zone: Option<Vec<String>>,
    /// The standby zone, likewise.
    pub standby_zone: Option<Vec<String>>,
    /// 1 application, 0 classic.
    pub forward: Option<i64>,
    /// `ipv4`, `ipv6` (NAT64) or `ipv6fullchain`, lower case.
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

/// A desired CLB.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LoadBalancerSpec {
    pub network: ImmutableProperties,
    /// The members of `CreateLoadBalancer`, complete except for the token.
    pub create: crate::json::Map,
    /// The attributes that are kept in sync after creation.
    pub values: Values,
    /// The desired SNAT addresses in the API's form: a subnet each, and optionally an address in it.
    pub snat: Vec<crate::json::Value>,
    /// Why the API would reject the creation.
    pub blocked_by: Option<Reason>,
}

/// A current CLB.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LoadBalancer {
    /// `lb-…`.
    pub id: String,
    pub network: ImmutableProperties,
    /// The known attributes. An absent one is unknown.
    pub values: Values,
    /// `None`: unknown.
    pub tags: Option<SortedMap<String, String>>,
    pub vips: Vec<String>,
    /// The domain name, of a domain-name CLB.
    pub domain: Option<String>,
    /// `AttributeFlags`.
    pub flags: Vec<String>,
    /// The VPC of its backends, when cross-region binding 1.0 set another one (`TargetRegionInfo`).
    pub bound_vpc: Option<String>,
    /// SNAT addresses in the API's form; `None`: unknown.
    pub snat: Option<Vec<crate::json::Value>>,
    /// Endpoint of a Private Link service.
    pub endpoint: Option<String>,
    /// 0 creating, 1 running; others are kept and reported.
    pub status: Option<i64>,
    /// `MixIpTarget`: whether rules of a native IPv6 CLB may bind addresses of both families; `None`: unknown.
    pub mixes: Option<bool>,
    /// Isolated for arrears.
    pub isolated: bool,
    /// `None`: unknown, so nothing can be concluded from an absent listener.
    pub listeners: Option<Vec<Listener>>,
}

impl LoadBalancer {
    /// The value of a tag; `None` when it is absent or tags are unknown.
    pub fn tag(&self, key: &str) -> Option<&str> {
        self.tags.as_ref()?.get(key).map(String::as_str)
    }

    /// True with delete protection: the cloud rejects every deletion.
    pub fn is_delete_protected(&self) -> bool {
        self.flags.iter().any(|flag| flag == DELETE_PROTECT)
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
pub struct Cloud {
    /// By id.
    pub load_balancers: SortedMap<String, LoadBalancer>,
    /// True: an id that is not listed does not exist.
    pub complete: bool,
}
