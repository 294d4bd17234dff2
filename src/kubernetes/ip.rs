//! IP addresses and CIDR blocks as kube-apiserver reads them: leading zeros are skipped, and IPv4 inside IPv6 counts as
//! IPv4.
//!
//! Up to Kubernetes 1.35 that is all. Later releases reject values that programs read differently
//! ([`IpCidrValidation::Strict`]). Source: k8s.io/utils/net, k8s.io/apimachinery/pkg/util/validation, 1.34.

use std::net::{Ipv4Addr, Ipv6Addr};

/// Whether ambiguous values are rejected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IpCidrValidation {
    Lax,
    /// Rejects leading zeros, IPv4 inside IPv6, and host bits.
    Strict,
}

/// An address as 16 bytes; IPv4 in its IPv6-mapped form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IpAddress([u8; 16]);

pub const NOT_AN_IP: &str = "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)";
pub const HOST_BITS: &str = "must not have bits set beyond the prefix length";
const NOT_A_CIDR: &str = "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)";

impl IpAddress {
    /// Parses an address; `None` for anything else.
    pub fn parse(text: &str) -> Option<IpAddress> {
        match text.bytes().find(|byte| matches!(byte, b'.' | b':')) {
            Some(b'.') => ipv4(text).map(mapped),
            Some(_) => ipv6(text).map(IpAddress),
            None => None,
        }
    }

    /// True for IPv4, also when written inside IPv6.
    pub fn is_ipv4(self) -> bool {
        self.ipv4().is_some()
    }

    fn ipv4(self) -> Option<[u8; 4]> {
        let [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, a, b, c, d] = self.0 else { return None };
        Some([a, b, c, d])
    }

    /// Messages about addresses that cannot be reached from outside.
    pub fn special(self, text: &str) -> Vec<String> {
        let [first, second, ..] = self.0;
        let (unspecified, loopback, local, multicast) = match self.ipv4() {
            Some([a, b, c, d]) => ([a, b, c, d] == [0; 4], a == 127, [a, b] == [169, 254], [a, b, c] == [224, 0, 0]),
            None => (
                self.0 == [0; 16],
                u128::from_be_bytes(self.0) == 1,
                first == 0xfe && second & 0xc0 == 0x80,
                first == 0xff && second & 0x0f == 0x02,
            ),
        };
        let found = [
            (unspecified, format!("may not be unspecified ({text})")),
            (loopback, "may not be in the loopback range (127.0.0.0/8, ::1/128)".to_owned()),
            (local, "may not be in the link-local range (169.254.0.0/16, fe80::/10)".to_owned()),
            (multicast, "may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)".to_owned()),
        ];
        found.into_iter().filter(|(holds, _)| *holds).map(|(_, text)| text).collect()
    }
}

/// A block of addresses, as the API server hands them out to Services.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AddressBlock {
    address: IpAddress,
    bits: u32,
}

impl AddressBlock {
    /// Parses a CIDR block; `None` for anything else.
    pub fn parse(text: &str) -> Option<AddressBlock> {
        cidr(text).map(|(address, bits)| AddressBlock { address, bits })
    }

    /// True when the address can be handed out: the block's first address cannot, nor the last one of IPv4.
    pub fn offers(self, address: IpAddress) -> bool {
        let hosts = u128::MAX.checked_shr(self.bits).unwrap_or(0);
        let [block, wanted] = [self.address, address].map(|ip| u128::from_be_bytes(ip.0));
        let last = address.is_ipv4() && wanted & hosts == hosts;
        block & !hosts == wanted & !hosts && wanted & hosts != 0 && !last
    }

    /// True for the block's first address, which the server writes in a dry run in place of one that it would hand out.
    pub fn begins_with(self, text: &str) -> bool {
        let hosts = u128::MAX.checked_shr(self.bits).unwrap_or(0);
        let first = u128::from_be_bytes(self.address.0) & !hosts;
        IpAddress::parse(text).is_some_and(|address| u128::from_be_bytes(address.0) == first)
    }
}

pub fn check_ip(text: &str, strictness: IpCidrValidation) -> Vec<String> {
    let Some(address) = IpAddress::parse(text) else { return vec![NOT_AN_IP.to_owned()] };
    match strictness {
        IpCidrValidation::Lax => Vec::new(),
        IpCidrValidation::Strict if has_leading_zeros(text) => vec!["must not have leading 0s".to_owned()],
        IpCidrValidation::Strict if text.contains(':') && address.is_ipv4() => {
            vec!["must not be an IPv4-mapped IPv6 address".to_owned()]
        }
        IpCidrValidation::Strict => Vec::new(),
    }
}

pub fn check_cidr(text: &str, strictness: IpCidrValidation) -> Vec<String> {
    let Some((address, bits)) = cidr(text) else { return vec![NOT_A_CIDR.to_owned()] };
    let (ip, length) = text.split_once('/').unwrap_or((text, ""));
    let message = match strictness {
        IpCidrValidation::Lax => return Vec::new(),
        IpCidrValidation::Strict if has_leading_zeros(ip) || (length.len() > 1 && length.starts_with('0')) => {
            "must not have leading 0s in IP or prefix length"
        }
        IpCidrValidation::Strict if ip.contains(':') && address.is_ipv4() => {
            "must not have an IPv4-mapped IPv6 address"
        }
        IpCidrValidation::Strict if has_host_bits(address, bits) => HOST_BITS,
        IpCidrValidation::Strict => return Vec::new(),
    };
    vec![message.to_owned()]
}

/// An address in canonical form.
pub fn canonical_ip(address: IpAddress) -> String {
    match address.ipv4() {
        Some(bytes) => Ipv4Addr::from(bytes).to_string(),
        None => Ipv6Addr::from(address.0).to_string(),
    }
}

/// The canonical block without host bits, and the canonical block of the address alone.
pub fn canonical_cidr(text: &str) -> Option<(String, String)> {
    let (address, bits) = cidr(text)?;
    let kept = u128::MAX.checked_shl(128 - bits).unwrap_or(0);
    let first = IpAddress((u128::from_be_bytes(address.0) & kept).to_be_bytes());
    let length = if address.is_ipv4() { bits.saturating_sub(96) } else { bits };
    // For IPv4 written inside IPv6, Go prints the longer length.
    let whole = if address.is_ipv4() && !text.contains(':') { 32 } else { 128 };
    Some((format!("{}/{length}", canonical_ip(first)), format!("{}/{whole}", canonical_ip(address))))
}

/// True for a block with host bits.
pub fn is_ambiguous(text: &str) -> bool {
    cidr(text).is_some_and(|(address, bits)| has_host_bits(address, bits))
}

/// The address, and the number of leading bits of 128 that the block fixes.
fn cidr(text: &str) -> Option<(IpAddress, u32)> {
    let (ip, length) = text.split_once('/')?;
    let (address, most) = match ipv4(ip) {
        Some(bytes) => (mapped(bytes), 32),
        None => (IpAddress(ipv6(ip)?), 128),
    };
    let (bits, rest) = decimal(length)?;
    (rest.is_empty() && bits <= most).then(|| (address, bits + 128 - most))
}

fn has_host_bits(address: IpAddress, bits: u32) -> bool {
    u128::from_be_bytes(address.0) & u128::MAX.checked_shr(bits).unwrap_or(0) != 0
}

/// True for a decimal octet with a zero before other digits, or more than four digits between colons.
fn has_leading_zeros(text: &str) -> bool {
    let dotted = text.rsplit(':').next().unwrap_or("");
    let octets = text.contains('.') && dotted.split('.').any(|octet| octet.len() > 1 && octet.starts_with('0'));
    octets || text.split(':').any(|group| group.len() > 4 && !group.contains('.'))
}

fn mapped([a, b, c, d]: [u8; 4]) -> IpAddress {
    IpAddress([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, a, b, c, d])
}

fn ipv4(text: &str) -> Option<[u8; 4]> {
    let mut bytes = [0; 4];
    let mut rest = text;
    for (index, byte) in bytes.iter_mut().enumerate() {
        if index > 0 {
            rest = rest.strip_prefix('.')?;
        }
        let (value, tail) = decimal(rest)?;
        *byte = u8::try_from(value).ok()?;
        rest = tail;
    }
    rest.is_empty().then_some(bytes)
}

fn ipv6(text: &str) -> Option<[u8; 16]> {
    let mut head: Vec<u8> = Vec::new();
    let mut ellipsis = None;
    let mut rest = text;
    if let Some(tail) = rest.strip_prefix("::") {
        ellipsis = Some(0);
        rest = tail;
        if rest.is_empty() {
            return Some([0; 16]);
        }
    }
    while head.len() < 16 {
        let (value, tail) = hexadecimal(rest)?;
        if tail.starts_with('.') {
            if (ellipsis.is_none() && head.len() != 12) || head.len() + 4 > 16 {
                return None;
            }
            head.extend(ipv4(rest)?);
            rest = "";
            break;
        }
        head.extend(u16::try_from(value).ok()?.to_be_bytes());
        rest = tail;
        if rest.is_empty() {
            break;
        }
        rest = rest.strip_prefix(':').filter(|tail| !tail.is_empty())?;
        if let Some(tail) = rest.strip_prefix(':') {
            if ellipsis.replace(head.len()).is_some() {
                return None;
            }
            rest = tail;
            if rest.is_empty() {
                break;
            }
        }
    }
    let missing = 16 - head.len().min(16);
    match ellipsis {
        Some(at) if missing > 0 && rest.is_empty() => {
            head.splice(at..at, std::iter::repeat_n(0, missing));
        }
        None if missing == 0 && rest.is_empty() => {}
        Some(_) | None => return None,
    }
    head.try_into().ok()
}

/// Leading decimal digits and the rest; `None` for numbers beyond 24 bits.
fn decimal(text: &str) -> Option<(u32, &str)> {
    number(text, 10)
}

fn hexadecimal(text: &str) -> Option<(u32, &str)> {
    number(text, 16)
}

fn number(text: &str, radix: u32) -> Option<(u32, &str)> {
    let rest = text.trim_start_matches(|c: char| c.is_digit(radix));
    let mut value = 0u32;
    for c in text.chars().take(text.len() - rest.len()) {
        value = value * radix + c.to_digit(radix)?;
        if value >= 0xff_ffff {
            return None;
        }
    }
    (rest.len() < text.len()).then_some((value, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_as_go_reads_them() {
        for good in
            ["010.1.2.3", "::", "::1", "1::", "::ffff:1.2.3.4", "2001:DB8::1", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:1.2.3.4"]
        {
            assert!(IpAddress::parse(good).is_some(), "{good}");
        }
        for bad in [
            "",
            "None",
            "1.2.3",
            "1.2.3.4.5",
            "256.1.1.1",
            "fe80::1%eth0",
            "1:2:3:4:5:6:7:8:9",
            " 1.2.3.4",
            "1::2::3",
            "1:2:3:4:5:6:7::8:9",
            ":1",
            "1:",
            "1.2.3.4/8",
            "12345::",
        ] {
            assert!(IpAddress::parse(bad).is_none(), "{bad}");
        }
        assert!(IpAddress::parse("::ffff:1.2.3.4").is_some_and(IpAddress::is_ipv4));
        assert!(!IpAddress::parse("::1.2.3.4").is_some_and(IpAddress::is_ipv4));
    }

    #[test]
    fn a_block_offers_neither_its_first_address_nor_the_last_of_ipv4() {
        let offers = |block: &str, ip: &str| {
            AddressBlock::parse(block).zip(IpAddress::parse(ip)).is_some_and(|(block, ip)| block.offers(ip))
        };
        for ip in ["10.96.0.1", "10.96.255.254"] {
            assert!(offers("10.96.0.0/16", ip), "{ip}");
        }
        for ip in ["10.96.0.0", "10.96.255.255", "10.97.0.1", "::1", "fd00::1"] {
            assert!(!offers("10.96.0.0/16", ip), "{ip}");
        }
        assert!(offers("fd00::/112", "fd00::ffff") && !offers("fd00::/112", "fd00::"));
        assert!(!offers("10.96.0.0/0", "0.0.0.0") && AddressBlock::parse("10.96.0.0").is_none());
    }

    #[test]
    fn ambiguous_addresses_are_rejected_when_strict() {
        let strict = |text| check_cidr(text, IpCidrValidation::Strict);
        assert_eq!(strict("10.0.0.0/8"), Vec::<String>::new());
        assert_eq!(strict("10.0.0.1/8"), ["must not have bits set beyond the prefix length"]);
        assert_eq!(strict("10.0.0.0/08"), ["must not have leading 0s in IP or prefix length"]);
        assert_eq!(strict("::ffff:1.2.3.4/128"), ["must not have an IPv4-mapped IPv6 address"]);
        assert_eq!(strict("0.0.0.0/0"), Vec::<String>::new());
        assert_eq!(strict("::/0"), Vec::<String>::new());
        assert_eq!(check_ip("01.2.3.4", IpCidrValidation::Strict), ["must not have leading 0s"]);
        assert_eq!(check_cidr("10.0.0.1/8", IpCidrValidation::Lax), Vec::<String>::new());
        assert_eq!(check_cidr("10.0.0.1", IpCidrValidation::Lax), [NOT_A_CIDR]);
    }
}
