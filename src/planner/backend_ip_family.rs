//! Which family of addresses a CLB forwards to.

use crate::model::{IpVersion, Target, TargetAddress};

/// Which addresses a CLB binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BackendIpFamily {
    /// IPv4: of an IPv4 or NAT64 CLB.
    V4,
    /// IPv6: of a native IPv6 CLB.
    V6,
    /// The version is not known.
    Unknown,
}

impl BackendIpFamily {
    /// By the address version of the CLB, lower case.
    pub fn of(version: Option<&str>) -> BackendIpFamily {
        match version {
            Some("ipv4" | "ipv6") => BackendIpFamily::V4,
            Some("ipv6fullchain") => BackendIpFamily::V6,
            Some(_) | None => BackendIpFamily::Unknown,
        }
    }

    /// Of a CLB that is created with this version.
    pub fn of_version(version: IpVersion) -> BackendIpFamily {
        match version {
            IpVersion::V4 | IpVersion::Nat64 => BackendIpFamily::V4,
            IpVersion::NativeV6 => BackendIpFamily::V6,
        }
    }

    /// As messages name it.
    pub fn name(self) -> &'static str {
        match self {
            BackendIpFamily::V4 | BackendIpFamily::Unknown => "IPv4",
            BackendIpFamily::V6 => "IPv6",
        }
    }

    /// True when a backend can be bound. Hosts that are bound by their instance are known by its IPv4 address.
    pub fn binds(self, target: &Target) -> bool {
        let six = matches!(&target.address, TargetAddress::Ip(ip) if ip.contains(':'));
        match self {
            BackendIpFamily::V4 => !six,
            BackendIpFamily::V6 => six,
            BackendIpFamily::Unknown => true,
        }
    }
}
