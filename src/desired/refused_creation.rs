//! The finding about a CLB that the cloud would refuse to create.

use super::codes;
use crate::diagnostic::{Diagnostic, Reason};
use crate::model::Service;
use crate::tke::{EXTENSIVE_PARAMETERS, Setting};

/// The member that reasons without a field are about.
const SUBNET: &str = "SubnetId";

/// The finding of a refusal, at the member that causes it.
pub fn refused_creation(service: &Service<'_>, blocker: &Reason) -> Diagnostic {
    let field = blocker.args.iter().find(|(name, _)| *name == "field").map_or(SUBNET, |(_, field)| field.as_str());
    let annotation = &EXTENSIVE_PARAMETERS;
    let member = match service.settings.get(annotation) {
        Setting::Is(parameters) => parameters.get(field).map(|node| node.span.start as usize..node.span.end as usize),
        Setting::Absent | Setting::Invalid => None,
    };
    let entry = service.settings.entry(&annotation.definition);
    let inside = entry.zip(member).and_then(|(entry, part)| entry.locations_inside(&[part]).into_iter().next());
    let found = Diagnostic::new(&codes::CREATION_REFUSED).arg("field", field).arg("name", annotation.name());
    let found = found.object(service.object.reference.clone()).path(annotation.definition.path());
    found.location(inside.or_else(|| service.settings.location(annotation)))
}
