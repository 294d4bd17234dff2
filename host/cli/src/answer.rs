//! The module's answers, as far as this host shows them.
//!
//! Reads what format 1.x promises and is tolerant of what a later minor version adds: unknown fields are passed over,
//! unknown words become `Other`. A missing optional field is absent, never invented.

use serde::Deserialize;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The answer of `planSync`.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Plan {
    /// `1.0`
    pub format_version: String,
    /// False: something needed was not given or not valid.
    #[serde(default = "yes")]
    pub complete: bool,
    /// Load balancers by verdict.
    #[serde(default)]
    pub summary: BTreeMap<String, u64>,
    /// Sorted by namespace and name.
    #[serde(default)]
    pub services: Vec<ServicePlan>,
    /// Load balancers that no Service uses.
    #[serde(default)]
    pub orphans: Vec<Orphan>,
    /// Findings.
    #[serde(default)]
    pub diagnostics: Vec<Diagnostic>,
    /// What was not given and therefore not checked.
    #[serde(default)]
    pub assumptions: Vec<Assumption>,
    /// Verdict of the guard rails, when there were any.
    #[serde(default)]
    pub policy: Option<PolicyAnswer>,
}

fn yes() -> bool {
    true
}

/// What becomes of one Service's load balancer.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ServicePlan {
    /// Namespace.
    pub namespace: String,
    /// Name.
    pub name: String,
    /// The verdict.
    pub load_balancer: LoadBalancer,
    /// What differs.
    #[serde(default)]
    pub changes: Vec<Change>,
    /// The calls.
    #[serde(default)]
    pub actions: Vec<Action>,
    /// Seen, and left alone.
    #[serde(default)]
    pub withheld: Vec<Withheld>,
}

/// The verdict.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LoadBalancer {
    /// In one word.
    pub verdict: Verdict,
    /// The CLB it is about.
    #[serde(default)]
    pub id: Option<String>,
    /// What happens to the address.
    #[serde(default)]
    pub vip: Vip,
    /// Why.
    #[serde(default)]
    pub because: Vec<Because>,
}

/// What becomes of the load balancer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Verdict {
    /// No load balancer is involved.
    None,
    /// It stays as it is.
    Keep,
    /// One is bought.
    Create,
    /// An existing one is taken into use.
    Adopt,
    /// It is changed in place.
    Update,
    /// Another takes its place.
    Replace,
    /// It is deleted.
    Delete,
    /// It stays, but is no longer managed.
    Release,
    /// The controller refuses.
    Blocked,
    /// The sync stops.
    Error,
    /// The controller is told to keep out.
    Skip,
    /// A word this host does not know.
    #[serde(other)]
    Other,
}

/// What happens to the address clients use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Vip {
    /// There is none.
    None,
    /// It stays.
    Kept,
    /// There will be one.
    New,
    /// Another takes its place.
    Changed,
    /// It is lost.
    Lost,
    /// Not known.
    #[default]
    #[serde(other)]
    Unknown,
}

/// A reason.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Because {
    /// The sentence.
    pub message: String,
    /// How it is known.
    #[serde(default)]
    pub basis: Option<Basis>,
    /// The page.
    #[serde(default)]
    pub url: Option<String>,
}

/// How something is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Basis {
    /// A page says so.
    Documented,
    /// It is concluded.
    Inferred,
    /// A word this host does not know.
    #[serde(other)]
    Other,
}

/// What is done to a resource.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Verb {
    /// It comes.
    Create,
    /// It changes.
    Update,
    /// It goes.
    Delete,
    /// It stays, but is no longer managed.
    Release,
    /// A word this host does not know.
    #[serde(other)]
    Other,
}

/// What differs of one resource.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Change {
    /// Which resource: `listener/TCP/80`.
    pub address: String,
    /// What is done.
    pub verb: Verb,
    /// As it is.
    #[serde(default)]
    pub before: Option<Map<String, Value>>,
    /// As it will be.
    #[serde(default)]
    pub after: Option<Map<String, Value>>,
    /// Fields whose value exists only later.
    #[serde(default)]
    pub after_unknown: Vec<String>,
    /// Fields that differ.
    #[serde(default)]
    pub fields: Vec<String>,
    /// Why.
    #[serde(default)]
    pub because: Vec<Because>,
}

/// One call.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Action {
    /// Its name within the Service.
    pub id: String,
    /// The call.
    pub api: String,
    /// Its body.
    #[serde(default)]
    pub request: Value,
    /// Which resource it is about.
    pub address: String,
    /// What must have happened before.
    #[serde(default)]
    pub after: Vec<String>,
    /// The longest path to it.
    #[serde(default)]
    pub wave: u64,
    /// Why.
    pub because: Because,
}

/// A difference that is left alone.
#[derive(Debug, Clone, Deserialize)]
pub struct Withheld {
    /// Which resource.
    pub address: String,
    /// What is not done.
    pub verb: Verb,
    /// Why not.
    pub because: Because,
}

/// A load balancer that no Service uses.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Orphan {
    /// Its id.
    pub load_balancer_id: String,
    /// How we know.
    pub because: Because,
}

/// What was not given and therefore not checked.
#[derive(Debug, Clone, Deserialize)]
pub struct Assumption {
    /// The sentence.
    pub message: String,
}

/// Verdict of the guard rails.
#[derive(Debug, Clone, Deserialize)]
pub struct PolicyAnswer {
    /// In one word.
    pub verdict: PolicyVerdict,
    /// What they caught.
    #[serde(default)]
    pub violations: Vec<Diagnostic>,
}

/// Verdict of the guard rails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum PolicyVerdict {
    /// Nothing was caught.
    Allow,
    /// Something that warns.
    Warn,
    /// Something that denies. A word this host does not know counts as this: a guard must not open by mistake.
    #[serde(other)]
    Deny,
}

/// The answer of `validateService`.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// `1.0`
    pub format_version: String,
    /// Findings.
    #[serde(default)]
    pub diagnostics: Vec<Diagnostic>,
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
    pub source: Option<Source>,
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
pub struct Source {
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
    pub source: Option<Source>,
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

/// What the module says of a request that is no request.
#[derive(Debug, Clone, Deserialize)]
pub struct Refusal {
    /// The error.
    pub error: RefusalError,
}

/// The error of a [`Refusal`].
#[derive(Debug, Clone, Deserialize)]
pub struct RefusalError {
    /// Its name.
    #[serde(default)]
    pub code: String,
    /// The sentence.
    pub message: String,
    /// Where in the request.
    #[serde(default)]
    pub path: Option<String>,
}
