//! Annotations whose value is JSON: typed, with a range for every problem.
//!
//! [`JsonReader`] reads a parsed value, notes problems and continues. Only a problem that makes the meaning uncertain
//! invalidates the value; an unknown member is reported and ignored. How the controller treats invalid JSON is not
//! documented, so no assumption is made.

mod example_with_users_values;
mod extensive_parameters;
mod lb_rs_weight;
mod snat_pro;
mod source_endpoints;
mod specify_protocol;
mod target_groups;

pub use extensive_parameters::{
    CHARGE_TYPES, CreateLoadBalancerParameter, ExtensiveParameters, ISPS, MAX_BANDWIDTH, MAX_BANDWIDTH_OF_SIZED,
    NestedParameter, PARAMETERS, PAYMENTS, ParameterSetter, ParameterType, SLA_TYPES, unknown_parameter,
};
pub use lb_rs_weight::{BackendWeights, PodWeight, PortWeights, StatefulSetWeights};
pub use snat_pro::SnatIp;
pub use specify_protocol::{SpecifyProtocolHost, SpecifyProtocolPort};
pub use target_groups::PortWithTargetGroup;

pub(super) use example_with_users_values::with_example;
pub(super) use extensive_parameters::parameters;
pub(super) use lb_rs_weight::rs_weight;
pub(super) use snat_pro::snat_pro_info;
pub(super) use source_endpoints::source_endpoints;
pub(super) use specify_protocol::specify_protocol;
pub(super) use target_groups::target_groups;

use super::codes;
use super::parsed_value::{ParsedValue, ValueProblem};
use super::protocol::Protocol;
use crate::diagnostic::{CodeDefinition, Span};
use crate::sorted_map::repeats;
use crate::syntax::edit_distance::closest;
use crate::syntax::{Member, SyntaxNode, SyntaxNodeValue, parse_json};
use std::ops::{Range, RangeInclusive};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JsonAnnotationKind {
    /// Protocols by port.
    SpecifyProtocol,
    /// Further parameters of CreateLoadBalancer.
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

impl JsonAnnotationKind {
    /// A small example.
    pub fn example(self) -> &'static str {
        match self {
            JsonAnnotationKind::SpecifyProtocol => r#"{"80":{"protocol":["TCP"]}}"#,
            JsonAnnotationKind::Parameters => r#"{"AddressIPVersion":"IPV6"}"#,
            JsonAnnotationKind::SnatPro => r#"{"snatIps":[{"subnetId":"subnet-…"}]}"#,
            JsonAnnotationKind::RsWeight => {
                r#"{"defaultWeight":10,"groups":[{"key":{"proto":"TCP","port":80},"statefulSets":[{"name":"…","weights":[{"weight":5,"podIndexes":[0]}]}]}]}"#
            }
            JsonAnnotationKind::TargetGroups => r#"[{"protocol":"TCP","port":80,"name":"…"}]"#,
            JsonAnnotationKind::SourceEndpoints => r#"{"name":"…"}"#,
        }
    }
}

/// The problems of a value.
pub(super) fn check(shape: JsonAnnotationKind, text: &str) -> Vec<ValueProblem> {
    let problems = match shape {
        JsonAnnotationKind::SpecifyProtocol => specify_protocol(text).problems,
        JsonAnnotationKind::Parameters => parameters(text).problems,
        JsonAnnotationKind::SnatPro => snat_pro_info(text).problems,
        JsonAnnotationKind::RsWeight => rs_weight(text).problems,
        JsonAnnotationKind::TargetGroups => target_groups(text).problems,
        JsonAnnotationKind::SourceEndpoints => source_endpoints(text).problems,
    };
    with_example(shape, text, problems)
}

/// Whether a problem invalidates the value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ProblemSeverity {
    /// The meaning is uncertain.
    Fatal,
    /// The rest can be read.
    Light,
}

/// Stands for the whole value where a member would be named.
const WHOLE: &str = "$";

/// Reads members and collects problems.
struct JsonReader {
    problems: Vec<ValueProblem>,
    fatal: bool,
}

fn range(span: Span) -> Range<usize> {
    span.start as usize..span.end as usize
}

/// Parses a text and reads it with `walk`. No value when a problem is fatal.
fn read<T>(text: &str, walk: impl FnOnce(&mut JsonReader, &SyntaxNode) -> Option<T>) -> ParsedValue<T> {
    let node = match parse_json(text) {
        Ok(node) => node,
        Err(error) => {
            let at = error.offset..error.offset + error.len;
            return ParsedValue::invalid(ValueProblem::new(&codes::INVALID_JSON, at).arg("problem", error.message));
        }
    };
    let mut reader = JsonReader { problems: Vec::new(), fatal: false };
    let value = walk(&mut reader, &node);
    ParsedValue { value: value.filter(|_| !reader.fatal), problems: reader.problems }
}

impl JsonReader {
    fn note(&mut self, weighs: ProblemSeverity, problem: ValueProblem) {
        self.fatal |= weighs == ProblemSeverity::Fatal;
        self.problems.push(problem);
    }

    fn fatal(&mut self, code: &'static CodeDefinition, span: Span, args: &[(&'static str, &str)]) {
        let mut problem = ValueProblem::new(code, range(span));
        for (name, word) in args {
            problem = problem.arg(name, *word);
        }
        self.note(ProblemSeverity::Fatal, problem);
    }

    fn wrong_type(&mut self, node: &SyntaxNode, member: &str, expected: &'static str) {
        let types = [("expected", expected), ("found", node.kind())];
        if member == WHOLE {
            return self.fatal(&codes::JSON_WHOLE_TYPE, node.span, &types);
        }
        let [expected, found] = types;
        self.fatal(&codes::JSON_TYPE, node.span, &[("member", member), expected, found]);
    }

    /// A value that is not allowed.
    fn not_allowed(&mut self, node: &SyntaxNode, member: &str, value: &str, allowed: Vec<String>) {
        let problem = ValueProblem::new(&codes::JSON_VALUE, range(node.span)).arg("member", member);
        self.note(ProblemSeverity::Fatal, problem.arg("value", value).list("allowed", allowed));
    }

    /// The members of an object; duplicates are reported.
    fn object<'n>(&mut self, node: &'n SyntaxNode, member: &str) -> Option<&'n [Member]> {
        if !matches!(node.value, SyntaxNodeValue::Object(_)) {
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

    /// An object with these members only; others are reported and ignored.
    fn known<'n>(&mut self, node: &'n SyntaxNode, member: &str, known: &[&'static str]) -> Option<&'n SyntaxNode> {
        for unknown in self.object(node, member)?.iter().filter(|member| !known.contains(&member.key.as_str())) {
            self.unknown(&codes::JSON_UNKNOWN, unknown, known.iter().copied());
        }
        Some(node)
    }

    /// An unknown member; the nearest known one is suggested.
    fn unknown(
        &mut self,
        code: &'static CodeDefinition,
        member: &Member,
        known: impl Iterator<Item = &'static str> + Clone,
    ) {
        let near = closest(&member.key, known.clone());
        let listed = match near {
            Some(near) => vec![format!("`{near}`")],
            None => known.map(|name| format!("`{name}`")).collect(),
        };
        let problem = ValueProblem::new(code, range(member.key_span))
            .arg("member", member.key.as_str())
            .list("known", listed)
            .suggestion(near.map(|name| format!("\"{name}\"")));
        self.note(ProblemSeverity::Light, problem);
    }

    fn required<'n>(&mut self, node: &'n SyntaxNode, member: &'static str) -> Option<&'n SyntaxNode> {
        let found = node.get(member);
        if found.is_none() {
            self.fatal(&codes::JSON_MISSING, node.span, &[("member", member)]);
        }
        found
    }

    fn items<'n>(&mut self, node: &'n SyntaxNode, member: &str) -> Option<&'n [SyntaxNode]> {
        if !matches!(node.value, SyntaxNodeValue::Array(_)) {
            self.wrong_type(node, member, "array");
            return None;
        }
        Some(node.items())
    }

    fn string(&mut self, node: &SyntaxNode, member: &str) -> Option<String> {
        let text = node.as_str();
        if text.is_none() {
            self.wrong_type(node, member, "string");
        }
        text.map(str::to_owned)
    }

    fn int(&mut self, node: &SyntaxNode, member: &str, allowed: RangeInclusive<i64>) -> Option<i64> {
        let SyntaxNodeValue::Number(text) = &node.value else {
            self.wrong_type(node, member, "number");
            return None;
        };
        let number = node.as_int().filter(|number| allowed.contains(number));
        if number.is_none() {
            self.not_allowed(node, member, text, vec![format!("{}–{}", allowed.start(), allowed.end())]);
        }
        number
    }

    fn port(&mut self, node: &SyntaxNode, member: &str) -> Option<u16> {
        self.int(node, member, 1..=65535).and_then(|port| u16::try_from(port).ok())
    }
}

fn protocol(reader: &mut JsonReader, node: &SyntaxNode, member: &str) -> Option<Protocol> {
    let name = reader.string(node, member)?;
    let protocol = Protocol::from_name(&name);
    if protocol.is_none() {
        reader.not_allowed(node, member, &name, Protocol::ALL.map(|protocol| format!("`{protocol}`")).to_vec());
    }
    protocol
}
