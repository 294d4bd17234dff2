//! Definitions of findings, and the macro that declares a list of them.

use super::localization::{Locale, MessageTexts, PackedTextsOfDefinition};
use serde::Serialize;

/// How severe a finding is.
#[warn(missing_docs)]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The object is rejected, or does not do what it specifies.
    Error,
    /// The object works, but probably not as intended.
    Warning,
    /// Additional information.
    Info,
}

/// The reader that raises a finding.
#[warn(missing_docs)]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Layer {
    /// The YAML or JSON parser.
    Syntax,
    /// The form of an object, or of the cloud's answers.
    Schema,
    /// kube-apiserver.
    Kubernetes,
    /// TKE's Service controller.
    Tke,
    /// The plan.
    Plan,
    /// The guard rails of the request.
    Policy,
}

/// The effect of a finding on the result.
#[warn(missing_docs)]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Effect {
    /// kube-apiserver rejects the object.
    Rejected,
    /// The controller stops syncing the Service.
    Aborts,
    /// What the controller does is not documented; nothing is planned for the Service.
    Unknown,
    /// The controller skips the resource and continues.
    Withholds,
    /// The controller ignores the value.
    Ignored,
    /// None.
    None,
}

impl Effect {
    /// True where nothing is planned for the Service: its sync stops, or what the controller does is not documented.
    pub fn stops_plan(self) -> bool {
        matches!(self, Effect::Aborts | Effect::Unknown)
    }
}

/// The basis of a statement.
#[warn(missing_docs)]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// A public page states it.
    Documented,
    /// It is inferred from public pages.
    Inferred,
}

/// The definition of a finding.
#[derive(Debug, PartialEq, Eq)]
pub struct CodeDefinition {
    pub severity: Severity,
    pub layer: Layer,
    pub effect: Effect,
    /// `None` for facts about the text itself.
    pub basis: Option<Basis>,
    /// The page that states it, or from which it is inferred.
    pub url: Option<&'static str>,
    /// See [`PackedTextsOfDefinition`]: name, event, then what, why and help in English and in simplified Chinese.
    #[doc(hidden)]
    pub packed: PackedTextsOfDefinition,
}

impl CodeDefinition {
    /// `area/name`; stable.
    pub fn name(&self) -> &'static str {
        self.packed.part(0)
    }

    /// The controller's own event code, `E4011`.
    pub fn event(&self) -> Option<&'static str> {
        Some(self.packed.part(1)).filter(|event| !event.is_empty())
    }

    /// The texts in one language.
    pub fn texts(&self, locale: Locale) -> MessageTexts {
        let first = match locale {
            Locale::En => 2,
            Locale::ZhCn => 5,
        };
        let [what, why, help] = [0, 1, 2].map(|part| self.packed.part(first + part));
        MessageTexts { what, why, help }
    }
}

/// Declares a list of [`CodeDefinition`]s as statics, and `ALL`, the list.
///
/// ```text
/// codes! {
///     UNKNOWN_NAME = "annotation/unknown-name", Warning, Tke, Ignored, basis: Documented, documentation_pages::ANNOTATIONS,
///         event: "E4011",
///         en: "what", "why", "help";
///         zh: "…", "…", "…";
/// }
/// ```
/// `basis:` and `event:` are optional.
#[macro_export]
#[doc(hidden)]
macro_rules! codes {
    (@basis) => { None };
    (@basis $b:ident) => { Some($crate::diagnostic::Basis::$b) };
    (@opt) => { None };
    (@opt $e:expr) => { Some($e) };
    ($(
        $id:ident = $name:literal, $sev:ident, $layer:ident, $effect:ident
        $(, basis: $basis:ident, $url:expr)? $(, event: $event:literal)?
        , en: $w:literal, $y:literal, $h:literal; zh: $zw:literal, $zy:literal, $zh:literal;
    )*) => {
        $(
            #[doc = concat!("`", $name, "`: ", $w)]
            pub static $id: $crate::diagnostic::CodeDefinition = $crate::diagnostic::CodeDefinition {
                severity: $crate::diagnostic::Severity::$sev,
                layer: $crate::diagnostic::Layer::$layer,
                effect: $crate::diagnostic::Effect::$effect,
                basis: $crate::codes!(@basis $($basis)?),
                url: $crate::codes!(@opt $($url)?),
                packed: $crate::diagnostic::PackedTextsOfDefinition(concat!(
                    $name, "\n" $(, $event)?, "\n", $w, "\n", $y, "\n", $h, "\n", $zw, "\n", $zy, "\n", $zh
                )),
            };
        )*
        /// Every code of this list.
        pub static ALL: &[&$crate::diagnostic::CodeDefinition] = &[$(&$id),*];
    };
}
