//! The IP version that a CLB is created with.

use crate::json::{Map, Value};

/// `AddressIPVersion` of a creation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IpVersion {
    /// Also when it is not given.
    V4,
    /// `IPV6`: an IPv6 address in front of IPv4 backends.
    Nat64,
    /// `IPv6FullChain`: IPv6 from the address to the backends.
    NativeV6,
}

impl IpVersion {
    /// Of the members of `CreateLoadBalancer`. The API ignores case; other values are not valid in the annotation.
    pub fn of_creation(create: &Map) -> IpVersion {
        IpVersion::named(create.get("AddressIPVersion").and_then(Value::as_str).unwrap_or_default())
    }

    /// By the value of `AddressIPVersion`, likewise.
    pub fn named(version: &str) -> IpVersion {
        match version.to_ascii_uppercase().as_str() {
            "IPV6" => IpVersion::Nat64,
            "IPV6FULLCHAIN" => IpVersion::NativeV6,
            _ => IpVersion::V4,
        }
    }
}
