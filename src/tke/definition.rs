//! What an annotation is: a row of data and a typed key around it.
//!
//! Everything that is said about an annotation anywhere — checks, defaults, did-you-mean, "too new for your
//! controller", reference, completion — is derived from its [`Definition`]. The row is data only: what is done with a value
//! is decided in the stages. Labels, tags, finalizers and the cluster-wide switches are rows as well.

use super::grammar::Grammar;
use super::parsed_value::ParsedValue;
use super::version::Version;
use crate::diagnostic::{Basis, references};

/// One name that the controller reads or writes.
#[derive(Debug)]
pub struct Definition {
    /// The full name, as it stands in a manifest.
    pub name: &'static str,
    /// Where it stands.
    pub kind: DefinitionKind,
    /// English lines, each with the blank that follows `///`; the first is a title of at most 80 characters. One text: an
    /// address and a length for each line would weigh more than they help.
    pub doc: &'static str,
    /// The same in simplified Chinese, in two lines: the title, at most 80 characters, and the rest, if there is any.
    pub zh: &'static str,
    /// What a value looks like.
    pub grammar: Grammar,
    /// What holds without it.
    pub when_absent: WhenAbsent,
    /// What a later edit does.
    pub mutability: Mutability,
    /// The first controller version that knows it; `None` where no page says.
    pub since: Option<Since>,
    /// How far it can be relied on.
    pub status: Status,
    /// What it needs, excludes and is for.
    pub relations: &'static [Relation],
    /// How we know.
    pub basis: Basis,
    /// The page.
    pub url: &'static str,
}

impl Definition {
    /// What a row says of itself when it says nothing: an annotation of the annotation page.
    pub(crate) const PLAIN: Definition = Definition {
        name: "",
        kind: DefinitionKind::Annotation,
        doc: "",
        zh: "",
        grammar: Grammar::Text,
        when_absent: WhenAbsent::Unmanaged,
        mutability: Mutability::Undocumented,
        since: None,
        status: Status::Stable,
        relations: &[],
        basis: Basis::Documented,
        url: references::ANNOTATIONS,
    };

    /// The first line of the documentation.
    pub fn title(&self) -> &'static str {
        self.doc.lines().next().unwrap_or_default().trim()
    }

    /// Title and rest of the Chinese documentation; the rest may be empty.
    pub fn chinese(&self) -> (&'static str, &'static str) {
        self.zh.split_once('\n').unwrap_or((self.zh, ""))
    }

    /// True for one and the same row.
    pub fn is(&self, other: &Definition) -> bool {
        self.name == other.name && self.kind == other.kind
    }

    /// True when this is a former name of the other.
    pub fn is_old_name_of(&self, other: &Definition) -> bool {
        matches!(self.status, Status::DeprecatedBy(successor) if successor.is(other))
    }

    /// `metadata.annotations[…]`, `metadata.labels[…]`, or the bare name.
    pub fn path(&self) -> String {
        match self.kind {
            DefinitionKind::Annotation => format!("metadata.annotations[{}]", self.name),
            DefinitionKind::Label => format!("metadata.labels[{}]", self.name),
            DefinitionKind::Switch => format!("data[{}]", self.name),
            DefinitionKind::Finalizer => "metadata.finalizers".to_owned(),
            DefinitionKind::Condition => "status.conditions".to_owned(),
            DefinitionKind::ReadinessGate => "spec.readinessGates".to_owned(),
            DefinitionKind::Tag | DefinitionKind::PodAnnotation | DefinitionKind::SecretKey => self.name.to_owned(),
        }
    }
}

/// Where a name stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DefinitionKind {
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

/// What holds while the annotation is absent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhenAbsent {
    /// As if it had this value.
    Fixed(&'static str),
    /// Something else decides: the sentence says what.
    Derived {
        /// English.
        en: &'static str,
        /// Simplified Chinese.
        zh: &'static str,
    },
    /// The controller leaves the matter alone.
    Unmanaged,
}

/// What an edit of the annotation does to a Service that has its CLB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mutability {
    /// Applied to the running CLB.
    InPlace,
    /// Read when the CLB is bought, and never again: an edit does nothing.
    CreateOnly,
    /// Asks for another CLB: older controllers replace it, newer ones refuse.
    Replaces,
    /// Can be turned on, and not off again.
    OneWay,
    /// Only the controller writes it.
    ReadOnly,
    /// No page says.
    Undocumented,
}

/// The first version that knows a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Since {
    /// Controller version.
    pub version: Version,
    /// How sure.
    pub confidence: Confidence,
}

/// How sure a version number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confidence {
    /// A page says so of this very name.
    Documented,
    /// A page says so of the identically named Ingress annotation; both controllers share their release numbers.
    IngressPage,
    /// No page says so; the annotations it stands beside and works with have it.
    RelatedAnnotations,
}

/// How far a name can be relied on.
#[derive(Debug, Clone, Copy)]
pub enum Status {
    /// Documented for Services.
    Stable,
    /// Understood, but this one should be used.
    DeprecatedBy(&'static Definition),
    /// Announced for removal, without a successor.
    Deprecated,
    /// Written by the controller; not for people.
    WrittenByController,
    /// Documented for Ingress only; that Services know it is not proven.
    Unproven,
    /// Seen in clusters, on no page.
    Observed,
    /// Of another or of a long gone controller: nothing reads it today.
    Legacy,
    /// Read by clbplan, and by no controller.
    Clbplan,
}

/// How names depend on each other.
#[derive(Debug, Clone, Copy)]
pub enum Relation {
    /// Without that one, this one does nothing or fails.
    Requires(&'static Definition),
    /// That one must not be there as well.
    Conflicts(&'static Definition),
    /// It only does something in this situation.
    OnlyFor(Requirement),
}

/// Situations that annotations are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Requirement {
    /// Backends are Pods.
    DirectAccess,
    /// Backends are nodes.
    NodePort,
    /// The controller buys the CLB.
    ManagedClb,
    /// The CLB is public.
    PublicClb,
    /// `externalTrafficPolicy: Local`.
    LocalPolicy,
    /// TKE Serverless.
    Serverless,
}

/// A row with the Rust type of its value: `settings.get(&DIRECT_ACCESS)` is a `bool`.
#[derive(Debug)]
pub struct Annotation<T: 'static> {
    /// The row.
    pub definition: Definition,
    /// Reads a value; positions in problems are bytes of the text it is given.
    pub read: fn(&Grammar, &str) -> ParsedValue<T>,
}

impl<T> Annotation<T> {
    /// The full name.
    pub const fn name(&self) -> &'static str {
        self.definition.name
    }
}

/// `since` of a row: the number is documented for this very name.
pub(crate) const fn documented(major: u16, minor: u16, patch: u16) -> Option<Since> {
    Some(Since { version: Version { major, minor, patch }, confidence: Confidence::Documented })
}

/// `since` of a row: the number is documented for the Ingress annotation of the same name.
pub(crate) const fn ingress_page(major: u16, minor: u16, patch: u16) -> Option<Since> {
    Some(Since { version: Version { major, minor, patch }, confidence: Confidence::IngressPage })
}

/// `since` of a row: the number is that of the annotations it works with.
pub(crate) const fn related_annotations(major: u16, minor: u16, patch: u16) -> Option<Since> {
    Some(Since { version: Version { major, minor, patch }, confidence: Confidence::RelatedAnnotations })
}

/// Writes typed definitions, and `ALL`, their list: `/// doc` `NAME: Type = "full/name", grammar, reader => { field: value, … }`.
/// A field that is left out is that of [`Definition::PLAIN`].
macro_rules! definitions {
    ($($(#[doc = $doc:literal])+ $id:ident: $type:ty = $name:literal, $grammar:expr, $read:expr
        => { $($field:ident: $value:expr),* $(,)? })*) => {
        $(
            $(#[doc = $doc])+
            pub static $id: $crate::tke::Annotation<$type> = $crate::tke::Annotation {
                definition: $crate::tke::Definition {
                    name: $name,
                    doc: concat!($($doc, "\n"),+),
                    grammar: $grammar,
                    $($field: $value,)*
                    ..$crate::tke::Definition::PLAIN
                },
                read: $read,
            };
        )*
        /// Every row of this file.
        pub static ALL: &[&$crate::tke::Definition] = &[$(&$id.definition),*];
    };
}
pub(crate) use definitions;
