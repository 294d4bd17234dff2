//! The listeners of one CLB: from desired and current state to changes and calls.

use super::backends::BindingConstraints;
use super::load_balancer_for_listeners::LoadBalancerForListeners;
use super::{
    backends, cluster_tag, forwarding_rules, keep_listeners_until_replaced, supported_values, target_group_listener,
    unprovided_config, why_listener_stays,
};
use crate::desired::is_without_https_host;
use crate::diagnostic::{Diagnostic, Reason, Related};
use crate::json::{Map, Value};
use crate::lifecycle::listener::{self as table, ListenerAtPort, RequestedNowOrBefore};
use crate::model::clb_attributes::{AttributeLevel, AttributeValues, differing};
use crate::model::{DesiredListener, Listener, ListenerKey, Listeners, LoadBalancer, OwnedOrShared};
use crate::planner::{
    BackendIpFamily, Call, IdOrResult, ListenerOrRule, PlanBuilder, ResourceAddress, ResourceChange, Verb, codes,
    reasons,
};
use crate::tke::{OsiLayer, Protocol};

/// Plans every listener of a CLB.
pub fn plan(builder: &mut PlanBuilder, target: &LoadBalancerForListeners<'_>, desired: &[DesiredListener]) {
    let Some(concerned) = concerned_listeners(builder, target, desired) else { return };
    let mut seen: Vec<&str> = Vec::new();
    for spec in desired {
        let conflicting: Vec<&Listener> =
            target.current.iter().flat_map(|lb| lb.listeners_that_occupy(spec.key)).collect();
        seen.extend(conflicting.iter().map(|listener| listener.id.as_str()));
        let own = conflicting
            .iter()
            .find(|l| l.key == Some(spec.key) && builder.input.is_own_listener_name(&l.name) && l.end_port.is_none());
        match own {
            Some(listener) => update(builder, target, spec, listener),
            None => plan_missing(builder, target, spec, &conflicting),
        }
    }
    for listener in concerned.into_iter().filter(|listener| !seen.contains(&listener.id.as_str())) {
        plan_not_desired(builder, target, listener);
    }
}

/// The current listeners that the plan is about; where they are unknown, the desired ones are withheld.
fn concerned_listeners<'a>(
    builder: &mut PlanBuilder<'_>,
    target: &LoadBalancerForListeners<'a>,
    desired: &[DesiredListener],
) -> Option<Vec<&'a Listener>> {
    let Some(lb) = target.current else { return Some(Vec::new()) };
    let listeners = current_listeners(builder, lb, desired)?;
    let keys = desired.iter().map(|spec| spec.key).chain(target.previously_requested.iter().copied());
    Some(builder.input.listeners_for_every_service.with_those_at(&lb.id, listeners, keys))
}

/// The current listeners; where they are unknown, the desired ones are withheld.
fn current_listeners<'a>(
    builder: &mut PlanBuilder<'_>,
    lb: &'a LoadBalancer,
    desired: &[DesiredListener],
) -> Option<&'a Listeners> {
    if lb.listeners.is_some() {
        return lb.listeners.as_ref();
    }
    let reason = reasons::LISTENERS_UNKNOWN.with("id", lb.id.clone());
    builder.mark_incomplete(reason.clone());
    for spec in desired {
        builder.withhold(ResourceAddress::Listener(spec.key), Verb::Update, reason.clone());
    }
    None
}

/// A desired listener that the controller has not created.
fn plan_missing(
    builder: &mut PlanBuilder,
    target: &LoadBalancerForListeners<'_>,
    spec: &DesiredListener,
    conflicting: &[&Listener],
) {
    let ours = |listener: &&&Listener| {
        builder.input.is_own_listener_name(&listener.name)
            && (target.ownership == OwnedOrShared::Owned
                || listener.key.is_some_and(|key| target.previously_requested.contains(&key)))
    };
    let user_created = conflicting.iter().find(|listener| !ours(listener));
    let current = match (conflicting.is_empty(), user_created) {
        (true, _) => ListenerAtPort::Missing,
        (false, Some(_)) => ListenerAtPort::UserCreated,
        (false, None) => match target.ownership {
            OwnedOrShared::Owned => ListenerAtPort::OtherProtocol,
            OwnedOrShared::Shared => ListenerAtPort::Immutable,
        },
    };
    let outcome = table::decide(RequestedNowOrBefore::Requested, current, target.ownership);
    let address = ResourceAddress::Listener(spec.key);
    let quic = spec.key.protocol == Protocol::Quic && target.family == BackendIpFamily::V6;
    if let Some(blocker) = spec.blocked_by.as_ref().or(quic.then(|| reasons::QUIC_ON_IPV6.reason()).as_ref()) {
        // A listener that cannot be created yet must not cost the one that serves on its port.
        builder.mark_incomplete(blocker.clone());
        if quic || spec.is_reserved() {
            let finding = Diagnostic::new(&codes::LISTENER_REFUSED).arg("listener", spec.key.to_string());
            let note = Related { note: blocker.clone(), location: None, object: None };
            let object = builder.input.manifest.map(|service| service.object.reference.clone()).unwrap_or_default();
            builder.add_finding(finding.related(note).object(object).location(spec.location));
        } else if outcome == table::ListenerOutcome::Recreate {
            keep_listeners_until_replaced::withhold(builder, spec.key, blocker, conflicting);
        }
        builder.withhold(address, Verb::Create, blocker.clone());
        return;
    }
    if let Some(unknown) = conflicting.iter().find(|listener| listener.key.is_none()) {
        let reason = unknown_protocol(unknown);
        builder.mark_incomplete(reason.clone());
        builder.withhold(address, Verb::Create, reason);
        return;
    }
    match outcome {
        table::ListenerOutcome::Create => {
            match cluster_tag::unproven_listeners(builder.input, target).filter(|_| has_stale(builder, target)) {
                // Its backends may still be bound to the listener that is not deleted.
                Some(unknown) => builder.withhold(address, Verb::Create, unknown),
                None => create(builder, target, spec),
            }
        }
        table::ListenerOutcome::Recreate => {
            if let Some(unknown) = cluster_tag::unproven_listeners(builder.input, target) {
                builder.mark_incomplete(unknown.clone());
                return builder.withhold(address, Verb::Create, unknown);
            }
            for other in conflicting {
                let reason = reasons::PROTOCOL_CHANGED.with("listener", other.label());
                builder.with_reason(reason, |builder| delete(builder, target, other));
            }
            let reason = reasons::PROTOCOL_CHANGED.with("listener", spec.key.to_string());
            builder.with_reason(reason, |builder| create(builder, target, spec));
        }
        table::ListenerOutcome::Conflict => {
            let name = user_created.map(|listener| listener.name.clone()).unwrap_or_default();
            let finding = Diagnostic::new(&codes::LISTENER_IN_THE_WAY).arg("listener", spec.key.to_string());
            let object = builder.input.manifest.map(|service| service.object.reference.clone()).unwrap_or_default();
            builder.add_finding(finding.arg("name", name.clone()).object(object).location(spec.location));
            let reason = reasons::FOREIGN_IN_THE_WAY.with("listener", spec.key.to_string()).arg("name", name);
            builder.withhold(address, Verb::Create, reason);
        }
        table::ListenerOutcome::None
        | table::ListenerOutcome::Keep
        | table::ListenerOutcome::Modify
        | table::ListenerOutcome::Delete
        | table::ListenerOutcome::Withhold => {}
    }
}

/// A current listener that is not desired.
fn plan_not_desired(builder: &mut PlanBuilder, target: &LoadBalancerForListeners<'_>, listener: &Listener) {
    if listener.key.is_none() {
        return builder.withhold(ResourceAddress::of_listener(listener), Verb::Delete, unknown_protocol(listener));
    }
    let current = if builder.input.is_own_listener_name(&listener.name) {
        ListenerAtPort::Equal
    } else {
        ListenerAtPort::UserCreated
    };
    let used_by_other = listener.key.is_some_and(|key| builder.input.is_used_by_other(target.lb.key(), key));
    let requested_before = listener.key.is_some_and(|key| target.previously_requested.contains(&key));
    if used_by_other && !requested_before && current == ListenerAtPort::Equal {
        // It is in the plan of that Service. With many Services on one CLB, their plans would list each other's listeners.
        return;
    }
    let may_be_of_ingress = listener.key.is_some_and(|key| why_listener_stays::may_be_of_ingress(target, key));
    let desired = if requested_before && !used_by_other && !may_be_of_ingress {
        RequestedNowOrBefore::NoLongerRequested
    } else {
        RequestedNowOrBefore::NeverRequested
    };
    // A listener that another Service uses is not this one's to delete, whoever created it.
    let ownership = if used_by_other { OwnedOrShared::Shared } else { target.ownership };
    match table::decide(desired, current, ownership) {
        table::ListenerOutcome::Delete => {
            let definition = match desired {
                RequestedNowOrBefore::NoLongerRequested => &reasons::PORT_REMOVED,
                RequestedNowOrBefore::NeverRequested | RequestedNowOrBefore::Requested => &reasons::LEFT_OVER,
            };
            let reason = definition.with("listener", listener.label());
            builder.with_reason(reason, |builder| delete(builder, target, listener));
        }
        table::ListenerOutcome::Withhold => {
            let definition = match current {
                ListenerAtPort::UserCreated => why_listener_stays::foreign(target, listener),
                ListenerAtPort::Missing
                | ListenerAtPort::Equal
                | ListenerAtPort::Modifiable
                | ListenerAtPort::Immutable
                | ListenerAtPort::OtherProtocol => {
                    why_listener_stays::owner(target, used_by_other, requested_before && may_be_of_ingress)
                }
            };
            why_listener_stays::withhold(builder, target, listener, definition);
        }
        table::ListenerOutcome::None
        | table::ListenerOutcome::Create
        | table::ListenerOutcome::Keep
        | table::ListenerOutcome::Modify
        | table::ListenerOutcome::Recreate
        | table::ListenerOutcome::Conflict => {}
    }
}

fn create(builder: &mut PlanBuilder, target: &LoadBalancerForListeners<'_>, spec: &DesiredListener) {
    let key = spec.key;
    let address = ResourceAddress::Listener(key);
    let none = AttributeValues::new();
    let values =
        supported_values::retain_supported(builder, key.protocol, target.family, &spec.values, &none, &address);
    let mut unknown = vec!["ListenerId".to_owned()];
    unknown.extend(unprovided_config::attributes(builder, &[AttributeLevel::Listener], Some(key.protocol), &values));
    builder.add_change(|| ResourceChange::created(address, shown_spec(spec, &values)).unknown(unknown));
    let lb = target.lb.clone();
    let id = builder.add_call(Call::CreateListener { lb: lb.clone(), key, name: spec.name.clone(), values });
    let listener = IdOrResult::From(id, "ListenerIds.0");
    for rule in &spec.rules {
        forwarding_rules::create(builder, target, key, &listener, rule);
    }
    if spec.rules.is_empty() {
        let binding = ListenerOrRule { lb, listener, key, rule: None };
        backends::bind_all(builder, &binding, target.family, &spec.backends);
    }
}

/// Nothing is concluded from a protocol of a newer API.
fn unknown_protocol(listener: &Listener) -> Reason {
    reasons::UNKNOWN_PROTOCOL.with("listener", listener.label())
}

fn delete(builder: &mut PlanBuilder, target: &LoadBalancerForListeners<'_>, listener: &Listener) {
    // Nothing is done to a listener of an unknown protocol; it was withheld before.
    let Some(key) = listener.key else { return };
    if let Some(unknown) = cluster_tag::unproven_listeners(builder.input, target) {
        builder.mark_incomplete(unknown.clone());
        return builder.withhold(ResourceAddress::Listener(key), Verb::Delete, unknown);
    }
    // A range of ports conflicts with several desired listeners, and is deleted once.
    let is_same = |call: &Call| matches!(call, Call::DeleteListener { listener: other, .. } if other.existing() == Some(listener.id.as_str()));
    if builder.calls().any(is_same) {
        return;
    }
    builder.add_change(|| ResourceChange::deleted(ResourceAddress::Listener(key), shown_current(listener)));
    builder.add_call(Call::DeleteListener {
        lb: target.lb.clone(),
        listener: IdOrResult::Id(listener.id.clone()),
        key,
    });
}

/// True when the CLB has a listener that the Service no longer requests.
fn has_stale(builder: &PlanBuilder, target: &LoadBalancerForListeners<'_>) -> bool {
    let Some(lb) = target.current else { return false };
    let is_requested = |key: &ListenerKey| builder.input.desired.listeners.iter().any(|spec| spec.key == *key);
    let stale = target.previously_requested.iter().filter(|key| !is_requested(key));
    let mut listeners = stale.flat_map(|key| lb.listeners_with_key(*key));
    listeners.any(|listener| builder.input.is_own_listener_name(&listener.name))
}

/// Deletes the listeners of a Service on a CLB that it releases, and withholds the others.
pub fn release(builder: &mut PlanBuilder, target: &LoadBalancerForListeners<'_>) {
    let Some(lb) = target.current else { return };
    let Some(current) = current_listeners(builder, lb, &[]) else {
        let unknown = reasons::LISTENERS_UNKNOWN.with("id", target.lb.key());
        for key in target.previously_requested.clone() {
            builder.withhold(ResourceAddress::Listener(key), Verb::Delete, unknown.clone());
        }
        return;
    };
    for listener in current {
        let own = builder.input.is_own_listener_name(&listener.name);
        let requested = listener.key.is_some_and(|key| target.previously_requested.contains(&key));
        if own && requested && !listener.key.is_some_and(|key| why_listener_stays::may_be_of_ingress(target, key)) {
            delete(builder, target, listener);
        } else {
            let used_by_other = listener.key.is_some_and(|key| builder.input.is_used_by_other(target.lb.key(), key));
            let definition = if own {
                why_listener_stays::owner(target, used_by_other, requested)
            } else {
                why_listener_stays::foreign(target, listener)
            };
            why_listener_stays::withhold(builder, target, listener, definition);
        }
    }
}

/// The desired listener exists: its values, rules and backends are brought in line.
fn update(
    builder: &mut PlanBuilder,
    target: &LoadBalancerForListeners<'_>,
    spec: &DesiredListener,
    listener: &Listener,
) {
    let (key, lb) = (spec.key, target.lb.clone());
    let (protocol, family) = (key.protocol, target.family);
    let address = ResourceAddress::Listener(key);
    if let Some(blocker) = &spec.blocked_by {
        builder.mark_incomplete(blocker.clone());
        if is_without_https_host(blocker) {
            return builder.withhold(address, Verb::Update, blocker.clone());
        }
    }
    let desired =
        supported_values::retain_supported(builder, protocol, family, &spec.values, &listener.values, &address);
    supported_values::report_unknown(builder, &desired, &listener.values, &address);
    let differs = differing(&desired, &listener.values);
    // SNI can be switched on, never off; no Service ever asks for the latter.
    let values = supported_values::merge_partial(protocol, family, &desired, &listener.values, &differs);
    let current = if differs.is_empty() { ListenerAtPort::Equal } else { ListenerAtPort::Modifiable };
    let at = IdOrResult::Id(listener.id.clone());
    if table::decide(RequestedNowOrBefore::Requested, current, target.ownership) == table::ListenerOutcome::Modify {
        builder.add_change(|| supported_values::change(address, &listener.values, &values, &differs));
        builder.add_call(Call::ModifyListener { lb: lb.clone(), listener: at.clone(), key, values });
    }
    match protocol.layer() {
        OsiLayer::Seven => forwarding_rules::plan(builder, target, spec, listener),
        OsiLayer::Four => {
            let binding = ListenerOrRule { lb, listener: at, key, rule: None };
            let conditions = BindingConstraints {
                family,
                why_nothing_is_unbound: cluster_tag::unproven_listeners(builder.input, target),
            };
            if !target_group_listener::withhold(builder, &binding, spec, listener) {
                backends::bind(builder, &binding, &conditions, &spec.backends, listener.targets.as_ref());
            }
        }
    }
}

/// Withholds each desired listener of a Service that is not synced: the change of those that it has, and the creation of the
/// others.
pub fn withhold_all(builder: &mut PlanBuilder, reason: &Reason) {
    let input = builder.input;
    let current = input.current.load_balancer();
    for spec in &input.desired.listeners {
        let mut at_key = current.iter().flat_map(|lb| lb.listeners_with_key(spec.key));
        let has = input.previously_requested.contains(&spec.key)
            && at_key.any(|listener| input.is_own_listener_name(&listener.name));
        let verb = if has { Verb::Update } else { Verb::Create };
        builder.withhold(ResourceAddress::Listener(spec.key), verb, reason.clone());
    }
}

fn shown_spec(spec: &DesiredListener, values: &AttributeValues) -> Value {
    let mut shown = Map::new();
    shown.insert("Protocol".into(), spec.key.protocol.name().into());
    shown.insert("Port".into(), spec.key.port.into());
    shown.insert("ListenerName".into(), spec.name.clone().into());
    shown.extend(values.iter().map(|(field, value)| (field.name().to_owned(), value.clone())));
    Value::Object(shown)
}

fn shown_current(listener: &Listener) -> Value {
    crate::json::json!({
        "ListenerId": listener.id,
        "ListenerName": listener.name,
        "Port": listener.port,
        "Protocol": listener.protocol,
    })
}
