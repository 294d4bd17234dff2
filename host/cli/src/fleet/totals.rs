//! The summary: what the lines say, counted, the most dangerous first.

use super::json_lines::FleetLine;
use super::messages;
use crate::escape_for_terminal::escape_terminal;
use crate::localization::{Lang, Message};
use std::collections::BTreeMap;

/// Of more files that could not be used, the others are counted.
const MAX_NAMES: usize = 20;

/// The words of `danger` in the order of danger, with what they mean.
const DANGERS: [(&str, &Message); 12] = [
    ("deleted", &messages::DELETED),
    ("replaced", &messages::REPLACED),
    ("address-lost", &messages::ADDRESS_LOST),
    ("newly-public", &messages::NEWLY_PUBLIC),
    ("outage", &messages::OUTAGE),
    ("blocked", &messages::BLOCKED),
    ("error", &messages::ERROR),
    ("update", &messages::UPDATE),
    ("adopt", &messages::ADOPT),
    ("create", &messages::CREATE),
    ("release", &messages::RELEASE),
    ("keep", &messages::KEEP),
];

/// Counts of the lines.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct FleetTotals {
    clusters: u64,
    incomplete_clusters: u64,
    /// Files that could not be used, with the reason.
    failures: Vec<(String, String)>,
    number_of_failures: u64,
    services: u64,
    /// Services by their place in the order of danger, and the word.
    dangers: BTreeMap<(usize, String), u64>,
    services_with_errors: u64,
    services_with_warnings: u64,
    orphans: u64,
}

impl FleetTotals {
    /// Counts a line.
    pub fn add(&mut self, line: &FleetLine) {
        match line {
            FleetLine::Service(service) => {
                self.services += 1;
                self.services_with_errors += u64::from(service.errors > 0);
                self.services_with_warnings += u64::from(service.warnings > 0);
                let place = DANGERS.iter().position(|(word, _)| *word == service.danger).unwrap_or(DANGERS.len());
                *self.dangers.entry((place, service.danger.clone())).or_default() += 1;
            }
            FleetLine::Orphan(_) => self.orphans += 1,
            FleetLine::Cluster(cluster) => {
                self.clusters += 1;
                self.incomplete_clusters += u64::from(!cluster.complete || !cluster.not_checked.is_empty());
            }
            FleetLine::Failure(failure) => {
                self.number_of_failures += 1;
                if self.failures.len() < MAX_NAMES {
                    self.failures.push((failure.file.clone(), failure.error.clone()));
                }
            }
        }
    }

    /// True when a file could not be used.
    pub fn has_failures(&self) -> bool {
        self.number_of_failures > 0
    }

    /// The summary; ends with a line break.
    pub fn text(&self, lang: Lang) -> String {
        let mut lines = Vec::new();
        if self.number_of_failures > 0 {
            lines.push(messages::FAILED.plural(lang, self.number_of_failures) + lang.colon().trim_end());
            lines.extend(self.failures.iter().map(|(_, error)| format!("  {}", escape_terminal(error))));
            let more = self.number_of_failures.saturating_sub(self.failures.len() as u64);
            if more > 0 {
                lines.push(format!("  {}", messages::MORE.plural(lang, more)));
            }
        }
        if !self.dangers.is_empty() {
            lines.push(messages::SERVICES_BY_DANGER.text(lang).to_string() + lang.colon().trim_end());
            let width = self.dangers.values().max().map_or(0, |most| most.to_string().len());
            let line = |((place, word), number): (&(usize, String), &u64)| {
                let known = DANGERS.get(*place).map(|(_, message)| message.text(lang).to_string());
                let text = known.unwrap_or_else(|| messages::OTHER.format(lang, &[("word", &escape_terminal(word))]));
                format!("  {number:>width$}  {text}")
            };
            lines.extend(self.dangers.iter().map(line));
        }
        if self.incomplete_clusters > 0 {
            lines.push(messages::INCOMPLETE.plural(lang, self.incomplete_clusters) + lang.full_stop());
        }
        let findings =
            [("errors", self.services_with_errors.to_string()), ("warnings", self.services_with_warnings.to_string())];
        let findings =
            messages::WITH_FINDINGS.format(lang, &findings.each_ref().map(|(name, value)| (*name, &**value)));
        let what = [
            messages::CLUSTERS.plural(lang, self.clusters),
            messages::SERVICES.plural(lang, self.services) + &lang.bracketed(&findings),
            messages::ORPHANS.plural(lang, self.orphans),
        ];
        lines.push(messages::FLEET.format(lang, &[("what", &what.join(lang.list_separator()))]));
        lines.join("\n") + "\n"
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    #[test]
    fn every_danger_of_the_answer_is_counted_in_its_order() {
        let schema: Value = serde_json::from_str(include_str!("../../../../pkg/schemas/plan.json")).unwrap();
        let words = |value: &Value| match value {
            Value::Object(words) => words.get("const").or(words.get("enum")).cloned(),
            _ => None,
        };
        let danger = &schema["$defs"]["Danger"];
        let listed: Vec<Value> = match danger["oneOf"].as_array() {
            Some(options) => options.iter().filter_map(words).collect(),
            None => danger["enum"].as_array().cloned().unwrap_or_default(),
        };
        assert_eq!(listed, DANGERS.map(|(word, _)| Value::from(word)));
    }
}
