//! The class of each meaning; `style.css` has the colours.

use crate::summary::meaning::Meaning;

pub fn class(meaning: Meaning) -> &'static str {
    match meaning {
        Meaning::Normal | Meaning::Strong => "plain",
        Meaning::Faint => "faint",
        Meaning::Good => "good",
        Meaning::Caution => "caution",
        Meaning::Bad => "bad",
        Meaning::Released => "released",
        Meaning::Pointer => "pointer",
    }
}
