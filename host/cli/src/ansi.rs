//! The colour of each [`Meaning`] on a terminal.

pub use crate::summary::meaning::Meaning;
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
    pub fn paint(self, meaning: Meaning, text: &str) -> String {
        match self {
            Colors::On if meaning != Meaning::Normal && !text.is_empty() => {
                let style = ansi(meaning);
                format!("{style}{text}{style:#}")
            }
            Colors::On | Colors::Off => text.to_string(),
        }
    }
}

pub fn ansi(meaning: Meaning) -> Ansi {
    match meaning {
        Meaning::Normal => Ansi::new(),
        Meaning::Strong => Ansi::new().bold(),
        Meaning::Faint => Ansi::new().dimmed(),
        Meaning::Good => AnsiColor::Green.on_default(),
        Meaning::Caution => AnsiColor::Yellow.on_default(),
        Meaning::Bad => AnsiColor::Red.on_default().bold(),
        Meaning::Released => AnsiColor::Magenta.on_default(),
        Meaning::Pointer => AnsiColor::Cyan.on_default(),
    }
}

/// Columns that a text occupies on a terminal.
pub fn width(text: &str) -> usize {
    text.width()
}
