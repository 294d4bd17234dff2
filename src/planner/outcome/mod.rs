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
use crate::planner::resource::load_balancer::{self, Site};
use crate::planner::resource::{service, service_config};
use crate::planner::{PlanBuilder, PlanningInput, Verb, Verdict, Vip, codes, decision_reasons, reasons};

/// What makes room under the quota of CLBs before a purchase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FreedQuota {
    /// Nothing.
    Nothing,
    /// The CLB of the same type that is deleted first.
    One,
}

/// What each outcome of the table means in calls.
pub struct OutcomePlanner<'a> {
    /// What is known of the Service.
    pub case: &'a PlanningInput<'a>,
    /// What the table looked at.
    pub facts: &'a LifecycleFacts,
    /// The sentence of its row.
    pub because: Reason,
}

impl OutcomePlanner<'_> {
    /// Writes the plan of an outcome.
    pub fn carry_out(&self, work: &mut PlanBuilder<'_>, outcome: table::Outcome) {
        use table::Outcome as O;
        match outcome {
            O::Nothing => self.nothing(work),
            O::Skip => self.skip(work),
            O::Drop => {
                let (verdict, vip) = self.drop(work);
                work.draft.verdict = verdict;
                work.draft.vip = vip;
                if verdict != Verdict::Error {
                    service::clear(work, &self.because);
                }
            }
            O::Leave => {
                work.say(Verdict::Release, Vip::Kept, vec![self.because.clone()]);
                self.leave(work);
                service::clear(work, &self.because);
            }
            O::CleanUp => {
                work.say(Verdict::None, Vip::Lost, vec![self.because.clone()]);
                service::clear(work, &self.because);
            }
            O::Create => {
                work.say(Verdict::Create, Vip::New, vec![self.because.clone()]);
                self.create(work);
            }
            O::Recreate => {
                let warning = Diagnostic::new(&codes::BOUGHT_AGAIN)
                    .word("service", self.case.name.to_string())
                    .word("id", self.lost_id());
                work.draft.findings.push(self.place(warning));
                work.say(Verdict::Create, Vip::New, vec![self.because.clone()]);
                work.draft.id = None;
                self.create(work);
            }
            O::Adopt => {
                work.say(Verdict::Adopt, Vip::New, vec![self.because.clone()]);
                self.adopt(work);
            }
            O::AdoptInPlace => {
                work.say(Verdict::Adopt, Vip::Kept, vec![self.because.clone()]);
                self.go_on(work);
            }
            O::Update => self.keep(work),
            O::Refuse => self.refuse(work),
            O::Missing => {
                work.say(Verdict::Error, Vip::Lost, vec![self.because.clone()]);
                self.refused(work, &[adoption::AdoptionRefusal::Missing]);
            }
            O::DropAndCreate | O::DropAndAdopt => self.replace(work, outcome),
            O::LeaveAndCreate | O::LeaveAndAdopt => self.replace(work, outcome),
        }
    }

    /// The Service asks for no CLB and holds none.
    fn nothing(&self, work: &mut PlanBuilder<'_>) {
        let mut because = vec![self.because.clone()];
        if let DesiredLoadBalancer::None(NoLoadBalancer::OtherClass(class)) = &self.case.desired.intent {
            because.push(reasons::OTHER_CLASS.with("class", class.clone()));
        }
        if let DesiredLoadBalancer::None(NoLoadBalancer::Platform) = &self.case.desired.intent {
            because.push(reasons::PLATFORM.because());
        }
        work.say(Verdict::None, Vip::None, because);
    }

    fn skip(&self, work: &mut PlanBuilder<'_>) {
        let vip = if self.case.holding.load_balancer().is_some() { Vip::Kept } else { Vip::None };
        let shared = match &self.case.desired.intent {
            DesiredLoadBalancer::Existing(id, _) => self.shares(id),
            DesiredLoadBalancer::None(_) | DesiredLoadBalancer::Auto(_) => false,
        };
        let protected = self.case.wanted.is_some_and(service::protects_configuration);
        if shared || protected {
            let finding = Diagnostic::new(&codes::SKIP_REFUSED);
            work.draft.findings.push(self.place(finding));
            work.say(Verdict::Error, vip, vec![reasons::SKIP_REFUSED.because()]);
        } else {
            work.say(Verdict::Skip, vip, vec![self.because.clone()]);
        }
        work.draft.withheld.extend(listeners::withhold_all(&self.case.desired.listeners, &self.because));
    }

    fn create(&self, work: &mut PlanBuilder<'_>) {
        if !self.unbuyable(work, FreedQuota::Nothing) {
            self.buy(work);
        }
    }

    fn buy(&self, work: &mut PlanBuilder<'_>) {
        let Some(spec) = self.spec() else { return };
        let lb = load_balancer::create(work, spec, &self.because);
        let family = IpFamily::of(Some(spec.network.ip_version.as_deref().unwrap_or("ipv4")));
        let place = ListenerTarget { lb, held: None, site: listener_table::Site::Own, before: Vec::new(), family };
        listeners::plan(work, &place, &self.case.desired.listeners, &self.because);
        service_config::plan(work);
        service::announce(work, &place.lb, &self.because);
    }

    /// True, and said, when the cloud would refuse the purchase.
    fn unbuyable(&self, work: &mut PlanBuilder<'_>, freed: FreedQuota) -> bool {
        let Some(spec) = self.spec() else { return false };
        let freed = i64::from(freed == FreedQuota::One);
        let full = self.case.room.of(spec.network.kind.as_deref()).is_some_and(|room| room + freed <= 0);
        let obstacle = match &spec.obstacle {
            Some(obstacle) => {
                work.incomplete(obstacle.clone());
                obstacle.clone()
            }
            None if full => {
                let finding = Diagnostic::new(&codes::PURCHASE_QUOTA).word("service", self.case.name.to_string());
                work.draft.findings.push(self.place(finding));
                reasons::PURCHASE_QUOTA.because()
            }
            None => return false,
        };
        work.withhold("load-balancer".to_owned(), Verb::Create, obstacle.clone());
        work.say(Verdict::Error, self.case.untouched(), vec![self.because.clone(), obstacle]);
        true
    }

    /// Takes the named CLB into use, if that is allowed.
    fn adopt(&self, work: &mut PlanBuilder<'_>) {
        let DesiredLoadBalancer::Existing(id, _) = &self.case.desired.intent else { return };
        work.draft.id = Some(id.clone());
        let refusals = adoption_facts::refusals(work, id, self.case);
        if !refusals.is_empty() {
            let vip = if self.case.holding.load_balancer().is_some() { Vip::Kept } else { Vip::None };
            work.say(Verdict::Error, vip, Vec::new());
            self.refused(work, &refusals);
            return;
        }
        let Some(lb) = self.case.cloud.load_balancers.get(id) else {
            // Not refused and not there: the observation is not complete.
            let unknown = reasons::NOT_OBSERVED.with("id", id.clone());
            work.incomplete(unknown.clone());
            work.draft.because.push(unknown.clone());
            work.draft.withheld.extend(listeners::withhold_all(&self.case.desired.listeners, &unknown));
            return;
        };
        self.sync(work, lb, listener_table::Site::Shared);
    }

    /// The CLB that is held will do.
    fn keep(&self, work: &mut PlanBuilder<'_>) {
        work.say(Verdict::Keep, Vip::Kept, vec![self.because.clone()]);
        load_balancer::ignored_edits(work);
        service_config::tell_left(work);
        match &self.case.desired.intent {
            DesiredLoadBalancer::Existing(..) => self.go_on(work),
            DesiredLoadBalancer::Auto(_) | DesiredLoadBalancer::None(_) => {
                let Some(lb) = self.case.holding.load_balancer() else { return };
                let own = self.is_alone_on(lb);
                if !own && adoption_facts::is_others_port(lb, self.case) {
                    work.say(Verdict::Error, Vip::Kept, Vec::new());
                    self.refused(work, &[adoption::AdoptionRefusal::PortTaken]);
                    return;
                }
                self.update(work, if own { listener_table::Site::Own } else { listener_table::Site::Shared });
            }
        }
        // Of the load balancer nothing changes where only objects of the cluster are written.
        if work.draft.verdict == Verdict::Keep && work.draft.has_calls() {
            work.draft.verdict = Verdict::Update;
        }
    }

    /// Uses the CLB of the user's that is held, if that is still allowed.
    fn go_on(&self, work: &mut PlanBuilder<'_>) {
        let DesiredLoadBalancer::Existing(id, _) = &self.case.desired.intent else { return };
        let refusals = adoption_facts::refusals(work, id, self.case);
        if refusals.is_empty() {
            return self.update(work, listener_table::Site::Shared);
        }
        work.say(Verdict::Error, Vip::Kept, Vec::new());
        self.refused(work, &refusals);
    }

    fn update(&self, work: &mut PlanBuilder<'_>, site: listener_table::Site) {
        if let Some(lb) = self.case.holding.load_balancer() {
            self.sync(work, lb, site);
        }
    }

    /// Brings a CLB that exists in line.
    fn sync(&self, work: &mut PlanBuilder<'_>, lb: &LoadBalancer, site: listener_table::Site) {
        let Some(spec) = self.spec() else { return };
        let instance_site = match site {
            listener_table::Site::Own => Site::Own,
            listener_table::Site::Shared => Site::Shared,
        };
        load_balancer::sync(work, lb, spec, instance_site, &self.because);
        let family = IpFamily::of(lb.network.ip_version.as_deref());
        let place =
            ListenerTarget { lb: Ref::Id(lb.id.clone()), held: Some(lb), site, before: self.before_on(lb), family };
        listeners::plan(work, &place, &self.case.desired.listeners, &self.because);
        service_config::plan(work);
        service::announce(work, &place.lb, &self.because);
    }

    /// The keys of the live Service's listeners, where this is the CLB it holds.
    fn before_on(&self, lb: &LoadBalancer) -> Vec<ListenerKey> {
        let holds = self.case.holding.load_balancer().is_some_and(|held| held.id == lb.id);
        if holds { self.case.before.clone() } else { Vec::new() }
    }

    /// The controller refuses the switch: nothing is changed.
    fn refuse(&self, work: &mut PlanBuilder<'_>) {
        let mut because = vec![self.because.clone()];
        for (field, held, wanted) in &self.facts.differences {
            let word = reasons::DIFFERS.with("field", *field).word("held", held.clone());
            because.push(word.word("wanted", wanted.clone()));
        }
        because.push(reasons::DETOUR.because());
        because.push(reasons::SECOND_SERVICE.because());
        work.withhold("load-balancer".to_owned(), Verb::Update, self.because.clone());
        let finding = Diagnostic::new(&codes::SWITCH_REFUSED).word("service", self.case.name.to_string());
        work.draft.findings.push(self.place(finding));
        work.say(Verdict::Blocked, self.case.untouched(), because);
    }

    /// The held CLB is let go, and another one takes its place.
    fn replace(&self, work: &mut PlanBuilder<'_>, outcome: table::Outcome) {
        use table::Outcome as O;
        let mut because = vec![self.because.clone()];
        for (field, held, wanted) in &self.facts.differences {
            let word = reasons::DIFFERS.with("field", *field).word("held", held.clone());
            because.push(word.word("wanted", wanted.clone()));
        }
        if let (O::DropAndAdopt | O::LeaveAndAdopt, DesiredLoadBalancer::Existing(id, _)) =
            (outcome, &self.case.desired.intent)
        {
            // Whether the next one may be had is asked before the last one is let go.
            let refusals = adoption_facts::refusals(work, id, self.case);
            let unseen = !self.case.cloud.load_balancers.contains_key(id);
            if !refusals.is_empty() || unseen {
                work.say(Verdict::Error, Vip::Kept, Vec::new());
                if unseen && refusals.is_empty() {
                    let unknown = reasons::NOT_OBSERVED.with("id", id.clone());
                    work.draft.because.push(unknown.clone());
                    work.incomplete(unknown);
                }
                self.refused(work, &refusals);
                return;
            }
        }
        let held = self.case.holding.load_balancer();
        let freed = match (outcome, held, self.spec()) {
            (O::DropAndCreate, Some(lb), Some(spec)) if lb.network.kind == spec.network.kind && self.deletes(lb) => {
                FreedQuota::One
            }
            _ => FreedQuota::Nothing,
        };
        if matches!(outcome, O::DropAndCreate | O::LeaveAndCreate) && self.unbuyable(work, freed) {
            return;
        }
        let let_go = match outcome {
            O::DropAndCreate | O::DropAndAdopt => self.drop(work),
            _ => {
                self.leave(work);
                (Verdict::Release, Vip::Kept)
            }
        };
        because.extend(work.draft.because.drain(..).filter(|reason| *reason != self.because).collect::<Vec<_>>());
        if let_go.0 == Verdict::Error {
            work.say(Verdict::Error, Vip::Unknown, because);
            return;
        }
        work.say(Verdict::Replace, Vip::Changed, because);
        match outcome {
            O::DropAndCreate | O::LeaveAndCreate => self.buy(work),
            _ => {
                let held = work.draft.id.clone();
                self.adopt(work);
                work.draft.id = held;
            }
        }
    }

    /// What an existing CLB is refused for.
    fn refused(&self, work: &mut PlanBuilder<'_>, refusals: &[adoption::AdoptionRefusal]) {
        let id = match &self.case.desired.intent {
            DesiredLoadBalancer::Existing(id, _) => id.clone(),
            DesiredLoadBalancer::None(_) | DesiredLoadBalancer::Auto(_) => work.draft.id.clone().unwrap_or_default(),
        };
        for refusal in refusals {
            let finding = Diagnostic::new(decision_reasons::code_of_refusal(*refusal)).word("id", id.clone());
            work.draft.findings.push(self.place(finding.path(crate::tke::TKE_EXISTED_LBID.row.path())));
            let because = decision_reasons::of_refusal(*refusal).with("id", id.clone());
            work.draft.because.push(because.clone());
            work.draft.withheld.extend(listeners::withhold_all(&self.case.desired.listeners, &because));
        }
    }

    /// Points a finding at the Service, and at the annotation that names an existing CLB where there is one.
    fn place(&self, finding: Diagnostic) -> Diagnostic {
        let Some(service) = self.case.wanted.or(self.case.live) else { return finding };
        let place = self.case.wanted.and_then(|wanted| {
            let named = wanted.settings.place(&crate::tke::TKE_EXISTED_LBID);
            named.or_else(|| wanted.object.place(wanted.object.node.get("metadata")?.get("name")?.span))
        });
        finding.of(service.object.reference.clone()).at(place)
    }

    fn spec(&self) -> Option<&LoadBalancerSpec> {
        match &self.case.desired.intent {
            DesiredLoadBalancer::Auto(spec) | DesiredLoadBalancer::Existing(_, spec) => Some(spec),
            DesiredLoadBalancer::None(_) => None,
        }
    }

    /// True for a CLB that TKE bought for nobody else, and that no other Service goes on using.
    fn is_alone_on(&self, lb: &LoadBalancer) -> bool {
        let facts = load_balancer::deletion_facts(lb, self.case);
        let others = self.case.neighbours.others_stay(&lb.id, &self.case.name);
        facts.created == TagOwner::Ours && matches!(facts.service, TagOwner::Ours | TagOwner::Absent) && !others
    }

    /// True when another Service uses that CLB, too.
    pub(in crate::planner) fn shares(&self, id: &str) -> bool {
        self.case.neighbours.others_use(id, &self.case.name)
    }

    fn lost_id(&self) -> String {
        let announced = self.case.live.and_then(crate::model::Service::announced);
        self.case.holding.load_balancer().map(|lb| lb.id.clone()).or(announced).unwrap_or_default()
    }
}
