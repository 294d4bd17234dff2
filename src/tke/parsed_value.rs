//! The outcome of reading one value: what it says, and what is wrong with it and where.

use crate::diagnostic::{Args, Code};
use std::ops::Range;

/// A value, if it could be read, and its problems. A value may be usable although something in it is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParsedValue<T> {
    /// What it says; `None` when that is not certain.
    pub value: Option<T>,
    /// Every problem, not only the first.
    pub problems: Vec<ValueProblem>,
}

/// One thing that is wrong with a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueProblem {
    /// What kind of wrong.
    pub code: &'static Code,
    /// Fills the texts of the code; the name of the annotation is added by the caller.
    pub args: Args,
    /// Which bytes of the value.
    pub range: Range<usize>,
    /// What certainly was meant in place of `range`.
    pub suggestion: Option<String>,
}

impl ValueProblem {
    /// A problem without words.
    pub fn new(code: &'static Code, range: Range<usize>) -> ValueProblem {
        ValueProblem { code, args: Args::new(), range, suggestion: None }
    }

    /// Fills `{name}` in the texts.
    #[must_use]
    pub fn arg(mut self, name: &'static str, value: impl Into<String>) -> ValueProblem {
        self.args.push((name, value.into()));
        self
    }

    /// Fills `{name}` in the texts with a list.
    #[must_use]
    pub fn list(mut self, name: &'static str, values: Vec<String>) -> ValueProblem {
        self.args.extend(values.into_iter().map(|value| (name, value)));
        self
    }

    /// Says what was meant.
    #[must_use]
    pub fn suggestion(mut self, text: Option<impl Into<String>>) -> ValueProblem {
        self.suggestion = text.map(Into::into);
        self
    }
}

impl<T> ParsedValue<T> {
    /// A value without problems.
    pub fn valid(value: T) -> ParsedValue<T> {
        ParsedValue { value: Some(value), problems: Vec::new() }
    }

    /// No value, and why.
    pub fn invalid(problem: ValueProblem) -> ParsedValue<T> {
        ParsedValue { value: None, problems: vec![problem] }
    }

    /// The same problems, another value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> ParsedValue<U> {
        ParsedValue { value: self.value.map(f), problems: self.problems }
    }
}
