//! What each outcome of the table of `lifecycle/load_balancer.rs` means: verdict, address, changes and calls.
//!
//! Whether a CLB may be deleted or taken into use is asked of the two smaller tables. Nothing is let go before it is
//! known that what takes its place may be had.

mod adoption_facts;
mod release;

use crate::desired::{DesiredLoadBalancer, NoLoadBalancer};
use crate::diagnostic::{Diagnostic, Reason};
use crate::lifecycle::{adoption, listener as listener_table, load_balancer as table};
use crate::model::{ListenerKey, LoadBalancer, LoadBalancerSpec, TagOwner};
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
    pub fn apply(&self, work: &mut PlanBuilder<'_>, outcome: table::Outcome) {
        use table::Outcome as O;
        match outcome {
            O::None => self.no_load_balancer(work),
            O::Skip => self.skip(work),
            O::DeleteOrRelease => {
                let (verdict, vip) = self.delete_or_release(work);
                work.plan.verdict = verdict;
                work.plan.vip = vip;
                if verdict != Verdict::Error {
                    service::clear_references(work, &self.reason);
                }
            }
            O::Release => {
                work.set_verdict(Verdict::Release, Vip::Kept, vec![self.reason.clone()]);
                self.release(work);
                service::clear_references(work, &self.reason);
            }
            O::ClearReferences => {
                work.set_verdict(Verdict::None, Vip::Lost, vec![self.reason.clone()]);
                service::clear_references(work, &self.reason);
            }
            O::Create => {
                work.set_verdict(Verdict::Create, Vip::New, vec![self.reason.clone()]);
                self.create_unless_blocked(work);
            }
            O::Recreate => {
                let warning = Diagnostic::new(&codes::BOUGHT_AGAIN)
                    .arg("service", self.input.name.to_string())
                    .arg("id", self.missing_id());
                work.plan.findings.push(self.locate(warning));
                work.set_verdict(Verdict::Create, Vip::New, vec![self.reason.clone()]);
                work.plan.id = None;
                self.create_unless_blocked(work);
            }
            O::Adopt => {
                work.set_verdict(Verdict::Adopt, Vip::New, vec![self.reason.clone()]);
                self.adopt(work);
            }
            O::AdoptInPlace => {
                work.set_verdict(Verdict::Adopt, Vip::Kept, vec![self.reason.clone()]);
                self.update_existing(work);
            }
            O::Update => self.keep_current(work),
            O::Block => self.block_change(work),
            O::ReportMissing => {
                work.set_verdict(Verdict::Error, Vip::Lost, vec![self.reason.clone()]);
                self.report_refusals(work, &[adoption::AdoptionRefusal::Missing]);
            }
            O::DeleteOrReleaseAndCreate | O::DeleteOrReleaseAndAdopt => self.replace(work, outcome),
            O::ReleaseAndCreate | O::ReleaseAndAdopt => self.replace(work, outcome),
        }
    }

    /// The Service asks for no CLB and holds none.
    fn no_load_balancer(&self, work: &mut PlanBuilder<'_>) {
        let mut because = vec![self.reason.clone()];
        if let DesiredLoadBalancer::None(NoLoadBalancer::OtherClass(class)) = &self.input.desired.load_balancer {
            because.push(reasons::OTHER_CLASS.with("class", class.clone()));
        }
        if let DesiredLoadBalancer::None(NoLoadBalancer::ManagedByPlatform) = &self.input.desired.load_balancer {
            because.push(reasons::PLATFORM.reason());
        }
        work.set_verdict(Verdict::None, Vip::None, because);
    }

    fn skip(&self, work: &mut PlanBuilder<'_>) {
        let vip = if self.input.current.load_balancer().is_some() { Vip::Kept } else { Vip::None };
        let shared = match &self.input.desired.load_balancer {
            DesiredLoadBalancer::Existing(id, _) => self.shares(id),
            DesiredLoadBalancer::None(_) | DesiredLoadBalancer::Managed(_) => false,
        };
        let protected = self.input.manifest.is_some_and(service::protects_configuration);
        if shared || protected {
            let finding = Diagnostic::new(&codes::SKIP_REFUSED);
            work.plan.findings.push(self.locate(finding));
            work.set_verdict(Verdict::Error, vip, vec![reasons::SKIP_REFUSED.reason()]);
        } else {
            work.set_verdict(Verdict::Skip, vip, vec![self.reason.clone()]);
        }
        work.plan.withheld.extend(listeners::withhold_all(&self.input.desired.listeners, &self.reason));
    }

    fn create_unless_blocked(&self, work: &mut PlanBuilder<'_>) {
        if !self.creation_is_blocked(work, FreedQuota::None) {
            self.create(work);
        }
    }

    fn create(&self, work: &mut PlanBuilder<'_>) {
        let Some(spec) = self.spec() else { return };
        let lb = load_balancer::create(work, spec, &self.reason);
        let family = IpFamily::of(Some(spec.network.ip_version.as_deref().unwrap_or("ipv4")));
        let place = ListenerTarget {
            lb,
            current: None,
            ownership: Ownership::Managed,
            previously_requested: Vec::new(),
            family,
        };
        listeners::plan(work, &place, &self.input.desired.listeners, &self.reason);
        service_config::plan(work);
        service::write_assignment(work, &place.lb, &self.reason);
    }

    /// True, and said, when the cloud would refuse the purchase.
    fn creation_is_blocked(&self, work: &mut PlanBuilder<'_>, freed: FreedQuota) -> bool {
        let Some(spec) = self.spec() else { return false };
        let freed = i64::from(freed == FreedQuota::OneLoadBalancer);
        let full =
            self.input.purchase_quota.remaining(spec.network.kind.as_deref()).is_some_and(|room| room + freed <= 0);
        let obstacle = match &spec.blocked_by {
            Some(obstacle) => {
                work.mark_incomplete(obstacle.clone());
                obstacle.clone()
            }
            None if full => {
                let finding = Diagnostic::new(&codes::PURCHASE_QUOTA).arg("service", self.input.name.to_string());
                work.plan.findings.push(self.locate(finding));
                reasons::PURCHASE_QUOTA.reason()
            }
            None => return false,
        };
        work.withhold("load-balancer".to_owned(), Verb::Create, obstacle.clone());
        work.set_verdict(Verdict::Error, self.input.vip_if_unchanged(), vec![self.reason.clone(), obstacle]);
        true
    }

    /// Takes the named CLB into use, if that is allowed.
    fn adopt(&self, work: &mut PlanBuilder<'_>) {
        let DesiredLoadBalancer::Existing(id, _) = &self.input.desired.load_balancer else { return };
        work.plan.id = Some(id.clone());
        let refusals = adoption_facts::refusals(work, id, self.input);
        if !refusals.is_empty() {
            let vip = if self.input.current.load_balancer().is_some() { Vip::Kept } else { Vip::None };
            work.set_verdict(Verdict::Error, vip, Vec::new());
            self.report_refusals(work, &refusals);
            return;
        }
        let Some(lb) = self.input.cloud.load_balancers.get(id) else {
            // Not refused and not there: the observation is not complete.
            let unknown = reasons::NOT_OBSERVED.with("id", id.clone());
            work.mark_incomplete(unknown.clone());
            work.plan.reasons.push(unknown.clone());
            work.plan.withheld.extend(listeners::withhold_all(&self.input.desired.listeners, &unknown));
            return;
        };
        self.sync(work, lb, Ownership::Shared);
    }

    /// The CLB that is held will do.
    fn keep_current(&self, work: &mut PlanBuilder<'_>) {
        work.set_verdict(Verdict::Keep, Vip::Kept, vec![self.reason.clone()]);
        load_balancer::ignored_edits(work);
        service_config::report_remaining(work);
        match &self.input.desired.load_balancer {
            DesiredLoadBalancer::Existing(..) => self.update_existing(work),
            DesiredLoadBalancer::Managed(_) | DesiredLoadBalancer::None(_) => {
                let Some(lb) = self.input.current.load_balancer() else { return };
                let own = self.is_alone_on(lb);
                if !own && adoption_facts::is_port_of_other_service(lb, self.input) {
                    work.set_verdict(Verdict::Error, Vip::Kept, Vec::new());
                    self.report_refusals(work, &[adoption::AdoptionRefusal::PortTaken]);
                    return;
                }
                self.update(work, if own { Ownership::Managed } else { Ownership::Shared });
            }
        }
        // Of the load balancer nothing changes where only objects of the cluster are written.
        if work.plan.verdict == Verdict::Keep && work.plan.has_calls() {
            work.plan.verdict = Verdict::Update;
        }
    }

    /// Uses the CLB of the user's that is held, if that is still allowed.
    fn update_existing(&self, work: &mut PlanBuilder<'_>) {
        let DesiredLoadBalancer::Existing(id, _) = &self.input.desired.load_balancer else { return };
        let refusals = adoption_facts::refusals(work, id, self.input);
        if refusals.is_empty() {
            return self.update(work, Ownership::Shared);
        }
        work.set_verdict(Verdict::Error, Vip::Kept, Vec::new());
        self.report_refusals(work, &refusals);
    }

    fn update(&self, work: &mut PlanBuilder<'_>, ownership: Ownership) {
        if let Some(lb) = self.input.current.load_balancer() {
            self.sync(work, lb, ownership);
        }
    }

    /// Brings a CLB that exists in line.
    fn sync(&self, work: &mut PlanBuilder<'_>, lb: &LoadBalancer, ownership: Ownership) {
        let Some(spec) = self.spec() else { return };
        load_balancer::sync(work, lb, spec, ownership, &self.reason);
        let family = IpFamily::of(lb.network.ip_version.as_deref());
        let place = ListenerTarget {
            lb: Ref::Id(lb.id.clone()),
            current: Some(lb),
            ownership: site,
            previously_requested: self.previously_requested_on(lb),
            family,
        };
        listeners::plan(work, &place, &self.input.desired.listeners, &self.reason);
        service_config::plan(work);
        service::write_assignment(work, &place.lb, &self.reason);
    }

    /// The keys of the live Service's listeners, where this is the CLB it holds.
    fn previously_requested_on(&self, lb: &LoadBalancer) -> Vec<ListenerKey> {
        let holds = self.input.current.load_balancer().is_some_and(|held| held.id == lb.id);
        if holds { self.input.previously_requested.clone() } else { Vec::new() }
    }

    /// The controller refuses the switch: nothing is changed.
    fn block_change(&self, work: &mut PlanBuilder<'_>) {
        let mut because = vec![self.reason.clone()];
        for (field, held, wanted) in &self.facts.differences {
            let word = reasons::DIFFERS.with("field", *field).arg("held", held.clone());
            because.push(word.arg("wanted", wanted.clone()));
        }
        because.push(reasons::DETOUR.reason());
        because.push(reasons::SECOND_SERVICE.reason());
        work.withhold("load-balancer".to_owned(), Verb::Update, self.reason.clone());
        let finding = Diagnostic::new(&codes::SWITCH_REFUSED).arg("service", self.input.name.to_string());
        work.plan.findings.push(self.locate(finding));
        work.set_verdict(Verdict::Blocked, self.input.vip_if_unchanged(), because);
    }

    /// The held CLB is let go, and another one takes its place.
    fn replace(&self, work: &mut PlanBuilder<'_>, outcome: table::Outcome) {
        use table::Outcome as O;
        let mut because = vec![self.reason.clone()];
        for (field, held, wanted) in &self.facts.differences {
            let word = reasons::DIFFERS.with("field", *field).arg("held", held.clone());
            because.push(word.arg("wanted", wanted.clone()));
        }
        if let (O::DeleteOrReleaseAndAdopt | O::ReleaseAndAdopt, DesiredLoadBalancer::Existing(id, _)) =
            (outcome, &self.input.desired.load_balancer)
        {
            // Whether the next one may be had is asked before the last one is let go.
            let refusals = adoption_facts::refusals(work, id, self.input);
            let unseen = !self.input.cloud.load_balancers.contains_key(id);
            if !refusals.is_empty() || unseen {
                work.set_verdict(Verdict::Error, Vip::Kept, Vec::new());
                if unseen && refusals.is_empty() {
                    let unknown = reasons::NOT_OBSERVED.with("id", id.clone());
                    work.plan.reasons.push(unknown.clone());
                    work.mark_incomplete(unknown);
                }
                self.report_refusals(work, &refusals);
                return;
            }
        }
        let held = self.input.current.load_balancer();
        let freed = match (outcome, held, self.spec()) {
            (O::DeleteOrReleaseAndCreate, Some(lb), Some(spec))
                if lb.network.kind == spec.network.kind && self.deletes(lb) =>
            {
                FreedQuota::OneLoadBalancer
            }
            _ => FreedQuota::None,
        };
        if matches!(outcome, O::DeleteOrReleaseAndCreate | O::ReleaseAndCreate) && self.creation_is_blocked(work, freed)
        {
            return;
        }
        let let_go = match outcome {
            O::DeleteOrReleaseAndCreate | O::DeleteOrReleaseAndAdopt => self.delete_or_release(work),
            _ => {
                self.release(work);
                (Verdict::Release, Vip::Kept)
            }
        };
        because.extend(work.plan.reasons.drain(..).filter(|reason| *reason != self.reason).collect::<Vec<_>>());
        if let_go.0 == Verdict::Error {
            work.set_verdict(Verdict::Error, Vip::Unknown, because);
            return;
        }
        work.set_verdict(Verdict::Replace, Vip::Changed, because);
        match outcome {
            O::DeleteOrReleaseAndCreate | O::ReleaseAndCreate => self.create(work),
            _ => {
                let held = work.plan.id.clone();
                self.adopt(work);
                work.plan.id = held;
            }
        }
    }

    /// What an existing CLB is refused for.
    fn report_refusals(&self, work: &mut PlanBuilder<'_>, refusals: &[adoption::AdoptionRefusal]) {
        let id = match &self.input.desired.load_balancer {
            DesiredLoadBalancer::Existing(id, _) => id.clone(),
            DesiredLoadBalancer::None(_) | DesiredLoadBalancer::Managed(_) => work.plan.id.clone().unwrap_or_default(),
        };
        for refusal in refusals {
            let finding = Diagnostic::new(decision_reasons::refusal_code(*refusal)).arg("id", id.clone());
            work.plan.findings.push(self.locate(finding.path(crate::tke::TKE_EXISTED_LBID.definition.path())));
            let because = decision_reasons::refusal_reason(*refusal).with("id", id.clone());
            work.plan.reasons.push(because.clone());
            work.plan.withheld.extend(listeners::withhold_all(&self.input.desired.listeners, &because));
        }
    }

    /// Points a finding at the Service, and at the annotation that names an existing CLB where there is one.
    fn locate(&self, finding: Diagnostic) -> Diagnostic {
        let Some(service) = self.input.manifest.or(self.input.live) else { return finding };
        let place = self.input.manifest.and_then(|wanted| {
            let named = wanted.settings.location(&crate::tke::TKE_EXISTED_LBID);
            named.or_else(|| wanted.object.location(wanted.object.node.get("metadata")?.get("name")?.span))
        });
        finding.object(service.object.reference.clone()).location(place)
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
        let announced = self.input.live.and_then(crate::model::Service::assigned_lb_id);
        self.input.current.load_balancer().map(|lb| lb.id.clone()).or(announced).unwrap_or_default()
    }
}
