//! A rendered reference entry, as `explain` returns it.

#![warn(missing_docs)]

use crate::diagnostic::Basis;
use serde::Serialize;

/// The kind of a reference entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename = "ReferenceEntryKind", rename_all = "kebab-case")]
pub enum ReferenceEntryKind {
    /// An annotation of a Service.
    Annotation,
    /// A label of a Service.
    Label,
    /// A finalizer of a Service.
    Finalizer,
    /// A condition of a Service.
    Condition,
    /// A readiness gate of a Pod.
    ReadinessGate,
    /// An annotation of a Pod.
    PodAnnotation,
    /// A cluster-wide switch.
    Switch,
    /// A key of a certificate Secret.
    SecretKey,
    /// A tag of a CLB.
    Tag,
    /// A field of a Service or of a TkeServiceConfig.
    Field,
    /// A finding.
    Code,
    /// A reason of a plan.
    Reason,
    /// A fact about the cluster, a key of `context`.
    ContextKey,
    /// A member of a request.
    RequestMember,
    /// What happens to a load balancer or its address.
    Verdict,
    /// A member of an answer.
    AnswerMember,
}

/// A reference entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename = "Entry")]
pub struct ReferenceEntryOutput {
    /// The full name, the code, or the path.
    pub name: String,
    /// The kind of the entry.
    pub kind: ReferenceEntryKind,
    /// The title, one line.
    pub title: String,
    /// The full text in Markdown.
    pub text: String,
    /// Whether it is documented or inferred.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<Basis>,
    /// The page that states it, or from which it is inferred.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<&'static str>,
}
