//! The generators and checks of the property tests in `tests/properties`.

#![allow(dead_code, unused_imports)]

#[path = "../../../properties/always_answers.rs"]
pub mod always_answers;
#[path = "../../../properties/api_limits.rs"]
pub mod api_limits;
#[path = "../../../properties/check_random_requests.rs"]
mod check_random_requests;
#[path = "../../../properties/exported_functions.rs"]
pub mod exported_functions;
#[path = "../../../properties/independent_request_reader.rs"]
mod independent_request_reader;
#[path = "../../../properties/random_choices_as_bytes.rs"]
pub mod random_choices_as_bytes;
#[path = "../../../properties/random_cloud.rs"]
mod random_cloud;
#[path = "../../../properties/random_cluster.rs"]
mod random_cluster;
#[path = "../../../properties/random_request.rs"]
pub mod random_request;
#[path = "../../../properties/random_service.rs"]
mod random_service;
#[path = "../../../properties/safety.rs"]
pub mod safety;
