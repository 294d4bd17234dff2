//! A load balancer that no Service uses, in a list of them: what the cloud says about it, so that a reader recognises it.

use crate::messages::{self, Lang};
use crate::module_answer::{Orphan, Reason};

/// The reason that the heading of the list states already.
const STATED_BY_HEADING: &str = "clb/orphan";

/// `119.29.60.1`, `since 2025-11-02`, `2 listeners`, `3 backends`. What was not provided is left out, or unknown.
pub fn details(orphan: &Orphan, lang: Lang) -> Vec<String> {
    orphan.address.clone().into_iter().chain(age_and_usage(orphan, lang)).collect()
}

/// The same without the address.
pub fn age_and_usage(orphan: &Orphan, lang: Lang) -> Vec<String> {
    // The day is enough.
    let date = orphan.created_at.as_deref().and_then(|time| time.split([' ', 'T']).next());
    let since = date.map(|date| messages::SINCE.format(lang, &[("date", date)]));
    since.into_iter().chain(usage(orphan.listeners, orphan.backends, lang)).collect()
}

/// What depends on a load balancer.
pub fn usage(listeners: Option<u64>, backends: Option<u64>, lang: Lang) -> [String; 2] {
    let unknown = |message: &messages::Message| message.text(lang).to_string();
    [
        listeners
            .map_or_else(|| unknown(&messages::LISTENERS_UNKNOWN), |number| messages::LISTENERS.plural(lang, number)),
        backends.map_or_else(|| unknown(&messages::BACKENDS_UNKNOWN), |number| messages::BACKENDS.plural(lang, number)),
    ]
}

/// The reason, if it is another one than the heading of the list states.
pub fn other_reason(orphan: &Orphan) -> Option<&Reason> {
    Some(&orphan.because).filter(|reason| reason.code != STATED_BY_HEADING)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn orphan(members: Value) -> Orphan {
        let mut orphan = json!({ "loadBalancerId": "lb-1", "because": { "code": "clb/orphan", "message": "" } });
        orphan.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
        serde_json::from_value(orphan).unwrap()
    }

    #[test]
    fn what_is_unknown_is_left_out_or_said_to_be_unknown() {
        let nothing = orphan(json!({}));
        assert_eq!(details(&nothing, Lang::En), ["listeners unknown", "backends unknown"]);
        let all = json!({ "address": "1.2.3.4", "createdAt": "2025-11-02 10:11:12", "listeners": 1, "backends": 0 });
        assert_eq!(details(&orphan(all), Lang::En), ["1.2.3.4", "since 2025-11-02", "1 listener", "0 backends"]);
        let zulu = orphan(json!({ "createdAt": "2025-11-02T10:11:12Z", "listeners": 2 }));
        assert_eq!(details(&zulu, Lang::ZhCn), ["创建于 2025-11-02", "2 个监听器", "后端未知"]);
    }

    #[test]
    fn another_reason_is_not_left_out() {
        assert!(other_reason(&orphan(json!({}))).is_none());
        let other = orphan(json!({ "because": { "code": "clb/other", "message": "why" } }));
        assert_eq!(other_reason(&other).map(|reason| reason.message.as_str()), Some("why"));
    }
}
