//! Which family of addresses a CLB forwards to.

use crate::model::{IpVersion, Target, TargetAddress};

/// Which addresses a CLB binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IpFamily {
    /// IPv4: of an IPv4 or NAT64 CLB.
    V4,
    /// IPv6: of a native IPv6 CLB.
    V6,
    /// The version is not known.
    Unknown,
}

impl IpFamily {
    /// By the address version of the CLB, lower case.
    pub fn of(version: Option<&str>) -> IpFamily {
        match version {
            Some("ipv4" | "ipv6") => IpFamily::V4,
            Some("ipv6fullchain") => IpFamily::V6,
            Some(_) | None => IpFamily::Unknown,
        }
    }

    /// Of a CLB that is created with this version.
    pub fn of_version(version: IpVersion) -> IpFamily {
        match version {
            IpVersion::V4 | IpVersion::Nat64 => IpFamily::V4,
            IpVersion::NativeV6 => IpFamily::V6,
        }
    }

    /// True when a backend can be bound. Hosts that are bound by their instance are known by its IPv4 address.
    pub fn binds(self, target: &Target) -> bool {
        let six = matches!(&target.address, TargetAddress::Ip(ip) if ip.contains(':'));
        match self {
            IpFamily::V4 => !six,
            IpFamily::V6 => six,
            IpFamily::Unknown => true,
        }
    }
}
