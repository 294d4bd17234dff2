//! The load balancers of the region: read beside the reviews, never in one.

mod cache;
mod refresh;
mod snapshot;

pub use cache::{CloudAge, CloudCache};
pub use refresh::{CloudRefreshOptions, keep_fresh};
pub use snapshot::CloudSnapshot;
pub(crate) use snapshot::facts_as_context;
