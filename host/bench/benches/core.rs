//! Measures the core, and in the same run its lower bounds. For each request: `call` answers it; `parse` runs only the parsers
//! that the core uses (JSON into `serde_json`'s values, YAML into the parser's events); `read` runs our own readers, which
//! build trees with positions.
//!
//! criterion stores its samples in files; `cargo xtask bench core` makes the table from them.

use clbplan::syntax::{RequestPart, SyntaxNode, TextOrObjects, read};
use clbplan_host_bench::generate::{Case, cases};
use criterion::{Criterion, SamplingMode, criterion_group, criterion_main};
use granit_parser::Parser;
use serde_json::Value;
use std::hint::black_box;
use std::time::Duration;

/// The number of Services in the largest cluster. As a test, which only checks that everything runs, small clusters suffice.
fn largest() -> usize {
    if std::env::args().any(|argument| argument == "--bench") { 10_000 } else { 10 }
}

fn core(criterion: &mut Criterion) {
    for case in cases(largest()) {
        let mut group = criterion.benchmark_group(&case.id);
        group.sample_size(10).sampling_mode(SamplingMode::Flat);
        group.warm_up_time(Duration::from_millis(100)).measurement_time(Duration::from_millis(700));
        group.bench_function("call", |bencher| bencher.iter(|| case.function.call(black_box(&case.request))));
        group.bench_function("parse", |bencher| bencher.iter(|| parse(black_box(&case))));
        group.bench_function("read", |bencher| bencher.iter(|| read_all(black_box(&case))));
        group.finish();
    }
}

fn parse(case: &Case) -> (Option<Value>, usize) {
    let events = |text: &String| Parser::new_from_str(text).filter(Result::is_ok).count();
    (serde_json::from_str(&case.request).ok(), case.texts.iter().map(events).sum())
}

fn read_all(case: &Case) -> (Option<SyntaxNode>, usize) {
    let objects = |text: &String| read(&TextOrObjects::Text(text.clone()), RequestPart::Manifests).0.len();
    (serde_json::from_str(&case.request).ok(), case.texts.iter().map(objects).sum())
}

criterion_group!(benches, core);
criterion_main!(benches);
