//! Reads single members of the cloud's answers, by the type that the API documents.
//!
//! A member of another type is a finding and stays unknown, as an absent one does. What a member means is not known
//! here.

use super::codes;
use crate::diagnostic::Diagnostic;
use crate::syntax::{SyntaxNode, SyntaxNodeValue};

/// Reads members and collects findings.
#[derive(Default)]
pub(super) struct CloudResponseReader {
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
pub(super) struct SyntaxNodeAtPath<'a> {
    pub(super) node: &'a SyntaxNode,
    steps: [Option<Step<'a>>; MAX_STEPS],
}

impl<'a> SyntaxNodeAtPath<'a> {
    /// The request's `clb`.
    pub(super) fn root(node: &'a SyntaxNode) -> SyntaxNodeAtPath<'a> {
        SyntaxNodeAtPath { node, steps: [None; MAX_STEPS] }
    }

    pub(super) fn child(&self, key: &'a str) -> Option<SyntaxNodeAtPath<'a>> {
        self.node.get(key).map(|node| self.member(key, node))
    }

    /// A member that is absent or was looked up already.
    pub(super) fn member(&self, key: &'a str, node: &'a SyntaxNode) -> SyntaxNodeAtPath<'a> {
        self.below(Step::Member(key), node)
    }

    fn item(&self, index: usize, node: &'a SyntaxNode) -> SyntaxNodeAtPath<'a> {
        self.below(Step::Item(index), node)
    }

    fn below(&self, step: Step<'a>, node: &'a SyntaxNode) -> SyntaxNodeAtPath<'a> {
        let mut below = SyntaxNodeAtPath { node, ..*self };
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

impl CloudResponseReader {
    pub(super) fn wrong(&mut self, at: &SyntaxNodeAtPath<'_>, expected: &str) {
        self.findings.push(
            Diagnostic::new(&codes::WRONG_SHAPE)
                .arg("path", at.path())
                .arg("found", at.node.kind())
                .arg("expected", expected)
                .arg("call", call_that_answers(&at.path()))
                .path(at.path()),
        );
    }

    pub(super) fn items<'a>(&mut self, at: Option<SyntaxNodeAtPath<'a>>) -> Option<Vec<SyntaxNodeAtPath<'a>>> {
        let at = at?;
        let SyntaxNodeValue::Array(items) = &at.node.value else {
            self.wrong(&at, "an array");
            return None;
        };
        let mut out = Vec::new();
        for (index, node) in items.iter().enumerate() {
            let item = at.item(index, node);
            match &node.value {
                SyntaxNodeValue::Object(_) => out.push(item),
                SyntaxNodeValue::Null
                | SyntaxNodeValue::Bool(_)
                | SyntaxNodeValue::Number(_)
                | SyntaxNodeValue::String(_)
                | SyntaxNodeValue::Array(_) => {
                    self.wrong(&item, "an object");
                }
            }
        }
        (out.len() == items.len()).then_some(out)
    }

    /// Reads every item; `None` when the list is absent or one of its items cannot be read.
    pub(super) fn all<T>(
        &mut self,
        list: Option<SyntaxNodeAtPath<'_>>,
        read: impl Fn(&mut CloudResponseReader, &SyntaxNodeAtPath<'_>) -> Option<T>,
    ) -> Option<Vec<T>> {
        let items = self.items(list)?;
        let read: Vec<T> = items.iter().filter_map(|at| read(self, at)).collect();
        (read.len() == items.len()).then_some(read)
    }

    pub(super) fn text(&mut self, at: &SyntaxNodeAtPath<'_>, key: &str) -> Option<String> {
        self.one(at, key, "a string", SyntaxNode::as_str).map(str::to_owned)
    }

    /// An id, without which nothing can be said of the resource.
    pub(super) fn id(&mut self, at: &SyntaxNodeAtPath<'_>, key: &str) -> Option<String> {
        if at.node.get(key).is_none() {
            self.wrong(&at.member(key, &SyntaxNode::default()), "a string");
        }
        self.text(at, key).filter(|id| !id.is_empty())
    }

    pub(super) fn int(&mut self, at: &SyntaxNodeAtPath<'_>, key: &str) -> Option<i64> {
        self.one(at, key, "an integer", SyntaxNode::as_int)
    }

    pub(super) fn bool(&mut self, at: &SyntaxNodeAtPath<'_>, key: &str) -> Option<bool> {
        self.one(at, key, "true or false", SyntaxNode::as_bool)
    }

    /// A single value.
    fn one<'a, T>(
        &mut self,
        at: &SyntaxNodeAtPath<'a>,
        key: &str,
        expected: &str,
        read: impl Fn(&'a SyntaxNode) -> Option<T>,
    ) -> Option<T> {
        let value = read(at.node.get(key)?);
        if let (None, Some(at)) = (&value, at.child(key)) {
            self.wrong(&at, expected);
        }
        value
    }

    pub(super) fn texts(&mut self, at: &SyntaxNodeAtPath<'_>, key: &str) -> Option<Vec<String>> {
        let at = at.child(key)?;
        let SyntaxNodeValue::Array(items) = &at.node.value else {
            self.wrong(&at, "an array of strings");
            return None;
        };
        let texts: Vec<String> = items.iter().filter_map(SyntaxNode::as_str).map(str::to_owned).collect();
        if texts.len() < items.len() {
            self.wrong(&at, "an array of strings");
            return None;
        }
        Some(texts)
    }

    /// A port, 1–65535; `None` for 0 and `null`.
    pub(super) fn port(&mut self, at: &SyntaxNodeAtPath<'_>, key: &str) -> Option<u16> {
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
