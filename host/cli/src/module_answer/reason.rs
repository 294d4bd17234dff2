//! Why something happens, and how that is known.

use serde::{Deserialize, Serialize};

/// A reason.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Reason {
    #[serde(default)]
    pub code: String,
    pub message: String,
    #[serde(default)]
    pub basis: Option<Basis>,
    /// The page that documents it.
    #[serde(default)]
    pub url: Option<String>,
}

/// How a reason is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Basis {
    Documented,
    Inferred,
    /// A value of a later format version.
    #[serde(other)]
    Other,
}
