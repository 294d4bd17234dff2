//! The objects of the cluster, as watches keep them, and which of them a review needs.

mod follow;
mod service_and_load_balancer_ids;
mod store;
mod stored_object;

pub use follow::follow;
pub use service_and_load_balancer_ids::ServiceOrLoadBalancerIds;
pub use store::{KindSyncState, WatchedObjects};
