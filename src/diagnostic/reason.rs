//! Reasons: why an action is planned, or why a difference is withheld.

use super::code_definition::Basis;
use super::localization::{Locale, MessageArguments, PackedTextsOfDefinition, argument};

/// A sentence with its basis and link. It is shown to people and never branched on: the tables in `lifecycle/` decide,
/// and the reason is chosen with the outcome.
#[derive(Debug, PartialEq, Eq)]
pub struct ReasonDefinition {
    pub basis: Basis,
    /// The page that states it, or from which it is inferred.
    pub url: Option<&'static str>,
    /// See [`PackedTextsOfDefinition`]: name, event, English, simplified Chinese.
    #[doc(hidden)]
    pub packed: PackedTextsOfDefinition,
}

/// A reason with its arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// First in the order of comparison: arguments tell two instances of one reason apart faster than its long texts.
    pub args: MessageArguments,
    pub definition: &'static ReasonDefinition,
}

impl ReasonDefinition {
    /// `area/name`; stable.
    pub fn name(&self) -> &'static str {
        self.packed.part(0)
    }

    /// The controller's own event code, `E4008`, that appears when the assumption turns out wrong.
    pub fn event(&self) -> Option<&'static str> {
        Some(self.packed.part(1)).filter(|event| !event.is_empty())
    }

    /// The sentence; `{name}` stands for an argument.
    pub fn sentence(&self, locale: Locale) -> &'static str {
        self.packed.part(match locale {
            Locale::En => 2,
            Locale::ZhCn => 3,
        })
    }

    /// An instance without arguments.
    pub fn reason(&'static self) -> Reason {
        Reason { definition: self, args: MessageArguments::new() }
    }

    /// An instance with one argument; [`Reason::arg`] adds more.
    pub fn with(&'static self, name: &'static str, value: impl Into<String>) -> Reason {
        self.reason().arg(name, value)
    }
}

impl Reason {
    /// True if it is this sentence, with any arguments.
    pub fn is(&self, definition: &ReasonDefinition) -> bool {
        std::ptr::eq(self.definition, definition)
    }

    /// The value of an argument.
    pub fn argument(&self, name: &str) -> Option<&str> {
        argument(&self.args, name)
    }

    /// Sets the argument `{name}` of the sentence.
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

/// Declares a list of [`ReasonDefinition`]s as statics, and `ALL`, the list: `NAME = "area/name", Documented,
/// documentation_pages::OVERVIEW, event: "E4008", "english", "中文";`. `event:` is optional.
#[macro_export]
#[doc(hidden)]
macro_rules! reasons {
    ($($id:ident = $name:literal, $basis:ident, $url:expr, $(event: $event:literal,)? $en:literal, $zh:literal;)*) => {
        $(
            #[doc = concat!("`", $name, "`: ", $en)]
            pub static $id: $crate::diagnostic::ReasonDefinition = $crate::diagnostic::ReasonDefinition {
                basis: $crate::diagnostic::Basis::$basis,
                url: $url,
                packed: $crate::diagnostic::PackedTextsOfDefinition(concat!($name, "\n" $(, $event)?, "\n", $en, "\n", $zh)),
            };
        )*
        /// Every reason of this list.
        pub static ALL: &[&$crate::diagnostic::ReasonDefinition] = &[$(&$id),*];
    };
}
