//! The limits of the API server hold for the warnings of any plan.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use clbplan_host::types::Plan;
use clbplan_webhook::cloud::CloudAge;
use clbplan_webhook::language::Language;
use clbplan_webhook::violation::Violation;
use clbplan_webhook::warnings::{MAX_WARNING, MAX_WARNINGS, WarningInput, warnings};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::time::Duration;

/// Texts as a manifest may contain them: long ones, line ends, control characters, any script.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ -~]{0,40}",
        "[ -~]{0,40}".prop_map(|text| text.repeat(20)),
        "[\u{4e00}-\u{9fff}，。]{0,20}".prop_map(|text| text.repeat(20)),
        any::<String>(),
        Just("a\nb\r\nc\u{2028}d\u{1b}[2Je\u{202e}f".to_owned()),
    ]
}

fn word(words: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
    prop::sample::select(words)
}

fn service() -> impl Strategy<Value = Value> {
    let verdicts = &[
        "none", "keep", "create", "adopt", "update", "replace", "delete", "release", "blocked", "error", "skip",
        "later",
    ];
    let vips = &["none", "kept", "new", "changed", "lost", "unknown", "later"];
    let balancer = (word(verdicts), word(vips), option::of(text()), option::of(vec(text(), 0..4)), vec(text(), 0..3));
    (balancer, text(), text(), 0..9u64, any::<bool>()).prop_map(
        |((verdict, vip, id, before, because), namespace, name, rank, existing)| {
            let because: Vec<Value> = because
                .into_iter()
                .map(|message| json!({ "code": "a/b", "basis": "inferred", "message": message }))
                .collect();
            let mut balancer = json!({ "verdict": verdict, "vip": vip, "because": because, "newlyPublic": true });
            if let Some(id) = id {
                balancer["id"] = json!(id);
            }
            if let Some(before) = before {
                balancer["addresses"] = json!({ "before": before });
            }
            json!({ "namespace": namespace, "name": name, "rank": rank, "event": "update", "scope": "named",
                "existing": existing, "actions": [], "changes": [], "withheld": [], "loadBalancer": balancer })
        },
    )
}

fn finding() -> impl Strategy<Value = Value> {
    let layers = &["syntax", "schema", "kubernetes", "tke", "plan", "policy"];
    (text(), word(&["error", "warning", "info"]), word(layers), word(&["rejected", "aborts", "none"]), any::<bool>())
        .prop_map(|(message, severity, layer, effect, existing)| {
            json!({ "code": "area/name", "severity": severity, "layer": layer, "effect": effect, "message": message,
                "existing": existing })
        })
}

fn plan() -> impl Strategy<Value = Plan> {
    (vec(service(), 0..10), vec(finding(), 0..40)).prop_map(|(services, diagnostics)| {
        let public: Vec<Value> = services
            .iter()
            .map(|service| json!({ "namespace": service["namespace"], "name": service["name"] }))
            .collect();
        let plan = json!({
            "formatVersion": "1.0", "complete": true, "services": services, "diagnostics": diagnostics,
            "assumptions": [], "orphans": [], "overview": [],
            "findings": { "errors": 0, "warnings": 0, "infos": 0 },
            "highlights": { "deleted": [], "addressesLost": [], "newlyPublic": public },
            "summary": { "create": 0, "adopt": 0, "update": 0, "replace": 0, "delete": 0, "release": 0, "blocked": 0,
                "error": 0, "ignored": 0, "keep": 0 }
        });
        serde_json::from_value(plan).unwrap()
    })
}

fn violation() -> impl Strategy<Value = Violation> {
    (text(), any::<bool>()).prop_map(|(message, denies)| Violation {
        guard: "deletes-load-balancer".to_owned(),
        denies,
        message,
        why: None,
        lifted_until: None,
        expired: None,
    })
}

/// Line ends beside the control characters, and what changes the direction of text.
const HARMFUL: [char; 3] = ['\u{2028}', '\u{2029}', '\u{202e}'];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn limits_hold(
        plan in plan(),
        violations in vec(violation(), 0..8),
        mistakes in vec(text(), 0..3),
        is_chinese in any::<bool>(),
        hours in option::of(0..100u64),
    ) {
        let language = if is_chinese { Language::ZhCn } else { Language::En };
        let cloud = hours.map_or(CloudAge::NeverRead, |hours| CloudAge::Read(Duration::from_secs(hours * 3600)));
        let input = WarningInput { plan: &plan, violations: &violations, mistakes: &mistakes, cloud, language };
        let lines = warnings(&input);
        let lengths: Vec<usize> = lines.iter().map(|line| line.chars().count()).collect();
        prop_assert!(lengths.iter().all(|length| (1..=MAX_WARNING).contains(length)), "{lengths:?}");
        prop_assert!(lengths.iter().sum::<usize>() <= MAX_WARNINGS, "{lengths:?}");
        for line in &lines {
            let is_harmful = |letter: char| letter.is_control() || HARMFUL.contains(&letter);
            prop_assert!(!line.chars().any(is_harmful), "{line:?}");
        }
        prop_assert_eq!(lines, warnings(&input));
    }

    #[test]
    fn what_the_api_server_says_is_never_repeated(finding in finding()) {
        let mut finding = finding;
        finding["layer"] = json!("kubernetes");
        let plan = json!({
            "formatVersion": "1.0", "complete": true, "services": [], "diagnostics": [finding],
            "assumptions": [], "orphans": [], "overview": [],
            "findings": { "errors": 0, "warnings": 0, "infos": 0 },
            "highlights": { "deleted": [], "addressesLost": [], "newlyPublic": [] },
            "summary": { "create": 0, "adopt": 0, "update": 0, "replace": 0, "delete": 0, "release": 0, "blocked": 0,
                "error": 0, "ignored": 0, "keep": 0 }
        });
        let plan: Plan = serde_json::from_value(plan).unwrap();
        let input = WarningInput {
            plan: &plan, violations: &[], mistakes: &[], cloud: CloudAge::NotConfigured, language: Language::En,
        };
        prop_assert_eq!(warnings(&input), Vec::<String>::new());
    }
}
