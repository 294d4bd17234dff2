//! The order of items, as positions: code that exists once, whatever the items are.
//!
//! Sorting code is generated anew for every type of item, and each instance of it costs kilobytes. Here an instance is one
//! function that compares the items at two positions, and a loop that swaps items.

use std::cmp::Ordering;

/// Up to this many items, simple loops are faster than sorting, and need no memory.
pub(super) const FEW: usize = 16;

/// Compares the items at two positions. It is no `Fn`: the table of functions of a `dyn Fn` also has one that calls it once
/// and drops it, which would be generated for every type as well.
pub(super) trait PositionComparison {
    fn compare(&self, a: usize, b: usize) -> Ordering;
}

impl<F: Fn(usize, usize) -> Ordering> PositionComparison for F {
    fn compare(&self, a: usize, b: usize) -> Ordering {
        self(a, b)
    }
}

/// Compares the item at a position to one that is looked for; no `Fn`, likewise.
pub(super) trait ItemComparison {
    fn compare(&self, at: usize) -> Ordering;
}

impl<F: Fn(usize) -> Ordering> ItemComparison for F {
    fn compare(&self, at: usize) -> Ordering {
        self(at)
    }
}

/// What becomes of equal items.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum DuplicatesKept {
    /// All stay, in the order in which they were.
    All,
    /// The last one stays.
    Last,
}

/// Swaps that bring items into their order; the items that stay are the first ones then.
pub(super) struct SortingSwaps {
    few: [u32; FEW],
    many: Vec<u32>,
    /// How many items there are; zero when they are in order already.
    count: usize,
    /// How many of them stay.
    pub kept: usize,
    /// Where the next cycle of the permutation is looked for.
    start: usize,
    /// The position that is filled next.
    at: usize,
}

/// The order of `count` items. Those that are in order already cost one pass.
pub(super) fn order(count: usize, equal: DuplicatesKept, compare: &dyn PositionComparison) -> SortingSwaps {
    let mut swaps = SortingSwaps { few: [0; FEW], many: Vec::new(), count: 0, kept: count, start: 0, at: 0 };
    let is_in_order = |at: usize| match compare.compare(at - 1, at) {
        Ordering::Less => true,
        Ordering::Equal => equal == DuplicatesKept::All,
        Ordering::Greater => false,
    };
    if (1..count).all(is_in_order) {
        return swaps;
    }
    swaps.count = count;
    if count > FEW {
        swaps.many = (0..count as u32).collect();
        swaps.many.sort_by(|a, b| compare.compare(*a as usize, *b as usize));
    } else {
        for (at, position) in swaps.few.iter_mut().enumerate() {
            *position = at as u32;
        }
        for end in 1..count {
            let mut at = end;
            while let Some((before, item)) = swaps.neighbours(at)
                && compare.compare(before, item).is_gt()
            {
                swaps.positions().swap(at - 1, at);
                at -= 1;
            }
        }
    }
    if equal == DuplicatesKept::Last {
        swaps.kept = last_of_equal_first(swaps.positions(), compare);
    }
    swaps
}

/// Moves all but the last of equal items to the end, and returns how many stay.
fn last_of_equal_first(positions: &mut [u32], compare: &dyn PositionComparison) -> usize {
    let mut dropped = Vec::new();
    let mut kept = 0;
    for at in 0..positions.len() {
        let Some(position) = positions.get(at).copied() else { continue };
        let next = positions.get(at + 1);
        if next.is_some_and(|next| compare.compare(position as usize, *next as usize).is_eq()) {
            dropped.push(position);
        } else if let Some(free) = positions.get_mut(kept) {
            *free = position;
            kept += 1;
        }
    }
    for (free, position) in positions.iter_mut().skip(kept).zip(dropped) {
        *free = position;
    }
    kept
}

impl SortingSwaps {
    /// For each place, where the item is that belongs there.
    fn positions(&mut self) -> &mut [u32] {
        if self.many.is_empty() { self.few.get_mut(..self.count).unwrap_or_default() } else { &mut self.many }
    }

    fn neighbours(&mut self, at: usize) -> Option<(usize, usize)> {
        match self.positions().get(at.checked_sub(1)?..=at)? {
            [before, item] => Some((*before as usize, *item as usize)),
            _ => None,
        }
    }
}

impl Iterator for SortingSwaps {
    type Item = (usize, usize);

    /// Each swap puts one item to its place, along the cycles of the permutation.
    fn next(&mut self) -> Option<(usize, usize)> {
        loop {
            let (start, at) = (self.start, self.at);
            let place = self.positions().get_mut(at)?;
            let from = *place as usize;
            *place = at as u32;
            if from == start {
                // The cycle is closed.
                self.start += 1;
                self.at = self.start;
            } else {
                self.at = from;
                return Some((at, from));
            }
        }
    }
}
