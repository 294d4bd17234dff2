//! The plan of one Service while it is written: what the pieces of `planner/` add to.

use super::order;
use super::{Action, Address, Call, Change, PlanningInput, ServiceEvent, Verb, Verdict, Vip, Withheld};
use crate::diagnostic::{Diagnostic, Reason};
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
        self.actions.iter().any(|action| action.call.is_of_cloud())
    }

    /// Takes back the calls that there is a reason for: what they would have done is withheld. A Service of which no other
    /// calls are left is kept as it is.
    pub fn withhold_calls(&mut self, why: impl Fn(&Action) -> Option<Reason>) {
        let mut dropped = Vec::new();
        for action in std::mem::take(&mut self.actions) {
            match why(&action) {
                Some(reason) => dropped.push(((action.call.address(), action.call.verb()), reason)),
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

/// A plan being written.
pub struct PlanBuilder<'a> {
    /// What is known.
    pub input: &'a PlanningInput<'a>,
    /// What is written.
    pub plan: ServicePlan,
    /// The reason of changes and calls that have none of their own.
    reason: Reason,
    /// How many calls there are by each name; a second one gets a number.
    call_counts: SortedMap<String, usize>,
}

impl<'a> PlanBuilder<'a> {
    /// A plan to write, with the reason of what has none of its own.
    pub fn new(input: &'a PlanningInput<'a>, plan: ServicePlan, reason: Reason) -> PlanBuilder<'a> {
        PlanBuilder { input, plan, reason, call_counts: SortedMap::new() }
    }

    /// Runs `write` with another reason for changes and calls that have none of their own.
    pub fn with_reason<T>(&mut self, reason: Reason, write: impl FnOnce(&mut PlanBuilder<'a>) -> T) -> T {
        let outer = std::mem::replace(&mut self.reason, reason);
        let written = write(self);
        self.reason = outer;
        written
    }

    /// Adds a difference that the plan removes.
    pub fn add_change(&mut self, mut change: Change) {
        if change.reasons.is_empty() {
            change.reasons.push(self.reason.clone());
        }
        self.plan.changes.push(change);
    }

    /// Adds a call: the id it gets.
    pub fn add_call(&mut self, call: Call) -> String {
        // The second of one name is `…#2`: calls come in batches.
        let id = format!("{}:{}:{}", self.input.name, call.verb().name(), call.address());
        let count = self.call_counts.get_or_default(id.clone());
        *count += 1;
        let id = if *count == 1 { id } else { format!("{id}#{count}") };
        let reason = self.reason.clone();
        self.plan.actions.push(Action { id: id.clone(), call, after: SortedSet::new(), wave: 0, reason });
        id
    }

    /// Adds a difference that the plan does not remove.
    pub fn withhold(&mut self, address: Address, verb: Verb, reason: Reason) {
        self.plan.withheld.push(Withheld { address, verb, reason });
    }

    /// Adds an assumption about something that was needed and not provided.
    pub fn mark_incomplete(&mut self, reason: Reason) {
        self.plan.complete = false;
        self.assume(reason);
    }

    /// Adds an assumption about something that was not provided and is not checked.
    pub fn assume(&mut self, reason: Reason) {
        if !self.plan.assumptions.contains(&reason) {
            self.plan.assumptions.push(reason);
        }
    }

    /// Sets what becomes of the CLB and its address, and why.
    pub fn set_verdict(&mut self, verdict: Verdict, vip: Vip, reason: Vec<Reason>) {
        self.plan.verdict = verdict;
        self.plan.vip = vip;
        self.plan.reasons = reason;
    }
}
