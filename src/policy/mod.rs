//! Guard rails over a plan, so that the same module can say *no* in CI and at admission.
//!
//! A guard looks at finished plans and changes nothing. What a guard cannot tell from what was provided is no violation, but a
//! finding says so, and the verdict is then `undecided`. What the live objects violate without the request is listed, and the
//! verdict does not count it. Expressions may come beside the guards of a rule later.

pub mod codes;

use crate::diagnostic::render::{DiagnosticOutput, Renderer};
use crate::diagnostic::{CodeDefinition, Diagnostic, Location, Severity};
use crate::json::Value;
use crate::model::clb_attributes::AttributeId;
use crate::model::{ForwardingRule, KnownLoadBalancers};
use crate::planner::manifest_locations::ManifestLocations;
use crate::planner::plan_sync_answer::{PolicyOutput, PolicyVerdict};
use crate::planner::{
    LoadBalancerVerdict, Purchase, ResourceAddress, ResourceChange, ServicePlan, Verb, VipVerdict, reasons,
};
use crate::request::{Context, Policy, PolicyGuard, PolicyMatch};
use crate::syntax::KubernetesObject;
use crate::tke::{self, ControllerSwitches, NameDefinition, ServiceSettings, SettingValue};

/// What rules are judged by.
pub struct PolicyInput<'a> {
    /// The plans.
    pub plans: &'a [&'a ServicePlan],
    /// The objects as they are wanted.
    pub manifests: &'a [KubernetesObject],
    /// The objects the cluster holds.
    pub live: &'a [KubernetesObject],
    /// What the cloud holds.
    pub cloud: &'a KnownLoadBalancers,
    /// What is known of the cluster.
    pub context: &'a Context,
    /// Where each Service of `drafts` says what.
    pub sources: &'a [ManifestLocations<'a>],
}

/// What sets the bandwidth.
static BANDWIDTH_BY: [&NameDefinition; 4] = [
    &tke::INTERNET_MAX_BANDWIDTH_OUT.definition,
    &tke::TKE_SERVICE_CONFIG.definition,
    &tke::TKE_SERVICE_CONFIG_AUTO.definition,
    &tke::EXTENSIVE_PARAMETERS.definition,
];

/// A guard that a plan violates, or of which nobody can tell whether it does.
pub struct PolicyViolation {
    /// What is found.
    pub finding: Diagnostic,
    /// It follows from the list of the rule that the guard is in.
    pub severity: Severity,
}

impl PolicyViolation {
    /// What it makes of the verdict. What the request does not bring makes nothing of it.
    fn verdict(&self) -> PolicyVerdict {
        match self.severity {
            _ if self.finding.is_existing => PolicyVerdict::Allow,
            _ if self.finding.is(&codes::UNDECIDED) => PolicyVerdict::Undecided,
            Severity::Error => PolicyVerdict::Deny,
            Severity::Warning | Severity::Info => PolicyVerdict::Warn,
        }
    }

    fn output(&self, renderer: &Renderer<'_>) -> DiagnosticOutput {
        DiagnosticOutput { severity: self.severity, ..renderer.diagnostic(&self.finding) }
    }
}

/// The answer of a policy.
pub fn output(violations: &[PolicyViolation], renderer: &Renderer<'_>) -> PolicyOutput {
    PolicyOutput {
        verdict: violations.iter().map(PolicyViolation::verdict).max().unwrap_or(PolicyVerdict::Allow),
        violations: violations.iter().map(|violation| violation.output(renderer)).collect(),
    }
}

/// Judges every Service by every rule that is about it.
pub fn violations(policy: &Policy, input: &PolicyInput<'_>) -> Vec<PolicyViolation> {
    let mut violations = Vec::new();
    for rule in &policy.rules {
        for (plan, sources) in input.plans.iter().zip(input.sources) {
            let subject = ServiceUnderReview::of(plan, sources, input);
            if !matches(&rule.matches, &subject) {
                continue;
            }
            for (guards, severity, severity_of_undecided) in
                [(&rule.deny, Severity::Error, Severity::Warning), (&rule.warn, Severity::Warning, Severity::Info)]
            {
                let found = guards.iter().flat_map(|guard| subject.violations(guard));
                let found = found
                    .map(|finding| (finding, severity))
                    .chain(subject.undecided(guards).map(|finding| (finding, severity_of_undecided)));
                violations.extend(found.map(|(finding, severity)| PolicyViolation {
                    finding: finding.arg("rule", rule.name.clone()),
                    severity,
                }));
            }
        }
    }
    violations
}

/// One Service under judgement.
struct ServiceUnderReview<'a> {
    plan: &'a ServicePlan,
    object: Option<&'a KubernetesObject>,
    input: &'a PolicyInput<'a>,
    sources: &'a ManifestLocations<'a>,
}

fn matches(rule: &PolicyMatch, subject: &ServiceUnderReview<'_>) -> bool {
    let namespace = rule.namespaces.is_empty() || rule.namespaces.contains(&subject.plan.name.namespace);
    let label = |key: &str| {
        let labels = subject.object?.node.at(&["metadata", "labels"])?;
        labels.str_at(key)
    };
    namespace && rule.labels.iter().all(|(key, value)| label(key) == Some(value))
}

impl<'a> ServiceUnderReview<'a> {
    fn of(
        plan: &'a ServicePlan,
        sources: &'a ManifestLocations<'a>,
        input: &'a PolicyInput<'a>,
    ) -> ServiceUnderReview<'a> {
        let is = |object: &&KubernetesObject| {
            object.kind() == "Service" && object.namespace() == plan.name.namespace && object.name() == plan.name.name
        };
        let object = input.manifests.iter().find(is).or_else(|| input.live.iter().find(is));
        ServiceUnderReview { plan, object, input, sources }
    }

    /// The findings, when the plan does what the guard catches: of backends one for each listener or rule that loses them, so
    /// that what the request brings is told from the rest.
    fn violations(&self, guard: &PolicyGuard) -> Vec<Diagnostic> {
        match guard {
            PolicyGuard::DrainsBackends => self.drained_backends().map(|change| self.drains(change)).collect(),
            PolicyGuard::DeletesLoadBalancer
            | PolicyGuard::ChangesAddress
            | PolicyGuard::ReplacesLoadBalancer
            | PolicyGuard::ExposesPublicly
            | PolicyGuard::ExceedsBandwidth(_)
            | PolicyGuard::OutsideSubnets(_)
            | PolicyGuard::AdoptsLoadBalancer
            | PolicyGuard::LacksModificationProtection
            | PolicyGuard::EditWithoutEffect => self.violates(guard).into_iter().collect(),
        }
    }

    /// The finding, when the plan does what the guard catches.
    fn violates(&self, guard: &PolicyGuard) -> Option<Diagnostic> {
        let plan = self.plan;
        match guard {
            PolicyGuard::DeletesLoadBalancer => plan.deletes_load_balancer.then(|| self.finding(&codes::DELETES)),
            PolicyGuard::ChangesAddress => matches!(plan.vip, VipVerdict::Changed | VipVerdict::Lost)
                .then(|| self.finding(&codes::CHANGES_ADDRESS)),
            PolicyGuard::ReplacesLoadBalancer => {
                (plan.verdict == LoadBalancerVerdict::Replace).then(|| self.finding(&codes::REPLACES))
            }
            PolicyGuard::ExposesPublicly => (self.kind() == Some("OPEN")).then(|| self.finding(&codes::EXPOSES)),
            PolicyGuard::ExceedsBandwidth(limit) => {
                let bandwidth = self.bandwidth().filter(|bandwidth| *bandwidth > i64::from(*limit))?;
                let location = self.sources.of_rows(&BANDWIDTH_BY);
                let finding =
                    self.finding_at(&codes::BANDWIDTH, location, String::new()).arg("bandwidth", bandwidth.to_string());
                Some(finding.arg("limit", limit.to_string()))
            }
            PolicyGuard::OutsideSubnets(allowed) => {
                let subnet = self.subnet().filter(|subnet| !allowed.contains(subnet))?;
                Some(self.finding(&codes::SUBNET).arg("subnet", subnet))
            }
            PolicyGuard::DrainsBackends => self.drained_backends().next().map(|change| self.drains(change)),
            PolicyGuard::AdoptsLoadBalancer => {
                let id = plan.adopts.clone()?;
                Some(self.finding_at(&codes::ADOPTS, self.sources.of_load_balancer(), id))
            }
            PolicyGuard::LacksModificationProtection => self.unprotected().then(|| {
                let location = self.sources.of_rows(&[&tke::MODIFICATION_PROTECTION.definition]);
                self.finding_at(&codes::UNPROTECTED, location, String::new())
            }),
            PolicyGuard::EditWithoutEffect => (plan.ineffective_edits > 0).then(|| {
                let locations = plan.withheld.iter().flat_map(|withheld| self.sources.of_edit(withheld));
                self.finding_at(&codes::IGNORED, locations.min(), String::new())
            }),
        }
    }

    /// The finding about the guards of which nobody can tell whether the plan does what they catch.
    fn undecided(&self, guards: &[PolicyGuard]) -> Option<Diagnostic> {
        let undecided = guards.iter().filter(|guard| self.is_undecided(guard));
        let names: Vec<String> = undecided.map(|guard| format!("`{}`", guard.name())).collect();
        (!names.is_empty()).then(|| self.finding(&codes::UNDECIDED).list("guards", names))
    }

    /// True when what was provided does not say whether the plan does what the guard catches: what becomes of the load
    /// balancer and its address, or of backends, or what the load balancer in use is like.
    fn is_undecided(&self, guard: &PolicyGuard) -> bool {
        let plan = self.plan;
        let is_unknown = match guard {
            _ if self.may_be_replaced() && self.is_about_replacements(guard) => true,
            PolicyGuard::DeletesLoadBalancer | PolicyGuard::ChangesAddress | PolicyGuard::ReplacesLoadBalancer => {
                plan.vip == VipVerdict::Unknown || plan.may_be_deleted
            }
            PolicyGuard::DrainsBackends => plan.has_unknown_change,
            PolicyGuard::ExposesPublicly => self.uses_or_may_use_one() && self.kind().is_none(),
            PolicyGuard::ExceedsBandwidth(_) => {
                self.uses_or_may_use_one() && self.kind() != Some("INTERNAL") && self.bandwidth().is_none()
            }
            PolicyGuard::OutsideSubnets(_) => {
                self.uses_or_may_use_one() && self.kind() != Some("OPEN") && self.subnet().is_none()
            }
            PolicyGuard::AdoptsLoadBalancer
            | PolicyGuard::LacksModificationProtection
            | PolicyGuard::EditWithoutEffect => false,
        };
        is_unknown && self.violates(guard).is_none()
    }

    /// True where it is unknown whether the controller refuses the change, or gives the Service another load balancer.
    fn may_be_replaced(&self) -> bool {
        self.plan.assumptions.iter().any(|reason| reason.is(&reasons::ERA_UNKNOWN))
    }

    /// True where it matters to the guard whether the Service gets another load balancer.
    fn is_about_replacements(&self, guard: &PolicyGuard) -> bool {
        match guard {
            PolicyGuard::LacksModificationProtection | PolicyGuard::EditWithoutEffect => false,
            PolicyGuard::AdoptsLoadBalancer => {
                self.object.is_some_and(|object| object.annotation(tke::TKE_EXISTED_LBID.name()).is_some())
            }
            PolicyGuard::DeletesLoadBalancer
            | PolicyGuard::ChangesAddress
            | PolicyGuard::ReplacesLoadBalancer
            | PolicyGuard::ExposesPublicly
            | PolicyGuard::ExceedsBandwidth(_)
            | PolicyGuard::OutsideSubnets(_)
            | PolicyGuard::DrainsBackends => true,
        }
    }

    /// A finding about the CLB, at the place that decides which one there is.
    fn finding(&self, code: &'static CodeDefinition) -> Diagnostic {
        self.finding_at(code, self.sources.of_load_balancer(), self.plan.id.clone().unwrap_or_default())
    }

    fn finding_at(&self, code: &'static CodeDefinition, location: Option<Location>, id: String) -> Diagnostic {
        let finding = Diagnostic::new(code).arg("service", self.plan.name.to_string()).arg("id", id);
        match self.object {
            Some(object) => finding.location(location).object(object.reference.clone()),
            None => finding,
        }
    }

    /// The CLB that stays in use, or that the plan adopts instead, where it is known.
    fn current_load_balancer(&self) -> Option<&crate::model::LoadBalancer> {
        let staying = self.plan.id.as_ref().filter(|_| self.stays_in_use());
        let id = self.plan.adopts.as_ref().or(staying);
        id.and_then(|id| self.input.cloud.load_balancers.get(id))
    }

    /// True when the Service uses a CLB, or may use one, that the plan does not buy: only the cloud's state shows what it is
    /// like.
    fn uses_or_may_use_one(&self) -> bool {
        let may_have_one = self.plan.id.is_some() || self.plan.vip == VipVerdict::Unknown;
        self.plan.adopts.is_some() || self.stays_in_use() && may_have_one
    }

    /// True when the CLB that the Service has, if it has one, stays in use.
    fn stays_in_use(&self) -> bool {
        match self.plan.verdict {
            LoadBalancerVerdict::Keep
            | LoadBalancerVerdict::Update
            | LoadBalancerVerdict::Adopt
            | LoadBalancerVerdict::Blocked
            | LoadBalancerVerdict::Error
            | LoadBalancerVerdict::Skip => true,
            LoadBalancerVerdict::None
            | LoadBalancerVerdict::Create
            | LoadBalancerVerdict::Replace
            | LoadBalancerVerdict::Delete
            | LoadBalancerVerdict::Release => false,
        }
    }

    fn kind(&self) -> Option<&str> {
        self.plan
            .purchase()
            .and_then(Purchase::kind)
            .or_else(|| self.current_load_balancer().and_then(|lb| lb.network.kind.as_deref()))
    }

    fn subnet(&self) -> Option<String> {
        if self.kind() != Some("INTERNAL") {
            return None;
        }
        let bought = self.plan.purchase().and_then(Purchase::subnet);
        bought.map(str::to_owned).or_else(|| self.current_load_balancer().and_then(|lb| lb.network.subnet.clone()))
    }

    /// Most outbound bandwidth in Mbps that the plan leads to.
    fn bandwidth(&self) -> Option<i64> {
        let set = self.plan.actions.iter().filter_map(|action| action.call.bandwidth());
        let current = self
            .current_load_balancer()
            .and_then(|lb| lb.values.get(&AttributeId::BandwidthOut))
            .and_then(Value::as_i64);
        set.max().or(current)
    }

    fn drains(&self, change: &ResourceChange) -> Diagnostic {
        let location = self.sources.of_change(change).into_iter().next();
        self.finding_at(&codes::DRAINS, location, String::new()).arg("address", change.address.to_string())
    }

    /// The changes by which a listener or rule loses every backend it has: they are unbound, also where others are bound
    /// afterwards, or get weight 0, or go with the listener or rule.
    fn drained_backends(&self) -> impl Iterator<Item = &ResourceChange> {
        self.plan.changes.iter().filter(|change| match (change.verb, &change.address) {
            (Verb::Delete, address) => self.had_backends(address),
            (Verb::Create | Verb::Update | Verb::Release, _) => change.drains_every_backend(),
        })
    }

    /// True for a listener or rule of the current CLB that is known to have backends.
    fn had_backends(&self, address: &ResourceAddress) -> bool {
        let (key, path) = match address {
            ResourceAddress::Listener(key) => (key, None),
            ResourceAddress::Rule(key, path) => (key, Some(path)),
            _ => return false,
        };
        let current = self.plan.current_id.as_ref().and_then(|id| self.input.cloud.load_balancers.get(id));
        let listeners = current.into_iter().flat_map(|lb| lb.listeners_with_key(*key));
        let is_meant =
            |rule: &&ForwardingRule| path.is_none_or(|path| rule.domain == path.domain && rule.url == path.url);
        let mut bound = listeners.flat_map(|listener| {
            let own = listener.targets.iter().filter(|_| path.is_none());
            own.chain(listener.rules.iter().filter(is_meant).filter_map(|rule| rule.targets.as_ref()))
        });
        bound.any(|targets| !targets.is_empty())
    }

    fn unprotected(&self) -> bool {
        if matches!(
            self.plan.verdict,
            LoadBalancerVerdict::None | LoadBalancerVerdict::Delete | LoadBalancerVerdict::Release
        ) {
            return false;
        }
        let Some(object) = self.object else { return false };
        let settings = ServiceSettings::read_silently(object);
        match settings.get(&tke::MODIFICATION_PROTECTION) {
            SettingValue::Is(protected) => !protected,
            // The switch protects what is bought while it is on, and nothing that was bought before.
            SettingValue::Absent => match self.observed_protection() {
                Some(protected) if self.plan.purchase().is_none() => !protected,
                Some(_) | None => !(self.plan.purchase().is_some() && self.protects_new_load_balancers()),
            },
            SettingValue::Invalid => true,
        }
    }

    /// Operation protection of the current CLB.
    fn observed_protection(&self) -> Option<bool> {
        self.input.cloud.load_balancers.get(self.plan.id.as_deref()?)?.operate_protected
    }

    fn protects_new_load_balancers(&self) -> bool {
        let switches = ControllerSwitches::read(self.input.context, &[]);
        switches.get(&tke::ENABLE_DEFAULT_MODIFICATION_PROTECTION) == SettingValue::Is(true)
    }
}
