//! What each outcome of the table of `lifecycle/load_balancer.rs` means: verdict, address, changes and calls.
//!
//! Two smaller tables decide whether a CLB may be deleted or adopted. The current CLB is not released before it is certain
//! that the next one can be used.

mod adopt;
mod adoption_facts;
mod creation_blocker;
mod delete_or_release;
mod replace;
mod skip_sync;

use crate::current::CurrentLoadBalancer;
use crate::desired::{DesiredLoadBalancer, NoLoadBalancer, no_load_balancer};
use crate::diagnostic::{Diagnostic, Reason};
use crate::lifecycle::{adoption, load_balancer as table};
use crate::model::{DesiredLoadBalancerProperties, IpVersion, ListenerKey, LoadBalancer, OwnedOrShared, TagOwnership};
use crate::planner::load_balancer_decision_facts::LoadBalancerDecisionFacts;
use crate::planner::resource::listeners;
use crate::planner::resource::load_balancer;
use crate::planner::resource::load_balancer_for_listeners::LoadBalancerForListeners;
use crate::planner::resource::{deletion_facts, service, service_config};
use crate::planner::{
    BackendIpFamily, IdOrResult, LoadBalancerPlan, LoadBalancerVerdict, PlanBuilder, ResourceAddress,
    ServicePlanningInput, Verb, VipVerdict, cause_of_load_balancer_switch, codes, reasons,
};
use crate::tke::{self, NameDefinition};

/// What frees quota of CLBs before a purchase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FreedQuota {
    /// Nothing.
    None,
    /// The CLB of the same type that is deleted first.
    OneLoadBalancer,
}

/// How a Service stops using its current CLB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Departure {
    /// The CLB is deleted or released, as [`crate::lifecycle::deletion`] says.
    DeleteOrRelease,
    /// The CLB stays, without the listeners of the Service.
    Release,
}

/// What each outcome of the table means in calls.
pub struct OutcomeToCalls<'a> {
    /// What is known of the Service.
    pub input: &'a ServicePlanningInput<'a>,
    /// What the table looked at.
    pub facts: &'a LoadBalancerDecisionFacts,
    /// The sentence of its row.
    pub reason: Reason,
}

impl OutcomeToCalls<'_> {
    /// What becomes of the CLB; changes and calls are added to the builder.
    pub fn plan(&self, builder: &mut PlanBuilder<'_>, outcome: table::LoadBalancerOutcome) -> LoadBalancerPlan {
        use table::LoadBalancerOutcome as O;
        match outcome {
            O::None => self.no_load_balancer(),
            O::LeaveAlone => self.leave_alone(builder),
            O::Skip => self.skip(builder),
            O::DeleteOrRelease => self.delete_or_release_and_clear(builder),
            O::Release => {
                self.release(builder);
                service::clear_references(builder);
                let mut plan = self.concluded(LoadBalancerVerdict::Release, VipVerdict::Kept);
                plan.reasons.extend(self.skip_too_new());
                plan.reasons.extend(self.shared_leftovers());
                plan
            }
            O::ClearReferences => {
                service::clear_references(builder);
                self.concluded(LoadBalancerVerdict::None, VipVerdict::Lost)
            }
            O::Create => self.create_unless_blocked(builder),
            O::Recreate => {
                let warning = Diagnostic::new(&codes::BOUGHT_AGAIN).arg("service", self.input.name.to_string());
                builder.add_finding(self.locate(warning.arg("id", self.missing_id())));
                let plan = self.create_unless_blocked(builder);
                // The address of the CLB that is not found is no longer the Service's.
                let vip = if plan.verdict == LoadBalancerVerdict::Create { VipVerdict::Changed } else { plan.vip };
                LoadBalancerPlan { id: None, vip, ..plan }
            }
            O::Adopt => self.adopt(builder),
            O::AdoptInPlace => match self.update_existing(builder) {
                Ok(()) => self.concluded(LoadBalancerVerdict::Adopt, VipVerdict::Kept),
                Err(refused) => self.refused(VipVerdict::Kept, refused),
            },
            O::Update => self.keep_current(builder),
            O::Block => self.block_change(builder),
            O::ReportMissing => {
                let mut reasons = vec![self.reason.clone()];
                reasons.extend(self.report_refusals(builder, &[adoption::AdoptionRefusal::Missing]));
                LoadBalancerPlan { reasons, ..self.concluded(LoadBalancerVerdict::Error, VipVerdict::Lost) }
            }
            O::DeleteOrReleaseAndCreate => self.replace_by_managed(builder, Departure::DeleteOrRelease),
            O::ReleaseAndCreate => self.replace_by_managed(builder, Departure::Release),
            O::DeleteOrReleaseAndAdopt => self.replace_by_existing(builder, Departure::DeleteOrRelease),
            O::ReleaseAndAdopt => self.replace_by_existing(builder, Departure::Release),
        }
    }

    /// About the current CLB, for the reason of the table's row.
    fn concluded(&self, verdict: LoadBalancerVerdict, vip: VipVerdict) -> LoadBalancerPlan {
        let id = self.input.current.load_balancer().map(|lb| lb.id.clone());
        LoadBalancerPlan { verdict, vip, id, reasons: vec![self.reason.clone()] }
    }

    /// About the current CLB, where the Service cannot be synced.
    fn refused(&self, vip: VipVerdict, reasons: Vec<Reason>) -> LoadBalancerPlan {
        LoadBalancerPlan { reasons, ..self.concluded(LoadBalancerVerdict::Error, vip) }
    }

    /// What happens to the address of a Service that is not synced.
    fn vip_of_current(&self) -> VipVerdict {
        if self.input.current.load_balancer().is_some() { VipVerdict::Kept } else { VipVerdict::None }
    }

    /// The Service needs no CLB and has none.
    fn no_load_balancer(&self) -> LoadBalancerPlan {
        let mut plan = self.concluded(LoadBalancerVerdict::None, VipVerdict::None);
        let live = self.input.live.and_then(|live| no_load_balancer(live, self.input.context));
        let without = match &self.input.desired.load_balancer {
            DesiredLoadBalancer::None(NoLoadBalancer::Deleted) => live.as_ref(),
            DesiredLoadBalancer::None(without) => Some(without),
            DesiredLoadBalancer::Managed(_) | DesiredLoadBalancer::Existing(..) => None,
        };
        if without == Some(&NoLoadBalancer::ManagedByPlatform) {
            plan.reasons.push(reasons::PLATFORM.reason());
        }
        plan
    }

    /// What the controller does with the CLB of the Service is not documented.
    fn leave_alone(&self, builder: &mut PlanBuilder<'_>) -> LoadBalancerPlan {
        builder.mark_incomplete(self.reason.clone());
        builder.withhold(ResourceAddress::LoadBalancer, Verb::Update, self.reason.clone());
        let is_there = self.input.current.load_balancer().is_some();
        self.concluded(LoadBalancerVerdict::Keep, if is_there { VipVerdict::Unknown } else { VipVerdict::Lost })
    }

    fn delete_or_release_and_clear(&self, builder: &mut PlanBuilder<'_>) -> LoadBalancerPlan {
        let Some(lb) = self.input.current.load_balancer() else {
            service::clear_references(builder);
            return LoadBalancerPlan {
                reasons: Vec::new(),
                ..self.concluded(LoadBalancerVerdict::None, VipVerdict::None)
            };
        };
        let release = self.delete_or_release(builder, lb);
        // As long as the CLB may be there, the Service has to name it.
        match (release.verdict, release.cleanup_unknown) {
            (_, Some(reason)) => {
                builder.mark_incomplete(reason.clone());
                builder.withhold(ResourceAddress::Service, Verb::Update, reason);
            }
            (LoadBalancerVerdict::Delete, None) if !release.is_proven => {}
            (LoadBalancerVerdict::Delete, None) => service::clear_references(builder),
            (_, None) => builder.with_reason(reasons::CLEANED_UP.reason(), service::clear_references),
        }
        let mut plan = self.concluded(release.verdict, release.vip);
        plan.reasons.extend(self.skip_too_new());
        plan.reasons.extend(release.reasons);
        plan
    }

    fn create_unless_blocked(&self, builder: &mut PlanBuilder<'_>) -> LoadBalancerPlan {
        match self.creation_blocker(builder, FreedQuota::None) {
            Some(blocker) => self.creation_refused(blocker),
            None => {
                self.create(builder);
                self.concluded(LoadBalancerVerdict::Create, VipVerdict::New)
            }
        }
    }

    fn create(&self, builder: &mut PlanBuilder<'_>) {
        let Some(spec) = self.spec() else { return };
        let lb = load_balancer::create(builder, spec);
        let family = BackendIpFamily::of_version(IpVersion::of_creation(&spec.create));
        let target = LoadBalancerForListeners {
            lb,
            current: None,
            ownership: OwnedOrShared::Owned,
            previously_requested: Vec::new(),
            family,
        };
        self.plan_contents(builder, &target);
    }

    /// What is on a CLB, and what the cluster knows of it.
    fn plan_contents(&self, builder: &mut PlanBuilder<'_>, target: &LoadBalancerForListeners<'_>) {
        listeners::plan(builder, target, &self.input.desired.listeners);
        service_config::plan(builder);
        service::write_assignment(builder, &target.lb);
    }

    /// The current CLB stays in use.
    fn keep_current(&self, builder: &mut PlanBuilder<'_>) -> LoadBalancerPlan {
        service_config::report_remaining(builder);
        let updated = match &self.input.desired.load_balancer {
            DesiredLoadBalancer::Existing(..) => self.update_existing(builder),
            DesiredLoadBalancer::Managed(_) | DesiredLoadBalancer::None(_) => self.update_managed(builder),
        };
        match updated {
            // Of the CLB nothing changes where only objects of the cluster are written.
            Ok(()) => self.concluded(LoadBalancerVerdict::in_place(builder.changes_load_balancer()), VipVerdict::Kept),
            Err(refused) => self.refused(VipVerdict::Kept, refused),
        }
    }

    /// Brings the current managed CLB in line; else why it is refused.
    fn update_managed(&self, builder: &mut PlanBuilder<'_>) -> Result<(), Vec<Reason>> {
        let Some(lb) = self.input.current.load_balancer() else { return Ok(()) };
        let alone = self.is_alone_on(lb);
        if !alone && adoption_facts::is_port_of_other_service(lb, self.input) {
            return Err(self.report_refusals(builder, &[adoption::AdoptionRefusal::PortTaken]));
        }
        self.sync(builder, lb, if alone { OwnedOrShared::Owned } else { OwnedOrShared::Shared });
        Ok(())
    }

    /// Brings the current CLB in line as an existing one, if it may still be used; else why it may not.
    fn update_existing(&self, builder: &mut PlanBuilder<'_>) -> Result<(), Vec<Reason>> {
        let Some(id) = self.existing_id() else { return Ok(()) };
        self.adoptable(builder, id)?;
        if let Some(lb) = self.input.current.load_balancer() {
            self.sync(builder, lb, OwnedOrShared::Shared);
        }
        Ok(())
    }

    /// Brings a CLB that exists in line.
    fn sync(&self, builder: &mut PlanBuilder<'_>, lb: &LoadBalancer, ownership: OwnedOrShared) {
        let Some(spec) = self.spec() else { return };
        load_balancer::sync(builder, lb, spec, ownership);
        let family = BackendIpFamily::of(lb.network.ip_version.as_deref());
        let target = LoadBalancerForListeners {
            lb: IdOrResult::Id(lb.id.clone()),
            current: Some(lb),
            ownership,
            previously_requested: self.previously_requested_on(lb),
            family,
        };
        self.plan_contents(builder, &target);
    }

    /// The keys of the live Service's listeners, where this is its current CLB.
    fn previously_requested_on(&self, lb: &LoadBalancer) -> Vec<ListenerKey> {
        let is_current = self.input.current.load_balancer().is_some_and(|current| current.id == lb.id);
        if is_current { self.input.previously_requested.clone() } else { Vec::new() }
    }

    /// The controller refuses the switch: nothing is changed.
    fn block_change(&self, builder: &mut PlanBuilder<'_>) -> LoadBalancerPlan {
        builder.withhold(ResourceAddress::LoadBalancer, Verb::Update, self.reason.clone());
        if self.names_own_load_balancer() {
            return self.report_own_as_existing(builder);
        }
        let finding = Diagnostic::new(&codes::SWITCH_REFUSED).arg("service", self.input.name.to_string());
        let causes = self.mark_switch(builder);
        builder.add_finding(cause_of_load_balancer_switch::explained(
            finding,
            &causes,
            self.input.manifest,
            self.input.live,
        ));
        let mut plan = self.concluded(LoadBalancerVerdict::Blocked, self.input.vip_if_unchanged());
        plan.reasons.extend(self.differences());
        // The detour deletes what the controller created; an existing CLB has nothing to lose by it.
        if matches!(self.input.current, CurrentLoadBalancer::Managed(_)) {
            plan.reasons.push(reasons::DETOUR.reason());
        }
        plan.reasons.push(reasons::SECOND_SERVICE.reason());
        plan
    }

    /// True when the manifest names the CLB that TKE created for the Service as an existing one.
    fn names_own_load_balancer(&self) -> bool {
        let CurrentLoadBalancer::Managed(lb) = self.input.current else { return false };
        self.existing_id() == Some(lb.id.as_str())
    }

    /// Nothing but a tag stands between the Service and its own CLB.
    fn report_own_as_existing(&self, builder: &mut PlanBuilder<'_>) -> LoadBalancerPlan {
        builder.add_finding(self.own_as_existing());
        self.concluded(LoadBalancerVerdict::Blocked, self.input.vip_if_unchanged())
    }

    /// The finding about it.
    fn own_as_existing(&self) -> Diagnostic {
        let finding = Diagnostic::new(&codes::OWN_AS_EXISTING).arg("service", self.input.name.to_string());
        let finding = finding.path(tke::TKE_EXISTED_LBID.definition.path());
        self.locate(finding.arg("id", self.existing_id().unwrap_or_default()))
    }

    /// Notes the annotations that force the Service to another CLB. One that neither object has forces nothing.
    fn mark_switch(&self, builder: &mut PlanBuilder<'_>) -> Vec<&'static NameDefinition> {
        let mut causes =
            cause_of_load_balancer_switch::annotations(self.facts.differences.iter().map(|(field, ..)| *field));
        let services = [self.input.manifest, self.input.live];
        causes.retain(|cause| services.into_iter().flatten().any(|service| service.settings.entry(cause).is_some()));
        builder.mark_switch(causes.clone());
        causes
    }

    /// In which fields the desired CLB differs from the current one.
    fn differences(&self) -> impl Iterator<Item = Reason> {
        self.facts.differences.iter().map(|(field, current, desired)| {
            let difference = reasons::DIFFERS.with("field", *field).arg("held", current.clone());
            difference.arg("wanted", desired.clone())
        })
    }

    /// The existing CLB that the Service names.
    fn existing_id(&self) -> Option<&str> {
        match &self.input.desired.load_balancer {
            DesiredLoadBalancer::Existing(id, _) => Some(id),
            DesiredLoadBalancer::None(_) | DesiredLoadBalancer::Managed(_) => None,
        }
    }

    /// Points a finding at the Service, and at the annotation that names an existing CLB where there is one.
    fn locate(&self, finding: Diagnostic) -> Diagnostic {
        let Some(service) = self.input.manifest.or(self.input.live) else { return finding };
        let location = self.input.manifest.and_then(|manifest| {
            let requested = manifest.settings.location(&crate::tke::TKE_EXISTED_LBID);
            requested.or_else(|| manifest.object.name_location())
        });
        finding.object(service.object.reference.clone()).location(location)
    }

    fn spec(&self) -> Option<&DesiredLoadBalancerProperties> {
        match &self.input.desired.load_balancer {
            DesiredLoadBalancer::Managed(spec) | DesiredLoadBalancer::Existing(_, spec) => Some(spec),
            DesiredLoadBalancer::None(_) => None,
        }
    }

    /// True for a CLB that TKE bought for this Service only, and that no other Service goes on using.
    fn is_alone_on(&self, lb: &LoadBalancer) -> bool {
        let facts = deletion_facts::of_tags(lb, self.input);
        let others = self.input.sharing.others_have_and_stay(&lb.id, &self.input.name);
        facts.created == TagOwnership::Ours
            && matches!(facts.service, TagOwnership::Ours | TagOwnership::Absent)
            && !others
            && !lb.is_of_ingress()
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
