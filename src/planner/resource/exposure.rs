//! What a change of a public CLB's own settings opens to every address.

use crate::diagnostic::{CodeDefinition, Diagnostic};
use crate::json::Value;
use crate::model::LoadBalancer;
use crate::model::clb_attributes::{AttributeId, AttributeValues};
use crate::planner::danger::PUBLIC;
use crate::planner::{PlanBuilder, codes};
use crate::tke::{self, NameDefinition};

/// Reports a last security group that is removed, and backends that are opened without any. `changed` is what is set.
pub fn report(builder: &mut PlanBuilder<'_>, lb: &LoadBalancer, changed: &AttributeValues) {
    if lb.network.kind.as_deref() != Some(PUBLIC) {
        return;
    }
    let after = |attribute| changed.get(&attribute).or_else(|| lb.values.get(&attribute));
    let is_open = after(AttributeId::SecurityGroups).and_then(Value::as_array).is_some_and(Vec::is_empty);
    if !is_open {
        return;
    }
    if changed.contains_key(&AttributeId::SecurityGroups) {
        add(builder, &codes::NO_SECURITY_GROUP, lb, &tke::SECURITY_GROUPS.definition);
    } else if changed.get(&AttributeId::PassToTarget) == Some(&Value::Bool(true)) {
        add(builder, &codes::PASSED_TO_ALL, lb, &tke::PASS_TO_TARGET.definition);
    }
}

fn add(builder: &mut PlanBuilder<'_>, code: &'static CodeDefinition, lb: &LoadBalancer, cause: &NameDefinition) {
    let Some(manifest) = builder.input.manifest else { return };
    let finding = Diagnostic::new(code).arg("id", lb.id.clone()).arg("service", builder.input.name.to_string());
    let finding = finding.object(manifest.object.reference.clone()).path(cause.path());
    let location = manifest.settings.entry(cause).and_then(|entry| entry.value);
    builder.add_finding(finding.location(location.or_else(|| manifest.object.name_location())));
}
