//! The fields of CLB resources that a Service can set: how each is called where, and what it takes to change it.
//!
//! Taken from the CLB API 2018-03-17. A field that no `Modify…` call has can only be had by another resource. The rows
//! carry no behaviour: `planner/` builds calls from them.

use crate::sorted_map::SortedMap;

/// A field of a CLB, listener or rule that is compared and, where possible, changed in place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// CLB: complete ordered list of security groups.
    SecurityGroups,
    /// CLB: only the CLB's own security groups are evaluated.
    PassToTarget,
    /// CLB: most outbound bandwidth, Mbps.
    BandwidthOut,
    /// CLB: backends outside of the CLB's VPC.
    SnatPro,
    /// Listener: its name, where a TkeServiceConfig gives one.
    ListenerName,
    /// Listener or rule: health check.
    HealthCheck,
    /// Listener or rule: session persistence, seconds, 0 is off.
    SessionExpireTime,
    /// Listener or rule: balancing method.
    Scheduler,
    /// Listener or rule: certificate.
    Certificate,
    /// Listener: certificates are on the rules; can be switched on, never off.
    SniSwitch,
    /// Listener: keep connections to backends open.
    KeepaliveEnable,
    /// Rule: HTTP/2 towards clients.
    Http2,
    /// Rule: protocol towards backends.
    ForwardType,
}

impl Field {
    /// The name that creation calls and `Describe…` answers have for it, and that changes are shown with.
    pub fn name(self) -> &'static str {
        match self {
            Field::SecurityGroups => "SecurityGroups",
            Field::PassToTarget => "LoadBalancerPassToTarget",
            Field::BandwidthOut => "InternetMaxBandwidthOut",
            Field::SnatPro => "SnatPro",
            Field::ListenerName => "ListenerName",
            Field::HealthCheck => "HealthCheck",
            Field::SessionExpireTime => "SessionExpireTime",
            Field::Scheduler => "Scheduler",
            Field::Certificate => "Certificate",
            Field::SniSwitch => "SniSwitch",
            Field::KeepaliveEnable => "KeepaliveEnable",
            Field::Http2 => "Http2",
            Field::ForwardType => "ForwardType",
        }
    }
}

/// Values by field.
pub type Values = SortedMap<Field, crate::json::Value>;

/// The fields whose wanted value is known to differ from the held one. A held value that was not told is not a
/// difference. Of structures only the members that are wanted are compared.
pub fn differing(desired: &Values, current: &Values) -> Vec<Field> {
    desired
        .iter()
        .filter(|(field, value)| current.get(field).is_some_and(|current| !covers(current, value)))
        .map(|(field, _)| *field)
        .collect()
}

/// The fields that are wanted and of which the held value was not told.
pub fn unknown_fields(desired: &Values, current: &Values) -> Vec<Field> {
    desired.keys().filter(|field| !current.contains_key(field)).copied().collect()
}

/// True when `current` has all that `desired` has.
pub fn covers(current: &crate::json::Value, desired: &crate::json::Value) -> bool {
    match (current, desired) {
        (crate::json::Value::Object(current), crate::json::Value::Object(desired)) => {
            desired.iter().all(|(key, value)| current.get(key).is_some_and(|current| covers(current, value)))
        }
        (current, desired) => current == desired,
    }
}
