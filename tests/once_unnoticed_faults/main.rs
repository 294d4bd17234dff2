//! Faults that would destroy something, or mislead the reader of a plan, and that no other test noticed once.
//!
//! Each test states the right answer to one small request, and was seen to fail with the fault that its comment names, made by
//! hand in that file of `src/`.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

#[path = "../harness/mod.rs"]
mod harness;

mod api_calls;
mod editor;
mod kubernetes;
mod listeners_and_backends;
mod load_balancers;
mod policy_and_findings;
mod quotas;
mod request_builder;
mod shared_load_balancers;
