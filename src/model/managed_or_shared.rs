//! Whether a CLB belongs to one Service alone.

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ownership {
    /// TKE created the CLB for this Service alone.
    Managed,
    /// An existing CLB, or one that several Services use.
    Shared,
}

impl Ownership {
    /// Both, in table order.
    pub const ALL: [Ownership; 2] = [Ownership::Managed, Ownership::Shared];
}
