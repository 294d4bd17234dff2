//! The class of each style; `style.css` has the colours.

use crate::summary::style::Style;

pub fn class(style: Style) -> &'static str {
    match style {
        Style::Normal | Style::Strong => "plain",
        Style::Faint => "faint",
        Style::Good => "good",
        Style::Caution => "caution",
        Style::Bad => "bad",
        Style::Released => "released",
        Style::Pointer => "pointer",
    }
}
