//! The answer of `explain`.

use serde::Deserialize;

#[derive(Debug, Deserialize)]
pub struct Explanation {
    pub entries: Vec<Entry>,
    /// Similar names, if there is no entry.
    pub near: Vec<String>,
}

/// One entry of the reference.
#[derive(Debug, Deserialize)]
pub struct Entry {
    /// The full name.
    pub name: String,
    pub kind: String,
    /// One line.
    pub title: String,
    /// Markdown: everything else.
    pub text: String,
    /// The page that documents it.
    pub url: Option<String>,
}
