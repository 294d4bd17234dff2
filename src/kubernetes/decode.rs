//! Strict decoding: turns an object's tree into a decoded tree, as kube-apiserver reads JSON into its types.
//!
//! The decoded tree has only known fields, each once and with a value of its type; dropped fields were reported. The server
//! stops at the first wrong type; decoding here continues without that value. Values are validated later, on the decoded
//! tree.

use super::decoded_node::{DecodedMember, DecodedSyntaxNode, DecodedValue};
use super::describe_value::{NumberInMessage, describe, go_kind, number_code};
use super::findings_by_request_step::{ApiServerFindings, ApiServerStep, wrong_type};
use super::service::ServiceObject;
use super::service_fields::{GoFieldType, GoStruct, LEVELS, POINTERS, REMOVED, SERVICE};
use super::unreadable_fields::UnreadableFields;
use super::{codes, fixes, go_strings, go_time, validate_type_meta};
use crate::diagnostic::{CodeDefinition, Diagnostic, Span};
use crate::sorted_map::{repeats, sort_and_keep_last_by};
use crate::syntax::limits::MAX_FINDINGS;
use crate::syntax::{KubernetesObject, Member, SyntaxNode, SyntaxNodeValue, edit_distance};

/// Decodes a Service and adds findings.
pub fn decode(object: &KubernetesObject, findings: &mut ApiServerFindings) -> ServiceObject {
    findings.stage(ApiServerStep::Identity);
    validate_type_meta::check(&object.node, findings);
    let mut decoder = Decoder { findings, keep_spans: object.document.is_some(), wrong: Vec::new() };
    let mut decoded = DecodedSyntaxNode::default();
    decoder.findings.stage(ApiServerStep::Strict);
    decoder.value(GoFieldType::Object(&SERVICE), &object.node, &mut decoded, &FieldPath::default());
    decoder.finish();
    findings.stage(ApiServerStep::Validate);
    ServiceObject::from_decoded(&decoded)
}

/// Path of the value being decoded. Strict errors print map keys and indices ([`FieldPath::path`]); type errors do not
/// ([`FieldPath::stack`]).
#[derive(Clone, Copy, Default)]
struct FieldPath<'c> {
    outer: Option<&'c FieldPath<'c>>,
    step: PathStep<'c>,
    owner: &'static str,
}

#[derive(Clone, Copy, Default)]
enum PathStep<'c> {
    #[default]
    Whole,
    Field(&'c str),
    Key(&'c str),
    Item(usize),
}

impl<'c> FieldPath<'c> {
    fn child(&'c self, owner: &'static str, key: &'c str) -> FieldPath<'c> {
        FieldPath { outer: Some(self), step: PathStep::Field(key), owner }
    }

    fn key(&'c self, key: &'c str) -> FieldPath<'c> {
        FieldPath { outer: Some(self), step: PathStep::Key(key), owner: self.owner }
    }

    fn item(&'c self, index: usize) -> FieldPath<'c> {
        FieldPath { outer: Some(self), step: PathStep::Item(index), owner: self.owner }
    }

    fn path(&self) -> String {
        let outer = || self.outer.map(FieldPath::path).unwrap_or_default();
        match self.step {
            PathStep::Whole => String::new(),
            PathStep::Field(key) | PathStep::Key(key) => join(&outer(), key),
            PathStep::Item(index) => format!("{}[{index}]", outer()),
        }
    }

    fn stack(&self) -> String {
        let outer = self.outer.map(FieldPath::stack).unwrap_or_default();
        match self.step {
            PathStep::Field(key) => join(&outer, key),
            PathStep::Whole | PathStep::Key(_) | PathStep::Item(_) => outer,
        }
    }

    /// Go's message about a value of the wrong type.
    fn unmarshal(&self, value: &str, go: &str) -> String {
        let stack = self.stack();
        if stack.is_empty() {
            return format!("json: cannot unmarshal {value} into Go value of type {go}");
        }
        format!("json: cannot unmarshal {value} into Go struct field {}.{stack} of type {go}", self.owner)
    }
}

fn join(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

/// Whether Go stops at an error, or continues and reports the first one of its kind at the end.
#[derive(Clone, Copy, PartialEq, Eq)]
enum StopDecoding {
    AtOnce,
    AtEnd,
}

struct Decoder<'r, 'f> {
    findings: &'r mut ApiServerFindings<'f>,
    keep_spans: bool,
    wrong: Vec<(StopDecoding, Diagnostic, Span)>,
}

impl Decoder<'_, '_> {
    fn span(&self, span: Span) -> Span {
        if self.keep_spans { span } else { Span::NONE }
    }

    /// The server reports one type error: the first that stops decoding, else the first.
    fn finish(mut self) {
        let paths = self.wrong.iter().filter_map(|(_, finding, _)| finding.path.clone()).collect();
        let shown = self.wrong.iter().position(|(halt, ..)| *halt == StopDecoding::AtOnce).unwrap_or(0);
        for (index, (_, diagnostic, span)) in std::mem::take(&mut self.wrong).into_iter().enumerate() {
            self.findings.stage(if index == shown { ApiServerStep::Decode } else { ApiServerStep::Later });
            self.findings.push(diagnostic, span);
        }
        self.findings.set_unreadable(UnreadableFields::new(paths));
    }

    /// Decodes a value over what a duplicate of its key may have left in `slot`.
    fn value<'o>(
        &mut self,
        shape: GoFieldType,
        node: &'o SyntaxNode,
        slot: &mut DecodedSyntaxNode<'o>,
        context: &FieldPath<'_>,
    ) {
        if let GoFieldType::IntOrString = shape {
            return self.int_or_string(node, slot, context);
        }
        if node.value == SyntaxNodeValue::Null {
            if matches!(shape, GoFieldType::List(_) | GoFieldType::Texts(_) | GoFieldType::Map) {
                *slot = DecodedSyntaxNode::default();
            }
            return;
        }
        match shape {
            GoFieldType::Object(fields) => self.object(fields, node, slot, context),
            GoFieldType::Map => self.map(node, slot, context),
            GoFieldType::List(fields) => {
                self.items(node, slot, context, fields.go, GoFieldType::Object(fields));
            }
            GoFieldType::Texts(go) => self.items(node, slot, context, go, GoFieldType::Text(go)),
            GoFieldType::Text(_)
            | GoFieldType::Int32
            | GoFieldType::Int64
            | GoFieldType::Bool
            | GoFieldType::Time
            | GoFieldType::IntOrString
            | GoFieldType::Raw => {
                if self.scalar(shape, node, context) {
                    *slot = DecodedSyntaxNode::scalar(node, self.span(node.span));
                }
            }
        }
    }

    /// Go's type holds both a number and a string and remembers which was read last; `null` counts as a number that
    /// changes nothing. When an earlier duplicate left the other one, the decoded value is a list of both, the valid one
    /// first.
    fn int_or_string<'o>(&mut self, node: &'o SyntaxNode, slot: &mut DecodedSyntaxNode<'o>, context: &FieldPath<'_>) {
        if node.value != SyntaxNodeValue::Null && !self.scalar(GoFieldType::IntOrString, node, context) {
            return;
        }
        let before = std::mem::take(slot);
        let before = if let DecodedValue::Array(both) = before.value { both } else { vec![before] };
        let (numbers, texts): (Vec<DecodedSyntaxNode<'_>>, Vec<DecodedSyntaxNode<'_>>) =
            before.into_iter().filter(|node| !node.is_null()).partition(|node| node.as_str().is_none());
        let written = DecodedSyntaxNode::scalar(node, self.span(node.span));
        let (this, other) = match &node.value {
            SyntaxNodeValue::String(_) => (Some(written), numbers),
            SyntaxNodeValue::Null => (numbers.into_iter().next(), texts),
            SyntaxNodeValue::Bool(_)
            | SyntaxNodeValue::Number(_)
            | SyntaxNodeValue::Array(_)
            | SyntaxNodeValue::Object(_) => (Some(written), texts),
        };
        let this = this.unwrap_or_default();
        *slot = match other.into_iter().find(|node| node.as_str() != Some("") && node.as_int() != Some(0)) {
            Some(other) => DecodedSyntaxNode { span: this.span, value: DecodedValue::Array(vec![this, other]) },
            None => this,
        };
    }

    fn object<'o>(
        &mut self,
        fields: &'static GoStruct,
        node: &'o SyntaxNode,
        slot: &mut DecodedSyntaxNode<'o>,
        context: &FieldPath<'_>,
    ) {
        let SyntaxNodeValue::Object(members) = &node.value else {
            return self.wrong(&codes::WRONG_TYPE, node, "object", fields.go, context);
        };
        let mut decoded = slot.take_members();
        decoded.reserve(members.len());
        let mut seen: Vec<&str> = Vec::with_capacity(members.len());
        for member in members {
            let Some((name, shape)) = fields.field(&member.key) else {
                self.unknown(fields, member, members, context);
                continue;
            };
            if seen.contains(&name) {
                self.duplicate(member, context);
            }
            seen.push(name);
            let mut value = take(&mut decoded, name);
            if member.value.value == SyntaxNodeValue::Null && POINTERS.contains(&name) {
                value = DecodedSyntaxNode::default();
            }
            self.value(shape, &member.value, &mut value, &context.child(fields.name, name));
            decoded.push(DecodedMember { key: name, key_span: self.span(member.key_span), value });
        }
        *slot = DecodedSyntaxNode { value: DecodedValue::Object(decoded), span: self.span(node.span) };
    }

    fn map<'o>(&mut self, node: &'o SyntaxNode, slot: &mut DecodedSyntaxNode<'o>, context: &FieldPath<'_>) {
        let SyntaxNodeValue::Object(members) = &node.value else {
            return self.wrong(&codes::WRONG_TYPE, node, "object", "map[string]string", context);
        };
        let mut decoded = slot.take_members();
        decoded.reserve(members.len());
        let names: Vec<&str> = members.iter().map(|member| member.key.as_str()).collect();
        for (member, is_again) in members.iter().zip(repeats(&names)) {
            if is_again {
                self.duplicate(member, context);
            }
            let inner = context.key(&member.key);
            let mut value = DecodedSyntaxNode::empty_text(self.span(member.value.span));
            self.value(GoFieldType::Text("string"), &member.value, &mut value, &inner);
            decoded.push(DecodedMember { key: &member.key, key_span: self.span(member.key_span), value });
        }
        // By key; of equal ones the last counts.
        sort_and_keep_last_by(&mut decoded, |a, b| a.key.cmp(b.key));
        *slot = DecodedSyntaxNode { value: DecodedValue::Object(decoded), span: self.span(node.span) };
    }

    fn items<'o>(
        &mut self,
        node: &'o SyntaxNode,
        slot: &mut DecodedSyntaxNode<'o>,
        context: &FieldPath,
        go: &str,
        shape: GoFieldType,
    ) {
        let SyntaxNodeValue::Array(items) = &node.value else {
            return self.wrong(&codes::WRONG_TYPE, node, "array", &format!("[]{go}"), context);
        };
        let mut decoded = slot.take_items();
        decoded.resize_with(items.len(), DecodedSyntaxNode::default);
        for (index, (item, slot)) in items.iter().zip(&mut decoded).enumerate() {
            self.value(shape, item, slot, &context.item(index));
            slot.span = self.span(item.span);
        }
        *slot = DecodedSyntaxNode { value: DecodedValue::Array(decoded), span: self.span(node.span) };
    }

    /// Checks the type of a scalar; true when it may be kept.
    fn scalar(&mut self, shape: GoFieldType, node: &SyntaxNode, context: &FieldPath<'_>) -> bool {
        match (shape, &node.value) {
            (GoFieldType::Raw, _)
            | (GoFieldType::Text(_), SyntaxNodeValue::String(_))
            | (GoFieldType::Bool, SyntaxNodeValue::Bool(_))
            | (GoFieldType::IntOrString, SyntaxNodeValue::String(_)) => true,
            (GoFieldType::Text(go), _) => self.refuse(&codes::WRONG_TYPE, node, "string", go, context),
            (GoFieldType::Bool, _) => self.refuse(&codes::WRONG_TYPE, node, "boolean", "bool", context),
            (GoFieldType::Int32 | GoFieldType::IntOrString, SyntaxNodeValue::Number(text))
                if text.parse::<i32>().is_ok() =>
            {
                true
            }
            (GoFieldType::Int64, SyntaxNodeValue::Number(text)) if text.parse::<i64>().is_ok() => true,
            (GoFieldType::Int32, _) => self.refuse(number_code(node), node, "whole number", "int32", context),
            (GoFieldType::Int64, _) => self.refuse(number_code(node), node, "whole number", "int64", context),
            (GoFieldType::IntOrString, _) => {
                let text = context.unmarshal(&go_kind(node, NumberInMessage::Shown), "int32");
                self.halt(number_code(node), node, "whole number or string", text, context)
            }
            (GoFieldType::Time, SyntaxNodeValue::String(text)) => match go_time::parse(text) {
                Ok(()) => true,
                Err(message) => self.halt(&codes::WRONG_TIME, node, "time", message, context),
            },
            (GoFieldType::Time, _) => {
                let text = context.unmarshal(&go_kind(node, NumberInMessage::Hidden), "string");
                self.halt(&codes::WRONG_TYPE, node, "string", text, context)
            }
            (GoFieldType::Object(_) | GoFieldType::Map | GoFieldType::List(_) | GoFieldType::Texts(_), _) => false,
        }
    }

    fn wrong(
        &mut self,
        code: &'static CodeDefinition,
        node: &SyntaxNode,
        expected: &str,
        go: &str,
        context: &FieldPath<'_>,
    ) {
        self.refuse(code, node, expected, go, context);
    }

    fn refuse(
        &mut self,
        code: &'static CodeDefinition,
        node: &SyntaxNode,
        expected: &str,
        go: &str,
        context: &FieldPath<'_>,
    ) -> bool {
        let digits = if go.starts_with("int") { NumberInMessage::Shown } else { NumberInMessage::Hidden };
        let text = context.unmarshal(&go_kind(node, digits), go);
        let mut finding = wrong_type(code, &context.path(), expected, &describe(node), text);
        finding.fixes.extend(fixes::quotes(node, self.span(node.span), expected, &context.path()));
        self.wrong.push((StopDecoding::AtEnd, finding, node.span));
        false
    }

    fn halt(
        &mut self,
        code: &'static CodeDefinition,
        node: &SyntaxNode,
        expected: &str,
        text: String,
        context: &FieldPath<'_>,
    ) -> bool {
        let finding = wrong_type(code, &context.path(), expected, &describe(node), text);
        self.wrong.push((StopDecoding::AtOnce, finding, node.span));
        false
    }

    fn duplicate(&mut self, member: &Member, context: &FieldPath<'_>) {
        let path = join(&context.path(), &member.key);
        let text = format!("duplicate field {}", go_strings::quote(&path));
        let finding = Diagnostic::new(&codes::DUPLICATE_FIELD).arg("value", path.as_str()).path(path).detail(text);
        self.findings.push(finding, member.key_span);
    }

    fn unknown(&mut self, fields: &GoStruct, member: &Member, siblings: &[Member], context: &FieldPath<'_>) {
        // Each unknown field is compared to all its siblings, and a server reports at most a hundred.
        if self.findings.len() >= MAX_FINDINGS {
            return;
        }
        let path = join(&context.path(), &member.key);
        let key = member.key.as_str();
        let taken = |name: &str| siblings.iter().any(|sibling| sibling.key == name);
        // A field that exists already was not meant, unless the two differ in letter case only.
        let meant = |name: &&str| !taken(name) || name.eq_ignore_ascii_case(key);
        let names = fields.fields.iter().map(|(name, _)| *name);
        let elsewhere = LEVELS.iter().find(|(_, level)| level.field(key).is_some());
        let finding = if REMOVED.contains(&path.as_str()) {
            Diagnostic::new(&codes::REMOVED_FIELD)
        } else if let Some((level, _)) = elsewhere {
            let right = join(level, key);
            Diagnostic::new(&codes::MISPLACED_FIELD).arg("suggestion", right)
        } else if let Some(near) = edit_distance::closest(key, names).filter(meant) {
            let finding = Diagnostic::new(&codes::MISSPELLED_FIELD).arg("suggestion", near);
            match fixes::replace(member.key_span, key, near).filter(|_| !taken(near)) {
                Some(fix) => finding.fix(fix),
                None => finding,
            }
        } else {
            Diagnostic::new(&codes::UNKNOWN_FIELD)
        };
        let text = format!("unknown field {}", go_strings::quote(&path));
        self.findings.push(finding.arg("value", path.as_str()).path(path).detail(text), member.key_span);
    }
}

/// Takes out the value of an earlier duplicate; the later one is decoded over it.
fn take<'o>(members: &mut Vec<DecodedMember<'o>>, key: &str) -> DecodedSyntaxNode<'o> {
    match members.iter().position(|member| member.key == key) {
        Some(index) => members.remove(index).value,
        None => DecodedSyntaxNode::default(),
    }
}
