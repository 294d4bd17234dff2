//! The owner that a tag of a CLB names.

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TagOwner {
    /// This Service or cluster.
    Ours,
    /// Another one.
    Others,
    /// The tag is absent.
    Absent,
    /// The tags, or our own id, are unknown.
    Unknown,
}

impl TagOwner {
    /// Every value, in the order of the tables.
    pub const ALL: [TagOwner; 4] = [TagOwner::Ours, TagOwner::Others, TagOwner::Absent, TagOwner::Unknown];
}
