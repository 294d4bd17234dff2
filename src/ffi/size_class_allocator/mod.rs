//! The allocator of the module that is built for speed: a list of free blocks for each size.
//!
//! A plan makes hundreds of small allocations for each Service and frees most of them soon. Here, each takes a few
//! instructions: small sizes are rounded up to a multiple of 16 bytes, and every such size has a list of freed blocks.
//! Nothing is split, merged, searched or returned to the engine, so memory of one size is never used for another one. That
//! is cheap because a module's memory ends with its instance, and instances are short-lived. Large allocations go to the
//! standard library's allocator, and so do the chunks that small blocks are cut from.

#[cfg(any(test, target_family = "wasm"))]
use std::alloc::System;
use std::alloc::{GlobalAlloc, Layout};
use std::cell::Cell;
use std::ptr::{NonNull, null_mut};

/// Sizes of blocks are multiples of this, which is also the alignment of each block.
const STEP: usize = 16;

/// The number of sizes: allocations above 512 bytes are large.
const CLASSES: usize = 32;

/// What small blocks are cut from: one page of WebAssembly's memory.
const CHUNK_BYTES: usize = 1 << 16;

/// A freed block. Its first bytes hold the address of the next one of its size.
#[repr(C)]
struct FreeBlock {
    next: Option<NonNull<FreeBlock>>,
}

/// An allocator for one thread.
pub struct SizeClassAllocator<Large> {
    /// By size: the block that was freed last.
    free: [Cell<Option<NonNull<FreeBlock>>>; CLASSES],
    /// The part of the newest chunk that was never allocated.
    unused: Cell<*mut u8>,
    unused_bytes: Cell<usize>,
    large: Large,
}

/// Of the module. Elsewhere, where there can be threads, only the tests use the allocator.
#[cfg(all(feature = "size-class-allocator", target_family = "wasm"))]
#[global_allocator]
static OF_THE_MODULE: SizeClassAllocator<System> = SizeClassAllocator::above(System);

// SAFETY: the module is compiled without threads.
#[cfg(all(target_family = "wasm", not(target_feature = "atomics")))]
unsafe impl<Large> Sync for SizeClassAllocator<Large> {}

impl<Large> SizeClassAllocator<Large> {
    /// An allocator that owns no memory yet, and gets it from another one.
    pub const fn above(large: Large) -> SizeClassAllocator<Large> {
        SizeClassAllocator {
            free: [const { Cell::new(None) }; CLASSES],
            unused: Cell::new(null_mut()),
            unused_bytes: Cell::new(0),
            large,
        }
    }

    /// The blocks of the layout's size and that size; `None` for large allocations.
    #[inline]
    fn class(&self, layout: Layout) -> Option<(&Cell<Option<NonNull<FreeBlock>>>, usize)> {
        // A global allocator is never asked for zero bytes.
        let index = layout.size().wrapping_sub(1) / STEP;
        let free = self.free.get(index)?;
        (layout.align() <= STEP).then_some((free, (index + 1) * STEP))
    }
}

impl<Large: GlobalAlloc> SizeClassAllocator<Large> {
    /// Cuts a block from the newest chunk, or from a new one.
    fn cut(&self, bytes: usize) -> *mut u8 {
        if self.unused_bytes.get() < bytes {
            // SAFETY: neither size nor alignment is zero, and the alignment is a power of two.
            let chunk = unsafe { self.large.alloc(Layout::from_size_align_unchecked(CHUNK_BYTES, STEP)) };
            if chunk.is_null() {
                return chunk;
            }
            self.unused.set(chunk);
            self.unused_bytes.set(CHUNK_BYTES);
        }
        let block = self.unused.get();
        // SAFETY: at least `bytes` of the chunk follow this address.
        self.unused.set(unsafe { block.add(bytes) });
        self.unused_bytes.set(self.unused_bytes.get() - bytes);
        block
    }
}

// SAFETY: a block is either in one list or in use, never both; blocks of a chunk do not overlap, are as large as their layout
// demands, and are aligned to STEP. The large ones are those of another allocator.
unsafe impl<Large: GlobalAlloc> GlobalAlloc for SizeClassAllocator<Large> {
    #[inline]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let Some((free, bytes)) = self.class(layout) else {
            // SAFETY: the caller's layout.
            return unsafe { self.large.alloc(layout) };
        };
        match free.get() {
            Some(block) => {
                // SAFETY: a block in the list is free, and `dealloc` has written its first bytes.
                free.set(unsafe { block.as_ref() }.next);
                block.as_ptr().cast()
            }
            None => self.cut(bytes),
        }
    }

    #[inline]
    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        match (self.class(layout), NonNull::new(pointer.cast::<FreeBlock>())) {
            (Some((free, _)), Some(block)) => {
                // SAFETY: the block is no longer used, is aligned, and has room for an address.
                unsafe { block.write(FreeBlock { next: free.get() }) };
                free.set(Some(block));
            }
            // SAFETY: it was allocated there, because a layout's class never changes.
            _ => unsafe { self.large.dealloc(pointer, layout) },
        }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        if self.class(layout).is_none() {
            // SAFETY: the caller's layout. Fresh memory is zero already, which the other allocator knows.
            return unsafe { self.large.alloc_zeroed(layout) };
        }
        // SAFETY: the caller's layout.
        let pointer = unsafe { self.alloc(layout) };
        if !pointer.is_null() {
            // SAFETY: as many bytes were allocated there.
            unsafe { pointer.write_bytes(0, layout.size()) };
        }
        pointer
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, new_size: usize) -> *mut u8 {
        // SAFETY: the caller guarantees that the new size fits the alignment.
        let new_layout = unsafe { Layout::from_size_align_unchecked(new_size, layout.align()) };
        match (self.class(layout), self.class(new_layout)) {
            // SAFETY: both are of the other allocator.
            (None, None) => return unsafe { self.large.realloc(pointer, layout, new_size) },
            (Some((_, old)), Some((_, new))) if old == new => return pointer,
            _ => {}
        }
        // SAFETY: the caller's block, and a new one.
        unsafe {
            let moved = self.alloc(new_layout);
            if !moved.is_null() {
                moved.copy_from_nonoverlapping(pointer, layout.size().min(new_size));
                self.dealloc(pointer, layout);
            }
            moved
        }
    }
}

#[cfg(test)]
mod tests;
