//! What surrounds the Services that are checked, read once for all of them.

use super::shared_settings::{CommonAnnotationsByLoadBalancer, ServiceOnExistingLoadBalancer};
use super::users_of_target_groups::UsersOfTargetGroups;
use crate::provided_objects::{KindCoverage, ProvidedObjects};
use crate::request::{Context, ServiceName};
use crate::sorted_map::{SortedMap, SortedSet};
use crate::syntax::{KubernetesObject, ObjectLookup};
use crate::tke::load_balancer_tags::INGRESS_ANNOTATIONS;
use crate::tke::ports_and_backend_kind::wants_load_balancer;
use crate::tke::{CLIENT_TOKEN, ControllerSwitches, TKE_EXISTED_LBID, TKE_SERVICE_CONFIG};
use crate::tke_service_config::KINDS;

const SERVICE: &str = "Service";
/// Secrets are printed one by one, without their values.
const SECRET: &str = "Secret";

/// What surrounds the Services that are checked.
pub struct ServiceRulesInput<'a> {
    /// Every object there is, live ones before manifests.
    pub objects: ObjectLookup<'a>,
    /// What is known of the cluster.
    pub context: &'a Context,
    live: ObjectLookup<'a>,
    pub(super) switches: ControllerSwitches<'a>,
    /// The Services that name an existing CLB, in the order of their names.
    on_load_balancers: SortedMap<&'a str, Vec<&'a KubernetesObject>>,
    pub(super) shared_settings: CommonAnnotationsByLoadBalancer<'a>,
    users_of_target_groups: UsersOfTargetGroups,
    /// What was provided as a whole; absent in tests of single rules.
    provided: Option<&'a ProvidedObjects>,
}

impl<'a> ServiceRulesInput<'a> {
    /// Reads what surrounds the Services of a request.
    pub fn of(provided: &'a ProvidedObjects) -> ServiceRulesInput<'a> {
        let validation = ServiceRulesInput::read(&provided.live, &provided.manifests, &provided.context);
        ServiceRulesInput { provided: Some(provided), ..validation }
    }

    /// Reads what surrounds the Services among `manifests`.
    pub fn read(
        live: &'a [KubernetesObject],
        manifests: &'a [KubernetesObject],
        context: &'a Context,
    ) -> ServiceRulesInput<'a> {
        let kinds: Vec<&str> = KINDS.into_iter().chain(["Node", "Pod", SECRET, SERVICE]).collect();
        let [chosen, written] = INGRESS_ANNOTATIONS;
        let annotations = [CLIENT_TOKEN.definition.name, TKE_SERVICE_CONFIG.definition.name, chosen, written];
        let all: Vec<&KubernetesObject> = live.iter().chain(manifests).collect();
        let switches = ControllerSwitches::read(context, &all);
        let objects = ObjectLookup::new(all, &kinds, &annotations);
        let live_kinds: Vec<&str> = KINDS.into_iter().chain(["Node", "Pod", SECRET, SERVICE]).collect();
        let live = ObjectLookup::new(live.iter().collect(), &live_kinds, &[]);
        let mut validation = ServiceRulesInput {
            objects,
            context,
            live,
            switches,
            on_load_balancers: SortedMap::new(),
            shared_settings: CommonAnnotationsByLoadBalancer::default(),
            users_of_target_groups: UsersOfTargetGroups::default(),
            provided: None,
        };
        let services = validation.services_on_load_balancers();
        for service in &services {
            validation.on_load_balancers.get_or_default(service.id).push(service.object);
        }
        validation.shared_settings = CommonAnnotationsByLoadBalancer::of(&services);
        validation.users_of_target_groups = UsersOfTargetGroups::of(validation.latest_services());
        validation
    }

    /// The Service of this name as the cluster has it.
    pub fn live_service(&self, service: &KubernetesObject) -> Option<&'a KubernetesObject> {
        let mut live = self.live.named(SERVICE, service.namespace(), service.name());
        live.find(|live| !live.name().is_empty() && live.reference == service.reference)
    }

    /// True for a manifest that was copied from a cluster, which is one finding about the whole object.
    pub(super) fn is_copied(&self, service: &KubernetesObject) -> bool {
        self.provided.is_some_and(|provided| provided.copied.contains(&ServiceName::of(service)))
    }

    /// The annotations that `kubectl apply` keeps from the live object: no manifest can change them, and that they are kept is
    /// a finding of its own.
    pub(super) fn kept_from_live(&self, service: &KubernetesObject) -> Option<&SortedSet<String>> {
        self.provided?.applied.kept_annotations.get(&ServiceName::of(service))
    }

    /// True for an annotation of the controller that `kubectl apply` removes from the live object.
    pub(super) fn is_removed_from_live(&self, service: &KubernetesObject, annotation: &str) -> bool {
        self.provided.is_some_and(|provided| provided.applied.removes(&ServiceName::of(service), annotation))
    }

    /// True where live objects of a kind and namespace were provided, which prove that others do not exist there: neither
    /// manifests nor a single live object do.
    pub(super) fn shows_all(&self, kind: &str, namespace: &str) -> bool {
        let is_part = |provided: &ProvidedObjects| {
            provided.coverage.of_kinds(&[kind], namespace) == KindCoverage::Part && kind != SECRET
        };
        self.live.in_namespace(kind, namespace).next().is_some() && !self.provided.is_some_and(is_part)
    }

    /// The Service of this name as it will be.
    pub(super) fn latest_service(&self, namespace: &str, name: &str) -> Option<&'a KubernetesObject> {
        self.objects.named(SERVICE, namespace, name).last()
    }

    /// The first other Service, by name, on an existing CLB.
    pub(super) fn other_on(&self, id: &str, own: &KubernetesObject) -> Option<&'a KubernetesObject> {
        let is_own = |object: &KubernetesObject| (object.namespace(), object.name()) == (own.namespace(), own.name());
        self.on_load_balancers.get(id)?.iter().find(|object| !is_own(object)).copied()
    }

    /// Another Service of the namespace that names a target group.
    pub(super) fn other_user_of_target_group(
        &self,
        group: &str,
        own: &KubernetesObject,
    ) -> Option<&'a KubernetesObject> {
        let other = self.users_of_target_groups.other(group, own)?;
        self.latest_service(&other.namespace, &other.name)
    }

    /// An Ingress that uses a load balancer.
    pub(super) fn ingress_on(&self, id: &str) -> Option<&'a KubernetesObject> {
        let mut users = INGRESS_ANNOTATIONS.iter().flat_map(|name| self.objects.annotated(name, id));
        users.find(|object| object.kind() == "Ingress")
    }

    /// Every Service as it will be, in the order of their names.
    fn latest_services(&self) -> impl Iterator<Item = &'a KubernetesObject> {
        self.objects.of_kind(SERVICE).filter(|object| {
            let latest = self.latest_service(object.namespace(), object.name());
            latest.is_some_and(|latest| std::ptr::eq(latest, *object))
        })
    }

    /// The Services that name an existing CLB, in the order of their names.
    fn services_on_load_balancers(&self) -> Vec<ServiceOnExistingLoadBalancer<'a>> {
        let mut found = Vec::new();
        for object in self.latest_services().filter(|service| wants_load_balancer(service)) {
            if let Some(id) = object.annotation(TKE_EXISTED_LBID.name()) {
                found.push(ServiceOnExistingLoadBalancer { id, object });
            }
        }
        found
    }
}
