//! Checks `apiVersion` and `kind`, which kube-apiserver reads before anything else.

use super::codes;
use super::findings_by_request_step::{ApiServerFindings, wrong_type};
use super::go_strings;
use crate::diagnostic::{Diagnostic, Span};
use crate::syntax::{SyntaxNode, SyntaxNodeValue};

/// Reads `apiVersion` and `kind` ignoring the letter case of their names, as the server does.
pub fn check(node: &SyntaxNode, findings: &mut ApiServerFindings) {
    let (mut version, mut kind) = (("v1", Span::NONE), ("Service", Span::NONE));
    for member in node.members().iter().filter(|member| member.value.value != SyntaxNodeValue::Null) {
        let (field, value) = if go_strings::is_folded(&member.key, "apiversion") {
            ("apiVersion", &mut version)
        } else if go_strings::is_folded(&member.key, "kind") {
            ("kind", &mut kind)
        } else {
            continue;
        };
        let Some(text) = member.value.as_str() else {
            let found = member.value.kind();
            let go = format!(
                "couldn't get version/kind; json parse error: \
                 json: cannot unmarshal {found} into Go struct field .{field} of type string"
            );
            return findings.push(wrong_type(&codes::WRONG_TYPE, field, "string", found, go), member.value.span);
        };
        if !text.is_empty() {
            *value = (text, member.value.span);
        }
    }
    let ((written, version_at), (kind, kind_at)) = (version, kind);
    if written.matches('/').count() > 1 {
        let text = format!("unexpected GroupVersion string: {written}");
        let finding = Diagnostic::new(&codes::WRONG_VERSION).arg("value", written).path("apiVersion");
        return findings.push(finding.detail(text), version_at);
    }
    if written.ends_with('/') && written != "/" {
        // The server continues `in '…'` with the whole request.
        let finding = Diagnostic::new(&codes::WRONG_VERSION).arg("value", written).path("apiVersion");
        return findings.push(finding.detail("Object 'apiVersion' is missing"), version_at);
    }
    let version = match written {
        // Neither group nor version counts as absent.
        "/" => "v1",
        other => other.strip_prefix('/').unwrap_or(other),
    };
    if version != "v1" || kind != "Service" {
        let text = format!(
            "no kind {} is registered for version {} in scheme \"pkg/api/legacyscheme/scheme.go:30\"",
            go_strings::quote(kind),
            go_strings::quote(version)
        );
        let (code, field, value, at) = match version == "v1" {
            true => (&codes::WRONG_KIND, "kind", kind, kind_at),
            false => (&codes::WRONG_VERSION, "apiVersion", written, version_at),
        };
        findings.push(Diagnostic::new(code).arg("value", value).path(field).detail(text), at);
    }
}
