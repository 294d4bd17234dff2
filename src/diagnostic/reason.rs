//! Reasons: why an action is planned, or why a difference is left alone.

use super::{Basis, Words};

/// A sentence with its basis and link. Shown to people, never branched on: what is decided is decided by the tables
/// in `lifecycle/`, and the reason is chosen with the outcome.
#[derive(Debug, PartialEq, Eq)]
pub struct Reason {
    /// `area/name`; stable.
    pub name: &'static str,
    /// How we know.
    pub basis: Basis,
    /// The page that says so, or that we conclude from.
    pub url: Option<&'static str>,
    /// The controller's own event code that follows where it turns out otherwise, `E4008`.
    pub event: Option<&'static str>,
    /// English; `{name}` is filled with a word.
    pub en: &'static str,
    /// Simplified Chinese.
    pub zh: &'static str,
}

/// A reason with its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Because {
    /// The row.
    pub reason: &'static Reason,
    /// Fills its sentence.
    pub words: Words,
}

impl Reason {
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
}

/// Writes a list of [`Reason`] rows as statics, and `ALL`, the list itself:
/// `NAME = "area/name", Documented, source::OVERVIEW, event: "E4008", "english", "中文";`, `event:` may be left out.
#[macro_export]
#[doc(hidden)]
macro_rules! reasons {
    (@opt) => { None };
    (@opt $e:expr) => { Some($e) };
    ($($id:ident = $name:literal, $basis:ident, $url:expr, $(event: $event:literal,)? $en:literal, $zh:literal;)*) => {
        $(
            #[doc = concat!("`", $name, "`: ", $en)]
            pub static $id: $crate::diagnostic::Reason = $crate::diagnostic::Reason {
                name: $name,
                basis: $crate::diagnostic::Basis::$basis,
                url: $url,
                event: $crate::reasons!(@opt $($event)?),
                en: $en,
                zh: $zh,
            };
        )*
        /// Every row of this list.
        pub static ALL: &[&$crate::diagnostic::Reason] = &[$(&$id),*];
    };
}
