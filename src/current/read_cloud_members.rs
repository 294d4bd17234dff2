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

/// A member by its name, or an item by its index.
#[derive(Debug, Clone, Copy)]
enum Step<'a> {
    Member(&'a str),
    Item(usize),
}

/// The steps of the longest path: `targets`, a load balancer, a listener, `Rules`, a rule, `Targets`, a backend, a member of it.
const MAX_STEPS: usize = 8;

/// A value with its path from the request's `clb`. The path is written out for findings only, because there are thousands of
/// values.
#[derive(Debug, Clone, Copy)]
pub(super) struct NodeAtPath<'a> {
    pub(super) node: &'a Node,
    steps: [Option<Step<'a>>; MAX_STEPS],
}

impl<'a> NodeAtPath<'a> {
    /// The request's `clb`.
    pub(super) fn root(node: &'a Node) -> NodeAtPath<'a> {
        NodeAtPath { node, steps: [None; MAX_STEPS] }
    }

    pub(super) fn child(&self, key: &'a str) -> Option<NodeAtPath<'a>> {
        self.node.get(key).map(|node| self.member(key, node))
    }

    /// A member that is absent or was looked up already.
    pub(super) fn member(&self, key: &'a str, node: &'a Node) -> NodeAtPath<'a> {
        self.below(Step::Member(key), node)
    }

    fn item(&self, index: usize, node: &'a Node) -> NodeAtPath<'a> {
        self.below(Step::Item(index), node)
    }

    fn below(&self, step: Step<'a>, node: &'a Node) -> NodeAtPath<'a> {
        let mut below = NodeAtPath { node, ..*self };
        let unused = below.steps.iter_mut().find(|step| step.is_none());
        debug_assert!(unused.is_some(), "MAX_STEPS is too small");
        if let Some(unused) = unused {
            *unused = Some(step);
        }
        below
    }

    pub(super) fn path(&self) -> String {
        let mut path = "clb".to_owned();
        for step in self.steps.iter().flatten() {
            match step {
                Step::Member(key) => {
                    path.push('.');
                    path.push_str(key);
                }
                Step::Item(index) => path.push_str(&format!("[{index}]")),
            }
        }
        path
    }
}

/// The call of the CLB API whose answer a part of `clb` is.
fn call_that_answers(path: &str) -> &'static str {
    let member = path.strip_prefix("clb.").and_then(|members| members.split(['.', '[']).next());
    match member {
        Some("listeners") => "DescribeListeners",
        Some("targets") => "DescribeTargets",
        Some("operateProtect") => "DescribeLBOperateProtect",
        Some(_) | None => "DescribeLoadBalancers",
    }
}

impl CloudReader {
    pub(super) fn wrong(&mut self, at: &NodeAtPath<'_>, expected: &str) {
        self.findings.push(
            Diagnostic::new(&codes::WRONG_SHAPE)
                .arg("path", at.path())
                .arg("found", at.node.kind())
                .arg("expected", expected)
                .arg("call", call_that_answers(&at.path()))
                .path(at.path()),
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
            let item = at.item(index, node);
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
            self.wrong(&at.member(key, &Node::default()), "a string");
        }
        self.text(at, key).filter(|id| !id.is_empty())
    }

    pub(super) fn int(&mut self, at: &NodeAtPath<'_>, key: &str) -> Option<i64> {
        self.one(at, key, "an integer", Node::as_int)
    }

    pub(super) fn bool(&mut self, at: &NodeAtPath<'_>, key: &str) -> Option<bool> {
        self.one(at, key, "true or false", Node::as_bool)
    }

    /// A single value.
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

#[cfg(test)]
mod tests {
    use super::call_that_answers;
    use crate::current::cloud;
    use crate::syntax::parse_json;

    #[test]
    fn every_part_names_the_call_that_answers_it() {
        for (path, call) in [
            ("clb", "DescribeLoadBalancers"),
            ("clb.loadBalancers[0].Forward", "DescribeLoadBalancers"),
            ("clb.listeners", "DescribeListeners"),
            ("clb.targets.lb-1[0]", "DescribeTargets"),
            ("clb.operateProtect[0]", "DescribeLBOperateProtect"),
        ] {
            assert_eq!(call_that_answers(path), call, "{path}");
        }
    }

    #[test]
    fn the_longest_path_is_complete() {
        let state = r#"{
            "loadBalancers": [{ "LoadBalancerId": "lb-1" }],
            "listeners": { "lb-1": [{ "ListenerId": "lbl-1", "Port": 80, "Protocol": "HTTP" }] },
            "targets": { "lb-1": [{ "ListenerId": "lbl-1", "Rules": [
                { "LocationId": "loc-1", "Targets": [{ "Port": 80, "PrivateIpAddresses": 1 }] }
            ] }] }
        }"#;
        let (_, findings) = cloud(&parse_json(state).unwrap());
        let paths: Vec<Option<&str>> = findings.iter().map(|finding| finding.path.as_deref()).collect();
        assert_eq!(paths, [Some("clb.targets.lb-1[0].Rules[0].Targets[0].PrivateIpAddresses")]);
    }
}
