//! Which Services are planned: those of the manifests, live ones, and those that are deleted.

use super::node_port_and_ip_conflicts::{ManifestWithNodePortsAndIps, NodePortsAndIpsOfServices};
use super::spec_contained_in_live_spec;
use crate::desired::{NoLoadBalancer, no_load_balancer};
use crate::diagnostic::{Diagnostic, Effect, Reason, Related, Severity};
use crate::kubernetes::NodePortsAndIpsOfService;
use crate::model::Service;
use crate::planner::{ManifestAcceptance, ServiceEvent, codes, reasons};
use crate::provided_objects::reasons::KEPT_FIELD;
use crate::provided_objects::{ProvidedObjects, missing_api_version, removes_fields};
use crate::request::{ALL_OF_NAMESPACE, Context, PlanRequest, PruneWithin, ServiceName};
use crate::rules::{self, ServiceRulesInput};
use crate::sorted_map::{SortedMap, SortedSet};
use crate::syntax::{KubernetesObject, SyntaxNode};
use crate::tke::{self, ServiceSettings, SupportStatus};

/// The Services of a request.
#[derive(Default)]
pub(super) struct ServicesOfRequest<'a> {
    /// As they will be, by name: what the server and the controller wrote into the live ones is kept.
    pub manifests: SortedMap<ServiceName, Service<'a>>,
    /// As they are.
    pub live: SortedMap<ServiceName, Service<'a>>,
    /// Those of them that are deleted and created again.
    pub recreated: SortedSet<ServiceName>,
    /// Those that are deleted.
    pub deleted: SortedSet<ServiceName>,
    /// Those of them that `delete` names one by one.
    pub deleted_by_name: SortedSet<ServiceName>,
    /// Those whose manifest the API server would reject.
    pub rejected: SortedSet<ServiceName>,
    /// Those whose sync the controller would abort, with the code of the finding that says why.
    pub aborted: SortedMap<ServiceName, Reason>,
    /// Findings.
    pub findings: Vec<Diagnostic>,
}

impl<'a> ServicesOfRequest<'a> {
    /// Reads the Services of a request; of the live ones only those that count, where not all of them do.
    pub fn read(
        provided: &'a ProvidedObjects,
        request: &PlanRequest,
        counting: Option<&SortedSet<ServiceName>>,
    ) -> ServicesOfRequest<'a> {
        let validation = ServiceRulesInput::of(provided);
        let counts =
            |object: &&KubernetesObject| counting.is_none_or(|counting| counting.contains(&ServiceName::of(object)));
        let live = of_kind(&provided.live).filter(counts).map(|object| {
            let service = Service::read(object, ServiceSettings::read_silently(object));
            (service.name.clone(), service)
        });
        let mut services =
            ServicesOfRequest { live: SortedMap::from_unsorted(live.collect()), ..ServicesOfRequest::default() };
        services.collect_recreated(request, provided);
        for object in provided.manifests.iter().filter(|object| is_unplanned(object)) {
            services.check_unplanned(object, &provided.text, &validation);
        }
        for object in of_kind(&provided.replaced) {
            services.check_replaced(object, &provided.text, &validation);
        }
        let checked = of_kind(&provided.manifests);
        let mut checked: Vec<CheckedManifest<'a>> =
            checked.map(|object| services.check_manifest(object, provided, &validation)).collect();
        let numbers = checked.iter_mut().map(|manifest| ManifestWithNodePortsAndIps {
            object: manifest.object,
            numbers: std::mem::take(&mut manifest.numbers),
            is_rejected: manifest.found.iter().any(|finding| finding.effect() == Effect::Rejected),
        });
        let numbers = NodePortsAndIpsOfServices::of(numbers.collect(), &services.live, &services.recreated, request);
        let manifests: Vec<(ServiceName, Service<'a>)> =
            checked.into_iter().filter_map(|manifest| services.read_manifest(manifest, provided, &numbers)).collect();
        services.manifests = SortedMap::from_unsorted(manifests);
        let checked = services.manifests.values().map(|service| (service.object, &service.settings));
        services.findings.extend(rules::check_service_configs(checked, &provided.manifests, &validation));
        services.collect_deletions(request, provided);
        services
    }

    /// Nothing can be planned for the object, but the API server's findings about it still hold.
    fn check_unplanned(&mut self, object: &KubernetesObject, text: &str, validation: &ServiceRulesInput<'_>) {
        let (settings, of_settings) = rules::read_settings(object, None, text, validation);
        self.findings.extend(of_settings);
        self.findings.extend(rules::check_service(object, None, &settings, validation).0);
        let prefix = object.metadata().and_then(|metadata| metadata.get("generateName"));
        if let Some(prefix) = prefix.filter(|_| object.name().is_empty()) {
            let finding = Diagnostic::new(&codes::NAME_GENERATED).object(object.reference.clone());
            self.findings.push(finding.path("metadata.generateName").location(object.location(prefix.span)));
        }
    }

    /// A later document replaces the object, but both are applied in order: its errors stop the first one.
    fn check_replaced(&mut self, object: &KubernetesObject, text: &str, validation: &ServiceRulesInput<'_>) {
        let (settings, of_settings) = rules::read_settings(object, None, text, validation);
        let (found, _) = rules::check_service(object, None, &settings, validation);
        let is_error = |finding: &Diagnostic| finding.severity() == Severity::Error;
        self.findings.extend(found.into_iter().chain(of_settings).filter(is_error));
    }

    /// What is found in a manifest by itself.
    fn check_manifest(
        &self,
        object: &'a KubernetesObject,
        provided: &ProvidedObjects,
        validation: &ServiceRulesInput<'_>,
    ) -> CheckedManifest<'a> {
        let name = ServiceName::of(object);
        let live = self.live.get(&name).filter(|_| !self.recreated.contains(&name));
        let (settings, of_settings) =
            rules::read_settings(object, live.map(|live| live.object), &provided.text, validation);
        let (mut found, numbers) = rules::check_service(object, live, &settings, validation);
        found.extend(of_settings);
        found.extend(missing_api_version(object));
        found.extend(outdated_resource_version(object, live.map(|live| live.object)));
        note_kept_fields(&mut found, &name, provided);
        CheckedManifest { name, object, settings, found, numbers }
    }

    /// The Service of a manifest; `None` for one whose live object is being deleted, which what is applied cannot stop.
    fn read_manifest(
        &mut self,
        manifest: CheckedManifest<'a>,
        provided: &ProvidedObjects,
        numbers: &NodePortsAndIpsOfServices,
    ) -> Option<(ServiceName, Service<'a>)> {
        let CheckedManifest { name, object, settings, mut found, .. } = manifest;
        let live = self.live.get(&name).filter(|_| !self.recreated.contains(&name));
        found.extend(numbers.check(object));
        if live.is_some_and(|live| live.deleting) {
            let location = object.metadata().and_then(|metadata| object.location(metadata.get("name")?.span));
            let finding = Diagnostic::new(&codes::BEING_DELETED).arg("service", name.to_string());
            self.findings.extend(found);
            self.findings.push(finding.object(object.reference.clone()).location(location));
            return None;
        }
        if found.iter().any(|finding| finding.effect() == Effect::Rejected) {
            self.rejected.insert(name.clone());
        }
        if let Some(reason) = reason_of_stop(&found) {
            self.aborted.insert(name.clone(), reason);
        }
        self.findings.extend(found);
        let mut service = Service::read(object, settings);
        // Only the live object says whether it is being deleted; a timestamp in a manifest is dropped.
        service.deleting = false;
        // A copy has the uid of another object: the API server gives each object its own.
        let is_other = provided.copied.contains(&name) || self.recreated.contains(&name);
        service.uid = service.uid.filter(|_| !is_other);
        if let Some(live) = live {
            service.inherit(live);
        }
        if let Some(live) = self.live.get(&name) {
            service.compare_endpoints(live);
        }
        Some((name, service))
    }

    fn collect_recreated(&mut self, request: &PlanRequest, provided: &ProvidedObjects) {
        if request.recreate.is_empty() {
            return;
        }
        let manifests = SortedSet::from_unsorted(of_kind(&provided.manifests).map(ServiceName::of).collect());
        let is_in = |list: &[ServiceName], name: &ServiceName| list.iter().any(|listed| listed.selects(name));
        for listed in &request.recreate {
            if !manifests.iter().any(|name| listed.selects(name)) {
                let finding = Diagnostic::new(&codes::RECREATE_WITHOUT_MANIFEST).arg("service", listed.to_string());
                self.findings.push(finding);
            }
        }
        let live = self.live.keys().filter(|name| manifests.contains(*name) && is_in(&request.recreate, name));
        self.recreated = live.filter(|name| !is_in(&request.delete, name)).cloned().collect();
    }

    fn collect_deletions(&mut self, request: &PlanRequest, provided: &ProvidedObjects) {
        let deleting = self.live.values().filter(|service| service.deleting).map(|service| service.name.clone());
        self.deleted = deleting.filter(|name| !self.recreated.contains(name)).collect();
        let requested: Vec<ServiceName> = request.delete.iter().flat_map(|name| self.selected(name)).collect();
        for name in requested {
            if self.manifests.contains_key(&name) {
                self.findings.push(Diagnostic::new(&codes::DELETE_AND_MANIFEST).arg("service", name.to_string()));
            } else if self.live.contains_key(&name) {
                self.deleted.insert(name);
            } else {
                let code = match provided.coverage.proves_absence(&name.namespace) {
                    _ if name.name == ALL_OF_NAMESPACE => &codes::DELETE_FROM_EMPTY_NAMESPACE,
                    true => &codes::DELETE_ABSENT,
                    false => &codes::DELETE_UNKNOWN,
                };
                self.findings.push(Diagnostic::new(code).arg("service", name.to_string()));
            }
        }
        let named = request.delete.iter().filter(|name| self.deleted.contains(*name));
        self.deleted_by_name = named.cloned().collect();
        if request.prune && provided.is_partly_unreadable() {
            self.findings.push(Diagnostic::new(&codes::PRUNE_UNREADABLE));
        } else if request.prune {
            let remaining = self.live.keys().filter(|name| !self.manifests.contains_key(*name));
            let remaining = remaining.filter(|name| !provided.possible_targets.contains(*name));
            let namespaces: SortedSet<&str> = provided.manifests.iter().map(KubernetesObject::namespace).collect();
            let remaining = remaining.filter(|name| match request.prune_within {
                Some(PruneWithin::ManifestNamespaces) => namespaces.contains(name.namespace.as_str()),
                Some(PruneWithin::Cluster) | None => true,
            });
            self.deleted.extend(remaining.cloned().collect::<Vec<ServiceName>>());
        }
    }

    /// The Services that a name of `delete` selects; the name itself, where no live Service has it.
    fn selected(&self, name: &ServiceName) -> Vec<ServiceName> {
        let live: Vec<ServiceName> = self.live.keys().filter(|live| name.selects(live)).cloned().collect();
        if live.is_empty() { vec![name.clone()] } else { live }
    }

    /// The Services that are planned, by name. Live ones that neither have nor specify a CLB are left out,
    /// unless `delete` names them.
    pub fn names(&self, context: &Context) -> SortedSet<ServiceName> {
        let concerned = |service: &&Service<'_>| !has_nothing_of_tke(service, context);
        let live = self.live.values().filter(concerned).map(|service| service.name.clone());
        let named = self.deleted_by_name.iter().cloned();
        SortedSet::from_unsorted(self.manifests.keys().cloned().chain(live).chain(named).collect())
    }

    /// The first other Service, by name, whose `client-token` this one has. A live Service with a token and a CLB may be the
    /// one that the token was written for; without a CLB it is not, if another one with the token has one.
    pub fn token_owner(&self, name: &ServiceName) -> Option<ServiceName> {
        let token = |service: &Service<'_>| service.settings.raw(&tke::CLIENT_TOKEN).map(str::to_owned);
        let live = self.live.get(name);
        let own = token(self.manifests.get(name).or(live)?).filter(|token| !token.is_empty())?;
        let is_recorded = live.and_then(token).as_ref() == Some(&own);
        if is_recorded && live.is_some_and(|live| live.assigned_lb_id().is_some()) {
            return None;
        }
        let has_clb = |service: &Service<'_>| service.assigned_lb_id().is_some();
        let all = self.live.iter().chain(&self.manifests);
        let owners = all.filter(|(other, service)| *other != name && token(service).as_ref() == Some(&own));
        let owners = owners.filter(|(_, service)| !is_recorded || has_clb(service));
        owners.map(|(other, _)| other).min().cloned()
    }

    /// True for a manifest whose Service may exist, although it is not among the live objects.
    pub fn is_new_by_assumption(&self, name: &ServiceName, provided: &ProvidedObjects) -> bool {
        let new = self.manifests.contains_key(name) && !self.live.contains_key(name);
        let is_known_as_new = provided.context.manifests_create == Some(true);
        new && !is_known_as_new && !provided.coverage.proves_absence(&name.namespace)
    }

    /// What happens to the object.
    pub fn event(&self, name: &ServiceName, provided: &ProvidedObjects) -> ServiceEvent {
        if self.recreated.contains(name) {
            return ServiceEvent::Recreate;
        }
        let loses_id = provided.applied.removes(name, tke::LOADBALANCE_ID.name());
        match (self.manifests.get(name), self.live.get(name)) {
            (None, Some(_)) if self.deleted.contains(name) => ServiceEvent::Delete,
            (Some(manifests), Some(live)) if loses_id || !is_unchanged(manifests, live) => ServiceEvent::Update,
            (Some(_), None) => ServiceEvent::Create,
            (Some(_), Some(_)) | (None, _) => ServiceEvent::Unchanged,
        }
    }

    /// Whether the API server would take the manifest, and the controller sync it.
    pub fn admission(&self, name: &ServiceName) -> ManifestAcceptance {
        match (self.rejected.contains(name), self.aborted.get(name)) {
            (true, _) => ManifestAcceptance::Rejected,
            (false, Some(reason)) => ManifestAcceptance::Aborted(reason.clone()),
            (false, None) => ManifestAcceptance::Accepted,
        }
    }
}

/// True for a live Service that neither has nor specifies a CLB.
pub(super) fn has_nothing_of_tke(live: &Service<'_>, context: &Context) -> bool {
    let is_assigned = live.settings.is_present(&tke::LOADBALANCE_ID);
    let other = Some(NoLoadBalancer::OtherType(live.kind));
    let without = no_load_balancer(live, context);
    !is_assigned && (without == other || without == Some(NoLoadBalancer::ManagedByPlatform))
}

/// Says of a rejected field that the manifest does not have where it comes from, and how it is removed.
fn note_kept_fields(found: &mut [Diagnostic], name: &ServiceName, provided: &ProvidedObjects) {
    for finding in found.iter_mut().filter(|finding| finding.effect() == Effect::Rejected) {
        if let Some(field) = finding.path.as_deref().and_then(|path| provided.applied.kept_at(name, path)) {
            let note = KEPT_FIELD.with("field", field);
            finding.related.push(Related { note, location: None, object: None });
        }
    }
}

/// Why nothing is planned for a Service with these findings: its sync stops, or what the controller does is not documented.
fn reason_of_stop(found: &[Diagnostic]) -> Option<Reason> {
    let of = |effect: Effect| found.iter().find(|finding| finding.effect() == effect);
    let stops = |finding: &Diagnostic| reasons::SYNC_STOPPED.with("finding", finding.code.name());
    let unknown = |finding: &Diagnostic| {
        reasons::SETTING_INVALID.with("annotation", finding.argument("name").unwrap_or_default())
    };
    of(Effect::Aborts).map(stops).or_else(|| of(Effect::Unknown).map(unknown))
}

/// A Service of the manifests, and what is found in it by itself.
struct CheckedManifest<'a> {
    name: ServiceName,
    object: &'a KubernetesObject,
    settings: ServiceSettings,
    found: Vec<Diagnostic>,
    numbers: NodePortsAndIpsOfService,
}

/// The Services among objects.
pub(super) fn of_kind(objects: &[KubernetesObject]) -> impl Iterator<Item = &KubernetesObject> {
    objects.iter().filter(|object| object.kind() == "Service" && !object.name().is_empty())
}

/// True for a Service without a name, and for one whose kind is in another letter case.
fn is_unplanned(object: &KubernetesObject) -> bool {
    object.kind().eq_ignore_ascii_case("Service") && (object.kind() != "Service" || object.name().is_empty())
}

/// True when the manifest specifies nothing that the live object has not, apart from annotations of the controller.
fn is_unchanged(manifests: &Service<'_>, live: &Service<'_>) -> bool {
    fn users<'s>(service: &'s Service<'_>) -> SortedMap<&'s str, Option<&'s str>> {
        let annotations = service.object.node.at(&["metadata", "annotations"]).map_or(&[][..], SyntaxNode::members);
        let own = |name: &str| match tke::find(name) {
            Some(definition) => !matches!(definition.status, SupportStatus::WrittenByController),
            None => !name.starts_with("kubectl.kubernetes.io/"),
        };
        annotations.iter().filter(|m| own(&m.key)).map(|m| (m.key.as_str(), m.value.as_str())).collect()
    }
    // A field that the manifest leaves out gets its default, and may have another value in the live object.
    let defaulted = manifests.kind == live.kind && manifests.policy == live.policy;
    let assigned = manifests.settings.raw(&tke::LOADBALANCE_ID);
    let keeps_id = assigned.is_none() || assigned == live.settings.raw(&tke::LOADBALANCE_ID);
    let is_spec_contained = match (manifests.object.node.get("spec"), live.object.node.get("spec")) {
        (Some(manifests), Some(live)) => {
            spec_contained_in_live_spec::is_spec_subset(manifests, live) && !removes_fields(manifests, live)
        }
        (manifests, live) => manifests.is_none() && live.is_none(),
    };
    defaulted && keeps_id && is_spec_contained && users(manifests) == users(live)
}

/// A manifest for a state of the live object that is not its current one.
fn outdated_resource_version(object: &KubernetesObject, live: Option<&KubernetesObject>) -> Option<Diagnostic> {
    let version = |object: &KubernetesObject| object.metadata()?.str_at("resourceVersion").map(str::to_owned);
    let (has, current) = (version(object).filter(|text| !text.is_empty())?, version(live?)?);
    let span = object.metadata()?.get("resourceVersion")?.span;
    let finding =
        Diagnostic::new(&codes::RESOURCE_VERSION_CONFLICT).arg("value", has.as_str()).arg("current", current.as_str());
    let finding = finding.path("metadata.resourceVersion").object(object.reference.clone());
    // To the API server, version 0 is an update without a condition.
    (has != current && has != "0").then(|| finding.location(object.location(span)))
}
