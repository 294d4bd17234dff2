//! What each outcome of the table of `lifecycle/load_balancer.rs` means: verdict, address, changes and calls.
//!
//! Whether a CLB may be deleted or taken into use is asked of the two smaller tables. Nothing is let go before it is
//! known that what takes its place may be had.

mod adoption_facts;
mod release;

use crate::desired::{DesiredLoadBalancer, NoLoadBalancer};
use crate::diagnostic::{Diagnostic, Reason};
use crate::lifecycle::{adoption, load_balancer as table};
use crate::model::{ListenerKey, LoadBalancer, LoadBalancerSpec, Ownership, TagOwner};
use crate::planner::calls::request::{IpFamily, Ref};
use crate::planner::lifecycle_facts::LifecycleFacts;
use crate::planner::resource::listener_target::ListenerTarget;
use crate::planner::resource::listeners;
use crate::planner::resource::load_balancer;
use crate::planner::resource::{service, service_config};
use crate::planner::{PlanBuilder, PlanningInput, Verb, Verdict, Vip, codes, decision_reasons, reasons};

/// What makes room under the quota of CLBs before a purchase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FreedQuota {
    /// Nothing.
    None,
    /// The CLB of the same type that is deleted first.
    OneLoadBalancer,
}

/// What each outcome of the table means in calls.
pub struct OutcomePlanner<'a> {
    /// What is known of the Service.
    pub input: &'a PlanningInput<'a>,
    /// What the table looked at.
    pub facts: &'a LifecycleFacts,
    /// The sentence of its row.
    pub reason: Reason,
}

impl OutcomePlanner<'_> {
    /// Writes the plan of an outcome.
    pub fn apply(&self, builder: &mut PlanBuilder<'_>, outcome: table::Outcome) {
        use table::Outcome as O;
        match outcome {
            O::None => self.no_load_balancer(builder),
            O::Skip => self.skip(builder),
            O::DeleteOrRelease => {
                let (verdict, vip) = self.delete_or_release(builder);
                builder.plan.verdict = verdict;
                builder.plan.vip = vip;
                if verdict != Verdict::Error {
                    service::clear_references(builder, &self.reason);
                }
            }
            O::Release => {
                builder.set_verdict(Verdict::Release, Vip::Kept, vec![self.reason.clone()]);
                self.release(builder);
                service::clear_references(builder, &self.reason);
            }
            O::ClearReferences => {
                builder.set_verdict(Verdict::None, Vip::Lost, vec![self.reason.clone()]);
                service::clear_references(builder, &self.reason);
            }
            O::Create => {
                builder.set_verdict(Verdict::Create, Vip::New, vec![self.reason.clone()]);
                self.create_unless_blocked(builder);
            }
            O::Recreate => {
                let warning = Diagnostic::new(&codes::BOUGHT_AGAIN)
                    .arg("service", self.input.name.to_string())
                    .arg("id", self.missing_id());
                builder.plan.findings.push(self.locate(warning));
                builder.set_verdict(Verdict::Create, Vip::New, vec![self.reason.clone()]);
                builder.plan.id = None;
                self.create_unless_blocked(builder);
            }
            O::Adopt => {
                builder.set_verdict(Verdict::Adopt, Vip::New, vec![self.reason.clone()]);
                self.adopt(builder);
            }
            O::AdoptInPlace => {
                builder.set_verdict(Verdict::Adopt, Vip::Kept, vec![self.reason.clone()]);
                self.update_existing(builder);
            }
            O::Update => self.keep_current(builder),
            O::Block => self.block_change(builder),
            O::ReportMissing => {
                builder.set_verdict(Verdict::Error, Vip::Lost, vec![self.reason.clone()]);
                self.report_refusals(builder, &[adoption::AdoptionRefusal::Missing]);
            }
            O::DeleteOrReleaseAndCreate | O::DeleteOrReleaseAndAdopt => self.replace(builder, outcome),
            O::ReleaseAndCreate | O::ReleaseAndAdopt => self.replace(builder, outcome),
        }
    }

    /// The Service asks for no CLB and holds none.
    fn no_load_balancer(&self, builder: &mut PlanBuilder<'_>) {
        let mut verdict_reasons = vec![self.reason.clone()];
        if let DesiredLoadBalancer::None(NoLoadBalancer::OtherClass(class)) = &self.input.desired.load_balancer {
            verdict_reasons.push(reasons::OTHER_CLASS.with("class", class.clone()));
        }
        if let DesiredLoadBalancer::None(NoLoadBalancer::ManagedByPlatform) = &self.input.desired.load_balancer {
            verdict_reasons.push(reasons::PLATFORM.reason());
        }
        builder.set_verdict(Verdict::None, Vip::None, verdict_reasons);
    }

    fn skip(&self, builder: &mut PlanBuilder<'_>) {
        let vip = if self.input.current.load_balancer().is_some() { Vip::Kept } else { Vip::None };
        let shared = match &self.input.desired.load_balancer {
            DesiredLoadBalancer::Existing(id, _) => self.shares(id),
            DesiredLoadBalancer::None(_) | DesiredLoadBalancer::Managed(_) => false,
        };
        let protected = self.input.manifest.is_some_and(service::protects_configuration);
        if shared || protected {
            let finding = Diagnostic::new(&codes::SKIP_REFUSED);
            builder.plan.findings.push(self.locate(finding));
            builder.set_verdict(Verdict::Error, vip, vec![reasons::SKIP_REFUSED.reason()]);
        } else {
            builder.set_verdict(Verdict::Skip, vip, vec![self.reason.clone()]);
        }
        builder.plan.withheld.extend(listeners::withhold_all(&self.input.desired.listeners, &self.reason));
    }

    fn create_unless_blocked(&self, builder: &mut PlanBuilder<'_>) {
        if !self.creation_is_blocked(builder, FreedQuota::None) {
            self.create(builder);
        }
    }

    fn create(&self, builder: &mut PlanBuilder<'_>) {
        let Some(spec) = self.spec() else { return };
        let lb = load_balancer::create(builder, spec, &self.reason);
        let family = IpFamily::of(Some(spec.network.ip_version.as_deref().unwrap_or("ipv4")));
        let target = ListenerTarget {
            lb,
            current: None,
            ownership: Ownership::Managed,
            previously_requested: Vec::new(),
            family,
        };
        listeners::plan(builder, &target, &self.input.desired.listeners, &self.reason);
        service_config::plan(builder);
        service::write_assignment(builder, &target.lb, &self.reason);
    }

    /// True, and said, when the cloud would refuse the purchase.
    fn creation_is_blocked(&self, builder: &mut PlanBuilder<'_>, freed_quota: FreedQuota) -> bool {
        let Some(spec) = self.spec() else { return false };
        let freed_quota = i64::from(freed_quota == FreedQuota::OneLoadBalancer);
        let full = self
            .input
            .purchase_quota
            .remaining(spec.network.kind.as_deref())
            .is_some_and(|quota| quota + freed_quota <= 0);
        let blocker = match &spec.blocked_by {
            Some(blocker) => {
                builder.mark_incomplete(blocker.clone());
                blocker.clone()
            }
            None if full => {
                let finding = Diagnostic::new(&codes::PURCHASE_QUOTA).arg("service", self.input.name.to_string());
                builder.plan.findings.push(self.locate(finding));
                reasons::PURCHASE_QUOTA.reason()
            }
            None => return false,
        };
        builder.withhold("load-balancer".to_owned(), Verb::Create, blocker.clone());
        builder.set_verdict(Verdict::Error, self.input.vip_if_unchanged(), vec![self.reason.clone(), blocker]);
        true
    }

    /// Takes the named CLB into use, if that is allowed.
    fn adopt(&self, builder: &mut PlanBuilder<'_>) {
        let DesiredLoadBalancer::Existing(id, _) = &self.input.desired.load_balancer else { return };
        builder.plan.id = Some(id.clone());
        let refusals = adoption_facts::refusals(builder, id, self.input);
        if !refusals.is_empty() {
            let vip = if self.input.current.load_balancer().is_some() { Vip::Kept } else { Vip::None };
            builder.set_verdict(Verdict::Error, vip, Vec::new());
            self.report_refusals(builder, &refusals);
            return;
        }
        let Some(lb) = self.input.cloud.load_balancers.get(id) else {
            // Not refused and not there: the observation is not complete.
            let unknown = reasons::NOT_OBSERVED.with("id", id.clone());
            builder.mark_incomplete(unknown.clone());
            builder.plan.reasons.push(unknown.clone());
            builder.plan.withheld.extend(listeners::withhold_all(&self.input.desired.listeners, &unknown));
            return;
        };
        self.sync(builder, lb, Ownership::Shared);
    }

    /// The CLB that is held will do.
    fn keep_current(&self, builder: &mut PlanBuilder<'_>) {
        builder.set_verdict(Verdict::Keep, Vip::Kept, vec![self.reason.clone()]);
        load_balancer::ignored_edits(builder);
        service_config::report_remaining(builder);
        match &self.input.desired.load_balancer {
            DesiredLoadBalancer::Existing(..) => self.update_existing(builder),
            DesiredLoadBalancer::Managed(_) | DesiredLoadBalancer::None(_) => {
                let Some(lb) = self.input.current.load_balancer() else { return };
                let alone = self.is_alone_on(lb);
                if !alone && adoption_facts::is_port_of_other_service(lb, self.input) {
                    builder.set_verdict(Verdict::Error, Vip::Kept, Vec::new());
                    self.report_refusals(builder, &[adoption::AdoptionRefusal::PortTaken]);
                    return;
                }
                self.update(builder, if alone { Ownership::Managed } else { Ownership::Shared });
            }
        }
        // Of the load balancer nothing changes where only objects of the cluster are written.
        if builder.plan.verdict == Verdict::Keep && builder.plan.has_calls() {
            builder.plan.verdict = Verdict::Update;
        }
    }

    /// Uses the CLB of the user's that is held, if that is still allowed.
    fn update_existing(&self, builder: &mut PlanBuilder<'_>) {
        let DesiredLoadBalancer::Existing(id, _) = &self.input.desired.load_balancer else { return };
        let refusals = adoption_facts::refusals(builder, id, self.input);
        if refusals.is_empty() {
            return self.update(builder, Ownership::Shared);
        }
        builder.set_verdict(Verdict::Error, Vip::Kept, Vec::new());
        self.report_refusals(builder, &refusals);
    }

    fn update(&self, builder: &mut PlanBuilder<'_>, ownership: Ownership) {
        if let Some(lb) = self.input.current.load_balancer() {
            self.sync(builder, lb, ownership);
        }
    }

    /// Brings a CLB that exists in line.
    fn sync(&self, builder: &mut PlanBuilder<'_>, lb: &LoadBalancer, ownership: Ownership) {
        let Some(spec) = self.spec() else { return };
        load_balancer::sync(builder, lb, spec, ownership, &self.reason);
        let family = IpFamily::of(lb.network.ip_version.as_deref());
        let target = ListenerTarget {
            lb: Ref::Id(lb.id.clone()),
            current: Some(lb),
            ownership,
            previously_requested: self.previously_requested_on(lb),
            family,
        };
        listeners::plan(builder, &target, &self.input.desired.listeners, &self.reason);
        service_config::plan(builder);
        service::write_assignment(builder, &target.lb, &self.reason);
    }

    /// The keys of the live Service's listeners, where this is the CLB it holds.
    fn previously_requested_on(&self, lb: &LoadBalancer) -> Vec<ListenerKey> {
        let holds = self.input.current.load_balancer().is_some_and(|current| current.id == lb.id);
        if holds { self.input.previously_requested.clone() } else { Vec::new() }
    }

    /// The controller refuses the switch: nothing is changed.
    fn block_change(&self, builder: &mut PlanBuilder<'_>) {
        let mut verdict_reasons = vec![self.reason.clone()];
        for (field, current, desired) in &self.facts.differences {
            let difference = reasons::DIFFERS.with("field", *field).arg("held", current.clone());
            verdict_reasons.push(difference.arg("wanted", desired.clone()));
        }
        verdict_reasons.push(reasons::DETOUR.reason());
        verdict_reasons.push(reasons::SECOND_SERVICE.reason());
        builder.withhold("load-balancer".to_owned(), Verb::Update, self.reason.clone());
        let finding = Diagnostic::new(&codes::SWITCH_REFUSED).arg("service", self.input.name.to_string());
        builder.plan.findings.push(self.locate(finding));
        builder.set_verdict(Verdict::Blocked, self.input.vip_if_unchanged(), verdict_reasons);
    }

    /// The held CLB is let go, and another one takes its place.
    fn replace(&self, builder: &mut PlanBuilder<'_>, outcome: table::Outcome) {
        use table::Outcome as O;
        let mut verdict_reasons = vec![self.reason.clone()];
        for (field, current, desired) in &self.facts.differences {
            let difference = reasons::DIFFERS.with("field", *field).arg("held", current.clone());
            verdict_reasons.push(difference.arg("wanted", desired.clone()));
        }
        if let (O::DeleteOrReleaseAndAdopt | O::ReleaseAndAdopt, DesiredLoadBalancer::Existing(id, _)) =
            (outcome, &self.input.desired.load_balancer)
        {
            // Whether the next one may be had is asked before the last one is let go.
            let refusals = adoption_facts::refusals(builder, id, self.input);
            let not_observed = !self.input.cloud.load_balancers.contains_key(id);
            if !refusals.is_empty() || not_observed {
                builder.set_verdict(Verdict::Error, Vip::Kept, Vec::new());
                if not_observed && refusals.is_empty() {
                    let unknown = reasons::NOT_OBSERVED.with("id", id.clone());
                    builder.plan.reasons.push(unknown.clone());
                    builder.mark_incomplete(unknown);
                }
                self.report_refusals(builder, &refusals);
                return;
            }
        }
        let current = self.input.current.load_balancer();
        let freed_quota = match (outcome, current, self.spec()) {
            (O::DeleteOrReleaseAndCreate, Some(lb), Some(spec))
                if lb.network.kind == spec.network.kind && self.deletes(lb) =>
            {
                FreedQuota::OneLoadBalancer
            }
            _ => FreedQuota::None,
        };
        if matches!(outcome, O::DeleteOrReleaseAndCreate | O::ReleaseAndCreate)
            && self.creation_is_blocked(builder, freed_quota)
        {
            return;
        }
        let released = match outcome {
            O::DeleteOrReleaseAndCreate | O::DeleteOrReleaseAndAdopt => self.delete_or_release(builder),
            _ => {
                self.release(builder);
                (Verdict::Release, Vip::Kept)
            }
        };
        verdict_reasons
            .extend(builder.plan.reasons.drain(..).filter(|reason| *reason != self.reason).collect::<Vec<_>>());
        if released.0 == Verdict::Error {
            builder.set_verdict(Verdict::Error, Vip::Unknown, verdict_reasons);
            return;
        }
        builder.set_verdict(Verdict::Replace, Vip::Changed, verdict_reasons);
        match outcome {
            O::DeleteOrReleaseAndCreate | O::ReleaseAndCreate => self.create(builder),
            _ => {
                let current = builder.plan.id.clone();
                self.adopt(builder);
                builder.plan.id = current;
            }
        }
    }

    /// What an existing CLB is refused for.
    fn report_refusals(&self, builder: &mut PlanBuilder<'_>, refusals: &[adoption::AdoptionRefusal]) {
        let id = match &self.input.desired.load_balancer {
            DesiredLoadBalancer::Existing(id, _) => id.clone(),
            DesiredLoadBalancer::None(_) | DesiredLoadBalancer::Managed(_) => {
                builder.plan.id.clone().unwrap_or_default()
            }
        };
        for refusal in refusals {
            let finding = Diagnostic::new(decision_reasons::refusal_code(*refusal)).arg("id", id.clone());
            builder.plan.findings.push(self.locate(finding.path(crate::tke::TKE_EXISTED_LBID.definition.path())));
            let reason = decision_reasons::refusal_reason(*refusal).with("id", id.clone());
            builder.plan.reasons.push(reason.clone());
            builder.plan.withheld.extend(listeners::withhold_all(&self.input.desired.listeners, &reason));
        }
    }

    /// Points a finding at the Service, and at the annotation that names an existing CLB where there is one.
    fn locate(&self, finding: Diagnostic) -> Diagnostic {
        let Some(service) = self.input.manifest.or(self.input.live) else { return finding };
        let location = self.input.manifest.and_then(|manifest| {
            let requested = manifest.settings.location(&crate::tke::TKE_EXISTED_LBID);
            requested.or_else(|| manifest.object.location(manifest.object.node.get("metadata")?.get("name")?.span))
        });
        finding.object(service.object.reference.clone()).location(location)
    }

    fn spec(&self) -> Option<&LoadBalancerSpec> {
        match &self.input.desired.load_balancer {
            DesiredLoadBalancer::Managed(spec) | DesiredLoadBalancer::Existing(_, spec) => Some(spec),
            DesiredLoadBalancer::None(_) => None,
        }
    }

    /// True for a CLB that TKE bought for nobody else, and that no other Service goes on using.
    fn is_alone_on(&self, lb: &LoadBalancer) -> bool {
        let facts = load_balancer::deletion_facts(lb, self.input);
        let others = self.input.sharing.others_stay(&lb.id, &self.input.name);
        facts.created == TagOwner::Ours && matches!(facts.service, TagOwner::Ours | TagOwner::Absent) && !others
    }

    /// True when another Service uses that CLB, too.
    pub(in crate::planner) fn shares(&self, id: &str) -> bool {
        self.input.sharing.others_use(id, &self.input.name)
    }

    fn missing_id(&self) -> String {
        let assigned = self.input.live.and_then(crate::model::Service::assigned_lb_id);
        self.input.current.load_balancer().map(|lb| lb.id.clone()).or(assigned).unwrap_or_default()
    }
}
