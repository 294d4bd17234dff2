//! Whether a manifest specifies nothing that its live object has not.

use crate::sorted_map::sort_by;
use crate::syntax::{MembersByName, SyntaxNode, SyntaxNodeValue};

/// True when `live` has all that `manifest` has. Both are the `spec` of a Service: its ports are compared by number and name,
/// not by their order.
pub(super) fn is_spec_subset(manifest: &SyntaxNode, live: &SyntaxNode) -> bool {
    is_subset_of_members(manifest, live, |key, manifest, live| match (key, &manifest.value, &live.value) {
        ("ports", SyntaxNodeValue::Array(manifest), SyntaxNodeValue::Array(live)) => is_ports_subset(manifest, live),
        _ => is_subset(manifest, live),
    })
}

fn is_ports_subset(manifest: &[SyntaxNode], live: &[SyntaxNode]) -> bool {
    if manifest.len() != live.len() {
        return false;
    }
    // Mostly both are in the same order.
    if manifest.iter().zip(live).all(|(manifest, live)| KEYS.iter().all(|key| is_same_scalar(manifest, live, key))) {
        return manifest.iter().zip(live).all(|(manifest, live)| is_subset(manifest, live));
    }
    by_number_and_name(manifest)
        .into_iter()
        .zip(by_number_and_name(live))
        .all(|(manifest, live)| is_subset(manifest, live))
}

/// What ports are sorted by.
const KEYS: [&str; 2] = ["port", "name"];

/// True for a member that both have not, or with the same text or the same spelling of a number.
fn is_same_scalar(manifest: &SyntaxNode, live: &SyntaxNode, key: &str) -> bool {
    match (manifest.member(key), live.member(key)) {
        (None, None) => true,
        (Some(manifest), Some(live)) => match (&manifest.value.value, &live.value.value) {
            (SyntaxNodeValue::String(manifest), SyntaxNodeValue::String(live))
            | (SyntaxNodeValue::Number(manifest), SyntaxNodeValue::Number(live)) => manifest == live,
            (_, _) => false,
        },
        (Some(_), None) | (None, Some(_)) => false,
    }
}

fn by_number_and_name(ports: &[SyntaxNode]) -> Vec<&SyntaxNode> {
    let text = |port: &SyntaxNode, key: &str| port.member(key).map(|member| member.value.to_json().to_string());
    let key = |port| KEYS.map(|key| text(port, key));
    if ports.len() < 2 {
        return ports.iter().collect();
    }
    let mut keyed: Vec<_> = ports.iter().map(|port| (key(port), port)).collect();
    sort_by(&mut keyed, |a, b| a.0.cmp(&b.0));
    keyed.into_iter().map(|(_, port)| port).collect()
}

/// True when `live` has all that `manifest` has; lists are compared item by item, and `null` is the same as absence.
fn is_subset(manifest: &SyntaxNode, live: &SyntaxNode) -> bool {
    match (&manifest.value, &live.value) {
        (SyntaxNodeValue::Object(_), SyntaxNodeValue::Object(_)) => {
            is_subset_of_members(manifest, live, |_, manifest, live| is_subset(manifest, live))
        }
        (SyntaxNodeValue::Array(manifest), SyntaxNodeValue::Array(live)) => {
            manifest.len() == live.len() && manifest.iter().zip(live).all(|(manifest, live)| is_subset(manifest, live))
        }
        (SyntaxNodeValue::String(manifest), SyntaxNodeValue::String(live)) => manifest == live,
        (SyntaxNodeValue::Number(manifest), SyntaxNodeValue::Number(live)) if manifest == live => true,
        // One number has several spellings.
        (_, _) => manifest.to_json() == live.to_json(),
    }
}

/// As [`is_subset`], with another comparison of the members' values.
fn is_subset_of_members(
    manifest: &SyntaxNode,
    live: &SyntaxNode,
    is_contained: impl Fn(&str, &SyntaxNode, &SyntaxNode) -> bool,
) -> bool {
    let (SyntaxNodeValue::Object(_), SyntaxNodeValue::Object(_)) = (&manifest.value, &live.value) else {
        return is_subset(manifest, live);
    };
    let live = MembersByName::of(live);
    MembersByName::of(manifest).into_counting().all(|member| {
        member.value.value == SyntaxNodeValue::Null
            || live.member(&member.key).is_some_and(|current| is_contained(&member.key, &member.value, &current.value))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::parse_json;

    #[track_caller]
    fn is_contained(manifest: &str, live: &str) -> bool {
        is_spec_subset(&parse_json(manifest).unwrap(), &parse_json(live).unwrap())
    }

    #[test]
    fn live_may_have_more_members_and_not_fewer() {
        assert!(is_contained(r#"{"a": {"b": 1}, "n": null}"#, r#"{"c": [], "a": {"d": 2, "b": 1}}"#));
        assert!(!is_contained(r#"{"a": {"b": 1}}"#, r#"{"a": {"b": 2}}"#));
        assert!(!is_contained(r#"{"a": 1}"#, "{}"));
        assert!(!is_contained("[]", "{}"));
    }

    #[test]
    fn lists_have_the_same_items_in_the_same_order() {
        assert!(is_contained(r#"{"a": [1, {"b": "x"}]}"#, r#"{"a": [1, {"b": "x", "c": 3}]}"#));
        assert!(!is_contained(r#"{"a": [1, 2]}"#, r#"{"a": [2, 1]}"#));
        assert!(!is_contained(r#"{"a": [1]}"#, r#"{"a": [1, 2]}"#));
    }

    #[test]
    fn ports_may_be_in_another_order() {
        let (one, two) = (r#"{"name": "a", "port": 80}"#, r#"{"name": "b", "port": 443, "nodePort": 30000}"#);
        assert!(is_contained(&format!(r#"{{"ports": [{one}, {two}]}}"#), &format!(r#"{{"ports": [{two}, {one}]}}"#)));
        assert!(!is_contained(&format!(r#"{{"ports": [{two}]}}"#), &format!(r#"{{"ports": [{one}]}}"#)));
    }

    #[test]
    fn of_equal_keys_the_last_counts_and_numbers_are_compared_by_value() {
        assert!(is_contained(r#"{"a": 1, "a": 2}"#, r#"{"a": 2}"#));
        assert!(!is_contained(r#"{"a": 1}"#, r#"{"a": 1, "a": 2}"#));
        assert!(is_contained(r#"{"a": -0}"#, r#"{"a": 0}"#));
        assert!(!is_contained(r#"{"a": 1}"#, r#"{"a": "1"}"#));
    }
}
