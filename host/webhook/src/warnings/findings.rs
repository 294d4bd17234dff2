//! The findings that a change brings.

use clbplan_host::types::{Diagnostic, Effect, Layer, Plan, Severity};

/// Errors, then warnings; among each the most dangerous first.
pub(super) fn lines(plan: &Plan) -> Vec<String> {
    let mut found: Vec<&Diagnostic> = plan.diagnostics.iter().filter(|finding| is_told(finding)).collect();
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

fn line(finding: &Diagnostic) -> String {
    format!("{} [{}]", finding.message, finding.code)
}
