//! What the controller writes into the Service, as a JSON merge patch.

use crate::json::{Map, json};
use crate::model::Service;
use crate::planner::{
    Call, CloudKnowledgeOrigin, IdOrResult, PlanBuilder, ResourceAddress, ResourceChange, ServicePatch,
};
use crate::tke;

/// Writes the id of the CLB into the Service, unless it is there.
pub fn write_assignment(builder: &mut PlanBuilder<'_>, lb: &IdOrResult) {
    let input = builder.input;
    let current = input.live.and_then(Service::assigned_lb_id);
    // A derived CLB comes from a simulated sync, after which the Service has the id of its CLB.
    let derived = input.cloud_origin == CloudKnowledgeOrigin::Derived;
    if derived && input.current.load_balancer().is_some_and(|current| current.id == lb.key()) {
        return;
    }
    if matches!((lb, &current), (IdOrResult::Id(id), Some(current)) if id == current) {
        return;
    }
    let name = tke::LOADBALANCE_ID.definition.name;
    let before = current.map(|id| json!({ "annotations": { name: id } }));
    let current_lb = input.cloud.load_balancers.get(lb.key());
    let direct_access = input.desired.direct_access_defaulted;
    let (mut after, mut annotations, mut unknown) = (Map::new(), Map::new(), Vec::new());
    match lb {
        IdOrResult::Id(id) => {
            annotations.insert(name.to_owned(), id.clone().into());
        }
        IdOrResult::From(..) => unknown.push(format!("annotations.{name}")),
    }
    if direct_access {
        annotations.insert(tke::DIRECT_ACCESS.definition.name.to_owned(), "true".into());
    }
    if !annotations.is_empty() {
        after.insert("annotations".into(), annotations.into());
    }
    match current_lb.map(|lb| (lb.vips.first(), &lb.domain)) {
        Some((Some(ip), _)) => {
            after.insert("ingress".into(), json!([{ "ip": ip }]));
        }
        Some((None, Some(domain))) => {
            after.insert("ingress".into(), json!([{ "hostname": domain }]));
        }
        Some((None, None)) | None => unknown.push("ingress".to_owned()),
    }
    let fields = vec!["annotations".to_owned(), "ingress".to_owned()];
    builder.add_change(|| {
        ResourceChange::updated(ResourceAddress::Service, before, after.into(), fields).unknown(unknown)
    });
    let write = ServicePatch::Assign { lb: lb.clone(), direct_access };
    builder.add_call(Call::WriteService { name: input.name.clone(), write });
}

/// Removes from the Service what the controller wrote: the id of its CLB, and the finalizer that delays its deletion.
pub fn clear_references(builder: &mut PlanBuilder<'_>) {
    let input = builder.input;
    let Some(live) = input.live else { return };
    let id = live.assigned_lb_id();
    let finalizer = tke::FINALIZER.definition.name;
    let finalizers = live.finalizers();
    let has_finalizer = finalizers.contains(&finalizer);
    let removes_id = input.manifest.is_some() && id.is_some();
    if !has_finalizer && !removes_id {
        return;
    }
    let mut before = Map::new();
    if let (true, Some(id)) = (removes_id, &id) {
        let name = tke::LOADBALANCE_ID.definition.name;
        before.insert("annotations".into(), json!({ name: id }));
    }
    if has_finalizer {
        before.insert("finalizers".into(), json!([finalizer]));
    }
    let fields = before.keys().cloned().collect();
    builder.add_change(|| ResourceChange::updated(ResourceAddress::Service, Some(before.into()), json!({}), fields));
    let others = finalizers.into_iter().filter(|name| *name != finalizer).map(str::to_owned);
    let finalizers = has_finalizer.then(|| others.collect());
    let write = ServicePatch::Clear { lb: id.map(IdOrResult::Id), removes_id, finalizers };
    builder.add_call(Call::WriteService { name: input.name.clone(), write });
}
