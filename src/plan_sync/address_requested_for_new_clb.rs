//! The address that a new CLB is requested with. Where it is that of the CLB that goes, nothing changes if the cloud still
//! has it; where it is that of a CLB that stays, the cloud refuses the creation.

use crate::desired::{DesiredLoadBalancer, DesiredState};
use crate::json::Value;
use crate::model::{KnownLoadBalancers, LoadBalancer};
use crate::planner::{AddressesBeforeAndAfter, ServicePlan, VipVerdict, adoption_and_undecided_reasons};
use crate::sorted_map::SortedSet;

/// `LoadBalancerType` of a public CLB. Its address is unique; that of an internal one is unique in its VPC.
const PUBLIC: &str = "OPEN";

/// The `Vip` of the creation.
pub(super) fn of(plan: &ServicePlan) -> Option<String> {
    plan.purchase()?.fields.get("Vip").and_then(Value::as_str).map(str::to_owned)
}

/// The CLB that has the address which a Service requests for a new one. Those of a derived CLB are invented.
pub(super) fn holder(desired: &DesiredState, cloud: &KnownLoadBalancers, derived: &SortedSet<&str>) -> Option<String> {
    let DesiredLoadBalancer::Managed(spec) = &desired.load_balancer else { return None };
    let address = spec.create.get("Vip").and_then(Value::as_str).filter(|address| !address.is_empty())?;
    let is_in_same_network = |lb: &LoadBalancer| match (lb.network.kind.as_deref(), spec.network.kind.as_deref()) {
        (Some(PUBLIC), Some(PUBLIC)) => true,
        (Some(has), Some(wants)) => has == wants && lb.network.vpc.is_some() && lb.network.vpc == spec.network.vpc,
        (None, _) | (_, None) => false,
    };
    let mut observed = cloud.load_balancers.values().filter(|lb| !derived.contains(lb.id.as_str()));
    let found = observed.find(|lb| lb.vips.iter().any(|vip| vip == address) && is_in_same_network(lb));
    found.map(|lb| lb.id.clone())
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
