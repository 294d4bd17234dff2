//! The exports of the module, by the ABI of the core's: `func(request: string) -> string` of the component model.

use crate::check_and_apply_policy;
use boundary::{BuffersSharedWithHost, NotText};

#[path = "../../../src/ffi/memory_shared_with_host.rs"]
mod boundary;

thread_local! {
    static BOUNDARY: BuffersSharedWithHost = const { BuffersSharedWithHost::new() };
}

/// Allocates memory for a request, as the core's does.
#[unsafe(no_mangle)]
pub extern "C" fn cabi_realloc(old: *mut u8, old_size: usize, align: usize, size: usize) -> *mut u8 {
    BOUNDARY.with(|boundary| boundary.reallocate(old, old_size, align, size))
}

fn call(function: fn(&str) -> String, pointer: *const u8, length: usize) -> *const usize {
    BOUNDARY.with(|boundary| {
        let answer = match boundary.take(pointer, length) {
            Ok(request) if request.len() > check_and_apply_policy::MAX_REQUEST_BYTES => {
                let message = format!(
                    "the request has {} bytes; at most {} are read",
                    request.len(),
                    check_and_apply_policy::MAX_REQUEST_BYTES
                );
                check_and_apply_policy::refusal("request/too-large", &message, "")
            }
            Ok(request) => function(&request),
            Err(NotText::NotUtf8 { valid_up_to }) => check_and_apply_policy::refusal(
                "request/not-utf-8",
                &format!("the request is not UTF-8 after byte {valid_up_to}"),
                "",
            ),
            Err(NotText::NotAllocated) => check_and_apply_policy::refusal(
                "request/not-allocated",
                "the request is not in memory allocated by `cabi_realloc`",
                "",
            ),
        };
        boundary.publish(answer)
    })
}

fn forget_answer() {
    BOUNDARY.with(|boundary| {
        boundary.publish(String::new());
    });
}

/// `check-policy`: takes a policy, returns the area of its mistakes.
#[unsafe(export_name = "check-policy")]
pub extern "C" fn check_policy(pointer: *const u8, length: usize) -> *const usize {
    call(check_and_apply_policy::check_policy, pointer, length)
}

/// Frees the answer of [`check_policy`].
#[unsafe(export_name = "cabi_post_check-policy")]
pub extern "C" fn post_check_policy(_: *const usize) {
    forget_answer();
}

/// `apply-policy`: takes a plan, returns the area of the plan with its expressions judged.
#[unsafe(export_name = "apply-policy")]
pub extern "C" fn apply_policy(pointer: *const u8, length: usize) -> *const usize {
    call(check_and_apply_policy::apply_policy, pointer, length)
}

/// Frees the answer of [`apply_policy`].
#[unsafe(export_name = "cabi_post_apply-policy")]
pub extern "C" fn post_apply_policy(_: *const usize) {
    forget_answer();
}

/// `about`: returns the area of version, format version and limits.
#[unsafe(export_name = "about")]
pub extern "C" fn about() -> *const usize {
    BOUNDARY.with(|boundary| boundary.publish(check_and_apply_policy::about()))
}

/// Frees the answer of [`about`].
#[unsafe(export_name = "cabi_post_about")]
pub extern "C" fn post_about(_: *const usize) {
    forget_answer();
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes a request as a host does, calls, and reads the answer through the area.
    fn ask(function: extern "C" fn(*const u8, usize) -> *const usize, request: &[u8]) -> String {
        let pointer = cabi_realloc(std::ptr::null_mut(), 0, 1, request.len());
        // SAFETY: the memory was allocated for as many bytes.
        unsafe { std::ptr::copy_nonoverlapping(request.as_ptr(), pointer, request.len()) };
        read(function(pointer, request.len()))
    }

    fn read(area: *const usize) -> String {
        // SAFETY: the area is two numbers, the address and length of the answer.
        let bytes = unsafe { std::slice::from_raw_parts(area.read() as *const u8, area.add(1).read()) };
        String::from_utf8(bytes.to_vec()).unwrap_or_default()
    }

    #[test]
    fn requests_are_answered_and_their_memory_freed() {
        assert_eq!(ask(check_policy, br#"{"policy":{"rules":[]}}"#), r#"{"errors":[]}"#);
        assert_eq!(ask(apply_policy, br#"{"plan":{"a":1}}"#), r#"{"a":1}"#);
        assert!(ask(apply_policy, b"\xff").contains("request/not-utf-8"));
        assert!(read(apply_policy(std::ptr::null(), 7)).contains("request/not-allocated"));
        assert!(read(about()).contains(r#""formatVersion":"1.0""#));
        post_about(std::ptr::null());
        assert_eq!(BOUNDARY.with(BuffersSharedWithHost::allocated_count), 0);
    }
}
