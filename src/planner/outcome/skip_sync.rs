//! `mode: skip`: nothing is touched, unless the page excludes it for this Service.

use super::OutcomeToCalls;
use crate::diagnostic::{Diagnostic, Reason};
use crate::model::Service;
use crate::planner::resource::listeners;
use crate::planner::{
    LoadBalancerPlan, LoadBalancerVerdict, PlanBuilder, VipVerdict, adoption_and_undecided_reasons, reasons,
};
use crate::tke::{
    ControllerSwitches, MODE, MODIFICATION_PROTECTION, ModificationProtection, SettingValue, modification_protection,
};

impl OutcomeToCalls<'_> {
    pub(super) fn skip(&self, builder: &mut PlanBuilder<'_>) -> LoadBalancerPlan {
        listeners::withhold_all(builder, &self.reason);
        let shared = self.existing_id().is_some_and(|id| self.shares(id));
        let protection = self.protection();
        if shared || protection == ModificationProtection::On {
            builder.add_finding(self.skip_refused());
            // What the controller then does with a deleted Service is not documented.
            let vip = if self.input.manifest.is_some() { self.vip_of_current() } else { VipVerdict::Unknown };
            return self.refused(vip, vec![reasons::SKIP_REFUSED.reason()]);
        }
        let mut plan = self.concluded(LoadBalancerVerdict::Skip, self.vip_of_current());
        if protection == ModificationProtection::Unknown {
            builder.mark_incomplete(reasons::SKIP_UNCHECKED.reason());
            plan.reasons.push(reasons::SKIP_UNCHECKED.reason());
        }
        plan
    }

    /// That the live object has `mode: skip` and goes all the same, because the controller is older than the annotation.
    pub(super) fn skip_too_new(&self) -> Option<Reason> {
        let live = self.input.live.filter(|_| self.input.manifest.is_none() && !self.input.desired.skip)?;
        let (needs, has) = (MODE.definition.since?, ControllerSwitches::read(self.input.context, &[]).version()?);
        let asks =
            matches!(live.settings.get(&MODE), SettingValue::Is(_)) && !MODE.definition.is_supported_by(Some(has));
        let reason = adoption_and_undecided_reasons::SKIP_TOO_NEW.with("needs", needs.version.to_string());
        asks.then(|| reason.arg("has", has.to_string()))
    }

    /// At the annotation that asks for it, as in a report.
    fn skip_refused(&self) -> Diagnostic {
        let found = self.locate(Diagnostic::new(&crate::sharing::codes::SKIP_REFUSED)).path(MODE.definition.path());
        match self.input.manifest.and_then(|manifest| manifest.settings.location(&MODE)) {
            Some(location) => found.location(Some(location)),
            None => found,
        }
    }

    /// Whether the CLB of the Service is protected against modification. The console and the API can protect any CLB, so
    /// that it is not is proven by its state only, or by an annotation that the controller has synced.
    fn protection(&self) -> ModificationProtection {
        let Some(service) = self.input.manifest.or(self.input.live) else { return ModificationProtection::Unknown };
        let current = self.input.current.load_balancer();
        let lb = current.or_else(|| self.input.cloud.load_balancers.get(self.existing_id()?));
        let observed = lb.and_then(|lb| lb.operate_protected);
        let switches = ControllerSwitches::read(self.input.context, &[]);
        let protection = modification_protection(&service.settings, &switches, observed);
        let is_off = |live: &Service<'_>| live.settings.get(&MODIFICATION_PROTECTION) == SettingValue::Is(false);
        let is_proven = observed.is_some() || lb.is_none() || self.input.live.is_some_and(is_off);
        match protection {
            ModificationProtection::Off if !is_proven => ModificationProtection::Unknown,
            protection => protection,
        }
    }
}
