//! The CLB instance: bought, changed, deleted.

use super::{cluster_tag, snat};
use crate::current::{cluster_tag_owner, creator_tag_owner, service_tag_owner, service_uid_tags};
use crate::desired::reasons as desired;
use crate::diagnostic::{Diagnostic, Reason};
use crate::json::{Map, Value, json};
use crate::lifecycle::deletion;
use crate::model::field::{Field, Values, differing, unknown_fields};
use crate::model::{LoadBalancer, LoadBalancerSpec, Ownership, Service, TagOwner, placeholder_uid};
use crate::planner::calls::request::Ref;
use crate::planner::{CallKind, Change, CloudOrigin, PlanBuilder, PlanningInput, Verb, codes, reasons};
use crate::tke::{self, Mutability, Setting, Switches, tags};

/// From this many bound backends on, the cloud refuses to delete a CLB unless forced.
const GUARDED_TARGETS: usize = 20;
/// Most security groups in one call.
pub const MAX_SECURITY_GROUPS_PER_CLB: usize = 50;

/// What tags and attributes say about whether the CLB may be deleted.
pub fn deletion_facts(lb: &LoadBalancer, input: &PlanningInput<'_>) -> deletion::DeletionFacts {
    let uid = input.live.or(input.manifest).and_then(|service| service.uid.clone());
    // A derived CLB carries the uid that the simulation made up for a Service that came without one.
    let uid = uid.or_else(|| (input.cloud_origin == CloudOrigin::Derived).then(|| placeholder_uid(&input.name)));
    deletion::DeletionFacts {
        created: creator_tag_owner(lb),
        cluster: cluster_tag_owner(lb, input.context.cluster_id.as_deref()),
        service: match service_tag_owner(lb, uid.as_deref()) {
            // One that is marked for others as well is not this Service's to delete.
            TagOwner::Ours if service_uid_tags(lb).any(|(_, owner)| Some(owner) != uid.as_deref()) => TagOwner::Others,
            owner => owner,
        },
        owner: match lb.tag(tags::LIFECYCLE_OWNER.definition.name) {
            Some(tags::OWNER_USER) => deletion::LifecycleOwner::User,
            Some(_) | None => deletion::LifecycleOwner::Tke,
        },
        protection: if lb.is_delete_protected() {
            deletion::Protection::DeleteProtect
        } else if lb.endpoint.is_some() {
            deletion::Protection::PrivateLink
        } else {
            deletion::Protection::None
        },
    }
}

/// True when the CLB carries somebody else's marks, or none and the Service does not name it.
pub fn belongs_to_other(lb: &LoadBalancer, input: &PlanningInput<'_>) -> bool {
    let uid = input.live.and_then(|live| live.uid.as_deref());
    let requested = input.live.and_then(Service::requested_lb_id).is_some_and(|id| id == lb.id);
    match cluster_tag_owner(lb, input.context.cluster_id.as_deref()) {
        TagOwner::Others => true,
        TagOwner::Absent => !requested,
        TagOwner::Ours | TagOwner::Unknown => !requested && service_tag_owner(lb, uid) == TagOwner::Others,
    }
}

/// Buys a CLB: the reference to its id.
pub fn create(builder: &mut PlanBuilder<'_>, spec: &LoadBalancerSpec, reason: &Reason) -> Ref {
    let mut body = spec.create.clone();
    if let Some(token) = client_token(builder.input) {
        body.insert("ClientToken".into(), token.into());
    }
    let mut unknown = vec!["LoadBalancerId".to_owned(), "LoadBalancerVips".to_owned()];
    if builder.input.context.cluster_id.is_none() {
        unknown.push(format!("Tags.{}", tags::CLUSTER_ID.definition.name));
        builder.assume(desired::CLUSTER_UNKNOWN.reason());
    }
    if builder.input.manifest.is_none_or(|service| service.uid.is_none()) {
        unknown.push(format!("Tags.{}", tags::SERVICE_UUID.definition.name));
        builder.assume(desired::UID_UNKNOWN.reason());
    }
    if !spec.create.contains_key("VpcId") {
        builder.mark_incomplete(desired::VPC_UNKNOWN.reason());
    }
    builder.add_change(Change {
        address: "load-balancer".to_owned(),
        verb: Verb::Create,
        before: None,
        after: Some(Value::Object(spec.create.clone())),
        after_unknown: unknown,
        fields: Vec::new(),
        reasons: vec![reason.clone()],
    });
    builder.assume(reasons::TAGS_INHERITED.reason());
    report_protection(builder);
    report_default_protection(builder);
    let target = Ref::From("new".to_owned(), "");
    let request = Value::Object(body);
    let id = builder.add_call(
        CallKind::CreateLoadBalancer,
        &target,
        "CreateLoadBalancer",
        request,
        "load-balancer",
        Verb::Create,
        reason,
    );
    let lb = Ref::From(id.clone(), "LoadBalancerIds.0");
    if let Some(action) = builder.plan.actions.iter_mut().find(|action| action.id == id) {
        action.load_balancer = id;
    }
    let later: Values = spec
        .values
        .iter()
        .filter(|(field, _)| !spec.create.contains_key(field.name()))
        .map(|(f, v)| (*f, v.clone()))
        .collect();
    let bandwidth = spec.create.get("InternetAccessible").and_then(|billing| billing.get(Field::BandwidthOut.name()));
    let later: Values =
        later.into_iter().filter(|(field, value)| *field != Field::BandwidthOut || bandwidth != Some(value)).collect();
    modify_attributes(builder, &lb, None, &later, reason);
    lb
}

/// The token that makes a purchase happen once: the one the Service carries, else its uid. It is observed in the wild
/// and not documented, so a Service that has neither is planned without.
fn client_token(input: &PlanningInput<'_>) -> Option<String> {
    let current = input.live.map(|live| live.settings.get(&tke::CLIENT_TOKEN));
    match current {
        Some(Setting::Is(token)) => Some(token),
        Some(Setting::Absent | Setting::Invalid) | None => input.manifest.and_then(|service| service.uid.clone()),
    }
}

/// Deletes a CLB, listeners and backends with it.
pub fn delete(builder: &mut PlanBuilder<'_>, lb: &LoadBalancer, reason: &Reason) {
    builder.add_change(Change {
        address: "load-balancer".to_owned(),
        verb: Verb::Delete,
        before: Some(shown(lb)),
        after: None,
        after_unknown: Vec::new(),
        fields: Vec::new(),
        reasons: vec![reason.clone()],
    });
    let bound = lb.known_targets();
    if bound >= GUARDED_TARGETS {
        let finding = Diagnostic::new(&codes::DELETE_GUARD).arg("id", lb.id.clone()).arg("count", bound.to_string());
        builder.plan.findings.push(finding);
    }
    let body = json!({ "LoadBalancerIds": [lb.id] });
    let target = Ref::Id(lb.id.clone());
    builder.add_call(
        CallKind::DeleteLoadBalancer,
        &target,
        "DeleteLoadBalancer",
        body,
        "load-balancer",
        Verb::Delete,
        reason,
    );
}

/// Brings the attributes and the cluster's mark of a CLB that exists in line.
pub fn sync(
    builder: &mut PlanBuilder<'_>,
    lb: &LoadBalancer,
    spec: &LoadBalancerSpec,
    ownership: Ownership,
    reason: &Reason,
) {
    report_protection(builder);
    if lb.status == Some(0) {
        builder.assume(reasons::STILL_CREATING.with("id", lb.id.clone()));
    }
    if ownership == Ownership::Shared {
        cluster_tag::add(builder, lb, reason);
    }
    let internal = lb.network.kind.as_deref() == Some("INTERNAL");
    let mut differs = differing(&spec.values, &lb.values);
    if internal && differs.contains(&Field::BandwidthOut) {
        differs.retain(|field| *field != Field::BandwidthOut);
        let reason = reasons::BANDWIDTH_OF_INTERNAL.with("id", lb.id.clone());
        builder.withhold("load-balancer".to_owned(), Verb::Update, reason);
    }
    // What was bound to another network the older way cannot be bound the newer way as well.
    differs.retain(|field| *field != Field::SnatPro || lb.bound_vpc.is_none());
    let values: Values =
        differs.into_iter().filter_map(|field| spec.values.get(&field).map(|value| (field, value.clone()))).collect();
    for field in unknown_fields(&spec.values, &lb.values) {
        builder.mark_incomplete(reasons::ATTRIBUTE_UNKNOWN.with("field", field.name()).arg("of", lb.id.clone()));
    }
    modify_attributes(builder, &Ref::Id(lb.id.clone()), Some(lb), &values, reason);
    snat::sync(builder, lb, &spec.snat);
}

/// Edits of what is read only when a CLB is bought: they do nothing, and that is said.
pub fn ignored_edits(builder: &mut PlanBuilder<'_>) {
    let (Some(live), Some(manifest)) = (builder.input.live, builder.input.manifest) else { return };
    let raw =
        |service: &Service<'_>, definition| service.settings.entry(definition).and_then(|entry| entry.raw.clone());
    let edited: Vec<&'static str> = tke::of_services()
        .filter(|definition| matches!(definition.mutability, Mutability::CreateOnly))
        .filter(|definition| raw(live, definition) != raw(manifest, definition))
        .map(|definition| definition.name)
        .collect();
    builder.plan.ineffective_edits += edited.len();
    for name in edited {
        builder.withhold("load-balancer".to_owned(), Verb::Update, reasons::NO_EFFECT.with("annotation", name));
    }
}

/// What the public API has no call for.
fn report_protection(builder: &mut PlanBuilder<'_>) {
    if builder.input.manifest.is_some_and(|manifest| manifest.settings.is_present(&tke::MODIFICATION_PROTECTION)) {
        builder.assume(reasons::PROTECTION_CALL.reason());
    }
}

/// What the cluster does about a purchase whose Service says nothing of protection.
fn report_default_protection(builder: &mut PlanBuilder<'_>) {
    let unset =
        builder.input.manifest.is_some_and(|manifest| !manifest.settings.is_present(&tke::MODIFICATION_PROTECTION));
    let switches = Switches::read(builder.input.context, &[]);
    let switch = &tke::ENABLE_DEFAULT_MODIFICATION_PROTECTION;
    let since = switch.definition.since.map(|since| since.version);
    match switches.get(switch) {
        Setting::Is(true) if unset => builder.assume(reasons::PROTECTION_BY_DEFAULT.reason()),
        Setting::Absent if unset && switches.version().is_some_and(|version| Some(version) >= since) => {
            builder.assume(reasons::PROTECTION_UNKNOWN.reason());
        }
        Setting::Is(_) | Setting::Absent | Setting::Invalid => {}
    }
}

/// Sets attributes, each with the call that can.
fn modify_attributes(
    builder: &mut PlanBuilder<'_>,
    lb: &Ref,
    current: Option<&LoadBalancer>,
    values: &Values,
    reason: &Reason,
) {
    for (field, value) in values {
        let name = field.name();
        let address = match field {
            Field::SecurityGroups => "security-groups",
            _ => "load-balancer",
        };
        let before = current.and_then(|lb| lb.values.get(field)).map(|current| json!({ name: current }));
        // Of a CLB that is being bought the creation itself shows them; only what has an address of its own is shown.
        if current.is_some() || *field == Field::SecurityGroups {
            builder.add_change(Change {
                address: address.to_owned(),
                verb: if before.is_some() { Verb::Update } else { Verb::Create },
                before,
                after: Some(json!({ name: value })),
                after_unknown: Vec::new(),
                fields: vec![name.to_owned()],
                reasons: vec![reason.clone()],
            });
        }
        let (api, body) = match field {
            Field::SecurityGroups => {
                ("SetLoadBalancerSecurityGroups", json!({ "LoadBalancerId": lb.value(), "SecurityGroups": value }))
            }
            Field::BandwidthOut => (
                "ModifyLoadBalancerAttributes",
                json!({ "LoadBalancerId": lb.value(), "InternetChargeInfo": { name: value } }),
            ),
            _ => ("ModifyLoadBalancerAttributes", json!({ "LoadBalancerId": lb.value(), name: value })),
        };
        let step = if *field == Field::SnatPro { CallKind::ModifySnat } else { CallKind::ModifyLoadBalancer };
        builder.add_call(step, lb, api, body, address, Verb::Update, reason);
    }
}

/// A CLB as a change shows it.
pub fn shown(lb: &LoadBalancer) -> Value {
    let mut shown = Map::new();
    shown.insert("LoadBalancerId".into(), lb.id.clone().into());
    let network = &lb.network;
    let parts = [("LoadBalancerType", &network.kind), ("VpcId", &network.vpc), ("SubnetId", &network.subnet)];
    for (name, value) in parts {
        if let Some(value) = value {
            shown.insert(name.to_owned(), value.clone().into());
        }
    }
    if !lb.vips.is_empty() {
        shown.insert("LoadBalancerVips".into(), json!(lb.vips));
    }
    if let Some(domain) = &lb.domain {
        shown.insert("LoadBalancerDomain".into(), domain.clone().into());
    }
    Value::Object(shown)
}
