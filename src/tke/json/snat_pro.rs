//! The value of `snat-pro-info`.

use super::{JsonReader, WHOLE, read};
use crate::syntax::SyntaxNode;
use crate::tke::codes;
use crate::tke::identifier_format::is_id;
use crate::tke::parsed_value::ParsedValue;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SnatIp {
    /// The subnet that provides the address.
    pub subnet_id: String,
    /// A particular address, if requested.
    pub ip: Option<String>,
}

/// Most SNAT addresses of a CLB.
const MAX_SNAT_IPS: usize = 10;

/// Reads `{"snatIps":[{"subnetId":"subnet-…"}]}`.
pub(in crate::tke) fn snat_pro_info(text: &str) -> ParsedValue<Vec<SnatIp>> {
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

fn snat_ip(reader: &mut JsonReader, item: &SyntaxNode) -> Option<SnatIp> {
    let item = reader.known(item, "snatIps", &["subnetId", "ip"])?;
    let subnet = reader.required(item, "subnetId")?;
    let subnet_id = reader.string(subnet, "subnetId")?;
    if !is_id("subnet-", &subnet_id) {
        reader.not_allowed(subnet, "subnetId", &subnet_id, vec!["`subnet-` + `0-9a-z`".to_owned()]);
    }
    Some(SnatIp { subnet_id, ip: item.get("ip").and_then(|ip| reader.string(ip, "ip")) })
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
}
