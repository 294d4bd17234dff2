//! Four times the input takes about four times the time, memory and answer: no input is slow or large for its size.
//!
//! What grows in proportion to the square of its size grows sixteenfold. Memory is counted by an allocator, so it is exact;
//! time is the processor's time of the thread, which other programs do not change much. Every input is laid out on one line
//! and on many, because positions in long lines were slow and large once.
//!
//! `host/rust/tests/instructions_and_memory_growth.rs` counts the instructions of the module for the same inputs, and
//! `host/cli/tests/growth.rs` does this for every output format. `cargo test --release --test growth -- --ignored --nocapture`
//! takes 500, 2,000 and 8,000 parts of each input and prints what they cost. `CLBPLAN_GROWTH_OF` selects inputs of all tests by
//! a part of their names.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout
)]

mod cost;
mod inputs;

use cost::{Cost, excess};
use inputs::{INPUTS, LARGE, Layout, MakeRequest, is_selected};

fn answers(request: &str) -> Vec<String> {
    let mut answers = vec![clbplan::plan_sync(request)];
    if inputs::is_about_manifests_alone(request) {
        answers.push(clbplan::validate_service(request));
    }
    assert!(answers.iter().all(|answer| answer.contains("diagnostics")), "{answers:?}");
    answers
}

/// What of the costs grows faster than the input.
fn check(make_request: MakeRequest, count: usize, layout: Layout, show: bool) -> Vec<String> {
    let requests = [count, count * 4].map(|count| layout.request(make_request, count));
    let measure =
        || requests.each_ref().map(|text| Cost::of(text.len(), || answers(text).iter().map(String::len).sum()));
    let [before, after] = measure();
    if show {
        println!("  {layout:?}, {} parts: {}", count * 4, after.line(&before));
    }
    excess(before, after, measure)
}

fn check_all(layout: Layout) {
    let mut failed = Vec::new();
    for (name, count, make_request) in INPUTS.iter().filter(|(name, ..)| is_selected(name)) {
        let found = check(*make_request, *count, layout, false);
        failed.extend(found.iter().map(|found| format!("{name}: {found} for four times the input")));
    }
    assert!(failed.is_empty(), "{layout:?}\n{}", failed.join("\n"));
}

#[test]
fn answers_to_json_on_one_line_grow_in_proportion() {
    check_all(Layout::OneLine);
}

#[test]
fn answers_to_yaml_documents_grow_in_proportion() {
    check_all(Layout::ManyLines);
}

#[test]
#[ignore = "takes minutes; the smaller inputs are tested above"]
fn answers_to_large_inputs_grow_in_proportion() {
    let mut failed = Vec::new();
    for (name, _, make_request) in INPUTS.iter().filter(|(name, ..)| is_selected(name)) {
        println!("{name}");
        for layout in [Layout::OneLine, Layout::ManyLines] {
            for count in &LARGE[..LARGE.len() - 1] {
                let found = check(*make_request, *count, layout, true);
                failed.extend(found.iter().map(|found| format!("{name}, {layout:?}, {count}: {found}")));
            }
        }
    }
    assert!(failed.is_empty(), "for four times the input:\n{}", failed.join("\n"));
}
