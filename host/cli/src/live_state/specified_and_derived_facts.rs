//! Facts about the cluster that are derived from what was read, and errors where the specified facts contradict them.
//!
//! Derived facts describe the cluster as it is today. Where `--live-facts` or `--live-set` say what holds today, `--facts` and
//! `--set` may say something else: what holds after the change.

use super::messages;
use crate::finding_verbosity::FindingDetail;
use crate::input_error::InputError;
use crate::localization::TranslatableText;
use clbplan_live::{Fact, FactSource};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// The facts of the request.
#[derive(Debug, Clone, Default)]
pub struct ContextAndLiveContext {
    /// Facts for the manifests: `--facts`, `--set`.
    pub context: Option<Value>,
    /// Facts of today, if they differ: `--live-facts`, `--live-set`.
    pub live_context: Option<Value>,
}

impl ContextAndLiveContext {
    /// The facts that the user specified about the cluster as it is today.
    pub fn today(&self, key: &str) -> Option<&Value> {
        let today = self.live_context.as_ref().or(self.context.as_ref())?;
        today.get(key).filter(|value| !value.is_null())
    }

    /// The same of a text.
    pub fn text_today(&self, key: &str) -> Option<&str> {
        self.today(key).and_then(Value::as_str)
    }

    /// Adds a fact where it is not specified.
    fn add(&mut self, fact: &Fact) {
        let of_today = self.live_context.as_mut();
        let contexts = of_today.into_iter().chain([self.context.get_or_insert_with(|| Value::Object(Map::new()))]);
        for context in contexts.filter_map(Value::as_object_mut) {
            if context.get(&fact.key).is_none_or(Value::is_null) {
                context.insert(fact.key.clone(), fact.value.clone());
            }
        }
    }
}

/// Adds the derived facts to the specified ones. Returns the notes for the user about the derived ones.
pub fn with_derived_facts(
    contexts: &mut ContextAndLiveContext,
    facts: &[Fact],
    detail: FindingDetail,
    errors: &mut Vec<InputError>,
) -> Vec<TranslatableText> {
    let mut added = Vec::new();
    let mut notes = Vec::new();
    let mut seen = BTreeSet::new();
    for fact in facts.iter().filter(|fact| seen.insert(fact.key.as_str())) {
        let sources: Vec<&Fact> = facts.iter().filter(|other| other.key == fact.key).collect();
        let agrees_with = |value: &Value| sources.iter().any(|source| agree(value, &source.value));
        match contexts.today(&fact.key) {
            // The load balancers may be in another region than the cluster.
            Some(_) if fact.source == FactSource::CloudRegion => {}
            Some(specified) if !agrees_with(specified) => errors.push(contradiction(fact, specified)),
            Some(_) => {}
            None => match sources.iter().find(|other| !agree(&fact.value, &other.value)) {
                Some(other) => notes.push(disagreement(fact, other)),
                None => {
                    contexts.add(fact);
                    added.push(fact);
                }
            },
        }
    }
    match detail {
        FindingDetail::Full => notes.extend(added.into_iter().map(|fact| {
            let text = messages::FACT.with("key", fact.key.as_str()).with("value", text(&fact.value));
            text.with("source", source_text(fact.source))
        })),
        FindingDetail::Brief => {
            // What the module concludes as well, from the same objects, is no news.
            let facts = added.into_iter().filter(|fact| fact.source != FactSource::KubernetesService);
            let facts: Vec<String> = facts.map(|fact| format!("{}={}", fact.key, text(&fact.value))).collect();
            notes.extend((!facts.is_empty()).then(|| messages::FACTS.with("facts", TranslatableText::List(facts))));
        }
    }
    notes
}

fn contradiction(fact: &Fact, specified: &Value) -> InputError {
    let found = text(&fact.value);
    let what = messages::FACT_CONTRADICTED.with("key", fact.key.as_str());
    let why = messages::FACT_CONTRADICTED_WHY.with("found", found.as_str());
    InputError::new(what.with("specified", text(specified)).with("found", found))
        .why(why.with("source", source_text(fact.source)))
        .help(&messages::FACT_CONTRADICTED_HELP)
}

fn disagreement(one: &Fact, other: &Fact) -> TranslatableText {
    let note = messages::FACTS_DISAGREE.with("key", one.key.as_str()).with("one", text(&one.value));
    let note = note.with("source", source_text(one.source)).with("other", text(&other.value));
    note.with("other_source", source_text(other.source))
}

/// True if both may be true: `1.34` and `v1.34.1-tke.2`. A list may have more than what was found.
fn agree(one: &Value, found: &Value) -> bool {
    match (one, found) {
        (Value::String(one), Value::String(found)) => one == found || versions_agree(one, found),
        (Value::Array(one), Value::Array(found)) => found.iter().all(|item| one.contains(item)),
        _ => one == found,
    }
}

/// Compares the numbers that both versions have.
fn versions_agree(one: &str, other: &str) -> bool {
    let numbers = |version: &str| -> Option<Vec<u32>> {
        let release = version.trim_start_matches('v').split(['-', '+']).next()?;
        release.split('.').map(|number| number.parse().ok()).collect()
    };
    let (Some(one), Some(other)) = (numbers(one), numbers(other)) else { return false };
    one.len().min(other.len()) > 1 && one.iter().zip(&other).all(|(one, other)| one == other)
}

/// The value as `--set` takes it.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(text).collect::<Vec<_>>().join(","),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => value.to_string(),
    }
}

fn source_text(source: FactSource) -> TranslatableText {
    match source {
        FactSource::ServerVersion => TranslatableText::from(&messages::FROM_VERSION),
        FactSource::ServerAddress => TranslatableText::from(&messages::FROM_ADDRESS),
        FactSource::ServiceList => TranslatableText::from(&messages::FROM_LIST),
        FactSource::Tags(n) => messages::FROM_TAGS.with("n", n.to_string()),
        FactSource::LoadBalancers(n) => messages::FROM_LOAD_BALANCERS.with("n", n.to_string()),
        FactSource::Nodes(n) => messages::FROM_NODES.with("n", n.to_string()),
        FactSource::KubernetesService => TranslatableText::from(&messages::FROM_KUBERNETES_SERVICE),
        FactSource::CloudRegion => TranslatableText::from(&messages::FROM_CLOUD_REGION),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::localization::Lang;
    use serde_json::json;

    fn fact(key: &str, value: Value, source: FactSource) -> Fact {
        Fact { key: key.to_string(), value, source }
    }

    struct Outcome {
        contexts: ContextAndLiveContext,
        notes: Vec<String>,
        errors: String,
    }

    fn derived(context: Option<Value>, live_context: Option<Value>, facts: &[Fact], detail: FindingDetail) -> Outcome {
        let mut contexts = ContextAndLiveContext { context, live_context };
        let mut errors = Vec::new();
        let notes = with_derived_facts(&mut contexts, facts, detail, &mut errors);
        let notes = notes.iter().map(|note| note.text(Lang::En)).collect();
        Outcome { contexts, notes, errors: errors.iter().map(|error| error.text(Lang::En)).collect() }
    }

    fn cluster_id(value: &str, load_balancers: usize) -> Fact {
        fact("clusterId", json!(value), FactSource::Tags(load_balancers))
    }

    #[test]
    fn facts_that_are_not_specified_are_added_with_their_source() {
        let modes = fact("networkModes", json!(["GlobalRouter", "VPC-CNI"]), FactSource::Nodes(6));
        let facts = [cluster_id("cls-a", 18), modes];
        let brief = derived(None, None, &facts, FindingDetail::Brief);
        let all = json!({ "clusterId": "cls-a", "networkModes": ["GlobalRouter", "VPC-CNI"] });
        assert_eq!(brief.contexts.context, Some(all));
        assert_eq!(
            brief.notes,
            ["derived facts: clusterId=cls-a, networkModes=GlobalRouter,VPC-CNI (--verbose shows their sources)"]
        );
        let full = derived(Some(json!({ "clusterId": "cls-a" })), None, &facts, FindingDetail::Full);
        assert_eq!(full.notes, ["networkModes=GlobalRouter,VPC-CNI: from the nodes (6)"]);
        assert!(derived(None, None, &[], FindingDetail::Brief).contexts.context.is_none());
    }

    #[test]
    fn a_specified_fact_that_contradicts_a_derived_one_is_an_error() {
        let errors =
            derived(Some(json!({ "clusterId": "cls-b" })), None, &[cluster_id("cls-a", 18)], FindingDetail::Full)
                .errors;
        assert!(
            errors.starts_with(
                "error: `clusterId` is specified as cls-b, but it is cls-a\n  why: cls-a comes from the tags of load balancers"
            ),
            "{errors}"
        );
        let version = fact("kubernetesVersion", json!("v1.34.1-tke.2"), FactSource::ServerVersion);
        for (specified, is_right) in
            [("1.34", true), ("v1.34.1", true), ("1.34.2", false), ("1.33", false), ("1", false), ("x", false)]
        {
            let context = Some(json!({ "kubernetesVersion": specified }));
            let errors = derived(context, None, std::slice::from_ref(&version), FindingDetail::Full).errors;
            assert_eq!(errors.is_empty(), is_right, "{specified}: {errors}");
        }
    }

    #[test]
    fn facts_after_a_change_may_differ_from_those_of_today() {
        let version = [fact("kubernetesVersion", json!("v1.34.1"), FactSource::ServerVersion)];
        let (after, today) = (json!({ "kubernetesVersion": "1.37" }), json!({ "kubernetesVersion": "1.34" }));
        let outcome = derived(Some(after.clone()), Some(today), &version, FindingDetail::Full);
        assert_eq!(outcome.errors, "");
        assert_eq!(outcome.contexts.context, Some(after.clone()));
        let outcome = derived(Some(after.clone()), Some(json!({})), &version, FindingDetail::Full);
        assert_eq!(outcome.contexts.live_context, Some(json!({ "kubernetesVersion": "v1.34.1" })));
        assert_eq!((outcome.contexts.context, outcome.errors.as_str()), (Some(after), ""));
    }

    #[test]
    fn sources_that_disagree_give_no_fact() {
        let facts = [fact("clusterId", json!("cls-a"), FactSource::ServerAddress), cluster_id("cls-b", 1)];
        let outcome = derived(None, None, &facts, FindingDetail::Brief);
        assert!(outcome.contexts.context.is_none() && outcome.errors.is_empty());
        assert!(outcome.notes.concat().starts_with("`clusterId` is treated as unknown"), "{:?}", outcome.notes);
        let chosen = derived(Some(json!({ "clusterId": "cls-b" })), None, &facts, FindingDetail::Brief);
        assert!(chosen.errors.is_empty() && chosen.notes.is_empty());
    }

    #[test]
    fn the_region_of_the_load_balancers_contradicts_nothing() {
        let facts = [fact("region", json!("ap-guangzhou"), FactSource::CloudRegion)];
        let outcome = derived(Some(json!({ "region": "ap-shanghai" })), None, &facts, FindingDetail::Full);
        assert_eq!((outcome.errors.as_str(), outcome.notes.len()), ("", 0));
    }
}
