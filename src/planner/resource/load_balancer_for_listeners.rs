//! The CLB that listeners and rules are planned on.

use crate::model::{ListenerKey, LoadBalancer, Ownership};
use crate::planner::{IpFamily, Ref};

/// The CLB that listeners are planned on.
pub struct LoadBalancerForListeners<'a> {
    /// The CLB.
    pub lb: Ref,
    /// What it holds; `None` for one that is being bought.
    pub current: Option<&'a LoadBalancer>,
    /// Whose it is.
    pub ownership: Ownership,
    /// The keys that the live Service has there.
    pub previously_requested: Vec<ListenerKey>,
    /// Which addresses it binds.
    pub family: IpFamily,
}
