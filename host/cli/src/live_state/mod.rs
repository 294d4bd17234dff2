//! Cluster and cloud: read over the network, or from a file that `clbplan capture` wrote.
//!
//! Both give the same value, so that a file replays to the same answer. What could not be read is listed, and never appears
//! as absent. The network itself is in `clbplan-live`.

mod facts_from_files;
mod failures;
pub mod messages;
mod not_read;
mod read;
mod specified_and_derived_facts;
mod state_file;

pub use facts_from_files::{of_cloud_files, of_live_files};
pub use not_read::not_read;
pub use read::{LiveStateNeeds, LiveStateReader, text_of_objects_with_load_balancers};
pub use specified_and_derived_facts::{ContextAndLiveContext, with_derived_facts};
pub use state_file::{decode, is_state, read_file, write_file};
