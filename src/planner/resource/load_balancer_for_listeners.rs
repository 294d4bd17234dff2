//! The CLB that listeners and rules are planned on.

use crate::model::{ListenerKey, LoadBalancer, OwnedOrShared};
use crate::planner::{BackendIpFamily, IdOrResult};

/// The CLB that listeners are planned on.
pub struct LoadBalancerForListeners<'a> {
    /// The CLB.
    pub lb: IdOrResult,
    /// What it holds; `None` for one that is being bought.
    pub current: Option<&'a LoadBalancer>,
    /// Whose it is.
    pub ownership: OwnedOrShared,
    /// The keys that the live Service has there.
    pub previously_requested: Vec<ListenerKey>,
    /// Which addresses it binds.
    pub family: BackendIpFamily,
}
