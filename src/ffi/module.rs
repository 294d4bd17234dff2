//! The portable module's exports: what `func(request: string) -> string` is in the component model's canonical ABI.
//!
//! A host asks [`cabi_realloc`] for memory, writes UTF-8 there, calls, reads the answer where the returned area points, and
//! calls `cabi_post_…`. The names and this layout are frozen: hosts call them by hand. A host without a component runtime
//! can hand over anything, so memory is lent from a list and taken back by looking it up: whatever was not lent for this
//! call is refused with an answer, and there is no pointer here that is followed. Written by hand rather than generated,
//! because generated code takes the bytes for UTF-8 unseen.
//!
//! It does not free an answer that no `cabi_post_…` ended: the next one takes its place.

use super::{RequestError, call_within_limit};
use crate::api;
use std::cell::{Cell, RefCell};

thread_local! {
    static BOUNDARY: Boundary = const {
        Boundary {
            allocated: RefCell::new(Vec::new()),
            answer: RefCell::new(String::new()),
            area: [Cell::new(0), Cell::new(0)],
        }
    };
}

/// What is shared with the host between calls. The module has one thread, and so one of these.
struct Boundary {
    /// Memory that the host writes requests into.
    allocated: RefCell<Vec<Vec<u8>>>,
    /// What the host reads after a call.
    answer: RefCell<String>,
    /// Where `answer` is, and how long: two 32-bit numbers in WebAssembly.
    area: [Cell<usize>; 2],
}

impl Boundary {
    /// Memory of `size` bytes, zeroed.
    fn allocate(&self, size: usize) -> *mut u8 {
        let mut memory = vec![0; size];
        let pointer = memory.as_mut_ptr();
        self.allocated.borrow_mut().push(memory);
        pointer
    }

    /// The memory that was lent there, if any was.
    fn reclaim(&self, pointer: *const u8, size: usize) -> Option<Vec<u8>> {
        let mut lent = self.allocated.borrow_mut();
        let index = lent.iter().position(|memory| memory.as_ptr() == pointer && memory.len() == size)?;
        Some(lent.swap_remove(index))
    }

    /// Puts an answer where the host finds it.
    fn publish(&self, answer: String) -> *const usize {
        let [pointer, length] = &self.area;
        pointer.set(answer.as_ptr() as usize);
        length.set(answer.len());
        self.answer.replace(answer);
        self.area.as_ptr().cast()
    }
}

/// Lends memory for a request: `old` null and `old_size` 0 for new memory, else what was lent before and is to be longer
/// or shorter. Memory stays lent until it is the request of a call, or is resized to 0.
///
/// Null if `old` was not lent, or for an alignment that no text needs: nothing of this module is to be written there.
#[unsafe(no_mangle)]
pub extern "C" fn cabi_realloc(old: *mut u8, old_size: usize, align: usize, size: usize) -> *mut u8 {
    /// The allocator's own alignment.
    const MAX_ALIGN: usize = 8;
    if !align.is_power_of_two() || align > MAX_ALIGN {
        return std::ptr::null_mut();
    }
    BOUNDARY.with(|boundary| {
        let before = match old_size {
            0 => Vec::new(),
            _ => match boundary.reclaim(old, old_size) {
                Some(memory) => memory,
                None => return std::ptr::null_mut(),
            },
        };
        if size == 0 {
            // Nothing to point at; the canonical ABI wants a pointer that is aligned and not null.
            return std::ptr::without_provenance_mut(align);
        }
        if before.is_empty() {
            return boundary.allocate(size);
        }
        let mut memory = before;
        memory.resize(size, 0);
        let pointer = memory.as_mut_ptr();
        boundary.allocated.borrow_mut().push(memory);
        pointer
    })
}

/// Takes the request, asks, and says where the answer is.
fn call(function: fn(&str) -> String, pointer: *const u8, length: usize) -> *const usize {
    BOUNDARY.with(|boundary| {
        let request = if length == 0 { Some(Vec::new()) } else { boundary.reclaim(pointer, length) };
        let answer = match request.map(String::from_utf8) {
            Some(Ok(request)) => call_within_limit(function, &request),
            Some(Err(error)) => RequestError::NotUtf8 { valid_up_to: error.utf8_error().valid_up_to() }.answer(),
            None => RequestError::NotAllocated.answer(),
        };
        boundary.publish(answer)
    })
}

fn forget_answer() {
    BOUNDARY.with(|boundary| {
        boundary.publish(String::new());
    });
}

/// `plan-sync`: a PlanRequest at `pointer`, a Plan at what the returned area points at.
#[unsafe(export_name = "plan-sync")]
pub extern "C" fn plan_sync(pointer: *const u8, length: usize) -> *const usize {
    call(api::plan_sync, pointer, length)
}

/// Ends the life of what [`plan_sync`] answered.
#[unsafe(export_name = "cabi_post_plan-sync")]
pub extern "C" fn post_plan_sync(_: *const usize) {
    forget_answer();
}

/// `validate-service`: a ValidateRequest at `pointer`, a Report at what the returned area points at.
#[unsafe(export_name = "validate-service")]
pub extern "C" fn validate_service(pointer: *const u8, length: usize) -> *const usize {
    call(api::validate_service, pointer, length)
}

/// Ends the life of what [`validate_service`] answered.
#[unsafe(export_name = "cabi_post_validate-service")]
pub extern "C" fn post_validate_service(_: *const usize) {
    forget_answer();
}

/// `simulate`: a PlanRequest at `pointer`, a Simulation at what the returned area points at.
#[unsafe(export_name = "simulate")]
pub extern "C" fn simulate(pointer: *const u8, length: usize) -> *const usize {
    call(api::simulate, pointer, length)
}

/// Ends the life of what [`simulate`] answered.
#[unsafe(export_name = "cabi_post_simulate")]
pub extern "C" fn post_simulate(_: *const usize) {
    forget_answer();
}

/// `complete`: an EditorRequest at `pointer`, Completions at what the returned area points at.
#[unsafe(export_name = "complete")]
pub extern "C" fn complete(pointer: *const u8, length: usize) -> *const usize {
    call(api::complete, pointer, length)
}

/// Ends the life of what [`complete`] answered.
#[unsafe(export_name = "cabi_post_complete")]
pub extern "C" fn post_complete(_: *const usize) {
    forget_answer();
}

/// `hover`: an EditorRequest at `pointer`, a Hover or `null` at what the returned area points at.
#[unsafe(export_name = "hover")]
pub extern "C" fn hover(pointer: *const u8, length: usize) -> *const usize {
    call(api::hover, pointer, length)
}

/// Ends the life of what [`hover`] answered.
#[unsafe(export_name = "cabi_post_hover")]
pub extern "C" fn post_hover(_: *const usize) {
    forget_answer();
}

/// `explain`: an ExplainRequest at `pointer`, an Explanation at what the returned area points at.
#[unsafe(export_name = "explain")]
pub extern "C" fn explain(pointer: *const u8, length: usize) -> *const usize {
    call(api::explain, pointer, length)
}

/// Ends the life of what [`explain`] answered.
#[unsafe(export_name = "cabi_post_explain")]
pub extern "C" fn post_explain(_: *const usize) {
    forget_answer();
}

/// `about`: version, format versions, dates of the sources and limits, at what the returned area points at.
#[unsafe(export_name = "about")]
pub extern "C" fn about() -> *const usize {
    BOUNDARY.with(|boundary| boundary.publish(api::about()))
}

/// Ends the life of what [`about`] answered.
#[unsafe(export_name = "cabi_post_about")]
pub extern "C" fn post_about(_: *const usize) {
    forget_answer();
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::ptr::null_mut;

    /// A host: what it writes there, and what it finds in the area.
    fn write(pointer: *mut u8, bytes: &[u8]) {
        // SAFETY: the pointer was lent for as many bytes.
        unsafe { std::ptr::copy_nonoverlapping(bytes.as_ptr(), pointer, bytes.len()) };
    }

    fn read(area: *const usize) -> String {
        // SAFETY: the area is two numbers, and they say where the answer is.
        let bytes = unsafe { std::slice::from_raw_parts(area.read() as *const u8, area.add(1).read()) };
        String::from_utf8(bytes.to_vec()).unwrap()
    }

    fn reversed(request: &str) -> String {
        request.chars().rev().collect()
    }

    fn lent() -> usize {
        BOUNDARY.with(|boundary| boundary.allocated.borrow().len())
    }

    #[test]
    fn a_request_is_answered_and_nothing_stays_lent() {
        let pointer = cabi_realloc(null_mut(), 0, 1, 7);
        write(pointer, "äbc→".as_bytes().first_chunk::<7>().unwrap());
        assert_eq!(read(call(reversed, pointer, 7)), "→cbä");
        forget_answer();
        assert_eq!(lent(), 0);
    }

    #[test]
    fn bytes_that_are_not_utf_8_are_an_answer() {
        let pointer = cabi_realloc(null_mut(), 0, 1, 3);
        write(pointer, b"a\xff\xfe");
        assert!(read(plan_sync(pointer, 3)).contains("not UTF-8 after byte 1"));
    }

    #[test]
    fn memory_that_was_not_lent_is_an_answer() {
        let not_lent = [0_u8; 4];
        assert!(read(plan_sync(not_lent.as_ptr(), 4)).contains("request/not-allocated"));
        assert!(read(validate_service(null_mut(), usize::MAX)).contains("request/not-allocated"));
    }

    #[test]
    fn lent_memory_is_good_for_one_call_and_its_own_length() {
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
    fn lent_memory_grows_with_what_is_in_it_and_is_given_back_by_resizing_to_nothing() {
        let pointer = cabi_realloc(null_mut(), 0, 1, 2);
        write(pointer, b"ab");
        let longer = cabi_realloc(pointer, 2, 1, 3);
        assert_eq!(read(call(reversed, longer, 3)), "\0ba");
        let pointer = cabi_realloc(null_mut(), 0, 1, 2);
        assert_eq!(cabi_realloc(pointer, 2, 1, 0) as usize, 1);
        assert_eq!(lent(), 0);
    }

    #[test]
    fn a_strange_alignment_or_a_stranger_s_memory_is_refused() {
        assert!(cabi_realloc(null_mut(), 0, 3, 8).is_null());
        assert!(cabi_realloc(null_mut(), 0, 4096, 8).is_null());
        assert!(cabi_realloc(std::ptr::without_provenance_mut(64), 8, 1, 16).is_null());
    }
}
