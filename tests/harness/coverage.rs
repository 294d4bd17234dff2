//! What the scenarios together must stand for. Each claim is a row of the decision table or a condition of the rules
//! beside it; `# covers: …` in a scenario claims it. What a claim means is said where the rule is written, in
//! `src/lifecycle/` and its neighbours; this list only makes a gap visible.

/// Rows of the decision table; each must be claimed once for either era: `table-9-blocked`, `table-9-rebuild`.
const ROWS: &[&str] =
    &["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "10a", "11", "12", "13", "14", "15", "skip", "serverless"];

/// Conditions beside the table.
const CONDITIONS: &[&str] = &[
    // an automatically created CLB is deleted only when all of these hold
    "delete-needs-created-by",
    "delete-needs-own-cluster",
    "delete-needs-own-uuid",
    "delete-not-owner-user",
    "delete-not-protected",
    "delete-not-private-link",
    "delete-not-skip",
    // otherwise: what is left, what goes
    "release-without-created-by",
    "release-owner-user",
    "release-protected",
    "release-foreign-untouched",
    "tampered-tags-second-purchase",
    // an existing CLB may be adopted
    "adopt-malformed-id",
    "adopt-not-found",
    "adopt-bought-by-tke",
    "adopt-other-cluster",
    "adopt-other-vpc",
    "adopt-cross-vpc-declared",
    "adopt-port-of-other-service",
    "adopt-port-of-person",
    "adopt-sharing-off",
    "adopt-serverless-sharing",
    "adopt-listener-quota",
    "adopt-network-annotations-void",
    // listeners
    "listener-modified-in-place",
    "listener-protocol-replaced",
    "listener-foreign-left-alone",
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

/// Everything that must be claimed.
pub fn claims() -> Vec<String> {
    let rows = ROWS.iter().flat_map(|row| ["blocked", "rebuild"].map(|era| format!("table-{row}-{era}")));
    rows.chain(CONDITIONS.iter().map(|claim| (*claim).to_owned())).collect()
}
