//! Fields of a newer API than the module knows.
//!
//! The API server validates an object before it asks a webhook, so what the module's own validation rejects is newer than the
//! module. Fields that it does not know are left out, because they are no part of any plan.

use super::change::ServiceChange;
use clbplan_host::types::{Effect, Plan};
use serde_json::Value;

/// The module's code of a field that it does not know: `UNKNOWN_FIELD` of its Kubernetes layer.
const UNKNOWN_FIELD: &str = "schema/unknown-field";
/// The module's reason if its validation rejects the object: `REJECTED` of its planner.
const REJECTED: &str = "service/rejected";

/// The change without the fields that the module does not know; `None` if it knows all of them.
pub(super) fn without_unknown_fields(change: &ServiceChange, plan: &Plan) -> Option<ServiceChange> {
    let unknown =
        plan.diagnostics.iter().filter(|found| found.code == UNKNOWN_FIELD && found.effect == Effect::Rejected);
    let paths: Vec<&str> = unknown.filter_map(|found| found.path.as_deref()).collect();
    let mut known = change.clone();
    let mut is_changed = false;
    for object in known.old.iter_mut().chain(&mut known.new) {
        for path in &paths {
            is_changed |= remove(object, path);
        }
    }
    is_changed.then_some(known)
}

/// True if the module's validation rejects what the API server has accepted.
pub(super) fn is_rejected(change: &ServiceChange, plan: &Plan) -> bool {
    let mut own = plan.services.iter().filter(|it| it.namespace == change.namespace && it.name == change.name);
    own.any(|service| service.load_balancer.because.iter().any(|because| because.code == REJECTED))
}

/// Removes a field by its path, `spec.ports[0].name`. Returns whether it was there.
fn remove(object: &mut Value, path: &str) -> bool {
    let Some((parent, field)) = path.rsplit_once('.') else { return false };
    let mut next = object;
    for segment in parent.split('.') {
        let mut parts = segment.split('[');
        let member = parts.next().and_then(|name| next.get_mut(name));
        let Some(mut inner) = member else { return false };
        for index in parts {
            let index = index.strip_suffix(']').and_then(|index| index.parse::<usize>().ok());
            let Some(item) = index.and_then(|index| inner.get_mut(index)) else { return false };
            inner = item;
        }
        next = inner;
    }
    next.as_object_mut().is_some_and(|members| members.remove(field).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_field_is_removed_by_its_path() {
        let mut object = json!({ "spec": { "a": 1, "ports": [{ "b": 2 }, { "b": 3, "c": 4 }] } });
        for (path, is_there) in [
            ("spec.a", true),
            ("spec.a", false),
            ("spec.ports[1].b", true),
            ("spec.ports[2].b", false),
            ("spec.ports[x].b", false),
            ("metadata.annotations[a.b/c]", false),
            ("spec", false),
            ("", false),
        ] {
            assert_eq!(remove(&mut object, path), is_there, "{path}");
        }
        assert_eq!(object, json!({ "spec": { "ports": [{ "b": 2 }, { "c": 4 }] } }));
    }
}
