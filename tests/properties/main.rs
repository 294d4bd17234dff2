//! Properties of every plan, over random Services, clusters and clouds.
//!
//! `CLBPLAN_CASES=100000 cargo test --release --test properties` runs each property that often; `CLBPLAN_SEED` chooses
//! other cases. The usual run is the same every time and takes seconds.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::string_slice, clippy::panic, clippy::unwrap_used)]

mod always_answers;
mod api_limits;
mod check_random_requests;
mod convergence;
mod exported_functions;
mod independent_request_reader;
mod no_contradictions;
mod order_of_input_and_calls;
mod random_choices_as_bytes;
mod random_cloud;
mod random_cluster;
mod random_request;
mod random_service;
mod safety;
mod write_calls_for_vendor_sdk;
mod write_request_corpus;
