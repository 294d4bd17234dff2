//! A listener of a target group binds no backends of its own, and no page describes a way back.

use crate::diagnostic::Diagnostic;
use crate::model::{DesiredBackends, DesiredListener, Listener};
use crate::planner::{ListenerOrRule, PlanBuilder, Verb, adoption_and_undecided_reasons, codes};

/// Withholds the backends of a listener that stays with a target group; false where it takes backends.
pub fn withhold(
    builder: &mut PlanBuilder<'_>,
    binding: &ListenerOrRule,
    spec: &DesiredListener,
    listener: &Listener,
) -> bool {
    // Backends that are not known, also those of a group, are not bound anyway.
    if !listener.binds_target_group || !matches!(spec.backends, DesiredBackends::Known(_)) {
        return false;
    }
    let reason = adoption_and_undecided_reasons::IN_TARGET_GROUP.with("listener", spec.key.to_string());
    builder.mark_incomplete(reason.clone());
    builder.withhold(binding.address(), Verb::Update, reason);
    let object = builder.input.manifest.map(|service| service.object.reference.clone()).unwrap_or_default();
    let finding = Diagnostic::new(&codes::IN_TARGET_GROUP).arg("listener", spec.key.to_string());
    builder.add_finding(finding.object(object).location(spec.location));
    true
}
