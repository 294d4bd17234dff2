//! Cases that the corpus does not have: status, large objects, kinds that are not registered.

use super::{Row, object, row};
use clbplan::diagnostic::limit_findings::MAX_DIAGNOSTICS;
use clbplan::kubernetes::{ApiServerFinding, ApiServerStep, Operation};
use clbplan::request::Context;

#[test]
fn load_balancer_status_is_validated() {
    let live = object(r#"{"metadata":{"name":"web"},"spec":{"type":"LoadBalancer","ports":[{"port":80}]}}"#);
    let check = |status: &str| -> Vec<Row> {
        let new =
            object(&format!(r#"{{"metadata":{{"name":"web"}},"status":{{"loadBalancer":{{"ingress":{status}}}}}}}"#));
        let found = clbplan::kubernetes::check(&new, Operation::Status(Some(&live)), &Context::default());
        found
            .into_iter()
            .map(|diagnostic| row(&ApiServerFinding { stage: ApiServerStep::Validate, diagnostic }))
            .collect()
    };
    let row = |field: &str, kind: &str, detail: &str| {
        (format!("status.loadBalancer.ingress[0].{field}"), kind.to_owned(), detail.to_owned())
    };
    assert_eq!(check(r#"[{"ip":"1.2.3.4","ipMode":"VIP"}]"#), []);
    assert_eq!(check(r#"[{"ip":"1.2.3.4"}]"#), [row("ipMode", "Required", "must be specified when `ip` is set")]);
    assert_eq!(
        check(r#"[{"hostname":"1.2.3.4","ipMode":"VIP"}]"#),
        [
            row("ipMode", "Forbidden", "may not be specified when `ip` is not set"),
            row("hostname", "Invalid", "must be a DNS name, not an IP address"),
        ]
    );
    assert_eq!(
        check(r#"[{"ip":"x","ipMode":"vip"}]"#),
        [
            row("ip", "Invalid", "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)"),
            row("ipMode", "NotSupported", r#"supported values: "Proxy", "VIP""#),
        ]
    );
}

#[test]
fn huge_objects_are_validated_in_one_pass() {
    let mut manifest = String::from("{\"kind\":\"Service\",\"metadata\":{\"labels\":{");
    let many = 10_000;
    let rows = |row: &dyn Fn(usize) -> String| (0..many).map(row).collect::<Vec<_>>().join(",");
    manifest += &rows(&|n| format!("\"a b{n}\":\"\""));
    manifest += "},\"ownerReferences\":[";
    manifest += &rows(&|n| format!("{{\"name\":\"{n}\"}}"));
    manifest += "]},\"spec\":{\"type\":\"NodePort\",\"ports\":[";
    manifest += &rows(&|n| format!("{{\"port\":{n},\"nodePort\":{n}}}"));
    manifest += "],\"ipFamilies\":[";
    manifest += &rows(&|n| format!("\"{n}\""));
    manifest += "],";
    manifest += &rows(&|n| format!("\"selectr{n}\":1"));
    manifest += "}}";
    let (huge, context) = (object(&manifest), Context::default());
    for live in [None, Some(&huge)] {
        assert!(clbplan::kubernetes::check(&huge, live, &context).len() > MAX_DIAGNOSTICS);
    }
}

/// The new Service, the stored one, and the code, path, type and detail of every finding.
const CASES: &[(&str, &str, &[&str])] = &[
    (
        // Go keeps the name beside the number, and does not take the two for a field that is not set.
        r#"{"metadata":{"name":"a"},"spec":{"ports":[{"port":1,"targetPort":"http","targetPort":-0}]}}"#,
        "",
        &[
            "schema/duplicate-field spec.ports[0].targetPort  duplicate field \"spec.ports[0].targetPort\"",
            "kubernetes/target-port-range spec.ports[0].targetPort Invalid must be between 1 and 65535, inclusive",
        ],
    ),
    (
        r#"{"metadata":{"name":"a"},"spec":{"ports":[{"port":1,"targetPort":80,"targetPort":"http","targetPort":null}]}}"#,
        "",
        &["schema/duplicate-field spec.ports[0].targetPort  duplicate field \"spec.ports[0].targetPort\""],
    ),
    (
        r#"{"metadata":{"name":"a"},"spec":{"type":"NodePort","ports":[{"name":"a","port":1,"nodePort":30001},{"name":"b","port":2,"nodePort":30001}]}}"#,
        "",
        &[
            "kubernetes/node-port-taken spec.ports[1].nodePort Invalid provided port is already allocated",
            "kubernetes/duplicate-node-port spec.ports[1].nodePort Duplicate ",
        ],
    ),
    (
        r#"{"metadata":{"name":"a","finalizers":["x.io/b","x.io/a"]},"spec":{"ports":[{"port":1}]}}"#,
        r#"{"metadata":{"name":"a","deletionTimestamp":"2024-01-01T00:00:00Z","finalizers":["x.io/c"]},"spec":{"ports":[{"port":1}]}}"#,
        &[
            "kubernetes/finalizer-while-deleting metadata.finalizers Forbidden no new finalizers can be added if the object is being deleted, found new finalizers []string{\"x.io/a\", \"x.io/b\"}",
        ],
    ),
    (
        r#"{"metadata":{"name":"a"},"spec":{"type":"LoadBalancer","externalTrafficPolicy":"Local","healthCheckNodePort":30002,"loadBalancerClass":"b/c","ports":[{"port":1}]}}"#,
        r#"{"metadata":{"name":"a"},"spec":{"type":"LoadBalancer","externalTrafficPolicy":"Local","healthCheckNodePort":30001,"loadBalancerClass":"a/b","ports":[{"port":1}]}}"#,
        &[
            "kubernetes/load-balancer-class-changed spec.loadBalancerClass Invalid may not change once set",
            "kubernetes/health-check-node-port-changed spec.healthCheckNodePort Forbidden field is immutable",
        ],
    ),
];

#[test]
fn cases_outside_the_corpus_have_the_expected_findings() {
    for (new, live, expected) in CASES {
        let live = (!live.is_empty()).then(|| object(live));
        let found = clbplan::kubernetes::check(&object(new), live.as_ref(), &Context::default());
        let line = |diagnostic: clbplan::diagnostic::Diagnostic| {
            let name = diagnostic.code.name();
            let (path, kind, detail) = row(&ApiServerFinding { stage: ApiServerStep::Validate, diagnostic });
            format!("{name} {path} {kind} {detail}")
        };
        assert_eq!(found.into_iter().map(line).collect::<Vec<_>>(), *expected, "{new}");
    }
}

#[test]
fn annotations_are_limited_to_262144_bytes() {
    for (bytes, findings) in [(262_143, 0), (262_144, 1)] {
        let text = format!(
            r#"{{"metadata":{{"name":"a","annotations":{{"x":"{}"}}}},"spec":{{"ports":[{{"port":1}}]}}}}"#,
            "é".repeat(bytes / 2) + &"e".repeat(bytes % 2)
        );
        let found = clbplan::kubernetes::check(&object(&text), None, &Context::default());
        assert_eq!(found.len(), findings, "{bytes}");
    }
}

#[test]
fn an_unregistered_kind_or_version_is_the_first_finding() {
    let first_finding = |text: &str| -> Vec<String> {
        let found = clbplan::kubernetes::check(&object(text), None, &Context::default());
        let first = found.into_iter().take(1);
        first.map(|finding| format!("{} {}", finding.code.name(), finding.detail.clone().unwrap_or_default())).collect()
    };
    let unregistered = |kind: &str, version: &str| {
        format!(
            "no kind \"{kind}\" is registered for version \"{version}\" in scheme \"pkg/api/legacyscheme/scheme.go:30\""
        )
    };
    let apps = first_finding(r#"{"apiVersion":"apps/v1","kind":"Service","foo":1}"#);
    assert_eq!(apps, [format!("schema/wrong-api-version {}", unregistered("Service", "apps/v1"))]);
    let lower = first_finding(r#"{"apiVersion":"v1","kind":"service","foo":1}"#);
    assert_eq!(lower, [format!("schema/wrong-kind {}", unregistered("service", "v1"))]);
    let slashes = first_finding(r#"{"apiVersion":"a/b/c","kind":"Service"}"#);
    let text = "unexpected GroupVersion string: a/b/c";
    assert_eq!(slashes, [format!("schema/wrong-api-version {text}")]);
    let number = first_finding(r#"{"apiVersion":1,"kind":"Service"}"#);
    let text = "couldn't get version/kind; json parse error: json: cannot unmarshal number into Go struct field .apiVersion of type string";
    assert_eq!(number, [format!("schema/wrong-type {text}")]);
}
