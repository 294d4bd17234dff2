//! The listeners that a Service asks for: one for each port and protocol.

use super::{Remarks, SettingsReader, backend, certificate, codes, reasons, service_config};
use crate::config::{ConfigRule, HealthCheck, Layer4, Scheduler, ServiceConfig, Session};
use crate::diagnostic::{Diagnostic, Reason};
use crate::json::json;
use crate::model::field::{Field, Values};
use crate::model::{
    Backends, Cluster, ListenerKey, ListenerSpec, MANAGED_LISTENER_NAME, RuleSpec, Service, ServicePort, Target,
};
use crate::request::Context;
use crate::sorted_map::SortedMap;
use crate::tke::listener_protocols::listener_protocols;
use crate::tke::{self, OsiLayer, Protocol, SpecifiedPort};

/// A port that the cloud keeps to itself ([`crate::diagnostic::references::CLB_LISTENERS`]).
const RESERVED: ListenerKey = ListenerKey { protocol: Protocol::Udp, port: 4789 };
/// The path of the one rule that `specify-protocol` gives a host.
const ROOT: &str = "/";

/// The listeners that the Service asks for, by key.
pub(super) fn specs(
    service: &Service<'_>,
    cluster: &Cluster,
    context: &Context,
    direct: bool,
    reader: &mut SettingsReader<'_>,
    remarks: &mut Remarks,
) -> Vec<ListenerSpec> {
    let entries = reader.get(&tke::SPECIFY_PROTOCOL).unwrap_or_default();
    let config = service_config::name(service, reader);
    let named = reader.get(&tke::TKE_SERVICE_CONFIG).filter(|_| cluster.configs.is_none());
    if let Some(name) = named {
        remarks.assume(reasons::CONFIGS_UNKNOWN.with("config", name));
    }
    let config = config.and_then(|name| cluster.config(service, &name));
    let builder = ListenerBuilder {
        service,
        cluster,
        config,
        backends: backend::BackendSelection::read(service, cluster, context, direct, reader, remarks),
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
    block_backend_conflicts(&mut specs);
    specs
}

/// Within one protocol a CLB binds a backend to one listener only. Which of several the controller would bind is not
/// published.
fn block_backend_conflicts(specs: &mut [ListenerSpec]) {
    let mut bound: Vec<(Protocol, &Target, ListenerKey)> = Vec::new();
    for spec in specs.iter() {
        for backends in spec.rules.iter().map(|rule| &rule.backends).chain([&spec.backends]) {
            let Backends::Known(targets) = backends else { continue };
            bound.extend(targets.keys().map(|target| (spec.key.protocol, target, spec.key)));
        }
    }
    bound.sort_unstable();
    bound.dedup();
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
}

/// Of several listeners that the Service asks for in one place none is made: which one the controller would make is not
/// published.
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
        remarks: &mut Remarks,
    ) -> ListenerSpec {
        let mut spec = ListenerSpec {
            key,
            name: MANAGED_LISTENER_NAME.to_owned(),
            values: Values::new(),
            rules: Vec::new(),
            backends: Backends::Known(SortedMap::new()),
            blocked_by: None,
            location: self.service.object.location(port.span),
        };
        if key == RESERVED {
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
        remarks: &mut Remarks,
    ) {
        spec.backends = self.backends.backends(port, spec.key, remarks);
        if let Some(segment) = self.config.and_then(|config| config.layer4(spec.key.protocol, spec.key.port)) {
            layer4_values(segment, &mut spec.values);
            name_listener(spec, segment.listener_name.as_deref());
        }
        if matches!(spec.key.protocol, Protocol::TcpSsl | Protocol::Quic) {
            match self.certificate(entry.and_then(|entry| entry.tls.as_deref())) {
                Ok(certificate) => {
                    spec.values.insert(Field::Certificate, certificate);
                }
                Err(reason) => spec.blocked_by = Some(reason),
            }
        }
    }

    /// Hosts become rules with the path `/`; of HTTPS each has its own certificate, so the listener tells them apart by
    /// the name the client asks for (inferred: the pages show one Secret for each host).
    fn layer7(
        &self,
        spec: &mut ListenerSpec,
        port: &ServicePort,
        entry: Option<&SpecifiedPort>,
        remarks: &mut Remarks,
    ) {
        let segment = self.config.and_then(|config| config.layer7(spec.key.protocol, spec.key.port));
        name_listener(spec, segment.and_then(|segment| segment.listener_name.as_deref()));
        if let Some(keepalive) = segment.and_then(|segment| segment.keepalive) {
            spec.values.insert(Field::KeepaliveEnable, i64::from(keepalive).into());
        }
        if spec.key.protocol == Protocol::Https {
            spec.values.insert(Field::SniSwitch, 1.into());
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
                values: Values::new(),
                backends: self.backends.backends(port, spec.key, remarks),
                blocked_by: None,
            };
            if let Some(found) = segment.and_then(|segment| segment.rule(domain, ROOT)) {
                layer7_values(found, &mut rule.values);
            }
            if let Some(http2) = segment.and_then(|segment| segment.domain(domain)).and_then(|domain| domain.http2) {
                rule.values.insert(Field::Http2, http2.into());
            }
            if spec.key.protocol == Protocol::Https {
                match self.certificate(host.tls.as_deref()) {
                    Ok(certificate) => {
                        rule.values.insert(Field::Certificate, certificate);
                    }
                    Err(reason) => rule.blocked_by = Some(reason),
                }
            }
            spec.rules.push(rule);
        }
        spec.rules.sort_by(|a, b| (&a.domain, &a.url).cmp(&(&b.domain, &b.url)));
    }

    fn certificate(&self, secret: Option<&str>) -> Result<crate::json::Value, Reason> {
        match secret {
            Some(secret) => certificate::of_secret(self.service, self.cluster, secret),
            None => Err(reasons::NO_SECRET.reason()),
        }
    }
}

/// A name that a TkeServiceConfig gives counts as the controller's own (documented for the Ingress twin).
fn name_listener(spec: &mut ListenerSpec, name: Option<&str>) {
    if let Some(name) = name.filter(|name| !name.is_empty()) {
        spec.name = name.to_owned();
        spec.values.insert(Field::ListenerName, name.into());
    }
}

/// What a layer-4 segment declares; what it leaves out is not touched.
fn layer4_values(segment: &Layer4, values: &mut Values) {
    balancing(segment.session, segment.health_check.as_ref(), segment.scheduler, values);
}

/// What a layer-7 rule declares.
fn layer7_values(rule: &ConfigRule, values: &mut Values) {
    balancing(rule.session, rule.health_check.as_ref(), rule.scheduler, values);
    if let Some(kind) = &rule.forward_type {
        values.insert(Field::ForwardType, json!(kind));
    }
}

/// What both kinds of segment have in common, in the API's words.
fn balancing(session: Option<Session>, check: Option<&HealthCheck>, scheduler: Option<Scheduler>, values: &mut Values) {
    if let Some(session) = session {
        let seconds = match session {
            Session::Off => 0,
            Session::On(seconds) => seconds,
        };
        values.insert(Field::SessionExpireTime, seconds.into());
    }
    if let Some(check) = check {
        values.insert(Field::HealthCheck, health_check(check));
    }
    if let Some(scheduler) = scheduler {
        values.insert(Field::Scheduler, scheduler.name().into());
    }
}

/// `HealthCheck` of the CLB API. Of one that is off nothing else is sent.
fn health_check(check: &HealthCheck) -> crate::json::Value {
    let mut api = crate::json::Map::new();
    let mut add = |name: &str, value: Option<crate::json::Value>| {
        if let Some(value) = value {
            api.insert(name.to_owned(), value);
        }
    };
    add("HealthSwitch", check.enable.map(|on| i64::from(on).into()));
    if check.enable != Some(false) {
        add("IntervalTime", check.interval.map(Into::into));
        add("TimeOut", check.timeout.map(Into::into));
        add("HealthNum", check.healthy.map(Into::into));
        add("UnHealthNum", check.unhealthy.map(Into::into));
        add("CheckType", check.check_type.clone().map(Into::into));
        add("CheckPort", check.port.map(Into::into));
        add("SourceIpType", check.source_ip_type.map(Into::into));
        add("HttpCheckPath", check.http_path.clone().map(Into::into));
        add("HttpCheckDomain", check.http_domain.clone().map(Into::into));
        add("HttpCheckMethod", check.http_method.clone().map(Into::into));
        add("HttpCode", check.http_code.map(Into::into));
        add("HttpVersion", check.http_version.clone().map(Into::into));
        add("ContextType", check.context_type.clone().map(Into::into));
        add("SendContext", check.send.clone().map(Into::into));
        add("RecvContext", check.receive.clone().map(Into::into));
    }
    crate::json::Value::Object(api)
}
