//! An existing CLB is adopted, if `lifecycle/adoption.rs` allows that; else why it is refused.

use super::{OutcomeToCalls, adoption_facts};
use crate::diagnostic::{Diagnostic, Reason, Related};
use crate::lifecycle::adoption;
use crate::model::{DesiredListener, ListenerKey, LoadBalancer, OwnedOrShared};
use crate::planner::preflight::exceeded_quotas;
use crate::planner::resource::listeners;
use crate::planner::{
    LoadBalancerPlan, LoadBalancerVerdict, PlanBuilder, VipVerdict, adoption_and_undecided_reasons,
    choose_decision_reason, codes,
};
use crate::request::ServiceName;
use crate::sharing::codes::SHARED_PORT_CLASH;
use crate::tke;

impl OutcomeToCalls<'_> {
    /// Starts to use the named CLB, if that is allowed.
    pub(super) fn adopt(&self, builder: &mut PlanBuilder<'_>) -> LoadBalancerPlan {
        let mut plan = self.concluded(LoadBalancerVerdict::Adopt, VipVerdict::New);
        let Some(id) = self.existing_id() else { return plan };
        plan.id = Some(id.to_owned());
        match self.adoptable(builder, id) {
            Ok(Some(lb)) => self.sync(builder, lb, OwnedOrShared::Shared),
            Ok(None) => {
                let unknown = self.report_not_observed(builder, id);
                listeners::withhold_all(builder, &unknown);
                plan.reasons.push(unknown);
            }
            Err(refused) => return LoadBalancerPlan { id: plan.id, ..self.refused(self.vip_of_current(), refused) },
        }
        plan
    }

    /// The named CLB, which may be adopted; `None` where it was not observed. Else why it may not be, which is reported.
    pub(super) fn adoptable(
        &self,
        builder: &mut PlanBuilder<'_>,
        id: &str,
    ) -> Result<Option<&LoadBalancer>, Vec<Reason>> {
        if self.input.gone_with_old_object.as_deref() == Some(id) {
            return Err(vec![self.report_deleted_before(builder, id)]);
        }
        let refusals = adoption_facts::refusals(builder, id, self.input);
        if refusals.is_empty() {
            let lb = self.input.cloud.load_balancers.get(id);
            if let Some(lb) = lb.filter(|lb| lb.is_of_ingress()) {
                let ingress = lb.ingress.as_deref();
                builder.add_finding(self.locate(crate::sharing::used_by_ingress(id, ingress)));
            }
            // Of entries that contradict each other none proves whose it is.
            Ok(lb.filter(|lb| !(lb.contradictory && lb.tags.is_none())))
        } else {
            Err(self.report_refusals(builder, &refusals))
        }
    }

    /// The Service is created again and names the CLB that is deleted with its old object: a tag decides that it goes.
    fn report_deleted_before(&self, builder: &mut PlanBuilder<'_>, id: &str) -> Reason {
        let finding = Diagnostic::new(&codes::DELETED_BEFORE_REUSE).arg("id", id);
        let finding = finding.arg("service", self.input.name.to_string());
        builder.add_finding(self.locate(finding.path(tke::TKE_EXISTED_LBID.definition.path())));
        let reason = adoption_and_undecided_reasons::OWN_AS_EXISTING.with("id", id);
        listeners::withhold_all(builder, &reason);
        reason
    }

    /// The CLB was not refused and is not there: the observation is not complete.
    pub(super) fn report_not_observed(&self, builder: &mut PlanBuilder<'_>, id: &str) -> Reason {
        let unknown = adoption_and_undecided_reasons::NOT_OBSERVED.with("id", id);
        builder.mark_incomplete(unknown.clone());
        unknown
    }

    /// The reasons for which an existing CLB is refused, with their findings.
    pub(super) fn report_refusals(
        &self,
        builder: &mut PlanBuilder<'_>,
        refusals: &[adoption::AdoptionRefusal],
    ) -> Vec<Reason> {
        let current = self.input.current.load_balancer().map(|lb| lb.id.as_str());
        let id = self.existing_id().or(current).unwrap_or_default();
        let mut reasons = Vec::new();
        for refusal in refusals {
            // Its own one needs only the removal of a tag.
            if *refusal == adoption::AdoptionRefusal::CreatedByTke && self.names_own_load_balancer() {
                builder.add_finding(self.own_as_existing());
                let reason = adoption_and_undecided_reasons::OWN_AS_EXISTING.with("id", id);
                listeners::withhold_all(builder, &reason);
                reasons.push(reason);
                continue;
            }
            let clashes =
                if *refusal == adoption::AdoptionRefusal::PortTaken { self.port_clashes(id) } else { Vec::new() };
            if clashes.is_empty() {
                let finding = Diagnostic::new(choose_decision_reason::refusal_code(*refusal)).arg("id", id);
                let finding = self.with_what_frees_quota(finding, *refusal, id);
                builder.add_finding(self.locate(finding.path(tke::TKE_EXISTED_LBID.definition.path())));
            }
            clashes.into_iter().for_each(|finding| builder.add_finding(finding));
            let reason = choose_decision_reason::refusal_reason(*refusal).with("id", id);
            listeners::withhold_all(builder, &reason);
            reasons.push(reason);
        }
        reasons
    }

    /// The finding about too many listeners, with the Service that gives enough of them up. Until it was synced they count.
    fn with_what_frees_quota(&self, finding: Diagnostic, refusal: adoption::AdoptionRefusal, id: &str) -> Diagnostic {
        match refusal {
            adoption::AdoptionRefusal::QuotaExceeded => {
                exceeded_quotas::with_who_gives_listeners_up(self.input, id, finding)
            }
            adoption::AdoptionRefusal::Missing
            | adoption::AdoptionRefusal::CreatedByTke
            | adoption::AdoptionRefusal::OtherCluster
            | adoption::AdoptionRefusal::OtherNetwork
            | adoption::AdoptionRefusal::PortTaken
            | adoption::AdoptionRefusal::NotShared => finding,
        }
    }

    /// The ports of the Service that another Service has on a CLB, each as a finding. One that gives its port up has it until
    /// it was synced.
    fn port_clashes(&self, id: &str) -> Vec<Diagnostic> {
        let sharing = self.input.sharing;
        let clash = |spec: &DesiredListener| {
            let owner = sharing.listener_owner(id, spec.key).map(|owner| &owner.name);
            let former = || sharing.former_listener_owner(id, spec.key).filter(|_| self.is_another_ones(id, spec.key));
            let is_other = |name: &&ServiceName| **name != self.input.name;
            let (owner, note) = match owner.filter(is_other) {
                Some(owner) => (owner, &tke::annotation_notes_and_fix_titles::OTHER_SERVICE),
                None => (former().filter(is_other)?, &tke::annotation_notes_and_fix_titles::GIVES_PORT_UP),
            };
            let finding = Diagnostic::new(&SHARED_PORT_CLASH).arg("id", id);
            let finding = finding.arg("port", spec.key.port.to_string()).arg("other", owner.to_string());
            let finding = finding.arg("class", spec.key.protocol.transport().name());
            let object = self.input.manifest.or(self.input.live)?.object.reference.clone();
            let note = note.with("name", owner.to_string());
            let other = Related { note, location: None, object: Some(owner.reference()) };
            Some(finding.object(object).location(spec.location).related(other))
        };
        self.input.desired.listeners.iter().filter_map(clash).collect()
    }

    /// True when a CLB has a listener of the controller there that this Service did not request before.
    fn is_another_ones(&self, id: &str, key: ListenerKey) -> bool {
        let Some(lb) = self.input.cloud.load_balancers.get(id) else { return false };
        let is_current = self.input.current.load_balancer().is_some_and(|current| current.id == id);
        let is_own = is_current && self.input.previously_requested.iter().any(|previous| previous.clashes(key));
        !is_own && lb.listeners_that_occupy(key).any(|found| self.input.is_own_listener_name(&found.name))
    }
}
