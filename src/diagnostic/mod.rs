//! What can be said to the user, and where it points.
//!
//! A [`Code`] is a static row: name, severity, effect, basis, link and the texts in both languages. A [`Diagnostic`]
//! is a code, the words that fill its texts, and the place it speaks of. Nothing here knows what a Service is, and
//! nothing outside branches on a code: codes are for people and for the programs that read the answer.

mod code;
pub mod codes;
mod phrases;
mod reason;
pub mod references;
pub mod render;
pub mod truncate;

pub use code::{Basis, Code, Effect, Layer, PackedTexts, Severity, Texts};
pub use reason::{Reason, ReasonDef};

/// A half-open range of UTF-8 byte offsets into the request's `manifests` text (or `live` text).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset one past the last byte.
    pub end: u32,
}

impl Span {
    /// The span of values that did not come from text.
    pub const NONE: Span = Span { start: 0, end: 0 };

    /// A span from byte offsets; offsets beyond `u32` cannot occur, the input limit is far below.
    pub fn new(start: usize, end: usize) -> Span {
        let clamp = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Span { start: clamp(start), end: clamp(end) }
    }

    /// True for values that did not come from text.
    pub fn is_none(self) -> bool {
        self == Span::NONE
    }

    /// The text this span covers, or `""` when it does not lie in `text`.
    pub fn slice(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }
}

/// A place in the text of `manifests`: which document (counted from 0) and which bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Location {
    /// Number of the document in the text, from 0.
    pub document: u32,
    /// Bytes, counted from the start of the whole text.
    pub span: Span,
}

/// The Kubernetes object a message speaks of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ObjectRef {
    /// For example `v1`.
    pub api_version: String,
    /// For example `Service`.
    pub kind: String,
    /// Absent for cluster-scoped objects.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub namespace: Option<String>,
    /// Absent where the object has no name yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// kube-apiserver's error types, as its answer spells them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum FieldErrorType {
    /// `FieldValueRequired`
    Required,
    /// `FieldValueInvalid`
    Invalid,
    /// `FieldValueNotSupported`
    NotSupported,
    /// `FieldValueDuplicate`
    Duplicate,
    /// `FieldValueForbidden`
    Forbidden,
    /// `FieldValueTooLong`
    TooLong,
    /// `FieldValueTooMany`
    TooMany,
}

/// A second place that helps to understand the first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// What is there.
    pub note: Reason,
    /// Where, when it is in `manifests`.
    pub location: Option<Location>,
    /// Which object, when it is another one.
    pub object: Option<ObjectRef>,
}

/// A change of the text that is certain to remedy the problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What applying it does, as a sentence.
    pub title: Reason,
    /// Replacements in `manifests`; they do not overlap.
    pub edits: Vec<Edit>,
}

/// One replacement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The bytes to replace; empty to insert.
    pub span: Span,
    /// What to put there.
    pub text: String,
}

/// The arguments that fill the `{name}` placeholders of a text. Several arguments of one name are a list: the renderer joins
/// it as the language does.
pub type Args = Vec<(&'static str, String)>;

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of finding.
    pub code: &'static Code,
    /// Fills the texts of the code.
    pub args: Args,
    /// Of which object.
    pub object: Option<ObjectRef>,
    /// At which field, as Kubernetes prints it.
    pub path: Option<String>,
    /// kube-apiserver's type and detail text.
    pub field: Option<(FieldErrorType, String)>,
    /// kube-apiserver's text where it gives no type: refusals before validation.
    pub detail: Option<String>,
    /// Where in `manifests`.
    pub location: Option<Location>,
    /// Other places that matter.
    pub related: Vec<Related>,
    /// Edits that remedy it.
    pub fixes: Vec<Fix>,
}

impl Diagnostic {
    /// A finding without words or place.
    pub fn new(code: &'static Code) -> Diagnostic {
        Diagnostic {
            code,
            args: Vec::new(),
            object: None,
            path: None,
            field: None,
            detail: None,
            location: None,
            related: Vec::new(),
            fixes: Vec::new(),
        }
    }

    /// Fills `{name}` in the texts.
    #[must_use]
    pub fn arg(mut self, name: &'static str, value: impl Into<String>) -> Diagnostic {
        self.args.push((name, value.into()));
        self
    }

    /// Fills `{name}` in the texts with a list.
    #[must_use]
    pub fn list(mut self, name: &'static str, values: Vec<String>) -> Diagnostic {
        self.args.extend(values.into_iter().map(|value| (name, value)));
        self
    }

    /// Says where in `manifests`.
    #[must_use]
    pub fn location(mut self, location: Option<Location>) -> Diagnostic {
        self.location = location;
        self
    }

    /// Says of which object.
    #[must_use]
    pub fn object(mut self, object: ObjectRef) -> Diagnostic {
        self.object = Some(object);
        self
    }

    /// Says at which field.
    #[must_use]
    pub fn path(mut self, path: impl Into<String>) -> Diagnostic {
        self.path = Some(path.into());
        self
    }

    /// Adds kube-apiserver's type and detail text.
    #[must_use]
    pub fn field(mut self, kind: FieldErrorType, detail: impl Into<String>) -> Diagnostic {
        self.field = Some((kind, detail.into()));
        self
    }

    /// Adds kube-apiserver's text where it gives no type.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Diagnostic {
        self.detail = Some(detail.into());
        self
    }

    /// Points at a second place.
    #[must_use]
    pub fn related(mut self, related: Related) -> Diagnostic {
        self.related.push(related);
        self
    }

    /// Offers an edit, where there is one.
    #[must_use]
    pub fn optional_fix(mut self, fix: Option<Fix>) -> Diagnostic {
        self.fixes.extend(fix);
        self
    }

    /// Offers an edit.
    #[must_use]
    pub fn fix(mut self, fix: Fix) -> Diagnostic {
        self.fixes.push(fix);
        self
    }
}
