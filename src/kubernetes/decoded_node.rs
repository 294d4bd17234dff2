//! The tree of a decoded object: known fields only, each of its type, none twice. Names and scalars are borrowed from the tree
//! that was read, because every Service is decoded, and few of their values are kept.

use crate::diagnostic::Span;
use crate::syntax::{SyntaxNode, SyntaxNodeValue};

/// A value and its span.
#[derive(Debug, Clone, Default)]
pub struct DecodedSyntaxNode<'o> {
    pub value: DecodedValue<'o>,
    pub span: Span,
}

/// A value.
#[derive(Debug, Clone, Default)]
pub enum DecodedValue<'o> {
    #[default]
    Null,
    /// The value of an entry of a map whose own value is no text.
    EmptyText,
    /// As it was read; a field that may have any value has an object or a list in it.
    Scalar(&'o SyntaxNode),
    Array(Vec<DecodedSyntaxNode<'o>>),
    Object(Vec<DecodedMember<'o>>),
}

/// A member of an object.
#[derive(Debug, Clone)]
pub struct DecodedMember<'o> {
    pub key: &'o str,
    pub key_span: Span,
    pub value: DecodedSyntaxNode<'o>,
}

impl<'o> DecodedSyntaxNode<'o> {
    /// A value as it was read.
    pub fn scalar(node: &'o SyntaxNode, span: Span) -> DecodedSyntaxNode<'o> {
        DecodedSyntaxNode { value: DecodedValue::Scalar(node), span }
    }

    /// An empty text.
    pub fn empty_text(span: Span) -> DecodedSyntaxNode<'o> {
        DecodedSyntaxNode { value: DecodedValue::EmptyText, span }
    }

    pub fn is_null(&self) -> bool {
        match &self.value {
            DecodedValue::Null => true,
            DecodedValue::Scalar(node) => node.value == SyntaxNodeValue::Null,
            DecodedValue::EmptyText | DecodedValue::Array(_) | DecodedValue::Object(_) => false,
        }
    }

    /// The member of that name; `null` counts as absent.
    pub fn get(&self, key: &str) -> Option<&DecodedSyntaxNode<'o>> {
        self.members()
            .iter()
            .rev()
            .find(|member| member.key == key)
            .map(|member| &member.value)
            .filter(|node| !node.is_null())
    }

    /// Follows member names.
    pub fn at(&self, path: &[&str]) -> Option<&DecodedSyntaxNode<'o>> {
        path.iter().try_fold(self, |node, key| node.get(key))
    }

    /// The members of an object; empty for anything else.
    pub fn members(&self) -> &[DecodedMember<'o>] {
        if let DecodedValue::Object(members) = &self.value { members } else { &[] }
    }

    /// The items of an array; empty for anything else.
    pub fn items(&self) -> &[DecodedSyntaxNode<'o>] {
        if let DecodedValue::Array(items) = &self.value { items } else { &[] }
    }

    /// Takes the members out.
    pub fn take_members(&mut self) -> Vec<DecodedMember<'o>> {
        if let DecodedValue::Object(members) = &mut self.value { std::mem::take(members) } else { Vec::new() }
    }

    /// Takes the items out.
    pub fn take_items(&mut self) -> Vec<DecodedSyntaxNode<'o>> {
        if let DecodedValue::Array(items) = &mut self.value { std::mem::take(items) } else { Vec::new() }
    }

    pub fn as_str(&self) -> Option<&'o str> {
        match &self.value {
            DecodedValue::EmptyText => Some(""),
            DecodedValue::Scalar(node) => node.as_str(),
            DecodedValue::Null | DecodedValue::Array(_) | DecodedValue::Object(_) => None,
        }
    }

    pub fn as_bool(&self) -> Option<bool> {
        if let DecodedValue::Scalar(node) = &self.value { node.as_bool() } else { None }
    }

    pub fn as_int(&self) -> Option<i64> {
        if let DecodedValue::Scalar(node) = &self.value { node.as_int() } else { None }
    }
}
