//! Every fix offered for an example or a scenario is applied: its finding is gone, and there is no new error.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod harness;

use harness::manifests::{Manifest, manifests};
use serde_json::Value;

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
    // What the plan makes of the corrected manifest is not the doing of the fix.
    let error = |finding: &&Value| finding["severity"] == "error" && finding["layer"] != "plan";
    let new = after.iter().filter(error).find(|new| !before.iter().filter(error).any(|old| name(old) == name(new)));
    new.and_then(|new| problem(format!("raises {:?}", name(new))))
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

/// Typing mistakes, and the text after the only fix.
const MISTAKES: &[(&str, &str)] = &[
    ("direct-access: yes", "direct-access: \"true\""),
    ("direct-access: On", "direct-access: \"true\""),
    ("direct-access: OFF", "direct-access: \"false\""),
    ("direct-access: True", "direct-access: \"true\""),
    ("direct-access: \"ture\"", "direct-access: \"true\""),
    ("direct-access: 'FALSE'", "direct-access: \"false\""),
    ("security-groups: sg-1 ,sg-2", "security-groups: sg-1,sg-2"),
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
