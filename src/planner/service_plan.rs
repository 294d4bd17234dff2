//! The plan of one Service, as a value that later steps replace as a whole.

use super::order;
use super::{Action, Change, ServiceEvent, Verdict, Vip, Withheld};
use crate::diagnostic::{Diagnostic, Reason};
use crate::request::ServiceName;
use crate::sorted_map::SortedMap;

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
    pub verdict: Verdict,
    /// The CLB it is about.
    pub id: Option<String>,
    /// What happens to the address.
    pub vip: Vip,
    /// Why.
    pub reasons: Vec<Reason>,
    /// How many edits have no effect.
    pub ineffective_edits: usize,
    /// What differs.
    pub changes: Vec<Change>,
    /// Calls.
    pub actions: Vec<Action>,
    /// Differences that the plan does not remove.
    pub withheld: Vec<Withheld>,
    /// What was not provided and therefore not checked.
    pub assumptions: Vec<Reason>,
    /// False: something needed was not provided.
    pub complete: bool,
    /// Findings of the plan.
    pub findings: Vec<Diagnostic>,
}

/// What becomes of the CLB of a Service: the answer of the outcome, set once.
#[derive(Debug, Clone)]
pub struct LoadBalancerPlan {
    /// What becomes of it.
    pub verdict: Verdict,
    /// What happens to the address.
    pub vip: Vip,
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

    /// The plan without the calls that `why` has a reason for. Their changes are withheld, and a CLB for which no other
    /// calls are left stays as it is.
    pub fn without_calls(self, why: impl Fn(&Action) -> Option<Reason>) -> ServicePlan {
        let (mut actions, mut dropped) = (Vec::new(), Vec::new());
        for action in self.actions {
            match why(&action) {
                Some(reason) => dropped.push(((action.call.address(), action.call.verb()), reason)),
                None => actions.push(action),
            }
        }
        let dropped = SortedMap::from_unsorted(dropped);
        let (mut changes, mut withheld) = (Vec::new(), self.withheld);
        for change in self.changes {
            let key = (change.address, change.verb);
            match dropped.get(&key).cloned() {
                Some(reason) => withheld.push(Withheld { address: key.0, verb: key.1, reason }),
                None => changes.push(Change { address: key.0, ..change }),
            }
        }
        let plan = ServicePlan { actions, changes, withheld, ..self };
        let verdict = if plan.verdict == Verdict::Update { Verdict::in_place(plan.has_calls()) } else { plan.verdict };
        ServicePlan { verdict, ..plan }
    }

    /// The plan with its calls in order.
    pub fn ordered(mut self) -> ServicePlan {
        order::order(&mut self.actions);
        self
    }

    /// The plan with more assumptions, each once.
    pub fn with_assumptions(mut self, assumptions: impl IntoIterator<Item = Reason>) -> ServicePlan {
        for reason in assumptions {
            if !self.assumptions.contains(&reason) {
                self.assumptions.push(reason);
            }
        }
        self
    }
}
