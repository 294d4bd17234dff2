//! The command line of clbplan.
//!
//! Files in, one request; the module answers; the answer out, as the module wrote it or as text for people:
//! `arguments` → `sources`, `cloud`, `context` → `request` → `module` → `answer` → `show`, which draws it: `text`,
//! `markdown` and `html` for people, `sarif`, `github` and `junit` for programs; what people are told is said in `say`. Every error with the
//! inputs is reported in one go, and a error with an input is never mistaken for a finding about it (status 3, not 1).
//! Nothing here knows what a load balancer is: what would happen is the module's answer, never this host's opinion.

pub mod answer;
pub mod arguments;
mod cloud;
mod context;
pub mod exit_status;
mod github;
mod html;
mod input_error;
mod junit;
mod location;
mod manifest_objects;
mod markdown;
pub mod messages;
mod module;
mod option_file;
mod output;
mod plan_findings;
mod progress;
mod read_files;
mod reference;
mod request;
mod rule_metadata;
mod run;
mod sarif;
pub mod source_files;
mod summary;
mod terminal_escape;
pub mod text;
mod yaml;

pub use input_error::InputError;
pub use module::{Function, Planner, load};
pub use run::{Streams, Terminal, main, run};
