//! The tree of a decoded object: known fields only, each of its type, none twice. Names and scalars are borrowed from the tree
//! that was read, because every Service is decoded, and few of their values are kept.

use crate::diagnostic::Span;
use crate::syntax::{Node, NodeValue};

/// A value and its span.
#[derive(Debug, Clone, Default)]
pub struct CleanNode<'o> {
    pub value: CleanValue<'o>,
    pub span: Span,
}

/// A value.
#[derive(Debug, Clone, Default)]
pub enum CleanValue<'o> {
    #[default]
    Null,
    /// The value of an entry of a map whose own value is no text.
    EmptyText,
    /// As it was read; a field that may have any value has an object or a list in it.
    Scalar(&'o Node),
    Array(Vec<CleanNode<'o>>),
    Object(Vec<CleanMember<'o>>),
}

/// A member of an object.
#[derive(Debug, Clone)]
pub struct CleanMember<'o> {
    pub key: &'o str,
    pub key_span: Span,
    pub value: CleanNode<'o>,
}

impl<'o> CleanNode<'o> {
    /// A value as it was read.
    pub fn scalar(node: &'o Node, span: Span) -> CleanNode<'o> {
        CleanNode { value: CleanValue::Scalar(node), span }
    }

    /// An empty text.
    pub fn empty_text(span: Span) -> CleanNode<'o> {
        CleanNode { value: CleanValue::EmptyText, span }
    }

    pub fn is_null(&self) -> bool {
        match &self.value {
            CleanValue::Null => true,
            CleanValue::Scalar(node) => node.value == NodeValue::Null,
            CleanValue::EmptyText | CleanValue::Array(_) | CleanValue::Object(_) => false,
        }
    }

    /// The member of that name; `null` counts as absent.
    pub fn get(&self, key: &str) -> Option<&CleanNode<'o>> {
        self.members()
            .iter()
            .rev()
            .find(|member| member.key == key)
            .map(|member| &member.value)
            .filter(|node| !node.is_null())
    }

    /// Follows member names.
    pub fn at(&self, path: &[&str]) -> Option<&CleanNode<'o>> {
        path.iter().try_fold(self, |node, key| node.get(key))
    }

    /// The members of an object; empty for anything else.
    pub fn members(&self) -> &[CleanMember<'o>] {
        if let CleanValue::Object(members) = &self.value { members } else { &[] }
    }

    /// The items of an array; empty for anything else.
    pub fn items(&self) -> &[CleanNode<'o>] {
        if let CleanValue::Array(items) = &self.value { items } else { &[] }
    }

    /// Takes the members out.
    pub fn take_members(&mut self) -> Vec<CleanMember<'o>> {
        if let CleanValue::Object(members) = &mut self.value { std::mem::take(members) } else { Vec::new() }
    }

    /// Takes the items out.
    pub fn take_items(&mut self) -> Vec<CleanNode<'o>> {
        if let CleanValue::Array(items) = &mut self.value { std::mem::take(items) } else { Vec::new() }
    }

    pub fn as_str(&self) -> Option<&'o str> {
        match &self.value {
            CleanValue::EmptyText => Some(""),
            CleanValue::Scalar(node) => node.as_str(),
            CleanValue::Null | CleanValue::Array(_) | CleanValue::Object(_) => None,
        }
    }

    pub fn as_bool(&self) -> Option<bool> {
        if let CleanValue::Scalar(node) = &self.value { node.as_bool() } else { None }
    }

    pub fn as_int(&self) -> Option<i64> {
        if let CleanValue::Scalar(node) = &self.value { node.as_int() } else { None }
    }
}
