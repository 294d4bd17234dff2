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
pub struct SyntaxNode {
    pub value: SyntaxNodeValue,
    /// Bytes in the whole text, quotes included.
    pub span: Span,
}

/// A JSON value.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum SyntaxNodeValue {
    #[default]
    Null,
    Bool(bool),
    /// As JSON writes it: `80`, `80.0`, `-1e3`.
    Number(String),
    /// Decoded.
    String(String),
    Array(Vec<SyntaxNode>),
    /// Members in written order, duplicates included.
    Object(Vec<Member>),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Decoded.
    pub key: MemberName,
    /// Quotes included.
    pub key_span: Span,
    pub value: SyntaxNode,
}

impl SyntaxNode {
    /// A node that does not come from text.
    pub fn bare(value: SyntaxNodeValue) -> SyntaxNode {
        SyntaxNode { value, span: Span::NONE }
    }

    /// The member of that name; the last one when it is duplicated. `null` counts as absent, as for kube-apiserver.
    pub fn get(&self, key: &str) -> Option<&SyntaxNode> {
        self.member(key).map(|member| &member.value).filter(|node| node.value != SyntaxNodeValue::Null)
    }

    /// The member of that name with its key; the last one when it is duplicated.
    pub fn member(&self, key: &str) -> Option<&Member> {
        self.members().iter().rev().find(|member| member.key == *key)
    }

    /// As [`SyntaxNode::member`], to be changed.
    pub fn member_mut(&mut self, key: &str) -> Option<&mut Member> {
        let SyntaxNodeValue::Object(members) = &mut self.value else { return None };
        members.iter_mut().rfind(|member| member.key == *key)
    }

    /// Follows member names.
    pub fn at(&self, path: &[&str]) -> Option<&SyntaxNode> {
        path.iter().try_fold(self, |node, key| node.get(key))
    }

    /// The members of an object; empty for anything else.
    pub fn members(&self) -> &[Member] {
        match &self.value {
            SyntaxNodeValue::Object(members) => members,
            SyntaxNodeValue::Null
            | SyntaxNodeValue::Bool(_)
            | SyntaxNodeValue::Number(_)
            | SyntaxNodeValue::String(_)
            | SyntaxNodeValue::Array(_) => &[],
        }
    }

    /// The items of an array; empty for anything else.
    pub fn items(&self) -> &[SyntaxNode] {
        match &self.value {
            SyntaxNodeValue::Array(items) => items,
            SyntaxNodeValue::Null
            | SyntaxNodeValue::Bool(_)
            | SyntaxNodeValue::Number(_)
            | SyntaxNodeValue::String(_)
            | SyntaxNodeValue::Object(_) => &[],
        }
    }

    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            SyntaxNodeValue::String(text) => Some(text),
            SyntaxNodeValue::Null
            | SyntaxNodeValue::Bool(_)
            | SyntaxNodeValue::Number(_)
            | SyntaxNodeValue::Array(_)
            | SyntaxNodeValue::Object(_) => None,
        }
    }

    pub fn as_bool(&self) -> Option<bool> {
        match &self.value {
            SyntaxNodeValue::Bool(value) => Some(*value),
            SyntaxNodeValue::Null
            | SyntaxNodeValue::Number(_)
            | SyntaxNodeValue::String(_)
            | SyntaxNodeValue::Array(_)
            | SyntaxNodeValue::Object(_) => None,
        }
    }

    /// The value of a number without fraction and exponent.
    pub fn as_int(&self) -> Option<i64> {
        match &self.value {
            SyntaxNodeValue::Number(text) => text.parse().ok(),
            SyntaxNodeValue::Null
            | SyntaxNodeValue::Bool(_)
            | SyntaxNodeValue::String(_)
            | SyntaxNodeValue::Array(_)
            | SyntaxNodeValue::Object(_) => None,
        }
    }

    /// The string value of that member.
    pub fn str_at(&self, key: &str) -> Option<&str> {
        self.get(key).and_then(SyntaxNode::as_str)
    }

    /// JSON's name for this kind of value, for messages.
    pub fn kind(&self) -> &'static str {
        match &self.value {
            SyntaxNodeValue::Null => "null",
            SyntaxNodeValue::Bool(_) => "bool",
            SyntaxNodeValue::Number(_) => "number",
            SyntaxNodeValue::String(_) => "string",
            SyntaxNodeValue::Array(_) => "array",
            SyntaxNodeValue::Object(_) => "object",
        }
    }

    /// The value as JSON, without positions; of duplicate members the last counts. Numbers that JSON readers cannot
    /// hold exactly become strings.
    pub fn to_json(&self) -> crate::json::Value {
        match &self.value {
            SyntaxNodeValue::Null => crate::json::Value::Null,
            SyntaxNodeValue::Bool(value) => crate::json::Value::Bool(*value),
            SyntaxNodeValue::Number(text) => crate::json::Number::read(text)
                .map_or_else(|| crate::json::Value::String(text.clone()), crate::json::Value::Number),
            SyntaxNodeValue::String(text) => crate::json::Value::String(text.clone()),
            SyntaxNodeValue::Array(items) => items.iter().map(SyntaxNode::to_json).collect(),
            SyntaxNodeValue::Object(members) => {
                members.iter().map(|member| (member.key.to_string(), member.value.to_json())).collect()
            }
        }
    }

    pub fn from_json(value: crate::json::Value) -> SyntaxNode {
        SyntaxNode::bare(match value {
            crate::json::Value::Null => SyntaxNodeValue::Null,
            crate::json::Value::Bool(value) => SyntaxNodeValue::Bool(value),
            crate::json::Value::Number(number) => SyntaxNodeValue::Number(number.to_string()),
            crate::json::Value::String(text) => SyntaxNodeValue::String(text),
            crate::json::Value::Array(items) => {
                SyntaxNodeValue::Array(items.into_iter().map(SyntaxNode::from_json).collect())
            }
            crate::json::Value::Object(members) => SyntaxNodeValue::Object(
                members
                    .into_iter()
                    .map(|(key, value)| Member {
                        key: key.into(),
                        key_span: Span::NONE,
                        value: SyntaxNode::from_json(value),
                    })
                    .collect(),
            ),
        })
    }

    /// Takes the items out of a list; `None` when `items` is neither an array nor `null`.
    pub(super) fn take_items(&mut self) -> Option<Vec<SyntaxNode>> {
        let SyntaxNodeValue::Object(members) = &mut self.value else { return None };
        let items = members.iter_mut().rev().find(|member| member.key == "items")?;
        match &mut items.value.value {
            SyntaxNodeValue::Array(items) => Some(std::mem::take(items)),
            SyntaxNodeValue::Null => Some(Vec::new()),
            SyntaxNodeValue::Bool(_)
            | SyntaxNodeValue::Number(_)
            | SyntaxNodeValue::String(_)
            | SyntaxNodeValue::Object(_) => None,
        }
    }
}

impl<'de> Deserialize<'de> for SyntaxNode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<SyntaxNode, D::Error> {
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
    type Value = SyntaxNode;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<SyntaxNode, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = SyntaxNode;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<SyntaxNode, E> {
        Ok(SyntaxNode::bare(SyntaxNodeValue::Bool(value)))
    }

    fn visit_i64<E>(self, value: i64) -> Result<SyntaxNode, E> {
        Ok(SyntaxNode::bare(SyntaxNodeValue::Number(value.to_string())))
    }

    fn visit_u64<E>(self, value: u64) -> Result<SyntaxNode, E> {
        Ok(SyntaxNode::bare(SyntaxNodeValue::Number(value.to_string())))
    }

    /// Infinity and NaN become `null`, as in `JSON.stringify`.
    fn visit_f64<E>(self, value: f64) -> Result<SyntaxNode, E> {
        let finite = value.is_finite();
        Ok(SyntaxNode::bare(if finite { SyntaxNodeValue::Number(written(value)) } else { SyntaxNodeValue::Null }))
    }

    fn visit_str<E>(self, value: &str) -> Result<SyntaxNode, E> {
        Ok(SyntaxNode::bare(SyntaxNodeValue::String(value.to_owned())))
    }

    fn visit_string<E>(self, value: String) -> Result<SyntaxNode, E> {
        Ok(SyntaxNode::bare(SyntaxNodeValue::String(value)))
    }

    fn visit_unit<E>(self) -> Result<SyntaxNode, E> {
        Ok(SyntaxNode::default())
    }

    fn visit_none<E>(self) -> Result<SyntaxNode, E> {
        Ok(SyntaxNode::default())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<SyntaxNode, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<SyntaxNode, A::Error> {
        let inner = self.inner()?;
        let mut items = Vec::new();
        while let Some(item) = seq.next_element_seed(inner)? {
            items.push(item);
        }
        Ok(SyntaxNode::bare(SyntaxNodeValue::Array(items)))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<SyntaxNode, A::Error> {
        let inner = self.inner()?;
        let mut members = Vec::new();
        while let Some(key) = map.next_key::<String>()? {
            let value = map.next_value_seed(inner)?;
            members.push(Member { key: key.into(), key_span: Span::NONE, value });
        }
        Ok(SyntaxNode::bare(SyntaxNodeValue::Object(members)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_deep_javascript_objects_are_rejected() {
        let nested = |depth: usize| (0..depth).fold(serde_json::Value::Null, |inner, _| serde_json::json!([inner]));
        assert!(serde_json::from_value::<SyntaxNode>(nested(MAX_DEPTH)).is_ok());
        let error = serde_json::from_value::<SyntaxNode>(nested(MAX_DEPTH + 1)).unwrap_err();
        assert_eq!(error.to_string(), "values are nested more than 128 deep");
    }

    #[test]
    fn nodes_survive_a_round_trip_through_json() {
        let text = r#"{"a":{"n":-1,"none":null},"s":"\"\n","z":[{"b":["x",80.0,18446744073709551615]}]}"#;
        assert_eq!(crate::syntax::parse_json(text).unwrap().to_json().to_string(), text);
    }

    #[test]
    fn numbers_keep_their_text() {
        let node: SyntaxNode = serde_json::from_str("[80, 80.0, -1, 1e30, 18446744073709551615]").unwrap();
        let text = |node: &SyntaxNode| format!("{:?}", node.value);
        let seen: Vec<String> = node.items().iter().map(text).collect();
        let numbers = ["80", "80.0", "-1", "1e30", "18446744073709551615"];
        assert_eq!(seen, numbers.map(|number| format!("Number({number:?})")));
        assert_eq!(
            node.items().iter().map(SyntaxNode::as_int).collect::<Vec<_>>(),
            [Some(80), None, Some(-1), None, None]
        );
    }
}
