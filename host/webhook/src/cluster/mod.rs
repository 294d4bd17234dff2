//! The objects of the cluster, as watches keep them, and which of them a review needs.

mod follow;
mod ids_linking_service_and_clb;
mod store;
mod stored_object;

pub use follow::follow;
pub use ids_linking_service_and_clb::LinkingIds;
pub use store::{KindSyncState, WatchedObjects};
