//! Listeners that serve on the port of one that cannot be created yet: they stay until it can.

use crate::desired::is_unknown_certificate;
use crate::diagnostic::Reason;
use crate::model::{Listener, ListenerKey};
use crate::planner::{PlanBuilder, ResourceAddress, Verb, reasons};

/// Withholds the deletion of the listeners that the one with `key` replaces. Where only the request lacks what it needs, the
/// controller may well replace them.
pub fn withhold(builder: &mut PlanBuilder, key: ListenerKey, blocker: &Reason, replaced: &[&Listener]) {
    if is_unknown_certificate(blocker) {
        builder.mark_unknown_change();
    }
    for key_of_other in replaced.iter().filter_map(|listener| listener.key) {
        let reason = reasons::REPLACED_LATER.with("listener", key_of_other.to_string());
        let address = ResourceAddress::Listener(key_of_other);
        builder.withhold_once(address, Verb::Delete, reason.arg("next", key.to_string()));
    }
}
