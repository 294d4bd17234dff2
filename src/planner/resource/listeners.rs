//! The listeners of one CLB: from what is wanted and what is held to calls.

use super::listener_target::ListenerTarget;
use super::{backends, rules, supported_values};
use crate::diagnostic::{Diagnostic, Reason};
use crate::json::{Map, Value};
use crate::lifecycle::listener::{self as table, ListenerDesire, ListenerState};
use crate::model::field::{Values, differing};
use crate::model::{Listener, ListenerSpec};
use crate::planner::calls::request::{self, BackendBinding, IpFamily, Ref};
use crate::planner::{CallKind, Change, PlanBuilder, Verb, Withheld, codes, reasons};
use crate::tke::Protocol;

/// The call that deletes a listener.
const DELETE: &str = "DeleteListener";

/// Plans every listener of a CLB.
pub fn plan(work: &mut PlanBuilder, place: &ListenerTarget<'_>, wanted: &[ListenerSpec], because: &Reason) {
    let Some(held) = current_listeners(work, place, wanted) else { return };
    let mut seen: Vec<&str> = Vec::new();
    for spec in wanted {
        let rivals: Vec<&Listener> = held.iter().filter(|listener| listener.occupies(spec.key)).copied().collect();
        seen.extend(rivals.iter().map(|listener| listener.id.as_str()));
        let own = rivals
            .iter()
            .find(|l| l.key == Some(spec.key) && work.input.is_own_listener_name(&l.name) && l.end_port.is_none());
        match own {
            Some(listener) => update(work, place, spec, listener, because),
            None => plan_missing(work, place, spec, &rivals, because),
        }
    }
    for listener in held.iter().filter(|listener| !seen.contains(&listener.id.as_str())) {
        plan_not_desired(work, place, listener);
    }
}

/// What is held; `None`, said, where that was not given.
fn current_listeners<'a>(
    work: &mut PlanBuilder,
    place: &ListenerTarget<'a>,
    wanted: &[ListenerSpec],
) -> Option<Vec<&'a Listener>> {
    let Some(lb) = place.current else { return Some(Vec::new()) };
    if let Some(listeners) = &lb.listeners {
        return Some(listeners.iter().collect());
    }
    let because = reasons::LISTENERS_UNKNOWN.with("id", lb.id.clone());
    work.mark_incomplete(because.clone());
    for spec in wanted {
        work.withhold(format!("listener/{}", spec.key), Verb::Update, because.clone());
    }
    None
}

/// No listener of ours is where one is wanted.
fn plan_missing(
    work: &mut PlanBuilder,
    place: &ListenerTarget<'_>,
    spec: &ListenerSpec,
    rivals: &[&Listener],
    because: &Reason,
) {
    let ours = |listener: &&&Listener| {
        work.input.is_own_listener_name(&listener.name)
            && (place.ownership == Ownership::Managed
                || listener.key.is_some_and(|key| place.previously_requested.contains(&key)))
    };
    let foreign = rivals.iter().find(|listener| !ours(listener));
    let held = match (rivals.is_empty(), foreign) {
        (true, _) => ListenerState::Missing,
        (false, Some(_)) => ListenerState::UserCreated,
        (false, None) => match place.ownership {
            Ownership::Managed => ListenerState::OtherProtocol,
            Ownership::Shared => ListenerState::Immutable,
        },
    };
    let address = format!("listener/{}", spec.key);
    let quic = spec.key.protocol == Protocol::Quic && place.family == IpFamily::V6;
    if let Some(obstacle) = spec.blocked_by.as_ref().or(quic.then(|| reasons::QUIC_ON_IPV6.reason()).as_ref()) {
        // What cannot be made yet must not cost what serves in its place.
        work.mark_incomplete(obstacle.clone());
        work.withhold(address, Verb::Create, obstacle.clone());
        return;
    }
    if let Some(unknown) = rivals.iter().find(|listener| listener.key.is_none()) {
        let because = unknown_protocol(unknown);
        work.mark_incomplete(because.clone());
        work.withhold(address, Verb::Create, because);
        return;
    }
    match table::decide(ListenerDesire::Desired, held, place.ownership) {
        table::ListenerOutcome::Create => create(work, place, spec, because),
        table::ListenerOutcome::Recreate => {
            for rival in rivals {
                delete(work, place, rival, &reasons::PROTOCOL_CHANGED.with("listener", rival.label()));
            }
            create(work, place, spec, &reasons::PROTOCOL_CHANGED.with("listener", spec.key.to_string()));
        }
        table::ListenerOutcome::Conflict => {
            let name = foreign.map(|listener| listener.name.clone()).unwrap_or_default();
            let finding = Diagnostic::new(&codes::LISTENER_IN_THE_WAY).arg("listener", spec.key.to_string());
            let object = work.input.manifest.map(|service| service.object.reference.clone()).unwrap_or_default();
            work.plan.findings.push(finding.arg("name", name.clone()).object(object).location(spec.location));
            let because = reasons::FOREIGN_IN_THE_WAY.with("listener", spec.key.to_string()).arg("name", name);
            work.withhold(address, Verb::Create, because);
        }
        table::ListenerOutcome::None
        | table::ListenerOutcome::Keep
        | table::ListenerOutcome::Modify
        | table::ListenerOutcome::Delete
        | table::ListenerOutcome::Withhold => {}
    }
}

/// A listener that is held and not wanted.
fn plan_not_desired(work: &mut PlanBuilder, place: &ListenerTarget<'_>, listener: &Listener) {
    if listener.key.is_none() {
        return work.withhold(format!("listener/{}", listener.label()), Verb::Delete, unknown_protocol(listener));
    }
    let held =
        if work.input.is_own_listener_name(&listener.name) { ListenerState::Equal } else { ListenerState::UserCreated };
    let used = listener.key.is_some_and(|key| work.input.is_used_by_other(place.lb.key(), key));
    let had = listener.key.is_some_and(|key| place.previously_requested.contains(&key));
    let wanted = if had && !used { ListenerDesire::NoLongerDesired } else { ListenerDesire::NeverDesired };
    // What another Service serves with is not this one's to take away, whoever made it.
    let site = if used { Ownership::Shared } else { place.ownership };
    match table::decide(wanted, held, site) {
        table::ListenerOutcome::Delete => {
            let reason = match wanted {
                ListenerDesire::NoLongerDesired => &reasons::PORT_REMOVED,
                ListenerDesire::NeverDesired | ListenerDesire::Desired => &reasons::LEFT_OVER,
            };
            delete(work, place, listener, &reason.with("listener", listener.label()));
        }
        table::ListenerOutcome::Withhold => {
            let reason = match held {
                ListenerState::UserCreated => &reasons::FOREIGN_LISTENER,
                ListenerState::Missing
                | ListenerState::Equal
                | ListenerState::Modifiable
                | ListenerState::Immutable
                | ListenerState::OtherProtocol => &reasons::OTHER_SERVICES_LISTENER,
            };
            let because = reason.with("listener", listener.label()).arg("name", listener.name.clone());
            work.withhold(format!("listener/{}", listener.label()), Verb::Delete, because);
        }
        table::ListenerOutcome::None
        | table::ListenerOutcome::Create
        | table::ListenerOutcome::Keep
        | table::ListenerOutcome::Modify
        | table::ListenerOutcome::Recreate
        | table::ListenerOutcome::Conflict => {}
    }
}

fn create(work: &mut PlanBuilder, place: &ListenerTarget<'_>, spec: &ListenerSpec, because: &Reason) {
    let address = format!("listener/{}", spec.key);
    let values = supported_values::retain_supported(
        work,
        spec.key.protocol,
        place.family,
        &spec.values,
        &Values::new(),
        &address,
    );
    let spec = &ListenerSpec { values, ..spec.clone() };
    work.add_change(Change {
        address: address.clone(),
        verb: Verb::Create,
        before: None,
        after: Some(shown_spec(spec)),
        after_unknown: vec!["ListenerId".to_owned()],
        fields: Vec::new(),
        reasons: vec![because.clone()],
    });
    let body = request::create_listener(&place.lb, spec);
    let id = work.add_call(
        CallKind::CreateListener(spec.key),
        &place.lb,
        "CreateListener",
        body,
        &address,
        Verb::Create,
        because,
    );
    let listener = Ref::From(id, "ListenerIds.0");
    for rule in &spec.rules {
        rules::create(work, place, spec.key, &listener, rule, because);
    }
    if spec.rules.is_empty() {
        let binding =
            BackendBinding { lb: place.lb.clone(), listener, key: spec.key, rule: None, family: place.family };
        backends::bind_all(work, &format!("backends/{}", spec.key), &binding, &spec.backends, because);
    }
}

/// Nothing is concluded from a protocol of a newer API.
fn unknown_protocol(listener: &Listener) -> Reason {
    reasons::UNKNOWN_PROTOCOL.with("listener", listener.label())
}

fn delete(work: &mut PlanBuilder, place: &ListenerTarget<'_>, listener: &Listener, because: &Reason) {
    let address = format!("listener/{}", listener.label());
    // A range of ports stands in the way of several wanted listeners, and goes once.
    let id = Value::from(listener.id.clone());
    if work.plan.actions.iter().any(|action| action.api == DELETE && action.request.get("ListenerId") == Some(&id)) {
        return;
    }
    work.add_change(Change {
        address: address.clone(),
        verb: Verb::Delete,
        before: Some(shown_current(listener)),
        after: None,
        after_unknown: Vec::new(),
        fields: Vec::new(),
        reasons: vec![because.clone()],
    });
    let body = request::delete_listener(place.lb.key(), &listener.id);
    let step = CallKind::DeleteListener(listener.key.map(|key| key.protocol));
    work.add_call(step, &place.lb, DELETE, body, &address, Verb::Delete, because);
}

/// Deletes the listeners that a Service leaves behind on a CLB, and says which ones stay.
pub fn release(work: &mut PlanBuilder, place: &ListenerTarget<'_>, because: &Reason) {
    let Some(held) = current_listeners(work, place, &[]) else {
        let unknown = reasons::LISTENERS_UNKNOWN.with("id", place.lb.key());
        for key in place.previously_requested.clone() {
            work.withhold(format!("listener/{key}"), Verb::Delete, unknown.clone());
        }
        return;
    };
    for listener in held {
        let own = work.input.is_own_listener_name(&listener.name);
        if own && listener.key.is_some_and(|key| place.previously_requested.contains(&key)) {
            delete(work, place, listener, because);
        } else {
            let reason = if !own { &reasons::FOREIGN_LISTENER } else { &reasons::OTHER_SERVICES_LISTENER };
            let because = reason.with("listener", listener.label()).arg("name", listener.name.clone());
            work.withhold(format!("listener/{}", listener.label()), Verb::Delete, because);
        }
    }
}

/// The very listener is held: values, rules and backends are brought in line.
fn update(
    work: &mut PlanBuilder,
    place: &ListenerTarget<'_>,
    spec: &ListenerSpec,
    listener: &Listener,
    because: &Reason,
) {
    let address = format!("listener/{}", spec.key);
    if let Some(obstacle) = &spec.blocked_by {
        work.mark_incomplete(obstacle.clone());
    }
    let wanted = supported_values::retain_supported(
        work,
        spec.key.protocol,
        place.family,
        &spec.values,
        &listener.values,
        &address,
    );
    let differs = differing(&wanted, &listener.values);
    // SNI can be switched on, never off; no Service ever asks for the latter.
    let values = supported_values::merge_partial(spec.key.protocol, place.family, &wanted, &listener.values, &differs);
    let held = if differs.is_empty() { ListenerState::Equal } else { ListenerState::Modifiable };
    if table::decide(ListenerDesire::Desired, held, place.ownership) == table::ListenerOutcome::Modify {
        work.add_change(Change {
            address: address.clone(),
            verb: Verb::Update,
            before: Some(supported_values::shown(&listener.values, &differs)),
            after: Some(supported_values::shown(&values, &differs)),
            after_unknown: Vec::new(),
            fields: differs.iter().map(|field| field.name().to_owned()).collect(),
            reasons: vec![because.clone()],
        });
        let body = request::modify_listener(place.lb.key(), &listener.id, &values);
        work.add_call(
            CallKind::ModifyListener(spec.key),
            &place.lb,
            "ModifyListener",
            body,
            &address,
            Verb::Update,
            because,
        );
    }
    let at = Ref::Id(listener.id.clone());
    if spec.key.protocol.layer() == crate::tke::OsiLayer::Seven {
        rules::plan(work, place, spec, listener, &at, because);
    } else {
        let binding =
            BackendBinding { lb: place.lb.clone(), listener: at, key: spec.key, rule: None, family: place.family };
        backends::bind(
            work,
            &format!("backends/{}", spec.key),
            &binding,
            &spec.backends,
            listener.targets.as_ref(),
            because,
        );
    }
}

/// A withheld entry for each wanted listener of a Service that is not synced.
pub fn withhold_all(wanted: &[ListenerSpec], because: &Reason) -> Vec<Withheld> {
    wanted
        .iter()
        .map(|spec| Withheld { address: format!("listener/{}", spec.key), verb: Verb::Create, reason: because.clone() })
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
