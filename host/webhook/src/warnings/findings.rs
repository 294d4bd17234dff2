//! The findings that a change brings.

use clbplan_host::types::{Diagnostic, Effect, Layer, Plan, Severity};

/// Errors, then warnings; among each the most dangerous first.
pub(super) fn lines(plan: &Plan) -> Vec<String> {
    let mut found: Vec<&Diagnostic> = plan.diagnostics.iter().filter(|finding| is_told(finding)).collect();
    found.sort_by_key(|finding| (finding.severity != Severity::Error, finding.group));
    found.iter().map(|finding| line(finding)).collect()
}

fn is_told(finding: &Diagnostic) -> bool {
    let is_severe = match finding.severity {
        Severity::Error | Severity::Warning => true,
        Severity::Info => false,
        // A word of a later version, or one that is added.
        _ => false,
    };
    // The API server reports its own rules; syntax and schema are about texts that only it has read.
    let is_of_the_controller = match finding.layer {
        Layer::Tke | Layer::Plan => true,
        Layer::Syntax | Layer::Schema | Layer::Kubernetes | Layer::Policy => false,
        _ => false,
    };
    is_severe && is_of_the_controller && finding.effect != Effect::Rejected && finding.existing != Some(true)
}

fn line(finding: &Diagnostic) -> String {
    format!("{} [{}]", finding.message, finding.code)
}
