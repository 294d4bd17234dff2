//! Decodes requests from the tree.
//!
//! A request is read as a [`SyntaxNode`] and then decoded, so that there is one reader of JSON and not one for each type:
//! that was a sixth of the module. [`shape!`] declares a type, its decoding and its schema in one list of members. What
//! does not fit is a [`DecodeError`] with its path; so is an unknown member. Positions are not kept, because requests
//! are written by programs.

use crate::sorted_map::SortedMap;
use crate::string_enum::StringEnum;
use crate::syntax::{Member, NamedFile, SyntaxNode, SyntaxNodeValue, TextOrObjects};

/// Why a request cannot be decoded, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecodeError {
    /// `policy.rules[0].deny[1]`; empty for the request itself.
    pub path: String,
    /// The problem, in English, lower case.
    pub message: String,
}

impl DecodeError {
    /// An error of the value itself.
    pub fn here(message: String) -> DecodeError {
        DecodeError { path: String::new(), message }
    }

    /// The same error, of a member's value.
    pub fn of_member(self, name: &str) -> DecodeError {
        self.below(name.to_owned())
    }

    /// The same error, of an item.
    fn of_item(self, index: usize) -> DecodeError {
        self.below(format!("[{index}]"))
    }

    fn below(mut self, step: String) -> DecodeError {
        let inner = std::mem::replace(&mut self.path, step);
        if !inner.is_empty() && !inner.starts_with('[') {
            self.path.push('.');
        }
        self.path.push_str(&inner);
        self
    }
}

/// A type that requests consist of.
pub trait Decode: Sized {
    /// Decodes a value.
    ///
    /// # Errors The first value that does not fit, with its path.
    fn decode(node: SyntaxNode) -> Result<Self, DecodeError>;

    /// The value of an absent member; `None` when it is required.
    fn value_when_absent() -> Option<Self> {
        None
    }
}

/// Another kind of value was expected.
pub fn expected(what: &str, node: &SyntaxNode) -> DecodeError {
    DecodeError::here(format!("expected {what}, found {}", node.kind()))
}

/// The name is not a known one.
pub fn unknown(what: &str, name: &str, known: &[&str]) -> DecodeError {
    let known: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
    let one_of = if known.len() > 1 { "one of " } else { "" };
    DecodeError::here(format!("unknown {what} `{name}`, expected {one_of}{}", known.join(", ")))
}

impl Decode for SyntaxNode {
    fn decode(node: SyntaxNode) -> Result<SyntaxNode, DecodeError> {
        Ok(node)
    }
}

impl Decode for TextOrObjects {
    fn decode(node: SyntaxNode) -> Result<TextOrObjects, DecodeError> {
        match node.value {
            SyntaxNodeValue::String(text) => Ok(TextOrObjects::Text(text)),
            SyntaxNodeValue::Array(items) if items.iter().any(is_named_file) => {
                Vec::decode(SyntaxNode { value: SyntaxNodeValue::Array(items), ..node }).map(TextOrObjects::of_files)
            }
            SyntaxNodeValue::Array(items) => Ok(TextOrObjects::Objects(items)),
            SyntaxNodeValue::Object(_) => Ok(TextOrObjects::Objects(vec![node])),
            SyntaxNodeValue::Null | SyntaxNodeValue::Bool(_) | SyntaxNodeValue::Number(_) => {
                Err(expected("YAML or JSON text, an object or a list of objects or named files", &node))
            }
        }
    }
}

/// True for what can only be a named file: no Kubernetes object is without a kind and has a text. Anything else may be an
/// object, and what is wrong with an object is a finding.
fn is_named_file(item: &SyntaxNode) -> bool {
    let has_text = |name: &str| item.str_at(name).is_some();
    has_text("name") && has_text("text") && item.get("kind").is_none() && item.get("apiVersion").is_none()
}

impl Decode for NamedFile {
    fn decode(node: SyntaxNode) -> Result<NamedFile, DecodeError> {
        let mut members = Members::of(node, &["name", "text"])?;
        Ok(NamedFile { name: members.take("name")?, text: members.take("text")? })
    }
}

impl Decode for String {
    fn decode(node: SyntaxNode) -> Result<String, DecodeError> {
        match node.value {
            SyntaxNodeValue::String(text) => Ok(text),
            SyntaxNodeValue::Null
            | SyntaxNodeValue::Bool(_)
            | SyntaxNodeValue::Number(_)
            | SyntaxNodeValue::Array(_)
            | SyntaxNodeValue::Object(_) => Err(expected("a string", &node)),
        }
    }
}

impl Decode for bool {
    fn decode(node: SyntaxNode) -> Result<bool, DecodeError> {
        node.as_bool().ok_or_else(|| expected("true or false", &node))
    }
}

impl Decode for u32 {
    fn decode(node: SyntaxNode) -> Result<u32, DecodeError> {
        let whole = node.as_int().and_then(|number| u32::try_from(number).ok());
        whole.ok_or_else(|| match &node.value {
            SyntaxNodeValue::Number(number) => {
                DecodeError::here(format!("expected a whole number from 0 to {}, found {number}", u32::MAX))
            }
            SyntaxNodeValue::Null
            | SyntaxNodeValue::Bool(_)
            | SyntaxNodeValue::String(_)
            | SyntaxNodeValue::Array(_)
            | SyntaxNodeValue::Object(_) => expected("a whole number", &node),
        })
    }
}

impl<T: Decode> Decode for Option<T> {
    fn decode(node: SyntaxNode) -> Result<Option<T>, DecodeError> {
        if node.value == SyntaxNodeValue::Null { Ok(None) } else { T::decode(node).map(Some) }
    }

    fn value_when_absent() -> Option<Option<T>> {
        Some(None)
    }
}

impl<T: Decode> Decode for Vec<T> {
    fn decode(node: SyntaxNode) -> Result<Vec<T>, DecodeError> {
        let mut out = Vec::new();
        for (index, item) in items(node)?.into_iter().enumerate() {
            out.push(T::decode(item).map_err(|wrong| wrong.of_item(index))?);
        }
        Ok(out)
    }
}

fn items(node: SyntaxNode) -> Result<Vec<SyntaxNode>, DecodeError> {
    match node.value {
        SyntaxNodeValue::Array(items) => Ok(items),
        SyntaxNodeValue::Null
        | SyntaxNodeValue::Bool(_)
        | SyntaxNodeValue::Number(_)
        | SyntaxNodeValue::String(_)
        | SyntaxNodeValue::Object(_) => Err(expected("a list", &node)),
    }
}

/// Of a duplicate name the last value counts.
impl Decode for SortedMap<String, String> {
    fn decode(node: SyntaxNode) -> Result<SortedMap<String, String>, DecodeError> {
        let mut out = SortedMap::new();
        for member in members(node)? {
            let text = String::decode(member.value).map_err(|wrong| wrong.of_member(&member.key))?;
            out.insert(member.key.to_string(), text);
        }
        Ok(out)
    }
}

impl<T: StringEnum> Decode for T {
    fn decode(node: SyntaxNode) -> Result<T, DecodeError> {
        let word = node.as_str().ok_or_else(|| expected("a string", &node))?;
        T::ALL.iter().copied().find(|value| value.as_str() == word).ok_or_else(|| {
            let known: Vec<&str> = T::ALL.iter().map(|value| value.as_str()).collect();
            unknown("value", word, &known)
        })
    }
}

/// The members of an object.
///
/// # Errors Any other kind of value.
pub fn members(node: SyntaxNode) -> Result<Vec<Member>, DecodeError> {
    match node.value {
        SyntaxNodeValue::Object(members) => Ok(members),
        SyntaxNodeValue::Null
        | SyntaxNodeValue::Bool(_)
        | SyntaxNodeValue::Number(_)
        | SyntaxNodeValue::String(_)
        | SyntaxNodeValue::Array(_) => Err(expected("an object", &node)),
    }
}

/// The members of an object, to be taken by name.
pub struct Members(Vec<Member>);

impl Members {
    /// The members of an object.
    ///
    /// # Errors Another kind of value, an unknown member, or a duplicate one.
    pub fn of(node: SyntaxNode, known: &[&str]) -> Result<Members, DecodeError> {
        let members = members(node)?;
        for (index, member) in members.iter().enumerate() {
            let name = member.key.as_str();
            if !known.contains(&name) {
                return Err(unknown("field", name, known).of_member(name));
            }
            if members.iter().take(index).any(|before| before.key == name) {
                return Err(DecodeError::here(format!("duplicate field `{name}`")).of_member(name));
            }
        }
        Ok(Members(members))
    }

    fn node(&mut self, name: &str) -> Option<SyntaxNode> {
        let member = self.0.iter_mut().find(|member| member.key == name)?;
        Some(std::mem::take(&mut member.value))
    }

    /// The value of a member.
    ///
    /// # Errors The value does not fit, or is required and absent.
    pub fn take<T: Decode>(&mut self, name: &str) -> Result<T, DecodeError> {
        match self.node(name) {
            Some(node) => T::decode(node).map_err(|wrong| wrong.of_member(name)),
            None => T::value_when_absent().ok_or_else(|| DecodeError::here(format!("missing field `{name}`"))),
        }
    }

    /// The value of an optional member.
    ///
    /// # Errors The value does not fit.
    pub fn take_or_default<T: Decode + Default>(&mut self, name: &str) -> Result<T, DecodeError> {
        match self.node(name) {
            Some(node) => T::decode(node).map_err(|wrong| wrong.of_member(name)),
            None => Ok(T::default()),
        }
    }
}

/// Declares an object of a request: members with their names, and `default` for optional ones.
macro_rules! shape {
    ($(#[$meta:meta])* $visibility:vis struct $type:ident {
        $($(#[$key:ident $($rest:tt)*])* $seen:vis $field:ident: $of:ty = $name:tt $($default:ident)?,)*
    }) => {
        $(#[$meta])*
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
        $visibility struct $type {
            $($(#[$key $($rest)*])* #[cfg_attr(feature = "schema", schemars(rename = $name, $($default)?))] $seen $field: $of,)*
        }

        impl $type {
            /// The members, with their documentation.
            #[allow(dead_code)]
            pub(crate) const MEMBERS: &'static [(&'static str, &'static str)] =
                &[$(($name, $crate::string_enum::doc_text!($(#[$key $($rest)*])*))),*];
        }

        impl $crate::request::decoder::Decode for $type {
            fn decode(node: $crate::syntax::SyntaxNode) -> Result<$type, $crate::request::decoder::DecodeError> {
                let mut members = $crate::request::decoder::Members::of(node, &[$($name),*])?;
                Ok($type { $($field: $crate::request::decoder::shape!(@take members $name $($default)?),)* })
            }
        }
    };
    (@take $members:ident $name:tt) => { $members.take($name)? };
    (@take $members:ident $name:tt default) => { $members.take_or_default($name)? };
}
pub(crate) use shape;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::json;
    use crate::request::{PlanRequest, PolicyGuard, ValidateRequest};

    #[track_caller]
    fn error_of<T: Decode>(json: &crate::json::Value) -> (String, String) {
        match T::decode(SyntaxNode::from_json(json.clone())) {
            Ok(_) => panic!("{json} is no such request"),
            Err(DecodeError { path, message }) => (path, message),
        }
    }

    #[test]
    fn an_error_has_the_path_of_the_wrong_member() {
        for (request, path, message) in [
            (json!([]), "", "expected an object, found array"),
            (json!({}), "", "missing field `manifests`"),
            (
                json!({ "manifests": null }),
                "manifests",
                "expected YAML or JSON text, an object or a list of objects or named files, found null",
            ),
            (
                json!({ "manifests": "", "context": { "networkModes": ["x"] } }),
                "context.networkModes[0]",
                "unknown value `x`, expected one of `GlobalRouter`, `VPC-CNI`",
            ),
            (
                json!({ "manifests": "", "context": { "quotas": { "clbsPerRegion": -1 } } }),
                "context.quotas.clbsPerRegion",
                "expected a whole number from 0 to 4294967295, found -1",
            ),
            (
                json!({ "manifests": "", "context": { "controllerConfig": { "A": true } } }),
                "context.controllerConfig.A",
                "expected a string, found bool",
            ),
            (json!({ "manifests": "", "locale": 1 }), "locale", "expected a string, found number"),
        ] {
            assert_eq!(error_of::<ValidateRequest>(&request), (path.to_owned(), message.to_owned()), "{request}");
        }
    }

    #[test]
    fn an_error_in_a_guard_has_the_path_of_its_rule() {
        let request = |guard: crate::json::Value| json!({ "policy": { "rules": [{ "name": "a", "deny": [guard] }] } });
        for (guard, path, message) in [
            (json!(1), "", "expected a guard's name, or an object with one, found number"),
            (json!({}), "", "expected a guard's name, or an object with one, found object"),
            (json!("exceeds-bandwidth"), "", "`exceeds-bandwidth` needs a value: `{\"exceeds-bandwidth\": …}`"),
            (json!({ "drains-backends": 1 }), ".drains-backends", "`drains-backends` takes no value"),
            (json!({ "exceeds-bandwidth": "x" }), ".exceeds-bandwidth", "expected a whole number, found string"),
        ] {
            let path = format!("policy.rules[0].deny[0]{path}");
            assert_eq!(error_of::<PlanRequest>(&request(guard)), (path, message.to_owned()));
        }
        assert!(
            error_of::<PlanRequest>(&request(json!("x"))).1.starts_with("unknown guard `x`, expected one of `deletes-")
        );
    }

    #[test]
    fn a_list_with_one_named_file_has_nothing_else() {
        let file = json!({ "name": "a.yaml", "text": "a: 1" });
        for (other, path, message) in [
            (json!({ "name": "b.yaml" }), "manifests[1]", "missing field `text`"),
            (json!({ "name": "b.yaml", "text": 1 }), "manifests[1].text", "expected a string, found number"),
            (json!({ "kind": "Service" }), "manifests[1].kind", "unknown field `kind`, expected one of `name`, `text`"),
            (json!("b: 1"), "manifests[1]", "expected an object, found string"),
        ] {
            let request = json!({ "manifests": [file.clone(), other] });
            assert_eq!(error_of::<ValidateRequest>(&request), (path.to_owned(), message.to_owned()));
        }
        let decoded = |list| TextOrObjects::decode(SyntaxNode::from_json(list)).unwrap();
        assert_eq!(decoded(json!([file.clone(), file])).text(), "a: 1\na: 1");
        let objects = json!([{ "kind": "Note", "name": "a", "text": "b" }, { "name": "of a kustomization" }]);
        assert!(matches!(decoded(objects), TextOrObjects::Objects(objects) if objects.len() == 2));
    }

    #[test]
    fn a_duplicate_member_is_an_error() {
        let node = crate::syntax::parse_json("{\"delete\": [], \"delete\": []}").unwrap();
        let wrong = PlanRequest::decode(node).unwrap_err();
        assert_eq!((wrong.path.as_str(), wrong.message.as_str()), ("delete", "duplicate field `delete`"));
    }

    #[test]
    fn optional_members_may_be_absent() {
        let request = PlanRequest::decode(SyntaxNode::from_json(json!({ "live": null, "prune": true }))).unwrap();
        assert!(request.live.is_none() && request.prune && request.delete.is_empty() && request.policy.is_none());
    }

    #[test]
    fn a_guard_keeps_its_value() {
        let guard = |json: crate::json::Value| PolicyGuard::decode(SyntaxNode::from_json(json));
        assert_eq!(guard(json!({ "exceeds-bandwidth": 5 })), Ok(PolicyGuard::ExceedsBandwidth(5)));
        assert_eq!(guard(json!({ "outside-subnets": ["a"] })), Ok(PolicyGuard::OutsideSubnets(vec!["a".to_owned()])));
    }
}
