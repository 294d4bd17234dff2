//! The core's functions for callers outside Rust: text in, text out.
//!
//! [`module_exports`] exports them by the component model's canonical ABI, without imports; [`web`] exports them to JavaScript.
//! Both answer what is not a request with `{"error":{"code","message","path"}}`: no input traps or throws. Nothing of
//! the caller is trusted, and requests are not inspected here. [`size_class_allocator`] manages the memory of the portable
//! module that is built for speed.

#![warn(missing_docs)]

#[cfg(feature = "module")]
mod memory_shared_with_host;
#[cfg(feature = "module")]
pub mod module_exports;
#[cfg(any(test, feature = "module", feature = "web"))]
mod request_error;
#[cfg(any(test, feature = "size-class-allocator"))]
pub mod size_class_allocator;
#[cfg(feature = "web")]
pub mod web;

#[cfg(any(test, feature = "module", feature = "web"))]
use crate::syntax::limits::MAX_REQUEST_BYTES;
#[cfg(any(test, feature = "module", feature = "web"))]
use request_error::RequestError;

/// Calls one of the core's functions, unless the request is too large.
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
    fn a_request_at_the_limit_is_accepted_and_one_byte_more_is_not() {
        let echo_length: fn(&str) -> String = |request| request.len().to_string();
        let at_the_limit = " ".repeat(MAX_REQUEST_BYTES);
        assert_eq!(call_within_limit(echo_length, &at_the_limit), MAX_REQUEST_BYTES.to_string());
        let answer = call_within_limit(echo_length, &format!("{at_the_limit} "));
        assert!(answer.starts_with(r#"{"error":{"code":"request/too-large","#), "{answer}");
    }
}
