//! An error in the inputs that keeps the program from running: what is wrong, why, and what to do.
//!
//! Errors are collected and printed together. They are never findings: those come from the module.

use crate::escape_for_terminal::escape_terminal;
use crate::messages::{self, Lang, TranslatableText};

/// One error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputError {
    what: TranslatableText,
    why: Option<TranslatableText>,
    help: Option<TranslatableText>,
}

impl InputError {
    pub fn new(what: impl Into<TranslatableText>) -> InputError {
        InputError { what: what.into(), why: None, help: None }
    }

    /// Adds the cause.
    #[must_use]
    pub fn why(mut self, why: impl Into<TranslatableText>) -> InputError {
        self.why = Some(why.into());
        self
    }

    /// Adds the cause, as another program or library reported it.
    #[must_use]
    pub fn caused_by(self, cause: impl ToString) -> InputError {
        self.why(cause.to_string())
    }

    /// Adds what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<TranslatableText>) -> InputError {
        self.help = Some(help.into());
        self
    }

    /// The error in one sentence, without what to do: for a list that has it beside other things.
    pub fn sentence(&self, lang: Lang) -> String {
        let what = self.what.text(lang);
        match &self.why {
            Some(why) => format!("{what}{}{}", lang.colon(), why.text(lang)),
            None => what,
        }
    }

    /// The error as it is printed; ends with a line break.
    pub fn text(&self, lang: Lang) -> String {
        let mut text = messages::ERROR.label(lang, &escape_terminal(&self.what.text(lang)));
        text.push('\n');
        for (label, part) in [(&messages::WHY, &self.why), (&messages::HELP, &self.help)] {
            let part = part.as_ref().map(|part| part.text(lang)).unwrap_or_default();
            for (number, line) in part.lines().enumerate() {
                let line = escape_terminal(line);
                let line = if number == 0 { label.label(lang, &line) } else { format!("  {line}") };
                text.push_str(&format!("  {line}\n"));
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_has_three_parts() {
        let error = InputError::new(messages::NOT_FOUND.with("path", "a\u{1b}.yaml"));
        let error = error.caused_by("one\ntwo").help(&messages::NOT_FOUND_HELP);
        assert_eq!(
            error.text(Lang::En),
            "error: no such file or directory: `a\\u{1b}.yaml`\n  why: one\n    two\n  help: check the spelling and the current \
             directory\n"
        );
        assert!(error.text(Lang::ZhCn).starts_with("错误：找不到文件或目录 `a\\u{1b}.yaml`\n  原因：one\n"));
    }
}
