//! Manifests and live objects as they are read: what callers see of correct and incorrect text.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::string_slice)]

mod documents;
mod random_texts;
mod scalars;
mod syntax_errors;

use clbplan::diagnostic::Diagnostic;
use clbplan::diagnostic::render::{Locale, PositionEncoding, Renderer};
use clbplan::syntax::{KubernetesObject, RequestPart, TextOrObjects, read};

fn read_text(text: &str) -> (Vec<KubernetesObject>, Vec<Diagnostic>) {
    read(&TextOrObjects::Text(text.to_owned()), RequestPart::Manifests)
}

fn position(text: &str, finding: &Diagnostic) -> (u32, u32) {
    let renderer = Renderer::new(Locale::En, PositionEncoding::Utf16, text);
    let at = renderer.position(finding.location.expect("a location").span.start);
    (at.line, at.column)
}

fn service(name: &str) -> String {
    format!("apiVersion: v1\nkind: Service\nmetadata:\n  name: {name}\n")
}

fn code_of(text: &str) -> &'static str {
    let (_, findings) = read_text(text);
    assert_eq!(findings.len(), 1, "{text:?}: {findings:?}");
    findings[0].code.name()
}
