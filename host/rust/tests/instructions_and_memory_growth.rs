//! The work and the memory of a call, in both modules without imports. Both are counted by the engine, so they are the same on
//! every machine, however busy it is.
//!
//! Ten times the Services take about ten times the instructions and the memory; so do the inputs of the core's `tests/growth`.
//! The module that is built for speed needs fewer instructions and not much more memory.
//! `cargo test --release --package clbplan-host --test instructions_and_memory_growth -- --nocapture` prints the numbers, and with `--ignored`
//! those of the inputs of `tests/growth` with 500, 2,000 and 8,000 parts. `CLBPLAN_GROWTH_OF` selects some of these by a part
//! of their names.

// Clippy allows panics in test functions, but not in the functions that they call.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::expect_used, clippy::print_stdout)]

#[path = "../../../tests/growth/inputs.rs"]
mod inputs;

use clbplan_host_bench::generate::{Case, cases};
use inputs::{INPUTS, LARGE, Layout, MakeRequest, is_about_manifests_alone, is_selected};
use std::path::{Path, PathBuf};
use wasmtime::{Config, Engine, Instance, Module, Store};

/// Linear growth has a ratio of one to the growth of the input; sorting and searching add little to it.
const MAX_RATIO: f64 = 1.4;

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

impl Cost {
    /// What grows faster than the input, which is `times` as large.
    fn excess(self, before: Cost, times: f64) -> Option<String> {
        let fuel = self.fuel / before.fuel / times;
        let bytes = (self.bytes - FIXED_BYTES) / before.bytes.max(1.0) / times;
        (fuel > MAX_RATIO || bytes > MAX_RATIO).then(|| {
            let (instructions, memory) = (fuel * times, self.bytes / before.bytes.max(1.0));
            format!("{instructions:.1} times the instructions and {memory:.1} times the memory for {times:.1} times the input")
        })
    }
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

    fn cost(&self, function: &str, request: &str) -> Cost {
        let mut store = Store::new(&self.engine, ());
        store.set_fuel(u64::MAX).unwrap();
        let instance = Instance::new(&mut store, &self.module, &[]).unwrap();
        let memory = instance.get_memory(&mut store, "memory").unwrap();
        let initial = memory.data_size(&store);
        let realloc = instance.get_typed_func::<(u32, u32, u32, u32), u32>(&mut store, "cabi_realloc").unwrap();
        let function = instance.get_typed_func::<(u32, u32), u32>(&mut store, function).unwrap();
        let length = u32::try_from(request.len()).unwrap();
        let pointer = realloc.call(&mut store, (0, 0, 1, length)).unwrap();
        memory.write(&mut store, pointer as usize, request.as_bytes()).unwrap();
        let before = store.get_fuel().unwrap();
        function.call(&mut store, (pointer, length)).unwrap();
        let fuel = before - store.get_fuel().unwrap();
        Cost { fuel: fuel as f64, bytes: (memory.data_size(&store) - initial) as f64 }
    }

    fn cost_of(&self, case: &Case) -> Cost {
        self.cost(case.function.export(), &case.request)
    }
}

#[test]
fn the_module_built_for_speed_works_less() {
    let modules = ["clbplan.wasm", "clbplan-fast.wasm"].map(Measured::new);
    for case in cases(100) {
        let [small, fast] = modules.each_ref().map(|module| module.cost_of(&case));
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
            let excess = module.cost_of(hundred).excess(module.cost_of(ten), 10.0);
            assert!(excess.is_none(), "{}: {excess:?}", hundred.id);
        }
    }
}

/// What of a call grows faster than an input with these numbers of parts.
fn excess(module: &Measured, make_request: MakeRequest, counts: [usize; 2], layout: Layout, show: bool) -> Vec<String> {
    let [small, large] = counts.map(|count| layout.request(make_request, count));
    // The numbers in larger inputs have more digits.
    let times = (large.len() as f64 / small.len() as f64).max(4.0);
    let mut found = Vec::new();
    for function in ["plan-sync", "validate-service"] {
        if function == "validate-service" && !is_about_manifests_alone(&large) {
            continue;
        }
        let [before, after] = [&small, &large].map(|request| module.cost(function, request));
        if show {
            println!(
                "  {layout:?}, {function}, {} parts: {} KiB, {:.0} million instructions, {:.1} MiB",
                counts[1],
                large.len() >> 10,
                after.fuel / 1e6,
                after.bytes / 1_048_576.0
            );
        }
        found.extend(after.excess(before, times).map(|excess| format!("{function}, {layout:?}, {counts:?}: {excess}")));
    }
    found
}

#[test]
fn four_times_the_parts_take_about_four_times_the_work_and_the_memory() {
    let module = Measured::new("clbplan-fast.wasm");
    let mut failed = Vec::new();
    for (name, count, make_request) in INPUTS {
        for layout in [Layout::OneLine, Layout::ManyLines] {
            let found = excess(&module, *make_request, [*count, *count * 4], layout, false);
            failed.extend(found.iter().map(|found| format!("{name}: {found}")));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
#[ignore = "takes minutes; the smaller inputs are tested above"]
fn large_inputs_take_work_and_memory_in_proportion() {
    let module = Measured::new("clbplan-fast.wasm");
    let [small, medium, large] = LARGE;
    let mut failed = Vec::new();
    for (name, _, make_request) in INPUTS.iter().filter(|(name, ..)| is_selected(name)) {
        println!("{name}");
        for layout in [Layout::OneLine, Layout::ManyLines] {
            for counts in [[small, medium], [medium, large]] {
                let found = excess(&module, *make_request, counts, layout, true);
                failed.extend(found.iter().map(|found| format!("{name}: {found}")));
            }
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}
