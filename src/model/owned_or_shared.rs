//! Whether a CLB belongs to one Service alone.

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum OwnedOrShared {
    /// TKE created the CLB for this Service alone.
    Owned,
    /// An existing CLB, or one that several Services use.
    Shared,
}

impl OwnedOrShared {
    /// Both, in table order.
    pub const ALL: [OwnedOrShared; 2] = [OwnedOrShared::Owned, OwnedOrShared::Shared];
}
