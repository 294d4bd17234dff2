//! The plan of one Service, as a value that later steps replace as a whole.

use super::order_calls;
use super::{Action, LoadBalancerVerdict, Purchase, ResourceChange, ServiceEvent, Verb, VipVerdict, WithheldChange};
use crate::diagnostic::{Diagnostic, Reason};
use crate::request::ServiceName;
use crate::sorted_map::SortedMap;
use crate::tke::NameDefinition;

/// The plan of one Service.
#[derive(Debug, Clone)]
pub struct ServicePlan {
    /// Namespace and name.
    pub name: ServiceName,
    /// The API server's id.
    pub uid: Option<String>,
    /// What happens to the object.
    pub event: ServiceEvent,
    /// What becomes of the CLB.
    pub verdict: LoadBalancerVerdict,
    /// The CLB it is about.
    pub id: Option<String>,
    /// What happens to the address.
    pub vip: VipVerdict,
    /// The CLB that the live Service has.
    pub current_id: Option<String>,
    /// The CLB that TKE bought for the live Service is gone, and the manifest requests the network of that one.
    pub buys_lost_again: bool,
    /// The addresses before and after, as far as they are known.
    pub addresses: AddressesBeforeAndAfter,
    /// Why.
    pub reasons: Vec<Reason>,
    /// The existing CLB that the Service begins to use.
    pub adopts: Option<String>,
    /// The Service whose CLB this one may get or change, and the annotation of that Service which the manifest has.
    pub endangers: Option<(ServiceName, &'static str)>,
    /// The annotations that force the Service to another CLB, whether that is refused or not.
    pub switch_causes: Vec<&'static NameDefinition>,
    /// A CLB is deleted, by a call of the plan or, as far as is known, by the controller.
    pub deletes_load_balancer: bool,
    /// The plan keeps the CLB, and whether the controller deletes it is unknown.
    pub may_be_deleted: bool,
    /// The backends of a listener that stays change, and to which ones is unknown: the plan has no call for that.
    pub has_unknown_change: bool,
    /// How many edits have no effect.
    pub ineffective_edits: usize,
    /// What differs.
    pub changes: Vec<ResourceChange>,
    /// Calls.
    pub actions: Vec<Action>,
    /// Differences that the plan does not remove.
    pub withheld: Vec<WithheldChange>,
    /// What was not provided and therefore not checked.
    pub assumptions: Vec<Reason>,
    /// False: something needed was not provided.
    pub complete: bool,
    /// Findings of the plan.
    pub findings: Vec<Diagnostic>,
}

/// The addresses of a Service, IPs or a domain name; `None`: not known, or not yet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AddressesBeforeAndAfter {
    /// Those that it has.
    pub before: Option<Vec<String>>,
    /// Those that it will have.
    pub after: Option<Vec<String>>,
}

impl AddressesBeforeAndAfter {
    /// None are left: that is known where it is known which there were.
    pub fn lost(before: Option<Vec<String>>) -> AddressesBeforeAndAfter {
        let after = before.is_some().then(Vec::new);
        AddressesBeforeAndAfter { before, after }
    }
}

/// What becomes of the CLB of a Service: the answer of the outcome, set once.
#[derive(Debug, Clone)]
pub struct LoadBalancerPlan {
    /// What becomes of it.
    pub verdict: LoadBalancerVerdict,
    /// What happens to the address.
    pub vip: VipVerdict,
    /// The CLB.
    pub id: Option<String>,
    /// Why.
    pub reasons: Vec<Reason>,
}

impl ServicePlan {
    /// True when the plan calls the cloud, and does not only write objects of the cluster.
    pub fn has_calls(&self) -> bool {
        self.actions.iter().any(|action| action.call.is_of_cloud())
    }

    /// The CLB that the plan buys.
    pub fn purchase(&self) -> Option<&Purchase> {
        self.actions.iter().find_map(|action| action.call.purchase())
    }

    /// True when something happens to the load balancer, or is refused.
    pub fn has_effect(&self) -> bool {
        let stays =
            matches!(self.verdict, LoadBalancerVerdict::None | LoadBalancerVerdict::Keep | LoadBalancerVerdict::Skip);
        !stays || !self.changes.is_empty() || !self.withheld.is_empty()
    }

    /// True when the plan keeps the CLB as it is, and leaves out changes that are unknown, or that cannot be made yet.
    pub fn leaves_out_changes(&self) -> bool {
        let is_left_out =
            |withheld: &WithheldChange| withheld.verb == Verb::Create || self.assumptions.contains(&withheld.reason);
        self.verdict == LoadBalancerVerdict::Keep && self.withheld.iter().any(is_left_out)
    }

    /// True when a deletion is expected of the controller, and nothing proves that the CLB is ours: no call is planned.
    pub fn is_deletion_unproven(&self) -> bool {
        let is_deleted = matches!(self.verdict, LoadBalancerVerdict::Delete | LoadBalancerVerdict::Replace);
        let deletes = |action: &Action| action.deleted_load_balancer().is_some();
        is_deleted && self.deletes_load_balancer && !self.actions.iter().any(deletes)
    }

    /// The plan without the calls that `why` has a reason for. Their changes are withheld, and a CLB for which no other
    /// calls are left stays as it is.
    pub fn without_calls(mut self, why: &dyn Fn(&Action) -> Option<Reason>) -> ServicePlan {
        let mut dropped = Vec::new();
        self.actions.retain(|action| match why(action) {
            Some(reason) => {
                dropped.push(((action.call.address(), action.call.verb()), reason));
                false
            }
            None => true,
        });
        let dropped = SortedMap::from_unsorted(dropped);
        let withheld = &mut self.withheld;
        self.changes.retain(|change| {
            let key = (change.address.clone(), change.verb);
            let reason = dropped.get(&key).cloned();
            let stays = reason.is_none();
            withheld.extend(reason.map(|reason| WithheldChange { address: key.0, verb: key.1, reason }));
            stays
        });
        if self.verdict == LoadBalancerVerdict::Update {
            self.verdict = LoadBalancerVerdict::in_place(self.has_unknown_change || self.has_calls());
        }
        self
    }

    /// The plan with its calls in order.
    pub fn ordered(mut self) -> ServicePlan {
        order_calls::order(&mut self.actions);
        self
    }

    /// The plan with more assumptions, each once.
    pub fn with_assumptions(mut self, assumptions: Vec<Reason>) -> ServicePlan {
        for reason in assumptions {
            if !self.assumptions.contains(&reason) {
                self.assumptions.push(reason);
            }
        }
        self
    }
}
