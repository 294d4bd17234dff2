//! clbplan: see README.md.

pub mod annotation;
pub mod config;
pub mod diagnostic;
pub mod ffi;
pub mod input;
pub mod kubernetes;

/// `planSync`: JSON in, JSON out; total.
pub fn plan_sync(request: &str) -> String {
    let _ = request;
    String::new()
}

/// `validateService`: JSON in, JSON out; total.
pub fn validate_service(request: &str) -> String {
    let _ = request;
    String::new()
}

/// `about`: version, format versions, dates of the sources, limits; JSON out.
pub fn about() -> String {
    String::new()
}
