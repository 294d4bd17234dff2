//! Fuzz targets of the core, in one program for libFuzzer. `README.md` describes them.
//!
//! Environment variables: `CLBPLAN_FUZZ_TARGET` selects the target; `CLBPLAN_FUZZ_REQUESTS` is the file of requests that the
//! core's tests wrote, from which seeds are made; `CLBPLAN_FUZZ_SEEDS` is a folder for the target's seeds, which are then
//! written instead of fuzzing.
//!
//! A target is a function of bytes that panics if an answer violates a property.

#![no_main]

mod abi;
mod annotation;
mod check_every_answer;
mod cli_input_files;
mod cluster;
mod editor;
mod manifest;
mod properties;
mod requests;
mod splice;

use libfuzzer_sys::fuzz_target;
use std::path::Path;
use std::sync::OnceLock;

struct Target {
    name: &'static str,
    run: fn(&[u8]),
    seeds: fn() -> Vec<Vec<u8>>,
}

const TARGETS: &[Target] = &[
    Target { name: "manifest", run: manifest::run, seeds: manifest::seeds },
    Target { name: "request", run: requests::run, seeds: requests::seeds },
    Target { name: "annotation", run: annotation::run, seeds: annotation::seeds },
    Target { name: "splice", run: splice::run, seeds: splice::seeds },
    Target { name: "cluster", run: cluster::run, seeds: cluster::seeds },
    Target { name: "editor", run: editor::run, seeds: editor::seeds },
    Target { name: "files", run: cli_input_files::run, seeds: cli_input_files::seeds },
    Target { name: "abi", run: abi::run, seeds: abi::seeds },
];

static TARGET: OnceLock<&'static Target> = OnceLock::new();

fn start() {
    let name = std::env::var("CLBPLAN_FUZZ_TARGET").unwrap_or_default();
    let Some(target) = TARGETS.iter().find(|target| target.name == name) else {
        let names: Vec<&str> = TARGETS.iter().map(|target| target.name).collect();
        eprintln!("CLBPLAN_FUZZ_TARGET={name}: the targets are {}", names.join(", "));
        std::process::exit(2);
    };
    if let Ok(folder) = std::env::var("CLBPLAN_FUZZ_SEEDS") {
        for (number, seed) in (target.seeds)().iter().enumerate() {
            let file = Path::new(&folder).join(format!("seed-{number:04}"));
            std::fs::write(file, seed).expect("the seed folder is writable");
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
