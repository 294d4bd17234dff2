use super::*;
use crate::rules::codes::{NO_LOAD_BALANCER, UNKNOWN_NAME};
use crate::syntax::{RequestPart, TextOrObjects, read};
use crate::tke::codes::INVALID_VALUE;

fn service(ignore: &str) -> (String, Vec<KubernetesObject>) {
    let text = format!(
        "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n  annotations:\n    {}: '{ignore}'\n",
        IGNORE.name()
    );
    let objects = read(&TextOrObjects::Text(text.clone()), RequestPart::Manifests).0;
    (text, objects)
}

/// Findings of these codes about `default/web`, and about another Service.
fn findings(object: &KubernetesObject, codes: &[&'static CodeDefinition]) -> Vec<Diagnostic> {
    let other = ObjectRef { name: Some("other".to_owned()), ..object.reference.clone() };
    let about = |of: &ObjectRef| codes.iter().map(|code| Diagnostic::new(code).object(of.clone())).collect::<Vec<_>>();
    [about(&object.reference), about(&other)].concat()
}

#[track_caller]
fn filtered(
    ignore: &str,
    of_request: &[&str],
    raised: &[&'static CodeDefinition],
) -> (Vec<(&'static str, String)>, usize) {
    let (text, objects) = service(ignore);
    let of_request: Vec<String> = of_request.iter().map(|name| (*name).to_owned()).collect();
    let findings = findings(&objects[0], raised);
    let filtered = apply(&findings, &objects.iter().collect::<Vec<_>>(), &text, &of_request, CalledFunction::Report);
    let at = |finding: &Diagnostic| finding.location.map_or("", |location| location.span.slice(&text)).to_owned();
    (filtered.findings.iter().map(|finding| (finding.code.name(), at(finding))).collect(), filtered.suppressed)
}

#[test]
fn an_annotation_suppresses_for_its_object_and_a_request_for_all() {
    let raised = [&UNKNOWN_NAME, &NO_LOAD_BALANCER];
    let both = format!("{}, {}", UNKNOWN_NAME.name(), NO_LOAD_BALANCER.name());
    let left = [(NO_LOAD_BALANCER.name(), String::new()), (UNKNOWN_NAME.name(), String::new())];
    assert_eq!(filtered(&both, &[], &raised), (left.to_vec(), 2));
    assert_eq!(filtered("", &[UNKNOWN_NAME.name(), NO_LOAD_BALANCER.name()], &raised), (Vec::new(), 4));
}

#[test]
fn errors_cannot_be_suppressed() {
    assert_eq!(INVALID_VALUE.severity, Severity::Error);
    let stays = (INVALID_VALUE.name(), String::new());
    let expected = vec![(codes::NOT_ALLOWED.name(), INVALID_VALUE.name().to_owned()), stays.clone(), stays.clone()];
    assert_eq!(filtered(INVALID_VALUE.name(), &[], &[&INVALID_VALUE]), (expected, 0));
    let expected = vec![(codes::NOT_ALLOWED.name(), String::new()), stays.clone(), stays];
    assert_eq!(filtered("", &[INVALID_VALUE.name()], &[&INVALID_VALUE]), (expected, 0));
}

#[test]
fn a_suppression_without_effect_is_reported_at_its_code() {
    let mistyped = UNKNOWN_NAME.name().replace("unknown", "unknwon");
    let list = format!(" {mistyped} ,,{},what/ever", UNKNOWN_NAME.name());
    let expected = [
        (codes::MISTYPED.name(), mistyped),
        (codes::UNUSED.name(), UNKNOWN_NAME.name().to_owned()),
        (codes::UNKNOWN.name(), "what/ever".to_owned()),
    ];
    assert_eq!(filtered(&list, &[], &[]), (expected.to_vec(), 0));
    assert_eq!(filtered(planner::codes::BOUGHT_AGAIN.name(), &[], &[]), (Vec::new(), 0), "only a plan could raise it");
}
