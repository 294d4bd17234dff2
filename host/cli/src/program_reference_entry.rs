//! One word that this program prints and the module's reference does not have.

use crate::localization::Message;
use crate::module_answer::Severity;

/// A word for `explain`.
#[derive(Debug, Clone, Copy)]
pub struct ProgramReferenceEntry {
    /// `audit/open-to-all`
    pub name: &'static str,
    pub kind: ProgramReferenceEntryKind,
    pub title: &'static Message,
    /// Why it matters and what to do, a paragraph each.
    pub details: &'static [&'static Message],
    pub severity: Option<Severity>,
    /// How outputs show it.
    pub labels: &'static [&'static Message],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProgramReferenceEntryKind {
    Code,
    /// What a finding of `audit` is about.
    FindingKind,
}

impl ProgramReferenceEntryKind {
    /// The kind of an entry, as the module writes it.
    pub fn name(self) -> &'static str {
        match self {
            ProgramReferenceEntryKind::Code => "code",
            ProgramReferenceEntryKind::FindingKind => "finding-kind",
        }
    }

    /// Names by which all words of the kind are listed, as the column of an audit is called.
    pub fn groups(self) -> &'static [&'static str] {
        match self {
            ProgramReferenceEntryKind::Code => &[],
            ProgramReferenceEntryKind::FindingKind => &["kind", "类别"],
        }
    }
}
