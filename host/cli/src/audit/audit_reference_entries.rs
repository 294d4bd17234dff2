//! What `explain` says about the codes and kinds that only an audit has.

use super::findings_across_clusters::{NAMED_ELSEWHERE, OPEN_TO_ALL, OPEN_TO_GROUPS, OPEN_UNKNOWN, OTHER_CLUSTER};
use super::messages;
use crate::localization::Message;
use crate::module_answer::Severity;
use crate::program_reference_entry::{ProgramReferenceEntry, ProgramReferenceEntryKind};

/// Labels of audits that the module's reference has under another name.
pub static LABELS: &[(&Message, &[&str])] = &[
    (&messages::COLUMN_SEVERITY, &["severity"]),
    (&messages::COLUMN_SUBJECT, &["diagnostics"]),
    (&messages::COLUMN_LOAD_BALANCER, &["verdict"]),
    (&messages::COLUMN_DETAIL, &["changes"]),
];

static CODES: [ProgramReferenceEntry; 5] = [
    code(
        OPEN_TO_ALL,
        Severity::Warning,
        &messages::OPEN_TO_ALL,
        &[&messages::OPEN_TO_ALL_WHY, &messages::PASSED_TO_ALL_WHY, &messages::OPEN_TO_ALL_HELP],
        &[&messages::OPEN_TO_ALL_WORD],
    ),
    code(
        OPEN_TO_GROUPS,
        Severity::Info,
        &messages::OPEN_TO_GROUPS,
        &[&messages::OPEN_TO_GROUPS_WHY],
        &[&messages::OPEN_TO_GROUPS_WORD],
    ),
    code(
        OPEN_UNKNOWN,
        Severity::Warning,
        &messages::OPEN_UNKNOWN,
        &[&messages::OPEN_UNKNOWN_HELP],
        &[&messages::OPEN_UNKNOWN_WORD],
    ),
    code(
        NAMED_ELSEWHERE,
        Severity::Error,
        &messages::NAMED_ELSEWHERE,
        &[&messages::NAMED_ELSEWHERE_WHY, &messages::NAMED_ELSEWHERE_HELP],
        &[],
    ),
    code(
        OTHER_CLUSTER,
        Severity::Warning,
        &messages::OTHER_CLUSTER,
        &[&messages::OTHER_CLUSTER_WHY, &messages::OTHER_CLUSTER_HELP],
        &[],
    ),
];

static KINDS: [ProgramReferenceEntry; 6] = [
    kind("drift", &messages::DRIFT_IS, &[&messages::KIND_DRIFT]),
    kind("tags", &messages::TAGS_ARE, &[&messages::KIND_TAGS]),
    kind("configuration", &messages::CONFIGURATION_IS, &[&messages::KIND_CONFIGURATION]),
    kind("exposure", &messages::EXPOSURE_IS, &[&messages::KIND_EXPOSURE]),
    kind("orphan", &messages::ORPHAN_IS, &[&messages::KIND_ORPHAN]),
    kind("other-cluster", &messages::OTHER_CLUSTER_IS, &[&messages::KIND_OTHER_CLUSTER]),
];

const fn code(
    name: &'static str,
    severity: Severity,
    title: &'static Message,
    details: &'static [&'static Message],
    labels: &'static [&'static Message],
) -> ProgramReferenceEntry {
    ProgramReferenceEntry {
        name,
        kind: ProgramReferenceEntryKind::Code,
        title,
        details,
        severity: Some(severity),
        labels,
    }
}

const fn kind(
    name: &'static str,
    title: &'static Message,
    labels: &'static [&'static Message],
) -> ProgramReferenceEntry {
    ProgramReferenceEntry {
        name,
        kind: ProgramReferenceEntryKind::FindingKind,
        title,
        details: &[],
        severity: None,
        labels,
    }
}

pub fn all() -> impl Iterator<Item = ProgramReferenceEntry> {
    CODES.iter().chain(&KINDS).copied()
}

#[cfg(test)]
mod tests {
    use super::super::report::FindingKind;
    use super::*;

    #[test]
    fn every_kind_has_a_word_with_its_label() {
        let kinds = [
            FindingKind::Drift,
            FindingKind::Tags,
            FindingKind::Configuration,
            FindingKind::Exposure,
            FindingKind::Orphan,
            FindingKind::OtherCluster,
        ];
        for (kind, word) in kinds.into_iter().zip(&KINDS) {
            assert_eq!(serde_json::to_value(kind).unwrap(), word.name);
            assert_eq!(word.labels, [super::super::table_rows::kind(kind)]);
        }
        assert_eq!(kinds.len(), KINDS.len());
    }
}
