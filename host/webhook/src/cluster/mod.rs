//! The objects of the cluster, as watches keep them, and which of them a review needs.

mod follow;
mod matching_ids;
mod store;
mod stored_object;

pub use follow::follow;
pub use matching_ids::MatchingIds;
pub use store::{KindSyncState, WatchedObjects};
