//! What aborts a sync whatever the cloud has: a plan finds it by itself, and a validation looks for it here, from the
//! objects alone. Codes are the plan's, so that one fault has one name.

use super::ValidationContext;
use crate::desired::desired;
use crate::desired::quota::{exceeded_target_quota, target_quota_finding};
use crate::diagnostic::{CodeDef, Diagnostic, Location};
use crate::model::{Backends, Cluster, ListenerKey, Service};
use crate::request::ServiceName;
use crate::sharing::{self, SharingPermission, sharing_permission};
use crate::snapshot::Snapshot;
use crate::syntax::KubernetesObject;
use crate::tke::ports_and_backend_kind::wants_load_balancer;
use crate::tke::{MODE, Setting, Settings, SyncSetting, TKE_EXISTED_LBID};

/// What the checks need, read once for all Services.
pub struct AbortChecks<'a> {
    validation: &'a ValidationContext<'a>,
    /// What backends are made from; only where their quota was provided.
    cluster: Option<Cluster>,
}

impl<'a> AbortChecks<'a> {
    /// Reads what the checks need.
    pub fn read(snapshot: &Snapshot, validation: &'a ValidationContext<'a>) -> AbortChecks<'a> {
        let quota = snapshot.context.quotas.as_ref().and_then(|quotas| quotas.targets_per_listener);
        AbortChecks { validation, cluster: quota.map(|_| Cluster::read(&snapshot.live, &snapshot.manifests)) }
    }

    /// What would abort the sync of a Service. `live` is the same Service as the cluster has it.
    pub fn check(
        &self,
        object: &KubernetesObject,
        live: Option<&KubernetesObject>,
        settings: &Settings,
    ) -> Vec<Diagnostic> {
        if !wants_load_balancer(object) {
            return Vec::new();
        }
        let mut found: Vec<Diagnostic> = self.shared(object, live, settings).into_iter().collect();
        found.extend(self.too_many_backends(object, live, settings));
        found
    }

    /// A CLB that others use: whether the Service may share it, and whether it may be skipped there.
    fn shared(
        &self,
        object: &KubernetesObject,
        live: Option<&KubernetesObject>,
        settings: &Settings,
    ) -> Option<Diagnostic> {
        let Setting::Is(id) = settings.get(&TKE_EXISTED_LBID) else { return None };
        let ValidationContext { sharing, context, .. } = self.validation;
        let name = ServiceName::of(object);
        if !sharing.others_use(&id, &name) {
            return None;
        }
        if settings.get(&MODE) == Setting::Is(SyncSetting::Skip) {
            let location = settings.location(&MODE);
            return Some(at(&sharing::codes::SKIP_REFUSED, object, location).path(MODE.definition.path()));
        }
        // A Service that uses the CLB already is not refused because another one joins. Of Services that join at once the
        // first is accepted here, while a plan refuses all of them.
        let is_on_it = live.is_some_and(|live| live.annotation(TKE_EXISTED_LBID.name()) == Some(id.as_str()));
        let is_late = !is_on_it && sharing.has_earlier_user(&id, &name);
        let found = || {
            let found = at(&sharing::codes::NOT_SHARED, object, settings.location(&TKE_EXISTED_LBID));
            found.path(TKE_EXISTED_LBID.definition.path()).arg("id", id.as_str())
        };
        (is_late && sharing_permission(context, Some(settings)) == SharingPermission::Refused).then(found)
    }

    /// Reported once, for the listener or rule with the most.
    fn too_many_backends(
        &self,
        object: &KubernetesObject,
        live: Option<&KubernetesObject>,
        settings: &Settings,
    ) -> Option<Diagnostic> {
        let cluster = self.cluster.as_ref()?;
        let mut service = Service::read(object, settings.clone());
        if let Some(live) = live {
            service.inherit(&Service::read(live, Settings::read_silently(live)));
        }
        let desired = desired(&service, cluster, self.validation.context);
        let known = |backends: &Backends| match backends {
            Backends::Known(targets) => Some(targets.len()),
            Backends::Unknown(_) => None,
        };
        let counts = desired.listeners.iter().flat_map(|spec| {
            let rules = spec.rules.iter().filter_map(|rule| known(&rule.backends));
            known(&spec.backends).into_iter().chain(rules).map(|count| (count, spec.key, spec.location))
        });
        let (count, key, location): (usize, ListenerKey, Option<Location>) = counts.max_by_key(|(count, ..)| *count)?;
        let limit = exceeded_target_quota(count, self.validation.context.quotas.as_ref())?;
        let found = target_quota_finding(key, count, limit);
        Some(found.object(object.reference.clone()).location(location))
    }
}

fn at(code: &'static CodeDef, object: &KubernetesObject, location: Option<Location>) -> Diagnostic {
    Diagnostic::new(code).object(object.reference.clone()).location(location)
}
