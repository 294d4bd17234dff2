//! What an API server answers beside the objects of a cluster: a failure, a table, or one page of a list. Read as objects they would
//! show a cluster without the rest, whose Services would be created.

use super::codes;
use super::node::SyntaxNode;
use super::parse_error::ParseError;
use crate::diagnostic::Span;

/// Why a value is not what the cluster has, or only a part of it.
pub(super) fn error(node: &SyntaxNode) -> Option<ParseError> {
    let kind = node.member("kind")?;
    let is_of = |group: &str| node.str_at("apiVersion").is_some_and(|version| version.starts_with(group));
    let at = |span: Span| Span::new(span.start as usize, span.start as usize);
    match kind.value.as_str()? {
        "Status" if is_of("v1") => {
            let message = node.str_at("message").and_then(|message| message.lines().next()).unwrap_or_default();
            let found = format!("`Status`: {message}");
            Some(ParseError::new(&codes::NOT_AN_OBJECT, at(kind.key_span)).arg("found", found))
        }
        "Table" if is_of("meta.k8s.io/") => {
            Some(ParseError::new(&codes::NOT_AN_OBJECT, at(kind.key_span)).arg("found", "`Table`"))
        }
        list if list.ends_with("List") => {
            let next = node.get("metadata")?.member("continue")?;
            let has_more = next.value.as_str().is_some_and(|token| !token.is_empty());
            has_more.then(|| ParseError::new(&codes::INCOMPLETE_LIST, at(next.key_span)))
        }
        _ => None,
    }
}
