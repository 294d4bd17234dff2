//! What the pieces of `planner/` add to while the plan of one Service is written. It only collects: what becomes of the CLB
//! is returned by the outcome.

use super::{
    Action, AddressesBeforeAndAfter, Call, LoadBalancerPlan, LoadBalancerVerdict, PlanPurpose, ResourceAddress,
    ResourceChange, ServicePlan, ServicePlanningInput, Verb, WithheldChange,
};
use crate::desired::{DesiredLoadBalancer, is_config_unprovided};
use crate::diagnostic::{CodeDefinition, Diagnostic, Reason};
use crate::request::ServiceName;
use crate::sorted_map::{SortedMap, SortedSet};
use crate::tke::NameDefinition;

/// A plan being written.
pub struct PlanBuilder<'a> {
    /// What is known.
    pub input: &'a ServicePlanningInput<'a>,
    /// The reason of changes and calls that have none of their own.
    reason: Reason,
    /// How many calls there are by each name; a second one gets a number.
    call_counts: SortedMap<String, usize>,
    deletes_load_balancer: bool,
    may_be_deleted: bool,
    has_unknown_change: bool,
    ineffective_edits: usize,
    endangers: Option<(ServiceName, &'static str)>,
    switch_causes: Vec<&'static NameDefinition>,
    changes: Vec<ResourceChange>,
    actions: Vec<Action>,
    withheld: Vec<WithheldChange>,
    assumptions: Vec<Reason>,
    complete: bool,
    findings: Vec<Diagnostic>,
}

impl<'a> PlanBuilder<'a> {
    /// A plan to write, with the reason of what has none of its own.
    pub fn new(input: &'a ServicePlanningInput<'a>, reason: Reason) -> PlanBuilder<'a> {
        PlanBuilder {
            input,
            reason,
            call_counts: SortedMap::new(),
            deletes_load_balancer: false,
            may_be_deleted: false,
            has_unknown_change: false,
            ineffective_edits: 0,
            endangers: None,
            switch_causes: Vec::new(),
            changes: Vec::new(),
            actions: Vec::new(),
            withheld: Vec::new(),
            assumptions: input.desired.assumptions.clone(),
            complete: !input.desired.assumptions.iter().any(is_config_unprovided),
            findings: input.desired.findings.clone(),
        }
    }

    /// The plan, with what becomes of the CLB.
    pub fn finish(self, load_balancer: LoadBalancerPlan) -> ServicePlan {
        ServicePlan {
            name: self.input.name.clone(),
            uid: self.input.live.or(self.input.manifest).and_then(|service| service.uid.clone()),
            event: self.input.event,
            verdict: load_balancer.verdict,
            id: load_balancer.id,
            vip: load_balancer.vip,
            current_id: self.input.current.load_balancer().map(|lb| lb.id.clone()),
            buys_lost_again: self.input.buys_lost_again(),
            addresses: AddressesBeforeAndAfter::default(),
            reasons: load_balancer.reasons,
            adopts: self.adopted(load_balancer.verdict),
            deletes_load_balancer: self.deletes_load_balancer,
            may_be_deleted: self.may_be_deleted,
            has_unknown_change: self.has_unknown_change,
            ineffective_edits: self.ineffective_edits,
            endangers: self.endangers,
            switch_causes: self.switch_causes,
            changes: self.changes,
            actions: self.actions,
            withheld: self.withheld,
            assumptions: self.assumptions,
            complete: self.complete,
            findings: self.findings,
        }
    }

    /// The existing CLB that a Service with this verdict begins to use.
    fn adopted(&self, verdict: LoadBalancerVerdict) -> Option<String> {
        match (verdict, &self.input.desired.load_balancer) {
            (LoadBalancerVerdict::Adopt | LoadBalancerVerdict::Replace, DesiredLoadBalancer::Existing(id, _)) => {
                Some(id.clone())
            }
            (_, _) => None,
        }
    }

    /// The calls so far.
    pub fn calls(&self) -> impl Iterator<Item = &Call> {
        self.actions.iter().map(|action| &action.call)
    }

    /// Runs `write` with another reason for changes and calls that have none of their own.
    pub fn with_reason<T>(&mut self, reason: Reason, write: impl FnOnce(&mut PlanBuilder<'a>) -> T) -> T {
        let outer = std::mem::replace(&mut self.reason, reason);
        let written = write(self);
        self.reason = outer;
        written
    }

    /// Adds a difference that the plan removes. It is not even made where only findings are shown: none depends on it.
    pub fn add_change(&mut self, change: impl FnOnce() -> ResourceChange) {
        if self.input.purpose == PlanPurpose::Findings {
            return;
        }
        let mut change = change();
        if change.reasons.is_empty() {
            change.reasons.push(self.reason.clone());
        }
        self.changes.push(change);
    }

    /// Adds a call: the id it gets.
    pub fn add_call(&mut self, call: Call) -> String {
        // The second of one name is `…#2`: calls come in batches.
        let id = format!("{}:{}:{}", self.input.name, call.verb().name(), call.address());
        let count = self.call_counts.get_or_default(id.clone());
        *count += 1;
        let id = if *count == 1 { id } else { format!("{id}#{count}") };
        let reason = self.reason.clone();
        self.actions.push(Action { id: id.clone(), call, after: SortedSet::new(), wave: 0, reason });
        id
    }

    /// Adds a difference that the plan does not remove.
    pub fn withhold(&mut self, address: ResourceAddress, verb: Verb, reason: Reason) {
        self.withheld.push(WithheldChange { address, verb, reason });
    }

    /// Adds a difference that the plan does not remove, unless it is among them: several resources may cause one.
    pub fn withhold_once(&mut self, address: ResourceAddress, verb: Verb, reason: Reason) {
        if !self.withheld.iter().any(|held| held.address == address && held.verb == verb) {
            self.withhold(address, verb, reason);
        }
    }

    /// Adds a finding.
    pub fn add_finding(&mut self, finding: Diagnostic) {
        self.findings.push(finding);
    }

    /// Removes a finding about a listener that turns out not to hold.
    pub fn withdraw_finding(&mut self, code: &CodeDefinition, listener: &str) {
        let is_about = |finding: &Diagnostic| finding.args.iter().any(|(_, value)| value == listener);
        self.findings.retain(|finding| !(finding.is(code) && is_about(finding)));
    }

    /// Notes that a CLB is deleted, also where the plan has no call for that.
    pub fn mark_deletion(&mut self) {
        self.deletes_load_balancer = true;
    }

    /// Notes that the plan keeps the CLB, and that the controller may delete it.
    pub fn mark_possible_deletion(&mut self) {
        self.may_be_deleted = true;
    }

    /// Notes that the controller changes something of the CLB by calls that cannot be told yet.
    pub fn mark_unknown_change(&mut self) {
        self.has_unknown_change = true;
    }

    /// True when something of the CLB changes, whether or not the calls are known.
    pub fn changes_load_balancer(&self) -> bool {
        self.has_unknown_change || self.calls().any(Call::is_of_cloud)
    }

    /// Notes that the Service may get or change the CLB of another one, whose annotation its manifest has.
    pub fn mark_endangered(&mut self, owner: &ServiceName, annotation: &'static str) {
        self.endangers = Some((owner.clone(), annotation));
    }

    /// Notes the annotations that force the Service to another CLB.
    pub fn mark_switch(&mut self, causes: Vec<&'static NameDefinition>) {
        self.switch_causes = causes;
    }

    /// Counts edits without effect.
    pub fn add_ineffective_edits(&mut self, count: usize) {
        self.ineffective_edits += count;
    }

    /// Adds an assumption about something that was needed and not provided.
    pub fn mark_incomplete(&mut self, reason: Reason) {
        self.complete = false;
        self.assume(reason);
    }

    /// Adds an assumption about something that was not provided and is not checked.
    pub fn assume(&mut self, reason: Reason) {
        if !self.assumptions.contains(&reason) {
            self.assumptions.push(reason);
        }
    }
}
