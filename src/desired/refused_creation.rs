//! The finding about a CLB that the cloud would refuse to create: one function for plans and reports.

use super::{DesiredLoadBalancer, codes, desired};
use crate::diagnostic::{Diagnostic, Reason};
use crate::model::{Cluster, Service};
use crate::request::Context;
use crate::tke::{EXTENSIVE_PARAMETERS, Setting};

/// The member that reasons without a field are about.
const SUBNET: &str = "SubnetId";

/// What is wrong with the parameters of a Service whose CLB is created.
pub fn refused_parameters(service: &Service<'_>, context: &Context) -> Option<Diagnostic> {
    // Every refusal comes from a member of the annotation.
    service.settings.is_present(&EXTENSIVE_PARAMETERS).then_some(())?;
    match desired(service, &Cluster::default(), context).load_balancer {
        DesiredLoadBalancer::Managed(spec) => spec.blocked_by.map(|blocker| refused_creation(service, &blocker)),
        DesiredLoadBalancer::Existing(..) | DesiredLoadBalancer::None(_) => None,
    }
}

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
