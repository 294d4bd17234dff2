//! Annotations whose value is JSON: typed, with a position for every problem.
//!
//! [`Reader`] walks a parsed value, notes what is wrong and goes on. Only a problem that makes the meaning uncertain
//! takes the value away: a member that nobody reads is noted and passed over. What the controller itself does with
//! broken JSON is on no page, so no guess is made.

mod parameters;
mod ports;
mod small;
mod weights;

pub use parameters::{
    CHARGE_TYPES, Field, ISPS, MAX_BANDWIDTH, MAX_BANDWIDTH_OF_SIZED, PARAMETERS, PAYMENTS, Parameter, Parameters,
    SLA_TYPES, Setter, Type,
};
pub use ports::{Host, PortProtocols};
pub use small::{SnatIp, TargetGroup};
pub use weights::{PodWeight, RsWeights, StatefulSetWeights, WeightGroup};

pub(super) use parameters::parameters;
pub(super) use ports::specify_protocol;
pub(super) use small::{snat_pro_info, source_endpoints, target_groups};
pub(super) use weights::rs_weight;

use super::codes;
use super::reading::{BadValue, Reading};
use crate::diagnostic::{Code, Span};
use crate::input::suggest::closest;
use crate::input::{Member, Node, Value, parse_json};
use crate::sorted::repeats;
use std::ops::{Range, RangeInclusive};

/// The shapes there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Protocols by port.
    SpecifyProtocol,
    /// More parameters of CreateLoadBalancer.
    Parameters,
    /// SNAT addresses.
    SnatPro,
    /// Weights of StatefulSet Pods.
    RsWeight,
    /// Ports and target groups.
    TargetGroups,
    /// The name of an Endpoints object.
    SourceEndpoints,
}

impl Shape {
    /// A small value of this shape.
    pub fn example(self) -> &'static str {
        match self {
            Shape::SpecifyProtocol => r#"{"80":{"protocol":["TCP"]}}"#,
            Shape::Parameters => r#"{"AddressIPVersion":"IPV6"}"#,
            Shape::SnatPro => r#"{"snatIps":[{"subnetId":"subnet-…"}]}"#,
            Shape::RsWeight => {
                r#"{"defaultWeight":10,"groups":[{"key":{"proto":"TCP","port":80},"statefulSets":[{"name":"…","weights":[{"weight":5,"podIndexes":[0]}]}]}]}"#
            }
            Shape::TargetGroups => r#"[{"protocol":"TCP","port":80,"name":"…"}]"#,
            Shape::SourceEndpoints => r#"{"name":"…"}"#,
        }
    }
}

/// What is wrong with a value of a shape.
pub(super) fn check(shape: Shape, text: &str) -> Vec<BadValue> {
    match shape {
        Shape::SpecifyProtocol => specify_protocol(text).problems,
        Shape::Parameters => parameters(text).problems,
        Shape::SnatPro => snat_pro_info(text).problems,
        Shape::RsWeight => rs_weight(text).problems,
        Shape::TargetGroups => target_groups(text).problems,
        Shape::SourceEndpoints => source_endpoints(text).problems,
    }
}

/// Whether a problem takes the value away.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Weighs {
    /// The meaning is uncertain.
    Fatal,
    /// The rest can be read.
    Light,
}

/// What the whole value is called in messages.
const WHOLE: &str = "$";

/// Notes problems on the way through a value.
struct Reader {
    problems: Vec<BadValue>,
    fatal: bool,
}

fn range(span: Span) -> Range<usize> {
    span.start as usize..span.end as usize
}

/// Parses, walks, and hands out the value unless a problem was fatal.
fn read<T>(text: &str, walk: impl FnOnce(&mut Reader, &Node) -> Option<T>) -> Reading<T> {
    let node = match parse_json(text) {
        Ok(node) => node,
        Err(error) => {
            let at = error.offset..error.offset + error.len;
            return Reading::bad(BadValue::new(&codes::INVALID_JSON, at).word("problem", error.message));
        }
    };
    let mut reader = Reader { problems: Vec::new(), fatal: false };
    let value = walk(&mut reader, &node);
    Reading { value: value.filter(|_| !reader.fatal), problems: reader.problems }
}

impl Reader {
    fn note(&mut self, weighs: Weighs, problem: BadValue) {
        self.fatal |= weighs == Weighs::Fatal;
        self.problems.push(problem);
    }

    fn fatal(&mut self, code: &'static Code, span: Span, words: &[(&'static str, &str)]) {
        let mut problem = BadValue::new(code, range(span));
        for (name, word) in words {
            problem = problem.word(name, *word);
        }
        self.note(Weighs::Fatal, problem);
    }

    fn wrong_type(&mut self, node: &Node, member: &str, expected: &'static str) {
        let words = [("member", member), ("expected", expected), ("found", node.kind())];
        self.fatal(&codes::JSON_TYPE, node.span, &words);
    }

    /// A value outside what is allowed.
    fn not_allowed(&mut self, node: &Node, member: &str, value: &str, allowed: Vec<String>) {
        let problem = BadValue::new(&codes::JSON_VALUE, range(node.span)).word("member", member);
        self.note(Weighs::Fatal, problem.word("value", value).list("allowed", allowed));
    }

    /// The members of an object; a member that stands there twice is noted.
    fn object<'n>(&mut self, node: &'n Node, member: &str) -> Option<&'n [Member]> {
        if !matches!(node.value, Value::Object(_)) {
            self.wrong_type(node, member, "object");
            return None;
        }
        let members = node.members();
        let names: Vec<&str> = members.iter().map(|member| member.key.as_str()).collect();
        for (later, _) in members.iter().zip(repeats(&names)).filter(|(_, repeats)| *repeats) {
            self.fatal(&codes::JSON_REPEATED, later.key_span, &[("member", later.key.as_str())]);
        }
        Some(members)
    }

    /// An object that knows only these members; others are noted and passed over.
    fn known<'n>(&mut self, node: &'n Node, member: &str, known: &[&'static str]) -> Option<&'n Node> {
        for unknown in self.object(node, member)?.iter().filter(|member| !known.contains(&member.key.as_str())) {
            self.unknown(&codes::JSON_UNKNOWN, unknown, known.iter().copied());
        }
        Some(node)
    }

    /// A member that nobody reads; the nearest known one is offered.
    fn unknown(&mut self, code: &'static Code, member: &Member, known: impl Iterator<Item = &'static str> + Clone) {
        let near = closest(&member.key, known.clone());
        let listed = match near {
            Some(near) => vec![format!("`{near}`")],
            None => known.map(|name| format!("`{name}`")).collect(),
        };
        let problem = BadValue::new(code, range(member.key_span))
            .word("member", member.key.as_str())
            .list("known", listed)
            .meant(near.map(|name| format!("\"{name}\"")));
        self.note(Weighs::Light, problem);
    }

    fn required<'n>(&mut self, node: &'n Node, member: &'static str) -> Option<&'n Node> {
        let found = node.get(member);
        if found.is_none() {
            self.fatal(&codes::JSON_MISSING, node.span, &[("member", member)]);
        }
        found
    }

    fn items<'n>(&mut self, node: &'n Node, member: &str) -> Option<&'n [Node]> {
        if !matches!(node.value, Value::Array(_)) {
            self.wrong_type(node, member, "array");
            return None;
        }
        Some(node.items())
    }

    fn string(&mut self, node: &Node, member: &str) -> Option<String> {
        let text = node.as_str();
        if text.is_none() {
            self.wrong_type(node, member, "string");
        }
        text.map(str::to_owned)
    }

    fn int(&mut self, node: &Node, member: &str, allowed: RangeInclusive<i64>) -> Option<i64> {
        let Value::Number(text) = &node.value else {
            self.wrong_type(node, member, "number");
            return None;
        };
        let number = node.as_int().filter(|number| allowed.contains(number));
        if number.is_none() {
            self.not_allowed(node, member, text, vec![format!("{}–{}", allowed.start(), allowed.end())]);
        }
        number
    }

    fn port(&mut self, node: &Node, member: &str) -> Option<u16> {
        self.int(node, member, 1..=65535).and_then(|port| u16::try_from(port).ok())
    }
}
