//! Every case of the corpus, compared with the answer of the API server: the findings, and the report made of them.

use super::{Answer, Case, Row, SERVICE_CIDRS, object, row};
use clbplan::diagnostic::Severity;
use clbplan::diagnostic::render::{Locale, PositionEncoding, Renderer};
use clbplan::kubernetes::{ApiServerFinding, ApiServerStep, Operation, findings, release_rules};
use clbplan::syntax::{RequestPart, TextOrObjects};
use std::collections::BTreeSet;

/// Whether the answer depends on the cluster that it came from.
fn depends_on_the_cluster(answer: &Answer) -> bool {
    let details = answer.errors.iter().map(|(_, _, detail)| detail.as_str());
    let mut texts = details.chain([answer.text.as_str()]);
    // An update that asks for headless and two families gets a second address next to "None", if the cluster has two.
    let both = ["'None' must be the first and only value", "may not change once set"];
    let has_detail = |expected: &str| answer.errors.iter().any(|(_, _, detail)| detail == expected);
    texts.any(|text| text.starts_with("failed to allocate IP") && text.ends_with("is already allocated"))
        || both.iter().all(|text| has_detail(text))
}

/// An address outside of all ranges, in the words of a server that keeps its ranges in ServiceCIDR objects. The oracle has
/// one allocator for each range, whose words name the range.
fn in_no_range(row: &Row) -> Row {
    let (path, kind, detail) = row.clone();
    match detail.split_once(": the provided IP (") {
        Some((failed, _)) => (path, kind, format!("{failed}: the provided network does not match the current range")),
        None => (path, kind, detail),
    }
}

fn compare(case: &Case) -> Result<(), String> {
    let (profile, _) = release_rules(&case.context());
    let live = (!case.live.is_empty()).then(|| object(&case.live));
    let write = case.operation(live.as_ref());
    let ours = findings(&object(&case.new), write, &profile);
    let first = ours.iter().map(|finding| finding.stage).min();
    if !case.fatal.is_empty() {
        let decode_errors =
            ours.iter().filter(|finding| Some(finding.stage) == first && finding.stage <= ApiServerStep::Decode);
        let decode_errors: Vec<String> = decode_errors.map(|finding| row(finding).2).collect();
        // The path of the scheme depends on how the oracle was built. Our message does not repeat the request.
        let fatal = match case.fatal.split_once("pkg/runtime/scheme.go:") {
            Some((before, _)) => format!("{before}pkg/api/legacyscheme/scheme.go:30\""),
            None => case.fatal.clone(),
        };
        let fatal = fatal.split_once(" in '{").map_or(fatal.as_str(), |(fault, _)| fault);
        return if decode_errors == [fatal] {
            Ok(())
        } else {
            Err(format!("fatal: {}\nours: {decode_errors:?}", case.fatal))
        };
    }
    let strict: BTreeSet<String> =
        ours.iter().filter(|finding| finding.stage <= ApiServerStep::Strict).map(|finding| row(finding).2).collect();
    if strict != case.strict.iter().cloned().collect() {
        return Err(format!("strict: {:?}\nours: {strict:?}", case.strict));
    }
    let later: Vec<&ApiServerFinding> = ours.iter().filter(|finding| finding.stage > ApiServerStep::Strict).collect();
    let all: BTreeSet<Row> = later.iter().map(|finding| row(finding)).collect();
    if let Some(missing) = case.direct.iter().find(|row| row.1 != "Internal" && !all.contains(row)) {
        return Err(format!("the validator alone also reports {missing:?}\nours: {all:?}"));
    }
    let Some(answer) = case.server.as_ref().filter(|answer| !depends_on_the_cluster(answer)) else { return Ok(()) };
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
fn findings_agree_with_the_api_server() {
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

/// The errors of a case as the report of `validateService` has them.
fn errors_of_report(case: &Case, manifests: &str) -> BTreeSet<Row> {
    let live = if case.live.is_empty() { "[]" } else { &case.live };
    let sub = if case.sub.is_empty() { "" } else { r#","subresource":"status""# };
    let (version, cidrs) = (&case.version, serde_json::json!(SERVICE_CIDRS));
    // The server was asked to replace each object.
    let context = format!(r#"{{"kubernetesVersion":"{version}","serviceCidrs":{cidrs},"manifestsReplace":true}}"#);
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
fn a_report_has_the_same_errors_as_the_findings() {
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
            let (objects, _) = clbplan::syntax::read(&TextOrObjects::Text(text.clone()), RequestPart::Live);
            objects.first().map(|object| object.name().to_owned())
        };
        if live.is_some() && name(&case.live) != name(&case.new) {
            continue; // a report treats it as another Service
        }
        let expected: BTreeSet<Row> = findings(&new, case.operation(live.as_ref()), &profile).iter().map(row).collect();
        let text = serde_json::to_string(&case.new).expect("a text is JSON");
        for manifests in [case.new.as_str(), text.as_str()] {
            let reported = errors_of_report(&case, manifests);
            if reported != expected {
                let (missing, more): (Vec<_>, Vec<_>) =
                    (expected.difference(&reported).collect(), reported.difference(&expected).collect());
                wrong.push(format!("new {}\nlive {}\nmissing {missing:#?}\nmore {more:#?}\n", case.new, case.live));
            }
        }
    }
    let shown: Vec<String> = wrong.iter().take(8).map(|text| text.chars().take(3000).collect()).collect();
    assert!(wrong.is_empty(), "{} differ\n\n{}", wrong.len(), shown.join("\n"));
}

/// Codes that other tests here raise, or that need a context.
const RAISED_ELSEWHERE: &[&str] = &[
    "kubernetes/annotations-too-large",
    "kubernetes/duplicate-node-port",
    "kubernetes/finalizer-while-deleting",
    "kubernetes/health-check-node-port-changed",
    "kubernetes/load-balancer-class-changed",
    "kubernetes/mixed-protocols",
    "kubernetes/status",
    "kubernetes/unreadable-node-port-range",
    "kubernetes/unreadable-service-cidr",
    "kubernetes/unreadable-version",
    "kubernetes/version-assumed",
    "schema/misplaced-field",
    "schema/wrong-api-version",
    "schema/wrong-kind",
];

#[test]
fn every_code_is_raised_and_its_message_has_its_arguments() {
    let corpus = std::fs::read_to_string("tests/kubernetes/corpus.jsonl").expect("the corpus is there");
    let mut raised: BTreeSet<&str> = RAISED_ELSEWHERE.iter().copied().collect();
    let languages = [Locale::En, Locale::ZhCn].map(|locale| Renderer::new(locale, PositionEncoding::Utf8, ""));
    for line in corpus.lines() {
        let case: Case = serde_json::from_str(line).expect("every line is a case");
        let live = (!case.live.is_empty()).then(|| object(&case.live));
        let write = case.operation(live.as_ref());
        for finding in clbplan::kubernetes::check(&object(&case.new), write, &case.context()) {
            raised.insert(finding.code.name());
            for language in &languages {
                let text = language.diagnostic(&finding);
                let related = text.related.iter().map(|related| related.message.clone());
                let all: Vec<String> =
                    [Some(text.message), text.why, text.help].into_iter().flatten().chain(related).collect();
                for placeholder in
                    ["{value}", "{found}", "{path}", "{detail}", "{wanted}", "{suggestion}", "{since}", "{known}"]
                {
                    assert!(
                        !all.concat().contains(placeholder),
                        "{} leaves {placeholder}: {all:?}",
                        finding.code.name()
                    );
                }
            }
        }
    }
    let known: BTreeSet<&str> = clbplan::kubernetes::codes::ALL.iter().map(|code| code.name()).collect();
    assert_eq!(known.len(), clbplan::kubernetes::codes::ALL.len(), "a code's name occurs once");
    let missing: Vec<&&str> = known.difference(&raised).collect();
    assert!(missing.is_empty(), "nothing raises {missing:?}");
}
