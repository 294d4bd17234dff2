//! The findings that a change brings.

use clbplan_host::types::{Diagnostic, Effect, Layer, LoadBalancerVerdict, Plan, Severity};

/// The finding about a change that the controller refuses.
const REFUSED: &str = "load-balancer/switch-refused";

/// Errors, then warnings; among each the most dangerous first.
pub(super) fn lines(plan: &Plan) -> Vec<String> {
    let mut found: Vec<&Diagnostic> = plan.diagnostics.iter().filter(|finding| is_told(finding)).collect();
    found.retain(|finding| !is_said_by_the_outcome(finding, plan));
    found.sort_by_key(|finding| (finding.severity != Severity::Error, finding.group));
    found.iter().map(|finding| line(finding)).collect()
}

/// The API server reports its own rules, and syntax and schema are about texts that only it has read. A word of a later version
/// is not told: nobody can say how severe it is.
fn is_told(finding: &Diagnostic) -> bool {
    matches!(finding.severity, Severity::Error | Severity::Warning)
        && matches!(finding.layer, Layer::Tke | Layer::Plan)
        && finding.effect != Effect::Rejected
        && finding.existing != Some(true)
}

/// The line about what happens says that the controller refuses the change, and why.
fn is_said_by_the_outcome(finding: &Diagnostic, plan: &Plan) -> bool {
    let Some(object) = finding.object.as_ref().filter(|_| finding.code == REFUSED) else { return false };
    plan.services.iter().any(|service| {
        service.existing != Some(true)
            && service.load_balancer.verdict == LoadBalancerVerdict::Blocked
            && object.namespace.as_deref() == Some(service.namespace.as_str())
            && object.name.as_deref() == Some(service.name.as_str())
    })
}

fn line(finding: &Diagnostic) -> String {
    format!("{} [{}]", finding.message, finding.code)
}
