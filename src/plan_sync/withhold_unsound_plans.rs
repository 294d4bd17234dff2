//! What becomes of a plan that violates an invariant.

use crate::diagnostic::Diagnostic;
use crate::planner::plan_invariants::BrokenInvariant;
use crate::planner::{ServicePlan, WithheldChange, codes, reasons};

/// A plan that violates an invariant is not handed out: its calls are withheld, and findings name the violations.
pub(super) fn without_violations(mut plan: ServicePlan, violations: &[BrokenInvariant]) -> ServicePlan {
    for violation in violations {
        let rule = violation.to_string();
        plan.findings.push(Diagnostic::new(&codes::UNSOUND).arg("rule", rule.clone()));
        let reason = reasons::UNSOUND.with("rule", rule);
        plan.withheld.extend(std::mem::take(&mut plan.actions).into_iter().map(|action| WithheldChange {
            address: action.call.address(),
            verb: action.call.verb(),
            reason: reason.clone(),
        }));
    }
    plan.complete &= violations.is_empty();
    plan
}
