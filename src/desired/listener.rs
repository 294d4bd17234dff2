//! The listeners that a Service specifies: one for each port and protocol.

use super::remarks::AssumptionsAndFindings;
use super::settings_reader::SettingsReader;
use super::{backend, certificate, codes, reasons, used_service_config};
use crate::diagnostic::{Diagnostic, Reason};
use crate::json::Value;
use crate::model::clb_attributes::{AttributeId, AttributeLevel, AttributeValues};
use crate::model::{
    BackendClash, Backends, Cluster, ListenerKey, ListenerSpec, LiveObject, MANAGED_LISTENER_NAME, RuleSpec, Service,
    ServicePort, Target,
};
use crate::request::Context;
use crate::sorted_map::SortedMap;
use crate::tke::ports_and_backend_kind::BackendKind;
use crate::tke::ports_and_backend_kind::listener_protocols;
use crate::tke::{self, OsiLayer, Protocol, SpecifiedPort};
use crate::tke_service_config::{ConfigMembers, ListenerConfig, ServiceConfig};

/// The path of the only rule that `specify-protocol` gives a host.
const ROOT: &str = "/";

/// The listeners that the Service specifies, by key, and the first backend that two of them share.
pub(super) fn specs(
    service: &Service<'_>,
    cluster: &Cluster,
    context: &Context,
    kind: BackendKind,
    reader: &mut SettingsReader<'_>,
    remarks: &mut AssumptionsAndFindings,
) -> (Vec<ListenerSpec>, Option<BackendClash>) {
    let entries = reader.get(&tke::SPECIFY_PROTOCOL).unwrap_or_default();
    let config = used_service_config::name(service, reader);
    let is_unknown = |name: &String| cluster.config_state(service, name) == LiveObject::Unknown;
    if let Some(name) = reader.get(&tke::TKE_SERVICE_CONFIG).filter(is_unknown) {
        remarks.assume(reasons::CONFIGS_UNKNOWN.with("config", name));
    }
    let config = config.and_then(|name| cluster.config(service, &name));
    let builder = ListenerBuilder {
        service,
        cluster,
        config,
        backends: backend::BackendSelection::read(service, cluster, context, kind, reader, remarks),
    };
    let mut specs: SortedMap<ListenerKey, ListenerSpec> = SortedMap::new();
    let ports: Vec<(u16, &str)> = service.ports.iter().map(|port| (port.port, port.protocol.as_str())).collect();
    for (port, protocols) in service.ports.iter().zip(listener_protocols(&ports, &entries)) {
        for protocol in protocols.protocols {
            let key = ListenerKey { protocol, port: port.port };
            specs.insert(key, builder.listener(key, port, protocols.entry, remarks));
        }
    }
    let mut specs: Vec<ListenerSpec> = specs.into_values().collect();
    block_port_conflicts(&mut specs);
    let clash = block_backend_conflicts(&mut specs);
    (specs, clash)
}

/// Within one protocol a CLB binds a backend to one listener only. It is not documented which of several listeners the
/// controller would choose, so their backends are unknown.
fn block_backend_conflicts(specs: &mut [ListenerSpec]) -> Option<BackendClash> {
    let mut bound: Vec<(Protocol, &Target, ListenerKey)> = Vec::new();
    for spec in specs.iter() {
        for backends in spec.rules.iter().map(|rule| &rule.backends).chain([&spec.backends]) {
            let Backends::Known(targets) = backends else { continue };
            bound.extend(targets.keys().map(|target| (spec.key.protocol, target, spec.key)));
        }
    }
    bound.sort_unstable();
    bound.dedup();
    let shared = bound.windows(2).find_map(|pair| match pair {
        [(protocol, target, first), (other, same, second)] if (protocol, target) == (other, same) => {
            let location = specs.iter().find(|spec| spec.key == *second).and_then(|spec| spec.location);
            Some(BackendClash { first: *first, second: *second, target: (*target).clone(), location })
        }
        _ => None,
    });
    let clashing: Vec<Vec<ListenerKey>> = bound
        .chunk_by(|a, b| (a.0, a.1) == (b.0, b.1))
        .filter(|same| same.len() > 1)
        .map(|same| same.iter().map(|(_, _, key)| *key).collect())
        .collect();
    for spec in specs {
        let Some(keys) = clashing.iter().find(|keys| keys.contains(&spec.key)) else { continue };
        let listeners = keys.iter().map(|key| format!("`{key}`")).collect();
        let reason = reasons::CLASHING_BACKENDS.reason().list("listeners", listeners);
        spec.rules.iter_mut().for_each(|rule| rule.backends = Backends::unknown(reason.clone()));
        if spec.key.protocol.layer() == OsiLayer::Four {
            spec.backends = Backends::unknown(reason);
        }
    }
    shared
}

/// It is not documented which of several listeners on one port the controller would create, so none is planned.
fn block_port_conflicts(specs: &mut [ListenerSpec]) {
    let mut keys: Vec<ListenerKey> = specs.iter().map(|spec| spec.key).collect();
    keys.sort_unstable_by_key(|key| (key.slot(), *key));
    let contested = keys.chunk_by(|a, b| a.clashes(*b)).filter(|conflicting| conflicting.len() > 1);
    let named: SortedMap<ListenerKey, Vec<String>> = contested
        .filter_map(|conflicting| Some((conflicting.first()?.slot(), conflicting)))
        .map(|(slot, conflicting)| (slot, conflicting.iter().map(|key| format!("`{key}`")).collect()))
        .collect();
    for spec in specs {
        if let Some(listeners) = named.get(&spec.key.slot()) {
            spec.blocked_by = Some(reasons::CONTESTED_PORT.reason().list("listeners", listeners.clone()));
        }
    }
}

struct ListenerBuilder<'a> {
    service: &'a Service<'a>,
    cluster: &'a Cluster,
    config: Option<&'a ServiceConfig>,
    backends: backend::BackendSelection<'a>,
}

impl ListenerBuilder<'_> {
    fn listener(
        &self,
        key: ListenerKey,
        port: &ServicePort,
        entry: Option<&SpecifiedPort>,
        remarks: &mut AssumptionsAndFindings,
    ) -> ListenerSpec {
        let mut spec = ListenerSpec {
            key,
            name: MANAGED_LISTENER_NAME.to_owned(),
            values: AttributeValues::new(),
            rules: Vec::new(),
            backends: Backends::Known(SortedMap::new()),
            blocked_by: None,
            location: self.service.object.location(port.span),
        };
        if spec.is_reserved() {
            spec.blocked_by = Some(reasons::RESERVED_PORT.with("listener", key.to_string()));
        }
        match key.protocol.layer() {
            OsiLayer::Four => self.layer4(&mut spec, port, entry, remarks),
            OsiLayer::Seven => self.layer7(&mut spec, port, entry, remarks),
        }
        spec
    }

    fn layer4(
        &self,
        spec: &mut ListenerSpec,
        port: &ServicePort,
        entry: Option<&SpecifiedPort>,
        remarks: &mut AssumptionsAndFindings,
    ) {
        spec.backends = self.backends.backends(port, spec.key, remarks);
        self.listener_values(spec);
        if matches!(spec.key.protocol, Protocol::TcpSsl | Protocol::Quic) {
            match self.certificate(entry.and_then(|entry| entry.tls.as_deref())) {
                Ok(certificate) => {
                    spec.values.insert(AttributeId::Certificate, certificate);
                }
                Err(reason) => spec.blocked_by = Some(reason),
            }
        }
    }

    /// Hosts become rules with the path `/`. Each HTTPS host has its own certificate, so SNI is on (inferred: the pages
    /// show one Secret for each host).
    fn layer7(
        &self,
        spec: &mut ListenerSpec,
        port: &ServicePort,
        entry: Option<&SpecifiedPort>,
        remarks: &mut AssumptionsAndFindings,
    ) {
        let segment = self.listener_values(spec);
        if spec.key.protocol == Protocol::Https {
            spec.values.insert(AttributeId::SniSwitch, 1.into());
        }
        let hosts = entry.map_or(&[][..], |entry| entry.hosts.as_slice());
        if hosts.is_empty() {
            remarks.findings.push(
                Diagnostic::new(&codes::NO_HOSTS)
                    .arg("listener", spec.key.to_string())
                    .object(self.service.object.reference.clone())
                    .path(tke::SPECIFY_PROTOCOL.definition.path())
                    .location(self.service.settings.location(&tke::SPECIFY_PROTOCOL)),
            );
        }
        for host in hosts {
            let domain = &host.domain;
            let mut rule = RuleSpec {
                domain: domain.clone(),
                url: ROOT.to_owned(),
                values: AttributeValues::new(),
                backends: self.backends.backends(port, spec.key, remarks),
                blocked_by: None,
            };
            if let Some(found) = segment.and_then(|segment| segment.rule(domain, ROOT)) {
                declared_values(AttributeLevel::Rule, &found.declared, &mut rule.values);
            }
            if let Some(found) = segment.and_then(|segment| segment.domain(domain)) {
                declared_values(AttributeLevel::Domain, &found.declared, &mut rule.values);
            }
            if spec.key.protocol == Protocol::Https {
                match self.certificate(host.tls.as_deref()) {
                    Ok(certificate) => {
                        rule.values.insert(AttributeId::Certificate, certificate);
                    }
                    Err(reason) => rule.blocked_by = Some(reason),
                }
            }
            spec.rules.push(rule);
        }
        spec.rules.sort_by(|a, b| (&a.domain, &a.url).cmp(&(&b.domain, &b.url)));
    }

    /// Adds what the segment of a listener declares for the listener itself. A name in it counts as the controller's own
    /// (documented for the Ingress twin); an empty one is no name.
    fn listener_values(&self, spec: &mut ListenerSpec) -> Option<&ListenerConfig> {
        let segment = self.config.and_then(|config| config.segment(spec.key.protocol, spec.key.port))?;
        declared_values(AttributeLevel::Listener, &segment.declared, &mut spec.values);
        match spec.values.get(&AttributeId::ListenerName).and_then(Value::as_str) {
            Some("") => {
                spec.values.remove(&AttributeId::ListenerName);
            }
            Some(name) => spec.name = name.to_owned(),
            None => {}
        }
        Some(segment)
    }

    fn certificate(&self, secret: Option<&str>) -> Result<Value, Reason> {
        match secret {
            Some(secret) => certificate::of_secret(self.service, self.cluster, secret),
            None => Err(reasons::NO_SECRET.reason()),
        }
    }
}

/// Adds the attributes of a level that a TkeServiceConfig declares. What it does not declare is not managed.
fn declared_values(level: AttributeLevel, declared: &ConfigMembers, values: &mut AttributeValues) {
    for field in AttributeId::of(level) {
        if let Some(value) = field.row().config_member.and_then(|member| declared.get(member)) {
            values.insert(field, value.clone());
        }
    }
}
