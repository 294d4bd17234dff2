//! Looking things up by what a person types: a full name, its last part, a code, a path, an event code.
//!
//! The strictest way of reading the words that finds anything counts. What is not found gets near names.

use super::{EntryOutput, ReferenceEntry, all, text};
use crate::diagnostic::render::Locale;
use crate::request::decoder::shape;
use crate::syntax::suggest::closest;
use serde::Serialize;

shape! {
    /// What `explain` is asked.
    #[derive(Debug, Clone, Default)]
    pub struct ExplainRequest {
        /// An annotation, a code, a reason, a field, a switch, a tag or an event code; empty: everything.
        pub query: String = "query" default,
        /// Language of the texts.
        pub locale: Locale = "locale" default,
    }
}

/// What `explain` answers.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Explanation {
    /// What goes by that name.
    pub entries: Vec<EntryOutput>,
    /// Names that may have been meant, when nothing does.
    pub near: Vec<String>,
}

/// The most names that are offered.
const MAX_NEAR: usize = 10;

/// Looks a name up.
pub fn explain(request: &ExplainRequest) -> Explanation {
    let entries = all();
    let query = normal(&request.query);
    let says = |found: Vec<&ReferenceEntry>| found.into_iter().map(|entry| text(entry, request.locale)).collect();
    if query.is_empty() {
        return Explanation { entries: says(entries.iter().collect()), near: Vec::new() };
    }
    let ways: [fn(&ReferenceEntry, &str) -> bool; 4] = [
        |entry, query| entry.name() == query,
        |entry, query| entry.name().eq_ignore_ascii_case(query),
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

/// Paths as findings print them become names: `metadata.annotations[x]` is `x`, and `ports[0]` is `ports[]`.
fn normal(query: &str) -> String {
    let query = query.trim();
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

/// What comes after the prefix or the parents.
fn last(name: &str) -> &str {
    name.rsplit(['/', '.']).next().unwrap_or(name)
}

fn event(entry: &ReferenceEntry, query: &str) -> bool {
    matches!(entry, ReferenceEntry::Code(code) if code.event().is_some_and(|event| event.eq_ignore_ascii_case(query)))
}

/// `healthCheck.timeout` of `spec.loadBalancer.l4Listeners[].healthCheck.timeout`.
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
    fn a_name_is_found_in_every_way_it_is_typed() {
        let name = DIRECT_ACCESS.name();
        let path = format!("metadata.annotations[{name}]");
        for query in [name, "direct-access", &name.to_uppercase(), &path] {
            assert_eq!(names(query), [name], "{query}");
        }
        assert_eq!(names("spec.ports[0].nodePort"), ["spec.ports[].nodePort"]);
        assert_eq!(names("nodePort"), ["spec.ports[].nodePort"]);
        assert_eq!(names("e4011"), ["existing-clb/not-found"]);
        assert_eq!(names("healthCheck.sendContext"), ["spec.loadBalancer.l4Listeners[].healthCheck.sendContext"]);
    }

    #[test]
    fn an_unknown_name_gets_near_ones() {
        let request = ExplainRequest { query: "direct-acces".to_owned(), locale: Locale::ZhCn };
        let answer = explain(&request);
        assert!(answer.entries.is_empty());
        assert_eq!(answer.near.first().map(String::as_str), Some(DIRECT_ACCESS.name()));
        assert!(explain(&ExplainRequest { query: "qqqqqq".to_owned(), locale: Locale::En }).near.is_empty());
    }

    #[test]
    fn no_words_are_everything() {
        assert_eq!(names(" ").len(), all().len());
    }
}
