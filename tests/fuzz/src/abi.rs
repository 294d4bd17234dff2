//! The target `abi`: a hostile host. The exports of the portable module, called in any order with any pointers and lengths.
//!
//! The host keeps to one rule, for it could break the other ones by itself: it writes only where it was lent memory, and
//! there to the last byte. What it asks for is kept small, for memory that is not there ends a module as it must.

use crate::checks;
use crate::requests;
use clbplan::ffi::module as exports;

/// Where memory was lent, and how much.
type Lent = (*mut u8, usize);

/// Every export that takes a request, and the one that ends its answer.
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
    lent: Vec<Lent>,
    area: *const usize,
}

impl Host<'_> {
    fn byte(&mut self) -> Option<usize> {
        let (first, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        Some(usize::from(*first))
    }

    /// A pointer and a length: lent ones, nearly those, or any.
    fn memory(&mut self) -> Option<Lent> {
        let how = self.byte()?;
        let lent = self.lent.get(how / 8 % self.lent.len().max(1)).copied();
        Some(match (how % 8, lent) {
            (0..=3, Some(memory)) => memory,
            (4, Some((pointer, length))) => (pointer.wrapping_add(self.byte()?), length),
            (5, Some((pointer, length))) => (pointer, length.wrapping_add(self.byte()?)),
            (6, _) => (std::ptr::without_provenance_mut(self.byte()?), self.byte()?),
            (7, _) => (std::ptr::without_provenance_mut(usize::MAX - self.byte()?), usize::MAX - self.byte()?),
            (_, _) => (std::ptr::null_mut(), self.byte()? % 4),
        })
    }

    /// Writes what is left of the bytes, as often as it fits.
    fn fill(&self, (pointer, length): Lent) {
        let source = if self.bytes.is_empty() { b"{" } else { self.bytes };
        for at in 0..length {
            // SAFETY: the module lent so much, and ASan watches.
            unsafe { pointer.add(at).write(source[at % source.len()]) };
        }
    }

    fn realloc(&mut self) -> Option<()> {
        let (old, old_size) = if self.byte()? % 2 == 0 { (std::ptr::null_mut(), 0) } else { self.memory()? };
        let align = [1, 1, 1, 2, 4, 8, 0, 3, 16, 4096, usize::MAX][self.byte()? % 11];
        let size = self.byte()? * [1, 1, 17, 257][self.byte()? % 4];
        let new = exports::cabi_realloc(old, old_size, align, size);
        let was_lent = self.lent.contains(&(old, old_size));
        let refused = !matches!(align, 1 | 2 | 4 | 8) || (old_size > 0 && !was_lent);
        assert_eq!(new.is_null(), refused, "{align} {old_size} {size}");
        if !refused {
            self.lent.retain(|memory| old_size == 0 || *memory != (old, old_size));
            if size > 0 {
                self.lent.push((new, size));
                self.fill((new, size));
            }
        }
        Some(())
    }

    fn call(&mut self) -> Option<()> {
        let (ask, _) = EXPORTS[self.byte()? % EXPORTS.len()];
        let memory = self.memory()?;
        let was_lent = self.lent.contains(&memory);
        self.area = ask(memory.0, memory.1);
        self.lent.retain(|lent| *lent != memory);
        let answer = self.answer();
        assert_eq!(answer.contains("request/not-allocated"), !was_lent && memory.1 > 0, "{answer}");
        Some(())
    }

    /// A whole call, as a host that means well makes it.
    fn proper(&mut self) -> Option<()> {
        let which = self.byte()? % EXPORTS.len();
        let request = self.bytes.get(..self.bytes.len().min(600))?;
        let pointer = exports::cabi_realloc(std::ptr::null_mut(), 0, 1, request.len());
        for (at, byte) in request.iter().enumerate() {
            // SAFETY: so much was lent.
            unsafe { pointer.add(at).write(*byte) };
        }
        let (ask, post) = EXPORTS[which];
        self.area = ask(pointer, request.len());
        let answer = self.answer();
        if let Ok(text) = str::from_utf8(request) {
            assert_eq!(answer, (requests::FUNCTIONS[which].1)(text), "not what the core answers");
        }
        post(self.area);
        Some(())
    }

    /// What the host finds in the area, to the last byte.
    fn answer(&self) -> String {
        // SAFETY: the area is two numbers, and they say where the answer is.
        let bytes = unsafe { std::slice::from_raw_parts(self.area.read() as *const u8, self.area.add(1).read()) };
        let text = str::from_utf8(bytes).expect("an answer is UTF-8").to_owned();
        checks::parse(&text);
        text
    }

    fn step(&mut self) -> Option<()> {
        match self.byte()? % 8 {
            0..=2 => self.realloc(),
            3 | 4 => self.call(),
            5 => self.proper(),
            6 => {
                // Any of them ends whatever there is, and as often as it is asked.
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
    let mut host = Host { bytes: data, lent: Vec::new(), area: std::ptr::null() };
    while host.step().is_some() {}
    // Whatever came before, memory is taken back and a call is answered.
    for (pointer, length) in std::mem::take(&mut host.lent) {
        assert_eq!(exports::cabi_realloc(pointer, length, 1, 0) as usize, 1);
    }
    host.bytes = b"\x01{}";
    host.proper();
}

/// A proper call, and what comes close to one.
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
