//! The colour of each [`Style`] on a terminal.

pub use crate::summary::style::Style;
use anstyle::{AnsiColor, Style as Ansi};
use unicode_width::UnicodeWidthStr;

/// Whether to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colors {
    On,
    Off,
}

impl Colors {
    /// The text, with escape sequences if colours are on.
    pub fn paint(self, style: Style, text: &str) -> String {
        match self {
            Colors::On if style != Style::Normal && !text.is_empty() => {
                let style = ansi(style);
                format!("{style}{text}{style:#}")
            }
            Colors::On | Colors::Off => text.to_string(),
        }
    }
}

pub fn ansi(style: Style) -> Ansi {
    match style {
        Style::Normal => Ansi::new(),
        Style::Strong => Ansi::new().bold(),
        Style::Faint => Ansi::new().dimmed(),
        Style::Good => AnsiColor::Green.on_default(),
        Style::Caution => AnsiColor::Yellow.on_default(),
        Style::Bad => AnsiColor::Red.on_default().bold(),
        Style::Released => AnsiColor::Magenta.on_default(),
        Style::Pointer => AnsiColor::Cyan.on_default(),
    }
}

/// Columns that a text occupies on a terminal.
pub fn width(text: &str) -> usize {
    text.width()
}
