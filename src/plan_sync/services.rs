//! Which Services are planned: what is wanted, what is live, what goes away.

use super::{Snapshot, kubectl_apply};
use crate::config;
use crate::desired::{NoLoadBalancer, no_load_balancer};
use crate::diagnostic::{Diagnostic, Effect, Severity};
use crate::kubernetes;
use crate::model::{Service, placeholder_uid};
use crate::planner::{Admission, ServiceEvent, ServicePlan, codes};
use crate::request::{Context, PlanRequest, ServiceName};
use crate::simulate::{self, SimulationDefaults, State};
use crate::sorted_map::{SortedMap, SortedSet};
use crate::syntax::Source;
use crate::syntax::codes::EMPTY;
use crate::syntax::{Node, Object, Origin, take};
use crate::tke::rules::ValidationContext;
use crate::tke::{self, Settings, Status};
use crate::validate_service::check_object;

/// The ConfigMap that holds the controller's switches.
const SWITCHES: (&str, &str) = ("kube-system", "tke-service-controller-config");

impl Snapshot {
    /// Reads what the request holds. Objects are taken out of it: they may be most of the memory there is.
    pub fn read(request: &mut PlanRequest) -> Snapshot {
        let (mut manifests, mut findings) = match &mut request.manifests {
            // Nothing to read is nothing wrong: a plan of deletions has no manifests.
            Source::Text(text) if text.trim().is_empty() => (Vec::new(), Vec::new()),
            source => take(source, Origin::Manifests),
        };
        if manifests.is_empty() && (request.prune || !request.delete.is_empty()) {
            findings.retain(|finding| !std::ptr::eq(finding.code, &EMPTY));
        }
        let (live, of_live) = request.live.as_mut().map_or_else(Default::default, |live| take(live, Origin::Live));
        findings.extend(of_live);
        let mut applied = kubectl_apply::apply(&mut manifests, &live);
        findings.append(&mut applied.findings);
        let context = completed(&request.context, &live, &manifests);
        findings.extend(kubernetes::release_rules(&context).1);
        Snapshot {
            manifests,
            live,
            applied,
            has_live: request.live.is_some(),
            context,
            text: request.manifests.text().to_owned(),
            findings,
        }
    }

    /// The objects whose own word on findings counts: those that are wanted, and live ones that no manifest speaks of.
    pub fn objects_with_ignore(&self) -> Vec<&Object> {
        let manifests: SortedSet<_> = self.manifests.iter().map(|object| &object.reference).collect();
        let remaining = self.live.iter().filter(|object| !manifests.contains(&object.reference));
        self.manifests.iter().chain(remaining).collect()
    }

    /// What a simulation fills in for a Service.
    pub fn simulation_defaults(
        &self,
        name: &ServiceName,
        uid: Option<&str>,
        load_balancer: Option<String>,
    ) -> SimulationDefaults {
        SimulationDefaults {
            cluster: self.context.cluster_id.clone(),
            load_balancer,
            uid: uid.map_or_else(|| placeholder_uid(name), str::to_owned),
            sharing: self.context.sharing == Some(true),
            quotas: self.context.quotas.clone().unwrap_or_default(),
        }
    }
}

/// The context, with what the cluster's own switches say where the caller said nothing.
fn completed(context: &Context, live: &[Object], manifests: &[Object]) -> Context {
    let mut context = context.clone();
    let switches = live
        .iter()
        .chain(manifests)
        .rfind(|object| object.kind() == "ConfigMap" && (object.namespace(), object.name()) == SWITCHES);
    let data = switches.and_then(|object| object.node.get("data")).map_or(&[][..], Node::members);
    let config = context.controller_config.get_or_insert_default();
    for member in data {
        if let Some(value) = member.value.as_str() {
            config.get_or_insert_with(member.key.clone(), || value.to_owned());
        }
    }
    let switch = |name: &str| config.get(name).cloned();
    let reuse = switch(tke::REUSE_LOADBALANCER.definition.name).map(|value| value == "true");
    let version = switch(tke::VERSION.definition.name);
    context.sharing = context.sharing.or(reuse);
    context.controller_version = context.controller_version.or(version);
    context
}

/// The Services of a request.
pub(super) struct Services<'a> {
    /// As they are wanted, by name: what the server and the controller wrote into the live ones is kept.
    pub manifests: SortedMap<ServiceName, Service<'a>>,
    /// As they are.
    pub live: SortedMap<ServiceName, Service<'a>>,
    /// Those that go away.
    pub deleted: SortedSet<ServiceName>,
    /// Those whose manifest the API server would refuse.
    pub rejected: SortedSet<ServiceName>,
    /// Those whose sync the controller would stop, with the finding that says why.
    pub aborted: SortedMap<ServiceName, &'static str>,
    /// Findings.
    pub findings: Vec<Diagnostic>,
}

impl<'a> Services<'a> {
    pub fn read(snapshot: &'a Snapshot, request: &PlanRequest) -> Services<'a> {
        let mut findings = Vec::new();
        let mut rejected = SortedSet::new();
        let mut aborted = SortedMap::new();
        let validation =
            ValidationContext::read(&snapshot.live, &snapshot.manifests, &config::KINDS, &snapshot.context);
        let live = of_kind(&snapshot.live).map(|object| {
            let service = Service::read(object, Settings::read_silently(object));
            (service.name.clone(), service)
        });
        let live = SortedMap::from_unsorted(live.collect());
        let mut manifests = Vec::new();
        // Of one that nothing can be planned for, what the API server says is all there is to say.
        for object in snapshot.manifests.iter().filter(|object| is_unplanned(object)) {
            let (settings, of_settings) = Settings::read(object, &snapshot.text);
            findings.extend(of_settings);
            findings.extend(check_object(object, None, &settings, &validation));
            let prefix = object.metadata().and_then(|metadata| metadata.get("generateName"));
            if let Some(prefix) = prefix.filter(|_| object.name().is_empty()) {
                let finding = Diagnostic::new(&codes::NAME_GENERATED).object(object.reference.clone());
                findings.push(finding.path("metadata.generateName").location(object.location(prefix.span)));
            }
        }
        for object in of_kind(&snapshot.manifests) {
            let (settings, of_settings) = Settings::read(object, &snapshot.text);
            let name = name_of(object);
            let current: Option<&Service<'a>> = live.get(&name);
            if current.is_some_and(|current| current.deleting) {
                // What is applied to an object that is being deleted goes with it.
                let location = object.metadata().and_then(|metadata| object.location(metadata.get("name")?.span));
                let finding = Diagnostic::new(&codes::BEING_DELETED).arg("service", name.to_string());
                findings.push(finding.object(object.reference.clone()).location(location));
                continue;
            }
            let reviewed = check_object(object, current.map(|current| current.object), &settings, &validation);
            if reviewed.iter().any(|finding| finding.code.effect == Effect::Rejected) {
                rejected.insert(name.clone());
            }
            let aborts = |finding: &&Diagnostic| {
                finding.code.effect == Effect::Aborts && finding.code.severity == Severity::Error
            };
            if let Some(finding) = reviewed.iter().find(aborts) {
                aborted.insert(name.clone(), finding.code.name());
            }
            findings.extend(of_settings);
            findings.extend(reviewed);
            let mut service = Service::read(object, settings);
            // The API server alone says whether an object is going away; what a manifest says of it is dropped.
            service.deleting = current.is_some_and(|current| current.deleting);
            if let Some(current) = current {
                service.inherit(current);
            }
            manifests.push((name, service));
        }
        let manifests: SortedMap<ServiceName, Service<'a>> = SortedMap::from_unsorted(manifests);
        let reviewed = manifests.values().map(|service| (service.object, &service.settings));
        findings.extend(config::check_shared(reviewed, &validation.objects));
        findings.extend(config::among(&snapshot.manifests).flat_map(|object| config::read(object).1));
        let mut services = Services { manifests, live, deleted: SortedSet::new(), rejected, aborted, findings };
        services.collect_deletions(request);
        services
    }

    fn collect_deletions(&mut self, request: &PlanRequest) {
        let deleting = self.live.values().filter(|service| service.deleting).map(|service| service.name.clone());
        self.deleted = deleting.collect();
        for name in &request.delete {
            if self.manifests.contains_key(name) {
                self.findings.push(Diagnostic::new(&codes::DELETE_AND_MANIFEST).arg("service", name.to_string()));
            } else if self.live.contains_key(name) {
                self.deleted.insert(name.clone());
            } else {
                self.findings.push(Diagnostic::new(&codes::DELETE_UNKNOWN).arg("service", name.to_string()));
            }
        }
        if request.prune {
            let remaining: Vec<ServiceName> =
                self.live.keys().filter(|name| !self.manifests.contains_key(*name)).cloned().collect();
            self.deleted.extend(remaining);
        }
    }

    /// The Services that are planned, by name. Live ones that neither have nor ask for a CLB are passed over.
    pub fn names(&self, context: &Context) -> SortedSet<ServiceName> {
        let concerned = |service: &&Service<'_>| {
            let is_assigned = service.settings.is_present(&tke::LOADBALANCE_ID);
            let concerns_tke = !matches!(
                no_load_balancer(service, context),
                Some(NoLoadBalancer::OtherType(_) | NoLoadBalancer::ManagedByPlatform)
            );
            is_assigned || concerns_tke
        };
        let live = self.live.values().filter(concerned).map(|service| service.name.clone());
        SortedSet::from_unsorted(self.manifests.keys().cloned().chain(live).collect())
    }

    /// What happens to the object.
    pub fn event(&self, name: &ServiceName) -> ServiceEvent {
        match (self.manifests.get(name), self.live.get(name)) {
            (None, Some(_)) if self.deleted.contains(name) => ServiceEvent::Delete,
            (Some(manifests), Some(live)) if !is_unchanged(manifests, live) => ServiceEvent::Update,
            (Some(_), None) => ServiceEvent::Create,
            (Some(_), Some(_)) | (None, _) => ServiceEvent::Unchanged,
        }
    }

    /// Whether the API server would take the manifest, and the controller sync it.
    pub fn admission(&self, name: &ServiceName) -> Admission {
        match (self.rejected.contains(name), self.aborted.get(name)) {
            (true, _) => Admission::Rejected,
            (false, Some(finding)) => Admission::Aborted(finding),
            (false, None) => Admission::Accepted,
        }
    }

    /// The Service objects after the manifests were applied, before the controller wrote into them.
    pub fn applied(
        &self,
        snapshot: &Snapshot,
        plans: &[ServicePlan],
        derived: &SortedMap<ServiceName, String>,
    ) -> SortedMap<ServiceName, crate::json::Value> {
        let mut objects = SortedMap::new();
        let keeping = plans.iter().filter(|plan| plan.verdict.keeps_load_balancer()).map(|plan| plan.name.clone());
        let keeping = SortedSet::from_unsorted(keeping.collect());
        for (name, live) in &self.live {
            let mut object = live.object.node.to_json();
            // What was derived was taken to be synced, so the object says which CLB it has.
            let keeps = keeping.contains(name);
            if let Some(id) = derived.get(name).filter(|_| keeps && live.assigned_lb_id().is_none()) {
                simulate::write_assigned_id(&mut object, id);
            }
            objects.insert(name.clone(), object);
        }
        for (name, manifests) in self.manifests.iter().filter(|(name, _)| !self.rejected.contains(*name)) {
            let manifest = with_defaults(manifests.object);
            let mut object = simulate::applied(&manifest, objects.get(name), name);
            if let Some(manifest) = snapshot.applied.manifests.get(name) {
                simulate::annotate(&mut object, kubectl_apply::LAST_APPLIED, manifest);
            }
            objects.insert(name.clone(), object);
        }
        // The API server keeps an object that has a finalizer until the controller is through with it; the simulation
        // looks at the end of that, so what goes is gone.
        for plan in plans.iter().filter(|plan| plan.event == ServiceEvent::Delete) {
            objects.remove(&plan.name);
        }
        objects
    }

    /// Every object after the plan was carried out.
    pub fn objects(&self, snapshot: &Snapshot, state: &State) -> Vec<crate::json::Value> {
        let mut out: Vec<crate::json::Value> = state.services.values().cloned().collect();
        let manifests: Vec<&Object> = snapshot.manifests.iter().filter(|object| object.kind() != "Service").collect();
        let replacing = SortedSet::from_unsorted(manifests.iter().map(|object| &object.reference).collect());
        let replaced = |object: &Object| replacing.contains(&object.reference);
        let remaining = snapshot.live.iter().filter(|object| object.kind() != "Service" && !replaced(object));
        let mut written = state.configs.clone();
        for object in remaining.chain(manifests.iter().copied()).filter(|object| !self.is_deleted_with_service(object))
        {
            let mut json = with_defaults(object);
            let is_config = config::KINDS.contains(&object.kind());
            if let Some(patch) = is_config.then(|| written.remove(&name_of(object))).flatten() {
                simulate::merge(&mut json, &patch);
            }
            out.push(json);
        }
        out.extend(written.into_values());
        out
    }

    /// True for the TkeServiceConfig that the controller kept for a Service that goes away.
    fn is_deleted_with_service(&self, object: &Object) -> bool {
        let name = object.name().strip_suffix(config::fields::AUTO_SUFFIX);
        let service = name.filter(|_| config::KINDS.contains(&object.kind()));
        let name = service.map(|name| ServiceName { namespace: object.namespace().to_owned(), name: name.to_owned() });
        name.is_some_and(|name| self.deleted.contains(&name))
    }
}

/// The object as JSON, with the namespace it is in.
fn with_defaults(object: &Object) -> crate::json::Value {
    let mut json = object.node.to_json();
    if let (Some(metadata), Some(namespace)) =
        (json.get_mut("metadata").and_then(crate::json::Value::as_object_mut), &object.reference.namespace)
    {
        metadata.insert("namespace".to_owned(), namespace.clone().into());
    }
    json
}

/// The Services among objects.
fn of_kind(objects: &[Object]) -> impl Iterator<Item = &Object> {
    objects.iter().filter(|object| object.kind() == "Service" && !object.name().is_empty())
}

/// True of a Service without a name, and of one whose kind is in another letter case.
fn is_unplanned(object: &Object) -> bool {
    object.kind().eq_ignore_ascii_case("Service") && (object.kind() != "Service" || object.name().is_empty())
}

fn name_of(object: &Object) -> ServiceName {
    ServiceName { namespace: object.namespace().to_owned(), name: object.name().to_owned() }
}

/// True when the manifest says nothing that the live object does not say, annotations of the controller apart.
fn is_unchanged(manifests: &Service<'_>, live: &Service<'_>) -> bool {
    let spec = |service: &Service<'_>| {
        let mut spec = service.object.node.get("spec").map(Node::to_json).unwrap_or_default();
        if let Some(ports) = spec.get_mut("ports").and_then(crate::json::Value::as_array_mut) {
            let number = |port: &crate::json::Value, key: &str| port.get(key).map(crate::json::Value::to_string);
            ports.sort_by_cached_key(|port| (number(port, "port"), number(port, "name")));
        }
        spec
    };
    fn users<'s>(service: &'s Service<'_>) -> SortedMap<&'s str, Option<&'s str>> {
        let annotations = service.object.node.at(&["metadata", "annotations"]).map_or(&[][..], Node::members);
        let own = |name: &str| match tke::find(name) {
            Some(definition) => !matches!(definition.status, Status::WrittenByController),
            None => !name.starts_with("kubectl.kubernetes.io/"),
        };
        annotations.iter().filter(|m| own(&m.key)).map(|m| (m.key.as_str(), m.value.as_str())).collect()
    }
    // What is left out has its default, and may have had another value.
    let defaulted = manifests.kind == live.kind && manifests.policy == live.policy;
    defaulted && is_json_subset(&spec(manifests), &spec(live)) && users(manifests) == users(live)
}

/// True when `live` says all that `wanted` says; lists are compared item by item.
fn is_json_subset(manifests: &crate::json::Value, live: &crate::json::Value) -> bool {
    match (manifests, live) {
        (crate::json::Value::Object(manifests), crate::json::Value::Object(live)) => manifests
            .iter()
            .all(|(key, value)| value.is_null() || live.get(key).is_some_and(|current| is_json_subset(value, current))),
        (crate::json::Value::Array(manifests), crate::json::Value::Array(live)) => {
            manifests.len() == live.len()
                && manifests.iter().zip(live).all(|(manifests, live)| is_json_subset(manifests, live))
        }
        (manifests, live) => manifests == live,
    }
}
