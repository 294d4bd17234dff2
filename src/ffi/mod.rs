//! The core's functions for callers outside Rust: text in, text out, and nothing but text is ever trusted.
//!
//! [`module`] exports them under the component model's canonical ABI, without imports; [`web`] to JavaScript. Both answer
//! what cannot be read as a request with `{"error":{"code","message","path"}}`: no input traps or throws.
//! Nothing here looks into a request.

#[cfg(feature = "module")]
pub mod module;
#[cfg(any(test, feature = "module", feature = "web"))]
mod request_error;
#[cfg(feature = "web")]
pub mod web;

#[cfg(any(test, feature = "module", feature = "web"))]
use crate::syntax::limits::MAX_REQUEST_BYTES;
#[cfg(any(test, feature = "module", feature = "web"))]
use request_error::RequestError;

/// Gives a request to one of the core's functions, unless it is too long for any of them.
#[cfg(any(test, feature = "module", feature = "web"))]
fn call_within_limit(function: fn(&str) -> String, request: &str) -> String {
    match request.len() <= MAX_REQUEST_BYTES {
        true => function(request),
        false => RequestError::TooLarge { bytes: request.len() }.answer(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_at_the_limit_is_asked_and_one_byte_more_is_not() {
        let echo_length: fn(&str) -> String = |request| request.len().to_string();
        let at_the_limit = " ".repeat(MAX_REQUEST_BYTES);
        assert_eq!(call_within_limit(echo_length, &at_the_limit), MAX_REQUEST_BYTES.to_string());
        let answer = call_within_limit(echo_length, &format!("{at_the_limit} "));
        assert!(answer.starts_with(r#"{"error":{"code":"request/too-large","#), "{answer}");
    }
}
