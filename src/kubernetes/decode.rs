//! Strict decoding: an object's tree into a clean one, as kube-apiserver reads JSON into its types.
//!
//! What comes out holds known fields only, each of its type, none twice; what was left out on the way has been
//! reported. The server stops at the first wrong type; decoding here goes on without that value. It does not judge
//! values: `kubernetes/` does that later, on the clean tree.

use super::codes;
use super::fixes;
use super::go;
use super::identity;
use super::report::{Report, Stage};
use super::schema::{LEVELS, POINTERS, REMOVED, SERVICE, Shape, Struct};
use super::service::Service;
use super::time;
use crate::diagnostic::{Code, Diagnostic, Fix, Span};
use crate::input::limits::MAX_FINDINGS;
use crate::input::{Member, Node, Object, Value, suggest};
use crate::sorted::{Map, Set};

/// Decodes a Service; findings go to the report.
pub fn decode(object: &Object, report: &mut Report) -> Service {
    report.stage(Stage::Identity);
    identity::check(&object.node, report);
    let mut decoder = Decoder { report, keep_spans: object.document.is_some(), wrong: Vec::new() };
    let mut clean = Node::default();
    decoder.report.stage(Stage::Strict);
    decoder.value(Shape::Object(&SERVICE), &object.node, &mut clean, &Context::default());
    decoder.finish();
    report.stage(Stage::Validate);
    Service::from_clean(&clean)
}

/// Where decoding stands: a chain of steps, put in words only for a finding. As strict errors print it ([`Context::path`])
/// keys of maps and numbers of items belong to it; as type errors print it ([`Context::stack`]) they do not.
#[derive(Clone, Copy, Default)]
struct Context<'c> {
    outer: Option<&'c Context<'c>>,
    step: Step<'c>,
    owner: &'static str,
}

/// One step into a value.
#[derive(Clone, Copy, Default)]
enum Step<'c> {
    #[default]
    Whole,
    Field(&'c str),
    Key(&'c str),
    Item(usize),
}

impl<'c> Context<'c> {
    fn child(&'c self, owner: &'static str, key: &'c str) -> Context<'c> {
        Context { outer: Some(self), step: Step::Field(key), owner }
    }

    fn key(&'c self, key: &'c str) -> Context<'c> {
        Context { outer: Some(self), step: Step::Key(key), owner: self.owner }
    }

    fn item(&'c self, index: usize) -> Context<'c> {
        Context { outer: Some(self), step: Step::Item(index), owner: self.owner }
    }

    fn path(&self) -> String {
        let outer = || self.outer.map(Context::path).unwrap_or_default();
        match self.step {
            Step::Whole => String::new(),
            Step::Field(key) | Step::Key(key) => join(&outer(), key),
            Step::Item(index) => format!("{}[{index}]", outer()),
        }
    }

    fn stack(&self) -> String {
        let outer = self.outer.map(Context::stack).unwrap_or_default();
        match self.step {
            Step::Field(key) => join(&outer, key),
            Step::Whole | Step::Key(_) | Step::Item(_) => outer,
        }
    }

    /// Go's sentence about a value of the wrong type.
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

/// Whether Go stops at this error at once, or reads on and reports the first of its kind at the end.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Halt {
    AtOnce,
    AtEnd,
}

struct Decoder<'r, 'o> {
    report: &'r mut Report<'o>,
    keep_spans: bool,
    wrong: Vec<(Halt, Diagnostic, Span)>,
}

impl Decoder<'_, '_> {
    fn span(&self, span: Span) -> Span {
        if self.keep_spans { span } else { Span::NONE }
    }

    /// Type errors: the server names one, the first that stops it at once, else the first.
    fn finish(mut self) {
        let shown = self.wrong.iter().position(|(halt, ..)| *halt == Halt::AtOnce).unwrap_or(0);
        for (index, (_, diagnostic, span)) in std::mem::take(&mut self.wrong).into_iter().enumerate() {
            self.report.stage(if index == shown { Stage::Decode } else { Stage::Later });
            self.report.push(diagnostic, span);
        }
    }

    /// Decodes a value over what a duplicate of its key may have left in `slot`.
    fn value(&mut self, shape: Shape, node: &Node, slot: &mut Node, context: &Context<'_>) {
        if let Shape::IntOrString = shape {
            return self.int_or_string(node, slot, context);
        }
        if node.value == Value::Null {
            if matches!(shape, Shape::List(_) | Shape::Texts(_) | Shape::Map) {
                *slot = Node::default();
            }
            return;
        }
        match shape {
            Shape::Object(fields) => self.object(fields, node, slot, context),
            Shape::Map => self.map(node, slot, context),
            Shape::List(fields) => {
                self.items(node, slot, context, fields.go, Shape::Object(fields));
            }
            Shape::Texts(go) => self.items(node, slot, context, go, Shape::Text(go)),
            Shape::Text(_)
            | Shape::Int32
            | Shape::Int64
            | Shape::Bool
            | Shape::Time
            | Shape::IntOrString
            | Shape::Raw => {
                if self.scalar(shape, node, context) {
                    *slot = Node { value: node.value.clone(), span: self.span(node.span) };
                }
            }
        }
    }

    /// Go's type has room for a number and a string and remembers which was read last, `null` being a number that changes
    /// nothing. Where an earlier duplicate left the other one behind, the clean value is a list of both, the valid one first.
    fn int_or_string(&mut self, node: &Node, slot: &mut Node, context: &Context<'_>) {
        if node.value != Value::Null && !self.scalar(Shape::IntOrString, node, context) {
            return;
        }
        let before = std::mem::take(slot);
        let before = if let Value::Array(both) = before.value { both } else { vec![before] };
        let (numbers, texts): (Vec<Node>, Vec<Node>) =
            before.into_iter().filter(|node| node.value != Value::Null).partition(|node| node.as_str().is_none());
        let written = Node { value: node.value.clone(), span: self.span(node.span) };
        let (this, other) = match &node.value {
            Value::String(_) => (Some(written), numbers),
            Value::Null => (numbers.into_iter().next(), texts),
            Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => (Some(written), texts),
        };
        let this = this.unwrap_or_default();
        *slot = match other.into_iter().find(|node| node.as_str() != Some("") && node.as_int() != Some(0)) {
            Some(other) => Node { span: this.span, value: Value::Array(vec![this, other]) },
            None => this,
        };
    }

    fn object(&mut self, fields: &'static Struct, node: &Node, slot: &mut Node, context: &Context<'_>) {
        let Value::Object(members) = &node.value else {
            return self.wrong(&codes::WRONG_TYPE, node, "object", fields.go, context);
        };
        let mut clean = slot.members().to_vec();
        let mut seen: Vec<&str> = Vec::new();
        for member in members {
            let Some((name, shape)) = fields.field(&member.key) else {
                self.unknown(fields, member, members, context);
                continue;
            };
            if seen.contains(&name) {
                self.duplicate(member, context);
            }
            seen.push(name);
            let mut value = take(&mut clean, name);
            if member.value.value == Value::Null && POINTERS.contains(&name) {
                value = Node::default();
            }
            self.value(shape, &member.value, &mut value, &context.child(fields.name, name));
            clean.push(Member { key: name.to_owned(), key_span: self.span(member.key_span), value });
        }
        *slot = Node { value: Value::Object(clean), span: self.span(node.span) };
    }

    fn map(&mut self, node: &Node, slot: &mut Node, context: &Context<'_>) {
        let Value::Object(members) = &node.value else {
            return self.wrong(&codes::WRONG_TYPE, node, "object", "map[string]string", context);
        };
        let mut clean: Map<String, Member> =
            slot.members().iter().map(|member| (member.key.clone(), member.clone())).collect();
        let mut seen: Set<&str> = Set::new();
        for member in members {
            if !seen.insert(&member.key) {
                self.duplicate(member, context);
            }
            let inner = context.key(&member.key);
            let mut value = Node::bare(Value::String(String::new()));
            value.span = self.span(member.value.span);
            self.value(Shape::Text("string"), &member.value, &mut value, &inner);
            let entry = Member { key: member.key.clone(), key_span: self.span(member.key_span), value };
            clean.insert(member.key.clone(), entry);
        }
        *slot = Node { value: Value::Object(clean.into_values().collect()), span: self.span(node.span) };
    }

    fn items(&mut self, node: &Node, slot: &mut Node, context: &Context, go: &str, shape: Shape) {
        let Value::Array(items) = &node.value else {
            return self.wrong(&codes::WRONG_TYPE, node, "array", &format!("[]{go}"), context);
        };
        let mut clean = slot.items().to_vec();
        clean.resize(items.len(), Node::default());
        for (index, (item, slot)) in items.iter().zip(&mut clean).enumerate() {
            self.value(shape, item, slot, &context.item(index));
            slot.span = self.span(item.span);
        }
        *slot = Node { value: Value::Array(clean), span: self.span(node.span) };
    }

    /// Checks a scalar's type; true when it may be kept.
    fn scalar(&mut self, shape: Shape, node: &Node, context: &Context<'_>) -> bool {
        match (shape, &node.value) {
            (Shape::Raw, _)
            | (Shape::Text(_), Value::String(_))
            | (Shape::Bool, Value::Bool(_))
            | (Shape::IntOrString, Value::String(_)) => true,
            (Shape::Text(go), _) => self.refuse(&codes::WRONG_TYPE, node, "string", go, context),
            (Shape::Bool, _) => self.refuse(&codes::WRONG_TYPE, node, "boolean", "bool", context),
            (Shape::Int32 | Shape::IntOrString, Value::Number(text)) if text.parse::<i32>().is_ok() => true,
            (Shape::Int64, Value::Number(text)) if text.parse::<i64>().is_ok() => true,
            (Shape::Int32, _) => self.refuse(number_code(node), node, "whole number", "int32", context),
            (Shape::Int64, _) => self.refuse(number_code(node), node, "whole number", "int64", context),
            (Shape::IntOrString, _) => {
                let text = context.unmarshal(&go_kind(node, Digits::Shown), "int32");
                self.halt(number_code(node), node, "whole number or string", text, context)
            }
            (Shape::Time, Value::String(text)) => match time::parse(text) {
                Ok(()) => true,
                Err(message) => self.halt(&codes::WRONG_TIME, node, "time", message, context),
            },
            (Shape::Time, _) => {
                let text = context.unmarshal(&go_kind(node, Digits::Hidden), "string");
                self.halt(&codes::WRONG_TYPE, node, "string", text, context)
            }
            (Shape::Object(_) | Shape::Map | Shape::List(_) | Shape::Texts(_), _) => false,
        }
    }

    fn wrong(&mut self, code: &'static Code, node: &Node, wanted: &str, go: &str, context: &Context<'_>) {
        self.refuse(code, node, wanted, go, context);
    }

    fn refuse(&mut self, code: &'static Code, node: &Node, wanted: &str, go: &str, context: &Context<'_>) -> bool {
        let digits = if go.starts_with("int") { Digits::Shown } else { Digits::Hidden };
        let text = context.unmarshal(&go_kind(node, digits), go);
        let mut finding = wrong_type(code, &context.path(), wanted, &said(node), text);
        finding.fixes.extend(quotes(node, self.span(node.span), wanted, context));
        self.wrong.push((Halt::AtEnd, finding, node.span));
        false
    }

    fn halt(&mut self, code: &'static Code, node: &Node, wanted: &str, text: String, context: &Context<'_>) -> bool {
        let finding = wrong_type(code, &context.path(), wanted, &said(node), text);
        self.wrong.push((Halt::AtOnce, finding, node.span));
        false
    }

    fn duplicate(&mut self, member: &Member, context: &Context<'_>) {
        let path = join(&context.path(), &member.key);
        let text = format!("duplicate field {}", go::quote(&path));
        let finding = Diagnostic::new(&codes::DUPLICATE_FIELD).word("value", path.as_str()).path(path).detail(text);
        self.report.push(finding, member.key_span);
    }

    fn unknown(&mut self, fields: &Struct, member: &Member, siblings: &[Member], context: &Context<'_>) {
        // Each is held against all that stand beside it, and a server names a hundred of them.
        if self.report.len() >= MAX_FINDINGS {
            return;
        }
        let path = join(&context.path(), &member.key);
        let key = member.key.as_str();
        let taken = |name: &str| siblings.iter().any(|sibling| sibling.key == name);
        // A field that is there already was not meant, unless the two differ in letter case alone.
        let meant = |name: &&str| !taken(name) || name.eq_ignore_ascii_case(key);
        let names = fields.fields.iter().map(|(name, _)| *name);
        let elsewhere = LEVELS.iter().find(|(_, level)| level.field(key).is_some());
        let finding = if REMOVED.contains(&path.as_str()) {
            Diagnostic::new(&codes::REMOVED_FIELD)
        } else if let Some((level, _)) = elsewhere {
            let right = join(level, key);
            Diagnostic::new(&codes::MISPLACED_FIELD).word("suggestion", right)
        } else if let Some(near) = suggest::closest(key, names).filter(meant) {
            let finding = Diagnostic::new(&codes::MISSPELLED_FIELD).word("suggestion", near);
            match fixes::replace(member.key_span, key, near).filter(|_| !taken(near)) {
                Some(fix) => finding.fix(fix),
                None => finding,
            }
        } else {
            Diagnostic::new(&codes::UNKNOWN_FIELD)
        };
        let text = format!("unknown field {}", go::quote(&path));
        self.report.push(finding.word("value", path.as_str()).path(path).detail(text), member.key_span);
    }
}

/// Takes out what an earlier member of that name left; a later one is decoded over it.
fn take(members: &mut Vec<Member>, key: &str) -> Node {
    match members.iter().position(|member| member.key == key) {
        Some(index) => members.remove(index).value,
        None => Node::default(),
    }
}

pub fn wrong_type(code: &'static Code, path: &str, wanted: &str, found: &str, detail: String) -> Diagnostic {
    let finding = Diagnostic::new(code).word("found", found).word("wanted", wanted).word("path", path);
    finding.word("detail", detail.as_str()).path(path).detail(detail)
}

/// Quotes where a string was wanted, none where a number was. A label `yes` is a word; who writes it as the value of an
/// annotation means the boolean, and that is spelt `true`.
fn quotes(node: &Node, span: Span, wanted: &str, context: &Context<'_>) -> Option<Fix> {
    match &node.value {
        Value::Number(text) if wanted == "string" => fixes::quote(span, text),
        Value::Bool(value) if wanted == "string" && context.path().starts_with("metadata.annotations.") => {
            fixes::bool_text(span, *value)
        }
        Value::Bool(value) if wanted == "string" => fixes::quote(span, &value.to_string()),
        Value::String(text) if wanted == "whole number" => fixes::unquote(span, text),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

/// A number that is none of the wanted ones, or something else than a number.
fn number_code(node: &Node) -> &'static Code {
    match &node.value {
        Value::Number(text) if text.contains(['.', 'e', 'E']) => &codes::NOT_WHOLE,
        Value::Number(_) => &codes::TOO_BIG,
        Value::Null | Value::Bool(_) | Value::String(_) | Value::Array(_) | Value::Object(_) => &codes::WRONG_TYPE,
    }
}

/// What the user wrote, short enough for a message.
fn said(node: &Node) -> String {
    match &node.value {
        Value::Number(text) => text.clone(),
        Value::String(text) if text.chars().count() <= 40 => format!("\"{text}\""),
        Value::Bool(value) => value.to_string(),
        Value::String(_) | Value::Null | Value::Array(_) | Value::Object(_) => node.kind().to_owned(),
    }
}

/// Go names the digits of a number only where a number was wanted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Digits {
    Shown,
    Hidden,
}

fn go_kind(node: &Node, digits: Digits) -> String {
    match &node.value {
        Value::Number(text) if digits == Digits::Shown => format!("number {text}"),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) | Value::Object(_) => {
            node.kind().to_owned()
        }
    }
}
