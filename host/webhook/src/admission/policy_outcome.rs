//! The violated guards that a change brings, and which of them an annotation lifts.

use super::allow_annotation::LiftedPolicyGuards;
use super::change::ServiceChange;
use crate::violation::{UNDECIDED, Violation, is_about_what_happens};
use clbplan_host::types::{Diagnostic, Plan, Severity};
use std::collections::BTreeSet;

/// What the policy says about a change.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PolicyOutcome {
    /// The violations that the change brings.
    pub violations: Vec<Violation>,
}

impl PolicyOutcome {
    /// Those of the plan, without those of `without_change`, the plan of the same Service as it was: a Service that violated
    /// a rule before can still be changed. Of a change with an unknown outcome that proves nothing.
    pub fn of(
        change: &ServiceChange,
        plan: &Plan,
        without_change: Option<&Plan>,
        lifted: &LiftedPolicyGuards,
    ) -> PolicyOutcome {
        let existing: BTreeSet<(&str, &str)> =
            without_change.map(|plan| violations(plan).map(identity).collect()).unwrap_or_default();
        let brought = violations(plan)
            .filter(|found| found.existing != Some(true))
            .filter(|found| guard(found) == UNDECIDED || !existing.contains(&identity(found)))
            .filter(|found| is_about(found, change) || is_brought_to_another(found, plan));
        PolicyOutcome { violations: brought.map(|found| violation(found, lifted)).collect() }
    }

    /// Those for which the change must be denied.
    pub fn denials(&self) -> impl Iterator<Item = &Violation> {
        self.violations.iter().filter(|violation| violation.is_denial())
    }

    /// Its word in the audit log.
    pub fn verdict(&self) -> &'static str {
        if self.denials().next().is_some() {
            "deny"
        } else if self.violations.iter().any(Violation::is_warning) {
            "warn"
        } else if self.violations.iter().any(Violation::is_undecided) {
            "undecided"
        } else {
            "allow"
        }
    }
}

/// All violations of a plan.
pub(super) fn violations(plan: &Plan) -> impl Iterator<Item = &Diagnostic> {
    plan.policy.iter().flat_map(|policy| &policy.violations)
}

fn identity(found: &Diagnostic) -> (&str, &str) {
    (found.code.as_str(), found.message.as_str())
}

fn is_about(found: &Diagnostic, change: &ServiceChange) -> bool {
    found.object.as_ref().is_none_or(|object| {
        object.name.as_deref() == Some(change.name.as_str())
            && object.namespace.as_deref() == Some(change.namespace.as_str())
    })
}

/// True if the change makes the load balancer of another Service do what the guard catches.
fn is_brought_to_another(found: &Diagnostic, plan: &Plan) -> bool {
    let Some(object) = &found.object else { return false };
    let is_its = |namespace: &str, name: &str| {
        object.namespace.as_deref() == Some(namespace) && object.name.as_deref() == Some(name)
    };
    is_about_what_happens(guard(found))
        && plan
            .services
            .iter()
            .any(|service| is_its(&service.namespace, &service.name) && service.existing != Some(true))
}

/// `policy/deletes-load-balancer` is the violation of `deletes-load-balancer`.
fn guard(found: &Diagnostic) -> &str {
    found.code.strip_prefix("policy/").unwrap_or(&found.code)
}

fn violation(found: &Diagnostic, lifted: &LiftedPolicyGuards) -> Violation {
    let guard = guard(found);
    Violation {
        guard: guard.to_owned(),
        denies: found.severity == Severity::Error,
        message: found.message.clone(),
        why: found.why.clone().filter(|why| !why.is_empty()),
        lifted_until: lifted.until(guard),
        expired: lifted.expired(guard),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_audit_log_tells_undecided_from_allowed() {
        let violation = |guard: &str| Violation {
            guard: guard.to_owned(),
            denies: false,
            message: String::new(),
            why: None,
            lifted_until: None,
            expired: None,
        };
        let verdict = |guards: &[&str]| {
            PolicyOutcome { violations: guards.iter().map(|guard| violation(guard)).collect() }.verdict()
        };
        assert_eq!(verdict(&[]), "allow");
        assert_eq!(verdict(&[UNDECIDED]), "undecided");
        assert_eq!(verdict(&[UNDECIDED, "changes-address"]), "warn");
    }
}
