//! A Service and the TkeServiceConfig it refers to.
//!
//! An object that is missing is reported only when objects of its kind were given at all: what was not given is
//! unknown. Services that share one object are looked at together, for a segment may be meant for any of them.

use super::fields::{AUTO_SUFFIX, RESERVED_SUFFIXES};
use super::{KINDS, ServiceConfig, codes, read};
use crate::diagnostic::{Diagnostic, Location};
use crate::sorted_map::SortedSet;
use crate::syntax::{Node, Object, ObjectIndex};
use crate::tke::definitions::listener::{TKE_SERVICE_CONFIG, TKE_SERVICE_CONFIG_AUTO};
use crate::tke::definitions::load_balancer::{INTERNAL_SUBNETID, TKE_EXISTED_LBID};
use crate::tke::listener_protocols::{ports, wants_load_balancer};
use crate::tke::{Protocol, Setting, Settings};

/// Which TkeServiceConfig a Service is configured by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConfigReference {
    /// None.
    None,
    /// The one of this name, made by a person.
    Named(String),
    /// The one of this name, kept by the controller.
    Auto(String),
    /// Not to be told: the annotations cannot be read, or both are there.
    Unclear,
}

/// Which TkeServiceConfig a Service is configured by.
pub fn reference(object: &Object, settings: &Settings) -> ConfigReference {
    let auto = || ConfigReference::Auto(format!("{}{}", object.name(), AUTO_SUFFIX));
    match (settings.get(&TKE_SERVICE_CONFIG), settings.get(&TKE_SERVICE_CONFIG_AUTO)) {
        (Setting::Absent, Setting::Absent | Setting::Is(false)) => ConfigReference::None,
        (Setting::Absent, Setting::Is(true)) => auto(),
        (Setting::Is(name), Setting::Absent | Setting::Is(false)) => ConfigReference::Named(name),
        (Setting::Invalid, _) | (_, Setting::Invalid) | (Setting::Is(_), Setting::Is(true)) => ConfigReference::Unclear,
    }
}

/// What is wrong between a Service and the TkeServiceConfig it names. `all` is every object there is. What is wrong with
/// the TkeServiceConfig for all that name it is said by [`check_shared`].
pub fn check(object: &Object, settings: &Settings, all: &ObjectIndex<'_>) -> Vec<Diagnostic> {
    let ConfigReference::Named(name) = reference(object, settings) else { return Vec::new() };
    if !wants_load_balancer(object) {
        return Vec::new();
    }
    if let Some(suffix) = RESERVED_SUFFIXES.into_iter().find(|suffix| name.ends_with(suffix)) {
        let found = at_reference(&codes::RESERVED_REFERENCE, object, settings, &name);
        return vec![found.arg("suffix", suffix).arg("auto", TKE_SERVICE_CONFIG_AUTO.name())];
    }
    let Some(config) = find(all, object.namespace(), &name) else {
        let any = KINDS.iter().any(|kind| all.of_kind(kind).next().is_some());
        let found = || at_reference(&codes::NOT_FOUND, object, settings, &name).arg("namespace", object.namespace());
        return any.then(found).into_iter().collect();
    };
    bandwidth_of_internal(object, settings, config).into_iter().collect()
}

/// What is wrong with a TkeServiceConfig for all Services that name it: said once, however many they are.
pub fn check_shared<'s>(
    services: impl Iterator<Item = (&'s Object, &'s Settings)>,
    all: &ObjectIndex<'_>,
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

/// The TkeServiceConfig of that name; of two, one for each spelling of the kind, the one that was given first.
fn find<'a>(all: &ObjectIndex<'a>, namespace: &str, name: &str) -> Option<&'a Object> {
    all.first_named(&KINDS, namespace, name)
}

fn at_reference(
    code: &'static crate::diagnostic::Code,
    object: &Object,
    settings: &Settings,
    name: &str,
) -> Diagnostic {
    let found = Diagnostic::new(code).location(settings.location(&TKE_SERVICE_CONFIG)).object(object.reference.clone());
    found.path(TKE_SERVICE_CONFIG.definition.path()).arg("name", name)
}

/// Segments that fit no listener of any Service that uses the object.
fn without_listener(config: &Object, spec: &ServiceConfig, all: &ObjectIndex<'_>) -> Vec<Diagnostic> {
    let Some(listeners) = listeners(config, all) else { return Vec::new() };
    let layer4 = spec.layer4.iter().map(|segment| ("l4Listeners", segment.protocol, segment.port, segment.location));
    let layer7 = spec.layer7.iter().map(|segment| ("l7Listeners", segment.protocol, segment.port, segment.location));
    let idle =
        |(_, protocol, port, _): &(&str, Protocol, u16, Option<Location>)| !listeners.contains(&(*protocol, *port));
    let found = |(list, protocol, port, location)| {
        let found = Diagnostic::new(&codes::NO_LISTENER).location(location).object(config.reference.clone());
        found.path(format!("spec.loadBalancer.{list}")).arg("segment", format!("{protocol} {port}"))
    };
    layer4.chain(layer7).filter(idle).map(found).collect()
}

/// The listeners of every Service that names the object; `None` when one of them cannot be told.
fn listeners(config: &Object, all: &ObjectIndex<'_>) -> Option<Vec<(Protocol, u16)>> {
    let mut listeners = Vec::new();
    let named = all.annotated(TKE_SERVICE_CONFIG.name(), config.name());
    let services = named.filter(|object| object.kind() == "Service" && wants_load_balancer(object));
    for service in services.filter(|service| service.namespace() == config.namespace()) {
        let settings = Settings::read_silently(service);
        if reference(service, &settings) == ConfigReference::Named(config.name().to_owned()) {
            let ports = ports(service, &settings)?;
            listeners
                .extend(ports.iter().flat_map(|port| port.protocols.iter().map(|protocol| (*protocol, port.port))));
        }
    }
    Some(listeners)
}

fn bandwidth_of_internal(object: &Object, settings: &Settings, config: &Object) -> Option<Diagnostic> {
    let node: &Node = config.node.at(&["spec", "loadBalancer", "internetMaxBandwidthOut"])?;
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
    use crate::diagnostic::Code;
    use crate::diagnostic::render::unfilled;
    use crate::syntax::{Origin, Source};
    use crate::tke::Annotation;
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

    fn pair<T>(key: &Annotation<T>, value: &'static str) -> (&'static str, &'static str) {
        (key.name(), value)
    }

    #[track_caller]
    fn finds(text: &str, expected: &[(&'static Code, &str)]) {
        let (all, faults) = crate::syntax::read(&Source::Text(text.to_owned()), Origin::Manifests);
        assert_eq!(faults, Vec::new());
        let (settings, _) = Settings::read(&all[0], text);
        let location = |found: &Diagnostic| found.location.unwrap().span.slice(text).to_owned();
        let objects = ObjectIndex::new(all.iter().collect(), &KINDS, &[TKE_SERVICE_CONFIG.definition.name]);
        let mut found = check_shared(std::iter::once((&all[0], &settings)), &objects);
        found.extend(check(&all[0], &settings, &objects));
        assert_eq!(found.iter().flat_map(unfilled).collect::<Vec<_>>(), Vec::<String>::new());
        let found: Vec<_> = found.iter().map(|found| (found.code.name(), location(found))).collect();
        let expected: Vec<_> = expected.iter().map(|(code, at)| (code.name(), (*at).to_owned())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn the_object_must_be_there_when_others_are() {
        let web = service("web", &[pair(&TKE_SERVICE_CONFIG, "web")]);
        finds(&web, &[]);
        finds(&format!("{web}{}", config("other", "")), &[(&codes::NOT_FOUND, "\"web\"")]);
        finds(&format!("{web}{}", config("web", "")), &[]);
    }

    #[test]
    fn the_controllers_objects_are_not_for_reference() {
        let web = service("web", &[pair(&TKE_SERVICE_CONFIG, "web-auto-service-config")]);
        finds(&web, &[(&codes::RESERVED_REFERENCE, "\"web-auto-service-config\"")]);
        finds(&service("web", &[pair(&TKE_SERVICE_CONFIG_AUTO, "true")]), &[]);
    }

    #[test]
    fn a_segment_is_for_any_service_that_uses_the_object() {
        let listeners = "l4Listeners: [{protocol: TCP, port: 80}, {protocol: UDP, port: 80}], l7Listeners: [{protocol: HTTP, port: 80}]";
        let web = format!("{}{}", service("web", &[pair(&TKE_SERVICE_CONFIG, "web")]), config("web", listeners));
        let http = r#"{\"80\":{\"protocol\":[\"HTTP\"]}}"#;
        let (udp, layer7) = ("{protocol: UDP, port: 80}", "{protocol: HTTP, port: 80}");
        finds(&web, &[(&codes::NO_LISTENER, udp), (&codes::NO_LISTENER, layer7)]);
        let second = service("api", &[pair(&TKE_SERVICE_CONFIG, "web"), pair(&SPECIFY_PROTOCOL, http)]);
        finds(&format!("{web}{second}"), &[(&codes::NO_LISTENER, udp)]);
    }

    #[test]
    fn bandwidth_is_for_public_clbs() {
        let internal = [pair(&TKE_SERVICE_CONFIG, "web"), pair(&INTERNAL_SUBNETID, "subnet-1")];
        let bandwidth = config("web", "internetMaxBandwidthOut: 5");
        finds(&format!("{}{bandwidth}", service("web", &internal)), &[(&codes::BANDWIDTH_OF_INTERNAL, "5")]);
        let public = [pair(&TKE_SERVICE_CONFIG, "web")];
        finds(&format!("{}{bandwidth}", service("web", &public)), &[]);
    }
}
