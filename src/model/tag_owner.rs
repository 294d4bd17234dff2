//! Marks: what the tags of a CLB say about whose it is.

/// What one tag says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TagOwner {
    /// It names us.
    Ours,
    /// It names somebody else.
    Others,
    /// The tag is not there.
    Absent,
    /// The tags, or our own name, were not given.
    Unknown,
}

impl TagOwner {
    /// Every value, in the order tables print them.
    pub const ALL: [TagOwner; 4] = [TagOwner::Ours, TagOwner::Others, TagOwner::Absent, TagOwner::Unknown];
}
