//! Walks an object along the tree of fields: unknown names, wrong types, values out of range, missing fields.

use super::codes;
use super::config_notes_and_fix_titles;
use super::fields::{ConfigField, FieldType, Requiredness, SupportBasis};
use crate::diagnostic::{CodeDefinition, Diagnostic, Edit, Fix};
use crate::syntax::edit_distance::closest;
use crate::syntax::{KubernetesObject, Member, SyntaxNode, SyntaxNodeValue};

pub(super) struct ConfigWalker<'a> {
    pub object: &'a KubernetesObject,
    pub found: Vec<Diagnostic>,
}

impl ConfigWalker<'_> {
    /// Adds a finding at a node.
    pub fn note(
        &mut self,
        code: &'static CodeDefinition,
        node: &SyntaxNode,
        path: &str,
        args: &[(&'static str, &str)],
    ) {
        let mut found = Diagnostic::new(code).location(self.object.location(node.span)).path(path);
        found.object = Some(self.object.reference.clone());
        for (name, word) in args {
            found = found.arg(name, *word);
        }
        self.found.push(found);
    }

    /// Checks an object with these fields.
    pub fn fields(&mut self, node: &SyntaxNode, fields: &'static [ConfigField], path: &str) {
        for member in node.members() {
            match fields.iter().find(|field| member.key == field.name) {
                Some(field) => self.field(&member.value, field, &format!("{path}.{}", field.name)),
                None => self.unknown(member, fields, path),
            }
        }
        for field in
            fields.iter().filter(|field| field.need == Requiredness::Required && node.get(field.name).is_none())
        {
            self.note(&codes::MISSING, node, &format!("{path}.{}", field.name), &[("field", field.name)]);
        }
    }

    fn field(&mut self, node: &SyntaxNode, field: &ConfigField, path: &str) {
        if node.value == SyntaxNodeValue::Null {
            return;
        }
        self.value(node, field, path);
        let inherited = matches!(field.name, "url" | "domain" | "domains" | "rules" | "enable");
        if field.support == SupportBasis::Ingress
            && field.need == Requiredness::Optional
            && !inherited
            && path.contains("l4Listeners")
        {
            self.note(&codes::UNPROVEN_FIELD, node, path, &[("field", field.name)]);
        }
    }

    fn value(&mut self, node: &SyntaxNode, field: &ConfigField, path: &str) {
        let expected = match (field.kind, &node.value) {
            (FieldType::Bool, SyntaxNodeValue::Bool(_)) | (FieldType::Text, SyntaxNodeValue::String(_)) => return,
            (FieldType::Int(min, max), SyntaxNodeValue::Number(text)) => {
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
            (FieldType::Words(args), SyntaxNodeValue::String(text)) => return self.word(node, field, args, text, path),
            (FieldType::Object(fields), SyntaxNodeValue::Object(_)) => return self.fields(node, fields, path),
            (FieldType::List(fields), SyntaxNodeValue::Array(items)) => {
                return self.items(items, fields, field.name, path);
            }
            (FieldType::Bool, _) => "bool",
            (FieldType::Int(..), _) => "number",
            (FieldType::Words(_) | FieldType::Text, _) => "string",
            (FieldType::Object(_), _) => "object",
            (FieldType::List(_), _) => "array",
        };
        self.note(
            &codes::WRONG_TYPE,
            node,
            path,
            &[("field", field.name), ("expected", expected), ("found", node.kind())],
        );
    }

    fn items(&mut self, items: &[SyntaxNode], fields: &'static [ConfigField], name: &str, path: &str) {
        for (index, item) in items.iter().enumerate() {
            let path = format!("{path}[{index}]");
            match item.value {
                SyntaxNodeValue::Object(_) => self.fields(item, fields, &path),
                SyntaxNodeValue::Null
                | SyntaxNodeValue::Bool(_)
                | SyntaxNodeValue::Number(_)
                | SyntaxNodeValue::String(_)
                | SyntaxNodeValue::Array(_) => {
                    let args = [("field", name), ("expected", "object"), ("found", item.kind())];
                    self.note(&codes::WRONG_TYPE, item, &path, &args);
                }
            }
        }
    }

    fn word(&mut self, node: &SyntaxNode, field: &ConfigField, args: &[&'static str], text: &str, path: &str) {
        if args.contains(&text) {
            return;
        }
        let allowed: Vec<String> = args.iter().map(|word| format!("`{word}`")).collect();
        let allowed = allowed.iter().map(|word| ("allowed", word.as_str()));
        let given: Vec<_> = [("field", field.name), ("value", text)].into_iter().chain(allowed).collect();
        self.note(&codes::NOT_ALLOWED, node, path, &given);
        if let Some(meant) = args.iter().find(|word| word.eq_ignore_ascii_case(text)) {
            self.suggest_value(node, meant);
        }
    }

    fn unknown(&mut self, member: &Member, fields: &'static [ConfigField], path: &str) {
        let key = SyntaxNode { value: SyntaxNodeValue::Null, span: member.key_span };
        let near = closest(&member.key, fields.iter().map(|field| field.name));
        let known: Vec<String> = match near {
            Some(near) => vec![format!("`{near}`")],
            None => fields.iter().map(|field| format!("`{}`", field.name)).collect(),
        };
        let known = known.iter().map(|name| ("known", name.as_str()));
        let args: Vec<_> = [("field", member.key.as_str())].into_iter().chain(known).collect();
        let path = format!("{path}.{}", member.key);
        self.note(&codes::UNKNOWN_FIELD, &key, &path, &args);
        if let Some(near) = near {
            self.suggest_value(&key, near);
        }
    }

    /// Adds a fix to the last finding.
    fn suggest_value(&mut self, node: &SyntaxNode, text: &str) {
        let Some(location) = self.object.location(node.span) else { return };
        let edit = Edit { span: location.span, text: format!("\"{text}\"") };
        if let Some(last) = self.found.last_mut() {
            last.fixes.push(Fix { title: config_notes_and_fix_titles::WRITE.with("text", text), edits: vec![edit] });
        }
    }
}
