//! From decisions to calls: what is done to each resource, why, in which order, and what is left alone.
//!
//! [`draft()`] plans one Service in four steps, and no later one changes what an earlier one knows:
//!
//! | step | where | what it does |
//! |---|---|---|
//! | facts | `case`, `facts`, `neighbours`, `room` | what is known of the Service, and the few facts the decision tables look at |
//! | outcome | `outcome` | what the table's answer means: verdict, address, and which resources are written |
//! | resources | `resource` | each resource of the plan from what is held and what is wanted: changes, and calls by way of `calls` |
//! | review | `review` | what the cloud would refuse of it, what is left out, and what was not checked |
//!
//! They write into one `work`. `calls` knows bodies and order; [`check`] says what must hold of any finished plan;
//! [`answer`] is what callers see, in the words of [`codes`] and [`reasons`], and [`wording`] knows which answer of a table
//! has which. No decision is taken here: outcomes come from `lifecycle/`.

mod action;
pub mod answer;
mod calls;
mod case;
pub mod check;
pub mod codes;
mod draft;
mod facts;
mod neighbours;
mod outcome;
pub mod reasons;
mod resource;
mod review;
mod room;
pub mod sources;
mod verdict;
pub mod wording;
mod work;

pub use action::{Action, Change, KUBERNETES, Step, Verb, Withheld};
pub use case::{Admission, Case, Evidence};
pub use draft::draft;
pub use neighbours::{BackendSlot, Claim, Keeper, ListenerSlot, Neighbours, Tie};
pub use room::Room;
pub use verdict::{Event, Verdict, Vip};
pub use work::Draft;

use work::Work;
