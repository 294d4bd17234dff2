//! Calls the real module as a faulty host might: with pointers that were never allocated, wrong lengths, and exports in any
//! order. Every call is answered, and a correct call still has the correct answer.
//!
//! `CLBPLAN_CASES` sets the number of hosts, `CLBPLAN_SEED` selects others. The host writes only to memory that the module
//! allocated for it; the module cannot protect itself from other writes.

// Clippy allows panics in test functions, but not in the functions that they call.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::path::{Path, PathBuf};
use wasmtime::{Engine, Instance, Memory, Module, Store, StoreLimits, StoreLimitsBuilder, WasmParams, WasmResults};

/// Far more than any of these calls needs.
const MEMORY_BYTES: usize = 256 << 20;

/// The size that an allocation must support: half of the memory, because memory that moves exists twice.
const ALLOCATED_BYTES: u32 = 64 << 20;

const FUNCTIONS: [&str; 6] = ["plan-sync", "validate-service", "simulate", "complete", "hover", "explain"];

const REQUEST: &str =
    r#"{"manifests":"apiVersion: v1\nkind: Service\nmetadata: {name: Web}\nspec: {ports: [{port: 0}]}"}"#;

/// A small generator with the same numbers on every machine.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 32) as u32
    }

    fn below(&mut self, count: usize) -> usize {
        self.next() as usize % count
    }

    /// A number that is likely to reveal a fault.
    fn number(&mut self, memory: u32) -> u32 {
        let edges = [0, 1, 2, 7, 8, 1023, 65_536, 1 << 31, u32::MAX, u32::MAX - 7, memory, memory - 1, memory / 2];
        match self.below(3) {
            0 => edges[self.below(edges.len())],
            1 => edges[self.below(edges.len())].wrapping_add(self.next() % 16).wrapping_sub(8),
            _ => self.next(),
        }
    }
}

struct Host {
    store: Store<StoreLimits>,
    instance: Instance,
    memory: Memory,
    lent: Vec<(u32, u32)>,
    random: Random,
}

impl Host {
    fn new(engine: &Engine, module: &Module, seed: u64) -> Host {
        let mut store = Store::new(engine, StoreLimitsBuilder::new().memory_size(MEMORY_BYTES).build());
        store.limiter(|limits| limits);
        let instance = Instance::new(&mut store, module, &[]).unwrap();
        let memory = instance.get_memory(&mut store, "memory").unwrap();
        Host { store, instance, memory, lent: Vec::new(), random: Random(seed) }
    }

    fn invoke<P: WasmParams, R: WasmResults>(&mut self, name: &str, arguments: P) -> Result<R, wasmtime::Error> {
        self.instance.get_typed_func::<P, R>(&mut self.store, name).unwrap().call(&mut self.store, arguments)
    }

    /// Allocated memory, almost that, or anything.
    fn span(&mut self) -> (u32, u32) {
        let memory = u32::try_from(self.memory.data_size(&self.store)).unwrap();
        let lent = (!self.lent.is_empty()).then(|| self.lent[self.random.below(self.lent.len())]);
        let near = self.random.next() % 16;
        match (self.random.below(6), lent) {
            (0..=2, Some(lent)) => lent,
            (3, Some((pointer, length))) => (pointer.wrapping_add(near), length),
            (4, Some((pointer, length))) => (pointer, length.wrapping_add(near)),
            _ => (self.random.number(memory), self.random.number(memory)),
        }
    }

    /// False if the module trapped, as it does when memory is exhausted.
    fn realloc(&mut self) -> bool {
        let (old, old_size) = if self.random.below(2) == 0 { (0, 0) } else { self.span() };
        let align = [1, 1, 1, 2, 4, 8, 0, 3, 16, u32::MAX][self.random.below(10)];
        let size =
            if self.random.below(8) == 0 { self.random.number(MEMORY_BYTES as u32) } else { self.random.next() % 600 };
        let result = self.invoke::<_, u32>("cabi_realloc", (old, old_size, align, size));
        let Ok(pointer) = result else {
            assert!(size > ALLOCATED_BYTES, "{size} bytes at {align} for {old}, {old_size}: {result:?}");
            return false;
        };
        let was_lent = self.lent.contains(&(old, old_size));
        let refused = !matches!(align, 1 | 2 | 4 | 8) || (old_size > 0 && !was_lent);
        assert_eq!(pointer == 0, refused, "{size} bytes at {align} for {old}, {old_size}");
        if !refused {
            self.lent.retain(|lent| old_size == 0 || *lent != (old, old_size));
            if size > 0 {
                self.lent.push((pointer, size));
                let bytes: Vec<u8> = REQUEST.bytes().cycle().take(size as usize).collect();
                self.memory.write(&mut self.store, pointer as usize, &bytes).expect("allocated memory is writable");
            }
        }
        true
    }

    fn call(&mut self) {
        let function = FUNCTIONS[self.random.below(FUNCTIONS.len())];
        let span = self.span();
        let was_lent = self.lent.contains(&span);
        let area =
            self.invoke::<_, u32>(function, span).unwrap_or_else(|error| panic!("{function} {span:?}: {error:?}"));
        self.lent.retain(|lent| *lent != span);
        let answer = self.answer(area);
        assert_eq!(answer.contains("request/not-allocated"), !was_lent && span.1 > 0, "{function} {span:?}: {answer}");
    }

    fn post(&mut self) {
        let function = FUNCTIONS[self.random.below(FUNCTIONS.len())];
        let (anything, _) = self.span();
        self.invoke::<_, ()>(&format!("cabi_post_{function}"), anything).expect("any address can be freed");
    }

    /// The answer that the returned area points at, which must be JSON.
    fn answer(&self, area: u32) -> String {
        let mut numbers = [0; 8];
        self.memory.read(&self.store, area as usize, &mut numbers).expect("the area is there");
        let [start, length] = [0, 4].map(|at| u32::from_le_bytes(*numbers[at..].first_chunk().unwrap()) as usize);
        let bytes = self.memory.data(&self.store).get(start..start + length).expect("the answer is there");
        let text = str::from_utf8(bytes).expect("an answer is UTF-8");
        serde_json::from_str::<serde_json::Value>(text).expect("an answer is JSON");
        text.to_owned()
    }

    /// A correct call.
    fn correct_call(&mut self) -> String {
        let length = u32::try_from(REQUEST.len()).unwrap();
        let pointer = self.invoke::<_, u32>("cabi_realloc", (0_u32, 0_u32, 1_u32, length)).unwrap();
        self.memory.write(&mut self.store, pointer as usize, REQUEST.as_bytes()).unwrap();
        let area = self.invoke::<_, u32>("validate-service", (pointer, length)).unwrap();
        let answer = self.answer(area);
        self.invoke::<_, ()>("cabi_post_validate-service", area).unwrap();
        answer
    }
}

#[test]
fn every_call_of_a_faulty_host_is_answered() {
    let number = |name: &str, usual: u64| std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual);
    let pkg = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../pkg");
    let folder = std::env::var_os("CLBPLAN_MODULE_DIR").map_or_else(pkg, PathBuf::from);
    let engine = Engine::default();
    let module = Module::from_file(&engine, folder.join("clbplan.wasm")).expect("`cargo xtask build` makes the module");
    let expected = Host::new(&engine, &module, 1).correct_call();
    assert!(expected.contains("kubernetes/port-range"), "{expected}");
    let (mut calls, mut gone) = (0, 0);
    for case in 0..number("CLBPLAN_CASES", 300) {
        let seed = ((number("CLBPLAN_SEED", 0) << 32) | (case + 1)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut host = Host::new(&engine, &module, seed);
        let mut alive = true;
        for _ in 0..40 {
            calls += 1;
            match host.random.below(5) {
                0..=1 => alive = host.realloc(),
                2..=3 => host.call(),
                _ => host.post(),
            }
            if !alive {
                break;
            }
        }
        gone += u64::from(!alive);
        if alive {
            assert_eq!(host.correct_call(), expected, "case {case}");
        }
    }
    let few = number("CLBPLAN_CASES", 300) < 100;
    assert!(calls > 1000 || few, "only {calls} calls; {gone} hosts asked for more memory than there is");
}
