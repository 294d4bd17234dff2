//! The address that a new CLB is requested with. Where it is that of the CLB that goes, nothing changes if the cloud still
//! has it.

use crate::json::Value;
use crate::planner::{AddressesBeforeAndAfter, ServicePlan, VipVerdict, adoption_and_undecided_reasons};

/// The `Vip` of the creation.
pub(super) fn of(plan: &ServicePlan) -> Option<String> {
    plan.purchase()?.fields.get("Vip").and_then(Value::as_str).map(str::to_owned)
}

/// The plan, in which an address does not change that is requested again.
pub(super) fn checked(mut plan: ServicePlan) -> ServicePlan {
    let Some(address) = of(&plan).filter(|_| plan.vip == VipVerdict::Changed) else { return plan };
    if plan.addresses.before.as_ref().is_some_and(|before| before.contains(&address)) {
        plan.vip = VipVerdict::Unknown;
        plan.addresses = AddressesBeforeAndAfter { after: None, ..plan.addresses };
        plan.reasons.push(adoption_and_undecided_reasons::SAME_ADDRESS_REQUESTED.with("address", address));
    }
    plan
}
