//! How many more CLBs may be bought.

use super::{Action, ServicePlan};
use crate::model::KnownLoadBalancers;
use crate::request::ServiceName;

/// `LoadBalancerType` of an internal CLB.
pub(super) const INTERNAL: &str = "INTERNAL";

/// How many more CLBs the account may have in the region, by type; `None`: the quota is unknown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PurchaseQuota {
    /// Public ones.
    pub public: Option<i64>,
    /// Internal ones.
    pub internal: Option<i64>,
    /// Every CLB of the region was counted; otherwise there may be less left.
    pub all_counted: bool,
}

impl PurchaseQuota {
    /// What is left for a purchase of that type. Where not all were counted, it is only known when nothing is left.
    pub fn remaining(self, kind: Option<&str>) -> Option<i64> {
        let remaining = if is_internal(kind) { self.internal } else { self.public };
        remaining.filter(|remaining| self.all_counted || *remaining <= 0)
    }

    /// What is left after a CLB of that type was deleted.
    pub fn after_deletion(mut self, kind: Option<&str>) -> PurchaseQuota {
        let remaining = if is_internal(kind) { &mut self.internal } else { &mut self.public };
        *remaining = remaining.map(|remaining| remaining + 1);
        self
    }

    /// What is left after these calls. A purchase that replaces a CLB of its type takes the place of that one. What else is
    /// deleted frees a place at a time that is unknown ([`LoadBalancerFreedByDeletion`]).
    pub fn after_calls(mut self, actions: &[Action], cloud: &KnownLoadBalancers) -> PurchaseQuota {
        let mut replaced: Vec<bool> = actions
            .iter()
            .filter_map(Action::deleted_load_balancer)
            .map(|id| is_internal(kind_of(cloud, id)))
            .collect();
        for purchase in actions.iter().filter_map(|action| action.call.purchase()) {
            let kind = is_internal(purchase.kind());
            if let Some(at) = replaced.iter().position(|replaced| *replaced == kind) {
                replaced.swap_remove(at);
                continue;
            }
            let remaining = if kind { &mut self.internal } else { &mut self.public };
            *remaining = remaining.map(|remaining| remaining - 1);
        }
        self
    }
}

/// A CLB that the request deletes with its Service. Whether that is done before another Service is synced is unknown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadBalancerFreedByDeletion {
    /// The CLB.
    pub id: String,
    /// The Service.
    pub service: ServiceName,
    /// True for an internal one.
    pub is_internal: bool,
}

impl LoadBalancerFreedByDeletion {
    /// What the plan of a deleted Service frees, also where the deletion is only expected.
    pub fn of(plan: &ServicePlan, cloud: &KnownLoadBalancers) -> Option<LoadBalancerFreedByDeletion> {
        let id = plan.id.clone().filter(|_| plan.deletes_load_balancer)?;
        let is_internal = is_internal(kind_of(cloud, &id));
        Some(LoadBalancerFreedByDeletion { id, service: plan.name.clone(), is_internal })
    }

    /// The first Service that frees a place for a purchase of that type.
    pub fn for_purchase<'f>(freed: &'f [LoadBalancerFreedByDeletion], kind: Option<&str>) -> Option<&'f ServiceName> {
        freed.iter().find(|freed| freed.is_internal == is_internal(kind)).map(|freed| &freed.service)
    }
}

fn kind_of<'c>(cloud: &'c KnownLoadBalancers, id: &str) -> Option<&'c str> {
    cloud.load_balancers.get(id)?.network.kind.as_deref()
}

fn is_internal(kind: Option<&str>) -> bool {
    kind == Some(INTERNAL)
}
