//! The owner that a tag of a CLB names.

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TagOwnership {
    /// This Service or cluster.
    Ours,
    /// Another one.
    Others,
    /// The tag is absent.
    Absent,
    /// The tags, or our own id, are unknown.
    Unknown,
}

impl TagOwnership {
    /// Every value, in the order of the tables.
    pub const ALL: [TagOwnership; 4] =
        [TagOwnership::Ours, TagOwnership::Others, TagOwnership::Absent, TagOwnership::Unknown];
}
