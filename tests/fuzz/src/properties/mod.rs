//! The generators and checks of the property tests in `tests/properties`.

#![allow(dead_code, unused_imports)]

#[path = "../../../properties/cloud.rs"]
mod cloud;
#[path = "../../../properties/cluster.rs"]
mod cluster;
#[path = "../../../properties/facts.rs"]
mod facts;
#[path = "../../../properties/functions.rs"]
pub mod functions;
#[path = "../../../properties/limits.rs"]
pub mod limits;
#[path = "../../../properties/run.rs"]
mod run;
#[path = "../../../properties/safety.rs"]
pub mod safety;
#[path = "../../../properties/service.rs"]
mod service;
#[path = "../../../properties/tape.rs"]
pub mod tape;
#[path = "../../../properties/total.rs"]
pub mod total;
#[path = "../../../properties/world.rs"]
pub mod world;
