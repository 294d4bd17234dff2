//! Reasons: why an action is planned, or why a difference is left alone.

use super::render::Locale;
use super::{Basis, Packed, Words};

/// A sentence with its basis and link. Shown to people, never branched on: what is decided is decided by the tables
/// in `lifecycle/`, and the reason is chosen with the outcome.
#[derive(Debug, PartialEq, Eq)]
pub struct Reason {
    /// How we know.
    pub basis: Basis,
    /// The page that says so, or that we conclude from.
    pub url: Option<&'static str>,
    /// See [`Packed`]: name, event, English, simplified Chinese.
    #[doc(hidden)]
    pub packed: Packed,
}

/// A reason with its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Because {
    /// Fills its sentence. They come first, for they tell two of one reason apart, and its texts are long.
    pub words: Words,
    /// The row.
    pub reason: &'static Reason,
}

impl Reason {
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
    pub fn because(&'static self) -> Because {
        Because { reason: self, words: Words::new() }
    }

    /// The reason with one word; more are added with [`Because::word`].
    pub fn with(&'static self, name: &'static str, value: impl Into<String>) -> Because {
        self.because().word(name, value)
    }
}

impl Because {
    /// Fills `{name}` in the sentence.
    #[must_use]
    pub fn word(mut self, name: &'static str, value: impl Into<String>) -> Because {
        self.words.push((name, value.into()));
        self
    }

    /// Fills `{name}` in the sentence with a list.
    #[must_use]
    pub fn list(mut self, name: &'static str, values: Vec<String>) -> Because {
        self.words.extend(values.into_iter().map(|value| (name, value)));
        self
    }
}

/// Writes a list of [`Reason`] rows as statics, and `ALL`, the list itself:
/// `NAME = "area/name", Documented, source::OVERVIEW, event: "E4008", "english", "中文";`, `event:` may be left out.
#[macro_export]
#[doc(hidden)]
macro_rules! reasons {
    ($($id:ident = $name:literal, $basis:ident, $url:expr, $(event: $event:literal,)? $en:literal, $zh:literal;)*) => {
        $(
            #[doc = concat!("`", $name, "`: ", $en)]
            pub static $id: $crate::diagnostic::Reason = $crate::diagnostic::Reason {
                basis: $crate::diagnostic::Basis::$basis,
                url: $url,
                packed: $crate::diagnostic::Packed(concat!($name, "\n" $(, $event)?, "\n", $en, "\n", $zh)),
            };
        )*
        /// Every row of this list.
        pub static ALL: &[&$crate::diagnostic::Reason] = &[$(&$id),*];
    };
}
