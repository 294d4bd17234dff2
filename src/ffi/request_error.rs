//! Errors of requests that are not passed to the core, as the JSON answer every caller gets.

use crate::syntax::limits::MAX_REQUEST_BYTES;
use serde::Serialize;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(not(all(feature = "module", feature = "web")), allow(dead_code))]
pub(super) enum RequestError {
    /// Longer than [`MAX_REQUEST_BYTES`].
    TooLarge { bytes: usize },
    NotUtf8 {
        /// The number of leading bytes that are UTF-8.
        valid_up_to: usize,
    },
    /// `cabi_realloc` did not allocate this memory, or it is no longer allocated.
    NotAllocated,
    /// A JavaScript value without JSON text: `undefined`, a function, a cycle, a `BigInt`.
    NotJson,
    /// A JavaScript value where text is expected.
    NotText,
}

impl RequestError {
    fn code(self) -> &'static str {
        match self {
            RequestError::TooLarge { .. } => "request/too-large",
            RequestError::NotUtf8 { .. } => "request/not-utf-8",
            RequestError::NotAllocated => "request/not-allocated",
            RequestError::NotJson => "request/not-json",
            RequestError::NotText => "request/not-text",
        }
    }

    fn message(self) -> String {
        match self {
            RequestError::TooLarge { bytes } => {
                format!("the request has {bytes} bytes; at most {MAX_REQUEST_BYTES} are read")
            }
            RequestError::NotUtf8 { valid_up_to } => format!("the request is not UTF-8 after byte {valid_up_to}"),
            RequestError::NotAllocated => {
                "the request is not in memory allocated by `cabi_realloc`; allocate its length before each call"
                    .to_owned()
            }
            RequestError::NotJson => "the request cannot be written as JSON".to_owned(),
            RequestError::NotText => "the request is not a string".to_owned(),
        }
    }

    /// `{"error":{"code","message","path"}}`, as the core's own errors.
    pub(super) fn answer(self) -> String {
        let error = ErrorBody { code: self.code(), message: &self.message(), path: "" };
        serde_json::to_string(&ErrorResponse { error }).unwrap_or_default()
    }
}

#[derive(Serialize)]
struct ErrorResponse<'a> {
    error: ErrorBody<'a>,
}

#[derive(Serialize)]
struct ErrorBody<'a> {
    code: &'a str,
    message: &'a str,
    path: &'a str,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_names_code_message_and_path() {
        assert_eq!(
            RequestError::NotUtf8 { valid_up_to: 7 }.answer(),
            r#"{"error":{"code":"request/not-utf-8","message":"the request is not UTF-8 after byte 7","path":""}}"#
        );
    }
}
