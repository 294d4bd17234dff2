//! Findings, and the answer of `validateService`, which is nothing else.

use super::Basis;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The answer of `validateService`.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// `1.0`
    pub format_version: String,
    /// Findings.
    #[serde(default)]
    pub diagnostics: Vec<Diagnostic>,
    /// How many of each severity, and how many were suppressed.
    #[serde(default)]
    pub summary: BTreeMap<String, u64>,
}

/// One finding.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Diagnostic {
    /// Its name.
    pub code: String,
    /// How bad it is.
    pub severity: Severity,
    /// What it does to the sync.
    #[serde(default)]
    pub effect: Option<Effect>,
    /// What.
    pub message: String,
    /// Why it matters.
    #[serde(default)]
    pub why: Option<String>,
    /// What to do.
    #[serde(default)]
    pub help: Option<String>,
    /// Of which object.
    #[serde(default)]
    pub object: Option<ObjectRef>,
    /// At which field.
    #[serde(default)]
    pub path: Option<String>,
    /// The API server's error type.
    #[serde(default, rename = "type")]
    pub kind: Option<String>,
    /// The API server's own text.
    #[serde(default)]
    pub detail: Option<String>,
    /// Where in the manifests.
    #[serde(default)]
    pub source: Option<SourceRange>,
    /// Other places that matter.
    #[serde(default)]
    pub related: Vec<Related>,
    /// Edits that remedy it.
    #[serde(default)]
    pub fixes: Vec<Fix>,
    /// The controller's own code.
    #[serde(default)]
    pub event: Option<String>,
    /// How it is known.
    #[serde(default)]
    pub basis: Option<Basis>,
    /// The page.
    #[serde(default)]
    pub url: Option<String>,
}

/// How bad a finding is; the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Severity {
    /// It will not work.
    Error,
    /// It may not do what is meant.
    Warning,
    /// Good to know.
    Info,
}

/// What a finding does to the sync.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Effect {
    /// Refused by the API server.
    Rejected,
    /// Stops the whole sync.
    Aborts,
    /// Skips this resource.
    Withholds,
    /// The value is dropped.
    Ignored,
    /// None, or a word this host does not know.
    #[serde(other)]
    None,
}

/// An object.
#[derive(Debug, Clone, Deserialize)]
pub struct ObjectRef {
    /// `Service`
    pub kind: String,
    /// Its namespace.
    #[serde(default)]
    pub namespace: Option<String>,
    /// Its name.
    #[serde(default)]
    pub name: Option<String>,
}

/// Where in the manifests.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct SourceRange {
    /// First character.
    pub start: Position,
    /// One past the last.
    pub end: Position,
}

/// A position in the joined text; this host asks for UTF-8 offsets when it draws excerpts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Position {
    /// From 0, from the start of the whole text.
    pub offset: usize,
}

/// A second place.
#[derive(Debug, Clone, Deserialize)]
pub struct Related {
    /// What is there.
    pub message: String,
    /// Where.
    #[serde(default)]
    pub source: Option<SourceRange>,
    /// Of which object.
    #[serde(default)]
    pub object: Option<ObjectRef>,
}

/// An edit that remedies a finding.
#[derive(Debug, Clone, Deserialize)]
pub struct Fix {
    /// What it does.
    pub title: String,
    /// Replacements that do not overlap.
    #[serde(default)]
    pub edits: Vec<Edit>,
}

/// One replacement.
#[derive(Debug, Clone, Deserialize)]
pub struct Edit {
    /// First character to replace.
    pub start: Position,
    /// One past the last.
    pub end: Position,
    /// What to put there.
    pub text: String,
}
