//! What surrounds the Services that are checked, read once for all of them.

use super::shared_settings::{ServiceOnLoadBalancer, SharedSettings};
use crate::request::Context;
use crate::sorted_map::SortedMap;
use crate::syntax::{KubernetesObject, ObjectIndex};
use crate::tke::ports_and_backend_kind::wants_load_balancer;
use crate::tke::{CLIENT_TOKEN, ClusterSwitches, TKE_EXISTED_LBID, TKE_SERVICE_CONFIG};
use crate::tke_service_config::KINDS;

const SERVICE: &str = "Service";

/// What surrounds the Services that are checked.
pub struct ValidationContext<'a> {
    /// Every object there is, live ones before manifests.
    pub objects: ObjectIndex<'a>,
    /// What is known of the cluster.
    pub context: &'a Context,
    live: ObjectIndex<'a>,
    pub(super) switches: ClusterSwitches,
    /// The Services that name an existing CLB, in the order of their names.
    on_load_balancers: SortedMap<&'a str, Vec<&'a KubernetesObject>>,
    pub(super) shared_settings: SharedSettings<'a>,
}

impl<'a> ValidationContext<'a> {
    /// Reads what surrounds the Services among `manifests`.
    pub fn read(
        live: &'a [KubernetesObject],
        manifests: &'a [KubernetesObject],
        context: &'a Context,
    ) -> ValidationContext<'a> {
        let kinds: Vec<&str> = KINDS.into_iter().chain(["Node", "Pod", "Secret", SERVICE]).collect();
        let annotations = [CLIENT_TOKEN.definition.name, TKE_SERVICE_CONFIG.definition.name];
        let all: Vec<&KubernetesObject> = live.iter().chain(manifests).collect();
        let switches = ClusterSwitches::read(context, &all);
        let objects = ObjectIndex::new(all, &kinds, &annotations);
        let live = ObjectIndex::new(live.iter().collect(), &[SERVICE], &[]);
        let mut validation = ValidationContext {
            objects,
            context,
            live,
            switches,
            on_load_balancers: SortedMap::new(),
            shared_settings: SharedSettings::default(),
        };
        let services = validation.services_on_load_balancers();
        for service in &services {
            validation.on_load_balancers.get_or_default(service.id).push(service.object);
        }
        validation.shared_settings = SharedSettings::of(&services);
        validation
    }

    /// The Service of this name as the cluster has it.
    pub fn live_service(&self, service: &KubernetesObject) -> Option<&'a KubernetesObject> {
        let mut live = self.live.named(SERVICE, service.namespace(), service.name());
        live.find(|live| !live.name().is_empty() && live.reference == service.reference)
    }

    /// The Service of this name as it will be.
    pub(super) fn latest_service(&self, namespace: &str, name: &str) -> Option<&'a KubernetesObject> {
        self.objects.named(SERVICE, namespace, name).last()
    }

    /// The first other Service, by name, on an existing CLB.
    pub(super) fn other_on(&self, id: &str, own: &KubernetesObject) -> Option<&'a KubernetesObject> {
        let name = |object: &KubernetesObject| (object.namespace().to_owned(), object.name().to_owned());
        self.on_load_balancers.get(id)?.iter().find(|object| name(object) != name(own)).copied()
    }

    /// The Services that name an existing CLB, in the order of their names.
    fn services_on_load_balancers(&self) -> Vec<ServiceOnLoadBalancer<'a>> {
        let mut found = Vec::new();
        for object in self.objects.of_kind(SERVICE).filter(|service| wants_load_balancer(service)) {
            let latest = self.latest_service(object.namespace(), object.name());
            let id = object.annotation(TKE_EXISTED_LBID.name());
            if let Some(id) = id.filter(|_| latest.is_some_and(|latest| std::ptr::eq(latest, object))) {
                found.push(ServiceOnLoadBalancer { id, object });
            }
        }
        found
    }
}
