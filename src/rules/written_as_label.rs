//! Annotations that are written as labels, which the controller does not read.

use super::codes;
use super::context_of_one_service::ServiceUnderCheck;
use crate::diagnostic::Diagnostic;
use crate::syntax::MetadataEntry;
use crate::tke::definitions::load_balancer::INTERNAL_SUBNETID;
use crate::tke::{NameDefinition, NameLocation, SupportStatus, all};

/// A label beside the annotation of the same name does no harm.
pub(super) fn check(check: &ServiceUnderCheck<'_>) -> Vec<Diagnostic> {
    let found = check.object.labels().filter_map(|label| {
        let definition = annotation_of(label.key)?;
        (check.object.annotation(label.key).is_none()).then(|| as_label(check, &label, definition))
    });
    found.collect()
}

/// The annotation of that name that users write, unless it is the name of a label, too.
fn annotation_of(name: &str) -> Option<&'static NameDefinition> {
    let mut same = all().filter(|definition| definition.name == name);
    let definition = same.next().filter(|_| same.next().is_none())?;
    let is_users = !matches!(definition.status, SupportStatus::WrittenByController | SupportStatus::Clbplan);
    (definition.kind == NameLocation::Annotation && is_users).then_some(definition)
}

fn as_label(check: &ServiceUnderCheck<'_>, label: &MetadataEntry<'_>, definition: &NameDefinition) -> Diagnostic {
    let is_public = definition.is(&INTERNAL_SUBNETID.definition) && check.becomes_public;
    let code = if is_public { &codes::PUBLIC_BY_LABEL } else { &codes::WRITTEN_AS_LABEL };
    let found = check.finding(code).location(check.object.location(label.key_span));
    found.path(format!("metadata.labels[{}]", label.key)).arg("name", label.key)
}
