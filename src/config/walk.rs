//! One walk over the tree of fields: unknown names, wrong types, values out of range, fields that are missing.

use super::codes;
use super::fields::{Field, Kind, Need, Standing};
use super::reasons;
use crate::diagnostic::{Code, Diagnostic, Edit, Fix};
use crate::input::suggest::closest;
use crate::input::{Member, Node, Object, Value};

/// Walks an object and notes what is wrong.
pub(super) struct Walk<'a> {
    pub object: &'a Object,
    pub found: Vec<Diagnostic>,
}

impl Walk<'_> {
    /// Notes a finding at a node.
    pub fn note(&mut self, code: &'static Code, node: &Node, path: &str, words: &[(&'static str, &str)]) {
        let mut found = Diagnostic::new(code).at(self.object.place(node.span)).path(path);
        found.object = Some(self.object.reference.clone());
        for (name, word) in words {
            found = found.word(name, *word);
        }
        self.found.push(found);
    }

    /// An object with these fields.
    pub fn fields(&mut self, node: &Node, fields: &'static [Field], path: &str) {
        for member in node.members() {
            match fields.iter().find(|field| field.name == member.key) {
                Some(field) => self.field(&member.value, field, &format!("{path}.{}", field.name)),
                None => self.unknown(member, fields, path),
            }
        }
        for field in fields.iter().filter(|field| field.need == Need::Required && node.get(field.name).is_none()) {
            self.note(&codes::MISSING, node, &format!("{path}.{}", field.name), &[("field", field.name)]);
        }
    }

    fn field(&mut self, node: &Node, field: &Field, path: &str) {
        if node.value == Value::Null {
            return;
        }
        self.value(node, field, path);
        let inherited = matches!(field.name, "url" | "domain" | "domains" | "rules" | "enable");
        if field.standing == Standing::Ingress
            && field.need == Need::Optional
            && !inherited
            && path.contains("l4Listeners")
        {
            self.note(&codes::UNPROVEN_FIELD, node, path, &[("field", field.name)]);
        }
    }

    fn value(&mut self, node: &Node, field: &Field, path: &str) {
        let expected = match (field.kind, &node.value) {
            (Kind::Bool, Value::Bool(_)) | (Kind::Text, Value::String(_)) => return,
            (Kind::Int(min, max), Value::Number(text)) => {
                if !node.as_int().is_some_and(|number| (min..=max).contains(&number)) {
                    let allowed = format!("{min}–{max}");
                    self.note(
                        &codes::NOT_ALLOWED,
                        node,
                        path,
                        &[("field", field.name), ("value", text), ("allowed", &allowed)],
                    );
                }
                return;
            }
            (Kind::Words(words), Value::String(text)) => return self.word(node, field, words, text, path),
            (Kind::Object(fields), Value::Object(_)) => return self.fields(node, fields, path),
            (Kind::List(fields), Value::Array(items)) => return self.items(items, fields, field.name, path),
            (Kind::Bool, _) => "bool",
            (Kind::Int(..), _) => "number",
            (Kind::Words(_) | Kind::Text, _) => "string",
            (Kind::Object(_), _) => "object",
            (Kind::List(_), _) => "array",
        };
        self.note(
            &codes::WRONG_TYPE,
            node,
            path,
            &[("field", field.name), ("expected", expected), ("found", node.kind())],
        );
    }

    fn items(&mut self, items: &[Node], fields: &'static [Field], name: &str, path: &str) {
        for (index, item) in items.iter().enumerate() {
            let path = format!("{path}[{index}]");
            match item.value {
                Value::Object(_) => self.fields(item, fields, &path),
                Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
                    let words = [("field", name), ("expected", "object"), ("found", item.kind())];
                    self.note(&codes::WRONG_TYPE, item, &path, &words);
                }
            }
        }
    }

    fn word(&mut self, node: &Node, field: &Field, words: &[&'static str], text: &str, path: &str) {
        if words.contains(&text) {
            return;
        }
        let allowed: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
        let allowed = allowed.iter().map(|word| ("allowed", word.as_str()));
        let said: Vec<_> = [("field", field.name), ("value", text)].into_iter().chain(allowed).collect();
        self.note(&codes::NOT_ALLOWED, node, path, &said);
        if let Some(meant) = words.iter().find(|word| word.eq_ignore_ascii_case(text)) {
            self.offer(node, meant);
        }
    }

    fn unknown(&mut self, member: &Member, fields: &'static [Field], path: &str) {
        let key = Node { value: Value::Null, span: member.key_span };
        let near = closest(&member.key, fields.iter().map(|field| field.name));
        let known: Vec<String> = match near {
            Some(near) => vec![format!("`{near}`")],
            None => fields.iter().map(|field| format!("`{}`", field.name)).collect(),
        };
        let known = known.iter().map(|name| ("known", name.as_str()));
        let said: Vec<_> = [("field", member.key.as_str())].into_iter().chain(known).collect();
        let path = format!("{path}.{}", member.key);
        self.note(&codes::UNKNOWN_FIELD, &key, &path, &said);
        if let Some(near) = near {
            self.offer(&key, near);
        }
    }

    /// Adds a correction to the last finding.
    fn offer(&mut self, node: &Node, text: &str) {
        let Some(place) = self.object.place(node.span) else { return };
        let edit = Edit { span: place.span, text: format!("\"{text}\"") };
        if let Some(last) = self.found.last_mut() {
            last.fixes.push(Fix { title: reasons::WRITE.with("text", text), edits: vec![edit] });
        }
    }
}
