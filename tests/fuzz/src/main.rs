//! Fuzz targets of the core, all in one program for libFuzzer: `README.md` beside this says what each is and how it runs.
//!
//! `CLBPLAN_FUZZ_TARGET` chooses the target. `CLBPLAN_FUZZ_REQUESTS` names the file of requests that the core's tests wrote:
//! what seeds are made of. `CLBPLAN_FUZZ_SEEDS` names a folder to write the target's seeds to, instead of fuzzing.
//!
//! A target is a function over bytes that panics when an answer is not as it must be.

#![no_main]

mod abi;
mod annotation;
mod editor;
mod files;
mod judge;
mod properties;
mod requests;
mod splice;
mod text;
mod world;

use libfuzzer_sys::fuzz_target;
use std::path::Path;
use std::sync::OnceLock;

/// What is fuzzed.
struct Target {
    name: &'static str,
    run: fn(&[u8]),
    seeds: fn() -> Vec<Vec<u8>>,
}

const TARGETS: &[Target] = &[
    Target { name: "text", run: text::run, seeds: text::seeds },
    Target { name: "request", run: requests::run, seeds: requests::seeds },
    Target { name: "annotation", run: annotation::run, seeds: annotation::seeds },
    Target { name: "splice", run: splice::run, seeds: splice::seeds },
    Target { name: "world", run: world::run, seeds: world::seeds },
    Target { name: "editor", run: editor::run, seeds: editor::seeds },
    Target { name: "files", run: files::run, seeds: files::seeds },
    Target { name: "abi", run: abi::run, seeds: abi::seeds },
];

static TARGET: OnceLock<&'static Target> = OnceLock::new();

fn start() {
    let wanted = std::env::var("CLBPLAN_FUZZ_TARGET").unwrap_or_default();
    let Some(target) = TARGETS.iter().find(|target| target.name == wanted) else {
        let names: Vec<&str> = TARGETS.iter().map(|target| target.name).collect();
        eprintln!("CLBPLAN_FUZZ_TARGET={wanted}: it is one of {}", names.join(", "));
        std::process::exit(2);
    };
    if let Ok(folder) = std::env::var("CLBPLAN_FUZZ_SEEDS") {
        for (number, seed) in (target.seeds)().iter().enumerate() {
            let file = Path::new(&folder).join(format!("seed-{number:04}"));
            std::fs::write(file, seed).expect("seeds can be written");
        }
        std::process::exit(0);
    }
    TARGET.get_or_init(|| target);
}

fuzz_target!(init: start(), |data: &[u8]| {
    if let Some(target) = TARGET.get() {
        (target.run)(data);
    }
});
