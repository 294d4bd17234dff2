//! Texts that manifests are made from: templates, and the files that describe a chart or a kustomization.
//!
//! A template is often no YAML at all, and its errors would be about the wrong thing. Go templates, Jinja and Mustache all
//! use `{{`, and `envsubst` and Flux use `${NAME}`, which no field of a Service can contain; in other kinds, such as a
//! ConfigMap of templates, it is ordinary text.

use super::kubernetes_object::KubernetesObject;
use super::node::{SyntaxNode, SyntaxNodeValue};
use super::parse_error::ParseError;
use super::{codes, split_documents::DocumentSection};
use crate::diagnostic::{Diagnostic, Layer, Severity, Span};

const OPEN: &str = "{{";

/// Commands whose output can be checked.
pub(super) const HELM: &str = "helm template RELEASE CHART";
pub(super) const KUSTOMIZE: &str = "kubectl kustomize DIRECTORY";
const ENVSUBST: &str = "envsubst < FILE";

/// What is said of all of them; `command` makes the manifests.
pub(super) fn error(span: Span, command: &str) -> ParseError {
    ParseError::new(&codes::NOT_RENDERED, span).arg("command", command)
}

/// The first `{{` of a section whose findings are errors of a template. JSON is written by programs: there it is text.
pub(super) fn template_with_errors(text: &str, section: &DocumentSection, findings: &[Diagnostic]) -> Option<Span> {
    let is_error =
        |finding: &Diagnostic| finding.code.layer == Layer::Syntax && finding.code.severity == Severity::Error;
    // What is no text at all is no template either.
    let is_binary = |finding: &Diagnostic| finding.is(&codes::SYNTAX_CONTROL);
    let content = text.get(section.content..section.bytes.end).unwrap_or("");
    let is_json = content.starts_with(['{', '[']) && !content.starts_with(OPEN);
    if is_json || !findings.iter().any(is_error) || findings.iter().any(is_binary) {
        return None;
    }
    template(content, section.content)
}

/// The first `{{` of a text that is no valid manifest, outside of comments and block scalars.
fn template(text: &str, base: usize) -> Option<Span> {
    let mut at = base;
    let mut block: Option<usize> = None;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let content = line.trim_start_matches(' ');
        let indent = line.len() - content.len();
        if block.is_some_and(|parent| content.trim().is_empty() || indent > parent) {
            continue;
        }
        let content = content.split(" #").next().unwrap_or(content);
        block = begins_block_scalar(content).then_some(indent);
        if let Some(open) = content.find(OPEN).filter(|_| !content.starts_with('#')) {
            return Some(placeholder(content, open, start + indent));
        }
    }
    None
}

/// True for a line that ends with the head of a block scalar: `key: |-`.
fn begins_block_scalar(line: &str) -> bool {
    let head = line.trim_end().trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-'));
    let before = head.strip_suffix(['|', '>']);
    before.is_some_and(|before| before.ends_with([' ', '\t']) && before.trim_end().ends_with([':', '-']))
}

/// From `{{` to the end of what it opens, at most to the end of the line.
fn placeholder(line: &str, open: usize, base: usize) -> Span {
    let rest = line.get(open..).unwrap_or("").trim_end();
    let len = rest.find("}}").map_or(rest.len(), |close| close + "}}".len());
    Span::new(base + open, base + open + len)
}

/// The first string of a template in an object that cannot have one, and the command that renders it. Annotations of other
/// programs can have any text.
pub(super) fn template_in(object: &KubernetesObject) -> Option<(Span, &'static str)> {
    let is_ours = matches!(object.kind(), "Service" | "TkeServiceConfig" | "TKEServiceConfig");
    is_ours.then(|| in_node(&object.node)).flatten()
}

fn in_node(node: &SyntaxNode) -> Option<(Span, &'static str)> {
    match &node.value {
        SyntaxNodeValue::String(text) => command_for(text).map(|command| (node.span, command)),
        SyntaxNodeValue::Array(items) => items.iter().find_map(in_node),
        SyntaxNodeValue::Object(members) => members.iter().find_map(|member| {
            let of_key = command_for(&member.key).map(|command| (member.key_span, command));
            let free_text = || member.key == "annotations";
            of_key.or_else(|| if free_text() { in_annotations(&member.value) } else { in_node(&member.value) })
        }),
        SyntaxNodeValue::Null | SyntaxNodeValue::Bool(_) | SyntaxNodeValue::Number(_) => None,
    }
}

/// The command that renders a text with placeholders.
fn command_for(text: &str) -> Option<&'static str> {
    // Every text of every object is looked at, and few have a brace.
    if !text.as_bytes().contains(&b'{') {
        return None;
    }
    if text.contains(OPEN) {
        return Some(HELM);
    }
    let is_name = |name: &str| {
        let starts = name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_');
        // Flux allows a default value: `${NAME:=value}`.
        let name = name.split(':').next().unwrap_or(name);
        starts && name.chars().all(|character| character.is_ascii_alphanumeric() || character == '_')
    };
    let variables = text.split("${").skip(1).filter_map(|rest| rest.split_once('}'));
    variables.into_iter().any(|(name, _)| is_name(name)).then_some(ENVSUBST)
}

/// The names of all of TKE's annotations contain this.
const OF_SERVICES: &str = "service.";

fn in_annotations(annotations: &SyntaxNode) -> Option<(Span, &'static str)> {
    let of_services = annotations.members().iter().filter(|member| member.key.contains(OF_SERVICES));
    of_services.into_iter().find_map(|member| in_node(&member.value))
}

/// The command that makes manifests of an object that is none: `Chart.yaml` or `kustomization.yaml`.
pub(super) fn source_of_manifests(node: &SyntaxNode) -> Option<&'static str> {
    const OF_KUSTOMIZATION: [&str; 9] = [
        "resources",
        "bases",
        "components",
        "patches",
        "patchesStrategicMerge",
        "patchesJson6902",
        "helmCharts",
        "namePrefix",
        "configMapGenerator",
    ];
    let text = |key: &str| node.str_at(key).unwrap_or("");
    let has = |key: &str| node.get(key).is_some();
    let of_kustomize = text("apiVersion").starts_with("kustomize.config.k8s.io/");
    if of_kustomize || (text("kind").is_empty() && !has("spec") && OF_KUSTOMIZATION.into_iter().any(has)) {
        return Some(KUSTOMIZE);
    }
    let is_chart =
        text("kind").is_empty() && matches!(text("apiVersion"), "v1" | "v2") && has("name") && has("version");
    is_chart.then_some(HELM)
}

/// True for a JSON patch, which kustomize applies to an object.
pub(super) fn is_patch(items: &[SyntaxNode]) -> bool {
    items.first().is_some_and(|first| first.get("op").is_some() && first.get("path").is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(template(text, 0).map(|span| span.slice(text)), expected, "{text}");
    }

    #[test]
    fn a_template_is_found_where_yaml_would_read_it() {
        check("{{- if .Values.a }}\nkind: Service\n{{- end }}\n", Some("{{- if .Values.a }}"));
        check("metadata:\n  name: {{ include \"a\" . }}\n", Some("{{ include \"a\" . }}"));
        check("metadata:\n  name: \"{{ .Release.Name }}-web\"\n", Some("{{ .Release.Name }}"));
        check("a: {{ toYaml\n", Some("{{ toYaml"));
    }

    #[test]
    fn the_command_follows_from_the_placeholder() {
        for (text, expected) in [
            ("{{ .Values.a }}", Some(HELM)),
            ("${APP}-web", Some(ENVSUBST)),
            ("${APP:=web}", Some(ENVSUBST)),
            ("$APP", None),
            ("${}", None),
            ("${1}", None),
            ("a ${ b", None),
        ] {
            assert_eq!(command_for(text), expected, "{text}");
        }
    }

    #[test]
    fn comments_and_block_scalars_are_no_templates() {
        check("# {{ .Values.a }}\nkind: Service # {{ b }}\n", None);
        check("data:\n  alert: |-\n    {{ $labels.pod }}\n\n    {{ end }}\n  b: [\n", None);
        check("data:\n  alert: |\n    {{ a }}\n{{ end }}\n", Some("{{ end }}"));
        check("a: {b: {c: 1}}\n", None);
    }
}
