//! What becomes of the CLB: the table that answers *will I lose my load balancer, or its address?*

use crate::request::LifecycleMode;

/// The CLB that the manifest specifies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DesiredKind {
    /// No CLB: the Service is deleted, is of another type, or belongs to another controller.
    None,
    /// A CLB that the controller buys.
    Managed,
    /// An existing CLB, named by its id.
    Existing,
}

/// The CLB that the live Service has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CurrentKind {
    /// No CLB.
    None,
    /// A CLB that the controller bought.
    Managed,
    /// An existing CLB.
    Existing,
    /// One that the controller bought and that the cloud no longer has.
    MissingManaged,
    /// An existing one that the cloud no longer has.
    MissingExisting,
}

/// How the desired CLB relates to the current one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CurrentMatch {
    /// The same CLB will do.
    Same,
    /// Another CLB is needed.
    Other,
    /// The manifest names the current one, which no longer carries the tag `tke-createdBy-flag = yes`: removing it is
    /// the published way to keep it.
    Untagged,
    /// The ownership tags of the current one were changed, so the controller does not find it.
    TagsChanged,
    /// The current one backs the ClusterIP of a Serverless cluster's Service.
    ClusterIp,
}

/// Whether the controller syncs the Service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SyncMode {
    /// Synced.
    Sync,
    /// `mode: skip`.
    Skip,
}

/// What is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// There is nothing to do.
    None,
    /// Nothing is touched, as the annotation asks.
    Skip,
    /// The current CLB is deleted or released, as [`super::deletion`] says.
    DeleteOrRelease,
    /// This Service's listeners are deleted from the existing CLB, which stays.
    Release,
    /// The cloud no longer has the CLB: only the Service is cleaned up.
    ClearReferences,
    /// A CLB is bought.
    Create,
    /// The named CLB is adopted, if [`super::adoption`] allows.
    Adopt,
    /// The current CLB is brought in line.
    Update,
    /// The controller refuses: nothing is changed.
    Block,
    /// [`Outcome::DeleteOrRelease`], then [`Outcome::Create`].
    DeleteOrReleaseAndCreate,
    /// [`Outcome::DeleteOrRelease`], then [`Outcome::Adopt`].
    DeleteOrReleaseAndAdopt,
    /// [`Outcome::Release`], then [`Outcome::Create`].
    ReleaseAndCreate,
    /// [`Outcome::Release`], then [`Outcome::Adopt`].
    ReleaseAndAdopt,
    /// The current CLB becomes an existing one, in place.
    AdoptInPlace,
    /// The cloud no longer has the CLB, or the controller does not find it: another one is bought.
    Recreate,
    /// The named CLB does not exist: nothing is done.
    ReportMissing,
}

impl DesiredKind {
    /// Every value, in table order.
    pub const ALL: [DesiredKind; 3] = [DesiredKind::None, DesiredKind::Managed, DesiredKind::Existing];
}

impl CurrentKind {
    /// Every value, in table order.
    pub const ALL: [CurrentKind; 5] = [
        CurrentKind::None,
        CurrentKind::Managed,
        CurrentKind::Existing,
        CurrentKind::MissingManaged,
        CurrentKind::MissingExisting,
    ];
}

impl CurrentMatch {
    /// Every value, in table order.
    pub const ALL: [CurrentMatch; 5] = [
        CurrentMatch::Same,
        CurrentMatch::Other,
        CurrentMatch::Untagged,
        CurrentMatch::TagsChanged,
        CurrentMatch::ClusterIp,
    ];
}

/// A row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Row {
    /// The controller does not sync the Service: `mode: skip`.
    Skip,
    /// The Service needs no load balancer and has none.
    NoLoadBalancer,
    /// A managed load balancer is no longer needed: the Service is deleted, or changes its type or class.
    ManagedNotNeeded,
    /// An existing load balancer is no longer needed.
    ExistingNotNeeded,
    /// A load balancer is no longer needed, and the cloud does not have it.
    MissingNotNeeded,
    /// The Service has none and needs a managed one.
    FirstManaged,
    /// The Service has none and names an existing one.
    FirstExisting,
    /// The managed load balancer fits the manifest.
    ManagedStays,
    /// The manifest needs another managed load balancer: another network, or public instead of internal.
    ManagedToManaged,
    /// The Service moves from a managed load balancer to an existing one.
    ManagedToExisting,
    /// The manifest names the managed load balancer, which no longer carries the tag that marks it as created by TKE.
    ManagedBecomesExisting,
    /// A Service of a Serverless cluster moves from the load balancer behind its ClusterIP to an existing one.
    ClusterIpToExisting,
    /// The Service moves from an existing load balancer to a managed one.
    ExistingToManaged,
    /// The Service moves from one existing load balancer to another.
    ExistingToExisting,
    /// The existing load balancer stays in use.
    ExistingStays,
    /// The cloud no longer has the managed load balancer.
    ManagedMissing,
    /// The tags of the managed load balancer were changed, so the controller does not find it.
    ManagedTagsChanged,
    /// The cloud does not have the existing load balancer that the manifest names.
    ExistingMissing,
}

impl Row {
    /// Every row, in the order of the published table.
    pub const ALL: [Row; 18] = [
        Row::NoLoadBalancer,
        Row::ManagedNotNeeded,
        Row::ExistingNotNeeded,
        Row::MissingNotNeeded,
        Row::FirstManaged,
        Row::FirstExisting,
        Row::ManagedStays,
        Row::ManagedToManaged,
        Row::ManagedToExisting,
        Row::ManagedBecomesExisting,
        Row::ClusterIpToExisting,
        Row::ExistingToManaged,
        Row::ExistingToExisting,
        Row::ExistingStays,
        Row::ManagedMissing,
        Row::ManagedTagsChanged,
        Row::ExistingMissing,
        Row::Skip,
    ];

    /// The numbers of the row in the published table, `tests/tables/lifecycle.md`.
    pub fn numbers(self) -> &'static [&'static str] {
        match self {
            Row::Skip => &["skip"],
            Row::NoLoadBalancer => &["1"],
            Row::ManagedNotNeeded => &["2", "3"],
            Row::ExistingNotNeeded => &["4"],
            Row::MissingNotNeeded => &["5"],
            Row::FirstManaged => &["6"],
            Row::FirstExisting => &["7"],
            Row::ManagedStays => &["8"],
            Row::ManagedToManaged => &["9"],
            Row::ManagedToExisting => &["10"],
            Row::ManagedBecomesExisting => &["10a"],
            Row::ClusterIpToExisting => &["10b"],
            Row::ExistingToManaged => &["11"],
            Row::ExistingToExisting => &["12"],
            Row::ExistingStays => &["13"],
            Row::ManagedMissing => &["14"],
            Row::ManagedTagsChanged => &["14a"],
            Row::ExistingMissing => &["15"],
        }
    }
}

/// The table: which row applies, and what is done.
pub fn decide(
    sync_mode: SyncMode,
    desired: DesiredKind,
    current: CurrentKind,
    current_match: CurrentMatch,
    lifecycle_mode: LifecycleMode,
) -> (Row, Outcome) {
    use CurrentKind as H;
    use CurrentMatch as R;
    use DesiredKind as I;
    match (sync_mode, desired, current, current_match, lifecycle_mode) {
        (SyncMode::Skip, _, _, _, _) => (Row::Skip, Outcome::Skip),

        (SyncMode::Sync, I::None, H::None, _, _) => (Row::NoLoadBalancer, Outcome::None),
        (SyncMode::Sync, I::None, H::Managed, _, _) => (Row::ManagedNotNeeded, Outcome::DeleteOrRelease),
        (SyncMode::Sync, I::None, H::Existing, _, _) => (Row::ExistingNotNeeded, Outcome::Release),
        (SyncMode::Sync, I::None, H::MissingManaged | H::MissingExisting, _, _) => {
            (Row::MissingNotNeeded, Outcome::ClearReferences)
        }

        (SyncMode::Sync, I::Managed, H::None, _, _) => (Row::FirstManaged, Outcome::Create),
        (SyncMode::Sync, I::Existing, H::None, _, _) => (Row::FirstExisting, Outcome::Adopt),

        (SyncMode::Sync, I::Managed, H::Managed, R::Same | R::Untagged | R::ClusterIp, _) => {
            (Row::ManagedStays, Outcome::Update)
        }
        (SyncMode::Sync, I::Managed, H::Managed, R::Other, LifecycleMode::Blocked) => {
            (Row::ManagedToManaged, Outcome::Block)
        }
        (SyncMode::Sync, I::Managed, H::Managed, R::Other, LifecycleMode::Rebuild) => {
            (Row::ManagedToManaged, Outcome::DeleteOrReleaseAndCreate)
        }
        (SyncMode::Sync, I::Managed, H::Managed, R::TagsChanged, _) => (Row::ManagedTagsChanged, Outcome::Recreate),

        (SyncMode::Sync, I::Existing, H::Managed, R::Same | R::Other | R::TagsChanged, LifecycleMode::Blocked) => {
            (Row::ManagedToExisting, Outcome::Block)
        }
        (SyncMode::Sync, I::Existing, H::Managed, R::Same | R::Other | R::TagsChanged, LifecycleMode::Rebuild) => {
            (Row::ManagedToExisting, Outcome::DeleteOrReleaseAndAdopt)
        }
        (SyncMode::Sync, I::Existing, H::Managed, R::Untagged, _) => {
            (Row::ManagedBecomesExisting, Outcome::AdoptInPlace)
        }
        (SyncMode::Sync, I::Existing, H::Managed, R::ClusterIp, _) => {
            (Row::ClusterIpToExisting, Outcome::DeleteOrReleaseAndAdopt)
        }

        (SyncMode::Sync, I::Managed, H::Existing | H::MissingExisting, _, LifecycleMode::Blocked) => {
            (Row::ExistingToManaged, Outcome::Block)
        }
        (SyncMode::Sync, I::Managed, H::Existing, _, LifecycleMode::Rebuild) => {
            (Row::ExistingToManaged, Outcome::ReleaseAndCreate)
        }
        (SyncMode::Sync, I::Managed, H::MissingExisting, _, LifecycleMode::Rebuild) => {
            (Row::ExistingToManaged, Outcome::Recreate)
        }

        (SyncMode::Sync, I::Existing, H::Existing, R::Same | R::Untagged | R::TagsChanged | R::ClusterIp, _) => {
            (Row::ExistingStays, Outcome::Update)
        }
        (SyncMode::Sync, I::Existing, H::Existing | H::MissingExisting, R::Other, LifecycleMode::Blocked) => {
            (Row::ExistingToExisting, Outcome::Block)
        }
        (SyncMode::Sync, I::Existing, H::Existing, R::Other, LifecycleMode::Rebuild) => {
            (Row::ExistingToExisting, Outcome::ReleaseAndAdopt)
        }
        (SyncMode::Sync, I::Existing, H::MissingExisting, R::Other, LifecycleMode::Rebuild) => {
            (Row::ExistingToExisting, Outcome::Adopt)
        }

        (SyncMode::Sync, I::Managed, H::MissingManaged, _, _) => (Row::ManagedMissing, Outcome::Recreate),
        (SyncMode::Sync, I::Existing, H::MissingManaged, _, LifecycleMode::Blocked) => {
            (Row::ManagedToExisting, Outcome::Block)
        }
        (SyncMode::Sync, I::Existing, H::MissingManaged, _, LifecycleMode::Rebuild) => {
            (Row::ManagedToExisting, Outcome::Adopt)
        }
        (SyncMode::Sync, I::Existing, H::MissingExisting, R::Same | R::Untagged | R::TagsChanged | R::ClusterIp, _) => {
            (Row::ExistingMissing, Outcome::ReportMissing)
        }
    }
}
