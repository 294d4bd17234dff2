//! The colour of each [`TextRole`] on a terminal.

pub use crate::summary::text_role::TextRole;
use anstyle::{AnsiColor, Style as Ansi};
use clap::ValueEnum;
use unicode_width::UnicodeWidthStr;

/// `--color`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ColorChoice {
    /// On a terminal; NO_COLOR, CLICOLOR and CLICOLOR_FORCE are honoured
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// Whether to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UseColors {
    On,
    Off,
}

impl UseColors {
    /// The text, with escape sequences if colours are on.
    pub fn paint(self, role: TextRole, text: &str) -> String {
        match self {
            UseColors::On if role != TextRole::Normal && !text.is_empty() => {
                let style = ansi(role);
                format!("{style}{text}{style:#}")
            }
            UseColors::On | UseColors::Off => text.to_string(),
        }
    }
}

pub fn ansi(role: TextRole) -> Ansi {
    match role {
        TextRole::Normal => Ansi::new(),
        TextRole::Strong => Ansi::new().bold(),
        TextRole::Faint => Ansi::new().dimmed(),
        TextRole::Good => AnsiColor::Green.on_default(),
        TextRole::Caution => AnsiColor::Yellow.on_default(),
        TextRole::Bad => AnsiColor::Red.on_default().bold(),
        TextRole::Released => AnsiColor::Magenta.on_default(),
        TextRole::Pointer => AnsiColor::Cyan.on_default(),
    }
}

/// Columns that a text occupies on a terminal.
pub fn width(text: &str) -> usize {
    text.width()
}
