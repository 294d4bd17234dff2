//! The generators and checks of the property tests in `tests/properties`.

#![allow(dead_code, unused_imports)]

#[path = "../../../properties/exports.rs"]
pub mod exports;
#[path = "../../../properties/facts.rs"]
mod facts;
#[path = "../../../properties/limits.rs"]
pub mod limits;
#[path = "../../../properties/random_cloud.rs"]
mod random_cloud;
#[path = "../../../properties/random_cluster.rs"]
mod random_cluster;
#[path = "../../../properties/random_request.rs"]
pub mod random_request;
#[path = "../../../properties/random_service.rs"]
mod random_service;
#[path = "../../../properties/run.rs"]
mod run;
#[path = "../../../properties/safety.rs"]
pub mod safety;
#[path = "../../../properties/tape.rs"]
pub mod tape;
#[path = "../../../properties/total.rs"]
pub mod total;
