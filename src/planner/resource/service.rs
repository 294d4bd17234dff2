//! What the controller writes into the Service, as a JSON merge patch.

use crate::diagnostic::Reason;
use crate::json::{Map, Value, json};
use crate::model::Service;
use crate::planner::calls::request::Ref;
use crate::planner::{CallKind, Change, CloudOrigin, KUBERNETES, PlanBuilder, Verb};
use crate::tke::{self, Setting};

/// True when the Service asks for protection of the CLB's configuration.
pub fn protects_configuration(service: &Service<'_>) -> bool {
    matches!(service.settings.get(&tke::MODIFICATION_PROTECTION), Setting::Is(true))
}

/// Writes the id of the CLB into the Service, unless it stands there.
pub fn write_assignment(builder: &mut PlanBuilder<'_>, lb: &Ref, reason: &Reason) {
    let current = builder.input.live.and_then(Service::assigned_lb_id);
    // What was derived was taken to be synced: its Service says which CLB it has.
    let derived = builder.input.cloud_origin == CloudOrigin::Derived && builder.input.current.load_balancer().is_some();
    if derived && builder.input.current.load_balancer().is_some_and(|current| current.id == lb.key()) {
        return;
    }
    if matches!((lb, &current), (Ref::Id(id), Some(current)) if id == current) {
        return;
    }
    let name = tke::LOADBALANCE_ID.definition.name;
    let before = current.map(|id| json!({ "annotations": { name: id } }));
    let known = builder.input.cloud.load_balancers.get(lb.key()).map(|lb| lb.vips.clone()).unwrap_or_default();
    let mut after = Map::new();
    let mut unknown = Vec::new();
    let mut shown = Map::new();
    let mut written = Map::new();
    match lb {
        Ref::Id(id) => {
            shown.insert(name.to_owned(), id.clone().into());
        }
        Ref::From(..) => unknown.push(format!("annotations.{name}")),
    }
    written.insert(name.to_owned(), lb.value());
    if builder.input.desired.direct_access_defaulted {
        let direct = tke::DIRECT_ACCESS.definition.name;
        shown.insert(direct.to_owned(), "true".into());
        written.insert(direct.to_owned(), "true".into());
    }
    if !shown.is_empty() {
        after.insert("annotations".into(), Value::Object(shown));
    }
    match known.first() {
        Some(ip) => {
            after.insert("ingress".into(), json!([{ "ip": ip }]));
        }
        None => unknown.push("ingress".to_owned()),
    }
    builder.add_change(Change {
        address: "service".to_owned(),
        verb: Verb::Update,
        before,
        after: Some(Value::Object(after)),
        after_unknown: unknown,
        fields: vec!["annotations".to_owned(), "ingress".to_owned()],
        reasons: vec![reason.clone()],
    });
    let patch = patch(builder, Value::Object(written), None);
    builder.add_call(CallKind::WriteService, lb, KUBERNETES, patch, "service", Verb::Update, reason);
}

/// Takes out of the Service what the controller wrote: its CLB's id, and the finalizer that held the object back.
pub fn clear_references(builder: &mut PlanBuilder<'_>, reason: &Reason) {
    let Some(live) = builder.input.live else { return };
    let id = live.assigned_lb_id();
    let finalizer = tke::FINALIZER.definition.name;
    let finalizers = live.finalizers();
    let has_finalizer = finalizers.contains(&finalizer);
    let is_kept = builder.input.manifest.is_some();
    let is_assigned = is_kept && id.is_some();
    if !has_finalizer && !is_assigned {
        return;
    }
    let remaining: Vec<&str> = finalizers.into_iter().filter(|name| *name != finalizer).collect();
    let name = tke::LOADBALANCE_ID.definition.name;
    let mut before = Map::new();
    let mut annotations = Map::new();
    if let (true, Some(id)) = (is_kept, &id) {
        before.insert("annotations".into(), json!({ name: id }));
        annotations.insert(name.to_owned(), Value::Null);
    }
    if has_finalizer {
        before.insert("finalizers".into(), json!([finalizer]));
    }
    let fields = before.keys().cloned().collect();
    builder.add_change(Change {
        address: "service".to_owned(),
        verb: Verb::Update,
        before: Some(Value::Object(before)),
        after: Some(json!({})),
        after_unknown: Vec::new(),
        fields,
        reasons: vec![reason.clone()],
    });
    let patch = patch(builder, Value::Object(annotations), has_finalizer.then(|| json!(remaining)));
    let object = Ref::Id(id.unwrap_or_default());
    builder.add_call(CallKind::WriteService, &object, KUBERNETES, patch, "service", Verb::Update, reason);
}

/// A merge patch of the Service's metadata.
fn patch(builder: &PlanBuilder<'_>, annotations: Value, finalizers: Option<Value>) -> Value {
    let name = &builder.input.name;
    let mut metadata = Map::new();
    metadata.insert("namespace".into(), name.namespace.clone().into());
    metadata.insert("name".into(), name.name.clone().into());
    if annotations.as_object().is_some_and(|map| !map.is_empty()) {
        metadata.insert("annotations".into(), annotations);
    }
    if let Some(finalizers) = finalizers {
        metadata.insert("finalizers".into(), finalizers);
    }
    json!({ "apiVersion": "v1", "kind": "Service", "metadata": metadata })
}
