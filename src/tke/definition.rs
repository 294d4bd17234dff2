//! Definitions of annotations: a row of data with a typed key.
//!
//! Checks, defaults, did-you-mean, "too new for your controller", reference and completion are derived from a
//! [`NameDefinition`]. It is data only; what a value does is decided in the stages. Labels, tags, finalizers and the
//! cluster-wide switches have definitions as well.

use super::controller_version::ControllerVersion;
use super::grammar::ValueFormat;
use super::parsed_value::ParsedValue;
use crate::diagnostic::{Basis, documentation_pages};

/// A name that the controller reads or writes.
#[derive(Debug)]
pub struct NameDefinition {
    /// The full name.
    pub name: &'static str,
    pub kind: NameLocation,
    /// English lines, each with the blank that follows `///`; the first is a title of at most 80 characters. One text,
    /// because an address and a length for each line would add to the module.
    pub doc: &'static str,
    /// The same in simplified Chinese, in two lines: the title, at most 80 characters, and the rest, if there is any.
    pub zh: &'static str,
    pub grammar: ValueFormat,
    pub when_absent: WhenAbsent,
    /// The effect of a later edit.
    pub mutability: Mutability,
    /// The first controller version that supports it; `None` when not documented.
    pub since: Option<SinceVersion>,
    pub status: SupportStatus,
    pub dependencies: &'static [AnnotationDependency],
    pub basis: Basis,
    /// The page.
    pub url: &'static str,
}

impl NameDefinition {
    /// Defaults of a definition: an annotation documented on the annotation page.
    pub(crate) const PLAIN: NameDefinition = NameDefinition {
        name: "",
        kind: NameLocation::Annotation,
        doc: "",
        zh: "",
        grammar: ValueFormat::Text,
        when_absent: WhenAbsent::Unmanaged,
        mutability: Mutability::Undocumented,
        since: None,
        status: SupportStatus::Stable,
        dependencies: &[],
        basis: Basis::Documented,
        url: documentation_pages::ANNOTATIONS,
    };

    /// True unless a controller of this version is documented not to know it; `None`: the version is unknown.
    pub fn is_supported_by(&self, version: Option<ControllerVersion>) -> bool {
        let since = self.since.filter(|since| since.confidence == SinceVersionBasis::Documented);
        since.zip(version).is_none_or(|(since, has)| has >= since.version)
    }

    /// The first line of the documentation.
    pub fn title(&self) -> &'static str {
        self.doc.lines().next().unwrap_or_default().trim()
    }

    /// Title and rest of the Chinese documentation; the rest may be empty.
    pub fn chinese(&self) -> (&'static str, &'static str) {
        self.zh.split_once('\n').unwrap_or((self.zh, ""))
    }

    /// True for the same definition.
    pub fn is(&self, other: &NameDefinition) -> bool {
        self.name == other.name && self.kind == other.kind
    }

    /// True when this is a former name of `other`.
    pub fn is_old_name_of(&self, other: &NameDefinition) -> bool {
        matches!(self.status, SupportStatus::DeprecatedBy(successor) if successor.is(other))
    }

    /// `metadata.annotations[…]`, `metadata.labels[…]`, or the bare name.
    pub fn path(&self) -> String {
        match self.kind {
            NameLocation::Annotation => format!("metadata.annotations[{}]", self.name),
            NameLocation::Label => format!("metadata.labels[{}]", self.name),
            NameLocation::Switch => format!("data[{}]", self.name),
            NameLocation::Finalizer => "metadata.finalizers".to_owned(),
            NameLocation::Condition => "status.conditions".to_owned(),
            NameLocation::ReadinessGate => "spec.readinessGates".to_owned(),
            NameLocation::Tag | NameLocation::PodAnnotation | NameLocation::SecretKey => self.name.to_owned(),
        }
    }
}

/// Where a name occurs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameLocation {
    /// `metadata.annotations` of the Service.
    Annotation,
    /// `metadata.labels` of the Service.
    Label,
    /// `metadata.finalizers` of the Service.
    Finalizer,
    /// `status.conditions` of the Service.
    Condition,
    /// `spec.readinessGates` of a Pod.
    ReadinessGate,
    /// `metadata.annotations` of a Pod.
    PodAnnotation,
    /// `data` of ConfigMap `kube-system/tke-service-controller-config`.
    Switch,
    /// `data` of a certificate Secret.
    SecretKey,
    /// A tag of the CLB.
    Tag,
}

/// The effect of an absent annotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhenAbsent {
    /// The same as this value.
    Fixed(&'static str),
    /// Something else decides; the sentence names it.
    Derived { en: &'static str, zh: &'static str },
    /// The controller does not change the setting.
    Unmanaged,
}

/// The effect of an edit on a Service that has its CLB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mutability {
    /// Applied to the current CLB.
    InPlace,
    /// None: it is read when the CLB is created.
    CreateOnly,
    /// It requires another CLB: older controllers replace it, newer ones refuse.
    Replaces,
    /// It can be switched on and not off.
    OneWay,
    /// Only the controller writes it.
    ReadOnly,
    Undocumented,
}

/// The first controller version that supports a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SinceVersion {
    pub version: ControllerVersion,
    pub confidence: SinceVersionBasis,
}

/// The source of a version number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SinceVersionBasis {
    /// A page states it for this name.
    Documented,
    /// A page states it for the Ingress annotation of the same name; both controllers share their version numbers.
    IngressPage,
    /// No page states it; related annotations have it.
    RelatedAnnotations,
}

/// The support status of a name.
#[derive(Debug, Clone, Copy)]
pub enum SupportStatus {
    /// Documented for Services.
    Stable,
    /// Supported; this one is preferred.
    DeprecatedBy(&'static NameDefinition),
    /// Announced for removal, without a successor.
    Deprecated,
    /// Written by the controller, not by users.
    WrittenByController,
    /// Documented for Ingress only; support for Services is not proven.
    Unproven,
    /// Seen in clusters, not documented.
    Observed,
    /// Read by another or an old controller only.
    Legacy,
    /// Read by clbplan, and by no controller.
    Clbplan,
}

/// Dependencies between names. Those that exclude each other are in [`conflicts`](super::definitions::conflicts).
#[derive(Debug, Clone, Copy)]
pub enum AnnotationDependency {
    /// It is documented together with that one only: what it does alone is not known.
    Requires(&'static NameDefinition),
    /// It has an effect in this situation only.
    OnlyFor(RequiredSituation),
}

/// A situation that an annotation is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RequiredSituation {
    /// Backends are Pods.
    DirectAccess,
    /// Backends are nodes.
    NodePort,
    /// TKE creates the CLB.
    ManagedClb,
    PublicClb,
    /// `externalTrafficPolicy: Local`.
    LocalPolicy,
    Serverless,
}

/// A definition with the Rust type of its value: `settings.get(&DIRECT_ACCESS)` is a `bool`.
#[derive(Debug)]
pub struct TypedNameDefinition<T: 'static> {
    pub definition: NameDefinition,
    /// Parses a value. Ranges of problems count bytes of that text.
    pub read: fn(&ValueFormat, &str) -> ParsedValue<T>,
}

impl<T> TypedNameDefinition<T> {
    pub const fn name(&self) -> &'static str {
        self.definition.name
    }
}

/// `since`: a page states the version for this name.
pub(crate) const fn documented(major: u16, minor: u16, patch: u16) -> Option<SinceVersion> {
    Some(SinceVersion { version: ControllerVersion { major, minor, patch }, confidence: SinceVersionBasis::Documented })
}

/// `since`: a page states the version for the Ingress annotation of this name.
pub(crate) const fn ingress_page(major: u16, minor: u16, patch: u16) -> Option<SinceVersion> {
    Some(SinceVersion {
        version: ControllerVersion { major, minor, patch },
        confidence: SinceVersionBasis::IngressPage,
    })
}

/// `since`: the version of the annotations it works with.
pub(crate) const fn related_annotations(major: u16, minor: u16, patch: u16) -> Option<SinceVersion> {
    Some(SinceVersion {
        version: ControllerVersion { major, minor, patch },
        confidence: SinceVersionBasis::RelatedAnnotations,
    })
}

/// Declares typed definitions and `ALL`, their list: `/// doc` `NAME: Type = "full/name", grammar, reader => { column:
/// value, … }`. An omitted column has its value in [`NameDefinition::PLAIN`].
macro_rules! definitions {
    ($($(#[doc = $doc:literal])+ $id:ident: $type:ty = $name:expr, $grammar:expr, $read:expr
        => { $($field:ident: $value:expr),* $(,)? })*) => {
        $(
            $(#[doc = $doc])+
            pub static $id: $crate::tke::TypedNameDefinition<$type> = $crate::tke::TypedNameDefinition {
                definition: $crate::tke::NameDefinition {
                    name: $name,
                    doc: concat!($($doc, "\n"),+),
                    grammar: $grammar,
                    $($field: $value,)*
                    ..$crate::tke::NameDefinition::PLAIN
                },
                read: $read,
            };
        )*
        /// Every definition of this file.
        pub static ALL: &[&$crate::tke::NameDefinition] = &[$(&$id.definition),*];
    };
}
pub(crate) use definitions;
