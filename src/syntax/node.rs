//! One tree for YAML, JSON and JavaScript objects: every value with its span.
//!
//! Nothing is lost that a later stage may need: members keep their order and duplicates, numbers keep the text they
//! were written with (`80` and `80.0` differ for kube-apiserver). Schemas are not known here.

use super::intern_member_names::MemberName;
use super::limits::MAX_DEPTH;
use crate::decimal::shortest;
use crate::diagnostic::Span;
use serde::de::{Deserialize, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// A value and its span; [`Span::NONE`] when it does not come from text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Node {
    pub value: NodeValue,
    /// Bytes in the whole text, quotes included.
    pub span: Span,
}

/// A JSON value.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum NodeValue {
    #[default]
    Null,
    Bool(bool),
    /// As JSON writes it: `80`, `80.0`, `-1e3`.
    Number(String),
    /// Decoded.
    String(String),
    Array(Vec<Node>),
    /// Members in written order, duplicates included.
    Object(Vec<Member>),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Decoded.
    pub key: MemberName,
    /// Quotes included.
    pub key_span: Span,
    pub value: Node,
}

impl Node {
    /// A node that does not come from text.
    pub fn bare(value: NodeValue) -> Node {
        Node { value, span: Span::NONE }
    }

    /// The member of that name; the last one when it is duplicated. `null` counts as absent, as for kube-apiserver.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.member(key).map(|member| &member.value).filter(|node| node.value != NodeValue::Null)
    }

    /// The member of that name with its key; the last one when it is duplicated.
    pub fn member(&self, key: &str) -> Option<&Member> {
        self.members().iter().rev().find(|member| member.key == *key)
    }

    /// As [`Node::member`], to be changed.
    pub fn member_mut(&mut self, key: &str) -> Option<&mut Member> {
        let NodeValue::Object(members) = &mut self.value else { return None };
        members.iter_mut().rfind(|member| member.key == *key)
    }

    /// Follows member names.
    pub fn at(&self, path: &[&str]) -> Option<&Node> {
        path.iter().try_fold(self, |node, key| node.get(key))
    }

    /// The members of an object; empty for anything else.
    pub fn members(&self) -> &[Member] {
        match &self.value {
            NodeValue::Object(members) => members,
            NodeValue::Null
            | NodeValue::Bool(_)
            | NodeValue::Number(_)
            | NodeValue::String(_)
            | NodeValue::Array(_) => &[],
        }
    }

    /// The items of an array; empty for anything else.
    pub fn items(&self) -> &[Node] {
        match &self.value {
            NodeValue::Array(items) => items,
            NodeValue::Null
            | NodeValue::Bool(_)
            | NodeValue::Number(_)
            | NodeValue::String(_)
            | NodeValue::Object(_) => &[],
        }
    }

    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            NodeValue::String(text) => Some(text),
            NodeValue::Null
            | NodeValue::Bool(_)
            | NodeValue::Number(_)
            | NodeValue::Array(_)
            | NodeValue::Object(_) => None,
        }
    }

    pub fn as_bool(&self) -> Option<bool> {
        match &self.value {
            NodeValue::Bool(value) => Some(*value),
            NodeValue::Null
            | NodeValue::Number(_)
            | NodeValue::String(_)
            | NodeValue::Array(_)
            | NodeValue::Object(_) => None,
        }
    }

    /// The value of a number without fraction and exponent.
    pub fn as_int(&self) -> Option<i64> {
        match &self.value {
            NodeValue::Number(text) => text.parse().ok(),
            NodeValue::Null
            | NodeValue::Bool(_)
            | NodeValue::String(_)
            | NodeValue::Array(_)
            | NodeValue::Object(_) => None,
        }
    }

    /// The string value of that member.
    pub fn str_at(&self, key: &str) -> Option<&str> {
        self.get(key).and_then(Node::as_str)
    }

    /// JSON's name for this kind of value, for messages.
    pub fn kind(&self) -> &'static str {
        match &self.value {
            NodeValue::Null => "null",
            NodeValue::Bool(_) => "bool",
            NodeValue::Number(_) => "number",
            NodeValue::String(_) => "string",
            NodeValue::Array(_) => "array",
            NodeValue::Object(_) => "object",
        }
    }

    /// The value as JSON, without positions; of duplicate members the last counts. Numbers that JSON readers cannot
    /// hold exactly become strings.
    pub fn to_json(&self) -> crate::json::Value {
        match &self.value {
            NodeValue::Null => crate::json::Value::Null,
            NodeValue::Bool(value) => crate::json::Value::Bool(*value),
            NodeValue::Number(text) => crate::json::Number::read(text)
                .map_or_else(|| crate::json::Value::String(text.clone()), crate::json::Value::Number),
            NodeValue::String(text) => crate::json::Value::String(text.clone()),
            NodeValue::Array(items) => items.iter().map(Node::to_json).collect(),
            NodeValue::Object(members) => {
                members.iter().map(|member| (member.key.to_string(), member.value.to_json())).collect()
            }
        }
    }

    pub fn from_json(value: crate::json::Value) -> Node {
        Node::bare(match value {
            crate::json::Value::Null => NodeValue::Null,
            crate::json::Value::Bool(value) => NodeValue::Bool(value),
            crate::json::Value::Number(number) => NodeValue::Number(number.to_string()),
            crate::json::Value::String(text) => NodeValue::String(text),
            crate::json::Value::Array(items) => NodeValue::Array(items.into_iter().map(Node::from_json).collect()),
            crate::json::Value::Object(members) => NodeValue::Object(
                members
                    .into_iter()
                    .map(|(key, value)| Member { key: key.into(), key_span: Span::NONE, value: Node::from_json(value) })
                    .collect(),
            ),
        })
    }

    /// Takes the items out of a list; `None` when `items` is neither an array nor `null`.
    pub(super) fn take_items(&mut self) -> Option<Vec<Node>> {
        let NodeValue::Object(members) = &mut self.value else { return None };
        let items = members.iter_mut().rev().find(|member| member.key == "items")?;
        match &mut items.value.value {
            NodeValue::Array(items) => Some(std::mem::take(items)),
            NodeValue::Null => Some(Vec::new()),
            NodeValue::Bool(_) | NodeValue::Number(_) | NodeValue::String(_) | NodeValue::Object(_) => None,
        }
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Node, D::Error> {
        NodeVisitor { below: MAX_DEPTH }.deserialize(deserializer)
    }
}

/// A floating-point number as text, with a fraction or an exponent, so that it is not taken for an integer.
fn written(value: f64) -> String {
    let sign = if value.is_sign_negative() { "-" } else { "" };
    let (decimal, size) = (shortest(value), value.abs());
    let text = if size == 0.0 || (1e-5..1e16).contains(&size) {
        decimal.plain()
    } else {
        let (mantissa, exponent) = decimal.scientific();
        format!("{mantissa}e{exponent}")
    };
    format!("{sign}{text}{}", if text.contains(['.', 'e']) { "" } else { ".0" })
}

/// Reads a value with at most this many levels below it: JavaScript objects may nest without limit, and the stack is
/// limited.
#[derive(Clone, Copy)]
struct NodeVisitor {
    below: usize,
}

impl NodeVisitor {
    fn inner<E: serde::de::Error>(self) -> Result<NodeVisitor, E> {
        let too_deep = || E::custom(format!("values are nested more than {MAX_DEPTH} deep"));
        self.below.checked_sub(1).map(|below| NodeVisitor { below }).ok_or_else(too_deep)
    }
}

impl<'de> DeserializeSeed<'de> for NodeVisitor {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::bare(NodeValue::Bool(value)))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::bare(NodeValue::Number(value.to_string())))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(Node::bare(NodeValue::Number(value.to_string())))
    }

    /// Infinity and NaN become `null`, as in `JSON.stringify`.
    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        let finite = value.is_finite();
        Ok(Node::bare(if finite { NodeValue::Number(written(value)) } else { NodeValue::Null }))
    }

    fn visit_str<E>(self, value: &str) -> Result<Node, E> {
        Ok(Node::bare(NodeValue::String(value.to_owned())))
    }

    fn visit_string<E>(self, value: String) -> Result<Node, E> {
        Ok(Node::bare(NodeValue::String(value)))
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::default())
    }

    fn visit_none<E>(self) -> Result<Node, E> {
        Ok(Node::default())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Node, A::Error> {
        let inner = self.inner()?;
        let mut items = Vec::new();
        while let Some(item) = seq.next_element_seed(inner)? {
            items.push(item);
        }
        Ok(Node::bare(NodeValue::Array(items)))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let inner = self.inner()?;
        let mut members = Vec::new();
        while let Some(key) = map.next_key::<String>()? {
            let value = map.next_value_seed(inner)?;
            members.push(Member { key: key.into(), key_span: Span::NONE, value });
        }
        Ok(Node::bare(NodeValue::Object(members)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_deep_javascript_objects_are_rejected() {
        let nested = |depth: usize| (0..depth).fold(serde_json::Value::Null, |inner, _| serde_json::json!([inner]));
        assert!(serde_json::from_value::<Node>(nested(MAX_DEPTH)).is_ok());
        let error = serde_json::from_value::<Node>(nested(MAX_DEPTH + 1)).unwrap_err();
        assert_eq!(error.to_string(), "values are nested more than 128 deep");
    }

    #[test]
    fn nodes_survive_a_round_trip_through_json() {
        let text = r#"{"a":{"n":-1,"none":null},"s":"\"\n","z":[{"b":["x",80.0,18446744073709551615]}]}"#;
        assert_eq!(crate::syntax::parse_json(text).unwrap().to_json().to_string(), text);
    }

    #[test]
    fn numbers_keep_their_text() {
        let node: Node = serde_json::from_str("[80, 80.0, -1, 1e30, 18446744073709551615]").unwrap();
        let text = |node: &Node| format!("{:?}", node.value);
        let seen: Vec<String> = node.items().iter().map(text).collect();
        let numbers = ["80", "80.0", "-1", "1e30", "18446744073709551615"];
        assert_eq!(seen, numbers.map(|number| format!("Number({number:?})")));
        assert_eq!(node.items().iter().map(Node::as_int).collect::<Vec<_>>(), [Some(80), None, Some(-1), None, None]);
    }
}
