//! `mode: skip`: nothing is touched, unless the page excludes it for this Service.

use super::OutcomeToCalls;
use crate::diagnostic::Diagnostic;
use crate::planner::resource::listeners;
use crate::planner::{LoadBalancerPlan, LoadBalancerVerdict, PlanBuilder, VipChange, reasons};
use crate::tke::{ClusterSwitches, MODE, ModificationProtection, modification_protection};

impl OutcomeToCalls<'_> {
    pub(super) fn skip(&self, builder: &mut PlanBuilder<'_>) -> LoadBalancerPlan {
        listeners::withhold_all(builder, &self.reason);
        let shared = self.existing_id().is_some_and(|id| self.shares(id));
        let protection = self.protection();
        if shared || protection == ModificationProtection::On {
            builder.add_finding(self.skip_refused());
            // What the controller then does with a deleted Service is not documented.
            let vip = if self.input.manifest.is_some() { self.vip_of_current() } else { VipChange::Unknown };
            return self.refused(vip, vec![reasons::SKIP_REFUSED.reason()]);
        }
        if protection == ModificationProtection::Unknown {
            builder.mark_incomplete(reasons::SKIP_UNCHECKED.reason());
        }
        self.concluded(LoadBalancerVerdict::Skip, self.vip_of_current())
    }

    /// At the annotation that asks for it, as in a report.
    fn skip_refused(&self) -> Diagnostic {
        let found = self.locate(Diagnostic::new(&crate::sharing::codes::SKIP_REFUSED)).path(MODE.definition.path());
        match self.input.manifest.and_then(|manifest| manifest.settings.location(&MODE)) {
            Some(location) => found.location(Some(location)),
            None => found,
        }
    }

    /// Whether the CLB of the Service is protected against modification.
    fn protection(&self) -> ModificationProtection {
        let Some(service) = self.input.manifest.or(self.input.live) else { return ModificationProtection::Unknown };
        let observed = self.input.current.load_balancer().and_then(|lb| lb.operate_protected);
        modification_protection(&service.settings, &ClusterSwitches::read(self.input.context, &[]), observed)
    }
}
