//! Backends: what a listener or a rule sends its traffic to.

use crate::diagnostic::Reason;
use crate::sorted_map::SortedMap;

/// The weight that the CLB API gives a backend when none is said. Its use by the Service controller is inferred: no
/// page states the controller's own default.
pub const DEFAULT_WEIGHT: i64 = 10;

/// How a backend is bound: a host by its instance, everything else by its address.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum TargetAddress {
    /// `ins-…`: field `InstanceId`.
    Instance(String),
    /// An address of the VPC: field `EniIp`.
    Ip(String),
}

/// The identity of a backend on a listener or rule. Only its weight can change.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Target {
    /// Host or address.
    pub address: TargetAddress,
    /// Port on it, 1–65535.
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

/// Why something is not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownBackends {
    /// The sentence that says so.
    pub reason: Reason,
}

/// The backends that a listener or rule should have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Backends {
    /// Not to be computed from what was given.
    Unknown(UnknownBackends),
    /// Exactly these. A weight is 0–100; `None` where nobody published how it is computed.
    Known(SortedMap<Target, Option<i64>>),
}

impl Backends {
    /// Backends that cannot be computed, and why.
    pub fn unknown(reason: Reason) -> Backends {
        Backends::Unknown(UnknownBackends { reason })
    }
}
