//! What a Service's calls leave of a CLB's listeners and backends.

use crate::json::Value;
use crate::model::{Listener, Target};
use crate::planner::calls::request::named_targets;
use crate::planner::{Action, CallKind};
use crate::sorted_map::SortedSet;

/// What a Service's calls leave of a CLB's listeners and backends.
pub struct RemainingBindings<'a> {
    pub deleted: SortedSet<&'a str>,
    unbound: SortedSet<(&'a str, Target)>,
}

impl<'a> RemainingBindings<'a> {
    pub fn of(actions: &'a [Action], id: &str) -> RemainingBindings<'a> {
        let mut remaining = RemainingBindings { deleted: SortedSet::new(), unbound: SortedSet::new() };
        for action in actions.iter().filter(|action| action.load_balancer == id) {
            let request = &action.request;
            if matches!(action.kind, CallKind::DeleteListener(_)) {
                remaining.deleted.extend(request.get("ListenerId").and_then(Value::as_str));
            } else if matches!(action.kind, CallKind::DeleteRule(_)) {
                let rules = request.get("LocationIds").and_then(Value::as_array);
                remaining.deleted.extend(rules.into_iter().flatten().filter_map(Value::as_str));
            } else if matches!(action.kind, CallKind::DeregisterTargets(_)) {
                for (listener, rule, target) in named_targets(request) {
                    remaining.unbound.extend(rule.or(listener).map(|slot| (slot, target)));
                }
            }
        }
        remaining
    }

    /// The listeners that stay, and what each of their slots still binds: id of the listener or rule, and backends.
    pub fn slots<'l>(&self, listener: &'l Listener) -> Vec<(&'l str, Vec<&'l Target>)> {
        if self.deleted.contains(listener.id.as_str()) {
            return Vec::new();
        }
        let rules = listener.rules.iter().map(|rule| (rule.id.as_str(), &rule.targets));
        let slots = rules.chain([(listener.id.as_str(), &listener.targets)]);
        slots
            .filter(|(slot, _)| !self.deleted.contains(*slot))
            .map(|(slot, targets)| {
                let current = targets.iter().flat_map(|targets| targets.keys());
                (slot, current.filter(|target| !self.unbound.contains(&(slot, (*target).clone()))).collect())
            })
            .collect()
    }
}
