//! Marks: what the tags of a CLB say about whose it is.

/// What one tag says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// It names us.
    Ours,
    /// It names somebody else.
    Others,
    /// The tag is not there.
    Absent,
    /// The tags, or our own name, were not given.
    Unknown,
}

impl Mark {
    /// Every value, in the order tables print them.
    pub const ALL: [Mark; 4] = [Mark::Ours, Mark::Others, Mark::Absent, Mark::Unknown];
}
