//! The CLB instance: bought, changed, deleted.

use super::{cluster_tag, exposure, snat, unprovided_config};
use crate::current::CurrentLoadBalancer;
use crate::desired::reasons as desired;
use crate::diagnostic::Diagnostic;
use crate::json::{Map, Value, json};
use crate::model::clb_attributes::{
    AttributeId, AttributeLevel, AttributeValues, ModifyApi, differing, unknown_fields,
};
use crate::model::{DesiredLoadBalancerProperties, IpVersion, Listener, LoadBalancer, OwnedOrShared};
use crate::planner::purchase_quota::INTERNAL;
use crate::planner::{
    BackendIpFamily, Call, IdOrResult, PlanBuilder, Purchase, ResourceAddress, ResourceChange, Verb,
    adoption_and_undecided_reasons, codes, reasons,
};
use crate::rules::{edit_without_effect, edits_without_effect};
use crate::tke::{
    self, ControllerSwitches, ModificationProtection, SettingValue, default_protection, load_balancer_tags,
};

/// From this many bound backends on, the cloud refuses to delete a CLB unless forced.
const GUARDED_TARGETS: usize = 20;
/// Most security groups in one call.
pub const MAX_SECURITY_GROUPS_PER_CALL: usize = 50;

/// Buys a CLB: the reference to its id.
pub fn create(builder: &mut PlanBuilder<'_>, spec: &DesiredLoadBalancerProperties) -> IdOrResult {
    let mut unknown = vec!["LoadBalancerId".to_owned(), "LoadBalancerVips".to_owned()];
    if builder.input.context.cluster_id.is_none() {
        unknown.push(format!("Tags.{}", load_balancer_tags::CLUSTER_ID.definition.name));
        builder.assume(desired::CLUSTER_UNKNOWN.reason());
    }
    if builder.input.manifest.is_none_or(|service| service.uid.is_none()) {
        unknown.push(format!("Tags.{}", load_balancer_tags::SERVICE_UUID.definition.name));
        builder.assume(desired::UID_UNKNOWN.reason());
    }
    if !spec.create.contains_key("VpcId") {
        let settings = builder.input.manifest.map(|manifest| &manifest.settings);
        let is_elsewhere = settings.is_some_and(|settings| settings.is_present(&tke::CROSS_REGION_ID));
        let unknown = if is_elsewhere { &desired::VPC_OF_REGION_UNKNOWN } else { &desired::VPC_UNKNOWN };
        builder.mark_incomplete(unknown.reason());
    }
    if lacks_subnet(spec) {
        unknown.push("SubnetId".to_owned());
        builder.mark_incomplete(desired::SUBNET_UNKNOWN.reason());
    }
    if spec.create.get("LoadBalancerType").and_then(Value::as_str) != Some(INTERNAL) {
        // The bandwidth of a public one.
        let of_config = unprovided_config::attributes(builder, &[AttributeLevel::LoadBalancer], None, &spec.values);
        unknown.extend(of_config);
    }
    builder.add_change(|| {
        ResourceChange::created(ResourceAddress::LoadBalancer, spec.create.clone().into()).unknown(unknown)
    });
    builder.assume(reasons::TAGS_INHERITED.reason());
    report_protection(builder, None);
    report_default_protection(builder);
    let mut fields = spec.create.clone();
    if lacks_subnet(spec) {
        let chosen = format!("{}:describe:subnet", builder.input.name);
        fields.insert("SubnetId".into(), json!({ "$from": chosen, "path": "SubnetId" }));
    }
    let purchase = Purchase { fields, client_token: client_token(builder) };
    let lb = IdOrResult::From(builder.add_call(Call::CreateLoadBalancer(purchase)), "LoadBalancerIds.0");
    let later: AttributeValues = spec
        .values
        .iter()
        .filter(|(field, _)| !spec.create.contains_key(field.name()))
        .map(|(f, v)| (*f, v.clone()))
        .collect();
    let bandwidth =
        spec.create.get("InternetAccessible").and_then(|billing| billing.get(AttributeId::BandwidthOut.name()));
    let mut later: AttributeValues = later
        .into_iter()
        .filter(|(field, value)| *field != AttributeId::BandwidthOut || bandwidth != Some(value))
        .collect();
    if IpVersion::of_creation(&spec.create) == IpVersion::NativeV6 {
        later.remove(&AttributeId::PassToTarget);
        report_fixed_pass_to_target(builder, CreationParametersInCall::Sent);
    }
    modify_attributes(builder, &lb, None, &later);
    lb
}

/// True for a native IPv6 CLB without a subnet, which only the controller could choose.
fn lacks_subnet(spec: &DesiredLoadBalancerProperties) -> bool {
    IpVersion::of_creation(&spec.create) == IpVersion::NativeV6 && !spec.create.contains_key("SubnetId")
}

/// Whether the parameters of the creation are sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CreationParametersInCall {
    Sent,
    NotSent,
}

/// Of a native IPv6 CLB the API takes no value for what passes to the backends: it is always on.
fn report_fixed_pass_to_target(builder: &mut PlanBuilder<'_>, parameters: CreationParametersInCall) {
    let Some(manifest) = builder.input.manifest else { return };
    let member = match manifest.settings.get(&tke::EXTENSIVE_PARAMETERS) {
        SettingValue::Is(found) if parameters == CreationParametersInCall::Sent => {
            found.get(AttributeId::PassToTarget.name()).cloned()
        }
        SettingValue::Is(_) | SettingValue::Absent | SettingValue::Invalid => None,
    };
    let found = |name: &str| {
        let found = Diagnostic::new(&codes::FIXED_PASS_TO_TARGET).arg("name", name);
        found.object(manifest.object.reference.clone())
    };
    if let (Some(node), Some(entry)) = (member, manifest.settings.entry(&tke::EXTENSIVE_PARAMETERS.definition)) {
        let part = node.span.start as usize..node.span.end as usize;
        let at = entry.locations_inside(std::slice::from_ref(&part)).into_iter().next();
        builder.add_finding(found(AttributeId::PassToTarget.name()).path(entry.path()).location(at));
    }
    if let Some(entry) = manifest.settings.entry(&tke::PASS_TO_TARGET.definition) {
        builder.add_finding(found(&entry.name).path(entry.path()).location(entry.value));
    }
}

/// The token that makes a purchase happen once: the one that the controller wrote into the Service. It is observed in the
/// wild and not documented, so a Service without one is planned without. The cloud answers a token that it knows with the
/// load balancer that the token bought, so the one of an earlier purchase does not buy another one.
fn client_token(builder: &mut PlanBuilder<'_>) -> Option<String> {
    let live = builder.input.live?;
    let SettingValue::Is(token) = live.settings.get(&tke::CLIENT_TOKEN) else { return None };
    if builder.input.current == CurrentLoadBalancer::None && live.assigned_lb_id().is_none() {
        return Some(token);
    }
    builder.assume(adoption_and_undecided_reasons::TOKEN_IS_USED.reason());
    None
}

/// Deletes a CLB, listeners and backends with it.
pub fn delete(builder: &mut PlanBuilder<'_>, lb: &LoadBalancer) {
    builder.add_change(|| ResourceChange::deleted(ResourceAddress::LoadBalancer, shown(lb)));
    report_deletion(builder, lb);
    builder.add_call(Call::DeleteLoadBalancer { lb: IdOrResult::Id(lb.id.clone()) });
}

/// Notes that a CLB is deleted, by a call of the plan or by the controller, and what may delay that.
pub fn report_deletion(builder: &mut PlanBuilder<'_>, lb: &LoadBalancer) {
    builder.mark_deletion();
    if lb.operate_protected == Some(true) {
        builder.assume(reasons::OPERATE_PROTECTED.with("id", lb.id.clone()));
    }
    let is_users = |listener: &&Listener| !builder.input.is_own_listener_name(&listener.name);
    let listeners: Vec<String> =
        lb.listeners.iter().flatten().filter(is_users).map(|listener| format!("`{}`", listener.label())).collect();
    if !listeners.is_empty() {
        let finding = Diagnostic::new(&codes::DELETES_USER_LISTENERS).arg("id", lb.id.clone());
        builder.add_finding(finding.list("listeners", listeners));
    }
    let bound = lb.known_targets();
    if bound >= GUARDED_TARGETS {
        let finding = Diagnostic::new(&codes::DELETE_GUARD).arg("id", lb.id.clone()).arg("count", bound.to_string());
        builder.add_finding(finding);
    }
}

/// Brings the attributes and the tag of the cluster of a CLB that exists in line.
pub fn sync(
    builder: &mut PlanBuilder<'_>,
    lb: &LoadBalancer,
    spec: &DesiredLoadBalancerProperties,
    ownership: OwnedOrShared,
) {
    report_protection(builder, Some(lb));
    if lb.status == Some(0) {
        builder.assume(reasons::STILL_CREATING.with("id", lb.id.clone()));
    }
    if ownership == OwnedOrShared::Shared {
        cluster_tag::add(builder, lb);
    }
    let internal = lb.network.kind.as_deref() == Some(INTERNAL);
    let mut desired = spec.values.clone();
    if BackendIpFamily::of(lb.network.ip_version.as_deref()) == BackendIpFamily::V6 {
        desired.remove(&AttributeId::PassToTarget);
        report_fixed_pass_to_target(builder, CreationParametersInCall::NotSent);
    }
    let mut differs = differing(&desired, &lb.values);
    if internal && differs.contains(&AttributeId::BandwidthOut) {
        differs.retain(|field| *field != AttributeId::BandwidthOut);
        let reason = reasons::BANDWIDTH_OF_INTERNAL.with("id", lb.id.clone());
        builder.withhold(ResourceAddress::LoadBalancer, Verb::Update, reason);
    }
    // What was bound to another network the older way cannot be bound the newer way as well.
    differs.retain(|field| *field != AttributeId::SnatPro || lb.bound_vpc.is_none());
    let values: AttributeValues =
        differs.into_iter().filter_map(|field| desired.get(&field).map(|value| (field, value.clone()))).collect();
    for field in unknown_fields(&desired, &lb.values) {
        let unknown = reasons::ATTRIBUTE_UNKNOWN.with("field", field.name()).arg("of", lb.id.clone());
        builder.mark_incomplete(unknown.arg("response", "DescribeLoadBalancers"));
    }
    exposure::report(builder, lb, &values);
    modify_attributes(builder, &IdOrResult::Id(lb.id.clone()), Some(lb), &values);
    keep_undeclared(builder, lb);
    snat::sync(builder, lb, &spec.snat);
}

/// Withholds edits of what is read only when a CLB is bought: they have no effect.
pub fn ignored_edits(builder: &mut PlanBuilder<'_>) {
    let (Some(live), Some(manifest)) = (builder.input.live, builder.input.manifest) else { return };
    let edited = edits_without_effect(live.object, &live.settings, &manifest.settings);
    builder.add_ineffective_edits(edited.len());
    for definition in edited {
        builder.add_finding(edit_without_effect(manifest.object, &live.settings, &manifest.settings, definition));
        let reason = reasons::NO_EFFECT.with("annotation", definition.name);
        builder.withhold(ResourceAddress::LoadBalancer, Verb::Update, reason);
    }
}

/// Withholds what becomes of attributes that only the live Service sets: no page says it, so they stay as they are.
fn keep_undeclared(builder: &mut PlanBuilder<'_>, lb: &LoadBalancer) {
    let (Some(live), Some(manifest)) = (builder.input.live, builder.input.manifest) else { return };
    let rows = [
        (AttributeId::SecurityGroups, &tke::SECURITY_GROUPS.definition),
        (AttributeId::PassToTarget, &tke::PASS_TO_TARGET.definition),
    ];
    for (attribute, definition) in rows {
        let is_dropped = live.settings.entry(definition).is_some() && manifest.settings.entry(definition).is_none();
        let is_off = |value: &Value| *value == Value::Bool(false) || value.as_array().is_some_and(Vec::is_empty);
        if is_dropped && !lb.values.get(&attribute).is_some_and(is_off) {
            let reason = adoption_and_undecided_reasons::UNDECLARED_STAYS.with("annotation", definition.name);
            let reason = reason.arg("id", lb.id.clone()).arg("field", attribute.name());
            builder.withhold(ResourceAddress::LoadBalancer, Verb::Update, reason);
        }
    }
}

/// Reports protection, which released SDKs only read, unless the cloud has it as the Service specifies.
fn report_protection(builder: &mut PlanBuilder<'_>, lb: Option<&LoadBalancer>) {
    let Some(manifest) = builder.input.manifest else { return };
    let observed = lb.and_then(|lb| lb.operate_protected);
    let fits = match (manifest.settings.get(&tke::MODIFICATION_PROTECTION), observed) {
        (SettingValue::Absent, _) => true,
        (SettingValue::Is(specified), Some(observed)) => specified == observed,
        (SettingValue::Is(_), None) | (SettingValue::Invalid, _) => false,
    };
    if !fits {
        builder.assume(reasons::PROTECTION_CALL.reason());
    }
}

/// Reports what the cluster's switch does to a purchase whose Service does not set protection.
fn report_default_protection(builder: &mut PlanBuilder<'_>) {
    let unset =
        builder.input.manifest.is_some_and(|manifest| !manifest.settings.is_present(&tke::MODIFICATION_PROTECTION));
    let switches = ControllerSwitches::read(builder.input.context, &[]);
    let switch = &tke::ENABLE_DEFAULT_MODIFICATION_PROTECTION;
    match default_protection(&switches) {
        ModificationProtection::On if unset => builder.assume(reasons::PROTECTION_BY_DEFAULT.reason()),
        ModificationProtection::Unknown if unset && switches.may_support(switch) => {
            builder.assume(reasons::PROTECTION_UNKNOWN.reason());
        }
        ModificationProtection::On | ModificationProtection::Off | ModificationProtection::Unknown => {}
    }
}

/// Sets attributes, each with the call that can.
fn modify_attributes(
    builder: &mut PlanBuilder<'_>,
    lb: &IdOrResult,
    current: Option<&LoadBalancer>,
    values: &AttributeValues,
) {
    for (field, value) in values {
        let name = field.name();
        let is_groups = field.call(AttributeLevel::LoadBalancer) == ModifyApi::SetLoadBalancerSecurityGroups;
        let before = current.and_then(|lb| lb.values.get(field)).map(|current| json!({ name: current }));
        // Of a CLB that is being bought the purchase itself shows them; only what has an address of its own is shown.
        if current.is_some() || is_groups {
            let address = if is_groups { ResourceAddress::SecurityGroups } else { ResourceAddress::LoadBalancer };
            let verb = if before.is_some() { Verb::Update } else { Verb::Create };
            builder.add_change(|| {
                let change = ResourceChange::updated(address, before, json!({ name: value }), vec![name.to_owned()]);
                ResourceChange { verb, ..change }
            });
        }
        builder.add_call(if is_groups {
            Call::SetLoadBalancerSecurityGroups { lb: lb.clone(), groups: value.clone() }
        } else {
            Call::ModifyLoadBalancerAttributes { lb: lb.clone(), field: *field, value: value.clone() }
        });
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
