//! The answer of `explain`.

use serde::{Deserialize, Serialize};

#[derive(Debug, Deserialize)]
pub struct Explanation {
    pub entries: Vec<ExplanationEntry>,
    /// Similar names, if there is no entry.
    pub near: Vec<String>,
}

/// One entry of the reference.
#[derive(Debug, Deserialize, Serialize)]
pub struct ExplanationEntry {
    /// The full name.
    pub name: String,
    pub kind: String,
    /// One line.
    pub title: String,
    /// Markdown: everything else.
    pub text: String,
    /// The page that documents it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}
