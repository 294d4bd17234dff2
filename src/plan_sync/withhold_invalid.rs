//! What becomes of a plan that violates an invariant.

use crate::diagnostic::Diagnostic;
use crate::planner::{ServicePlan, Withheld, codes, reasons};

/// A broken plan is not handed out: its calls are withheld, and the rule it breaks is named.
pub(super) fn withhold_invalid(plan: &mut ServicePlan, broken: Vec<String>) {
    for rule in broken {
        plan.findings.push(Diagnostic::new(&codes::UNSOUND).arg("rule", rule.clone()));
        plan.complete = false;
        for action in std::mem::take(&mut plan.actions) {
            plan.withheld.push(Withheld {
                address: action.address,
                verb: action.verb,
                reason: reasons::UNSOUND.with("rule", rule.clone()),
            });
        }
    }
}
