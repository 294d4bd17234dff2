//! Why no CLB is bought: the cloud would refuse it, or the purchase would lead to the CLB of another Service.

use super::{FreedQuota, OutcomeToCalls};
use crate::desired::{refused_creation, refused_location};
use crate::diagnostic::{Diagnostic, Reason, Related};
use crate::json::Value;
use crate::planner::{
    LoadBalancerFreedByDeletion, LoadBalancerPlan, PlanBuilder, ResourceAddress, Verb, VipVerdict,
    adoption_and_undecided_reasons, codes, reasons,
};
use crate::request::ServiceName;
use crate::tke::{self, annotation_notes_and_fix_titles};

/// The parameter that requests an address.
const VIP: &str = "Vip";

impl OutcomeToCalls<'_> {
    /// Why the purchase is withheld; `None` when it is not.
    pub(super) fn creation_blocker(&self, builder: &mut PlanBuilder<'_>, freed_quota: FreedQuota) -> Option<Reason> {
        let spec = self.spec()?;
        let blocker = match (&spec.refused, &self.input.token_owner) {
            (_, Some(owner)) => {
                let blocker = reasons::COPIED_TOKEN.with("service", owner.to_string());
                builder.mark_incomplete(blocker.clone());
                builder.mark_endangered(owner, tke::CLIENT_TOKEN.name());
                blocker
            }
            (Some(refusal), None) => {
                builder.mark_incomplete(refusal.reason.clone());
                if let Some(finding) = refused_creation(self.input.manifest?, refusal) {
                    builder.add_finding(finding);
                }
                refusal.reason.clone()
            }
            (None, None) => {
                let over_quota = self.over_quota(builder, freed_quota);
                over_quota.or_else(|| self.address_in_use(builder, freed_quota))?
            }
        };
        builder.withhold(ResourceAddress::LoadBalancer, Verb::Create, blocker.clone());
        Some(blocker)
    }

    /// The reason, with a finding, where the account may have no more CLBs.
    fn over_quota(&self, builder: &mut PlanBuilder<'_>, freed_quota: FreedQuota) -> Option<Reason> {
        let kind = self.spec()?.network.kind.as_deref();
        let remaining = self.input.purchase_quota.remaining(kind)?;
        if remaining + i64::from(freed_quota == FreedQuota::OneLoadBalancer) > 0 {
            return None;
        }
        let finding = Diagnostic::new(&codes::PURCHASE_QUOTA).arg("service", self.input.name.to_string());
        builder.add_finding(deleted_first(finding, LoadBalancerFreedByDeletion::for_purchase(self.input.freed, kind)));
        Some(reasons::PURCHASE_QUOTA.reason())
    }

    /// The reason, with a finding, where another CLB has the requested address and is not deleted before the purchase.
    fn address_in_use(&self, builder: &mut PlanBuilder<'_>, freed_quota: FreedQuota) -> Option<Reason> {
        let id = self.input.address_holder.as_ref()?;
        let is_current = self.input.current.load_balancer().is_some_and(|current| current.id == *id);
        if is_current && freed_quota == FreedQuota::OneLoadBalancer {
            return None;
        }
        let address = self.spec()?.create.get(VIP).and_then(Value::as_str).unwrap_or_default();
        let reason = adoption_and_undecided_reasons::ADDRESS_IN_USE.with("address", address).arg("id", id.clone());
        let reason = reason.arg("field", VIP);
        let finding = Diagnostic::new(&codes::ADDRESS_IN_USE).arg("service", self.input.name.to_string());
        let mut finding = finding.arg("address", address).arg("id", id.clone());
        if let Some(manifest) = self.input.manifest {
            let location = refused_location(manifest, &reason);
            finding = finding.object(manifest.object.reference.clone()).location(location);
            finding = finding.path(tke::EXTENSIVE_PARAMETERS.definition.path());
        }
        let freed_by = self.input.freed.iter().find(|freed| freed.id == *id).map(|freed| &freed.service);
        builder.add_finding(deleted_first(finding, freed_by));
        Some(reason)
    }

    /// What becomes of the CLB of a Service for which none is bought.
    pub(super) fn creation_refused(&self, blocker: Reason) -> LoadBalancerPlan {
        match self.input.token_owner {
            // The controller goes on, with a CLB and an address that are not this Service's.
            Some(_) => self.refused(VipVerdict::Unknown, vec![blocker]),
            None => self.refused(self.input.vip_if_unchanged(), vec![self.reason.clone(), blocker]),
        }
    }
}

/// The finding with a note where a Service that the request deletes takes away what stands in the way. Whether it is gone by
/// then is unknown.
pub(super) fn deleted_first(finding: Diagnostic, service: Option<&ServiceName>) -> Diagnostic {
    let Some(service) = service else { return finding };
    let note = annotation_notes_and_fix_titles::GONE_FIRST.with("name", service.to_string());
    finding.related(Related { note, location: None, object: Some(service.reference()) })
}
