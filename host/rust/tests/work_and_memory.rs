//! The work and the memory of a call, in both modules without imports. Both are counted by the engine, so they are the same on
//! every machine.
//!
//! Ten times the Services take about ten times the instructions and the memory, and the module that is built for speed needs
//! fewer instructions and not much more memory. `cargo test --release --package clbplan-host --test work_and_memory --
//! --nocapture` prints the numbers.

// Clippy allows panics in test functions, but not in the functions that they call.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

use clbplan_host_bench::generate::{Case, cases};
use std::path::{Path, PathBuf};
use wasmtime::{Config, Engine, Instance, Module, Store};

/// Linear work and memory have a ratio of ten, quadratic of a hundred.
const MAX_RATIO: f64 = 14.0;

/// Memory is allocated in pages, and the tables of the allocator take some.
const FIXED_BYTES: f64 = 1_048_576.0;

/// What one call took.
#[derive(Debug, Clone, Copy)]
struct Cost {
    /// Instructions, as wasmtime counts them.
    fuel: f64,
    /// The memory that the call added to that of a new instance.
    bytes: f64,
}

struct Measured {
    engine: Engine,
    module: Module,
}

impl Measured {
    fn new(file: &str) -> Measured {
        let pkg = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../pkg");
        let folder = std::env::var_os("CLBPLAN_MODULE_DIR").map_or_else(pkg, PathBuf::from);
        let mut config = Config::new();
        config.consume_fuel(true).max_wasm_stack(1 << 20);
        let engine = Engine::new(&config).unwrap();
        let module = Module::from_file(&engine, folder.join(file)).expect("`cargo xtask build` makes the module");
        Measured { engine, module }
    }

    fn cost(&self, case: &Case) -> Cost {
        let mut store = Store::new(&self.engine, ());
        store.set_fuel(u64::MAX).unwrap();
        let instance = Instance::new(&mut store, &self.module, &[]).unwrap();
        let memory = instance.get_memory(&mut store, "memory").unwrap();
        let initial = memory.data_size(&store);
        let realloc = instance.get_typed_func::<(u32, u32, u32, u32), u32>(&mut store, "cabi_realloc").unwrap();
        let function = instance.get_typed_func::<(u32, u32), u32>(&mut store, case.function.export()).unwrap();
        let length = u32::try_from(case.request.len()).unwrap();
        let pointer = realloc.call(&mut store, (0, 0, 1, length)).unwrap();
        memory.write(&mut store, pointer as usize, case.request.as_bytes()).unwrap();
        let before = store.get_fuel().unwrap();
        function.call(&mut store, (pointer, length)).unwrap();
        let fuel = before - store.get_fuel().unwrap();
        Cost { fuel: fuel as f64, bytes: (memory.data_size(&store) - initial) as f64 }
    }
}

#[test]
fn work_and_memory_grow_with_the_input_and_the_fast_module_works_less() {
    let modules = ["clbplan.wasm", "clbplan-fast.wasm"].map(Measured::new);
    for case in cases(100) {
        let [small, fast] = modules.each_ref().map(|module| module.cost(&case));
        let (fuel, bytes) = (fast.fuel / small.fuel, fast.bytes / small.bytes.max(1.0));
        println!(
            "{:<24} {:>12} fuel, fast {:>12}, {fuel:.2} x; {:>9} bytes, fast {:>9}, {bytes:.2} x",
            case.id, small.fuel, fast.fuel, small.bytes, fast.bytes
        );
        assert!(fast.fuel < small.fuel, "{}: {fast:?}, and the small module {small:?}", case.id);
        assert!(fast.bytes <= 1.5 * small.bytes + FIXED_BYTES, "{}: {fast:?}, and the small module {small:?}", case.id);
    }
}

#[test]
fn ten_times_the_services_take_about_ten_times_the_work_and_the_memory() {
    let all = cases(100);
    for module in ["clbplan.wasm", "clbplan-fast.wasm"].map(Measured::new) {
        for ten in all.iter().filter(|case| case.id.ends_with("-10")) {
            let hundred = all.iter().find(|case| case.id == format!("{}0", ten.id)).expect("a case with 100 Services");
            let (few, many) = (module.cost(ten), module.cost(hundred));
            assert!(many.fuel <= MAX_RATIO * few.fuel, "{}: {few:?}, {}: {many:?}", ten.id, hundred.id);
            assert!(many.bytes <= MAX_RATIO * few.bytes + FIXED_BYTES, "{}: {few:?}, {}: {many:?}", ten.id, hundred.id);
        }
    }
}
