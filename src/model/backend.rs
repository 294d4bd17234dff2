//! Backends: the targets of a listener or rule.

use crate::diagnostic::Reason;
use crate::sorted_map::{SortedMap, SortedSet};

/// The default weight of the CLB API. That the Service controller uses it is inferred: no page states its own default.
pub const DEFAULT_WEIGHT: i64 = 10;

/// How a backend is bound: cloud hosts by their instance, everything else by address.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum TargetAddress {
    /// `ins-…`, in `InstanceId`.
    Instance(String),
    /// An address of the VPC, in `EniIp`.
    Ip(String),
}

/// The identity of a backend on a listener or rule. Only its weight can change.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Target {
    pub address: TargetAddress,
    /// 1–65535.
    pub port: u16,
}

impl std::fmt::Display for Target {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.address {
            TargetAddress::Instance(id) => write!(f, "{id}:{}", self.port),
            TargetAddress::Ip(ip) if ip.contains(':') => write!(f, "[{ip}]:{}", self.port),
            TargetAddress::Ip(ip) => write!(f, "{ip}:{}", self.port),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownBackends {
    pub reason: Reason,
    /// How many there are at least, where only their port is unknown.
    pub count: Option<usize>,
}

/// The desired backends of a listener or rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DesiredBackends {
    /// They cannot be computed from the provided input.
    Unknown(UnknownBackends),
    /// These, and perhaps undecided ones.
    Known(KnownBackends),
}

/// Backends that were computed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KnownBackends {
    /// A weight is 0–100; `None` when its computation is not published.
    pub targets: SortedMap<Target, Option<i64>>,
    /// What else may be a backend; `None`: nothing.
    pub undecided: Option<UndecidedBackends>,
}

/// Addresses of which it is unknown whether they are backends: they are neither bound nor unbound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UndecidedBackends {
    pub addresses: TargetAddressSet,
    pub reason: Reason,
    /// There certainly are such backends, whether or not they are bound.
    pub is_certain: bool,
}

/// Some addresses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TargetAddressSet {
    Only(SortedSet<TargetAddress>),
    AllBut(SortedSet<TargetAddress>),
}

impl UndecidedBackends {
    /// True where some of them certainly are backends, or where it is known which may be.
    pub fn may_be_some(&self) -> bool {
        self.is_certain || matches!(&self.addresses, TargetAddressSet::Only(addresses) if !addresses.is_empty())
    }

    /// True for a backend that may be one of them.
    pub fn covers(&self, target: &Target) -> bool {
        match &self.addresses {
            TargetAddressSet::Only(addresses) => addresses.contains(&target.address),
            TargetAddressSet::AllBut(addresses) => !addresses.contains(&target.address),
        }
    }
}

impl DesiredBackends {
    pub fn unknown(reason: Reason) -> DesiredBackends {
        DesiredBackends::Unknown(UnknownBackends { reason, count: None })
    }

    /// How many there are at least, where that is known.
    pub fn count_without_port(&self) -> Option<usize> {
        match self {
            DesiredBackends::Unknown(unknown) => unknown.count,
            DesiredBackends::Known(_) => None,
        }
    }

    /// True where it is known that there are none.
    pub fn are_none(&self) -> bool {
        match self {
            DesiredBackends::Known(known) => {
                known.targets.is_empty() && !known.undecided.as_ref().is_some_and(UndecidedBackends::may_be_some)
            }
            DesiredBackends::Unknown(unknown) => unknown.count == Some(0),
        }
    }

    /// True where there are backends, and none of them gets requests.
    pub fn all_have_weight_zero(&self) -> bool {
        let DesiredBackends::Known(known) = self else { return false };
        let may_be_others = known.undecided.as_ref().is_some_and(UndecidedBackends::may_be_some);
        !known.targets.is_empty() && known.targets.values().all(|weight| *weight == Some(0)) && !may_be_others
    }

    /// No backends.
    pub fn none() -> DesiredBackends {
        DesiredBackends::Known(KnownBackends::default())
    }

    /// Those that are known.
    pub fn targets(&self) -> impl Iterator<Item = &Target> {
        let known = match self {
            DesiredBackends::Known(known) => Some(&known.targets),
            DesiredBackends::Unknown(_) => None,
        };
        known.into_iter().flat_map(SortedMap::keys)
    }
}
