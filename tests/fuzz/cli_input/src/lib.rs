//! The command line's own code for reading files, and the fuzz target that writes arbitrary bytes to files and reads them.

#![allow(dead_code, unused_imports)]

#[path = "../../../../host/cli/src/answer/mod.rs"]
mod answer;
#[path = "../../../../host/cli/src/cloud.rs"]
mod cloud;
#[path = "../../../../host/cli/src/context.rs"]
mod context;
#[path = "../../../../host/cli/src/document.rs"]
mod document;
mod files;
#[path = "../../../../host/cli/src/manuscript.rs"]
mod manuscript;
#[path = "../../../../host/cli/src/objects.rs"]
mod objects;
#[path = "../../../../host/cli/src/phrases.rs"]
mod phrases;
#[path = "../../../../host/cli/src/place.rs"]
mod place;
#[path = "../../../../host/cli/src/plain.rs"]
mod plain;
#[path = "../../../../host/cli/src/problem.rs"]
mod problem;
#[path = "../../../../host/cli/src/reading.rs"]
mod reading;

pub use files::{Kind, run, seed};
