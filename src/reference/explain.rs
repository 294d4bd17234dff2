//! Finds reference entries by what a user types: a full name, its last part, a code, a path, an event code.
//!
//! Of several interpretations the strictest one that finds anything counts. When nothing is found, near names are
//! suggested.

#![warn(missing_docs)]

use super::{ReferenceEntry, ReferenceEntryOutput, all, request_and_answer_words::RequestOrAnswerWord, text};
use crate::diagnostic::render::Locale;
use crate::request::decoder::shape;
use crate::syntax::edit_distance::closest;
use serde::Serialize;

shape! {
    /// The request of `explain`.
    #[derive(Debug, Clone, Default)]
    pub struct ExplainRequest {
        /// The name of an annotation, code, reason, field, switch, tag, event code, context key, verdict or another word of
        /// the answer. `context`, `verdict` and `vip` list theirs. Empty: everything.
        pub query: String = "query" default,
        /// Language of the texts.
        pub locale: Locale = "locale" default,
    }
}

/// The answer of `explain`.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Explanation {
    /// Entries with that name.
    pub entries: Vec<ReferenceEntryOutput>,
    /// Similar names, when no entry has that name.
    pub near: Vec<String>,
}

/// Most suggested names.
const MAX_NEAR: usize = 10;

/// Finds the entries for a query.
pub fn explain(request: &ExplainRequest) -> Explanation {
    let entries = all();
    let query = normal(&request.query);
    let says = |found: Vec<&ReferenceEntry>| found.into_iter().map(|entry| text(entry, request.locale)).collect();
    if query.is_empty() {
        return Explanation { entries: says(entries.iter().collect()), near: Vec::new() };
    }
    let ways: [fn(&ReferenceEntry, &str) -> bool; 5] = [
        |entry, query| entry.name() == query || word(entry).is_some_and(|word| word.group() == query),
        |entry, query| entry.name().eq_ignore_ascii_case(query),
        |entry, query| word(entry).is_some_and(|word| word.is_alias(query)),
        |entry, query| last(entry.name()).eq_ignore_ascii_case(query) || event(entry, query),
        |entry, query| ends_with_part(entry.name(), query),
    ];
    for way in ways {
        let found: Vec<&ReferenceEntry> = entries.iter().filter(|entry| way(entry, &query)).collect();
        if !found.is_empty() {
            return Explanation { entries: says(found), near: Vec::new() };
        }
    }
    Explanation { entries: Vec::new(), near: near(&entries, &query) }
}

/// Paths as findings print them become names: `metadata.annotations[x]` is `x`, `ports[0]` is `ports[]`, and
/// `context.region` is `region`.
fn normal(query: &str) -> String {
    let query = query.trim();
    let query = query.strip_prefix("context.").unwrap_or(query);
    for home in ["metadata.annotations[", "metadata.labels[", "data["] {
        if let Some(name) = query.strip_prefix(home).and_then(|rest| rest.strip_suffix(']')) {
            return name.to_owned();
        }
    }
    let mut out = String::with_capacity(query.len());
    for c in query.chars() {
        if !(c.is_ascii_digit() && out.rsplit('[').next() == Some("") && out.ends_with('[')) {
            out.push(c);
        }
    }
    out
}

/// The part after the prefix or the parents.
fn last(name: &str) -> &str {
    name.rsplit(['/', '.']).next().unwrap_or(name)
}

fn word(entry: &ReferenceEntry) -> Option<&RequestOrAnswerWord> {
    if let ReferenceEntry::Word(word) = entry { Some(word) } else { None }
}

/// True for a code of events, also in the text of an event: `Service Sync ClientError. ErrorCode: E4011 …`.
fn event(entry: &ReferenceEntry, query: &str) -> bool {
    let ReferenceEntry::Code(code) = entry else { return false };
    let mut words = query.split(|c: char| !c.is_ascii_alphanumeric());
    code.event().is_some_and(|event| words.any(|word| word.eq_ignore_ascii_case(event)))
}

/// True for `healthCheck.timeout` and `spec.loadBalancer.l4Listeners[].healthCheck.timeout`.
fn ends_with_part(name: &str, query: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    lower.strip_suffix(&query.to_ascii_lowercase()).is_some_and(|before| before.ends_with(['/', '.', '-']))
}

fn near(entries: &[ReferenceEntry], query: &str) -> Vec<String> {
    let lower = query.to_ascii_lowercase();
    let mut found: Vec<String> = Vec::new();
    let mut add = |name: &str| {
        if found.len() < MAX_NEAR && !found.iter().any(|known| known == name) {
            found.push(name.to_owned());
        }
    };
    if let Some(name) = closest(query, entries.iter().map(ReferenceEntry::name)) {
        add(name);
    }
    if let Some(part) = closest(last(query), entries.iter().map(|entry| last(entry.name()))) {
        entries.iter().map(ReferenceEntry::name).filter(|name| last(name) == part).for_each(&mut add);
    }
    if lower.len() > 2 {
        let holds = |name: &&str| name.to_ascii_lowercase().contains(&lower);
        entries.iter().map(ReferenceEntry::name).filter(holds).for_each(&mut add);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tke::DIRECT_ACCESS;

    #[track_caller]
    fn names(query: &str) -> Vec<String> {
        let request = ExplainRequest { query: query.to_owned(), locale: Locale::En };
        explain(&request).entries.into_iter().map(|entry| entry.name).collect()
    }

    #[test]
    fn an_entry_is_found_by_every_form_of_its_name() {
        let name = DIRECT_ACCESS.name();
        let path = format!("metadata.annotations[{name}]");
        for query in [name, "direct-access", &name.to_uppercase(), &path] {
            assert_eq!(names(query), [name], "{query}");
        }
        assert_eq!(names("spec.ports[0].nodePort"), ["spec.ports[].nodePort"]);
        assert_eq!(names("nodePort"), ["spec.ports[].nodePort"]);
        assert_eq!(names("e4011"), ["existing-clb/not-found"]);
        let event = "Service Sync ClientError. ErrorCode: E4011 Details: the load balancer was not found";
        assert_eq!(names(event), ["existing-clb/not-found"]);
        assert_eq!(names("healthCheck.sendContext"), ["spec.loadBalancer.l4Listeners[].healthCheck.sendContext"]);
    }

    #[test]
    fn words_of_requests_and_answers_are_found_as_texts_show_them() {
        for (query, name) in [
            ("clusterType", "clusterType"),
            ("context.quotas.clbsPerRegion", "quotas.clbsPerRegion"),
            ("listenersPerClb", "quotas.listenersPerClb"),
            ("serverless", "clusterType"),
            ("KEEP", "keep"),
            ("blocked", "blocked"),
            ("被拒绝", "blocked"),
            ("wave", "wave"),
            ("left alone", "withheld"),
            ("Not checked", "assumptions"),
            ("地址", "vip"),
            ("withholds", "effect"),
            ("newly-public", "danger"),
            ("Addresses lost", "highlights"),
            ("note", "severity"),
            ("EnableDefaultDirectAccess", "EnableDefaultDirectAccess"),
            ("subresource", "subresource"),
        ] {
            assert_eq!(names(query), [name], "{query}");
        }
        assert_eq!(names("delete"), ["delete", "delete"]);
        let context = names("context");
        assert!(["clusterId", "networkModes", "sharing", "context"].iter().all(|key| context.iter().any(|n| n == key)));
        assert_eq!(names("verdict").len(), 12);
        let request = ExplainRequest { query: "lifecycleMode".to_owned(), locale: Locale::En };
        let text = explain(&request).entries.remove(0).text;
        assert!(
            text.contains("`context.lifecycleMode`") && text.contains("`rebuild`: It replaces the load balancer."),
            "{text}"
        );
    }

    #[test]
    fn an_unknown_name_gets_suggestions() {
        let request = ExplainRequest { query: "direct-acces".to_owned(), locale: Locale::ZhCn };
        let answer = explain(&request);
        assert!(answer.entries.is_empty());
        assert_eq!(answer.near.first().map(String::as_str), Some(DIRECT_ACCESS.name()));
        assert!(explain(&ExplainRequest { query: "qqqqqq".to_owned(), locale: Locale::En }).near.is_empty());
    }

    #[test]
    fn an_empty_query_finds_everything() {
        assert_eq!(names(" ").len(), all().len());
    }
}
