//! Memory that a module shares with its host: requests, and the answer of the last call. `host/policy` uses the same file.
//!
//! A host may pass anything. Memory is therefore allocated from a list, and a request is looked up there by its pointer:
//! whatever was not allocated for this call is an error, and no pointer of a host is dereferenced.

use std::cell::{Cell, RefCell};

/// State shared with the host between calls. The module has one thread, so one of these.
pub struct BuffersSharedWithHost {
    /// Memory that the host writes requests into.
    allocated: RefCell<Vec<Vec<u8>>>,
    /// The answer that the host reads after a call.
    answer: RefCell<String>,
    /// Address and length of `answer`: two 32-bit numbers in WebAssembly.
    area: [Cell<usize>; 2],
}

/// Why there is no text of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotText {
    /// It is not UTF-8.
    NotUtf8 {
        /// The number of leading bytes that are.
        valid_up_to: usize,
    },
    /// The memory was not allocated here, or is no longer.
    NotAllocated,
}

impl BuffersSharedWithHost {
    /// Nothing is allocated.
    pub const fn new() -> BuffersSharedWithHost {
        BuffersSharedWithHost {
            allocated: RefCell::new(Vec::new()),
            answer: RefCell::new(String::new()),
            area: [Cell::new(0), Cell::new(0)],
        }
    }

    /// Zeroed memory.
    fn allocate(&self, size: usize) -> *mut u8 {
        let mut memory = vec![0; size];
        let pointer = memory.as_mut_ptr();
        self.allocated.borrow_mut().push(memory);
        pointer
    }

    /// The memory that was allocated at that address, if any.
    fn reclaim(&self, pointer: *const u8, size: usize) -> Option<Vec<u8>> {
        let mut lent = self.allocated.borrow_mut();
        let index = lent.iter().position(|memory| memory.as_ptr() == pointer && memory.len() == size)?;
        Some(lent.swap_remove(index))
    }

    /// `cabi_realloc`: `old` null and `old_size` 0 for new memory, else an allocation to resize. Memory stays allocated until it
    /// is used by a call, or is resized to 0.
    ///
    /// Null if `old` was not allocated here, or for an alignment that no text needs.
    pub fn reallocate(&self, old: *mut u8, old_size: usize, align: usize, size: usize) -> *mut u8 {
        /// The alignment of the allocator.
        const MAX_ALIGN: usize = 8;
        if !align.is_power_of_two() || align > MAX_ALIGN {
            return std::ptr::null_mut();
        }
        let before = match old_size {
            0 => Vec::new(),
            _ => match self.reclaim(old, old_size) {
                Some(memory) => memory,
                None => return std::ptr::null_mut(),
            },
        };
        if size == 0 {
            // There is nothing to point at, but the canonical ABI requires an aligned pointer that is not null.
            return std::ptr::without_provenance_mut(align);
        }
        if before.is_empty() {
            return self.allocate(size);
        }
        let mut memory = before;
        memory.resize(size, 0);
        let pointer = memory.as_mut_ptr();
        self.allocated.borrow_mut().push(memory);
        pointer
    }

    /// The text of a request, whose memory is no longer allocated.
    ///
    /// # Errors
    /// See [`NotText`].
    pub fn take(&self, pointer: *const u8, length: usize) -> Result<String, NotText> {
        let request = if length == 0 { Some(Vec::new()) } else { self.reclaim(pointer, length) };
        String::from_utf8(request.ok_or(NotText::NotAllocated)?)
            .map_err(|error| NotText::NotUtf8 { valid_up_to: error.utf8_error().valid_up_to() })
    }

    /// Stores an answer and returns the area that points to it.
    pub fn publish(&self, answer: String) -> *const usize {
        let [pointer, length] = &self.area;
        pointer.set(answer.as_ptr() as usize);
        length.set(answer.len());
        self.answer.replace(answer);
        self.area.as_ptr().cast()
    }

    /// How many requests the host has allocated.
    #[cfg(test)]
    pub fn allocated_count(&self) -> usize {
        self.allocated.borrow().len()
    }
}
