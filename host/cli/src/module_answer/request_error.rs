//! The module's answer to a request that it cannot decode.

use serde::Deserialize;

#[derive(Debug, Clone, Deserialize)]
pub struct RequestError {
    pub error: RequestErrorBody,
}

#[derive(Debug, Clone, Deserialize)]
pub struct RequestErrorBody {
    #[serde(default)]
    pub code: String,
    pub message: String,
    /// Where in the request.
    #[serde(default)]
    pub path: Option<String>,
}
