//! What kept the program from running: what, why, what to do.
//!
//! Problems are collected and reported together; each is already in the user's language. They are never findings:
//! those come from the module.

use crate::phrases::{self, Lang, Phrase};
use crate::plain::plain;

/// One problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    what: String,
    why: Option<String>,
    help: Option<String>,
}

impl Problem {
    /// A problem with words for the `{name}` places of its phrase.
    pub fn new(lang: Lang, what: &Phrase, words: &[(&str, &str)]) -> Problem {
        Problem { what: what.fill(lang, words), why: None, help: None }
    }

    /// Adds the reason, as another program put it.
    #[must_use]
    pub fn why(mut self, why: impl ToString) -> Problem {
        self.why = Some(why.to_string());
        self
    }

    /// Adds what to do.
    #[must_use]
    pub fn help(mut self, lang: Lang, help: &Phrase, words: &[(&str, &str)]) -> Problem {
        self.help = Some(help.fill(lang, words));
        self
    }

    /// As it is printed; ends with a line break.
    pub fn text(&self, lang: Lang) -> String {
        let mut text = format!("{}: {}\n", phrases::PROBLEM.say(lang), plain(&self.what));
        for (label, part) in [(&phrases::PROBLEM_WHY, &self.why), (&phrases::PROBLEM_HELP, &self.help)] {
            for (number, line) in part.iter().flat_map(|part| part.lines()).enumerate() {
                let label = if number == 0 { format!("{}: ", label.say(lang)) } else { "  ".to_string() };
                text.push_str(&format!("  {label}{}\n", plain(line)));
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
        let problem = Problem::new(Lang::En, &phrases::NOT_FOUND, &[("path", "a\u{1b}.yaml")]).why("one\ntwo").help(
            Lang::En,
            &phrases::NOT_FOUND_HELP,
            &[],
        );
        let text = problem.text(Lang::En);
        assert!(
            text.starts_with("error: there is no file or directory `a\\u{1b}.yaml`\n  why: one\n    two\n  help: "),
            "{text}"
        );
    }
}
