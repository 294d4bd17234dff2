//! Findings, and the answer of `validateService`, which contains only them.

use super::reason::Basis;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The answer of `validateService`.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    pub format_version: String,
    #[serde(default)]
    pub diagnostics: Vec<Diagnostic>,
    /// The number of findings by severity, and of suppressed ones.
    #[serde(default)]
    pub summary: BTreeMap<String, u64>,
    /// The number of findings that the live objects have as well.
    #[serde(default)]
    pub existing: SeverityCounts,
}

/// The number of findings by severity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
pub struct SeverityCounts {
    #[serde(default)]
    pub errors: u64,
    #[serde(default)]
    pub warnings: u64,
    #[serde(default)]
    pub infos: u64,
}

impl SeverityCounts {
    /// Counts one more finding.
    pub fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Info => self.infos += 1,
        }
    }

    pub fn total(self) -> u64 {
        self.errors + self.warnings + self.infos
    }
}

/// One finding.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Diagnostic {
    pub code: String,
    pub severity: Severity,
    #[serde(default)]
    pub effect: Option<Effect>,
    /// Findings of the same number are equal but for their objects.
    #[serde(default)]
    pub group: Option<u64>,
    /// The live object has it as well: the request does not bring it.
    #[serde(default)]
    pub existing: bool,
    pub message: String,
    /// Why it matters.
    #[serde(default)]
    pub why: Option<String>,
    /// What to do.
    #[serde(default)]
    pub help: Option<String>,
    #[serde(default)]
    pub object: Option<ObjectRef>,
    /// The field of the object.
    #[serde(default)]
    pub path: Option<String>,
    /// The API server's error type.
    #[serde(default, rename = "type")]
    pub kind: Option<String>,
    /// The API server's own text.
    #[serde(default)]
    pub detail: Option<String>,
    #[serde(default)]
    pub source: Option<SourceRange>,
    #[serde(default)]
    pub related: Vec<Related>,
    #[serde(default)]
    pub fixes: Vec<Fix>,
    /// The controller's own code.
    #[serde(default)]
    pub event: Option<String>,
    #[serde(default)]
    pub basis: Option<Basis>,
    /// The page that documents it.
    #[serde(default)]
    pub url: Option<String>,
}

impl Diagnostic {
    /// The name of its file, in which its fixes are, too.
    pub fn file(&self) -> Option<&str> {
        self.source.as_ref()?.file.as_deref()
    }

    /// A finding that this program makes of several answers.
    pub fn new(code: &str, severity: Severity, message: String) -> Diagnostic {
        Diagnostic {
            code: code.to_string(),
            severity,
            effect: None,
            group: None,
            existing: false,
            message,
            why: None,
            help: None,
            object: None,
            path: None,
            kind: None,
            detail: None,
            source: None,
            related: Vec::new(),
            fixes: Vec::new(),
            event: None,
            basis: None,
            url: None,
        }
    }
}

/// Severities; the derived order puts the most severe first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Severity {
    Error,
    Warning,
    Info,
}

/// The effect of a finding on the sync.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Effect {
    /// The API server rejects the object.
    Rejected,
    /// The sync of the Service stops.
    Aborts,
    /// What the controller does is not documented.
    Unknown,
    /// The resource is not changed.
    Withholds,
    /// The value has no effect.
    Ignored,
    /// No effect, or a value of a later format version.
    #[serde(other)]
    None,
}

/// A reference to an object.
#[derive(Debug, Clone, Deserialize)]
pub struct ObjectRef {
    pub kind: String,
    #[serde(default)]
    pub namespace: Option<String>,
    #[serde(default)]
    pub name: Option<String>,
}

/// A range of a manifest.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct SourceRange {
    /// Name of the file, which the request says.
    #[serde(default)]
    pub file: Option<String>,
    pub start: Position,
    /// After the last character.
    pub end: Position,
}

/// A position in a file. Formats that locate positions request that bytes are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Position {
    /// Counted from 1.
    pub line: usize,
    /// Counted from 1.
    pub column: usize,
    /// Counted from 0, from the start of the file.
    pub offset: usize,
}

/// Something else that a finding refers to.
#[derive(Debug, Clone, Deserialize)]
pub struct Related {
    pub message: String,
    #[serde(default)]
    pub source: Option<SourceRange>,
    #[serde(default)]
    pub object: Option<ObjectRef>,
}

/// Edits that fix a finding, in the file of the finding.
#[derive(Debug, Clone, Deserialize)]
pub struct Fix {
    pub title: String,
    /// Replacements that do not overlap.
    #[serde(default)]
    pub edits: Vec<Edit>,
}

/// One replacement.
#[derive(Debug, Clone, Deserialize)]
pub struct Edit {
    pub start: Position,
    /// After the last character that is replaced.
    pub end: Position,
    pub text: String,
}
