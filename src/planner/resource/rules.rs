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
    builder: &mut PlanBuilder,
    target: &ListenerTarget<'_>,
    spec: &ListenerSpec,
    listener: &Listener,
    at: &Ref,
    reason: &Reason,
) {
    for rule in &spec.rules {
        let current = listener.rules.iter().find(|current| current.domain == rule.domain && current.url == rule.url);
        match current {
            Some(current) => update(builder, target, spec.key, listener, rule, current, reason),
            None => create(builder, target, spec.key, at, rule, reason),
        }
    }
    let desired =
        |current: &Rule| spec.rules.iter().any(|rule| rule.domain == current.domain && rule.url == current.url);
    for rule in listener.rules.iter().filter(|rule| !desired(rule)) {
        let address = format!("rule/{}/{}{}", spec.key, rule.domain, rule.url);
        let reason = reasons::HOST_REMOVED.with("rule", address.clone());
        builder.add_change(Change {
            address: address.clone(),
            verb: Verb::Delete,
            before: Some(crate::json::json!({ "Domain": rule.domain, "Url": rule.url })),
            after: None,
            after_unknown: Vec::new(),
            fields: Vec::new(),
            reasons: vec![reason.clone()],
        });
        let body = request::delete_rule(target.lb.key(), &listener.id, &rule.id);
        builder.add_call(
            CallKind::DeleteRule(spec.key),
            &target.lb,
            "DeleteRule",
            body,
            &address,
            Verb::Delete,
            &reason,
        );
    }
}

fn update(
    builder: &mut PlanBuilder,
    target: &ListenerTarget<'_>,
    key: ListenerKey,
    listener: &Listener,
    rule: &RuleSpec,
    current: &Rule,
    reason: &Reason,
) {
    let suffix = format!("{key}/{}{}", rule.domain, rule.url);
    let address = format!("rule/{suffix}");
    let desired = supported_values::retain_supported(
        builder,
        key.protocol,
        IpFamily::Unknown,
        &rule.values,
        &current.values,
        &address,
    );
    let differing_fields = differing(&desired, &current.values);
    if !differing_fields.is_empty() {
        let values = supported_values::merge_partial(
            key.protocol,
            IpFamily::Unknown,
            &desired,
            &current.values,
            &differing_fields,
        );
        builder.add_change(Change {
            address: address.clone(),
            verb: Verb::Update,
            before: Some(supported_values::shown(&current.values, &differing_fields)),
            after: Some(supported_values::shown(&values, &differing_fields)),
            after_unknown: Vec::new(),
            fields: differing_fields.iter().map(|field| field.name().to_owned()).collect(),
            reasons: vec![reason.clone()],
        });
        let (domain, own): (Values, Values) = values.into_iter().partition(|(field, _)| request::of_domain(*field));
        if !own.is_empty() {
            let body = request::modify_rule(target.lb.key(), &listener.id, &current.id, &own);
            builder.add_call(CallKind::ModifyRule(key), &target.lb, "ModifyRule", body, &address, Verb::Update, reason);
        }
        if !domain.is_empty() {
            let body = request::modify_domain(target.lb.key(), &listener.id, &current.domain, &domain);
            builder.add_call(
                CallKind::ModifyDomain(key),
                &target.lb,
                "ModifyDomainAttributes",
                body,
                &address,
                Verb::Update,
                reason,
            );
        }
    }
    let (at, loc) = (Ref::Id(listener.id.clone()), Some(Ref::Id(current.id.clone())));
    let binding = BackendBinding { lb: target.lb.clone(), listener: at, key, rule: loc, family: family(target) };
    backends::bind(builder, &format!("backends/{suffix}"), &binding, &rule.backends, current.targets.as_ref(), reason);
}

/// Rules of a CLB with native IPv6 bind both families of addresses, unless the cloud says that they do not mix them.
fn family(target: &ListenerTarget<'_>) -> IpFamily {
    match (target.family, target.current.and_then(|lb| lb.mixes)) {
        (IpFamily::V4, _) => IpFamily::V4,
        (IpFamily::V6, Some(false)) => IpFamily::V6,
        (IpFamily::V6, Some(true) | None) | (IpFamily::Unknown, _) => IpFamily::Unknown,
    }
}

/// A rule that is not there yet, with its backends.
pub fn create(
    builder: &mut PlanBuilder,
    target: &ListenerTarget<'_>,
    key: ListenerKey,
    listener: &Ref,
    rule: &RuleSpec,
    reason: &Reason,
) {
    let suffix = format!("{key}/{}{}", rule.domain, rule.url);
    let address = format!("rule/{suffix}");
    if let Some(blocker) = &rule.blocked_by {
        builder.mark_incomplete(blocker.clone());
        builder.withhold(address, Verb::Create, blocker.clone());
        return;
    }
    let values = supported_values::retain_supported(
        builder,
        key.protocol,
        IpFamily::Unknown,
        &rule.values,
        &Values::new(),
        &address,
    );
    let rule = &RuleSpec { values, ..rule.clone() };
    builder.add_change(Change {
        address: address.clone(),
        verb: Verb::Create,
        before: None,
        after: Some(shown_rule(rule)),
        after_unknown: vec!["LocationId".to_owned()],
        fields: Vec::new(),
        reasons: vec![reason.clone()],
    });
    let body = request::create_rule(&target.lb, listener, rule);
    let id =
        builder.add_call(CallKind::CreateRule(key), &target.lb, "CreateRule", body, &address, Verb::Create, reason);
    let rule_ref = Some(Ref::From(id, "LocationIds.0"));
    let binding = BackendBinding {
        lb: target.lb.clone(),
        listener: listener.clone(),
        key,
        rule: rule_ref,
        family: family(target),
    };
    backends::bind_all(builder, &format!("backends/{suffix}"), &binding, &rule.backends, reason);
}

fn shown_rule(rule: &RuleSpec) -> Value {
    let mut shown = Map::new();
    shown.insert("Domain".into(), rule.domain.clone().into());
    shown.insert("Url".into(), rule.url.clone().into());
    shown.extend(rule.values.iter().map(|(field, value)| (field.name().to_owned(), value.clone())));
    Value::Object(shown)
}
