//! The SNAT addresses of a CLB that exists: missing ones are added, none is removed.
//!
//! The pages name the annotation as what backends of other networks need, and say nothing of a later edit. That missing
//! addresses are added is inferred; that surplus ones go is not, since connections through them would be cut.

use crate::json::{Value, json};
use crate::model::LoadBalancer;
use crate::planner::{Call, IdOrResult, PlanBuilder, ResourceAddress, ResourceChange, Verb, reasons};

/// Most SNAT addresses of a CLB.
const MAX_SNAT_IPS: usize = 10;

/// Adds the desired addresses that are missing.
pub fn sync(builder: &mut PlanBuilder<'_>, lb: &LoadBalancer, desired: &[Value]) {
    if let (Some(vpc), true) = (&lb.bound_vpc, builder.input.desired.is_cross_vpc || !desired.is_empty()) {
        let reason = reasons::BOUND_THE_OLDER_WAY.with("id", lb.id.clone()).arg("vpc", vpc.clone());
        return builder.withhold(ResourceAddress::LoadBalancer, Verb::Update, reason);
    }
    if desired.is_empty() {
        return;
    }
    let Some(current) = &lb.snat else {
        let unknown = reasons::SNAT_UNKNOWN.with("id", lb.id.clone());
        builder.mark_incomplete(unknown.clone());
        return builder.withhold(ResourceAddress::LoadBalancer, Verb::Update, unknown);
    };
    // Certain addresses first, so that an entry of the same subnet does not take them.
    let mut surplus = current.clone();
    let mut missing = Vec::new();
    let (certain, any): (Vec<&Value>, Vec<&Value>) = desired.iter().partition(|ip| ip.get("Ip").is_some());
    for ip in certain.into_iter().chain(any) {
        match surplus.iter().position(|other| crate::model::clb_attributes::covers(other, ip)) {
            Some(at) => {
                surplus.swap_remove(at);
            }
            None => missing.push(ip.clone()),
        }
    }
    if !surplus.is_empty() {
        let reason = reasons::SNAT_STAYS.with("id", lb.id.clone());
        builder.withhold(ResourceAddress::LoadBalancer, Verb::Update, reason);
    }
    if missing.is_empty() {
        return;
    }
    if current.len() + missing.len() > MAX_SNAT_IPS {
        let reason = reasons::SNAT_FULL.with("id", lb.id.clone());
        builder.mark_incomplete(reason.clone());
        return builder.withhold(ResourceAddress::LoadBalancer, Verb::Update, reason);
    }
    let reason = reasons::SNAT_ADDED.with("id", lb.id.clone());
    let after: Vec<Value> = current.iter().chain(&missing).cloned().collect();
    let (before, after) = (json!({ "SnatIps": current }), json!({ "SnatIps": after }));
    let change =
        ResourceChange::updated(ResourceAddress::LoadBalancer, Some(before), after, vec!["SnatIps".to_owned()]);
    builder.with_reason(reason, |builder| {
        builder.add_change(|| change.unknown(vec!["SnatIps[].Ip".to_owned()]));
        builder.add_call(Call::CreateLoadBalancerSnatIps { lb: IdOrResult::Id(lb.id.clone()), ips: missing });
    });
}
