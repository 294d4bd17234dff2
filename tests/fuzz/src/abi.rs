//! The target `abi`: a hostile host that calls the exports of the portable module in any order, with any pointers and lengths.
//!
//! It only writes to memory that the module allocated for it, all of it: writing elsewhere would break any module. Allocations are
//! small, because a module that runs out of memory has to trap.

use crate::check_every_answer;
use crate::requests;
use clbplan::ffi::module_exports as exports;

/// Address and size of an allocation.
type Allocation = (*mut u8, usize);

/// An export that takes a request, and the one that frees its answer.
type Export = (extern "C" fn(*const u8, usize) -> *const usize, extern "C" fn(*const usize));

const EXPORTS: [Export; 6] = [
    (exports::plan_sync, exports::post_plan_sync),
    (exports::validate_service, exports::post_validate_service),
    (exports::simulate, exports::post_simulate),
    (exports::complete, exports::post_complete),
    (exports::hover, exports::post_hover),
    (exports::explain, exports::post_explain),
];

struct Host<'a> {
    bytes: &'a [u8],
    allocations: Vec<Allocation>,
    area: *const usize,
}

impl Host<'_> {
    fn byte(&mut self) -> Option<usize> {
        let (first, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        Some(usize::from(*first))
    }

    /// A pointer and a length: those of an allocation, close to it, or arbitrary.
    fn memory(&mut self) -> Option<Allocation> {
        let how = self.byte()?;
        let allocation = self.allocations.get(how / 8 % self.allocations.len().max(1)).copied();
        Some(match (how % 8, allocation) {
            (0..=3, Some(memory)) => memory,
            (4, Some((pointer, length))) => (pointer.wrapping_add(self.byte()?), length),
            (5, Some((pointer, length))) => (pointer, length.wrapping_add(self.byte()?)),
            (6, _) => (std::ptr::without_provenance_mut(self.byte()?), self.byte()?),
            (7, _) => (std::ptr::without_provenance_mut(usize::MAX - self.byte()?), usize::MAX - self.byte()?),
            (_, _) => (std::ptr::null_mut(), self.byte()? % 4),
        })
    }

    /// Fills an allocation with the remaining bytes, repeatedly.
    fn fill(&self, (pointer, length): Allocation) {
        let source = if self.bytes.is_empty() { b"{" } else { self.bytes };
        for at in 0..length {
            // SAFETY: inside the allocation; AddressSanitizer checks it.
            unsafe { pointer.add(at).write(source[at % source.len()]) };
        }
    }

    fn realloc(&mut self) -> Option<()> {
        let (old, old_size) = if self.byte()? % 2 == 0 { (std::ptr::null_mut(), 0) } else { self.memory()? };
        let align = [1, 1, 1, 2, 4, 8, 0, 3, 16, 4096, usize::MAX][self.byte()? % 11];
        let size = self.byte()? * [1, 1, 17, 257][self.byte()? % 4];
        let new = exports::cabi_realloc(old, old_size, align, size);
        let was_allocated = self.allocations.contains(&(old, old_size));
        let rejected = !matches!(align, 1 | 2 | 4 | 8) || (old_size > 0 && !was_allocated);
        assert_eq!(new.is_null(), rejected, "{align} {old_size} {size}");
        if !rejected {
            self.allocations.retain(|memory| old_size == 0 || *memory != (old, old_size));
            if size > 0 {
                self.allocations.push((new, size));
                self.fill((new, size));
            }
        }
        Some(())
    }

    fn call(&mut self) -> Option<()> {
        let (function, _) = EXPORTS[self.byte()? % EXPORTS.len()];
        let memory = self.memory()?;
        let was_allocated = self.allocations.contains(&memory);
        self.area = function(memory.0, memory.1);
        self.allocations.retain(|allocation| *allocation != memory);
        let answer = self.answer();
        assert_eq!(answer.contains("request/not-allocated"), !was_allocated && memory.1 > 0, "{answer}");
        Some(())
    }

    /// A complete call, as a correct host makes it.
    fn correct_call(&mut self) -> Option<()> {
        let which = self.byte()? % EXPORTS.len();
        let request = self.bytes.get(..self.bytes.len().min(600))?;
        let pointer = exports::cabi_realloc(std::ptr::null_mut(), 0, 1, request.len());
        for (at, byte) in request.iter().enumerate() {
            // SAFETY: inside the allocation.
            unsafe { pointer.add(at).write(*byte) };
        }
        let (function, post) = EXPORTS[which];
        self.area = function(pointer, request.len());
        let answer = self.answer();
        if let Ok(text) = str::from_utf8(request) {
            assert_eq!(answer, (requests::FUNCTIONS[which].1)(text), "differs from the core's answer");
        }
        post(self.area);
        Some(())
    }

    /// Reads the answer through the return area.
    fn answer(&self) -> String {
        // SAFETY: the return area has the address and the length of the answer.
        let bytes = unsafe { std::slice::from_raw_parts(self.area.read() as *const u8, self.area.add(1).read()) };
        let text = str::from_utf8(bytes).expect("an answer is UTF-8").to_owned();
        check_every_answer::parse(&text);
        text
    }

    fn step(&mut self) -> Option<()> {
        match self.byte()? % 8 {
            0..=2 => self.realloc(),
            3 | 4 => self.call(),
            5 => self.correct_call(),
            6 => {
                // Any of these functions frees the current answer, however often it is called.
                let which = self.byte()? % EXPORTS.len();
                (EXPORTS[which].1)(std::ptr::without_provenance(self.byte()?));
                Some(())
            }
            _ => {
                self.area = exports::about();
                self.answer();
                exports::post_about(self.area);
                Some(())
            }
        }
    }
}

pub fn run(data: &[u8]) {
    let mut host = Host { bytes: data, allocations: Vec::new(), area: std::ptr::null() };
    while host.step().is_some() {}
    // After any sequence of calls, memory can be freed and a correct call is answered.
    for (pointer, length) in std::mem::take(&mut host.allocations) {
        assert_eq!(exports::cabi_realloc(pointer, length, 1, 0) as usize, 1);
    }
    host.bytes = b"\x01{}";
    host.correct_call();
}

/// Correct calls, and calls that are almost correct.
pub fn seeds() -> Vec<Vec<u8>> {
    let mut seeds = vec![
        b"\x00\x00\x00\x02\x00\x03\x00\x00".to_vec(),
        b"\x00\x00\x00\x02\x00\x03\x00\x05\x01".to_vec(),
        b"\x03\x00\x07\x00\x00".to_vec(),
        b"\x07\x06\x00\x00\x06\x01\x00".to_vec(),
    ];
    let small = requests::seeds().into_iter().filter(|seed| seed.len() < 600);
    seeds.extend(small.map(|seed| [b"\x05", &*seed].concat()));
    seeds
}
