//! The functions with their types, with the real module.

// Clippy allows panics in test functions, but not in the functions that they call.
#![allow(clippy::expect_used, clippy::indexing_slicing)]

use clbplan_host::types::{
    Completions, Cursor, Diagnostic, EditorRequest, ExplainRequest, Explanation, Guard, Hover, LoadBalancerVerdict,
    NamedFile, Plan, PlanRequest, Policy, PolicyRule, PolicyVerdict, Report, Simulation, ValidateRequest,
};
use clbplan_host::{HostError, Module, Planner};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::path::{Path, PathBuf};

const SERVICE: &str = "
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { type: LoadBalancer, selector: { app: web }, ports: [{ port: 80 }] }
";

/// `pkg/`, or the directory that the build tool passes.
fn planner() -> Planner {
    let pkg = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../pkg");
    let folder = std::env::var_os("CLBPLAN_MODULE_DIR").map_or_else(pkg, PathBuf::from);
    let wasm = std::fs::read(folder.join("clbplan.wasm")).expect("`cargo xtask build` makes the module");
    Planner::from(Module::from_wasm(&wasm).expect("the module is one of ours"))
}

#[test]
fn requests_and_answers_have_types() {
    let planner = planner();
    let request = PlanRequest::default().manifests(SERVICE);
    let plan = planner.plan(&request).expect("a plan");
    assert_eq!(plan.services[0].load_balancer.verdict, LoadBalancerVerdict::Create);
    assert_eq!(plan.errors().count(), 0);
    assert!(!planner.simulate(&request).expect("a state").live.is_empty());
    let report = planner.validate(&ValidateRequest::new("kind: Service\n  bad: [")).expect("a report");
    let line = report.errors().next().expect("a finding").to_string();
    assert!(line.starts_with("2:") && line.contains(": error[syntax/"), "{line}");
    assert_eq!(planner.about().expect("a description").name, "clbplan");
}

#[test]
fn manifests_may_be_named_files() {
    let files = ["a.yaml", "b.yaml"].map(|name| NamedFile::new(name, "kind: Service\n  bad: ["));
    let report = planner().validate(&ValidateRequest::new(files.to_vec())).expect("a report");
    let lines: Vec<String> = report.errors().map(|finding| finding.to_string()).collect();
    assert!(lines[0].starts_with("a.yaml:2:") && lines[1].starts_with("b.yaml:2:"), "{lines:?}");
}

/// `host/diagnostic-lines.json` has the same lines for every host.
#[test]
fn findings_are_lines() {
    #[derive(serde::Deserialize)]
    struct Case {
        line: String,
        diagnostic: Diagnostic,
    }
    let cases: Vec<Case> = serde_json::from_str(include_str!("../../diagnostic-lines.json")).expect("a list of cases");
    assert!(cases.len() > 5);
    for case in cases {
        assert_eq!(case.diagnostic.to_string(), case.line);
    }
}

#[test]
fn policies_are_requests() {
    let guards = vec![Guard::ExposesPublicly, Guard::ExceedsBandwidth(5), Guard::OutsideSubnets(vec!["a".to_owned()])];
    let policy = Policy::new(vec![PolicyRule::new("addresses".to_owned()).deny(guards)]);
    let plan = planner().plan(&PlanRequest::default().manifests(SERVICE).policy(policy)).expect("a plan");
    assert_eq!(plan.policy.expect("a verdict").verdict, PolicyVerdict::Deny);
}

#[test]
fn editor_functions() {
    let planner = planner();
    let text = "apiVersion: v1\nkind: Service\nmetadata:\n  annotations:\n    \n";
    let request = EditorRequest::new(Cursor::default().line(5_u64).column(5_u64), text);
    assert!(!planner.complete(&request).expect("completions").items.is_empty());
    let nothing = EditorRequest::new(Cursor::default().offset(0_u64), "");
    assert_eq!(planner.hover(&nothing), Ok(None));
    let query = ExplainRequest::default().query("loadbalance-id".to_owned());
    assert!(!planner.explain(&query).expect("entries").entries.is_empty());
}

#[test]
fn an_invalid_request_is_an_error() {
    let guards = vec![Guard::ExceedsBandwidth(u64::MAX)];
    let policy = Policy::new(vec![PolicyRule::new("addresses".to_owned()).deny(guards)]);
    let error = planner().plan(&PlanRequest::default().policy(policy)).expect_err("too much");
    assert!(
        matches!(&error, HostError::Request(request) if request.code == "request/wrong-shape" && request.path.starts_with("policy")),
        "{error}"
    );
}

#[test]
fn a_word_of_a_later_version_is_kept() {
    let verdict: LoadBalancerVerdict = serde_json::from_str("\"postpone\"").expect("a word");
    assert_eq!(
        (verdict.to_string(), verdict),
        ("postpone".to_owned(), LoadBalancerVerdict::UnknownWord("postpone".to_owned()))
    );
}

/// Every answer of the corpus has its type: no member is lost.
#[test]
fn answers_have_their_types() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("corpus");
    let mut checked = 0;
    for file in ["scenarios.jsonl", "random.jsonl"] {
        let text = std::fs::read_to_string(folder.join(file)).expect("the core's tests write the corpus");
        for line in text.lines() {
            let case: Value = serde_json::from_str(line).expect("a case");
            let answer: Value = serde_json::from_str(case["answer"].as_str().expect("text")).expect("JSON");
            if answer.get("error").is_some() {
                continue;
            }
            let again = match case["function"].as_str() {
                Some("plan-sync") => again::<Plan>(&answer),
                Some("validate-service") => again::<Report>(&answer),
                Some("simulate") => again::<Simulation>(&answer),
                Some("complete") => again::<Completions>(&answer),
                Some("hover") => again::<Option<Hover>>(&answer),
                _ => again::<Explanation>(&answer),
            };
            assert_eq!(again, answer, "{}", case["id"]);
            checked += 1;
        }
    }
    assert!(checked >= 300, "{checked} answers");
}

fn again<T: DeserializeOwned + Serialize>(answer: &Value) -> Value {
    let typed: T = serde_json::from_value(answer.clone()).expect("the answer has its type");
    serde_json::to_value(typed).expect("a type is JSON")
}
