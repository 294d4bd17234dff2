//! Whose a load balancer is, for what a Service may do to it.

/// Whose a load balancer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ownership {
    /// TKE created it for this Service alone.
    Managed,
    /// An existing one of the user's, or one that other Services use, too.
    Shared,
}

impl Ownership {
    /// Both, in table order.
    pub const ALL: [Ownership; 2] = [Ownership::Managed, Ownership::Shared];
}
