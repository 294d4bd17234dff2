//! The result of parsing one value: the value, and its problems with their ranges.

use crate::diagnostic::{CodeDefinition, MessageArguments};
use std::ops::Range;

/// A value may be usable although a part of it is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParsedValue<T> {
    /// `None` when its meaning is not certain.
    pub value: Option<T>,
    /// All problems, not only the first.
    pub problems: Vec<ValueProblem>,
}

/// One problem of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueProblem {
    pub code: &'static CodeDefinition,
    /// Arguments of the code's texts; the caller adds the name of the annotation.
    pub args: MessageArguments,
    /// Bytes of the value.
    pub range: Range<usize>,
    /// The unambiguous replacement of `range`.
    pub suggestion: Option<String>,
}

impl ValueProblem {
    pub fn new(code: &'static CodeDefinition, range: Range<usize>) -> ValueProblem {
        ValueProblem { code, args: MessageArguments::new(), range, suggestion: None }
    }

    /// Sets the argument `{name}` of the texts.
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
    pub fn valid(value: T) -> ParsedValue<T> {
        ParsedValue { value: Some(value), problems: Vec::new() }
    }

    pub fn invalid(problem: ValueProblem) -> ParsedValue<T> {
        ParsedValue { value: None, problems: vec![problem] }
    }

    /// The same problems, another value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> ParsedValue<U> {
        ParsedValue { value: self.value.map(f), problems: self.problems }
    }
}
