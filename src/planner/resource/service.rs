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
pub fn write_assignment(work: &mut PlanBuilder<'_>, lb: &Ref, because: &Reason) {
    let held = work.input.live.and_then(Service::assigned_lb_id);
    // What was derived was taken to be synced: its Service says which CLB it has.
    let derived = work.input.cloud_origin == CloudOrigin::Derived && work.input.current.load_balancer().is_some();
    if derived && work.input.current.load_balancer().is_some_and(|held| held.id == lb.key()) {
        return;
    }
    if matches!((lb, &held), (Ref::Id(id), Some(held)) if id == held) {
        return;
    }
    let name = tke::LOADBALANCE_ID.definition.name;
    let before = held.map(|id| json!({ "annotations": { name: id } }));
    let known = work.input.cloud.load_balancers.get(lb.key()).map(|lb| lb.vips.clone()).unwrap_or_default();
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
    if work.input.desired.direct_access_defaulted {
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
    work.add_change(Change {
        address: "service".to_owned(),
        verb: Verb::Update,
        before,
        after: Some(Value::Object(after)),
        after_unknown: unknown,
        fields: vec!["annotations".to_owned(), "ingress".to_owned()],
        reasons: vec![because.clone()],
    });
    let patch = patch(work, Value::Object(written), None);
    work.add_call(CallKind::WriteService, lb, KUBERNETES, patch, "service", Verb::Update, because);
}

/// Takes out of the Service what the controller wrote: its CLB's id, and the finalizer that held the object back.
pub fn clear_references(work: &mut PlanBuilder<'_>, because: &Reason) {
    let Some(live) = work.input.live else { return };
    let id = live.assigned_lb_id();
    let finalizer = tke::FINALIZER.definition.name;
    let finalizers = live.finalizers();
    let held_back = finalizers.contains(&finalizer);
    let stays = work.input.manifest.is_some();
    let announced = stays && id.is_some();
    if !held_back && !announced {
        return;
    }
    let kept: Vec<&str> = finalizers.into_iter().filter(|name| *name != finalizer).collect();
    let name = tke::LOADBALANCE_ID.definition.name;
    let mut before = Map::new();
    let mut annotations = Map::new();
    if let (true, Some(id)) = (stays, &id) {
        before.insert("annotations".into(), json!({ name: id }));
        annotations.insert(name.to_owned(), Value::Null);
    }
    if held_back {
        before.insert("finalizers".into(), json!([finalizer]));
    }
    let fields = before.keys().cloned().collect();
    work.add_change(Change {
        address: "service".to_owned(),
        verb: Verb::Update,
        before: Some(Value::Object(before)),
        after: Some(json!({})),
        after_unknown: Vec::new(),
        fields,
        reasons: vec![because.clone()],
    });
    let patch = patch(work, Value::Object(annotations), held_back.then(|| json!(kept)));
    let site = Ref::Id(id.unwrap_or_default());
    work.add_call(CallKind::WriteService, &site, KUBERNETES, patch, "service", Verb::Update, because);
}

/// A merge patch of the Service's metadata.
fn patch(work: &PlanBuilder<'_>, annotations: Value, finalizers: Option<Value>) -> Value {
    let name = &work.input.name;
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
