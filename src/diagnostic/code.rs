//! The rows that diagnostics are made of, and the macro that writes a list of them.

use super::render::Locale;
use serde::Serialize;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The manifest will be refused, or will not do what it says.
    Error,
    /// It will work, and probably not as meant.
    Warning,
    /// Good to know.
    Info,
}

/// Which reader finds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Layer {
    /// YAML or JSON.
    Syntax,
    /// The shape of an object or of the cloud's answers.
    Schema,
    /// kube-apiserver.
    Kubernetes,
    /// TKE's Service controller.
    Tke,
    /// The plan.
    Plan,
    /// The user's own guard rails.
    Policy,
}

/// What the finding does to the outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Effect {
    /// The API server refuses the object.
    Rejected,
    /// The controller stops the whole sync of the Service.
    Aborts,
    /// The controller leaves this resource alone and goes on.
    Withholds,
    /// The value is dropped.
    Ignored,
    /// Nothing changes.
    None,
}

/// How we know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// A public page says so.
    Documented,
    /// We conclude it from what public pages say.
    Inferred,
}

/// The texts of one finding in one language. `{name}` is filled with a word of the diagnostic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Texts {
    /// What is the case. Lower case, no final period, backticks around what the user typed.
    pub what: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// What to do.
    pub help: &'static str,
}

/// One kind of finding.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// See [`Severity`].
    pub severity: Severity,
    /// See [`Layer`].
    pub layer: Layer,
    /// See [`Effect`].
    pub effect: Effect,
    /// How we know; `None` where it is a fact about the text itself.
    pub basis: Option<Basis>,
    /// The page that says so, or that we conclude from.
    pub url: Option<&'static str>,
    /// See [`PackedTexts`]: name, event, then what, why and help in English and in simplified Chinese.
    #[doc(hidden)]
    pub packed: PackedTexts,
}

impl Code {
    /// `area/name`; stable.
    pub fn name(&self) -> &'static str {
        self.packed.part(0)
    }

    /// The controller's own event code, `E4011`.
    pub fn event(&self) -> Option<&'static str> {
        Some(self.packed.part(1)).filter(|event| !event.is_empty())
    }

    /// What is said of it.
    pub fn texts(&self, locale: Locale) -> Texts {
        let first = match locale {
            Locale::En => 2,
            Locale::ZhCn => 5,
        };
        let [what, why, help] = [0, 1, 2].map(|part| self.packed.part(first + part));
        Texts { what, why, help }
    }
}

/// The texts of a row, one on each line. As constants of their own each would bring an address and a length along, of which
/// there are thousands, and which no compression makes smaller.
#[derive(Debug, PartialEq, Eq)]
pub struct PackedTexts(pub &'static str);

impl PackedTexts {
    /// One of them, by its place; empty where there is none.
    pub fn part(&self, location: usize) -> &'static str {
        self.0.split('\n').nth(location).unwrap_or_default()
    }
}

/// Writes a list of [`Code`] rows as statics, and `ALL`, the list itself.
///
/// ```text
/// codes! {
///     UNKNOWN_NAME = "annotation/unknown-name", Warning, Tke, Ignored, basis: Documented, source::ANNOTATIONS,
///         event: "E4011",
///         en: "what", "why", "help";
///         zh: "…", "…", "…";
/// }
/// ```
/// `basis:` and `event:` may be left out.
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
            pub static $id: $crate::diagnostic::Code = $crate::diagnostic::Code {
                severity: $crate::diagnostic::Severity::$sev,
                layer: $crate::diagnostic::Layer::$layer,
                effect: $crate::diagnostic::Effect::$effect,
                basis: $crate::codes!(@basis $($basis)?),
                url: $crate::codes!(@opt $($url)?),
                packed: $crate::diagnostic::PackedTexts(concat!(
                    $name, "\n" $(, $event)?, "\n", $w, "\n", $y, "\n", $h, "\n", $zw, "\n", $zy, "\n", $zh
                )),
            };
        )*
        /// Every row of this list.
        pub static ALL: &[&$crate::diagnostic::Code] = &[$(&$id),*];
    };
}
