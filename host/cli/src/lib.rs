//! The command line of clbplan.
//!
//! Files in, one request; the module answers; the answer out, as the module wrote it or as text for people:
//! `arguments` → `manuscript`, `cloud`, `context` → `request` → `module` → `answer` → `text`. Every problem with the
//! inputs is reported in one go, and a problem with an input is never mistaken for a finding about it (status 3, not 1).
//! Nothing here knows what a load balancer is: what would happen is the module's answer, never this host's opinion.

pub mod answer;
pub mod arguments;
mod cloud;
mod context;
mod document;
pub mod manuscript;
mod module;
pub mod outcome;
pub mod phrases;
mod plain;
mod problem;
mod progress;
mod reading;
mod reference;
mod request;
mod run;
pub mod text;

pub use module::{Function, Planner};
pub use problem::Problem;
pub use run::{Desk, Terminal, main, run};
