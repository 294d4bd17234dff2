//! Annotations that differ from those of the live Service.

use super::*;
use crate::provided_objects::kubectl_apply::LAST_APPLIED;
use crate::rules::codes::*;
use crate::tke::definitions::backend::*;
use crate::tke::definitions::controller_written::*;
use crate::tke::definitions::legacy::*;
use crate::tke::definitions::listener::*;
use crate::tke::definitions::load_balancer::*;

#[test]
fn annotations_written_by_the_controller_are_reported_unless_unchanged() {
    const TIME: &str = "2026-01-04T11:22:33+08:00";
    let case = service().with(&SYNC_BEGIN_TIME, TIME);
    case.assert_findings(&[(&READ_ONLY, SYNC_BEGIN_TIME.name())]);
    assert!(!case.corrected().contains(SYNC_BEGIN_TIME.name()));
    case.clone().with_live_annotations(&[annotation(&SYNC_BEGIN_TIME, TIME)]).assert_no_findings();
    case.with_live_annotations(&[]).assert_findings(&[(&READ_ONLY, SYNC_BEGIN_TIME.name())]);
}

#[test]
fn an_id_written_by_a_user_is_no_choice_and_a_changed_one_loses_the_load_balancer() {
    let case = service().with(&LOADBALANCE_ID, "lb-a1b2c3d1");
    case.assert_findings(&[(&ID_WRITTEN, "'lb-a1b2c3d1'")]);
    assert_eq!(case.findings()[0].fixes, Vec::new(), "whether it was copied or chosen is unknown");
    case.clone().with_live_annotations(&[annotation(&LOADBALANCE_ID, "lb-a1b2c3d1")]).assert_no_findings();
    let changed = case.with_live_annotations(&[annotation(&LOADBALANCE_ID, "lb-a1b2c3d2")]);
    changed.assert_findings(&[(&ID_CHANGED, "'lb-a1b2c3d1'")]);
    assert!(changed.corrected().contains("lb-a1b2c3d2"));
    // The same id as the one that the Service chooses was copied with it.
    let copied = service().with(&LOADBALANCE_ID, "lb-a1b2c3d1").with(&TKE_EXISTED_LBID, "lb-a1b2c3d1");
    copied.assert_findings(&[(&READ_ONLY, LOADBALANCE_ID.name())]);
}

#[test]
fn a_client_token_copied_from_another_service_is_reported() {
    const TOKEN: &str = "5f0c1f0e-6a43-4f0e-9c57-9d1d6b1c2a77";
    let other = service_yaml("first", &[annotation(&CLIENT_TOKEN, TOKEN)], PORT_80);
    let alone = service().with(&CLIENT_TOKEN, TOKEN);
    alone.assert_findings(&[(&CLIENT_TOKEN_WRITTEN, CLIENT_TOKEN.name())]);
    let case = alone.beside(&other);
    let quoted = format!("'{TOKEN}'");
    case.assert_findings(&[(&COPIED_TOKEN, &quoted)]);
    case.with_live_annotations(&[annotation(&CLIENT_TOKEN, TOKEN)]).assert_no_findings();
}

/// Where kubectl records what was applied last; here something that these tests do not ask about.
fn applied() -> (String, String) {
    (LAST_APPLIED.to_owned(), "{}".to_owned())
}

/// The annotations whose edit has no effect for a Service that keeps its load balancer.
fn edits(before: &[(String, String)], after: &[(String, String)]) -> Vec<&'static str> {
    let object = |annotations: &[(String, String)]| {
        let text = TextOrObjects::Text(service_yaml("web", annotations, PORT_80));
        read(&text, RequestPart::Live).0.remove(0)
    };
    let (before, after) = (object(before), ServiceSettings::read_silently(&object(after)));
    let edits = edits_without_effect(&before, &ServiceSettings::read_silently(&before), &after);
    edits.into_iter().map(|definition| definition.name).collect()
}

#[test]
fn edits_of_create_only_annotations_have_no_effect() {
    let parameters = |value| [annotation(&EXTENSIVE_PARAMETERS, value)];
    let (first, second) = (parameters(r#"{"Vip":"1.1.1.1"}"#), parameters(r#"{"Vip":"1.1.1.2"}"#));
    let applied_first = [&first[..], &[applied()]].concat();
    for (before, after) in [(&first[..], &second[..]), (&[], &second), (&applied_first, &[])] {
        assert_eq!(edits(before, after), [EXTENSIVE_PARAMETERS.name()]);
    }
    assert_eq!(edits(&first, &[]), Vec::<&str>::new(), "nobody is known to have removed it");
    assert_eq!(edits(&first, &first), Vec::<&str>::new());
    assert_eq!(edits(&first, &parameters("{")), Vec::<&str>::new(), "an invalid value stops the sync");
    assert_eq!(edits(&parameters("{"), &first), Vec::<&str>::new(), "a sync that was stopped goes on");
    let renamed =
        [annotation(&INTERNET_MAX_BANDWIDTH_OUT, "10"), annotation(&INTERNET_CHARGE_TYPE, "TRAFFIC_POSTPAID_BY_HOUR")];
    let old = [
        annotation(&INTERNET_MAX_BANDWIDTH_OUT_ALIAS, "10"),
        annotation(&INTERNET_CHARGE_TYPE_ALIAS, "TRAFFIC_POSTPAID_BY_HOUR"),
    ];
    assert_eq!(edits(&old, &renamed), Vec::<&str>::new());
}

#[test]
fn removal_of_target_groups_is_reported() {
    let live = [annotation(&TARGET_GROUPS, r#"[{"protocol":"TCP","port":80}]"#), annotation(&DIRECT_ACCESS, "true")];
    let case = service().with(&DIRECT_ACCESS, "true");
    let applied_live = [&live[..], &[applied()]].concat();
    case.clone().with_live_annotations(&applied_live).assert_findings(&[(&CANNOT_GO_BACK, "annotations")]);
    case.with_live_annotations(&live).assert_no_findings();
    let both = service().with(&DIRECT_ACCESS, "true").with(&TARGET_GROUPS, r#"[{"protocol":"TCP","port":80}]"#);
    both.with_live_annotations(&live).assert_no_findings();
}

#[test]
fn a_misspelt_annotation_of_a_load_balancer_in_use_is_corrected_only_to_what_the_live_service_has() {
    let misspelt = format!("{}x", INTERNAL_SUBNETID.name());
    let case = service().with_value(&misspelt, "subnet-aaaa1111");
    let notes = |case: &Case| {
        let findings = case.findings();
        let found =
            findings.iter().find(|found| found.path.as_ref().is_some_and(|path| path.contains(&misspelt))).unwrap();
        (found.fixes.len(), found.related.iter().map(|related| related.note.definition.name()).collect::<Vec<_>>())
    };
    let without = case.clone().with_live_annotations(&[]);
    assert_eq!(notes(&without), (0, vec!["annotation/no-fix-replaces"]));
    let with = case.with_live_annotations(&[annotation(&INTERNAL_SUBNETID, "subnet-aaaa1111")]);
    assert_eq!(notes(&with), (1, Vec::new()));
}
