//! Reads single members of the cloud's answers, by the type that the API documents.
//!
//! A member of another type is a finding and stays unknown, as an absent one does. What a member means is not known
//! here.

use super::codes;
use crate::diagnostic::Diagnostic;
use crate::syntax::{Node, NodeValue};

/// Reads members and collects findings.
#[derive(Default)]
pub(super) struct CloudReader {
    pub(super) findings: Vec<Diagnostic>,
}

#[derive(Clone)]
pub(super) struct NodeAtPath<'a> {
    pub(super) node: &'a Node,
    pub(super) path: String,
}

impl<'a> NodeAtPath<'a> {
    pub(super) fn child(&self, key: &str) -> Option<NodeAtPath<'a>> {
        self.node.get(key).map(|node| NodeAtPath { node, path: format!("{}.{key}", self.path) })
    }
}

impl CloudReader {
    pub(super) fn wrong(&mut self, at: &NodeAtPath<'_>, expected: &str) {
        self.findings.push(
            Diagnostic::new(&codes::WRONG_SHAPE)
                .arg("path", at.path.clone())
                .arg("found", at.node.kind())
                .arg("expected", expected)
                .path(at.path.clone()),
        );
    }

    pub(super) fn items<'a>(&mut self, at: Option<NodeAtPath<'a>>) -> Option<Vec<NodeAtPath<'a>>> {
        let at = at?;
        let NodeValue::Array(items) = &at.node.value else {
            self.wrong(&at, "an array");
            return None;
        };
        let mut out = Vec::new();
        for (index, node) in items.iter().enumerate() {
            let item = NodeAtPath { node, path: format!("{}[{index}]", at.path) };
            match &node.value {
                NodeValue::Object(_) => out.push(item),
                NodeValue::Null
                | NodeValue::Bool(_)
                | NodeValue::Number(_)
                | NodeValue::String(_)
                | NodeValue::Array(_) => {
                    self.wrong(&item, "an object");
                }
            }
        }
        (out.len() == items.len()).then_some(out)
    }

    /// Reads every item; `None` when the list is absent or one of its items cannot be read.
    pub(super) fn all<T>(
        &mut self,
        list: Option<NodeAtPath<'_>>,
        read: impl Fn(&mut CloudReader, &NodeAtPath<'_>) -> Option<T>,
    ) -> Option<Vec<T>> {
        let items = self.items(list)?;
        let read: Vec<T> = items.iter().filter_map(|at| read(self, at)).collect();
        (read.len() == items.len()).then_some(read)
    }

    pub(super) fn text(&mut self, at: &NodeAtPath<'_>, key: &str) -> Option<String> {
        self.one(at, key, "a string", Node::as_str).map(str::to_owned)
    }

    /// An id, without which nothing can be said of the resource.
    pub(super) fn id(&mut self, at: &NodeAtPath<'_>, key: &str) -> Option<String> {
        if at.node.get(key).is_none() {
            let missing = NodeAtPath { node: &Node::default(), path: format!("{}.{key}", at.path) };
            self.wrong(&missing, "a string");
        }
        self.text(at, key).filter(|id| !id.is_empty())
    }

    pub(super) fn int(&mut self, at: &NodeAtPath<'_>, key: &str) -> Option<i64> {
        self.one(at, key, "an integer", Node::as_int)
    }

    pub(super) fn bool(&mut self, at: &NodeAtPath<'_>, key: &str) -> Option<bool> {
        self.one(at, key, "true or false", Node::as_bool)
    }

    /// A single value. Its path is formatted only for a finding, because there are thousands of values.
    fn one<'a, T>(
        &mut self,
        at: &NodeAtPath<'a>,
        key: &str,
        expected: &str,
        read: impl Fn(&'a Node) -> Option<T>,
    ) -> Option<T> {
        let value = read(at.node.get(key)?);
        if let (None, Some(at)) = (&value, at.child(key)) {
            self.wrong(&at, expected);
        }
        value
    }

    pub(super) fn texts(&mut self, at: &NodeAtPath<'_>, key: &str) -> Option<Vec<String>> {
        let at = at.child(key)?;
        let NodeValue::Array(items) = &at.node.value else {
            self.wrong(&at, "an array of strings");
            return None;
        };
        let texts: Vec<String> = items.iter().filter_map(Node::as_str).map(str::to_owned).collect();
        if texts.len() < items.len() {
            self.wrong(&at, "an array of strings");
            return None;
        }
        Some(texts)
    }

    /// A port, 1–65535; `None` for 0 and `null`.
    pub(super) fn port(&mut self, at: &NodeAtPath<'_>, key: &str) -> Option<u16> {
        let number = self.int(at, key).filter(|number| *number != 0)?;
        match u16::try_from(number) {
            Ok(port) => Some(port),
            Err(_) => {
                if let Some(at) = at.child(key) {
                    self.wrong(&at, "a port");
                }
                None
            }
        }
    }
}
