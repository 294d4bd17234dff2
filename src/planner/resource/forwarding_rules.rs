//! The forwarding rules of one layer-7 listener: created, brought in line, deleted.
//!
//! A listener that the controller created has only rules that the controller created, so a rule for which there is no
//! desired host is deleted.

use super::backends::BindingConstraints;
use super::load_balancer_for_listeners::LoadBalancerForListeners;
use super::{backends, cluster_tag, supported_values, unprovided_config};
use crate::json::{Map, Value, json};
use crate::model::clb_attributes::{AttributeLevel, AttributeValues, differing};
use crate::model::{DesiredForwardingRule, DesiredListener, ForwardingRule, Listener, ListenerKey};
use crate::planner::{
    BackendIpFamily, Call, ForwardingRuleKey, IdOrResult, ListenerOrRule, NextDefaultDomain, PlanBuilder,
    ResourceAddress, ResourceChange, Verb, reasons,
};

/// Plans every rule of a listener that exists.
pub fn plan(
    builder: &mut PlanBuilder,
    target: &LoadBalancerForListeners<'_>,
    spec: &DesiredListener,
    listener: &Listener,
) {
    let at = IdOrResult::Id(listener.id.clone());
    let (mut kept, mut created) = (None, None);
    for rule in &spec.rules {
        let current = listener.rules.iter().find(|current| current.domain == rule.domain && current.url == rule.url);
        let next = match current {
            Some(current) => {
                update(builder, target, (spec.key, &at), rule, current);
                kept.get_or_insert_with(|| NextDefaultDomain { domain: rule.domain.clone(), created_by: None });
                continue;
            }
            None => create(builder, target, spec.key, &at, rule),
        };
        created =
            created.or(next.map(|action| NextDefaultDomain { domain: rule.domain.clone(), created_by: Some(action) }));
    }
    let next = kept.or(created);
    // Of a host that is withheld because of its letter case, the rule in lower case may be the one it has.
    let is_of = |rule: &DesiredForwardingRule, current: &ForwardingRule| {
        let same_host = match rule.blocked_by {
            Some(_) => rule.domain.eq_ignore_ascii_case(&current.domain),
            None => rule.domain == current.domain,
        };
        same_host && rule.url == current.url
    };
    let desired = |current: &ForwardingRule| spec.rules.iter().any(|rule| is_of(rule, current));
    for rule in listener.rules.iter().filter(|rule| !desired(rule)) {
        let next = next.clone().filter(|_| may_be_default(listener, rule));
        delete(builder, target, (spec.key, &at), rule, next);
    }
}

/// True for a rule of the default domain of its listener, and where the default domain is unknown.
fn may_be_default(listener: &Listener, rule: &ForwardingRule) -> bool {
    rule.is_default == Some(true) || listener.rules.iter().all(|rule| rule.is_default != Some(true))
}

fn delete(
    builder: &mut PlanBuilder,
    target: &LoadBalancerForListeners<'_>,
    at: (ListenerKey, &IdOrResult),
    rule: &ForwardingRule,
    next: Option<NextDefaultDomain>,
) {
    let (key, listener) = at;
    let path = ForwardingRuleKey { domain: rule.domain.clone(), url: rule.url.clone() };
    let address = ResourceAddress::Rule(key, path.clone());
    if let Some(unproven) = cluster_tag::unproven_listeners(builder.input, target) {
        builder.mark_incomplete(unproven.clone());
        return builder.withhold(address, Verb::Delete, unproven);
    }
    let (lb, listener, id) = (target.lb.clone(), listener.clone(), rule.id.clone());
    let is_last = next.is_none() && rule.is_default == Some(true);
    let call = Call::DeleteRule { lb, listener, rule: id, key, path, next, is_last };
    builder.with_reason(reasons::HOST_REMOVED.with("rule", address.to_string()), |builder| {
        builder.add_change(|| ResourceChange::deleted(address, json!({ "Domain": rule.domain, "Url": rule.url })));
        builder.add_call(call);
    });
}

fn update(
    builder: &mut PlanBuilder,
    target: &LoadBalancerForListeners<'_>,
    at: (ListenerKey, &IdOrResult),
    rule: &DesiredForwardingRule,
    current: &ForwardingRule,
) {
    let (key, listener) = at;
    let path = ForwardingRuleKey { domain: rule.domain.clone(), url: rule.url.clone() };
    let address = ResourceAddress::Rule(key, path.clone());
    let unknown = BackendIpFamily::Unknown;
    let desired =
        supported_values::retain_supported(builder, key.protocol, unknown, &rule.values, &current.values, &address);
    supported_values::report_unknown(builder, &desired, &current.values, &address);
    let differs = differing(&desired, &current.values);
    if !differs.is_empty() {
        let values = supported_values::merge_partial(key.protocol, unknown, &desired, &current.values, &differs);
        builder.add_change(|| supported_values::change(address, &current.values, &values, &differs));
        let (domain, own): (AttributeValues, AttributeValues) =
            values.into_iter().partition(|(field, _)| field.is_of(AttributeLevel::Domain));
        let (lb, listener) = (target.lb.clone(), listener.clone());
        if !own.is_empty() {
            let (lb, listener, rule, path) = (lb.clone(), listener.clone(), current.id.clone(), path.clone());
            builder.add_call(Call::ModifyRule { lb, listener, rule, key, path, values: own });
        }
        if !domain.is_empty() {
            let path = path.clone();
            builder.add_call(Call::ModifyDomainAttributes { lb, listener, key, path, values: domain });
        }
    }
    let rule_ref = IdOrResult::Id(current.id.clone());
    let binding =
        ListenerOrRule { lb: target.lb.clone(), listener: listener.clone(), key, rule: Some((rule_ref, path)) };
    let unproven = cluster_tag::unproven_listeners(builder.input, target);
    let conditions = BindingConstraints { family: family(target), why_nothing_is_unbound: unproven };
    backends::bind(builder, &binding, &conditions, &rule.backends, current.targets.as_ref());
}

/// Rules of a CLB with native IPv6 bind both families of addresses, unless the cloud says that they do not mix them.
fn family(target: &LoadBalancerForListeners<'_>) -> BackendIpFamily {
    match (target.family, target.current.and_then(|lb| lb.mixes)) {
        (BackendIpFamily::V4, _) => BackendIpFamily::V4,
        (BackendIpFamily::V6, Some(false)) => BackendIpFamily::V6,
        (BackendIpFamily::V6, Some(true) | None) | (BackendIpFamily::Unknown, _) => BackendIpFamily::Unknown,
    }
}

/// Creates a rule with its backends: the action that does; `None` where the rule cannot be created.
pub fn create(
    builder: &mut PlanBuilder,
    target: &LoadBalancerForListeners<'_>,
    key: ListenerKey,
    listener: &IdOrResult,
    rule: &DesiredForwardingRule,
) -> Option<String> {
    let path = ForwardingRuleKey { domain: rule.domain.clone(), url: rule.url.clone() };
    let address = ResourceAddress::Rule(key, path.clone());
    if let Some(blocker) = &rule.blocked_by {
        builder.mark_incomplete(blocker.clone());
        builder.withhold(address, Verb::Create, blocker.clone());
        return None;
    }
    let values = supported_values::retain_supported(
        builder,
        key.protocol,
        BackendIpFamily::Unknown,
        &rule.values,
        &AttributeValues::new(),
        &address,
    );
    let levels = [AttributeLevel::Rule, AttributeLevel::Domain];
    let mut unknown = vec!["LocationId".to_owned()];
    unknown.extend(unprovided_config::attributes(builder, &levels, Some(key.protocol), &values));
    builder.add_change(|| ResourceChange::created(address, shown_rule(&path, &values)).unknown(unknown));
    let (lb, listener) = (target.lb.clone(), listener.clone());
    let call = Call::CreateRule { lb: lb.clone(), listener: listener.clone(), key, path: path.clone(), values };
    let action = builder.add_call(call);
    let rule_ref = IdOrResult::From(action.clone(), "LocationIds.0");
    let binding = ListenerOrRule { lb, listener, key, rule: Some((rule_ref, path)) };
    backends::bind_all(builder, &binding, family(target), &rule.backends);
    Some(action)
}

fn shown_rule(path: &ForwardingRuleKey, values: &AttributeValues) -> Value {
    let mut shown = Map::new();
    shown.insert("Domain".into(), path.domain.clone().into());
    shown.insert("Url".into(), path.url.clone().into());
    shown.extend(values.iter().map(|(field, value)| (field.name().to_owned(), value.clone())));
    Value::Object(shown)
}
