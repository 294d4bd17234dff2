//! What stops a Service whatever the cloud holds: a plan finds it on its way, and a report looks for it by itself.
//!
//! The findings are those of a plan, so that a reader meets one name for one fault.

use crate::desired::desired;
use crate::diagnostic::{Diagnostic, Location};
use crate::model::{Backends, Cluster, ListenerKey, Service};
use crate::plan_sync::Snapshot;
use crate::planner::codes;
use crate::request::ClusterType;
use crate::syntax::Object;
use crate::tke::rules::ValidationContext;
use crate::tke::settings::Setting;
use crate::tke::{MODE, ModeSetting, QCLOUD_SHARE_EXISTED_LB, Settings, TKE_EXISTED_LBID};

/// What is looked at, read once for all Services.
pub(super) struct PlanPrechecks<'a> {
    validation: &'a ValidationContext<'a>,
    /// How many backends a listener takes, and what the cluster has for them; only where the quota was told.
    backends: Option<(usize, Cluster)>,
}

impl<'a> PlanPrechecks<'a> {
    pub(super) fn read(snapshot: &Snapshot, validation: &'a ValidationContext<'a>) -> PlanPrechecks<'a> {
        let quota = snapshot.context.quotas.as_ref().and_then(|quotas| quotas.targets_per_listener);
        let backends = quota.map(|quota| (quota as usize, Cluster::read(&snapshot.live, &snapshot.manifests)));
        PlanPrechecks { validation, backends }
    }

    pub(super) fn check(&self, object: &Object, live: Option<&Object>, settings: &Settings) -> Vec<Diagnostic> {
        if !crate::tke::listener_protocols::wants_load_balancer(object) {
            return Vec::new();
        }
        let mut found: Vec<Diagnostic> = self.shared(object, live, settings).into_iter().collect();
        found.extend(self.too_many_backends(object, live, settings));
        found
    }

    /// A CLB that others use: whether that is allowed, and whether the Service may be skipped there.
    fn shared(&self, object: &Object, live: Option<&Object>, settings: &Settings) -> Option<Diagnostic> {
        let Setting::Is(id) = settings.get(&TKE_EXISTED_LBID) else { return None };
        let sharing = self.validation.sharing_services(&id)?;
        let first = sharing.other(object)?;
        if settings.get(&MODE) == Setting::Is(ModeSetting::Skip) {
            return Some(at(&codes::SKIP_REFUSED, object, settings.location(&MODE)).path(MODE.definition.path()));
        }
        let uses = |live: &Object| live.annotation(TKE_EXISTED_LBID.name()) == Some(id.as_str());
        // Who is there already is not refused because another one wants in, and of new ones the first is let in.
        let name = |object: &Object| (object.namespace().to_owned(), object.name().to_owned());
        let settled = live.is_some_and(uses) || !(sharing.in_use || name(first) < name(object));
        let found = || {
            let location = settings.location(&TKE_EXISTED_LBID);
            at(&codes::NOT_SHARED, object, location).path(TKE_EXISTED_LBID.definition.path()).arg("id", id.as_str())
        };
        (!settled && self.is_off(settings)).then(found)
    }

    /// Whether sharing is known to be off.
    fn is_off(&self, settings: &Settings) -> bool {
        let context = self.validation.context;
        let serverless = context.cluster_type == Some(ClusterType::Serverless);
        let declared = settings.get(&QCLOUD_SHARE_EXISTED_LB) == Setting::Is(true);
        context.sharing == Some(false) || (serverless && !declared)
    }

    /// Said once, of the listener or rule with the most.
    fn too_many_backends(&self, object: &Object, live: Option<&Object>, settings: &Settings) -> Option<Diagnostic> {
        let (quota, cluster) = self.backends.as_ref()?;
        let mut service = Service::read(object, settings.clone());
        if let Some(live) = live {
            service.inherit(&Service::read(live, Settings::read_silently(live)));
        }
        let manifests = desired(&service, cluster, self.validation.context);
        let known = |backends: &Backends| match backends {
            Backends::Known(targets) => Some(targets.len()),
            Backends::Unknown(_) => None,
        };
        let counts = manifests.listeners.iter().flat_map(|spec| {
            let rules = spec.rules.iter().filter_map(|rule| known(&rule.backends));
            known(&spec.backends).into_iter().chain(rules).map(|count| (count, spec.key, spec.location))
        });
        let (count, key, location): (usize, ListenerKey, Option<Location>) = counts.max_by_key(|(count, ..)| *count)?;
        let found = || {
            let found = at(&codes::TARGET_QUOTA, object, location).arg("listener", key.to_string());
            found.arg("count", count.to_string()).arg("limit", quota.to_string())
        };
        (count > *quota).then(found)
    }
}

fn at(code: &'static crate::diagnostic::Code, object: &Object, location: Option<Location>) -> Diagnostic {
    Diagnostic::new(code).object(object.reference.clone()).location(location)
}
