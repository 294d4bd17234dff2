//! The value of `target-groups`.

use super::{JsonReader, WHOLE, protocol, range, read};
use crate::syntax::SyntaxNode;
use crate::tke::parsed_value::ParsedValue;
use crate::tke::protocol::Protocol;
use std::ops::Range;

/// A port that is served through a target group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PortWithTargetGroup {
    /// Of the listener.
    pub protocol: Protocol,
    /// Of the listener.
    pub port: u16,
    /// Name of the TargetGroup object; without it the controller creates one.
    pub name: Option<String>,
    /// Range of the entry in the value.
    pub at: Range<usize>,
}

/// Reads `[{"protocol":"TCP","port":80,"name":"…"}]`.
pub(in crate::tke) fn target_groups(text: &str) -> ParsedValue<Vec<PortWithTargetGroup>> {
    read(text, |reader, node| {
        let items = reader.items(node, WHOLE)?;
        Some(
            items
                .iter()
                .enumerate()
                .filter_map(|(index, item)| target_group(reader, item, &format!("[{index}]")))
                .collect(),
        )
    })
}

fn target_group(reader: &mut JsonReader, item: &SyntaxNode, name: &str) -> Option<PortWithTargetGroup> {
    let item = reader.known(item, name, &["protocol", "port", "name"])?;
    let protocol = reader.required(item, "protocol").and_then(|node| protocol(reader, node, "protocol"));
    let port = reader.required(item, "port").and_then(|port| reader.port(port, "port"));
    let name = item.get("name").and_then(|name| reader.string(name, "name"));
    Some(PortWithTargetGroup { protocol: protocol?, port: port?, name, at: range(item.span) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tke::codes;

    #[test]
    fn a_target_group_needs_protocol_and_port() {
        let reading = target_groups(r#"[{"protocol":"TCP","port":80},{"protocol":"UDP","port":53,"name":"dns"}]"#);
        assert_eq!(reading.value.unwrap()[1].name.as_deref(), Some("dns"));
        let reading = target_groups(r#"[{"protocol":"tcp","port":0}]"#);
        assert_eq!((reading.problems.len(), reading.value), (2, None));
        assert_eq!(target_groups(r#"[{"port":80}]"#).problems[0].code, &codes::JSON_MISSING);
    }
}
