//! The command line of clbplan.
//!
//! Files in, one request; the module answers; the answer out, as the module wrote it or as text for people:
//! `arguments` → `manuscript`, `cloud`, `context` → `request` → `module` → `answer` → `show`, which draws it: `text`,
//! `markdown` and `html` for people, `sarif`, `github` and `junit` for programs; what people are told is said in `say`. Every problem with the
//! inputs is reported in one go, and a problem with an input is never mistaken for a finding about it (status 3, not 1).
//! Nothing here knows what a load balancer is: what would happen is the module's answer, never this host's opinion.

mod alert;
pub mod answer;
pub mod arguments;
mod cloud;
mod context;
mod document;
mod github;
mod html;
mod junit;
pub mod manuscript;
mod markdown;
mod module;
mod objects;
pub mod outcome;
pub mod phrases;
mod place;
mod plain;
mod problem;
mod progress;
mod reading;
mod reference;
mod request;
mod rules;
mod run;
mod sarif;
mod say;
mod show;
pub mod text;
mod yaml;

pub use module::{Function, Planner, load};
pub use problem::Problem;
pub use run::{Desk, Terminal, main, run};
