//! Words that this program prints and the module's reference does not have, so that `explain` knows them all: the codes and
//! kinds of an audit, and the codes of verdicts as findings.

use crate::audit::audit_reference_entries as audit_words;
use crate::localization::{Lang, Message};
use crate::messages;
use crate::module_answer::ExplanationEntry;
use crate::plan_as_findings;
use crate::program_reference_entry::ProgramReferenceEntry;
use crate::rule_metadata::with_ellipses;
use crate::summary::finding::severity;

/// Longer words may have more typing mistakes than this; they are other words then.
const MAX_MISTAKES: usize = 3;

/// Labels of outputs that the module's reference has under another name, and that name. A label that it has under two names, or
/// that is also a word of another meaning, has both.
static LABELS: &[(&Message, &[&str])] = &[
    (&messages::SEVERITY_ERROR, &["severity", "error"]),
    (&messages::VIP_WORD_CHANGED, &["changed"]),
    (&messages::VIP_WORD_NEW, &["new"]),
    (&messages::VIP_WORD_LOST, &["lost"]),
    (&messages::NEWLY_PUBLIC_WORD, &["newly-public"]),
    (&messages::OUTAGE_WORD, &["outage"]),
    (&messages::NOT_PROVEN_WORD, &["unproven"]),
    (&messages::UNDECIDED_WORD, &["undecided"]),
    (&messages::TOUCHED_WORD, &["scope"]),
    (&messages::NOT_NAMED_WORD, &["scope"]),
    (&messages::EXISTING_WORD, &["existing"]),
    (&messages::COLUMN_SERVICE, &["event"]),
    (&messages::COLUMN_SERVICES, &["event"]),
    (&messages::COLUMN_WHAT, &["changes"]),
    (&messages::COLUMN_CHANGES, &["changes"]),
    (&messages::HIGHLIGHT_DELETED, &["highlights"]),
    (&messages::HIGHLIGHT_LOST, &["highlights"]),
    (&messages::HIGHLIGHT_PUBLIC, &["highlights"]),
    (&messages::REASONS, &["because"]),
    (&messages::AFTER_APPLY, &["afterUnknown"]),
    (&messages::WITHHELD_CREATE, &["withheld"]),
    (&messages::WITHHELD_UPDATE, &["withheld"]),
    (&messages::WITHHELD_DELETE, &["withheld"]),
    (&messages::WITHHELD_PROBABLE, &["withheld"]),
    (&messages::WITHHELD_POSSIBLE, &["withheld"]),
    (&messages::WITHHELD_RELEASE, &["withheld"]),
    (&messages::UNCHANGED, &["keep"]),
    (&messages::WITHOUT, &["none"]),
    (&messages::ORPHANS, &["orphans"]),
    (&messages::POLICY, &["policy"]),
    (&messages::POLICY_ALLOW, &["policy"]),
    (&messages::POLICY_UNDECIDED, &["policy"]),
    (&messages::POLICY_WARN, &["policy"]),
    (&messages::POLICY_DENY, &["policy"]),
    (&messages::BASIS_DOCUMENTED, &["basis"]),
    (&messages::BASIS_INFERRED, &["basis"]),
    (&messages::REFERENCES, &["basis"]),
    (&messages::REFERENCE, &["basis"]),
    (&messages::INCOMPLETE_SHORT, &["complete"]),
    (&messages::HELP, &["diagnostics"]),
    (&messages::FIX, &["diagnostics"]),
    (&messages::FIELD, &["diagnostics"]),
    (&messages::NOTE, &["diagnostics", "severity"]),
    (&messages::ALSO, &["diagnostics"]),
    (&messages::RELATED, &["diagnostics"]),
    (&messages::DETAILS, &["changes"]),
    (&messages::API_SERVER, &["diagnostics"]),
    (&messages::EFFECT_REJECTED, &["effect"]),
    (&messages::EFFECT_ABORTS, &["effect"]),
    (&messages::EFFECT_UNKNOWN, &["effect"]),
    (&messages::EFFECT_WITHHOLDS, &["effect"]),
    (&messages::EFFECT_IGNORED, &["effect"]),
];

/// The guards of a policy: the module has a code for each.
static GUARDS: &[&str] = &[
    "policy/deletes-load-balancer",
    "policy/changes-address",
    "policy/replaces-load-balancer",
    "policy/exposes-publicly",
    "policy/exceeds-bandwidth",
    "policy/outside-subnets",
    "policy/drains-backends",
    "policy/adopts-load-balancer",
    "policy/lacks-modification-protection",
    "policy/edit-without-effect",
];

/// Every word of this program.
fn all() -> impl Iterator<Item = ProgramReferenceEntry> {
    audit_words::all().chain(plan_as_findings::words())
}

/// The names in the module's reference that explain a label of this program; the query itself if it is not such a label.
pub fn names_of_label(query: &str, lang: Lang) -> Vec<&str> {
    if ["guard", "guards"].contains(&query) {
        return GUARDS.to_vec();
    }
    let is_label = |message: &Message| message.text(lang) == query || message.text(other(lang)) == query;
    let mut names: Vec<&str> = Vec::new();
    for (_, known) in LABELS.iter().chain(audit_words::LABELS).filter(|(label, _)| is_label(label)) {
        names.extend(known.iter().filter(|name| !names.contains(name)).copied().collect::<Vec<_>>());
    }
    if names.is_empty() { vec![query] } else { names }
}

fn other(lang: Lang) -> Lang {
    match lang {
        Lang::En => Lang::ZhCn,
        Lang::ZhCn => Lang::En,
    }
}

/// The words with this name, or that are printed like this; all of them for an empty query.
pub fn named(query: &str, lang: Lang) -> Vec<ExplanationEntry> {
    let is_meant = |word: &ProgramReferenceEntry| {
        query.is_empty()
            || word.name.eq_ignore_ascii_case(query)
            || word.kind.groups().iter().any(|group| group.eq_ignore_ascii_case(query))
            || word.labels.iter().any(|label| [label.en, label.zh].contains(&query))
    };
    all().filter(is_meant).map(|word| entry(&word, lang)).collect()
}

/// The words whose name ends like this: `open-to-all`.
pub fn ending_with(query: &str, lang: Lang) -> Vec<ExplanationEntry> {
    let is_meant = |word: &ProgramReferenceEntry| {
        word.name.rsplit_once('/').is_some_and(|(_, last)| !query.is_empty() && last.eq_ignore_ascii_case(query))
    };
    all().filter(is_meant).map(|word| entry(&word, lang)).collect()
}

/// Names that are written almost like this.
pub fn near(query: &str) -> Vec<String> {
    let lower = query.to_lowercase();
    let is_near = |name: &str| {
        let last = name.rsplit('/').next().unwrap_or(name);
        let mistakes = [name, last].map(|known| strsim::damerau_levenshtein(&lower, known)).into_iter().min();
        mistakes.is_some_and(|mistakes| mistakes <= MAX_MISTAKES && mistakes * 2 < lower.chars().count())
            || lower.chars().count() > 2 && name.contains(&lower)
    };
    all().map(|word| word.name).filter(|name| is_near(name)).map(str::to_string).collect()
}

fn entry(word: &ProgramReferenceEntry, lang: Lang) -> ExplanationEntry {
    let paragraphs = word.details.iter().map(|detail| with_ellipses(detail.text(lang)));
    let points = word.severity.map(|level| {
        let label = messages::SEVERITY.label(lang, severity(level).1.text(lang));
        format!("* {label}")
    });
    ExplanationEntry {
        name: word.name.to_string(),
        kind: word.kind.name().to_string(),
        title: with_ellipses(word.title.text(lang)),
        text: paragraphs.chain(points).collect::<Vec<_>>().join("\n\n"),
        url: None,
    }
}

/// Sorts entries by kind, in the order in which the kinds first occur.
pub fn sort_by_kind(entries: &mut [ExplanationEntry]) {
    let mut kinds: Vec<String> = Vec::new();
    for entry in entries.iter() {
        if !kinds.contains(&entry.kind) {
            kinds.push(entry.kind.clone());
        }
    }
    entries.sort_by_key(|entry| kinds.iter().position(|kind| *kind == entry.kind));
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn names(query: &str) -> Vec<String> {
        named(query, Lang::En).into_iter().map(|entry| entry.name).collect()
    }

    #[test]
    fn words_are_found_by_name_and_as_they_are_printed() {
        assert_eq!(names("audit/open-to-all"), ["audit/open-to-all"]);
        assert_eq!(names("VERDICT/delete"), ["verdict/delete"]);
        assert_eq!(names("public"), ["exposure"]);
        assert_eq!(names("其他集群"), ["other-cluster"]);
        assert_eq!(names("Kind").len(), 6);
        assert_eq!(names("类别").len(), 6);
        assert_eq!(names("no security group"), ["audit/open-to-all"]);
        assert!(names("nothing like it").is_empty());
        assert_eq!(ending_with("open-to-all", Lang::En).len(), 1);
        assert_eq!(near("audit/open-to-al"), ["audit/open-to-all"]);
        assert_eq!(near("x"), Vec::<String>::new());
    }

    #[test]
    fn names_are_unique_and_every_word_has_texts() {
        let all: Vec<ProgramReferenceEntry> = all().collect();
        assert_eq!(all.iter().map(|word| word.name).collect::<BTreeSet<_>>().len(), all.len());
        for word in &all {
            for lang in [Lang::En, Lang::ZhCn] {
                let entry = entry(word, lang);
                assert!(!entry.title.is_empty() && !entry.title.contains('{'), "{}: {}", word.name, entry.title);
            }
        }
    }
}
