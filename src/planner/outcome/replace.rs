//! One CLB in place of another: the current one is deleted or released, the next one is bought or adopted.
//!
//! The current CLB is not released before it is certain that the next one can be used.

use super::{Departure, FreedQuota, OutcomeToCalls};
use crate::diagnostic::Diagnostic;
use crate::model::OwnedOrShared;
use crate::planner::{LoadBalancerPlan, LoadBalancerVerdict, PlanBuilder, VipVerdict, codes};

impl OutcomeToCalls<'_> {
    /// The current CLB is deleted or released, and a managed one is bought.
    pub(super) fn replace_by_managed(&self, builder: &mut PlanBuilder<'_>, departure: Departure) -> LoadBalancerPlan {
        let freed_quota = match (departure, self.input.current.load_balancer(), self.spec()) {
            (Departure::DeleteOrRelease, Some(lb), Some(spec))
                if lb.network.kind == spec.network.kind && self.deletes(lb) =>
            {
                FreedQuota::OneLoadBalancer
            }
            (Departure::DeleteOrRelease | Departure::Release, _, _) => FreedQuota::None,
        };
        if let Some(blocker) = self.creation_blocker(builder, freed_quota) {
            return self.creation_refused(blocker);
        }
        let plan = self.depart(builder, departure);
        self.create(builder);
        plan
    }

    /// The current CLB is deleted or released, and an existing one is adopted. Whether that is allowed is decided before
    /// the current one is released.
    pub(super) fn replace_by_existing(&self, builder: &mut PlanBuilder<'_>, departure: Departure) -> LoadBalancerPlan {
        let Some(id) = self.existing_id() else { return self.depart(builder, departure) };
        let lb = match self.adoptable(builder, id) {
            Ok(Some(lb)) => lb,
            Ok(None) => {
                builder.add_finding(self.locate(Diagnostic::new(&codes::NOT_OBSERVED).arg("id", id)));
                return self.refused(VipVerdict::Kept, vec![self.report_not_observed(builder, id)]);
            }
            Err(refused) => return self.refused(VipVerdict::Kept, refused),
        };
        let plan = self.depart(builder, departure);
        self.sync(builder, lb, OwnedOrShared::Shared);
        plan
    }

    /// Deletes or releases the current CLB, for another one.
    fn depart(&self, builder: &mut PlanBuilder<'_>, departure: Departure) -> LoadBalancerPlan {
        let mut plan = self.concluded(LoadBalancerVerdict::Replace, VipVerdict::Changed);
        self.mark_switch(builder);
        plan.reasons.extend(self.differences());
        match (departure, self.input.current.load_balancer()) {
            (Departure::DeleteOrRelease, Some(lb)) => {
                let release = self.delete_or_release(builder, lb);
                plan.reasons.extend(release.reasons);
            }
            (Departure::Release, _) => {
                self.release(builder);
                plan.reasons.extend(self.shared_leftovers());
            }
            (Departure::DeleteOrRelease, None) => {}
        }
        plan
    }
}
