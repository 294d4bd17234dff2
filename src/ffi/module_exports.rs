//! The portable module's exports: `func(request: string) -> string` in the component model's canonical ABI.
//!
//! A host asks [`cabi_realloc`] for memory, writes UTF-8 there, calls, reads the answer where the returned area points,
//! and calls `cabi_post_…`. Names and layout are frozen, because hosts call them by hand.
//!
//! A host may pass anything. Memory is therefore allocated from a list, and a request is looked up there by its
//! pointer: whatever was not allocated for this call is answered with an error, and no pointer of a host is
//! dereferenced. Generated code would assume that the bytes are UTF-8, so this is written by hand. An answer without
//! its `cabi_post_…` is freed when the next one replaces it.

use super::memory_shared_with_host::{BuffersSharedWithHost, NotText};
use super::{RequestError, call_within_limit};
use crate::exported_functions;

thread_local! {
    static BOUNDARY: BuffersSharedWithHost = const { BuffersSharedWithHost::new() };
}

/// Allocates memory for a request: `old` null and `old_size` 0 for new memory, else an allocation to resize. Memory
/// stays allocated until it is used by a call, or is resized to 0.
///
/// Null if `old` was not allocated here, or for an alignment that no text needs.
#[unsafe(no_mangle)]
pub extern "C" fn cabi_realloc(old: *mut u8, old_size: usize, align: usize, size: usize) -> *mut u8 {
    BOUNDARY.with(|boundary| boundary.reallocate(old, old_size, align, size))
}

/// Takes the request, calls the function, and returns the area of the answer.
fn call(function: fn(&str) -> String, pointer: *const u8, length: usize) -> *const usize {
    BOUNDARY.with(|boundary| {
        let answer = match boundary.take(pointer, length) {
            Ok(request) => call_within_limit(function, &request),
            Err(NotText::NotUtf8 { valid_up_to }) => RequestError::NotUtf8 { valid_up_to }.answer(),
            Err(NotText::NotAllocated) => RequestError::NotAllocated.answer(),
        };
        boundary.publish(answer)
    })
}

fn forget_answer() {
    BOUNDARY.with(|boundary| {
        boundary.publish(String::new());
    });
}

/// `plan-sync`: takes a PlanRequest, returns the area of a Plan.
#[unsafe(export_name = "plan-sync")]
pub extern "C" fn plan_sync(pointer: *const u8, length: usize) -> *const usize {
    call(exported_functions::plan_sync, pointer, length)
}

/// Frees the answer of [`plan_sync`].
#[unsafe(export_name = "cabi_post_plan-sync")]
pub extern "C" fn post_plan_sync(_: *const usize) {
    forget_answer();
}

/// `validate-service`: takes a ValidateRequest, returns the area of a Report.
#[unsafe(export_name = "validate-service")]
pub extern "C" fn validate_service(pointer: *const u8, length: usize) -> *const usize {
    call(exported_functions::validate_service, pointer, length)
}

/// Frees the answer of [`validate_service`].
#[unsafe(export_name = "cabi_post_validate-service")]
pub extern "C" fn post_validate_service(_: *const usize) {
    forget_answer();
}

/// `simulate`: takes a PlanRequest, returns the area of a Simulation.
#[unsafe(export_name = "simulate")]
pub extern "C" fn simulate(pointer: *const u8, length: usize) -> *const usize {
    call(exported_functions::simulate, pointer, length)
}

/// Frees the answer of [`simulate`].
#[unsafe(export_name = "cabi_post_simulate")]
pub extern "C" fn post_simulate(_: *const usize) {
    forget_answer();
}

/// `complete`: takes an EditorRequest, returns the area of Completions.
#[unsafe(export_name = "complete")]
pub extern "C" fn complete(pointer: *const u8, length: usize) -> *const usize {
    call(exported_functions::complete, pointer, length)
}

/// Frees the answer of [`complete`].
#[unsafe(export_name = "cabi_post_complete")]
pub extern "C" fn post_complete(_: *const usize) {
    forget_answer();
}

/// `hover`: takes an EditorRequest, returns the area of a Hover or `null`.
#[unsafe(export_name = "hover")]
pub extern "C" fn hover(pointer: *const u8, length: usize) -> *const usize {
    call(exported_functions::hover, pointer, length)
}

/// Frees the answer of [`hover`].
#[unsafe(export_name = "cabi_post_hover")]
pub extern "C" fn post_hover(_: *const usize) {
    forget_answer();
}

/// `explain`: takes an ExplainRequest, returns the area of an Explanation.
#[unsafe(export_name = "explain")]
pub extern "C" fn explain(pointer: *const u8, length: usize) -> *const usize {
    call(exported_functions::explain, pointer, length)
}

/// Frees the answer of [`explain`].
#[unsafe(export_name = "cabi_post_explain")]
pub extern "C" fn post_explain(_: *const usize) {
    forget_answer();
}

/// `about`: returns the area of version, format versions, dates of the sources and limits.
#[unsafe(export_name = "about")]
pub extern "C" fn about() -> *const usize {
    BOUNDARY.with(|boundary| boundary.publish(exported_functions::about()))
}

/// Frees the answer of [`about`].
#[unsafe(export_name = "cabi_post_about")]
pub extern "C" fn post_about(_: *const usize) {
    forget_answer();
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::ptr::null_mut;

    /// What a host does: it writes a request, and reads the answer through the area.
    fn write(pointer: *mut u8, bytes: &[u8]) {
        // SAFETY: the pointer was allocated for as many bytes.
        unsafe { std::ptr::copy_nonoverlapping(bytes.as_ptr(), pointer, bytes.len()) };
    }

    fn read(area: *const usize) -> String {
        // SAFETY: the area is two numbers, the address and length of the answer.
        let bytes = unsafe { std::slice::from_raw_parts(area.read() as *const u8, area.add(1).read()) };
        String::from_utf8(bytes.to_vec()).unwrap()
    }

    fn reversed(request: &str) -> String {
        request.chars().rev().collect()
    }

    fn allocated_count() -> usize {
        BOUNDARY.with(BuffersSharedWithHost::allocated_count)
    }

    #[test]
    fn a_request_is_answered_and_its_memory_freed() {
        let pointer = cabi_realloc(null_mut(), 0, 1, 7);
        write(pointer, "äbc→".as_bytes().first_chunk::<7>().unwrap());
        assert_eq!(read(call(reversed, pointer, 7)), "→cbä");
        forget_answer();
        assert_eq!(allocated_count(), 0);
    }

    #[test]
    fn bytes_that_are_not_utf_8_are_answered_with_an_error() {
        let pointer = cabi_realloc(null_mut(), 0, 1, 3);
        write(pointer, b"a\xff\xfe");
        assert!(read(plan_sync(pointer, 3)).contains("not UTF-8 after byte 1"));
    }

    #[test]
    fn unallocated_memory_is_answered_with_an_error() {
        let not_lent = [0_u8; 4];
        assert!(read(plan_sync(not_lent.as_ptr(), 4)).contains("request/not-allocated"));
        assert!(read(validate_service(null_mut(), usize::MAX)).contains("request/not-allocated"));
    }

    #[test]
    fn allocated_memory_is_valid_for_one_call_and_its_own_length() {
        let pointer = cabi_realloc(null_mut(), 0, 1, 2);
        write(pointer, b"ab");
        assert!(read(call(reversed, pointer, 1)).contains("request/not-allocated"));
        assert_eq!(read(call(reversed, pointer, 2)), "ba");
        assert!(read(call(reversed, pointer, 2)).contains("request/not-allocated"));
    }

    #[test]
    fn an_empty_request_needs_no_memory() {
        assert_eq!(read(call(|request| format!("[{request}]"), cabi_realloc(null_mut(), 0, 1, 0), 0)), "[]");
    }

    #[test]
    fn resizing_keeps_the_content_and_resizing_to_zero_frees() {
        let pointer = cabi_realloc(null_mut(), 0, 1, 2);
        write(pointer, b"ab");
        let longer = cabi_realloc(pointer, 2, 1, 3);
        assert_eq!(read(call(reversed, longer, 3)), "\0ba");
        let pointer = cabi_realloc(null_mut(), 0, 1, 2);
        assert_eq!(cabi_realloc(pointer, 2, 1, 0) as usize, 1);
        assert_eq!(allocated_count(), 0);
    }

    #[test]
    fn an_unknown_alignment_or_pointer_gives_null() {
        assert!(cabi_realloc(null_mut(), 0, 3, 8).is_null());
        assert!(cabi_realloc(null_mut(), 0, 4096, 8).is_null());
        assert!(cabi_realloc(std::ptr::without_provenance_mut(64), 8, 1, 16).is_null());
    }
}
