//! The class of each role; `style.css` has the colours.

use crate::summary::text_role::TextRole;

pub fn class(role: TextRole) -> &'static str {
    match role {
        TextRole::Normal | TextRole::Strong => "plain",
        TextRole::Faint => "faint",
        TextRole::Good => "good",
        TextRole::Caution => "caution",
        TextRole::Bad => "bad",
        TextRole::Released => "released",
        TextRole::Pointer => "pointer",
    }
}
