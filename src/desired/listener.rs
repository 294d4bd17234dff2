//! The listeners that a Service specifies: one for each port and protocol.

use super::assumptions_and_findings::AssumptionsAndFindings;
use super::settings_reader::ServiceSettingsReader;
use super::{backend, backend_clashes, certificate, codes, reasons, used_service_config};
use crate::diagnostic::{Diagnostic, Reason};
use crate::json::Value;
use crate::model::clb_attributes::{AttributeId, AttributeLevel, AttributeValues};
use crate::model::{
    DesiredBackends, DesiredForwardingRule, DesiredListener, ListenerKey, ListenersWithSameBackend,
    MANAGED_LISTENER_NAME, ObjectKnowledge, ObjectsAroundServices, Service, ServicePort,
};
use crate::request::Context;
use crate::sorted_map::{SortedMap, sort_by};
use crate::tke::ports_and_backend_kind::BackendKind;
use crate::tke::ports_and_backend_kind::listener_protocols;
use crate::tke::{self, DomainAcceptance, OsiLayer, Protocol, SpecifyProtocolPort};
use crate::tke_service_config::{ConfiguredMembers, ListenerConfig, ServiceConfig};

/// The path of the only rule that `specify-protocol` gives a host.
const ROOT: &str = "/";

/// The listeners that the Service specifies, by key, and the pairs of them that lead to one backend.
pub(super) fn specs(
    service: &Service<'_>,
    cluster: &ObjectsAroundServices,
    context: &Context,
    kind: BackendKind,
    reader: &mut ServiceSettingsReader<'_>,
    remarks: &mut AssumptionsAndFindings,
) -> (Vec<DesiredListener>, Vec<ListenersWithSameBackend>) {
    let entries = reader.get(&tke::SPECIFY_PROTOCOL).unwrap_or_default();
    let config = used_service_config::name(service, reader);
    let is_unknown = |name: &String| cluster.config_state(service, name) == ObjectKnowledge::Unknown;
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
    let mut specs: SortedMap<ListenerKey, DesiredListener> = SortedMap::new();
    for (key, port, entry) in requested(service, &entries) {
        specs.insert(key, builder.listener(key, port, entry, remarks));
    }
    let mut specs: Vec<DesiredListener> = specs.into_values().collect();
    block_port_conflicts(&mut specs);
    let clashes = backend_clashes::of(&specs, service, kind);
    backend_clashes::make_unknown(&mut specs, &clashes);
    (specs, clashes)
}

/// The listeners that the Service specifies, by key, each with its name only.
pub(super) fn names(
    service: &Service<'_>,
    cluster: &ObjectsAroundServices,
    reader: &mut ServiceSettingsReader<'_>,
) -> SortedMap<ListenerKey, String> {
    let entries = reader.get(&tke::SPECIFY_PROTOCOL).unwrap_or_default();
    let config = used_service_config::name(service, reader).and_then(|name| cluster.config(service, &name));
    let named = requested(service, &entries).map(|(key, ..)| (key, name(config, key).to_owned()));
    SortedMap::from_unsorted(named.collect())
}

/// Each port with each listener that it requests.
fn requested<'s>(
    service: &'s Service<'_>,
    entries: &'s [SpecifyProtocolPort],
) -> impl Iterator<Item = (ListenerKey, &'s ServicePort, Option<&'s SpecifyProtocolPort>)> {
    let ports: Vec<(u16, &str)> = service.ports.iter().map(|port| (port.port, port.protocol.as_str())).collect();
    service.ports.iter().zip(listener_protocols(&ports, entries)).flat_map(|(port, listeners)| {
        let entry = listeners.entry;
        let key = move |protocol| ListenerKey { protocol, port: port.port };
        listeners.protocols.into_iter().map(move |protocol| (key(protocol), port, entry))
    })
}

/// The name by which the controller knows a listener. One that its segment of the TkeServiceConfig declares counts as the
/// controller's own (documented for the Ingress twin); an empty one is no name.
fn name(config: Option<&ServiceConfig>, key: ListenerKey) -> &str {
    let segment = config.and_then(|config| config.segment(key.protocol, key.port));
    let declared =
        segment.and_then(|segment| segment.declared.get(AttributeId::ListenerName.row().config_member?)?.as_str());
    declared.filter(|name| !name.is_empty()).unwrap_or(MANAGED_LISTENER_NAME)
}

/// It is not documented which of several listeners on one port the controller would create, so none is planned.
fn block_port_conflicts(specs: &mut [DesiredListener]) {
    let mut keys: Vec<ListenerKey> = specs.iter().map(|spec| spec.key).collect();
    sort_by(&mut keys, |a, b| (a.slot(), a).cmp(&(b.slot(), b)));
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

/// True for the reason of an HTTPS listener for which no page says what the controller does.
pub fn is_without_https_host(reason: &Reason) -> bool {
    reason.is(&reasons::NO_HTTPS_HOST)
}

struct ListenerBuilder<'a> {
    service: &'a Service<'a>,
    cluster: &'a ObjectsAroundServices,
    config: Option<&'a ServiceConfig>,
    backends: backend::BackendSelection<'a>,
}

impl ListenerBuilder<'_> {
    fn listener(
        &self,
        key: ListenerKey,
        port: &ServicePort,
        entry: Option<&SpecifyProtocolPort>,
        remarks: &mut AssumptionsAndFindings,
    ) -> DesiredListener {
        let mut spec = DesiredListener {
            key,
            name: name(self.config, key).to_owned(),
            values: AttributeValues::new(),
            rules: Vec::new(),
            backends: DesiredBackends::none(),
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
        spec: &mut DesiredListener,
        port: &ServicePort,
        entry: Option<&SpecifyProtocolPort>,
        remarks: &mut AssumptionsAndFindings,
    ) {
        spec.backends = self.backends.backends(port, spec.key, remarks);
        self.listener_values(spec);
        if matches!(spec.key.protocol, Protocol::TcpSsl | Protocol::Quic) {
            let secret = entry.and_then(|entry| entry.tls.as_deref());
            let missing = || reasons::NO_SECRET.with("protocol", spec.key.protocol.name());
            match self.certificate(secret, || missing().arg("port", port.port.to_string())) {
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
        spec: &mut DesiredListener,
        port: &ServicePort,
        entry: Option<&SpecifyProtocolPort>,
        remarks: &mut AssumptionsAndFindings,
    ) {
        let segment = self.listener_values(spec);
        if spec.key.protocol == Protocol::Https {
            spec.values.insert(AttributeId::SniSwitch, 1.into());
        }
        let hosts = entry.map_or(&[][..], |entry| entry.hosts.as_slice());
        if hosts.is_empty() && spec.key.protocol == Protocol::Https {
            // A finding about the annotation says what is missing.
            spec.blocked_by = Some(reasons::NO_HTTPS_HOST.with("listener", spec.key.to_string()));
        } else if hosts.is_empty() {
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
            let mut rule = DesiredForwardingRule {
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
                let missing = || {
                    let host = reasons::NO_SECRET_OF_HOST.with("host", format!("`{domain}`"));
                    host.arg("port", port.port.to_string())
                };
                match self.certificate(host.tls.as_deref(), missing) {
                    Ok(certificate) => {
                        rule.values.insert(AttributeId::Certificate, certificate);
                    }
                    Err(reason) => rule.blocked_by = Some(reason),
                }
            }
            rule.blocked_by = host_form(domain, port.port).or(rule.blocked_by);
            spec.rules.push(rule);
        }
        sort_by(&mut spec.rules, |a, b| (&a.domain, &a.url).cmp(&(&b.domain, &b.url)));
    }

    /// Adds what the segment of a listener declares for the listener itself.
    fn listener_values(&self, spec: &mut DesiredListener) -> Option<&ListenerConfig> {
        let segment = self.config.and_then(|config| config.segment(spec.key.protocol, spec.key.port))?;
        declared_values(AttributeLevel::Listener, &segment.declared, &mut spec.values);
        if spec.values.get(&AttributeId::ListenerName).and_then(Value::as_str) == Some("") {
            spec.values.remove(&AttributeId::ListenerName);
        }
        Some(segment)
    }

    fn certificate(&self, secret: Option<&str>, missing: impl FnOnce() -> Reason) -> Result<Value, Reason> {
        match secret {
            Some(secret) => certificate::of_secret(self.service, self.cluster, secret),
            None => Err(missing()),
        }
    }
}

/// Why a rule cannot have a host as its domain.
fn host_form(host: &str, port: u16) -> Option<Reason> {
    let reason = match DomainAcceptance::of(host) {
        DomainAcceptance::Accepted => return None,
        DomainAcceptance::Undocumented => &reasons::HOST_UNDOCUMENTED,
        DomainAcceptance::Refused => &reasons::HOST_REFUSED,
    };
    Some(reason.with("host", format!("`{host}`")).arg("port", port.to_string()))
}

/// Adds the attributes of a level that a TkeServiceConfig declares. What it does not declare is not managed.
fn declared_values(level: AttributeLevel, declared: &ConfiguredMembers, values: &mut AttributeValues) {
    for field in AttributeId::of(level) {
        if let Some(value) = field.row().config_member.and_then(|member| declared.get(member)) {
            values.insert(field, value.clone());
        }
    }
}

/// True for the assumption that a TkeServiceConfig was not provided, without which the listeners are planned in part only.
pub fn is_config_unprovided(assumption: &Reason) -> bool {
    assumption.is(&reasons::CONFIGS_UNKNOWN)
}
