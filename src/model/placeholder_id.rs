//! Identities for what does not exist yet, made from names alone: the same name always gives the same id.

use crate::request::ServiceName;

/// 64-bit FNV-1a: short, and the same on every platform.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// `<prefix>` and eight characters, as the cloud's ids look.
pub fn placeholder_id(prefix: &str, seed: &str) -> String {
    let mut rest = hash(seed);
    let mut id = prefix.to_owned();
    for _ in 0..8 {
        let digit = u32::try_from(rest % 36).unwrap_or(0);
        id.push(char::from_digit(digit, 36).unwrap_or('0'));
        rest /= 36;
    }
    id
}

/// A uid for a Service that came without one.
pub fn placeholder_uid(name: &ServiceName) -> String {
    let (high, low) = (hash(&format!("uid {name}")), hash(&format!("{name} uid")));
    let group = |value: u64, shift: u32, mask: u64| (value >> shift) & mask;
    format!(
        "{:08x}-{:04x}-4{:03x}-8{:03x}-{:012x}",
        group(high, 32, 0xffff_ffff),
        group(high, 16, 0xffff),
        group(high, 0, 0xfff),
        group(low, 48, 0xfff),
        group(low, 0, 0xffff_ffff_ffff),
    )
}
