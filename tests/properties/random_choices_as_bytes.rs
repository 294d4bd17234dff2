//! Random choices as bytes: what a case is made of, and what proptest shrinks.
//!
//! Zero is always the plainest choice, so a shrunken case is a plain one. Each part of a case has bytes of its own: taking
//! one part away changes no other.

use proptest::collection::vec;
use proptest::prelude::*;

/// The bytes of one part, read one after the other; after the last one everything is plain.
pub struct Tape<'a> {
    bytes: std::slice::Iter<'a, u8>,
}

impl<'a> Tape<'a> {
    pub fn new(bytes: &'a [u8]) -> Tape<'a> {
        Tape { bytes: bytes.iter() }
    }

    fn byte(&mut self) -> usize {
        usize::from(self.bytes.next().copied().unwrap_or(0))
    }

    /// 0 to `count - 1`.
    pub fn pick(&mut self, count: usize) -> usize {
        self.byte() % count
    }

    /// One of the choices; the first one is the plainest.
    pub fn choose<T: Clone>(&mut self, choices: &[T]) -> T {
        choices[self.pick(choices.len())].clone()
    }

    /// True in that percentage of cases.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.byte() * 100 >= (100 - percent) * 256
    }

    /// One of the choices in that percentage of cases.
    pub fn maybe<T: Clone>(&mut self, percent: usize, choices: &[T]) -> Option<T> {
        let chosen = self.chance(percent);
        let choice = self.choose(choices);
        chosen.then_some(choice)
    }
}

/// The bytes of a case.
#[derive(Debug, Clone)]
pub struct CaseBytes {
    pub context: Vec<u8>,
    pub services: Vec<Vec<u8>>,
    pub nodes: Vec<Vec<u8>>,
    pub slices: Vec<Vec<u8>>,
    pub configs: Vec<Vec<u8>>,
    pub load_balancers: Vec<Vec<u8>>,
    pub edits: Vec<u8>,
}

pub fn seeds() -> impl Strategy<Value = CaseBytes> {
    let part = |length: usize| vec(any::<u8>(), length);
    let parts = (
        part(48),
        vec(part(180), 1..4),
        vec(part(8), 0..5),
        vec(part(26), 0..4),
        vec(part(56), 0..3),
        vec(part(150), 0..5),
        part(60),
    );
    parts.prop_map(|(context, services, nodes, slices, configs, load_balancers, edits)| CaseBytes {
        context,
        services,
        nodes,
        slices,
        configs,
        load_balancers,
        edits,
    })
}
