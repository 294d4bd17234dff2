//! What is said of an answer, before it is drawn: words, sentences and rows.
//!
//! Text, Markdown and HTML say the same because they all ask here; none of them is known here. Everything that came from
//! outside is passed on as it is: whoever draws it makes it safe for where it is drawn.

pub mod change;
pub mod count;
pub mod finding;
pub mod value;
pub mod verdict;

use crate::answer::Basis;
use crate::messages::{self, Lang};

/// How something is known, in a word.
pub fn basis(basis: Basis, lang: Lang) -> Option<&'static str> {
    match basis {
        Basis::Documented => Some(messages::BASIS_DOCUMENTED.text(lang)),
        Basis::Inferred => Some(messages::BASIS_INFERRED.text(lang)),
        Basis::Other => None,
    }
}

/// What a piece of text is; what colour that means, each output says in one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// As the terminal writes.
    Normal,
    /// A name, a heading.
    Strong,
    /// Beside the matter.
    Faint,
    /// Something comes.
    Good,
    /// Something changes; a warning.
    Caution,
    /// Something goes; an error.
    Bad,
    /// Something is let go.
    Released,
    /// A pointer, a note.
    Pointer,
}
