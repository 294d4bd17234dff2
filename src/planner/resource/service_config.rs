//! The TkeServiceConfig that the controller keeps for a Service: made with a segment for each listener, and kept so.
//!
//! What a segment says beside protocol and port is not published for Services: it is left open. Segments that a person
//! wrote stay, and so does everything that is written into a segment.

use crate::desired::{self, AutoConfig, CurrentServiceConfig};
use crate::diagnostic::Reason;
use crate::json::{Map, Value, json};
use crate::model::{ListenerKey, Service};
use crate::planner::calls::request::Ref;
use crate::planner::{CallKind, Change, KUBERNETES, PlanBuilder, Verb, reasons};
use crate::tke::{self, OsiLayer, Protocol, Setting};

/// The resource's address.
const ADDRESS: &str = "service-config";
/// What a new segment holds that nobody published.
const OPEN: [&str; 3] = ["session", "healthCheck", "scheduler"];

/// The list that the segment of a listener stands in; `None` for protocols that no segment may name.
fn list_of(key: ListenerKey) -> Option<&'static str> {
    match (key.protocol, key.protocol.layer()) {
        (Protocol::Tcp | Protocol::Udp, _) => Some("l4Listeners"),
        (_, OsiLayer::Seven) => Some("l7Listeners"),
        (_, OsiLayer::Four) => None,
    }
}

/// Brings the object in line with the listeners that are wanted.
pub fn plan(work: &mut PlanBuilder<'_>) {
    let Some(config) = work.input.desired.auto_config.clone() else { return };
    let spec = match &config.current {
        CurrentServiceConfig::Is(spec) => Some(spec.clone()),
        CurrentServiceConfig::Missing => None,
        // It was asked for before: whether it is there, and what it says, is not known.
        CurrentServiceConfig::Unknown if work.input.live.is_some_and(is_requested) => {
            let unknown = desired::reasons::CONFIGS_UNKNOWN.with("config", config.name.clone());
            return work.assume(unknown);
        }
        CurrentServiceConfig::Unknown => None,
    };
    let wanted: Vec<ListenerKey> = work.input.desired.listeners.iter().map(|spec| spec.key).collect();
    let gone = |key: &ListenerKey| work.input.previously_requested.contains(key) && !wanted.contains(key);
    let mut before = Map::new();
    let mut after = Map::new();
    let mut unknown = Vec::new();
    for list in ["l4Listeners", "l7Listeners"] {
        let held = spec.as_ref().and_then(|spec| spec.pointer(&format!("/loadBalancer/{list}")));
        // The order of segments says nothing, so it is theirs by what they are for.
        let mut held = held.and_then(Value::as_array).cloned().unwrap_or_default();
        held.sort_by_cached_key(|segment| (key_of(segment), segment.to_string()));
        let mut segments: Vec<Value> =
            held.iter().filter(|segment| !key_of(segment).is_some_and(|key| gone(&key))).cloned().collect();
        let has = |key: &ListenerKey| held.iter().any(|segment| key_of(segment) == Some(*key));
        let come = wanted.iter().filter(|key| list_of(**key) == Some(list) && !has(key));
        let come: Vec<Value> = come.map(|key| json!({ "protocol": key.protocol.name(), "port": key.port })).collect();
        if !come.is_empty() {
            unknown.extend(OPEN.iter().map(|name| format!("{list}[].{name}")));
        }
        segments.extend(come);
        segments.sort_by_cached_key(|segment| (key_of(segment), segment.to_string()));
        if segments != held {
            before.insert(list.to_owned(), held.into());
            after.insert(list.to_owned(), segments.into());
        }
    }
    if after.is_empty() {
        return;
    }
    write(work, &config, spec.map(|_| before), after, unknown);
}

fn write(work: &mut PlanBuilder<'_>, config: &AutoConfig, before: Option<Map>, after: Map, unknown: Vec<String>) {
    let because = reasons::AUTO_CONFIG.with("config", config.name.clone());
    let verb = if before.is_some() { Verb::Update } else { Verb::Create };
    let body = json!({
        "apiVersion": "cloud.tencent.com/v1alpha1",
        "kind": crate::config::KINDS[0],
        "metadata": { "namespace": work.input.name.namespace, "name": config.name },
        "spec": { "loadBalancer": after },
    });
    work.add_change(Change {
        address: ADDRESS.to_owned(),
        verb,
        fields: if before.is_some() { after.keys().cloned().collect() } else { Vec::new() },
        before: before.map(Value::Object),
        after: Some(Value::Object(after)),
        after_unknown: unknown,
        reasons: vec![because.clone()],
    });
    let site = Ref::Id(config.name.clone());
    work.add_call(CallKind::WriteConfig, &site, KUBERNETES, body, ADDRESS, verb, &because);
}

/// The object goes with its Service.
pub fn delete(work: &mut PlanBuilder<'_>) {
    let Some(live) = work.input.live.filter(|live| is_requested(live)) else { return };
    let name = format!("{}{}", live.name.name, crate::config::fields::AUTO_SUFFIX);
    let because: Reason = reasons::AUTO_CONFIG_GOES.with("config", name.clone());
    work.add_change(Change {
        address: ADDRESS.to_owned(),
        verb: Verb::Delete,
        before: Some(json!({ "name": name })),
        after: None,
        after_unknown: Vec::new(),
        fields: Vec::new(),
        reasons: vec![because],
    });
}

/// The annotation was taken off: no page says what becomes of the object.
pub fn report_remaining(work: &mut PlanBuilder<'_>) {
    let asks = work.input.desired.auto_config.is_some();
    if let Some(live) = work.input.live.filter(|live| is_requested(live) && !asks) {
        let name = format!("{}{}", live.name.name, crate::config::fields::AUTO_SUFFIX);
        let row = tke::TKE_SERVICE_CONFIG_AUTO.definition.name;
        let because = reasons::AUTO_CONFIG_LEFT.with("config", name).arg("annotation", row);
        work.withhold(ADDRESS.to_owned(), Verb::Delete, because);
    }
}

/// True when the Service asks for the object.
fn is_requested(service: &Service<'_>) -> bool {
    matches!(service.settings.get(&tke::TKE_SERVICE_CONFIG_AUTO), Setting::Is(true))
}

fn key_of(segment: &Value) -> Option<ListenerKey> {
    let protocol = Protocol::from_name(segment.get("protocol")?.as_str()?)?;
    let port = u16::try_from(segment.get("port")?.as_u64()?).ok()?;
    Some(ListenerKey { protocol, port })
}
