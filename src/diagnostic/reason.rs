//! Reasons: why an action is planned, or why a difference is left alone.

use super::render::Locale;
use super::{Args, Basis, PackedTexts};

/// A sentence with its basis and link. Shown to people, never branched on: what is decided is decided by the tables
/// in `lifecycle/`, and the reason is chosen with the outcome.
#[derive(Debug, PartialEq, Eq)]
pub struct ReasonDef {
    /// How we know.
    pub basis: Basis,
    /// The page that says so, or that we conclude from.
    pub url: Option<&'static str>,
    /// See [`PackedTexts`]: name, event, English, simplified Chinese.
    #[doc(hidden)]
    pub packed: PackedTexts,
}

/// A reason with its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// Fills its sentence. They come first, for they tell two of one reason apart, and its texts are long.
    pub args: Args,
    /// The row.
    pub definition: &'static ReasonDef,
}

impl ReasonDef {
    /// `area/name`; stable.
    pub fn name(&self) -> &'static str {
        self.packed.part(0)
    }

    /// The controller's own event code that follows where it turns out otherwise, `E4008`.
    pub fn event(&self) -> Option<&'static str> {
        Some(self.packed.part(1)).filter(|event| !event.is_empty())
    }

    /// The sentence; `{name}` is filled with a word.
    pub fn sentence(&self, locale: Locale) -> &'static str {
        self.packed.part(match locale {
            Locale::En => 2,
            Locale::ZhCn => 3,
        })
    }

    /// The reason, without words.
    pub fn reason(&'static self) -> Reason {
        Reason { definition: self, args: Args::new() }
    }

    /// The reason with one word; more are added with [`Reason::arg`].
    pub fn with(&'static self, name: &'static str, value: impl Into<String>) -> Reason {
        self.reason().arg(name, value)
    }
}

impl Reason {
    /// Fills `{name}` in the sentence.
    #[must_use]
    pub fn arg(mut self, name: &'static str, value: impl Into<String>) -> Reason {
        self.args.push((name, value.into()));
        self
    }

    /// Fills `{name}` in the sentence with a list.
    #[must_use]
    pub fn list(mut self, name: &'static str, values: Vec<String>) -> Reason {
        self.args.extend(values.into_iter().map(|value| (name, value)));
        self
    }
}

/// Writes a list of [`ReasonDef`] rows as statics, and `ALL`, the list itself:
/// `NAME = "area/name", Documented, source::OVERVIEW, event: "E4008", "english", "中文";`, `event:` may be left out.
#[macro_export]
#[doc(hidden)]
macro_rules! reasons {
    ($($id:ident = $name:literal, $basis:ident, $url:expr, $(event: $event:literal,)? $en:literal, $zh:literal;)*) => {
        $(
            #[doc = concat!("`", $name, "`: ", $en)]
            pub static $id: $crate::diagnostic::ReasonDef = $crate::diagnostic::ReasonDef {
                basis: $crate::diagnostic::Basis::$basis,
                url: $url,
                packed: $crate::diagnostic::PackedTexts(concat!($name, "\n" $(, $event)?, "\n", $en, "\n", $zh)),
            };
        )*
        /// Every row of this list.
        pub static ALL: &[&$crate::diagnostic::ReasonDef] = &[$(&$id),*];
    };
}
