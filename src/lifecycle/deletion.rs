//! When a CLB that the controller bought is deleted, and what "release" means when it is not.

use crate::model::TagOwnership;

/// Who may decide about the CLB's life: the tag `tke-lifecycle-owner`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LifecycleOwner {
    /// `tke`, or no tag.
    Tke,
    /// `user`.
    User,
    /// A value that no page describes.
    Unknown,
}

/// Whether something keeps the cloud from deleting the CLB.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DeletionBlocker {
    /// Nothing.
    None,
    /// `AttributeFlags` has `DeleteProtect`.
    DeleteProtect,
    /// An endpoint of a Private Link service is on it.
    PrivateLink,
    /// Whether there is any was not provided, or cannot be read.
    Unknown,
}

/// What the tags and attributes of a CLB say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct DeletionFacts {
    /// `tke-createdBy-flag`: `Ours` is `yes`.
    pub created: TagOwnership,
    /// `tke-clusterId`.
    pub cluster: TagOwnership,
    /// `tke-lb-serviceuuid`.
    pub service: TagOwnership,
    /// `tke-lifecycle-owner`.
    pub owner: LifecycleOwner,
    /// What keeps the cloud from deleting it.
    pub protection: DeletionBlocker,
}

/// What becomes of the CLB.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DeletionOutcome {
    /// It is deleted, listeners and backends with it.
    Delete,
    /// Not bought by the controller: own listeners go, `tke-clusterId` is removed, the CLB stays.
    ReleaseUntagged,
    /// The user owns its life: as above.
    ReleaseUserOwned,
    /// Delete protection: the CLB stays; what becomes of the listeners is unknown.
    KeepProtected,
    /// Private Link: likewise.
    KeepPrivateLink,
    /// It carries the ownership tags of another cluster or Service, or none at all: nothing is touched.
    NotOurs,
    /// Not bought by the controller, and whether this cluster uses it is unknown: the CLB stays; what becomes of the
    /// listeners is unknown.
    KeepUnproven,
    /// The controller itself most likely deletes it, but a condition is not known to hold: no call is planned.
    Unproven,
}

impl LifecycleOwner {
    /// Every value, in table order.
    pub const ALL: [LifecycleOwner; 3] = [LifecycleOwner::Tke, LifecycleOwner::User, LifecycleOwner::Unknown];
}

impl DeletionBlocker {
    /// Every value, in table order.
    pub const ALL: [DeletionBlocker; 4] =
        [DeletionBlocker::None, DeletionBlocker::DeleteProtect, DeletionBlocker::PrivateLink, DeletionBlocker::Unknown];
}

/// The table. `Delete` only where each condition is known to hold.
pub fn decide(facts: DeletionFacts) -> DeletionOutcome {
    use TagOwnership as M;
    match (facts.created, facts.cluster, facts.service) {
        // Another cluster's or Service's.
        (_, M::Others, _) | (_, _, M::Others) => DeletionOutcome::NotOurs,
        // No ownership tag is left.
        (M::Absent | M::Others, M::Absent, _) => DeletionOutcome::NotOurs,
        (M::Ours, M::Absent, M::Absent | M::Unknown | M::Ours) => DeletionOutcome::NotOurs,
        // Not bought by the controller, or no longer.
        (M::Absent | M::Others, M::Ours, _) => DeletionOutcome::ReleaseUntagged,
        (M::Absent | M::Others, M::Unknown, M::Ours) => DeletionOutcome::ReleaseUntagged,
        (M::Absent | M::Others, M::Unknown, M::Absent | M::Unknown) => DeletionOutcome::KeepUnproven,
        // Too little is known of the tags.
        (M::Unknown, _, _) | (M::Ours, M::Unknown, _) | (M::Ours, M::Ours, M::Unknown) => {
            kept(facts).unwrap_or(DeletionOutcome::Unproven)
        }
        // Ours.
        (M::Ours, M::Ours, M::Ours | M::Absent) => kept(facts).unwrap_or(DeletionOutcome::Delete),
    }
}

/// What keeps a CLB that would be deleted otherwise.
fn kept(facts: DeletionFacts) -> Option<DeletionOutcome> {
    match (facts.owner, facts.protection) {
        (LifecycleOwner::User, _) => Some(DeletionOutcome::ReleaseUserOwned),
        (LifecycleOwner::Tke | LifecycleOwner::Unknown, DeletionBlocker::DeleteProtect) => {
            Some(DeletionOutcome::KeepProtected)
        }
        (LifecycleOwner::Tke | LifecycleOwner::Unknown, DeletionBlocker::PrivateLink) => {
            Some(DeletionOutcome::KeepPrivateLink)
        }
        (LifecycleOwner::Unknown, DeletionBlocker::None | DeletionBlocker::Unknown)
        | (LifecycleOwner::Tke, DeletionBlocker::Unknown) => Some(DeletionOutcome::Unproven),
        (LifecycleOwner::Tke, DeletionBlocker::None) => None,
    }
}
