//! Checks a Service against the TkeServiceConfig it names.
//!
//! A missing object is reported only when live objects of its kind and namespace were provided; otherwise it is unknown.
//! Services that name one object are checked together, because a segment may be meant for any of them.

use super::ServiceRulesInput;
use crate::diagnostic::Diagnostic;
use crate::sorted_map::SortedSet;
use crate::syntax::{KubernetesObject, ObjectLookup, SyntaxNode};
use crate::tke::definitions::listener::{TKE_SERVICE_CONFIG, TKE_SERVICE_CONFIG_AUTO};
use crate::tke::definitions::load_balancer::{INTERNAL_SUBNETID, TKE_EXISTED_LBID};
use crate::tke::ports_and_backend_kind::{ports, wants_load_balancer};
use crate::tke::{OsiLayer, Protocol, ServiceSettings};
use crate::tke_service_config::fields::RESERVED_SUFFIXES;
use crate::tke_service_config::{ConfigReference, KINDS, ListenerConfig, ServiceConfig, among, codes, read, reference};

/// Findings about a Service and the TkeServiceConfig it names. `all` is every object; `live` is true for a namespace of
/// which live TkeServiceConfigs were provided. Findings that concern all
/// Services that name the object come from [`check_service_configs`].
pub(super) fn check(
    object: &KubernetesObject,
    settings: &ServiceSettings,
    all: &ObjectLookup<'_>,
    live: &dyn Fn(&str) -> bool,
) -> Vec<Diagnostic> {
    let ConfigReference::Named(name) = reference(object, settings) else { return Vec::new() };
    if !wants_load_balancer(object) {
        return Vec::new();
    }
    if let Some(suffix) = RESERVED_SUFFIXES.into_iter().find(|suffix| name.ends_with(suffix)) {
        let found = at_reference(&codes::RESERVED_REFERENCE, object, settings, &name);
        return vec![found.arg("suffix", suffix).arg("auto", TKE_SERVICE_CONFIG_AUTO.name())];
    }
    let Some(config) = find(all, object.namespace(), &name) else {
        let any = live(object.namespace());
        let found = || at_reference(&codes::NOT_FOUND, object, settings, &name).arg("namespace", object.namespace());
        return any.then(found).into_iter().collect();
    };
    bandwidth_of_internal(object, settings, config).into_iter().collect()
}

/// Findings about the TkeServiceConfigs that Services name or that are among the manifests, each reported once.
pub fn check_service_configs<'s>(
    services: impl Iterator<Item = (&'s KubernetesObject, &'s ServiceSettings)>,
    manifests: &[KubernetesObject],
    validation: &ServiceRulesInput<'_>,
) -> Vec<Diagnostic> {
    let mut found = check_named(services, &validation.objects);
    found.extend(among(manifests).flat_map(|object| read(object).1));
    found
}

/// Findings about a TkeServiceConfig that concern all Services that name it, reported once.
fn check_named<'s>(
    services: impl Iterator<Item = (&'s KubernetesObject, &'s ServiceSettings)>,
    all: &ObjectLookup<'_>,
) -> Vec<Diagnostic> {
    let named = services.filter(|(object, _)| wants_load_balancer(object)).filter_map(|(object, settings)| {
        let ConfigReference::Named(name) = reference(object, settings) else { return None };
        let reserved = RESERVED_SUFFIXES.into_iter().any(|suffix| name.ends_with(suffix));
        (!reserved).then(|| (object.namespace().to_owned(), name))
    });
    let named = SortedSet::from_unsorted(named.collect());
    let configs = named.iter().filter_map(|(namespace, name)| find(all, namespace, name));
    configs.flat_map(|config| without_listener(config, &read(config).0, all)).collect()
}

/// The TkeServiceConfig of that name. Of two, one for each spelling of the kind, the first one.
fn find<'a>(all: &ObjectLookup<'a>, namespace: &str, name: &str) -> Option<&'a KubernetesObject> {
    all.first_named(&KINDS, namespace, name)
}

fn at_reference(
    code: &'static crate::diagnostic::CodeDefinition,
    object: &KubernetesObject,
    settings: &ServiceSettings,
    name: &str,
) -> Diagnostic {
    let found = Diagnostic::new(code).location(settings.location(&TKE_SERVICE_CONFIG)).object(object.reference.clone());
    found.path(TKE_SERVICE_CONFIG.definition.path()).arg("name", name)
}

/// Segments without a listener in any Service that names the object.
fn without_listener(config: &KubernetesObject, spec: &ServiceConfig, all: &ObjectLookup<'_>) -> Vec<Diagnostic> {
    let Some(listeners) = listeners(config, all) else { return Vec::new() };
    let idle = |segment: &&ListenerConfig| !listeners.contains(&(segment.protocol, segment.port));
    let found = |segment: &ListenerConfig| {
        let list = match segment.protocol.layer() {
            OsiLayer::Four => "l4Listeners",
            OsiLayer::Seven => "l7Listeners",
        };
        let found = Diagnostic::new(&codes::NO_LISTENER).location(segment.location).object(config.reference.clone());
        let found = found.path(format!("spec.loadBalancer.{list}"));
        found.arg("segment", format!("{} {}", segment.protocol, segment.port))
    };
    spec.segments.iter().filter(idle).map(found).collect()
}

/// The listeners of all Services that name the object; `None` when those of one are unknown.
fn listeners(config: &KubernetesObject, all: &ObjectLookup<'_>) -> Option<Vec<(Protocol, u16)>> {
    let mut listeners = Vec::new();
    let named = all.annotated(TKE_SERVICE_CONFIG.name(), config.name());
    let services = named.filter(|object| object.kind() == "Service" && wants_load_balancer(object));
    for service in services.filter(|service| service.namespace() == config.namespace()) {
        let settings = ServiceSettings::read_silently(service);
        if reference(service, &settings) == ConfigReference::Named(config.name().to_owned()) {
            let ports = ports(service, &settings)?;
            listeners
                .extend(ports.iter().flat_map(|port| port.protocols.iter().map(|protocol| (*protocol, port.port))));
        }
    }
    Some(listeners)
}

fn bandwidth_of_internal(
    object: &KubernetesObject,
    settings: &ServiceSettings,
    config: &KubernetesObject,
) -> Option<Diagnostic> {
    let node: &SyntaxNode = config.node.at(&["spec", "loadBalancer", "internetMaxBandwidthOut"])?;
    let internal = settings.is_present(&INTERNAL_SUBNETID) && !settings.is_present(&TKE_EXISTED_LBID);
    let found = || {
        let found = Diagnostic::new(&codes::BANDWIDTH_OF_INTERNAL).location(config.location(node.span));
        let found = found.object(config.reference.clone()).path("spec.loadBalancer.internetMaxBandwidthOut");
        found.arg("service", format!("{}/{}", object.namespace(), object.name()))
    };
    internal.then(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::CodeDefinition;
    use crate::diagnostic::render::unfilled;
    use crate::syntax::{RequestPart, TextOrObjects};
    use crate::tke::TypedNameDefinition;
    use crate::tke::definitions::listener::SPECIFY_PROTOCOL;

    fn service(name: &str, annotations: &[(&'static str, &str)]) -> String {
        let lines: String = annotations.iter().map(|(name, value)| format!("    {name}: \"{value}\"\n")).collect();
        let head = format!("---\napiVersion: v1\nkind: Service\nmetadata:\n  name: {name}\n  annotations:\n{lines}");
        format!("{head}spec:\n  type: LoadBalancer\n  ports: [{{port: 80}}]\n")
    }

    fn config(name: &str, balancer: &str) -> String {
        let head = format!(
            "---\napiVersion: cloud.tencent.com/v1alpha1\nkind: TkeServiceConfig\nmetadata: {{name: {name}}}\n"
        );
        format!("{head}spec: {{loadBalancer: {{{balancer}}}}}\n")
    }

    fn annotation<T>(key: &TypedNameDefinition<T>, value: &'static str) -> (&'static str, &'static str) {
        (key.name(), value)
    }

    #[track_caller]
    fn assert_findings(text: &str, expected: &[(&'static CodeDefinition, &str)]) {
        let (all, faults) = crate::syntax::read(&TextOrObjects::Text(text.to_owned()), RequestPart::Manifests);
        assert_eq!(faults, Vec::new());
        let (settings, _) = ServiceSettings::read(&all[0], text);
        let location = |found: &Diagnostic| found.location.unwrap().span.slice(text).to_owned();
        let objects = ObjectLookup::new(all.iter().collect(), &KINDS, &[TKE_SERVICE_CONFIG.definition.name]);
        let mut found = check_named(std::iter::once((&all[0], &settings)), &objects);
        found.extend(check(&all[0], &settings, &objects, &|_| all.iter().any(|object| KINDS.contains(&object.kind()))));
        assert_eq!(found.iter().flat_map(unfilled).collect::<Vec<_>>(), Vec::<String>::new());
        let found: Vec<_> = found.iter().map(|found| (found.code.name(), location(found))).collect();
        let expected: Vec<_> = expected.iter().map(|(code, at)| (code.name(), (*at).to_owned())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_missing_object_is_reported_when_others_are_provided() {
        let web = service("web", &[annotation(&TKE_SERVICE_CONFIG, "web")]);
        assert_findings(&web, &[]);
        assert_findings(&format!("{web}{}", config("other", "")), &[(&codes::NOT_FOUND, "\"web\"")]);
        assert_findings(&format!("{web}{}", config("web", "")), &[]);
    }

    #[test]
    fn objects_of_the_controller_cannot_be_named() {
        let web = service("web", &[annotation(&TKE_SERVICE_CONFIG, "web-auto-service-config")]);
        assert_findings(&web, &[(&codes::RESERVED_REFERENCE, "\"web-auto-service-config\"")]);
        assert_findings(&service("web", &[annotation(&TKE_SERVICE_CONFIG_AUTO, "true")]), &[]);
    }

    #[test]
    fn a_segment_may_be_for_any_service_that_names_the_object() {
        let listeners = "l4Listeners: [{protocol: TCP, port: 80}, {protocol: UDP, port: 80}], l7Listeners: [{protocol: HTTP, port: 80}]";
        let web = format!("{}{}", service("web", &[annotation(&TKE_SERVICE_CONFIG, "web")]), config("web", listeners));
        let http = r#"{\"80\":{\"protocol\":[\"HTTP\"]}}"#;
        let (udp, layer7) = ("{protocol: UDP, port: 80}", "{protocol: HTTP, port: 80}");
        assert_findings(&web, &[(&codes::NO_LISTENER, udp), (&codes::NO_LISTENER, layer7)]);
        let second = service("api", &[annotation(&TKE_SERVICE_CONFIG, "web"), annotation(&SPECIFY_PROTOCOL, http)]);
        assert_findings(&format!("{web}{second}"), &[(&codes::NO_LISTENER, udp)]);
    }

    #[test]
    fn bandwidth_of_an_internal_clb_is_reported() {
        let internal = [annotation(&TKE_SERVICE_CONFIG, "web"), annotation(&INTERNAL_SUBNETID, "subnet-1")];
        let bandwidth = config("web", "internetMaxBandwidthOut: 5");
        assert_findings(&format!("{}{bandwidth}", service("web", &internal)), &[(&codes::BANDWIDTH_OF_INTERNAL, "5")]);
        let public = [annotation(&TKE_SERVICE_CONFIG, "web")];
        assert_findings(&format!("{}{bandwidth}", service("web", &public)), &[]);
    }
}
