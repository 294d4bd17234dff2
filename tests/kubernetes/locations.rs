//! Locations of findings in the manifest, and their fixes.

use clbplan::request::Context;
use clbplan::syntax::{RequestPart, TextOrObjects};

/// The findings about the first Service of a text: code, path, the text at the location, and the fix.
fn codes_paths_and_texts(manifest: &str) -> Vec<String> {
    let (objects, _) = clbplan::syntax::read(&TextOrObjects::Text(manifest.to_owned()), RequestPart::Manifests);
    let found = clbplan::kubernetes::check(&objects[0], None, &Context::default());
    let mut lines: Vec<String> = found
        .iter()
        .map(|finding| {
            let text = finding.location.map_or("", |location| location.span.slice(manifest));
            let fix: Vec<&str> =
                finding.fixes.iter().flat_map(|fix| &fix.edits).map(|edit| edit.text.as_str()).collect();
            let fix = if fix.is_empty() { String::new() } else { format!(" -> {}", fix.join(" ")) };
            format!("{} {} [{text}]{fix}", finding.code.name(), finding.path.as_deref().unwrap_or(""))
        })
        .collect();
    lines.sort();
    lines
}

#[test]
fn findings_have_the_location_of_the_value() {
    let manifest = "
apiVersion: v1
kind: Service
metadata: { name: Web, labels: { app: a b } }
spec:
  type: Loadbalancer
  selctor: { app: web }
  \"externalips\": [1.2.3.4]
  nodePort: 30080
  clusterIPs: [10.0.0.1]
  sessionAffinity: clientip
  loadBalancerIP: 1
  healthCheckNodePort: \"0\"
  ports:
    - { name: a, port: 80, nodePort: 70000, protocol: HTTP }
    - { port: 80.5, targetPort: \"8080\" }
  type: NodePort
";
    assert_eq!(
        codes_paths_and_texts(manifest),
        [
            "kubernetes/cluster-ips-disagree spec.clusterIPs [10.0.0.1]",
            "kubernetes/label-format metadata.labels [a b]",
            "kubernetes/name-format metadata.name [Web]",
            "kubernetes/node-port-range spec.ports[0].nodePort [70000]",
            "kubernetes/port-name-required spec.ports[1].name [{ port: 80.5, targetPort: \"8080\" }]",
            "kubernetes/protocol spec.ports[0].protocol [HTTP]",
            "kubernetes/session-affinity spec.sessionAffinity [clientip] -> ClientIP",
            "kubernetes/target-port-name spec.ports[1].targetPort [\"8080\"] -> 8080",
            "schema/duplicate-field spec.type [type]",
            "schema/misplaced-field spec.nodePort [nodePort]",
            "schema/misspelled-field spec.externalips [\"externalips\"] -> externalIPs",
            "schema/misspelled-field spec.selctor [selctor] -> selector",
            "schema/not-a-whole-number spec.ports[1].port [80.5]",
            "schema/wrong-type spec.healthCheckNodePort [\"0\"] -> 0",
            "schema/wrong-type spec.loadBalancerIP [1] -> \" \"",
        ]
    );
}

#[test]
fn findings_that_the_server_would_show_later_refer_to_an_earlier_one() {
    let manifest = "{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {type: NodePort, ports: [{port: 0, nodePort: 1}]}}";
    let (objects, _) = clbplan::syntax::read(&TextOrObjects::Text(manifest.to_owned()), RequestPart::Manifests);
    let found = clbplan::kubernetes::check(&objects[0], None, &Context::default());
    let codes: Vec<(&str, usize)> = found.iter().map(|finding| (finding.code.name(), finding.related.len())).collect();
    assert_eq!(
        codes,
        [("kubernetes/node-port-range", 0), ("kubernetes/port-range", 1), ("kubernetes/target-port-range", 1)]
    );
}

#[test]
fn findings_about_stored_values_have_the_location_of_a_value_in_the_manifest() {
    let live = r#"{"kind":"Service","metadata":{"name":"web"},"spec":{"clusterIP":"x","clusterIPs":["x"],"ports":[{"port":80}]}}"#;
    let manifest = "{kind: Service, apiVersion: v1, metadata: {name: web}, spec: {type: NodePort, ports: []}}";
    let (objects, _) = clbplan::syntax::read(&TextOrObjects::Text(manifest.to_owned()), RequestPart::Manifests);
    let (stored, _) = clbplan::syntax::read(&TextOrObjects::Text(live.to_owned()), RequestPart::Live);
    let found = clbplan::kubernetes::check(&objects[0], stored.first(), &Context::default());
    for finding in &found {
        let text = finding.location.map(|location| location.span.slice(manifest)).unwrap_or("");
        assert!(text == "[]" || text == "web", "{} points at {text}", finding.code.name());
    }
    assert!(!found.is_empty());
}

#[test]
fn a_port_that_is_missing_or_quoted_is_not_looked_for_elsewhere() {
    for (port, expected) in [
        ("{name: http, targetPort: 8080}", "kubernetes/port-range spec.ports[0].port [{name: http, targetPort: 8080}]"),
        (
            "{targetPort: 8080, protocol: TCP}",
            "kubernetes/port-range spec.ports[0].port [{targetPort: 8080, protocol: TCP}]",
        ),
        ("{port: \"80\", targetPort: 8080}", "schema/wrong-type spec.ports[0].port [\"80\"] -> 80"),
    ] {
        let manifest = format!("{{apiVersion: v1, kind: Service, metadata: {{name: web}}, spec: {{ports: [{port}]}}}}");
        assert_eq!(codes_paths_and_texts(&manifest), [expected]);
    }
}
