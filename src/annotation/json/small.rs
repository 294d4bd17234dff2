//! The short shapes: `snat-pro-info`, `target-groups`, `loadbalancer-source-endpoints`.

use super::{Reader, WHOLE, range, read};
use crate::annotation::codes;
use crate::annotation::grammar::is_id;
use crate::annotation::protocol::Protocol;
use crate::annotation::reading::Reading;
use crate::input::Node;
use std::ops::Range;

/// One SNAT address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SnatIp {
    /// The subnet it is taken from.
    pub subnet_id: String,
    /// A certain address, where one is asked for.
    pub ip: Option<String>,
}

/// One port that is served through a target group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetGroup {
    /// Protocol of the listener.
    pub protocol: Protocol,
    /// Port of the listener.
    pub port: u16,
    /// The TargetGroup object; made by the controller when it is not named.
    pub name: Option<String>,
    /// Where the entry stands in the value.
    pub at: Range<usize>,
}

/// The most SNAT addresses of a CLB.
const MAX_SNAT_IPS: usize = 10;

/// Reads `{"snatIps":[{"subnetId":"subnet-…"}]}`.
pub(in crate::annotation) fn snat_pro_info(text: &str) -> Reading<Vec<SnatIp>> {
    read(text, |reader, node| {
        let node = reader.known(node, WHOLE, &["snatIps"])?;
        let list = reader.required(node, "snatIps")?;
        let items = reader.items(list, "snatIps")?;
        if let Some(extra) = items.get(MAX_SNAT_IPS) {
            reader.fatal(&codes::TOO_MANY_ITEMS, extra.span, &[("max", "10")]);
        }
        if items.is_empty() {
            reader.fatal(&codes::JSON_EMPTY, list.span, &[("member", "snatIps")]);
        }
        Some(items.iter().filter_map(|item| snat_ip(reader, item)).collect())
    })
}

fn snat_ip(reader: &mut Reader, item: &Node) -> Option<SnatIp> {
    let item = reader.known(item, "snatIps", &["subnetId", "ip"])?;
    let subnet = reader.required(item, "subnetId")?;
    let subnet_id = reader.string(subnet, "subnetId")?;
    if !is_id("subnet-", &subnet_id) {
        reader.not_allowed(subnet, "subnetId", &subnet_id, vec!["`subnet-` + `0-9a-z`".to_owned()]);
    }
    Some(SnatIp { subnet_id, ip: item.get("ip").and_then(|ip| reader.string(ip, "ip")) })
}

/// Reads `[{"protocol":"TCP","port":80,"name":"…"}]`.
pub(in crate::annotation) fn target_groups(text: &str) -> Reading<Vec<TargetGroup>> {
    read(text, |reader, node| {
        let items = reader.items(node, WHOLE)?;
        Some(items.iter().filter_map(|item| target_group(reader, item)).collect())
    })
}

fn target_group(reader: &mut Reader, item: &Node) -> Option<TargetGroup> {
    let item = reader.known(item, WHOLE, &["protocol", "port", "name"])?;
    let protocol = reader.required(item, "protocol").and_then(|protocol| self::protocol(reader, protocol, "protocol"));
    let port = reader.required(item, "port").and_then(|port| reader.port(port, "port"));
    let name = item.get("name").and_then(|name| reader.string(name, "name"));
    Some(TargetGroup { protocol: protocol?, port: port?, name, at: range(item.span) })
}

/// A protocol by its name.
pub(super) fn protocol(reader: &mut Reader, node: &Node, member: &str) -> Option<Protocol> {
    let name = reader.string(node, member)?;
    let protocol = Protocol::from_name(&name);
    if protocol.is_none() {
        reader.not_allowed(node, member, &name, Protocol::ALL.map(|protocol| format!("`{protocol}`")).to_vec());
    }
    protocol
}

/// Reads `{"name":"…"}`.
pub(in crate::annotation) fn source_endpoints(text: &str) -> Reading<String> {
    read(text, |reader, node| {
        let node = reader.known(node, WHOLE, &["name"])?;
        let name = reader.required(node, "name")?;
        reader.string(name, "name")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn snat_addresses_come_from_subnets() {
        let reading = snat_pro_info(r#"{"snatIps":[{"subnetId":"subnet-1"},{"subnetId":"subnet-2","ip":"10.0.0.9"}]}"#);
        assert_eq!(reading.problems, Vec::new());
        assert_eq!(reading.value.unwrap()[1].ip.as_deref(), Some("10.0.0.9"));
        assert_eq!(snat_pro_info(r#"{"snatIps":[{"subnetId":"sub-1"}]}"#).value, None);
        assert_eq!(snat_pro_info(r#"{"snatIps":[]}"#).problems[0].code, &codes::JSON_EMPTY);
    }

    #[test]
    fn a_target_group_needs_protocol_and_port() {
        let reading = target_groups(r#"[{"protocol":"TCP","port":80},{"protocol":"UDP","port":53,"name":"dns"}]"#);
        assert_eq!(reading.value.unwrap()[1].name.as_deref(), Some("dns"));
        let reading = target_groups(r#"[{"protocol":"tcp","port":0}]"#);
        assert_eq!((reading.problems.len(), reading.value), (2, None));
        assert_eq!(target_groups(r#"[{"port":80}]"#).problems[0].code, &codes::JSON_MISSING);
    }

    #[test]
    fn endpoints_have_a_name() {
        assert_eq!(source_endpoints(r#"{"name":"a"}"#).value.as_deref(), Some("a"));
        assert_eq!(source_endpoints(r#"{"name":1}"#).value, None);
    }
}
