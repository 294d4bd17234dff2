//! Every fix offered for an example, a scenario or a random manifest is applied: its finding is gone, no finding of the same
//! or a higher severity is new, and the plan is not more dangerous than before.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod harness;

use clbplan::tke::of_services;
use harness::all_manifests::{Manifest, manifests};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::Value;
use std::collections::BTreeSet;

fn name(finding: &Value) -> (&str, &str) {
    (finding["code"].as_str().unwrap(), finding["path"].as_str().unwrap_or(""))
}

/// The text with the edits applied; offsets are bytes.
fn applied(text: &str, fix: &Value) -> String {
    let mut edits: Vec<(usize, usize, &str)> = fix["edits"]
        .as_array()
        .unwrap()
        .iter()
        .map(|edit| {
            let at = |end: &str| edit[end]["offset"].as_u64().unwrap() as usize;
            (at("start"), at("end"), edit["text"].as_str().unwrap())
        })
        .collect();
    edits.sort_unstable();
    assert!(edits.windows(2).all(|pair| pair[0].1 <= pair[1].0), "edits overlap: {fix}");
    let mut out = text.to_owned();
    for (start, end, replacement) in edits.into_iter().rev() {
        out.replace_range(start..end, replacement);
    }
    out
}

fn count(findings: &[Value], finding: &Value) -> usize {
    findings.iter().filter(|other| name(other) == name(finding) && other["object"] == finding["object"]).count()
}

/// The problem of a fix.
fn problem(manifest: &Manifest, before: &[Value], finding: &Value, fix: &Value) -> Option<String> {
    let after = manifest.findings(&applied(&manifest.text, fix));
    let title = fix["title"].as_str().unwrap();
    let problem = |what: String| Some(format!("{}: {} {title:?}: {what}", manifest.id, name(finding).0));
    if count(&after, finding) >= count(before, finding) {
        return problem("the finding is still there".to_owned());
    }
    let rank = |finding: &Value| ["error", "warning", "info"].iter().position(|name| finding["severity"] == *name);
    // What the API server rejects hides what the controller would find, unless it is an annotation itself.
    let hides = finding["effect"] == "rejected" && !name(finding).1.starts_with("metadata.annotations");
    // What the plan makes of the corrected manifest is judged below, by what it destroys.
    let known = |new: &Value| {
        new["layer"] == "plan"
            || (hides && new["layer"] == "tke")
            || before.iter().any(|old| name(old) == name(new) && rank(old) <= rank(new))
    };
    if let Some(new) = after.iter().find(|new| rank(new) <= rank(finding) && !known(new)) {
        return problem(format!("raises {:?}", name(new)));
    }
    let dangers = dangers(&manifest.plan(&applied(&manifest.text, fix)));
    let added: Vec<_> = dangers.difference(&self::dangers(&manifest.plan(&manifest.text))).cloned().collect();
    (!added.is_empty()).then(|| problem(format!("is more dangerous: {added:?}"))).flatten()
}

/// What a plan destroys or exposes.
fn dangers(plan: &Value) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for service in plan["services"].as_array().into_iter().flatten() {
        let mut add = |what: &str| found.insert(format!("{}: {what}", service["name"]));
        let (verdict, vip) = (&service["loadBalancer"]["verdict"], &service["loadBalancer"]["vip"]);
        for dangerous in ["delete", "replace", "release"].into_iter().filter(|name| verdict == *name) {
            add(dangerous);
        }
        for dangerous in ["lost", "changed"].into_iter().filter(|name| vip == *name) {
            add(dangerous);
        }
        for action in service["actions"].as_array().into_iter().flatten() {
            if action["request"]["LoadBalancerType"] == "OPEN" && verdict != "create" {
                add("public");
            }
        }
    }
    found
}

#[test]
fn every_fix_removes_its_finding() {
    let (mut problems, mut fixes) = (Vec::new(), 0);
    for manifest in manifests() {
        let before = manifest.findings(&manifest.text);
        for finding in &before {
            for fix in finding["fixes"].as_array().into_iter().flatten() {
                fixes += 1;
                problems.extend(problem(&manifest, &before, finding, fix));
            }
        }
    }
    assert!(problems.is_empty(), "{} of {fixes} fixes\n{}", problems.len(), problems.join("\n"));
    assert!(fixes >= 30, "only {fixes} fixes were offered");
}

/// Values of annotations, each valid for some.
const VALUES: [&str; 24] = [
    "true",
    "false",
    "True",
    "'true '",
    "10",
    "subnet-a1b2c3d4",
    "'subnet-a1b2c3d4 '",
    "lb-6efswuxa",
    "vpc-a1b2c3d4",
    "sg-a1b2c3d4",
    "ap-guangzhou",
    "ap-guangzou",
    "TRAFFIC_POSTPAID_BY_HOUR",
    "OPEN",
    "INTERNAL",
    "classic",
    "skip",
    "CCN",
    "web",
    "app=web",
    "5f0c1f0e-6a43-4f0e-9c57-9d1d6b1c2a77",
    "'{\"80\":{\"protocol\":[\"TCP\"]}}'",
    "'{\"443\":{\"protocol\":[\"HTTPS\"],\"hosts\":{\"a.example.com\":{}}}}'",
    "'[{\"protocol\":\"TCP\",\"port\":80}]'",
];

/// Prefixes that people write.
const PREFIXES: [&str; 6] = [
    "service.kubernetes.io/",
    "service.cloud.tencent.com/",
    "kubernetes.io/service.",
    "ingress.cloud.tencent.com/",
    "kubernetes.io/ingress.",
    "",
];

/// Misspellings of a name.
fn misspelled(name: &str, prefix: usize, at: usize, kind: usize) -> String {
    let local = name.rsplit_once('/').map_or(name, |(_, local)| local);
    let cut = at % name.len();
    match kind {
        0 => name.to_owned(),
        1 => format!("{}{local}", PREFIXES[prefix]),
        2 => name.chars().enumerate().filter(|(index, _)| *index != cut).map(|(_, letter)| letter).collect(),
        3 => name.replace("internal", "internet"),
        4 => name.replace("internet", "internal"),
        5 => name.replace("-internal-subnetid", "-internet"),
        _ => format!("{name}s"),
    }
}

/// An annotation of a Service, its name perhaps misspelled.
fn annotation() -> impl Strategy<Value = String> {
    let names: Vec<&'static str> = of_services().map(|definition| definition.name).collect();
    let name = (prop::sample::select(names), 0..PREFIXES.len(), any::<prop::sample::Index>(), 0..7usize)
        .prop_map(|(name, prefix, at, kind)| misspelled(name, prefix, at.index(name.len()), kind));
    (name, prop::sample::select(VALUES.to_vec())).prop_map(|(name, value)| format!("    {name}: {value}\n"))
}

/// A Service in YAML with these annotations.
fn service(annotations: &[String], spec: &str) -> String {
    let annotations = if annotations.is_empty() { String::new() } else { annotations.concat() };
    format!(
        "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n  annotations:\n    a: b\n{annotations}spec:\n{spec}"
    )
}

const LOAD_BALANCER: &str = "  type: LoadBalancer\n  selector: {app: web}\n  ports: [{port: 80, nodePort: 30080}]\n";

/// Specs, most of them with an error.
const SPECS: [&str; 7] = [
    LOAD_BALANCER,
    LOAD_BALANCER,
    "  type: LoadBalancr\n  selector: {app: web}\n  ports: [{port: 80}]\n",
    "  type: clusterIP\n  selector: {app: web}\n  ports: [{port: 80}]\n",
    "  tpye: LoadBalancer\n  selector: {app: web}\n  ports: [{port: 80}]\n",
    "  type: LoadBalancer\n  loadBalancerClas: other.example.com/lb\n  selector: {app: web}\n  ports: [{port: 80}]\n",
    "  type: LoadBalancer\n  selector: {app: web}\n  externalTrafficPolicy: local\n  ports: [{port: '80', protocol: tcp}]\n",
];

/// An annotation of the live Service.
const LIVE_ANNOTATIONS: [&str; 3] = [
    "",
    "    service.kubernetes.io/qcloud-loadbalancer-internal-subnetid: subnet-a1b2c3d4\n",
    "    service.cloud.tencent.com/direct-access: 'true'\n",
];

/// `CLBPLAN_CASES` of them, and others with `CLBPLAN_SEED`.
#[test]
fn no_fix_of_a_random_manifest_makes_it_worse() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let cases = number("CLBPLAN_CASES").and_then(|cases| u32::try_from(cases).ok()).unwrap_or(300);
    let mut seed = [0; 32];
    seed[..8].copy_from_slice(&number("CLBPLAN_SEED").unwrap_or(0).to_le_bytes());
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &seed));
    let live = prop::option::of(prop::sample::select(LIVE_ANNOTATIONS.to_vec()));
    let strategy = (prop::collection::vec(annotation(), 0..4), prop::sample::select(SPECS.to_vec()), live);
    let result = runner.run(&strategy, |(annotations, spec, live)| {
        let assigned = "    service.kubernetes.io/loadbalance-id: lb-6efswuxa\n".to_owned();
        let live = live.map(|live| service(&[live.to_owned(), assigned], LOAD_BALANCER));
        let live = live
            .map(|live| live.replace("  name: web\n", "  name: web\n  uid: 0c6a1b52-7f3a-4a59-9f0e-3d0c2f1b7e11\n"));
        let empty = Manifest::of("random");
        let mut manifest = live.map_or(empty, |live| Manifest::with_live("random", &live));
        manifest.text = service(&annotations, spec);
        let before = manifest.findings(&manifest.text);
        for finding in &before {
            for fix in finding["fixes"].as_array().into_iter().flatten() {
                let problem = problem(&manifest, &before, finding, fix);
                prop_assert!(problem.is_none(), "{}\n{}", problem.unwrap_or_default(), manifest.text);
            }
        }
        Ok(())
    });
    assert!(result.is_ok(), "{}", result.unwrap_err());
}

/// Inputs whose former fix made them worse, and what follows the fix that is offered now, if any.
const HARMFUL: &[(&str, Option<&str>)] = &[
    ("service.kubernetes.io/qcloud-loadbalancer-internet: \"true\"", None),
    ("service.cloud.tencent.com/loadbalance-type: \"OPEN\"", Some("")),
    ("service.kubernetes.io/tke-service-config: '{\"TCP\":{}}'", None),
    ("service.kubernetes.io/client-token: 5f0c1f0e-6a43-4f0e-9c57-9d1d6b1c2a77", None),
    ("service.kubernetes.io/loadbalance-id: lb-6efswuxa", None),
    ("service.cloud.tencent.com/loadbalance-id: lb-6efswuxa", None),
];

#[test]
fn no_fix_writes_another_meaning() {
    let manifest = Manifest::of("harmful");
    for (written, fixed) in HARMFUL {
        let lines = |line: &str| if line.is_empty() { Vec::new() } else { vec![format!("    {line}\n")] };
        let text = service(&lines(written), LOAD_BALANCER);
        let findings = manifest.findings(&text);
        let [finding] = findings.as_slice() else { panic!("{written}: {findings:?}") };
        let fixes = finding["fixes"].as_array().into_iter().flatten().map(|fix| applied(&text, fix));
        let expected = fixed.iter().map(|line| service(&lines(line), LOAD_BALANCER));
        assert_eq!(fixes.collect::<Vec<_>>(), expected.collect::<Vec<_>>(), "{written}");
    }
}

/// Typing mistakes, and the text after the only fix.
const MISTAKES: &[(&str, &str)] = &[
    ("direct-access: yes", "direct-access: \"true\""),
    ("direct-access: On", "direct-access: \"true\""),
    ("direct-access: OFF", "direct-access: \"false\""),
    ("direct-access: True", "direct-access: \"true\""),
    ("direct-access: \"ture\"", "direct-access: \"true\""),
    ("direct-access: 'FALSE'", "direct-access: \"false\""),
    ("security-groups: sg-a1b2c3d4 ,sg-e5f6a7b8", "security-groups: sg-a1b2c3d4,sg-e5f6a7b8"),
    ("direct-acess: \"true\"", "direct-access: \"true\""),
];

#[test]
fn a_typing_mistake_has_one_finding_with_the_right_fix() {
    let manifest = Manifest::of("mistakes");
    for (written, fixed) in MISTAKES {
        let service = |line: &str| {
            format!(
                "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n  annotations:\n    service.cloud.tencent.com/{line}\n\
                 spec:\n  type: LoadBalancer\n  selector: {{app: web}}\n  ports: [{{port: 80}}]\n"
            )
        };
        let text = service(written);
        let findings = manifest.findings(&text);
        let [finding] = findings.as_slice() else { panic!("{written}: {findings:?}") };
        let fixes = finding["fixes"].as_array().expect(written);
        assert_eq!(fixes.iter().map(|fix| applied(&text, fix)).collect::<Vec<_>>(), [service(fixed)], "{written}");
    }
    let text = "{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {type: LoadBalancer, ports: [{port: 80, protocol: TPC}]}}";
    let findings = manifest.findings(text);
    assert_eq!(findings.iter().map(|finding| name(finding).0).collect::<Vec<_>>(), ["kubernetes/protocol"]);
    assert_eq!(applied(text, &findings[0]["fixes"][0]), text.replace("TPC", "TCP"));
}
