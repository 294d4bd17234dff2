//! What the scenarios together must cover: every row of the lifecycle table, in both lifecycle modes, and the conditions
//! beside it. The line `- covers: …` of a scenario claims an entry. The rules are in `src/lifecycle/` and its neighbours;
//! this list makes a gap visible.

use clbplan::lifecycle::load_balancer::LifecycleRow;

/// Conditions beside the table.
const CONDITIONS: &[&str] = &[
    // a managed CLB is deleted only when all of these hold
    "delete-needs-created-by",
    "delete-needs-own-cluster",
    "delete-needs-own-uuid",
    "delete-not-owner-user",
    "delete-not-protected",
    "delete-not-private-link",
    "delete-not-skip",
    // otherwise it is released
    "release-without-created-by",
    "release-owner-user",
    "release-protected",
    "release-foreign-untouched",
    "changed-tags-second-creation",
    // an existing CLB may be adopted
    "adopt-malformed-id",
    "adopt-not-found",
    "adopt-created-by-tke",
    "adopt-other-cluster",
    "adopt-other-vpc",
    "adopt-cross-vpc-declared",
    "adopt-port-of-other-service",
    "adopt-port-of-user-created-listener",
    "adopt-sharing-off",
    "adopt-serverless-sharing",
    "adopt-listener-quota",
    "adopt-network-annotations-ignored",
    // listeners
    "listener-modified-in-place",
    "listener-protocol-replaced",
    "listener-user-created-stays",
    "listener-tcp-udp-same-port",
    "listener-own-name",
    "listener-backend-clash-direct",
    "listener-no-clash-node-port",
    // backends
    "backend-masters-excluded",
    "backend-not-ready-excluded",
    "backend-cordoned-included",
    "backend-label-selector",
    "backend-selector-drains",
    "backend-local-only-with-pod",
    "backend-local-weighted",
    "backend-direct-ready",
    "backend-direct-terminating",
    "backend-all-not-ready",
    "backend-nodes-unknown",
    "backend-endpoints-unknown",
    "backend-secret-unknown",
];

/// Everything that must be covered: `row 9 blocked`, `row 9 rebuild`, and the conditions.
pub fn claims() -> Vec<String> {
    let numbers = LifecycleRow::ALL.iter().flat_map(|row| row.numbers());
    let rows = numbers.flat_map(|row| ["blocked", "rebuild"].map(|mode| format!("row {row} {mode}")));
    rows.chain(CONDITIONS.iter().map(|claim| (*claim).to_owned())).collect()
}
