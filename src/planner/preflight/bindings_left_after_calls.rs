//! What a Service's calls leave of a CLB's listeners and backends.

use crate::model::{Listener, Target};
use crate::planner::{Action, Call, ListenerOrRule};
use crate::sorted_map::SortedSet;

/// What a Service's calls leave of a CLB's listeners and backends.
pub struct RemainingBindings<'a> {
    /// The ids of listeners and rules that are deleted.
    pub deleted: SortedSet<&'a str>,
    unbound: SortedSet<(&'a str, &'a Target)>,
}

impl<'a> RemainingBindings<'a> {
    pub fn of(actions: &'a [Action], id: &str) -> RemainingBindings<'a> {
        let mut remaining = RemainingBindings { deleted: SortedSet::new(), unbound: SortedSet::new() };
        for action in actions.iter().filter(|action| action.is_on(id)) {
            if let Call::DeleteListener { listener, .. } = &action.call {
                remaining.deleted.extend(listener.existing());
            } else if let Call::DeleteRule { rule, .. } = &action.call {
                remaining.deleted.insert(rule);
            } else if let Call::DeregisterTargets(list) = &action.call
                && let Some(slot) = existing_slot(&list.binding)
            {
                remaining.unbound.extend(list.targets.iter().map(|(target, _)| (slot, target)));
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
                (slot, current.filter(|target| !self.unbound.contains(&(slot, *target))).collect())
            })
            .collect()
    }
}

/// The id of the rule, or of the listener without rules, that backends are bound to.
fn existing_slot(binding: &ListenerOrRule) -> Option<&str> {
    match &binding.rule {
        Some((rule, _)) => rule.existing(),
        None => binding.listener.existing(),
    }
}
