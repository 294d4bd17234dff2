//! What kept the program from running: what, why, what to do.
//!
//! Problems are collected and reported together; each is already in the user's language. They are never findings:
//! those come from the module.

use crate::messages::{self, Lang, Message};
use crate::terminal_escape::escape_terminal;

/// One error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputError {
    what: String,
    why: Option<String>,
    help: Option<String>,
}

impl InputError {
    /// A error with words for the `{name}` places of its message.
    pub fn new(lang: Lang, what: &Message, words: &[(&str, &str)]) -> InputError {
        InputError { what: what.fill(lang, words), why: None, help: None }
    }

    /// Adds the reason, as another program put it.
    #[must_use]
    pub fn why(mut self, why: impl ToString) -> InputError {
        self.why = Some(why.to_string());
        self
    }

    /// Adds what to do.
    #[must_use]
    pub fn help(mut self, lang: Lang, help: &Message, words: &[(&str, &str)]) -> InputError {
        self.help = Some(help.fill(lang, words));
        self
    }

    /// As it is printed; ends with a line break.
    pub fn text(&self, lang: Lang) -> String {
        let mut text = format!("{}: {}\n", messages::PROBLEM.text(lang), escape_terminal(&self.what));
        for (label, part) in [(&messages::PROBLEM_WHY, &self.why), (&messages::PROBLEM_HELP, &self.help)] {
            for (number, line) in part.iter().flat_map(|part| part.lines()).enumerate() {
                let label = if number == 0 { format!("{}: ", label.text(lang)) } else { "  ".to_string() };
                text.push_str(&format!("  {label}{}\n", escape_terminal(line)));
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_why_help() {
        let error = InputError::new(Lang::En, &messages::NOT_FOUND, &[("path", "a\u{1b}.yaml")]).why("one\ntwo").help(
            Lang::En,
            &messages::NOT_FOUND_HELP,
            &[],
        );
        let text = error.text(Lang::En);
        assert!(
            text.starts_with("error: there is no file or directory `a\\u{1b}.yaml`\n  why: one\n    two\n  help: "),
            "{text}"
        );
    }
}
