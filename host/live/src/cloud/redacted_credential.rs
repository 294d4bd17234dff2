//! A key of the cloud's API, which is never printed.

use std::fmt;

/// A text that is not printed.
#[derive(Clone, PartialEq, Eq)]
pub struct RedactedText(String);

impl RedactedText {
    /// The text.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<String> for RedactedText {
    fn from(text: String) -> RedactedText {
        RedactedText(text)
    }
}

impl fmt::Debug for RedactedText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

/// What requests are signed with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credential {
    /// Names the key; it is a part of every request.
    pub secret_id: String,
    /// The key.
    pub secret_key: RedactedText,
    /// Of temporary keys.
    pub token: Option<RedactedText>,
}
