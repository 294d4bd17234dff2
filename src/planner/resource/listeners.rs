//! The listeners of one CLB: from what is wanted and what is held to calls.

use super::listener_target::ListenerTarget;
use super::{backends, rules, supported_values};
use crate::diagnostic::{Diagnostic, Reason};
use crate::json::{Map, Value};
use crate::lifecycle::listener::{self as table, ListenerRequest, ListenerState};
use crate::model::field::{Values, differing};
use crate::model::{Listener, ListenerSpec, Ownership};
use crate::planner::calls::request::{self, BackendBinding, IpFamily, Ref};
use crate::planner::{CallKind, Change, PlanBuilder, Verb, Withheld, codes, reasons};
use crate::tke::Protocol;

/// The call that deletes a listener.
const DELETE: &str = "DeleteListener";

/// Plans every listener of a CLB.
pub fn plan(builder: &mut PlanBuilder, target: &ListenerTarget<'_>, desired: &[ListenerSpec], reason: &Reason) {
    let Some(current) = current_listeners(builder, target, desired) else { return };
    let mut seen: Vec<&str> = Vec::new();
    for spec in desired {
        let conflicting: Vec<&Listener> =
            current.iter().filter(|listener| listener.occupies(spec.key)).copied().collect();
        seen.extend(conflicting.iter().map(|listener| listener.id.as_str()));
        let own = conflicting
            .iter()
            .find(|l| l.key == Some(spec.key) && builder.input.is_own_listener_name(&l.name) && l.end_port.is_none());
        match own {
            Some(listener) => update(builder, target, spec, listener, reason),
            None => plan_missing(builder, target, spec, &conflicting, reason),
        }
    }
    for listener in current.iter().filter(|listener| !seen.contains(&listener.id.as_str())) {
        plan_not_desired(builder, target, listener);
    }
}

/// What is held; `None`, said, where that was not given.
fn current_listeners<'a>(
    builder: &mut PlanBuilder,
    target: &ListenerTarget<'a>,
    desired: &[ListenerSpec],
) -> Option<Vec<&'a Listener>> {
    let Some(lb) = target.current else { return Some(Vec::new()) };
    if let Some(listeners) = &lb.listeners {
        return Some(listeners.iter().collect());
    }
    let reason = reasons::LISTENERS_UNKNOWN.with("id", lb.id.clone());
    builder.mark_incomplete(reason.clone());
    for spec in desired {
        builder.withhold(format!("listener/{}", spec.key), Verb::Update, reason.clone());
    }
    None
}

/// No listener of ours is where one is wanted.
fn plan_missing(
    builder: &mut PlanBuilder,
    target: &ListenerTarget<'_>,
    spec: &ListenerSpec,
    conflicting: &[&Listener],
    reason: &Reason,
) {
    let ours = |listener: &&&Listener| {
        builder.input.is_own_listener_name(&listener.name)
            && (target.ownership == Ownership::Managed
                || listener.key.is_some_and(|key| target.previously_requested.contains(&key)))
    };
    let user_created = conflicting.iter().find(|listener| !ours(listener));
    let current = match (conflicting.is_empty(), user_created) {
        (true, _) => ListenerState::Missing,
        (false, Some(_)) => ListenerState::UserCreated,
        (false, None) => match target.ownership {
            Ownership::Managed => ListenerState::OtherProtocol,
            Ownership::Shared => ListenerState::Immutable,
        },
    };
    let address = format!("listener/{}", spec.key);
    let quic = spec.key.protocol == Protocol::Quic && target.family == IpFamily::V6;
    if let Some(blocker) = spec.blocked_by.as_ref().or(quic.then(|| reasons::QUIC_ON_IPV6.reason()).as_ref()) {
        // What cannot be made yet must not cost what serves in its place.
        builder.mark_incomplete(blocker.clone());
        builder.withhold(address, Verb::Create, blocker.clone());
        return;
    }
    if let Some(unknown) = conflicting.iter().find(|listener| listener.key.is_none()) {
        let reason = unknown_protocol(unknown);
        builder.mark_incomplete(reason.clone());
        builder.withhold(address, Verb::Create, reason);
        return;
    }
    match table::decide(ListenerRequest::Requested, current, target.ownership) {
        table::ListenerOutcome::Create => create(builder, target, spec, reason),
        table::ListenerOutcome::Recreate => {
            for other in conflicting {
                delete(builder, target, other, &reasons::PROTOCOL_CHANGED.with("listener", other.label()));
            }
            create(builder, target, spec, &reasons::PROTOCOL_CHANGED.with("listener", spec.key.to_string()));
        }
        table::ListenerOutcome::Conflict => {
            let name = user_created.map(|listener| listener.name.clone()).unwrap_or_default();
            let finding = Diagnostic::new(&codes::LISTENER_IN_THE_WAY).arg("listener", spec.key.to_string());
            let object = builder.input.manifest.map(|service| service.object.reference.clone()).unwrap_or_default();
            builder.plan.findings.push(finding.arg("name", name.clone()).object(object).location(spec.location));
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

/// A listener that is held and not wanted.
fn plan_not_desired(builder: &mut PlanBuilder, target: &ListenerTarget<'_>, listener: &Listener) {
    if listener.key.is_none() {
        return builder.withhold(format!("listener/{}", listener.label()), Verb::Delete, unknown_protocol(listener));
    }
    let current = if builder.input.is_own_listener_name(&listener.name) {
        ListenerState::Equal
    } else {
        ListenerState::UserCreated
    };
    let used_by_other = listener.key.is_some_and(|key| builder.input.is_used_by_other(target.lb.key(), key));
    let requested_before = listener.key.is_some_and(|key| target.previously_requested.contains(&key));
    let desired = if requested_before && !used_by_other {
        ListenerRequest::NoLongerRequested
    } else {
        ListenerRequest::NeverRequested
    };
    // What another Service serves with is not this one's to take away, whoever made it.
    let ownership = if used_by_other { Ownership::Shared } else { target.ownership };
    match table::decide(desired, current, ownership) {
        table::ListenerOutcome::Delete => {
            let definition = match desired {
                ListenerRequest::NoLongerRequested => &reasons::PORT_REMOVED,
                ListenerRequest::NeverRequested | ListenerRequest::Requested => &reasons::LEFT_OVER,
            };
            delete(builder, target, listener, &definition.with("listener", listener.label()));
        }
        table::ListenerOutcome::Withhold => {
            let definition = match current {
                ListenerState::UserCreated => &reasons::FOREIGN_LISTENER,
                ListenerState::Missing
                | ListenerState::Equal
                | ListenerState::Modifiable
                | ListenerState::Immutable
                | ListenerState::OtherProtocol => &reasons::OTHER_SERVICES_LISTENER,
            };
            let reason = definition.with("listener", listener.label()).arg("name", listener.name.clone());
            builder.withhold(format!("listener/{}", listener.label()), Verb::Delete, reason);
        }
        table::ListenerOutcome::None
        | table::ListenerOutcome::Create
        | table::ListenerOutcome::Keep
        | table::ListenerOutcome::Modify
        | table::ListenerOutcome::Recreate
        | table::ListenerOutcome::Conflict => {}
    }
}

fn create(builder: &mut PlanBuilder, target: &ListenerTarget<'_>, spec: &ListenerSpec, reason: &Reason) {
    let address = format!("listener/{}", spec.key);
    let values = supported_values::retain_supported(
        builder,
        spec.key.protocol,
        target.family,
        &spec.values,
        &Values::new(),
        &address,
    );
    let spec = &ListenerSpec { values, ..spec.clone() };
    builder.add_change(Change {
        address: address.clone(),
        verb: Verb::Create,
        before: None,
        after: Some(shown_spec(spec)),
        after_unknown: vec!["ListenerId".to_owned()],
        fields: Vec::new(),
        reasons: vec![reason.clone()],
    });
    let body = request::create_listener(&target.lb, spec);
    let id = builder.add_call(
        CallKind::CreateListener(spec.key),
        &target.lb,
        "CreateListener",
        body,
        &address,
        Verb::Create,
        reason,
    );
    let listener = Ref::From(id, "ListenerIds.0");
    for rule in &spec.rules {
        rules::create(builder, target, spec.key, &listener, rule, reason);
    }
    if spec.rules.is_empty() {
        let binding =
            BackendBinding { lb: target.lb.clone(), listener, key: spec.key, rule: None, family: target.family };
        backends::bind_all(builder, &format!("backends/{}", spec.key), &binding, &spec.backends, reason);
    }
}

/// Nothing is concluded from a protocol of a newer API.
fn unknown_protocol(listener: &Listener) -> Reason {
    reasons::UNKNOWN_PROTOCOL.with("listener", listener.label())
}

fn delete(builder: &mut PlanBuilder, target: &ListenerTarget<'_>, listener: &Listener, reason: &Reason) {
    let address = format!("listener/{}", listener.label());
    // A range of ports stands in the way of several wanted listeners, and goes once.
    let id = Value::from(listener.id.clone());
    if builder.plan.actions.iter().any(|action| action.api == DELETE && action.request.get("ListenerId") == Some(&id)) {
        return;
    }
    builder.add_change(Change {
        address: address.clone(),
        verb: Verb::Delete,
        before: Some(shown_current(listener)),
        after: None,
        after_unknown: Vec::new(),
        fields: Vec::new(),
        reasons: vec![reason.clone()],
    });
    let body = request::delete_listener(target.lb.key(), &listener.id);
    let step = CallKind::DeleteListener(listener.key.map(|key| key.protocol));
    builder.add_call(step, &target.lb, DELETE, body, &address, Verb::Delete, reason);
}

/// Deletes the listeners that a Service leaves behind on a CLB, and says which ones stay.
pub fn release(builder: &mut PlanBuilder, target: &ListenerTarget<'_>, reason: &Reason) {
    let Some(current) = current_listeners(builder, target, &[]) else {
        let unknown = reasons::LISTENERS_UNKNOWN.with("id", target.lb.key());
        for key in target.previously_requested.clone() {
            builder.withhold(format!("listener/{key}"), Verb::Delete, unknown.clone());
        }
        return;
    };
    for listener in current {
        let own = builder.input.is_own_listener_name(&listener.name);
        if own && listener.key.is_some_and(|key| target.previously_requested.contains(&key)) {
            delete(builder, target, listener, reason);
        } else {
            let definition = if !own { &reasons::FOREIGN_LISTENER } else { &reasons::OTHER_SERVICES_LISTENER };
            let reason = definition.with("listener", listener.label()).arg("name", listener.name.clone());
            builder.withhold(format!("listener/{}", listener.label()), Verb::Delete, reason);
        }
    }
}

/// The very listener is held: values, rules and backends are brought in line.
fn update(
    builder: &mut PlanBuilder,
    target: &ListenerTarget<'_>,
    spec: &ListenerSpec,
    listener: &Listener,
    reason: &Reason,
) {
    let address = format!("listener/{}", spec.key);
    if let Some(blocker) = &spec.blocked_by {
        builder.mark_incomplete(blocker.clone());
    }
    let desired = supported_values::retain_supported(
        builder,
        spec.key.protocol,
        target.family,
        &spec.values,
        &listener.values,
        &address,
    );
    let differs = differing(&desired, &listener.values);
    // SNI can be switched on, never off; no Service ever asks for the latter.
    let values =
        supported_values::merge_partial(spec.key.protocol, target.family, &desired, &listener.values, &differs);
    let current = if differs.is_empty() { ListenerState::Equal } else { ListenerState::Modifiable };
    if table::decide(ListenerRequest::Requested, current, target.ownership) == table::ListenerOutcome::Modify {
        builder.add_change(Change {
            address: address.clone(),
            verb: Verb::Update,
            before: Some(supported_values::shown(&listener.values, &differs)),
            after: Some(supported_values::shown(&values, &differs)),
            after_unknown: Vec::new(),
            fields: differs.iter().map(|field| field.name().to_owned()).collect(),
            reasons: vec![reason.clone()],
        });
        let body = request::modify_listener(target.lb.key(), &listener.id, &values);
        builder.add_call(
            CallKind::ModifyListener(spec.key),
            &target.lb,
            "ModifyListener",
            body,
            &address,
            Verb::Update,
            reason,
        );
    }
    let at = Ref::Id(listener.id.clone());
    if spec.key.protocol.layer() == crate::tke::OsiLayer::Seven {
        rules::plan(builder, target, spec, listener, &at, reason);
    } else {
        let binding =
            BackendBinding { lb: target.lb.clone(), listener: at, key: spec.key, rule: None, family: target.family };
        backends::bind(
            builder,
            &format!("backends/{}", spec.key),
            &binding,
            &spec.backends,
            listener.targets.as_ref(),
            reason,
        );
    }
}

/// A withheld entry for each wanted listener of a Service that is not synced.
pub fn withhold_all(desired: &[ListenerSpec], reason: &Reason) -> Vec<Withheld> {
    desired
        .iter()
        .map(|spec| Withheld { address: format!("listener/{}", spec.key), verb: Verb::Create, reason: reason.clone() })
        .collect()
}

fn shown_spec(spec: &ListenerSpec) -> Value {
    let mut shown = Map::new();
    shown.insert("Protocol".into(), spec.key.protocol.name().into());
    shown.insert("Port".into(), spec.key.port.into());
    shown.insert("ListenerName".into(), spec.name.clone().into());
    shown.extend(spec.values.iter().map(|(field, value)| (field.name().to_owned(), value.clone())));
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
