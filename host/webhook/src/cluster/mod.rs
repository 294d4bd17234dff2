//! The objects of the cluster, as watches keep them, and which of them a review needs.

mod follow;
mod identifiers;
mod store;
mod stored_object;

pub use follow::follow;
pub use identifiers::Identifiers;
pub use store::{ClusterStore, KindState};
