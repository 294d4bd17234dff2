//! `lb-rs-weight`: weights of the Pods of StatefulSets, by port.

use super::protocol;
use super::{JsonReader, WHOLE, read};
use crate::syntax::SyntaxNode;
use crate::tke::codes;
use crate::tke::parsed_value::ParsedValue;
use crate::tke::protocol::Protocol;

/// Weights that a CLB accepts.
const WEIGHTS: std::ops::RangeInclusive<i64> = 0..=100;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackendWeights {
    /// The weight of every backend without its own.
    pub default: Option<u8>,
    /// One for each port.
    pub ports: Vec<PortWeights>,
}

/// The weights of one port.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PortWeights {
    /// Of the listener.
    pub protocol: Protocol,
    /// Of the listener.
    pub port: u16,
    pub stateful_sets: Vec<StatefulSetWeights>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatefulSetWeights {
    pub name: String,
    pub weights: Vec<PodWeight>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PodWeight {
    /// 0–100.
    pub weight: u8,
    /// Ordinals of the Pods that have it.
    pub pod_indexes: Vec<u32>,
}

impl BackendWeights {
    /// The weight of a Pod of a StatefulSet behind a listener.
    pub fn weight(&self, protocol: Protocol, port: u16, stateful_set: &str, pod_index: u32) -> Option<u8> {
        let port_weights = self.ports.iter().find(|entry| (entry.protocol, entry.port) == (protocol, port));
        let weights = port_weights.and_then(|entry| entry.stateful_sets.iter().find(|set| set.name == stateful_set));
        let own = weights.and_then(|set| set.weights.iter().find(|weight| weight.pod_indexes.contains(&pod_index)));
        own.map(|own| own.weight).or(self.default)
    }
}

pub(in crate::tke) fn rs_weight(text: &str) -> ParsedValue<BackendWeights> {
    read(text, |reader, node| {
        let node = reader.known(node, WHOLE, &["defaultWeight", "groups"])?;
        let default = node.get("defaultWeight").and_then(|weight| self::weight(reader, weight, "defaultWeight"));
        let items = node.get("groups").and_then(|groups| reader.items(groups, "groups")).unwrap_or_default();
        let mut groups: Vec<PortWeights> = Vec::new();
        for item in items {
            let Some(group) = group(reader, item) else { continue };
            if groups.iter().any(|other| (other.protocol, other.port) == (group.protocol, group.port)) {
                reader.fatal(
                    &codes::JSON_REPEATED,
                    item.span,
                    &[("member", &format!("{}/{}", group.protocol, group.port))],
                );
            }
            groups.push(group);
        }
        Some(BackendWeights { default, ports: groups })
    })
}

fn weight(reader: &mut JsonReader, node: &SyntaxNode, member: &str) -> Option<u8> {
    reader.int(node, member, WEIGHTS).and_then(|weight| u8::try_from(weight).ok())
}

fn group(reader: &mut JsonReader, item: &SyntaxNode) -> Option<PortWeights> {
    let item = reader.known(item, "groups", &["key", "statefulSets"])?;
    let key = reader.required(item, "key")?;
    let key = reader.known(key, "key", &["proto", "port"])?;
    let protocol = reader.required(key, "proto").and_then(|node| protocol(reader, node, "proto"));
    let port = reader.required(key, "port").and_then(|node| reader.port(node, "port"));
    let sets = item.get("statefulSets").and_then(|sets| reader.items(sets, "statefulSets")).unwrap_or_default();
    let stateful_sets = sets.iter().filter_map(|set| stateful_set(reader, set)).collect();
    Some(PortWeights { protocol: protocol?, port: port?, stateful_sets })
}

fn stateful_set(reader: &mut JsonReader, item: &SyntaxNode) -> Option<StatefulSetWeights> {
    let item = reader.known(item, "statefulSets", &["name", "weights"])?;
    let name = reader.required(item, "name").and_then(|name| reader.string(name, "name"))?;
    let items = reader.required(item, "weights").and_then(|weights| reader.items(weights, "weights"))?;
    let weights = items.iter().filter_map(|item| pod_weight(reader, item)).collect();
    Some(StatefulSetWeights { name, weights })
}

fn pod_weight(reader: &mut JsonReader, item: &SyntaxNode) -> Option<PodWeight> {
    let item = reader.known(item, "weights", &["weight", "podIndexes"])?;
    let weight = reader.required(item, "weight").and_then(|node| weight(reader, node, "weight"))?;
    let list = reader.required(item, "podIndexes").and_then(|list| reader.items(list, "podIndexes"))?;
    let ordinals = 0..=i64::from(u32::MAX);
    let index = |node| reader.int(node, "podIndexes", ordinals.clone()).and_then(|index| u32::try_from(index).ok());
    Some(PodWeight { weight, pod_indexes: list.iter().filter_map(index).collect() })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"{"defaultWeight":10,"groups":[{"key":{"proto":"TCP","port":80},"statefulSets":
        [{"name":"web","weights":[{"weight":0,"podIndexes":[0,2]},{"weight":30,"podIndexes":[1]}]}]}]}"#;

    #[test]
    fn the_most_specific_weight_counts() {
        let weights = rs_weight(TEXT).value.unwrap();
        assert_eq!(weights.weight(Protocol::Tcp, 80, "web", 2), Some(0));
        assert_eq!(weights.weight(Protocol::Tcp, 80, "web", 1), Some(30));
        assert_eq!(weights.weight(Protocol::Tcp, 80, "web", 3), Some(10));
        assert_eq!(weights.weight(Protocol::Udp, 80, "web", 1), Some(10));
    }

    #[test]
    fn weights_above_a_hundred_are_rejected() {
        let text = r#"{"defaultWeight":101}"#;
        let reading = rs_weight(text);
        assert_eq!(reading.value, None);
        assert_eq!(text.get(reading.problems[0].range.clone()), Some("101"));
    }

    #[test]
    fn a_port_has_one_group() {
        let group = r#"{"key":{"proto":"TCP","port":80}}"#;
        let reading = rs_weight(&format!(r#"{{"groups":[{group},{group}]}}"#));
        assert_eq!(reading.problems[0].code, &codes::JSON_REPEATED);
    }
}
