//! Four times the input takes about four times the time, memory and answer: no input is slow or large for its size.
//!
//! What grows in proportion to the square of its size grows sixteenfold. Memory is counted by an allocator, so it is exact;
//! time is the processor's time of the thread, which other programs do not change much. Every input is laid out on one line
//! and on many, because positions in long lines were slow and large once.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout
)]

mod inputs;

use allocation_counter::measure;
use inputs::{INPUTS, MakeRequest};
use serde_json::{Value, json};
use std::time::Duration;

/// Linear growth has a ratio of four; sorting and searching add little to it.
const MAX_RATIO: f64 = 5.5;
/// A measurement of time is less exact.
const MAX_TIME_RATIO: f64 = 9.0;
/// An input fails if all measurements of its time exceed the ratio.
const ATTEMPTS: usize = 5;
/// The most memory for a byte of request and answer.
const MAX_MEMORY_PER_BYTE: u64 = 120;

/// How the manifests are written.
#[derive(Debug, Clone, Copy)]
enum Layout {
    /// JSON on one line.
    OneLine,
    /// YAML documents.
    ManyLines,
}

impl Layout {
    fn write(self, manifests: &Value) -> String {
        let list = json!({ "apiVersion": "v1", "kind": "List", "items": manifests });
        match self {
            Layout::OneLine => list.to_string(),
            Layout::ManyLines => {
                let items = manifests.as_array().into_iter().flatten();
                items.map(|item| format!("---\n{}", serde_yaml_ng::to_string(item).unwrap())).collect()
            }
        }
    }
}

/// What the answers to a request take.
struct Cost {
    /// All memory that was allocated, though not at once: as good a measure of work as any that is exact.
    allocated: u64,
    /// The most memory at once.
    peak: u64,
    /// The bytes of the answers.
    answer: u64,
    /// The processor's time of this thread.
    time: Duration,
}

fn request(make_request: MakeRequest, count: usize, layout: Layout) -> String {
    let mut request = make_request(count);
    if let Some(manifests) = request.get("manifests") {
        request["manifests"] = Value::String(layout.write(manifests));
    }
    request.to_string()
}

fn answers(request: &str) -> Vec<String> {
    let mut answers = vec![clbplan::plan_sync(request)];
    // A report is about manifests alone; its request has no `clb`.
    if !request.contains("\"clb\":") && !request.contains("\"delete\":") {
        answers.push(clbplan::validate_service(request));
    }
    assert!(answers.iter().all(|answer| answer.contains("diagnostics")), "{answers:?}");
    answers
}

fn cost(request: &str) -> Cost {
    let (mut answer, start) = (0, now());
    let counted = measure(|| answer = answers(request).iter().map(|answer| answer.len() as u64).sum());
    Cost { allocated: counted.bytes_total, peak: counted.bytes_max, answer, time: now() - start }
}

/// The processor's time of this thread so far.
#[cfg(unix)]
fn now() -> Duration {
    use rustix::time::{ClockId, clock_gettime};
    Duration::try_from(clock_gettime(ClockId::ThreadCPUTime)).unwrap()
}

/// Time is not compared where there is no such clock.
#[cfg(not(unix))]
fn now() -> Duration {
    Duration::ZERO
}

/// What grows faster than the input, and how much.
fn excess(make_request: MakeRequest, count: usize, layout: Layout) -> Vec<String> {
    let [small, large] = [count, count * 4].map(|count| request(make_request, count, layout));
    let [before, after] = [&small, &large].map(|request| cost(request));
    if std::env::var_os("CLBPLAN_GROWTH").is_some() {
        let kib = |bytes: u64| bytes >> 10;
        println!(
            "  {layout:?} {count}: request {} KiB, allocated {} to {} KiB, at once {} to {} KiB, answers {} to {} KiB, {:?} to {:?}",
            kib(large.len() as u64),
            kib(before.allocated),
            kib(after.allocated),
            kib(before.peak),
            kib(after.peak),
            kib(before.answer),
            kib(after.answer),
            before.time,
            after.time,
        );
    }
    // The numbers in larger inputs have more digits.
    let grown = (large.len() as f64 / small.len() as f64 / 4.0).max(1.0);
    let counted = [
        ("allocations", before.allocated, after.allocated),
        ("memory", before.peak, after.peak),
        ("answers", before.answer, after.answer),
    ];
    let ratios = counted.map(|(name, before, after)| (name, after as f64 / before as f64 / grown));
    let mut found: Vec<String> = ratios
        .into_iter()
        .filter(|(_, ratio)| *ratio > MAX_RATIO)
        .map(|(name, ratio)| format!("{ratio:.1} times the {name}"))
        .collect();
    let bytes = large.len() as u64 + after.answer;
    if after.peak > bytes * MAX_MEMORY_PER_BYTE {
        found.push(format!("{} bytes of memory for a byte", after.peak / bytes));
    }
    let times = std::iter::once((before.time, after.time))
        .chain(std::iter::repeat_with(|| (cost(&small).time, cost(&large).time)))
        .take(ATTEMPTS);
    let ratios: Vec<f64> = times
        .map(|(before, after)| after.as_secs_f64() / before.as_secs_f64())
        .take_while(|ratio| *ratio >= MAX_TIME_RATIO)
        .collect();
    if ratios.len() == ATTEMPTS {
        found.push(format!("{ratios:.1?} times the time"));
    }
    found
}

/// `CLBPLAN_GROWTH=20 cargo test --release --test growth` makes inputs that are twenty times as large, and prints their costs;
/// `CLBPLAN_GROWTH_OF` selects some by a part of their names.
fn check(layout: Layout) {
    let factor = std::env::var("CLBPLAN_GROWTH").ok().and_then(|factor| factor.parse().ok()).unwrap_or(1);
    let selected = std::env::var("CLBPLAN_GROWTH_OF").unwrap_or_default();
    let mut failed = Vec::new();
    for (name, count, make_request) in INPUTS.iter().filter(|(name, ..)| name.contains(&selected)) {
        if std::env::var_os("CLBPLAN_GROWTH").is_some() {
            println!("{name}");
        }
        let found = excess(*make_request, *count * factor, layout);
        failed.extend(found.iter().map(|found| format!("{name}: {found} for four times the input")));
    }
    assert!(failed.is_empty(), "{layout:?}\n{}", failed.join("\n"));
}

#[test]
fn answers_to_json_on_one_line_grow_in_proportion() {
    check(Layout::OneLine);
}

#[test]
fn answers_to_yaml_documents_grow_in_proportion() {
    check(Layout::ManyLines);
}
