//! Services whose load balancer another Service of the same request deletes.
//!
//! Of several Services that leave one load balancer at once, one deletes it; and a Service with `mode: skip` is not synced, and
//! keeps nothing. Its plan alone would say that the load balancer, and with it the address, is kept.

use crate::planner::{
    Action, AddressesBeforeAndAfter, ServicePlan, VipVerdict, adoption_and_undecided_reasons, reasons,
};
use crate::request::ServiceName;
use crate::sorted_map::SortedMap;

/// The plans, with the loss of the address in each whose load balancer another one deletes.
pub(super) fn with_lost_addresses(mut plans: Vec<ServicePlan>) -> Vec<ServicePlan> {
    let deletions = plans.iter().flat_map(|plan| {
        let deleted = plan.actions.iter().filter_map(Action::deleted_load_balancer);
        deleted.map(|id| (id.to_owned(), plan.name.clone()))
    });
    let deleted_by: SortedMap<String, ServiceName> = SortedMap::from_unsorted(deletions.collect());
    for plan in plans.iter_mut().filter(|plan| matches!(plan.vip, VipVerdict::Kept | VipVerdict::Unknown)) {
        let other = plan.id.as_ref().and_then(|id| deleted_by.get(id)).filter(|other| **other != plan.name);
        let Some(other) = other else { continue };
        plan.vip = VipVerdict::Lost;
        plan.addresses = AddressesBeforeAndAfter::lost(plan.addresses.before.take());
        plan.reasons.push(reasons::OTHER_DELETES.with("service", other.to_string()));
    }
    with_doubtful_addresses(plans)
}

/// The plans, with the address unknown in each whose load balancer the controller may delete for another one.
fn with_doubtful_addresses(mut plans: Vec<ServicePlan>) -> Vec<ServicePlan> {
    let doubtful = plans.iter().filter(|plan| plan.may_be_deleted);
    let doubtful = doubtful.filter_map(|plan| Some((plan.id.clone()?, plan.name.clone())));
    let doubtful: SortedMap<String, ServiceName> = SortedMap::from_unsorted(doubtful.collect());
    for plan in plans.iter_mut().filter(|plan| plan.vip == VipVerdict::Kept) {
        let other = plan.id.as_ref().and_then(|id| doubtful.get(id)).filter(|other| **other != plan.name);
        let Some(other) = other else { continue };
        plan.vip = VipVerdict::Unknown;
        plan.addresses.after = None;
        plan.reasons.push(adoption_and_undecided_reasons::OTHER_MAY_DELETE.with("service", other.to_string()));
    }
    plans
}
