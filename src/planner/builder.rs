//! The plan of one Service while it is written: what the pieces of `planner/` add to.

use super::action::KUBERNETES;
use super::calls::order;
use super::calls::request::Ref;
use super::{Action, CallKind, Change, PlanningInput, ServiceEvent, Verb, Verdict, Vip, Withheld};
use crate::diagnostic::{Diagnostic, Reason};
use crate::json::Value;
use crate::request::ServiceName;
use crate::sorted_map::{SortedMap, SortedSet};

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
    /// Edits without effect.
    pub ineffective_edits: usize,
    /// What differs.
    pub changes: Vec<Change>,
    /// Calls.
    pub actions: Vec<Action>,
    /// What was seen and left alone.
    pub withheld: Vec<Withheld>,
    /// What was not given and therefore not checked.
    pub assumptions: Vec<Reason>,
    /// False: something needed was not given.
    pub complete: bool,
    /// Findings of the plan.
    pub findings: Vec<Diagnostic>,
}

impl ServicePlan {
    /// True when anything is asked of the cloud, and not only written into objects of the cluster.
    pub fn has_calls(&self) -> bool {
        self.actions.iter().any(|action| action.api != KUBERNETES)
    }

    /// Takes back the calls that there is a reason for: what they would have done is withheld. A Service of which no other
    /// calls are left is kept as it is.
    pub fn withhold_calls(&mut self, why: impl Fn(&Action) -> Option<Reason>) {
        let mut dropped = Vec::new();
        for action in std::mem::take(&mut self.actions) {
            match why(&action) {
                Some(reason) => dropped.push(((action.address, action.verb), reason)),
                None => self.actions.push(action),
            }
        }
        let dropped = SortedMap::from_unsorted(dropped);
        for change in std::mem::take(&mut self.changes) {
            match dropped.get(&(change.address.clone(), change.verb)).cloned() {
                Some(reason) => {
                    self.withheld.push(Withheld { address: change.address, verb: change.verb, reason });
                }
                None => self.changes.push(change),
            }
        }
        if self.verdict == Verdict::Update && !self.has_calls() {
            self.verdict = Verdict::Keep;
        }
    }

    /// Puts the calls in order again.
    pub fn order(&mut self) {
        order::order(&mut self.actions);
    }
}

/// A draft being written.
pub struct PlanBuilder<'a> {
    /// What is known.
    pub input: &'a PlanningInput<'a>,
    /// What is written.
    pub plan: ServicePlan,
    /// How many calls there are by each name; a second one gets a number.
    pub call_counts: SortedMap<String, usize>,
}

impl PlanBuilder<'_> {
    /// Notes a difference that the plan removes.
    pub fn add_change(&mut self, change: Change) {
        self.plan.changes.push(change);
    }

    /// Notes a call; the id it gets.
    #[allow(clippy::too_many_arguments)]
    pub fn add_call(
        &mut self,
        step: CallKind,
        load_balancer: &Ref,
        api: &'static str,
        request: Value,
        address: &str,
        verb: Verb,
        reason: &Reason,
    ) -> String {
        // The second of one name is `…#2`: calls come in batches.
        let id = format!("{}:{}:{address}", self.input.name, verb.name());
        let count = self.call_counts.get_or_default(id.clone());
        *count += 1;
        let id = if *count == 1 { id } else { format!("{id}#{count}") };
        self.plan.actions.push(Action {
            id: id.clone(),
            kind: step,
            load_balancer: load_balancer.key().to_owned(),
            api,
            request,
            address: address.to_owned(),
            verb,
            after: SortedSet::new(),
            wave: 0,
            reason: reason.clone(),
        });
        id
    }

    /// Notes a difference that is left alone.
    pub fn withhold(&mut self, address: String, verb: Verb, reason: Reason) {
        self.plan.withheld.push(Withheld { address, verb, reason });
    }

    /// Notes that something needed was not given.
    pub fn mark_incomplete(&mut self, reason: Reason) {
        self.plan.complete = false;
        self.assume(reason);
    }

    /// Notes that something was not given and is not checked.
    pub fn assume(&mut self, reason: Reason) {
        if !self.plan.assumptions.contains(&reason) {
            self.plan.assumptions.push(reason);
        }
    }

    /// Says what becomes of the CLB and its address, and why.
    pub fn set_verdict(&mut self, verdict: Verdict, vip: Vip, reason: Vec<Reason>) {
        self.plan.verdict = verdict;
        self.plan.vip = vip;
        self.plan.reasons = reason;
    }
}
