//! The allocator against a model: what each block must contain, and that no two overlap.

use super::*;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// The standard library's allocator, with the number of its allocations, and a limit of them.
struct Counting {
    allocations: Cell<usize>,
    limit: usize,
}

impl Counting {
    fn up_to(limit: usize) -> Counting {
        Counting { allocations: Cell::new(0), limit }
    }

    fn allows_one_more(&self) -> bool {
        self.allocations.set(self.allocations.get() + 1);
        self.allocations.get() <= self.limit
    }
}

// SAFETY: the standard library's allocator, or no memory.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller's layout.
        if self.allows_one_more() { unsafe { System.alloc(layout) } } else { null_mut() }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: the caller's block.
        unsafe { System.dealloc(pointer, layout) }
    }
}

type Tested = SizeClassAllocator<Counting>;

/// A block in use, and the byte that fills it.
struct Block {
    pointer: *mut u8,
    layout: Layout,
    content: u8,
}

impl Block {
    fn new(allocator: &Tested, layout: Layout, content: u8, is_zeroed: bool) -> Block {
        // SAFETY: no layout of these tests has the size zero.
        let pointer = unsafe { if is_zeroed { allocator.alloc_zeroed(layout) } else { allocator.alloc(layout) } };
        assert!(!pointer.is_null());
        let block = Block { pointer, layout, content: 0 };
        if is_zeroed {
            block.check(layout.size());
        }
        block.filled(content)
    }

    fn filled(self, content: u8) -> Block {
        assert_eq!(self.pointer as usize % self.layout.align(), 0, "misaligned");
        // SAFETY: as many bytes were allocated there.
        unsafe { self.pointer.write_bytes(content, self.layout.size()) };
        Block { content, ..self }
    }

    /// Checks the first bytes.
    fn check(&self, bytes: usize) {
        // SAFETY: as many bytes were allocated and written there.
        let content = unsafe { std::slice::from_raw_parts(self.pointer, bytes) };
        assert!(content.iter().all(|byte| *byte == self.content), "another block was written here");
    }

    fn resized(self, allocator: &Tested, size: usize) -> Block {
        let kept = size.min(self.layout.size());
        // SAFETY: the block is in use, and the size is not zero.
        let pointer = unsafe { allocator.realloc(self.pointer, self.layout, size) };
        assert!(!pointer.is_null());
        let layout = Layout::from_size_align(size, self.layout.align()).expect("a small layout");
        let moved = Block { pointer, layout, ..self };
        moved.check(kept);
        let content = moved.content;
        moved.filled(content)
    }

    fn freed(self, allocator: &Tested) {
        self.check(self.layout.size());
        // SAFETY: the block is in use.
        unsafe { allocator.dealloc(self.pointer, self.layout) };
    }
}

#[derive(Debug, Clone)]
enum Step {
    Allocate { size: usize, align: usize, is_zeroed: bool },
    Resize { index: usize, size: usize },
    Free { index: usize },
}

/// Mostly small sizes, and those around the limits of a class and of all classes.
fn size() -> impl Strategy<Value = usize> {
    prop_oneof![4 => 1..100_usize, 2 => 1..700_usize, 1 => 500..520_usize, 1 => 1..5_000_usize]
}

fn step() -> impl Strategy<Value = Step> {
    let align = (0..7_u32).prop_map(|power| 1 << power);
    prop_oneof![
        4 => (size(), align, any::<bool>())
            .prop_map(|(size, align, is_zeroed)| Step::Allocate { size, align, is_zeroed }),
        2 => (any::<usize>(), size()).prop_map(|(index, size)| Step::Resize { index, size }),
        3 => any::<usize>().prop_map(|index| Step::Free { index }),
    ]
}

/// Carries out the steps, and checks every block whenever it is used, and all at the end.
fn run(allocator: &Tested, steps: &[Step]) {
    let mut blocks: BTreeMap<usize, Block> = BTreeMap::new();
    let take = |blocks: &mut BTreeMap<usize, Block>, index: usize| {
        let key = *blocks.keys().nth(index.checked_rem(blocks.len())?)?;
        blocks.remove(&key)
    };
    for (number, step) in steps.iter().enumerate() {
        let content = u8::try_from(number % 255 + 1).expect("below 256");
        match *step {
            Step::Allocate { size, align, is_zeroed } => {
                let layout = Layout::from_size_align(size, align).expect("a small layout");
                blocks.insert(number, Block::new(allocator, layout, content, is_zeroed));
            }
            Step::Resize { index, size } => {
                if let Some(block) = take(&mut blocks, index) {
                    blocks.insert(number, block.resized(allocator, size));
                }
            }
            Step::Free { index } => {
                if let Some(block) = take(&mut blocks, index) {
                    block.freed(allocator);
                }
            }
        }
    }
    blocks.into_values().for_each(|block| block.freed(allocator));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(100) })]

    #[test]
    fn blocks_keep_their_content_and_freed_ones_are_used_again(steps in prop::collection::vec(step(), 1..150)) {
        let allocator = SizeClassAllocator::above(Counting::up_to(usize::MAX));
        run(&allocator, &steps);
        let is_small = |step: &&Step| match step {
            Step::Allocate { size, align, .. } => *size <= STEP * CLASSES && *align <= STEP,
            Step::Resize { size, .. } => *size <= STEP * CLASSES,
            Step::Free { .. } => true,
        };
        let small: Vec<Step> = steps.iter().filter(is_small).cloned().collect();
        run(&allocator, &small);
        let before = allocator.large.allocations.get();
        run(&allocator, &small);
        prop_assert_eq!(allocator.large.allocations.get(), before, "the same blocks needed more memory");
    }
}

#[test]
fn the_limits_of_a_class_are_exact() {
    let allocator = SizeClassAllocator::above(Counting::up_to(usize::MAX));
    let bytes = |size: usize, align: usize| {
        let layout = Layout::from_size_align(size, align).expect("a small layout");
        allocator.class(layout).map(|(_, bytes)| bytes)
    };
    let classes = [(1, 16), (16, 16), (17, 32), (512, 512)];
    assert!(classes.iter().all(|(size, class)| bytes(*size, 1) == Some(*class)));
    assert_eq!([bytes(513, 1), bytes(16, 32)], [None, None]);
}

#[test]
fn without_memory_the_answer_is_null_and_blocks_stay_valid() {
    let allocator = SizeClassAllocator::above(Counting::up_to(1));
    let layout = Layout::from_size_align(512, 8).expect("a small layout");
    let blocks: Vec<Block> = (0..CHUNK_BYTES / 512).map(|_| Block::new(&allocator, layout, 7, false)).collect();
    // SAFETY: the layouts are not empty, and the block is in use.
    unsafe {
        assert!(allocator.alloc(layout).is_null() && allocator.alloc_zeroed(layout).is_null());
        let first = blocks.first().expect("there is one");
        assert!(allocator.realloc(first.pointer, first.layout, 600).is_null());
    }
    blocks.into_iter().for_each(|block| block.freed(&allocator));
    Block::new(&allocator, layout, 9, true).freed(&allocator);
}
