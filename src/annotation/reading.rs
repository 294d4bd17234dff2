//! The outcome of reading one value: what it says, and what is wrong with it and where.

use crate::diagnostic::{Code, Words};
use std::ops::Range;

/// A value, if it could be read, and its problems. A value may be usable although something in it is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading<T> {
    /// What it says; `None` when that is not certain.
    pub value: Option<T>,
    /// Every problem, not only the first.
    pub problems: Vec<BadValue>,
}

/// One thing that is wrong with a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadValue {
    /// What kind of wrong.
    pub code: &'static Code,
    /// Fills the texts of the code; the name of the annotation is added by the caller.
    pub words: Words,
    /// Which bytes of the value.
    pub range: Range<usize>,
    /// What certainly was meant in place of `range`.
    pub meant: Option<String>,
}

impl BadValue {
    /// A problem without words.
    pub fn new(code: &'static Code, range: Range<usize>) -> BadValue {
        BadValue { code, words: Words::new(), range, meant: None }
    }

    /// Fills `{name}` in the texts.
    #[must_use]
    pub fn word(mut self, name: &'static str, value: impl Into<String>) -> BadValue {
        self.words.push((name, value.into()));
        self
    }

    /// Fills `{name}` in the texts with a list.
    #[must_use]
    pub fn list(mut self, name: &'static str, values: Vec<String>) -> BadValue {
        self.words.extend(values.into_iter().map(|value| (name, value)));
        self
    }

    /// Says what was meant.
    #[must_use]
    pub fn meant(mut self, text: Option<impl Into<String>>) -> BadValue {
        self.meant = text.map(Into::into);
        self
    }
}

impl<T> Reading<T> {
    /// A value without problems.
    pub fn good(value: T) -> Reading<T> {
        Reading { value: Some(value), problems: Vec::new() }
    }

    /// No value, and why.
    pub fn bad(problem: BadValue) -> Reading<T> {
        Reading { value: None, problems: vec![problem] }
    }

    /// The same problems, another value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Reading<U> {
        Reading { value: self.value.map(f), problems: self.problems }
    }
}
