//! The decision tables of `src/lifecycle/`, every combination of facts in one page each.
//!
//! A changed row shows up as a changed line in `tests/generated_tables/*.md`. `UPDATE=1 cargo test --test decision_tables` writes the pages.

#![allow(missing_docs, clippy::expect_used, clippy::panic)]

use clbplan::lifecycle::{adoption, deletion, listener, load_balancer};
use clbplan::model::{OwnedOrShared, TagOwnership};
use clbplan::planner::{NewServiceCertainty, choose_decision_reason};
use clbplan::request::LifecycleMode;
use std::fmt::Write;
use std::path::Path;

fn compare(name: &str, page: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/generated_tables").join(name);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, page).expect("the page can be written");
        return;
    }
    let held = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        held == page,
        "{name} is not what the tables say; look at the change, then UPDATE=1 cargo test --test decision_tables"
    );
}

/// Both, in table order.
const MODES: [LifecycleMode; 2] = [LifecycleMode::Blocked, LifecycleMode::Rebuild];

/// A Markdown table.
fn table(head: &[&str], rows: Vec<Vec<String>>) -> String {
    let mut page = format!("| {} |\n|{}\n", head.join(" | "), "---|".repeat(head.len()));
    for row in rows {
        writeln!(page, "| {} |", row.join(" | ")).expect("a string takes text");
    }
    page
}

#[test]
fn the_page_about_load_balancers_is_up_to_date() {
    use load_balancer::{
        CurrentLoadBalancerKind, DesiredComparedToCurrent, DesiredLoadBalancerKind, SyncOrSkip, decide,
    };
    let mut rows = Vec::new();
    for desired in DesiredLoadBalancerKind::ALL {
        for current in CurrentLoadBalancerKind::ALL {
            for current_match in DesiredComparedToCurrent::ALL {
                let both = MODES
                    .map(|lifecycle_mode| decide(SyncOrSkip::Sync, desired, current, current_match, lifecycle_mode));
                let [(row, blocked), (_, rebuild)] = both;
                let same = if blocked == rebuild { "same".to_owned() } else { format!("**{rebuild:?}**") };
                let reason = choose_decision_reason::row_reason(
                    row,
                    current,
                    LifecycleMode::Blocked,
                    NewServiceCertainty::Known,
                );
                rows.push(vec![
                    row.numbers().join(", "),
                    format!("{desired:?}"),
                    format!("{current:?}"),
                    format!("{current_match:?}"),
                    format!("**{blocked:?}**"),
                    same,
                    format!("{:?}", reason.basis).to_lowercase(),
                    reason.name().to_owned(),
                ]);
            }
        }
    }
    for desired in DesiredLoadBalancerKind::ALL {
        for current in CurrentLoadBalancerKind::ALL {
            for current_match in DesiredComparedToCurrent::ALL {
                for lifecycle_mode in MODES {
                    let (row, outcome) = decide(SyncOrSkip::Skip, desired, current, current_match, lifecycle_mode);
                    assert_eq!(
                        (row, outcome),
                        (load_balancer::LifecycleRow::Skip, load_balancer::LoadBalancerOutcome::Skip)
                    );
                }
            }
        }
    }
    let page = format!(
        "# What becomes of the CLB\n\nEvery combination of facts, as `src/lifecycle/load_balancer.rs` decides it. With `mode: skip` \
         every outcome is `Skip`.\nMade by `tests/decision_tables.rs`.\n\n{}",
        table(&["row", "desired", "current", "match", "mode blocked", "mode rebuild", "basis", "reason"], rows)
    );
    compare("lifecycle.md", &page);
}

#[test]
fn the_page_about_deletions_is_up_to_date() {
    use deletion::{DeletionBlocker, DeletionFacts, DeletionOutcome, LifecycleOwner, decide};
    let mut rows = Vec::new();
    for created in TagOwnership::ALL {
        for cluster in TagOwnership::ALL {
            for service in TagOwnership::ALL {
                for owner in LifecycleOwner::ALL {
                    for protection in DeletionBlocker::ALL {
                        let outcome = decide(DeletionFacts { created, cluster, service, owner, protection });
                        if outcome == DeletionOutcome::Delete {
                            assert_eq!(
                                (created, owner, protection),
                                (TagOwnership::Ours, LifecycleOwner::Tke, DeletionBlocker::None)
                            );
                            assert!(
                                cluster == TagOwnership::Ours || service == TagOwnership::Ours,
                                "{cluster:?} {service:?}"
                            );
                            assert!(cluster != TagOwnership::Others && service != TagOwnership::Others);
                        }
                        let reason = choose_decision_reason::deletion_reason(outcome);
                        rows.push(vec![
                            format!("{created:?}"),
                            format!("{cluster:?}"),
                            format!("{service:?}"),
                            format!("{owner:?}"),
                            format!("{protection:?}"),
                            format!("**{outcome:?}**"),
                            format!("{:?}", reason.basis).to_lowercase(),
                            reason.name().to_owned(),
                        ]);
                    }
                }
            }
        }
    }
    let head = [
        "tke-createdBy-flag",
        "tke-clusterId",
        "tke-lb-serviceuuid",
        "tke-lifecycle-owner",
        "protection",
        "outcome",
        "basis",
        "reason",
    ];
    let page = format!(
        "# When a CLB that the controller bought is deleted\n\nEvery combination of facts, as `src/lifecycle/deletion.rs` decides it. \
         Made by `tests/decision_tables.rs`.\n\n{}",
        table(&head, rows)
    );
    compare("deletion.md", &page);
}

#[test]
fn the_page_about_adoptions_is_up_to_date() {
    use adoption::{
        AdoptionFacts, ListenerQuotaFit, LoadBalancerPresence, PortAvailability, SharingPermission, VpcMatch, decide,
    };
    let free = AdoptionFacts {
        presence: LoadBalancerPresence::Present,
        created: TagOwnership::Absent,
        cluster: TagOwnership::Absent,
        network: VpcMatch::Same,
        ports: PortAvailability::Free,
        sharing: SharingPermission::Alone,
        quota: ListenerQuotaFit::Fits,
    };
    let mut rows = Vec::new();
    let mut row = |what: String, facts: AdoptionFacts| {
        let refusals = decide(facts);
        let answer = if refusals.is_empty() { "adopted".to_owned() } else { format!("**{refusals:?}**") };
        let events: Vec<&str> =
            refusals.iter().filter_map(|refusal| choose_decision_reason::refusal_code(*refusal).event()).collect();
        rows.push(vec![what, answer, events.join(" ")]);
    };
    for presence in [LoadBalancerPresence::Present, LoadBalancerPresence::Missing] {
        row(format!("presence {presence:?}"), AdoptionFacts { presence, ..free });
    }
    for created in TagOwnership::ALL {
        row(format!("tke-createdBy-flag {created:?}"), AdoptionFacts { created, ..free });
    }
    for cluster in TagOwnership::ALL {
        row(format!("tke-clusterId {cluster:?}"), AdoptionFacts { cluster, ..free });
    }
    for network in [VpcMatch::Same, VpcMatch::Declared, VpcMatch::Other] {
        row(format!("network {network:?}"), AdoptionFacts { network, ..free });
    }
    for ports in [PortAvailability::Free, PortAvailability::Taken, PortAvailability::Unknown] {
        row(format!("ports {ports:?}"), AdoptionFacts { ports, ..free });
    }
    for sharing in [
        SharingPermission::Alone,
        SharingPermission::Shared,
        SharingPermission::SharedUnknown,
        SharingPermission::Refused,
    ] {
        row(format!("sharing {sharing:?}"), AdoptionFacts { sharing, ..free });
    }
    for quota in [ListenerQuotaFit::Fits, ListenerQuotaFit::Exceeded] {
        row(format!("quota {quota:?}"), AdoptionFacts { quota, ..free });
    }
    row(
        "everything at once".to_owned(),
        AdoptionFacts {
            presence: LoadBalancerPresence::Present,
            created: TagOwnership::Ours,
            cluster: TagOwnership::Others,
            network: VpcMatch::Other,
            ports: PortAvailability::Taken,
            sharing: SharingPermission::Refused,
            quota: ListenerQuotaFit::Exceeded,
        },
    );
    let page = format!(
        "# When an existing CLB may be taken into use\n\nOne fact changed at a time, the others harmless, as \
         `src/lifecycle/adoption.rs` decides it. Made by `tests/decision_tables.rs`.\n\n{}",
        table(&["fact", "outcome", "event"], rows)
    );
    compare("adoption.md", &page);
}

#[test]
fn the_page_about_listeners_is_up_to_date() {
    use listener::{ListenerAtPort, ListenerOutcome, RequestedNowOrBefore, decide};
    let mut rows = Vec::new();
    for request in RequestedNowOrBefore::ALL {
        for current in ListenerAtPort::ALL {
            for ownership in OwnedOrShared::ALL {
                let outcome = decide(request, current, ownership);
                if current == ListenerAtPort::UserCreated {
                    assert!(
                        matches!(outcome, ListenerOutcome::Withhold | ListenerOutcome::Conflict),
                        "a user-created listener is never changed"
                    );
                }
                rows.push(vec![
                    format!("{request:?}"),
                    format!("{current:?}"),
                    format!("{ownership:?}"),
                    format!("**{outcome:?}**"),
                ]);
            }
        }
    }
    let page = format!(
        "# What becomes of a listener\n\nEvery combination of facts, as `src/lifecycle/listener.rs` decides it. Made by \
         `tests/decision_tables.rs`.\n\n{}",
        table(&["request", "current", "ownership", "outcome"], rows)
    );
    compare("listener.md", &page);
}
