//! Findings, reasons and the locations they point at.
//!
//! A [`CodeDefinition`] is a static definition: name, severity, effect, basis, link and texts in both languages. A [`Diagnostic`]
//! is a code with arguments for its texts and a location; a [`Reason`] is the same for planned and withheld actions.
//! Nothing here knows what a Service is. No other code branches on a code or reason: they are for people, and for
//! programs that read the answer.

mod code_definition;
pub mod documentation_pages;
pub mod limit_findings;
mod localization;
mod positions;
mod reason;
pub mod render;
pub mod source_files;
mod translate_arguments;

pub use code_definition::{Basis, CodeDefinition, Effect, Layer, Severity};
pub use localization::{Locale, MessageArguments, MessageTexts, PackedTextsOfDefinition};
pub use reason::{Reason, ReasonDefinition};

/// A half-open range of UTF-8 byte offsets in the text of `manifests` or `live`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset one past the last byte.
    pub end: u32,
}

impl Span {
    /// The span of values that do not come from text.
    pub const NONE: Span = Span { start: 0, end: 0 };

    /// A span from byte offsets. Offsets beyond `u32` cannot occur, because the limit of the input is far below.
    pub fn new(start: usize, end: usize) -> Span {
        let clamp = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Span { start: clamp(start), end: clamp(end) }
    }

    /// True for values that do not come from text.
    pub fn is_none(self) -> bool {
        self == Span::NONE
    }

    /// The text of this span, or `""` when it lies outside `text`.
    pub fn slice(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }
}

/// A range in the text of `manifests`: of several files, in the text that they were joined to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Location {
    /// Index of the document in the text, from 0.
    pub document: u32,
    /// Bytes from the start of the whole text.
    pub span: Span,
}

/// The identity of a Kubernetes object.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ObjectRef {
    /// API version, `v1`.
    pub api_version: String,
    /// Kind, `Service`.
    pub kind: String,
    /// Namespace; absent for cluster-scoped objects.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub namespace: Option<String>,
    /// Name; absent when the object has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

impl ObjectRef {
    /// What tells objects of one cluster apart, in any version of their API: kind, namespace and name.
    pub fn identity(&self) -> (&str, &str, &str) {
        (&self.kind, self.namespace.as_deref().unwrap_or_default(), self.name.as_deref().unwrap_or_default())
    }
}

/// The error types of kube-apiserver, as it spells them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum FieldErrorType {
    /// A required value is absent.
    Required,
    /// A value is not valid.
    Invalid,
    /// A value is not in the list of supported ones.
    NotSupported,
    /// A value occurs more than once.
    Duplicate,
    /// A value must not be set.
    Forbidden,
    /// A value is too long.
    TooLong,
    /// A list has too many items.
    TooMany,
}

/// Another location that explains the finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    pub note: Reason,
    /// Its location in `manifests`.
    pub location: Option<Location>,
    /// The object, when it is another one.
    pub object: Option<ObjectRef>,
}

/// A change of the text that certainly fixes the finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as a sentence.
    pub title: Reason,
    /// Replacements in `manifests`, without overlap.
    pub edits: Vec<Edit>,
}

/// A replacement in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The bytes to replace; empty for an insertion.
    pub span: Span,
    pub text: String,
}

/// A finding: a code with its arguments and location.
///
/// Behind a pointer, because findings pass from function to function by value: moving all fields each time was a measurable
/// part of the module's size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic(Box<DiagnosticFields>);

/// The fields of a [`Diagnostic`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiagnosticFields {
    pub code: &'static CodeDefinition,
    /// Arguments of the code's texts.
    pub args: MessageArguments,
    pub object: Option<ObjectRef>,
    /// The path of the field, as Kubernetes prints it.
    pub path: Option<String>,
    /// kube-apiserver's error type and detail.
    pub field: Option<(FieldErrorType, String)>,
    /// kube-apiserver's detail, where it gives no type: errors before validation.
    pub detail: Option<String>,
    /// Its location in `manifests`.
    pub location: Option<Location>,
    pub related: Vec<Related>,
    pub fixes: Vec<Fix>,
    /// The controller does not read what the finding is about, so that it has no effect.
    pub is_ignored: bool,
    /// The live object has it as well: the request does not bring it.
    pub is_existing: bool,
}

impl std::ops::Deref for Diagnostic {
    type Target = DiagnosticFields;

    fn deref(&self) -> &DiagnosticFields {
        &self.0
    }
}

impl std::ops::DerefMut for Diagnostic {
    fn deref_mut(&mut self) -> &mut DiagnosticFields {
        &mut self.0
    }
}

impl Diagnostic {
    /// True if its code is this one.
    pub fn is(&self, code: &CodeDefinition) -> bool {
        std::ptr::eq(self.code, code)
    }

    /// The value of an argument.
    pub fn argument(&self, name: &str) -> Option<&str> {
        localization::argument(&self.args, name)
    }

    /// A finding without arguments and location.
    pub fn new(code: &'static CodeDefinition) -> Diagnostic {
        Diagnostic(Box::new(DiagnosticFields {
            code,
            args: Vec::new(),
            object: None,
            path: None,
            field: None,
            detail: None,
            location: None,
            related: Vec::new(),
            fixes: Vec::new(),
            is_ignored: false,
            is_existing: false,
        }))
    }

    /// What it leads to.
    pub fn effect(&self) -> Effect {
        if self.is_ignored { Effect::Ignored } else { self.code.effect }
    }

    /// How severe it is: a fault in something that the controller does not read stops nothing.
    pub fn severity(&self) -> Severity {
        match self.code.severity {
            Severity::Error if self.is_ignored => Severity::Warning,
            severity => severity,
        }
    }

    /// The same finding about something that the controller does not read.
    #[must_use]
    pub fn ignored(mut self) -> Diagnostic {
        self.is_ignored = true;
        self
    }

    /// Sets the argument `{name}` of the texts.
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

    #[must_use]
    pub fn location(mut self, location: Option<Location>) -> Diagnostic {
        self.location = location;
        self
    }

    #[must_use]
    pub fn object(mut self, object: ObjectRef) -> Diagnostic {
        self.object = Some(object);
        self
    }

    #[must_use]
    pub fn path(mut self, path: impl Into<String>) -> Diagnostic {
        self.path = Some(path.into());
        self
    }

    #[must_use]
    pub fn field(mut self, kind: FieldErrorType, detail: impl Into<String>) -> Diagnostic {
        self.field = Some((kind, detail.into()));
        self
    }

    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Diagnostic {
        self.detail = Some(detail.into());
        self
    }

    #[must_use]
    pub fn related(mut self, related: Related) -> Diagnostic {
        self.related.push(related);
        self
    }

    #[must_use]
    pub fn optional_fix(mut self, fix: Option<Fix>) -> Diagnostic {
        self.fixes.extend(fix);
        self
    }

    #[must_use]
    pub fn fix(mut self, fix: Fix) -> Diagnostic {
        self.fixes.push(fix);
        self
    }
}
