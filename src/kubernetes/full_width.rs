//! Full-width punctuation in keys of a Service, and in a text that should be a mapping.

use crate::diagnostic::Diagnostic;
use crate::syntax::{KubernetesObject, SyntaxNode, SyntaxNodeValue, full_width};

/// Findings about one Service; each has one cause, which repeats.
const MAX_FINDINGS: usize = 20;

/// Members of a Service that are mappings, so that a text is a key whose colon was not read.
const MAPPINGS: [&[&str]; 5] =
    [&["metadata"], &["spec"], &["metadata", "annotations"], &["metadata", "labels"], &["spec", "selector"]];

/// Findings about keys with full-width punctuation.
pub(super) fn check(object: &KubernetesObject) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    // Every Service is looked at, and hardly any has such a character.
    if is_ascii(&object.node) {
        return found;
    }
    for path in MAPPINGS {
        let text = object.node.at(path).filter(|node| node.as_str().is_some());
        report(object, text.into_iter().filter_map(|node| full_width(node.as_str()?, node.span)), &mut found);
    }
    let mut open = vec![&object.node];
    while let Some(node) = open.pop() {
        match &node.value {
            SyntaxNodeValue::Object(members) => {
                report(
                    object,
                    members.iter().filter_map(|member| full_width(&member.key, member.key_span)),
                    &mut found,
                );
                open.extend(members.iter().map(|member| &member.value));
            }
            SyntaxNodeValue::Array(items) => {
                let texts = items.iter().filter(|item| item.as_str().is_some());
                report(object, texts.filter_map(|item| full_width(item.as_str()?, item.span)), &mut found);
                open.extend(items);
            }
            SyntaxNodeValue::Null
            | SyntaxNodeValue::Bool(_)
            | SyntaxNodeValue::Number(_)
            | SyntaxNodeValue::String(_) => {}
        }
    }
    found
}

/// True where no key and no text has anything but ASCII.
fn is_ascii(node: &SyntaxNode) -> bool {
    match &node.value {
        SyntaxNodeValue::String(text) => text.is_ascii(),
        SyntaxNodeValue::Array(items) => items.iter().all(is_ascii),
        SyntaxNodeValue::Object(members) => {
            members.iter().all(|member| member.key.is_ascii() && is_ascii(&member.value))
        }
        SyntaxNodeValue::Null | SyntaxNodeValue::Bool(_) | SyntaxNodeValue::Number(_) => true,
    }
}

fn report(
    object: &KubernetesObject,
    characters: impl Iterator<Item = (Diagnostic, crate::diagnostic::Span)>,
    found: &mut Vec<Diagnostic>,
) {
    let rest = MAX_FINDINGS.saturating_sub(found.len());
    let located =
        characters.map(|(finding, span)| finding.object(object.reference.clone()).location(object.location(span)));
    found.extend(located.take(rest));
}
