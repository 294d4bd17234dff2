//! Whether a CLB belongs to one Service alone.

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ManagedOrShared {
    /// TKE created the CLB for this Service alone.
    Managed,
    /// An existing CLB, or one that several Services use.
    Shared,
}

impl ManagedOrShared {
    /// Both, in table order.
    pub const ALL: [ManagedOrShared; 2] = [ManagedOrShared::Managed, ManagedOrShared::Shared];
}
