//! From an entry of a plan to the locations in the manifest that specify it.
//!
//! Few locations specify a resource: a port, the annotations that set the fields in question, a segment of a
//! TkeServiceConfig. Where nothing is written any more, the location is the list that it is missing from. A Service that is
//! not in the text of `manifests` has no locations.

use super::reasons::COPIED_TOKEN;
use super::{ForwardingRuleKey, ResourceAddress, ResourceChange, ServicePlan, Verb, WithheldChange};
use crate::desired::refused_location;
use crate::diagnostic::{Diagnostic, Location};
use crate::model::clb_attributes::AttributeId;
use crate::model::{ListenerKey, ObjectsAroundServices, Service, ServiceType};
use crate::rules::edited_location;
use crate::sorted_map::{SortedMap, sort};
use crate::syntax::{KubernetesObject, SyntaxNode};
use crate::tke::{self, Mutability, NameDefinition, NameLocation, ServiceSettings, definitions};
use crate::tke_service_config;
use std::cell::OnceCell;

/// Where the manifest of a Service specifies what.
pub struct ManifestLocations<'a> {
    object: Option<&'a KubernetesObject>,
    service: Option<&'a Service<'a>>,
    live: Option<&'a Service<'a>>,
    cluster: &'a ObjectsAroundServices,
    /// What forces the Service to another CLB.
    switch_causes: Vec<&'static NameDefinition>,
    /// Where `specify-protocol` has an entry for a port, and for a host of it. Most plans do not ask.
    specified_locations: OnceCell<SortedMap<(u16, Option<String>), Location>>,
}

/// The annotations that name a TkeServiceConfig.
static CONFIG: [&NameDefinition; 2] = [&tke::TKE_SERVICE_CONFIG.definition, &tke::TKE_SERVICE_CONFIG_AUTO.definition];

impl<'a> ManifestLocations<'a> {
    /// Of the desired and the live Service, for their plan.
    pub fn new(
        service: Option<&'a Service<'a>>,
        live: Option<&'a Service<'a>>,
        cluster: &'a ObjectsAroundServices,
        plan: &ServicePlan,
    ) -> ManifestLocations<'a> {
        let object = service.or(live).map(|service| service.object);
        let service = service.filter(|service| service.object.document.is_some());
        let switch_causes = plan.switch_causes.clone();
        ManifestLocations { object, service, live, cluster, switch_causes, specified_locations: OnceCell::new() }
    }

    /// The locations that specify what a change leads to.
    pub fn of_change(&self, change: &ResourceChange) -> Vec<Location> {
        let locations = self.locations(&change.address, change.verb, &change.fields);
        if change.verb == Verb::Create && change.address == ResourceAddress::LoadBalancer {
            return sorted_locations(locations.into_iter().chain(self.creation_locations()));
        }
        sorted_locations(locations.into_iter())
    }

    /// The locations that specify what is withheld.
    pub fn of_withheld(&self, withheld: &WithheldChange) -> Vec<Location> {
        let edit = self.of_edit(withheld);
        if !edit.is_empty() {
            return edit;
        }
        let found = self.of_refused_purchase(withheld);
        let found = found.unwrap_or_else(|| self.locations(&withheld.address, withheld.verb, &[]));
        sorted_locations(found.into_iter())
    }

    /// The parameter that the cloud refuses, or the token that another Service has.
    fn of_refused_purchase(&self, withheld: &WithheldChange) -> Option<Vec<Location>> {
        if (withheld.verb, &withheld.address) != (Verb::Create, &ResourceAddress::LoadBalancer) {
            return None;
        }
        if withheld.reason.is(&COPIED_TOKEN) {
            return self.annotation_locations(&[&tke::CLIENT_TOKEN.definition]);
        }
        refused_location(self.service?, &withheld.reason).map(|location| vec![location])
    }

    /// The annotation that something withheld is about, or the list that it was removed from; empty when it is about none.
    pub fn of_edit(&self, withheld: &WithheldChange) -> Vec<Location> {
        let named = withheld.reason.args.iter().find(|(word, _)| *word == "annotation");
        let Some(definition) = named.and_then(|(_, name)| tke::find(name)) else { return Vec::new() };
        let settings = self.live.zip(self.service).map(|(live, service)| (&live.settings, &service.settings));
        let edited = settings.and_then(|(before, after)| edited_location(before, after, definition));
        let edited = edited.map(|location| vec![location]).or_else(|| self.annotation_locations(&[definition]));
        edited.or_else(|| self.list("metadata", "annotations")).unwrap_or_default()
    }

    /// The one location that specifies most of the desired CLB.
    pub fn of_load_balancer(&self) -> Option<Location> {
        self.locations(&ResourceAddress::LoadBalancer, Verb::Update, &[]).into_iter().next()
    }

    /// Where the first of these annotations that is written has its value; else the Service's name.
    pub fn of_rows(&self, definitions: &[&NameDefinition]) -> Option<Location> {
        self.annotation_locations(definitions).or_else(|| self.name_location()).unwrap_or_default().into_iter().next()
    }

    /// A finding of the plan, at the location that decides which CLB there is, unless it has a location of its own.
    pub fn locate(&self, finding: Diagnostic) -> Diagnostic {
        match self.object {
            Some(object) if finding.object.is_none() && finding.location.is_none() => {
                finding.object(object.reference.clone()).location(self.of_load_balancer())
            }
            Some(_) | None => finding,
        }
    }

    fn locations(&self, address: &ResourceAddress, verb: Verb, fields: &[String]) -> Vec<Location> {
        let found = match address {
            ResourceAddress::Listener(key) => return self.of_listener(*key, None, verb, fields),
            ResourceAddress::Rule(key, path) => return self.of_listener(*key, Some(path), verb, fields),
            ResourceAddress::Backends(key, path) => return self.of_backends(*key, path.as_ref()),
            ResourceAddress::UnknownListener(..) => None,
            ResourceAddress::SecurityGroups => self.annotation_locations(&[&tke::SECURITY_GROUPS.definition]),
            ResourceAddress::ServiceConfig => self.annotation_locations(&CONFIG),
            ResourceAddress::LoadBalancer if !fields.is_empty() => self.of_fields(fields),
            ResourceAddress::LoadBalancer | ResourceAddress::Tags | ResourceAddress::Service => {
                self.identity_locations()
            }
        };
        found.or_else(|| self.name_location()).unwrap_or_default()
    }

    /// What decides which CLB there is: the type, where it is no LoadBalancer's; what forces another one; annotations that
    /// were edited, else those that are written; else the type.
    fn identity_locations(&self) -> Option<Vec<Location>> {
        let service = self.service?;
        let kind =
            || service.object.location(service.object.node.at(&["spec", "type"])?.span).map(|location| vec![location]);
        if service.kind != ServiceType::LoadBalancer {
            return kind();
        }
        if !self.switch_causes.is_empty() {
            return self.annotation_locations(&self.switch_causes).or_else(|| self.list("metadata", "annotations"));
        }
        let definitions: Vec<&'static NameDefinition> =
            tke::of_services().filter(|definition| matches!(definition.mutability, Mutability::Replaces)).collect();
        let raw =
            |service: &Service<'_>, definition| service.settings.entry(definition).and_then(|entry| entry.raw.clone());
        let edited: Vec<&NameDefinition> = match self.live {
            Some(live) => definitions
                .iter()
                .copied()
                .filter(|definition| raw(service, definition) != raw(live, definition))
                .collect(),
            None => Vec::new(),
        };
        if edited.is_empty() {
            return self.annotation_locations(&definitions).or_else(kind);
        }
        self.annotation_locations(&edited).or_else(|| self.list("metadata", "annotations"))
    }

    /// Everything that is read when a CLB is bought.
    fn creation_locations(&self) -> Vec<Location> {
        let read = |definition: &&'static NameDefinition| {
            matches!(definition.mutability, Mutability::CreateOnly | Mutability::Replaces)
                || definition.is(&tke::PASS_TO_TARGET.definition)
                || definition.is(&tke::SNAT_PRO_INFO.definition)
        };
        let definitions: Vec<&NameDefinition> = tke::of_services().filter(read).collect();
        self.annotation_locations(&definitions).unwrap_or_default()
    }

    /// What gives the fields of a CLB.
    fn of_fields(&self, fields: &[String]) -> Option<Vec<Location>> {
        let mut definitions: Vec<&NameDefinition> = Vec::new();
        for field in fields {
            match (AttributeId::named(field), field.as_str()) {
                (Some(field), _) => definitions.extend(field.annotations()),
                (None, "SnatIps") => definitions.push(&tke::SNAT_PRO_INFO.definition),
                (None, _) => definitions.push(&tke::EXTENSIVE_PARAMETERS.definition),
            }
        }
        self.annotation_locations(&definitions)
    }

    fn of_listener(
        &self,
        key: ListenerKey,
        path: Option<&ForwardingRuleKey>,
        verb: Verb,
        fields: &[String],
    ) -> Vec<Location> {
        self.of_port(key, path, || {
            let configured =
                verb == Verb::Create || fields.iter().any(|field| field != AttributeId::Certificate.name());
            if configured { self.config_locations(key) } else { Vec::new() }
        })
    }

    fn of_backends(&self, key: ListenerKey, path: Option<&ForwardingRuleKey>) -> Vec<Location> {
        self.of_port(key, path, || {
            let annotations = definitions::backend::ALL.iter().copied();
            let annotations = annotations.filter(|definition| definition.kind == NameLocation::Annotation);
            self.annotation_locations(&annotations.collect::<Vec<_>>()).unwrap_or_default()
        })
    }

    /// The ports that lead to a listener, what `specify-protocol` says of it, and `more`; without a port, the list of ports.
    fn of_port(
        &self,
        key: ListenerKey,
        path: Option<&ForwardingRuleKey>,
        more: impl FnOnce() -> Vec<Location>,
    ) -> Vec<Location> {
        let mut locations = self.port_locations(key);
        if locations.is_empty() {
            return self.list("spec", "ports").or_else(|| self.name_location()).unwrap_or_default();
        }
        locations.extend(self.specified_location(key, path));
        locations.extend(more());
        locations
    }

    /// The ports that lead to a listener.
    fn port_locations(&self, key: ListenerKey) -> Vec<Location> {
        let Some(service) = self.service else { return Vec::new() };
        let of_number: Vec<_> = service.ports.iter().filter(|port| port.port == key.port).collect();
        let class = key.protocol.transport().name();
        let same: Vec<_> = of_number.iter().filter(|port| port.protocol == class).copied().collect();
        let ports = if same.is_empty() { of_number } else { same };
        ports.into_iter().filter_map(|port| service.object.location(port.span)).collect()
    }

    /// What `specify-protocol` says of a listener, or of one of its hosts.
    fn specified_location(&self, key: ListenerKey, path: Option<&ForwardingRuleKey>) -> Option<Location> {
        let read = || self.service.map(|service| specified(&service.settings)).unwrap_or_default();
        let locations = self.specified_locations.get_or_init(read);
        let location = |host| locations.get(&(key.port, host)).copied();
        path.and_then(|path| location(Some(path.domain.clone()))).or_else(|| location(None))
    }

    /// What a TkeServiceConfig says of a listener: the reference, and the segment where that is in the text.
    fn config_locations(&self, key: ListenerKey) -> Vec<Location> {
        let Some(service) = self.service else { return Vec::new() };
        let config = match tke_service_config::reference(service.object, &service.settings) {
            tke_service_config::ConfigReference::Named(name) | tke_service_config::ConfigReference::Auto(name) => {
                self.cluster.config(service, &name)
            }
            tke_service_config::ConfigReference::None | tke_service_config::ConfigReference::Unclear => None,
        };
        let segment = config.and_then(|config| config.segment(key.protocol, key.port)).map(|segment| segment.location);
        let Some(segment) = segment else { return Vec::new() };
        self.annotation_locations(&CONFIG).unwrap_or_default().into_iter().chain(segment).collect()
    }

    /// The values of those annotations that are written; `None` when none is.
    fn annotation_locations(&self, definitions: &[&NameDefinition]) -> Option<Vec<Location>> {
        let settings = &self.service?.settings;
        let locations: Vec<Location> = definitions
            .iter()
            .filter_map(|definition| settings.entry(definition).and_then(|entry| entry.value))
            .collect();
        (!locations.is_empty()).then_some(locations)
    }

    /// The key of a list or map that something is missing from.
    fn list(&self, parent: &str, key: &str) -> Option<Vec<Location>> {
        let object = self.service?.object;
        let member = object.node.get(parent)?.member(key)?;
        object.location(member.key_span).map(|location| vec![location])
    }

    /// The Service's name.
    fn name_location(&self) -> Option<Vec<Location>> {
        let object = self.service?.object;
        let name = object.metadata().and_then(|metadata: &SyntaxNode| metadata.get("name"))?;
        object.location(name.span).map(|location| vec![location])
    }
}

fn specified(settings: &ServiceSettings) -> SortedMap<(u16, Option<String>), Location> {
    let (mut keys, mut parts) = (Vec::new(), Vec::new());
    for entry in settings.get(&tke::SPECIFY_PROTOCOL).value().unwrap_or_default() {
        keys.push((entry.port, None));
        parts.push(entry.at);
        for host in entry.hosts {
            keys.push((entry.port, Some(host.domain)));
            parts.push(host.at);
        }
    }
    let entry = settings.entry(&tke::SPECIFY_PROTOCOL.definition);
    let locations = entry.map(|entry| entry.locations_inside(&parts)).unwrap_or_default();
    let mut specified = SortedMap::new();
    for (key, location) in keys.into_iter().zip(locations) {
        // Of several for one port the first counts.
        specified.get_or_insert_with(key, || location);
    }
    specified
}

/// Each place once, in the order of the text.
fn sorted_locations(locations: impl Iterator<Item = Location>) -> Vec<Location> {
    let mut locations: Vec<Location> = locations.collect();
    sort(&mut locations);
    locations.dedup();
    locations
}
