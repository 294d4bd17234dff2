//! Compares what we say with what the API servers of several Kubernetes releases said about the same Services.
//!
//! Each line of `kubernetes/corpus.jsonl` is a Service (or a stored one and its new state) with a server's answer;
//! `kubernetes/oracle` wrote it. `CLBPLAN_CORPUS=FILE` compares another one, of any length.

#![allow(clippy::expect_used, clippy::indexing_slicing)]

use clbplan::diagnostic::Severity;
use clbplan::diagnostic::render::{Locale, PositionEncoding, Renderer};
use clbplan::diagnostic::truncate::MAX_DIAGNOSTICS;
use clbplan::kubernetes::{Finding, Operation, Stage, findings, release_rules};
use clbplan::request::Context;
use clbplan::syntax::{KubernetesObject, Origin, TextOrObjects, parse_json};
use serde::Deserialize;
use std::collections::BTreeSet;

#[derive(Deserialize)]
struct Case {
    /// The Kubernetes release whose answer it is.
    version: String,
    /// `status`, where it is written to that subresource.
    #[serde(default)]
    sub: String,
    new: String,
    #[serde(default)]
    live: String,
    #[serde(default)]
    strict: Vec<String>,
    #[serde(default)]
    fatal: String,
    server: Option<Answer>,
    #[serde(default)]
    direct: Vec<Row>,
    /// What the server says of an object that it takes.
    warned: Option<Vec<String>>,
}

#[derive(Deserialize)]
struct Answer {
    code: u32,
    #[serde(default)]
    errors: Vec<Row>,
    #[serde(default)]
    text: String,
}

/// The ranges of Service addresses of the oracle's cluster.
const SERVICE_CIDRS: [&str; 2] = ["10.0.0.0/16", "fd00:1::/112"];

impl Case {
    fn context(&self) -> Context {
        Context {
            kubernetes_version: Some(self.version.clone()),
            service_cidrs: Some(SERVICE_CIDRS.map(str::to_owned).to_vec()),
            ..Context::default()
        }
    }

    fn write<'o>(&self, live: Option<&'o KubernetesObject>) -> Operation<'o> {
        match live {
            live if self.sub == "status" => Operation::Status(live),
            live => live.into(),
        }
    }
}

type Row = (String, String, String);

fn object(text: &str) -> KubernetesObject {
    let node = parse_json(text).expect("the corpus holds JSON");
    KubernetesObject { reference: Default::default(), node, document: None }
}

fn row(finding: &Finding) -> Row {
    let diagnostic = &finding.diagnostic;
    let path = diagnostic.path.clone().unwrap_or_default();
    match &diagnostic.field {
        Some((kind, detail)) => (path, format!("{kind:?}"), detail.clone()),
        None => (path, String::new(), diagnostic.detail.clone().unwrap_or_default()),
    }
}

/// An address outside of all ranges, as a server says it that has its ranges in ServiceCIDR objects; the oracle has one
/// allocator for each range, whose text names the range.
fn in_no_range(row: &Row) -> Row {
    let (path, kind, detail) = row.clone();
    match detail.split_once(": the provided IP (") {
        Some((failed, _)) => (path, kind, format!("{failed}: the provided network does not match the current range")),
        None => (path, kind, detail),
    }
}

/// What depends on the cluster the answer came from.
fn unknowable(answer: &Answer) -> bool {
    let details = answer.errors.iter().map(|(_, _, detail)| detail.as_str());
    let mut texts = details.chain([answer.text.as_str()]);
    // An update that asks for headless and two families gets a second address next to "None", if the cluster has two.
    let both = ["'None' must be the first and only value", "may not change once set"];
    let said = |wanted: &str| answer.errors.iter().any(|(_, _, detail)| detail == wanted);
    texts.any(|text| text.starts_with("failed to allocate IP") && text.ends_with("is already allocated"))
        || both.iter().all(|text| said(text))
}

fn compare(case: &Case) -> Result<(), String> {
    let (profile, _) = release_rules(&case.context());
    let live = (!case.live.is_empty()).then(|| object(&case.live));
    let write = case.write(live.as_ref());
    let ours = findings(&object(&case.new), write, &profile);
    let first = ours.iter().map(|finding| finding.stage).min();
    if !case.fatal.is_empty() {
        let said = ours.iter().filter(|finding| Some(finding.stage) == first && finding.stage <= Stage::Decode);
        let said: Vec<String> = said.map(|finding| row(finding).2).collect();
        // Where the scheme was made depends on how the oracle was built; and what was sent is not said again.
        let fatal = match case.fatal.split_once("pkg/runtime/scheme.go:") {
            Some((before, _)) => format!("{before}pkg/api/legacyscheme/scheme.go:30\""),
            None => case.fatal.clone(),
        };
        let fatal = fatal.split_once(" in '{").map_or(fatal.as_str(), |(fault, _)| fault);
        return if said == [fatal] { Ok(()) } else { Err(format!("fatal: {}\nours: {said:?}", case.fatal)) };
    }
    let strict: BTreeSet<String> =
        ours.iter().filter(|finding| finding.stage <= Stage::Strict).map(|finding| row(finding).2).collect();
    if strict != case.strict.iter().cloned().collect() {
        return Err(format!("strict: {:?}\nours: {strict:?}", case.strict));
    }
    let later: Vec<&Finding> = ours.iter().filter(|finding| finding.stage > Stage::Strict).collect();
    let all: BTreeSet<Row> = later.iter().map(|finding| row(finding)).collect();
    if let Some(missing) = case.direct.iter().find(|row| row.1 != "Internal" && !all.contains(row)) {
        return Err(format!("the validator alone also says {missing:?}\nours: {all:?}"));
    }
    let Some(answer) = case.server.as_ref().filter(|answer| !unknowable(answer)) else { return Ok(()) };
    let first = later.iter().map(|finding| finding.stage).min();
    let shown: BTreeSet<Row> =
        later.iter().filter(|finding| Some(finding.stage) == first).map(|finding| row(finding)).collect();
    if let Some(warned) = &case.warned {
        compare_warnings(case, write, warned)?;
    }
    let agrees = match answer.code {
        500 => shown.len() == 1 && shown.iter().all(|(_, kind, text)| kind.is_empty() && answer.text.ends_with(text)),
        _ => shown == answer.errors.iter().filter(|(_, kind, _)| kind != "Internal").map(in_no_range).collect(),
    };
    if agrees {
        return Ok(());
    }
    Err(format!("{} {}\nserver: {:#?}\nours at {first:?}: {shown:#?}", answer.code, answer.text, answer.errors))
}

fn compare_warnings(case: &Case, write: Operation<'_>, warned: &[String]) -> Result<(), String> {
    let found = clbplan::kubernetes::check(&object(&case.new), write, &case.context());
    let warnings = found.into_iter().filter(|found| found.code.severity != Severity::Error);
    let ours: BTreeSet<String> = warnings.filter_map(|found| found.detail.clone()).collect();
    let theirs: BTreeSet<String> = warned.iter().cloned().collect();
    if ours == theirs { Ok(()) } else { Err(format!("warned: {theirs:#?}\nours: {ours:#?}")) }
}

#[test]
fn agrees_with_the_api_server() {
    let path = std::env::var("CLBPLAN_CORPUS").unwrap_or_else(|_| "tests/kubernetes/corpus.jsonl".to_owned());
    let corpus = std::fs::read_to_string(&path).expect("the corpus is there");
    let mut wrong = Vec::new();
    let mut count = 0;
    for line in corpus.lines() {
        let case: Case = serde_json::from_str(line).expect("every line is a case");
        count += 1;
        if let Err(difference) = compare(&case) {
            wrong.push(format!("{}\nnew {}\nlive {}\n{difference}\n", case.version, case.new, case.live));
        }
    }
    let shown: Vec<String> = wrong.iter().take(8).map(|text| text.chars().take(3000).collect()).collect();
    assert!(wrong.is_empty(), "{} of {count} differ\n\n{}", wrong.len(), shown.join("\n"));
    assert!(count >= 300, "only {count} cases");
}

/// What a report says of a case: the same, by way of a request and an answer.
fn reported(case: &Case, manifests: &str) -> BTreeSet<Row> {
    let live = if case.live.is_empty() { "[]" } else { &case.live };
    let sub = if case.sub.is_empty() { "" } else { r#","subresource":"status""# };
    let (version, cidrs) = (&case.version, serde_json::json!(SERVICE_CIDRS));
    let context = format!(r#"{{"kubernetesVersion":"{version}","serviceCidrs":{cidrs}}}"#);
    let request = format!(r#"{{"manifests":{manifests},"live":{live},"context":{context}{sub}}}"#);
    let report: serde_json::Value =
        serde_json::from_str(&clbplan::validate_service(&request)).expect("a report is JSON");
    let text = |found: &serde_json::Value, key: &str| found[key].as_str().unwrap_or("").to_owned();
    let found = report["diagnostics"].as_array().expect("a report has findings").iter();
    found
        .filter(|found| found["severity"] == "error" && ["schema", "kubernetes"].iter().any(|of| found["layer"] == *of))
        .map(|found| (text(found, "path"), text(found, "type"), text(found, "detail")))
        .collect()
}

#[test]
fn a_report_says_the_same() {
    let path = std::env::var("CLBPLAN_CORPUS").unwrap_or_else(|_| "tests/kubernetes/corpus.jsonl".to_owned());
    let corpus = std::fs::read_to_string(&path).expect("the corpus is there");
    let mut wrong = Vec::new();
    for line in corpus.lines() {
        let case: Case = serde_json::from_str(line).expect("every line is a case");
        let new = object(&case.new);
        if new.node.str_at("kind") != Some("Service") || new.node.str_at("apiVersion") != Some("v1") {
            continue;
        }
        let (profile, _) = release_rules(&case.context());
        let live = (!case.live.is_empty()).then(|| object(&case.live));
        let name = |text: &String| {
            let (objects, _) = clbplan::syntax::read(&TextOrObjects::Text(text.clone()), Origin::Live);
            objects.first().map(|object| object.name().to_owned())
        };
        if live.is_some() && name(&case.live) != name(&case.new) {
            continue; // a report takes it for another Service
        }
        let expected: BTreeSet<Row> = findings(&new, case.write(live.as_ref()), &profile).iter().map(row).collect();
        let text = serde_json::to_string(&case.new).expect("a text is JSON");
        for manifests in [case.new.as_str(), text.as_str()] {
            let said = reported(&case, manifests);
            if said != expected {
                let (missing, more): (Vec<_>, Vec<_>) =
                    (expected.difference(&said).collect(), said.difference(&expected).collect());
                wrong.push(format!("new {}\nlive {}\nmissing {missing:#?}\nmore {more:#?}\n", case.new, case.live));
            }
        }
    }
    let shown: Vec<String> = wrong.iter().take(8).map(|text| text.chars().take(3000).collect()).collect();
    assert!(wrong.is_empty(), "{} differ\n\n{}", wrong.len(), shown.join("\n"));
}

/// The findings about the first Service of a text: code, place's text and path.
fn points(manifest: &str) -> Vec<String> {
    let (objects, _) = clbplan::syntax::read(&TextOrObjects::Text(manifest.to_owned()), Origin::Manifests);
    let found = clbplan::kubernetes::check(&objects[0], None, &Context::default());
    let mut lines: Vec<String> = found
        .iter()
        .map(|finding| {
            let text = finding.location.map_or("", |place| place.span.slice(manifest));
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
fn points_at_the_very_value() {
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
        points(manifest),
        [
            "kubernetes/cluster-ips-disagree spec.clusterIPs [10.0.0.1]",
            "kubernetes/label-format metadata.labels [a b]",
            "kubernetes/name-format metadata.name [Web]",
            "kubernetes/node-port-range spec.ports[0].nodePort [70000]",
            "kubernetes/port-name-required spec.ports[1].name [\"8080\"]",
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
fn says_what_the_server_holds_back() {
    let manifest = "{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {type: NodePort, ports: [{port: 0, nodePort: 1}]}}";
    let (objects, _) = clbplan::syntax::read(&TextOrObjects::Text(manifest.to_owned()), Origin::Manifests);
    let found = clbplan::kubernetes::check(&objects[0], None, &Context::default());
    let held: Vec<(&str, usize)> = found.iter().map(|finding| (finding.code.name(), finding.related.len())).collect();
    assert_eq!(
        held,
        [("kubernetes/node-port-range", 0), ("kubernetes/port-range", 1), ("kubernetes/target-port-range", 1)]
    );
}

#[test]
fn values_of_the_stored_object_have_no_place_in_the_text() {
    let live = r#"{"kind":"Service","metadata":{"name":"web"},"spec":{"clusterIP":"x","clusterIPs":["x"],"ports":[{"port":80}]}}"#;
    let manifest = "{kind: Service, apiVersion: v1, metadata: {name: web}, spec: {type: NodePort, ports: []}}";
    let (objects, _) = clbplan::syntax::read(&TextOrObjects::Text(manifest.to_owned()), Origin::Manifests);
    let (stored, _) = clbplan::syntax::read(&TextOrObjects::Text(live.to_owned()), Origin::Live);
    let found = clbplan::kubernetes::check(&objects[0], stored.first(), &Context::default());
    for finding in &found {
        let text = finding.location.map(|place| place.span.slice(manifest)).unwrap_or("");
        assert!(text == "[]" || text == "web", "{} points at {text}", finding.code.name());
    }
    assert!(!found.is_empty());
}

#[test]
fn status_is_judged_where_it_is_written() {
    let live = object(r#"{"metadata":{"name":"web"},"spec":{"type":"LoadBalancer","ports":[{"port":80}]}}"#);
    let check = |status: &str| -> Vec<Row> {
        let new =
            object(&format!(r#"{{"metadata":{{"name":"web"}},"status":{{"loadBalancer":{{"ingress":{status}}}}}}}"#));
        let found = clbplan::kubernetes::check(&new, Operation::Status(Some(&live)), &Context::default());
        found.into_iter().map(|diagnostic| row(&Finding { stage: Stage::Validate, diagnostic })).collect()
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
fn huge_objects_are_judged_in_one_pass() {
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

/// Services, and stored ones with their new state, that the corpus has no room for: code, path, type and detail of
/// every finding.
const MORE: &[(&str, &str, &[&str])] = &[
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
fn judges_what_the_corpus_has_no_room_for() {
    for (new, live, expected) in MORE {
        let live = (!live.is_empty()).then(|| object(live));
        let found = clbplan::kubernetes::check(&object(new), live.as_ref(), &Context::default());
        let said = |diagnostic: clbplan::diagnostic::Diagnostic| {
            let name = diagnostic.code.name();
            let (path, kind, detail) = row(&Finding { stage: Stage::Validate, diagnostic });
            format!("{name} {path} {kind} {detail}")
        };
        assert_eq!(found.into_iter().map(said).collect::<Vec<_>>(), *expected, "{new}");
    }
}

#[test]
fn annotations_have_room_for_262144_bytes() {
    for (bytes, findings) in [(262_143, 0), (262_144, 1)] {
        let text = format!(
            r#"{{"metadata":{{"name":"a","annotations":{{"x":"{}"}}}},"spec":{{"ports":[{{"port":1}}]}}}}"#,
            "é".repeat(bytes / 2) + &"e".repeat(bytes % 2)
        );
        let found = clbplan::kubernetes::check(&object(&text), None, &Context::default());
        assert_eq!(found.len(), findings, "{bytes}");
    }
}

/// Codes that other tests here raise, or that need a context.
const RAISED_ELSEWHERE: &[&str] = &[
    "kubernetes/annotations-too-large",
    "kubernetes/duplicate-node-port",
    "kubernetes/finalizer-while-deleting",
    "kubernetes/health-check-node-port-changed",
    "kubernetes/load-balancer-class-changed",
    "kubernetes/status",
    "kubernetes/unreadable-node-port-range",
    "kubernetes/unreadable-service-cidr",
    "kubernetes/unreadable-version",
    "schema/misplaced-field",
    "schema/wrong-api-version",
    "schema/wrong-kind",
];

#[test]
fn every_code_is_raised_and_says_its_words() {
    let corpus = std::fs::read_to_string("tests/kubernetes/corpus.jsonl").expect("the corpus is there");
    let mut raised: BTreeSet<&str> = RAISED_ELSEWHERE.iter().copied().collect();
    let languages = [Locale::En, Locale::ZhCn].map(|locale| Renderer::new(locale, PositionEncoding::Utf8, ""));
    for line in corpus.lines() {
        let case: Case = serde_json::from_str(line).expect("every line is a case");
        let live = (!case.live.is_empty()).then(|| object(&case.live));
        for finding in clbplan::kubernetes::check(&object(&case.new), case.write(live.as_ref()), &case.context()) {
            raised.insert(finding.code.name());
            for language in &languages {
                let text = language.diagnostic(&finding);
                let related = text.related.iter().map(|related| related.message.clone());
                let all: Vec<String> =
                    [Some(text.message), text.why, text.help].into_iter().flatten().chain(related).collect();
                for word in ["{value}", "{found}", "{path}", "{detail}", "{wanted}", "{suggestion}"] {
                    assert!(!all.concat().contains(word), "{} leaves {word}: {all:?}", finding.code.name());
                }
            }
        }
    }
    let known: BTreeSet<&str> = clbplan::kubernetes::codes::ALL.iter().map(|code| code.name()).collect();
    assert_eq!(known.len(), clbplan::kubernetes::codes::ALL.len(), "a code's name occurs once");
    let missing: Vec<&&str> = known.difference(&raised).collect();
    assert!(missing.is_empty(), "nothing raises {missing:?}");
}

#[test]
fn reads_the_kind_first() {
    let said = |text: &str| -> Vec<String> {
        let found = clbplan::kubernetes::check(&object(text), None, &Context::default());
        let first = found.into_iter().take(1);
        first.map(|finding| format!("{} {}", finding.code.name(), finding.detail.clone().unwrap_or_default())).collect()
    };
    let unregistered = |kind: &str, version: &str| {
        format!(
            "no kind \"{kind}\" is registered for version \"{version}\" in scheme \"pkg/api/legacyscheme/scheme.go:30\""
        )
    };
    let apps = said(r#"{"apiVersion":"apps/v1","kind":"Service","foo":1}"#);
    assert_eq!(apps, [format!("schema/wrong-api-version {}", unregistered("Service", "apps/v1"))]);
    let lower = said(r#"{"apiVersion":"v1","kind":"service","foo":1}"#);
    assert_eq!(lower, [format!("schema/wrong-kind {}", unregistered("service", "v1"))]);
    let slashes = said(r#"{"apiVersion":"a/b/c","kind":"Service"}"#);
    let text = "unexpected GroupVersion string: a/b/c";
    assert_eq!(slashes, [format!("schema/wrong-api-version {text}")]);
    let number = said(r#"{"apiVersion":1,"kind":"Service"}"#);
    let text = "couldn't get version/kind; json parse error: json: cannot unmarshal number into Go struct field .apiVersion of type string";
    assert_eq!(number, [format!("schema/wrong-type {text}")]);
}
