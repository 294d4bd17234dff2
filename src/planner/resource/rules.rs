//! The forwarding rules of one layer-7 listener: made, brought in line, deleted.
//!
//! A listener of the controller's has no rules but its own, so a rule that no host asks for goes.

use super::listener_target::ListenerTarget;
use super::{backends, supported_values};
use crate::diagnostic::Reason;
use crate::json::{Map, Value};
use crate::model::field::{Values, differing};
use crate::model::{Listener, ListenerKey, ListenerSpec, Rule, RuleSpec};
use crate::planner::calls::request::{self, BackendBinding, IpFamily, Ref};
use crate::planner::{CallKind, Change, PlanBuilder, Verb, reasons};

pub fn plan(
    work: &mut PlanBuilder,
    place: &ListenerTarget<'_>,
    spec: &ListenerSpec,
    listener: &Listener,
    at: &Ref,
    because: &Reason,
) {
    for rule in &spec.rules {
        let held = listener.rules.iter().find(|held| held.domain == rule.domain && held.url == rule.url);
        match held {
            Some(held) => update(work, place, spec.key, listener, rule, held, because),
            None => create(work, place, spec.key, at, rule, because),
        }
    }
    let wanted = |held: &Rule| spec.rules.iter().any(|rule| rule.domain == held.domain && rule.url == held.url);
    for rule in listener.rules.iter().filter(|rule| !wanted(rule)) {
        let address = format!("rule/{}/{}{}", spec.key, rule.domain, rule.url);
        let because = reasons::HOST_REMOVED.with("rule", address.clone());
        work.add_change(Change {
            address: address.clone(),
            verb: Verb::Delete,
            before: Some(crate::json::json!({ "Domain": rule.domain, "Url": rule.url })),
            after: None,
            after_unknown: Vec::new(),
            fields: Vec::new(),
            reasons: vec![because.clone()],
        });
        let body = request::delete_rule(place.lb.key(), &listener.id, &rule.id);
        work.add_call(CallKind::DeleteRule(spec.key), &place.lb, "DeleteRule", body, &address, Verb::Delete, &because);
    }
}

fn update(
    work: &mut PlanBuilder,
    place: &ListenerTarget<'_>,
    key: ListenerKey,
    listener: &Listener,
    rule: &RuleSpec,
    held: &Rule,
    because: &Reason,
) {
    let suffix = format!("{key}/{}{}", rule.domain, rule.url);
    let address = format!("rule/{suffix}");
    let wanted =
        supported_values::retain_supported(work, key.protocol, IpFamily::Unknown, &rule.values, &held.values, &address);
    let differs = differing(&wanted, &held.values);
    if !differs.is_empty() {
        let values = supported_values::merge_partial(key.protocol, IpFamily::Unknown, &wanted, &held.values, &differs);
        work.add_change(Change {
            address: address.clone(),
            verb: Verb::Update,
            before: Some(supported_values::shown(&held.values, &differs)),
            after: Some(supported_values::shown(&values, &differs)),
            after_unknown: Vec::new(),
            fields: differs.iter().map(|field| field.name().to_owned()).collect(),
            reasons: vec![because.clone()],
        });
        let (domain, own): (Values, Values) = values.into_iter().partition(|(field, _)| request::of_domain(*field));
        if !own.is_empty() {
            let body = request::modify_rule(place.lb.key(), &listener.id, &held.id, &own);
            work.add_call(CallKind::ModifyRule(key), &place.lb, "ModifyRule", body, &address, Verb::Update, because);
        }
        if !domain.is_empty() {
            let body = request::modify_domain(place.lb.key(), &listener.id, &held.domain, &domain);
            work.add_call(
                CallKind::ModifyDomain(key),
                &place.lb,
                "ModifyDomainAttributes",
                body,
                &address,
                Verb::Update,
                because,
            );
        }
    }
    let (at, loc) = (Ref::Id(listener.id.clone()), Some(Ref::Id(held.id.clone())));
    let binding = BackendBinding { lb: place.lb.clone(), listener: at, key, rule: loc, family: family(place) };
    backends::bind(work, &format!("backends/{suffix}"), &binding, &rule.backends, held.targets.as_ref(), because);
}

/// Rules of a CLB with native IPv6 bind both families of addresses, unless the cloud says that they do not mix them.
fn family(place: &ListenerTarget<'_>) -> IpFamily {
    match (place.family, place.current.and_then(|lb| lb.mixes)) {
        (IpFamily::V4, _) => IpFamily::V4,
        (IpFamily::V6, Some(false)) => IpFamily::V6,
        (IpFamily::V6, Some(true) | None) | (IpFamily::Unknown, _) => IpFamily::Unknown,
    }
}

/// A rule that is not there yet, with its backends.
pub fn create(
    work: &mut PlanBuilder,
    place: &ListenerTarget<'_>,
    key: ListenerKey,
    listener: &Ref,
    rule: &RuleSpec,
    because: &Reason,
) {
    let suffix = format!("{key}/{}{}", rule.domain, rule.url);
    let address = format!("rule/{suffix}");
    if let Some(obstacle) = &rule.blocked_by {
        work.mark_incomplete(obstacle.clone());
        work.withhold(address, Verb::Create, obstacle.clone());
        return;
    }
    let values = supported_values::retain_supported(
        work,
        key.protocol,
        IpFamily::Unknown,
        &rule.values,
        &Values::new(),
        &address,
    );
    let rule = &RuleSpec { values, ..rule.clone() };
    work.add_change(Change {
        address: address.clone(),
        verb: Verb::Create,
        before: None,
        after: Some(shown_rule(rule)),
        after_unknown: vec!["LocationId".to_owned()],
        fields: Vec::new(),
        reasons: vec![because.clone()],
    });
    let body = request::create_rule(&place.lb, listener, rule);
    let id = work.add_call(CallKind::CreateRule(key), &place.lb, "CreateRule", body, &address, Verb::Create, because);
    let rule_ref = Some(Ref::From(id, "LocationIds.0"));
    let binding =
        BackendBinding { lb: place.lb.clone(), listener: listener.clone(), key, rule: rule_ref, family: family(place) };
    backends::bind_all(work, &format!("backends/{suffix}"), &binding, &rule.backends, because);
}

fn shown_rule(rule: &RuleSpec) -> Value {
    let mut shown = Map::new();
    shown.insert("Domain".into(), rule.domain.clone().into());
    shown.insert("Url".into(), rule.url.clone().into());
    shown.extend(rule.values.iter().map(|(field, value)| (field.name().to_owned(), value.clone())));
    Value::Object(shown)
}
