//! How many listeners one CLB takes, and how many backends one listener, by the quotas of the account.
//!
//! The rules count what a manifest specifies, the planner counts what a CLB would have; both compare with these limits.

use super::codes;
use crate::diagnostic::Diagnostic;
#[cfg(doc)]
use crate::diagnostic::documentation_pages;
use crate::model::ListenerKey;
use crate::request::Quotas;

/// Listeners of a CLB where the account's quota was not provided ([`documentation_pages::CLB_LIMITS`]).
const LISTENERS_PER_CLB: u32 = 50;

/// Backends of a listener or rule where the account's quota was not provided ([`documentation_pages::CLB_LIMITS`]).
const TARGETS_PER_LISTENER: usize = 100;

/// The default quota that the backends of one listener or rule exceed, where the account's was not provided.
pub fn exceeded_default_target_quota(count: usize, quotas: Option<&Quotas>) -> Option<usize> {
    let is_provided = quotas.is_some_and(|quotas| quotas.targets_per_listener.is_some());
    (!is_provided && count > TARGETS_PER_LISTENER).then_some(TARGETS_PER_LISTENER)
}

/// How many listeners a CLB may have.
pub fn listener_limit(quotas: Option<&Quotas>) -> usize {
    quotas.and_then(|quotas| quotas.listeners_per_clb).unwrap_or(LISTENERS_PER_CLB) as usize
}

/// The quota that the backends of one listener or rule exceed, where a quota was provided.
pub fn exceeded_target_quota(count: usize, quotas: Option<&Quotas>) -> Option<usize> {
    quotas?.targets_per_listener.map(|limit| limit as usize).filter(|limit| count > *limit)
}

/// The finding about a listener with too many backends.
pub fn target_quota_finding(key: ListenerKey, count: usize, limit: usize) -> Diagnostic {
    let found = Diagnostic::new(&codes::TARGET_QUOTA).arg("listener", key.to_string());
    found.arg("count", count.to_string()).arg("limit", limit.to_string())
}
