//! The TkeServiceConfig that the controller keeps for a Service: it has a segment for each listener.
//!
//! No page says what a segment for a Service has beside protocol and port: that stays unknown. Segments that the user
//! wrote stay, and so does everything that the user wrote into a segment.

use crate::desired::{self, AutoServiceConfig, CurrentAutoServiceConfig};
use crate::json::{Map, Value, json};
use crate::model::{ListenerKey, Service};
use crate::planner::{Call, PlanBuilder, ResourceAddress, ResourceChange, Verb, reasons};
use crate::request::ServiceName;
use crate::sorted_map::sort_by;
use crate::tke::{self, OsiLayer, Protocol, SettingValue};

/// The members of a new segment whose values no page publishes.
const OPEN: [&str; 3] = ["session", "healthCheck", "scheduler"];

/// The list that has the segment of a listener; `None` for protocols that no segment may name.
fn list_of(key: ListenerKey) -> Option<&'static str> {
    match (key.protocol, key.protocol.layer()) {
        (Protocol::Tcp | Protocol::Udp, _) => Some("l4Listeners"),
        (_, OsiLayer::Seven) => Some("l7Listeners"),
        (_, OsiLayer::Four) => None,
    }
}

/// Puts segments in the order of their listeners.
fn sort_segments(segments: &mut Vec<Value>) {
    let keyed = std::mem::take(segments).into_iter().map(|segment| (key_of(&segment), segment.to_string(), segment));
    let mut keyed: Vec<_> = keyed.collect();
    sort_by(&mut keyed, |a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
    segments.extend(keyed.into_iter().map(|(_, _, segment)| segment));
}

/// Brings the object in line with the desired listeners.
pub fn plan(builder: &mut PlanBuilder<'_>) {
    let Some(config) = builder.input.desired.auto_config.clone() else { return };
    let spec = match &config.current {
        CurrentAutoServiceConfig::Is(spec) => Some(spec.clone()),
        CurrentAutoServiceConfig::Missing => None,
        // It was requested before: whether it exists, and what it says, is not known.
        CurrentAutoServiceConfig::Unknown if builder.input.live.is_some_and(is_requested) => {
            let unknown = desired::reasons::CONFIGS_UNKNOWN.with("config", config.name.clone());
            return builder.assume(unknown);
        }
        CurrentAutoServiceConfig::Unknown => None,
    };
    let desired: Vec<ListenerKey> = builder.input.desired.listeners.iter().map(|spec| spec.key).collect();
    let removed = |key: &ListenerKey| builder.input.previously_requested.contains(key) && !desired.contains(key);
    let mut before = Map::new();
    let mut after = Map::new();
    let mut unknown = Vec::new();
    for list in ["l4Listeners", "l7Listeners"] {
        let current = spec.as_ref().and_then(|spec| spec.pointer(&format!("/loadBalancer/{list}")));
        // The order of segments has no meaning, so they are sorted by listener.
        let mut current = current.and_then(Value::as_array).cloned().unwrap_or_default();
        sort_segments(&mut current);
        let mut segments: Vec<Value> =
            current.iter().filter(|segment| !key_of(segment).is_some_and(|key| removed(&key))).cloned().collect();
        let has = |key: &ListenerKey| current.iter().any(|segment| key_of(segment) == Some(*key));
        let added = desired.iter().filter(|key| list_of(**key) == Some(list) && !has(key));
        let added: Vec<Value> = added.map(|key| json!({ "protocol": key.protocol.name(), "port": key.port })).collect();
        if !added.is_empty() {
            unknown.extend(OPEN.iter().map(|name| format!("{list}[].{name}")));
        }
        segments.extend(added);
        sort_segments(&mut segments);
        if segments != current {
            before.insert(list.to_owned(), current.into());
            after.insert(list.to_owned(), segments.into());
        }
    }
    if after.is_empty() {
        return;
    }
    write(builder, &config, spec.map(|_| before), after, unknown);
}

fn write(
    builder: &mut PlanBuilder<'_>,
    config: &AutoServiceConfig,
    before: Option<Map>,
    after: Map,
    unknown: Vec<String>,
) {
    let reason = reasons::AUTO_CONFIG.with("config", config.name.clone());
    let lists = after.clone();
    let change = match before {
        Some(before) => {
            let fields = after.keys().cloned().collect();
            ResourceChange::updated(ResourceAddress::ServiceConfig, Some(before.into()), after.into(), fields)
        }
        None => ResourceChange::created(ResourceAddress::ServiceConfig, after.into()),
    };
    let verb = change.verb;
    let name = ServiceName { namespace: builder.input.name.namespace.clone(), name: config.name.clone() };
    builder.with_reason(reason, |builder| {
        builder.add_change(|| change.unknown(unknown));
        builder.add_call(Call::WriteServiceConfig { name, verb, lists });
    });
}

/// The object is deleted with its Service.
pub fn delete(builder: &mut PlanBuilder<'_>) {
    let Some(live) = builder.input.live.filter(|live| is_requested(live)) else { return };
    let name = format!("{}{}", live.name.name, crate::tke_service_config::fields::AUTO_SUFFIX);
    let reason = reasons::AUTO_CONFIG_GOES.with("config", name.clone());
    builder.add_change(|| {
        ResourceChange::deleted(ResourceAddress::ServiceConfig, json!({ "name": name })).because(reason)
    });
}

/// The annotation was removed: no page says what becomes of the object.
pub fn report_remaining(builder: &mut PlanBuilder<'_>) {
    let desired = builder.input.desired.auto_config.is_some();
    if let Some(live) = builder.input.live.filter(|live| is_requested(live) && !desired) {
        let name = format!("{}{}", live.name.name, crate::tke_service_config::fields::AUTO_SUFFIX);
        let annotation_name = tke::TKE_SERVICE_CONFIG_AUTO.definition.name;
        let reason = reasons::AUTO_CONFIG_LEFT.with("config", name).arg("annotation", annotation_name);
        builder.withhold(ResourceAddress::ServiceConfig, Verb::Delete, reason);
    }
}

/// True when the Service requests the object.
fn is_requested(service: &Service<'_>) -> bool {
    matches!(service.settings.get(&tke::TKE_SERVICE_CONFIG_AUTO), SettingValue::Is(true))
}

fn key_of(segment: &Value) -> Option<ListenerKey> {
    let protocol = Protocol::from_name(segment.get("protocol")?.as_str()?)?;
    let port = u16::try_from(segment.get("port")?.as_u64()?).ok()?;
    Some(ListenerKey { protocol, port })
}
