//! What the cloud would refuse of a Service's calls, found before any is sent: calls on an isolated CLB, a backend that
//! another listener has, more than the quotas allow.
//!
//! A Service is synced as a whole, so one such call stops all of them and what serves stays as it is: of the readings,
//! the one that destroys least. It looks at calls and at what is held; what was not given is not counted.

use super::draft::Work;
use super::request::named_targets;
use super::{Action, Step, Verdict, codes, reasons};
use crate::diagnostic::{Because, Diagnostic};
use crate::input::request::Quotas;
use crate::model::{Listener, ListenerKey, LoadBalancer, Target};
use crate::sorted::{Map, Set};
use serde_json::Value;

/// Listeners that a CLB takes unless its account was given more ([`crate::diagnostic::source::CLB_LIMITS`]).
pub const LISTENERS_PER_CLB: u32 = 50;
/// Forwarding rules of one listener, likewise.
const RULES_PER_LISTENER: usize = 50;

/// One call that would be refused.
struct Obstacle {
    finding: Diagnostic,
    because: Because,
}

/// Takes back every call of the Service when one of them would be refused.
pub fn stop(work: &mut Work<'_>) {
    if work.draft.actions.is_empty() {
        return;
    }
    let mut found = isolated(work);
    found.extend(bound_elsewhere(work));
    found.extend(over_quota(work));
    let Some(first) = found.first().map(|obstacle| obstacle.because.clone()) else { return };
    work.draft.actions.clear();
    for change in std::mem::take(&mut work.draft.changes) {
        work.withhold(change.address, change.verb, first.clone());
    }
    let service = work.case.wanted.or(work.case.live).map(|service| service.object);
    let name =
        |object: &crate::input::Object| object.node.at(&["metadata", "name"]).and_then(|name| object.place(name.span));
    let reference = service.map(|object| object.reference.clone()).unwrap_or_default();
    let place = work.case.wanted.and_then(|wanted| name(wanted.object));
    let mut because = Vec::new();
    for obstacle in found {
        work.draft.findings.push(obstacle.finding.of(reference.clone()).at(place));
        because.push(obstacle.because);
    }
    let vip = work.case.untouched();
    work.say(Verdict::Error, vip, because);
}

/// The CLBs that the calls are about, of those that exist.
fn sites<'a>(work: &Work<'a>) -> Vec<&'a LoadBalancer> {
    let cloud = work.case.cloud;
    let ids: Set<&str> = work.draft.actions.iter().map(|action| action.site.as_str()).collect();
    ids.iter().filter_map(|id| cloud.load_balancers.get(*id)).collect()
}

fn isolated(work: &Work<'_>) -> Vec<Obstacle> {
    let obstacle = |lb: &LoadBalancer| Obstacle {
        finding: Diagnostic::new(&codes::ISOLATED).word("id", lb.id.clone()),
        because: reasons::ISOLATED.with("id", lb.id.clone()),
    };
    sites(work).into_iter().filter(|lb| lb.isolated).map(obstacle).collect()
}

/// What a Service's calls leave of a CLB's listeners and backends.
struct Left<'a> {
    gone: Set<&'a str>,
    unbound: Set<(&'a str, Target)>,
}

impl<'a> Left<'a> {
    fn of(actions: &'a [Action], site: &str) -> Left<'a> {
        let mut left = Left { gone: Set::new(), unbound: Set::new() };
        for action in actions.iter().filter(|action| action.site == site) {
            let request = &action.request;
            if matches!(action.step, Step::DeleteListener(_)) {
                left.gone.extend(request.get("ListenerId").and_then(Value::as_str));
            } else if matches!(action.step, Step::DeleteRule(_)) {
                let rules = request.get("LocationIds").and_then(Value::as_array);
                left.gone.extend(rules.into_iter().flatten().filter_map(Value::as_str));
            } else if matches!(action.step, Step::Unbind(_)) {
                for (listener, rule, target) in named_targets(request) {
                    left.unbound.extend(rule.or(listener).map(|slot| (slot, target)));
                }
            }
        }
        left
    }

    /// The listeners that stay, and what each of their slots still binds: id of the listener or rule, and backends.
    fn slots<'l>(&self, listener: &'l Listener) -> Vec<(&'l str, Vec<&'l Target>)> {
        if self.gone.contains(listener.id.as_str()) {
            return Vec::new();
        }
        let rules = listener.rules.iter().map(|rule| (rule.id.as_str(), &rule.targets));
        let slots = rules.chain([(listener.id.as_str(), &listener.targets)]);
        slots
            .filter(|(slot, _)| !self.gone.contains(*slot))
            .map(|(slot, targets)| {
                let held = targets.iter().flat_map(|targets| targets.keys());
                (slot, held.filter(|target| !self.unbound.contains(&(slot, (*target).clone()))).collect())
            })
            .collect()
    }
}

/// Backends that stay bound to another listener of the protocol, or that another Service asks for on the same CLB.
fn bound_elsewhere(work: &Work<'_>) -> Vec<Obstacle> {
    let actions = &work.draft.actions;
    let mut out = Vec::new();
    let mut said: Set<&str> = Set::new();
    for lb in sites(work) {
        let binds = actions.iter().filter(|action| action.site == lb.id);
        let binds: Vec<(&Action, ListenerKey)> =
            binds.filter_map(|action| bound_key(action.step).map(|key| (action, key))).collect();
        if binds.is_empty() {
            continue;
        }
        let left = Left::of(actions, &lb.id);
        let mut taken: Map<(&str, &Target), &Listener> = Map::new();
        for listener in lb.listeners.iter().flatten() {
            for target in left.slots(listener).into_iter().flat_map(|(_, targets)| targets) {
                taken.insert((listener.protocol.as_str(), target), listener);
            }
        }
        for (action, key) in binds {
            for (listener, _, target) in named_targets(&action.request) {
                let held = taken.get(&(key.protocol.name(), &target)).filter(|held| Some(held.id.as_str()) != listener);
                let claim = work.case.neighbours.binder(&lb.id, key.protocol, &target);
                let other = match (held, claim.filter(|keeper| **keeper != work.case.name)) {
                    (Some(held), _) => held.label(),
                    (None, Some(keeper)) => keeper.to_string(),
                    (None, None) => continue,
                };
                if said.insert(action.address.as_str()) {
                    out.push(taken_by(lb, key, &target, &other));
                }
            }
        }
    }
    out
}

fn bound_key(step: Step) -> Option<ListenerKey> {
    if let Step::Bind(key) = step { Some(key) } else { None }
}

fn taken_by(lb: &LoadBalancer, key: ListenerKey, target: &Target, other: &str) -> Obstacle {
    let (backend, listener) = (target.to_string(), key.to_string());
    let because = reasons::BOUND_ELSEWHERE.with("backend", backend.clone()).word("listener", listener.clone());
    let finding = Diagnostic::new(&codes::BOUND_ELSEWHERE).word("backend", backend).word("listener", listener);
    Obstacle { finding: finding.word("other", other).word("id", lb.id.clone()), because: because.word("other", other) }
}

fn over_quota(work: &Work<'_>) -> Vec<Obstacle> {
    let quotas = work.case.context.quotas.clone().unwrap_or_default();
    let mut out = Vec::new();
    let sites: Set<&str> = work.draft.actions.iter().map(|action| action.site.as_str()).collect();
    for site in sites.iter().copied() {
        let lb = work.case.cloud.load_balancers.get(site);
        out.extend(listeners(work, site, lb, &quotas));
        out.extend(per_listener(work, site, lb, &quotas));
    }
    out
}

fn exceeded(finding: Diagnostic, what: String, count: usize, limit: usize) -> Obstacle {
    let (count, limit) = (count.to_string(), limit.to_string());
    Obstacle {
        finding: finding.word("count", count.clone()).word("limit", limit.clone()),
        because: reasons::OVER_QUOTA.with("what", what).word("count", count).word("limit", limit),
    }
}

/// The listeners of one CLB, with those that Services before this one ask for.
fn listeners(work: &Work<'_>, site: &str, lb: Option<&LoadBalancer>, quotas: &Quotas) -> Option<Obstacle> {
    let on_site = work.draft.actions.iter().filter(|action| action.site == site);
    let come = on_site.clone().filter(|action| matches!(action.step, Step::CreateListener(_))).count();
    if come == 0 {
        return None;
    }
    let gone = on_site.filter(|action| matches!(action.step, Step::DeleteListener(_))).count();
    let held = lb.and_then(|lb| lb.listeners.as_deref()).unwrap_or(&[]);
    let claimed =
        work.case.neighbours.claimed(site).filter(|(slot, keeper)| {
            **keeper < work.case.name && !held.iter().any(|listener| listener.occupies(*slot))
        });
    let count = held.len() + claimed.count() + come - gone;
    let limit = quotas.listeners_per_clb.unwrap_or(LISTENERS_PER_CLB) as usize;
    (count > limit).then(|| exceeded(Diagnostic::new(&codes::LISTENER_QUOTA), "listeners".to_owned(), count, limit))
}

/// Rules of each listener, and backends of each listener or rule where the quota was told.
fn per_listener(work: &Work<'_>, site: &str, lb: Option<&LoadBalancer>, quotas: &Quotas) -> Vec<Obstacle> {
    let actions = &work.draft.actions;
    let left = Left::of(actions, site);
    let (mut rules, mut bound): (Map<ListenerKey, usize>, Map<String, (ListenerKey, usize)>) = (Map::new(), Map::new());
    for action in actions.iter().filter(|action| action.site == site) {
        if let Step::CreateRule(key) = action.step {
            *rules.get_or_default(key) += 1;
        } else if let Step::Bind(key) = action.step {
            let slot = action.address.clone();
            bound.get_or_insert_with(slot, || (key, 0)).1 += named_targets(&action.request).len();
        }
    }
    let mut out = Vec::new();
    for (key, come) in &rules {
        let held = stays(lb, &left, *key)
            .map_or(0, |listener| listener.rules.iter().filter(|rule| !left.gone.contains(rule.id.as_str())).count());
        if held + come > RULES_PER_LISTENER {
            let finding = Diagnostic::new(&codes::RULE_QUOTA).word("listener", key.to_string());
            out.push(exceeded(finding, format!("rule/{key}"), held + come, RULES_PER_LISTENER));
        }
    }
    let Some(limit) = quotas.targets_per_listener.map(|limit| limit as usize) else { return out };
    for (address, (key, come)) in &bound {
        let held = stays(lb, &left, *key).map_or(0, |listener| held_at(listener, &left, address, *key));
        if held + come > limit {
            let finding = Diagnostic::new(&codes::TARGET_QUOTA).word("listener", key.to_string());
            out.push(exceeded(finding, address.clone(), held + come, limit));
        }
    }
    out
}

fn stays<'l>(lb: Option<&'l LoadBalancer>, left: &Left<'_>, key: ListenerKey) -> Option<&'l Listener> {
    let listeners = lb.and_then(|lb| lb.listeners.as_ref())?;
    listeners.iter().find(|listener| listener.key == Some(key) && !left.gone.contains(listener.id.as_str()))
}

/// How many backends the listener, or the rule of that address, still has.
fn held_at(listener: &Listener, left: &Left<'_>, address: &str, key: ListenerKey) -> usize {
    let rule = listener.rules.iter().find(|rule| address == format!("backends/{key}/{}{}", rule.domain, rule.url));
    let slot = rule.map_or(listener.id.as_str(), |rule| rule.id.as_str());
    left.slots(listener).into_iter().filter(|(id, _)| *id == slot).map(|(_, targets)| targets.len()).sum()
}
