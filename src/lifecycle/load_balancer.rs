//! What becomes of the CLB: the table that answers *will I lose my load balancer, or its address?*

use crate::request::LifecycleMode;

/// The CLB that the manifest specifies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DesiredLoadBalancerKind {
    /// No CLB: the Service is deleted, or is of another type.
    None,
    /// `loadBalancerClass` names another controller, by Kubernetes' convention.
    OtherClass,
    /// A CLB that the controller buys.
    Managed,
    /// An existing CLB, named by its id.
    Existing,
}

/// The CLB that the live Service has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CurrentLoadBalancerKind {
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
pub enum DesiredComparedToCurrent {
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
pub enum SyncOrSkip {
    /// Synced.
    Sync,
    /// `mode: skip`.
    Skip,
}

/// What is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LoadBalancerOutcome {
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
    /// [`LoadBalancerOutcome::DeleteOrRelease`], then [`LoadBalancerOutcome::Create`].
    DeleteOrReleaseAndCreate,
    /// [`LoadBalancerOutcome::DeleteOrRelease`], then [`LoadBalancerOutcome::Adopt`].
    DeleteOrReleaseAndAdopt,
    /// [`LoadBalancerOutcome::Release`], then [`LoadBalancerOutcome::Create`].
    ReleaseAndCreate,
    /// [`LoadBalancerOutcome::Release`], then [`LoadBalancerOutcome::Adopt`].
    ReleaseAndAdopt,
    /// The current CLB becomes an existing one, in place.
    AdoptInPlace,
    /// The cloud no longer has the CLB, or the controller does not find it: another one is bought.
    Recreate,
    /// The named CLB does not exist: nothing is done.
    ReportMissing,
    /// Nothing is planned, because the documentation does not say what the controller does.
    LeaveAlone,
}

impl DesiredLoadBalancerKind {
    /// Every value, in table order.
    pub const ALL: [DesiredLoadBalancerKind; 4] = [
        DesiredLoadBalancerKind::None,
        DesiredLoadBalancerKind::OtherClass,
        DesiredLoadBalancerKind::Managed,
        DesiredLoadBalancerKind::Existing,
    ];
}

impl CurrentLoadBalancerKind {
    /// Every value, in table order.
    pub const ALL: [CurrentLoadBalancerKind; 5] = [
        CurrentLoadBalancerKind::None,
        CurrentLoadBalancerKind::Managed,
        CurrentLoadBalancerKind::Existing,
        CurrentLoadBalancerKind::MissingManaged,
        CurrentLoadBalancerKind::MissingExisting,
    ];
}

impl DesiredComparedToCurrent {
    /// Every value, in table order.
    pub const ALL: [DesiredComparedToCurrent; 5] = [
        DesiredComparedToCurrent::Same,
        DesiredComparedToCurrent::Other,
        DesiredComparedToCurrent::Untagged,
        DesiredComparedToCurrent::TagsChanged,
        DesiredComparedToCurrent::ClusterIp,
    ];
}

/// A row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LifecycleRow {
    /// The controller does not sync the Service: `mode: skip`.
    Skip,
    /// The Service needs no load balancer and has none.
    NoLoadBalancer,
    /// A class of another controller, and no load balancer.
    ClassWithout,
    /// A class of another controller, and a load balancer from TKE.
    ClassWithLoadBalancer,
    /// A managed load balancer is no longer needed: the Service is deleted, or changes its type.
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

impl LifecycleRow {
    /// Every row, in the order of the published table.
    pub const ALL: [LifecycleRow; 20] = [
        LifecycleRow::NoLoadBalancer,
        LifecycleRow::ClassWithout,
        LifecycleRow::ClassWithLoadBalancer,
        LifecycleRow::ManagedNotNeeded,
        LifecycleRow::ExistingNotNeeded,
        LifecycleRow::MissingNotNeeded,
        LifecycleRow::FirstManaged,
        LifecycleRow::FirstExisting,
        LifecycleRow::ManagedStays,
        LifecycleRow::ManagedToManaged,
        LifecycleRow::ManagedToExisting,
        LifecycleRow::ManagedBecomesExisting,
        LifecycleRow::ClusterIpToExisting,
        LifecycleRow::ExistingToManaged,
        LifecycleRow::ExistingToExisting,
        LifecycleRow::ExistingStays,
        LifecycleRow::ManagedMissing,
        LifecycleRow::ManagedTagsChanged,
        LifecycleRow::ExistingMissing,
        LifecycleRow::Skip,
    ];

    /// The numbers of the row in the published table, `tests/generated_tables/lifecycle.md`.
    pub fn numbers(self) -> &'static [&'static str] {
        match self {
            LifecycleRow::Skip => &["skip"],
            LifecycleRow::NoLoadBalancer => &["1"],
            LifecycleRow::ClassWithout => &["1a"],
            LifecycleRow::ClassWithLoadBalancer => &["1b"],
            LifecycleRow::ManagedNotNeeded => &["2", "3"],
            LifecycleRow::ExistingNotNeeded => &["4"],
            LifecycleRow::MissingNotNeeded => &["5"],
            LifecycleRow::FirstManaged => &["6"],
            LifecycleRow::FirstExisting => &["7"],
            LifecycleRow::ManagedStays => &["8"],
            LifecycleRow::ManagedToManaged => &["9"],
            LifecycleRow::ManagedToExisting => &["10"],
            LifecycleRow::ManagedBecomesExisting => &["10a"],
            LifecycleRow::ClusterIpToExisting => &["10b"],
            LifecycleRow::ExistingToManaged => &["11"],
            LifecycleRow::ExistingToExisting => &["12"],
            LifecycleRow::ExistingStays => &["13"],
            LifecycleRow::ManagedMissing => &["14"],
            LifecycleRow::ManagedTagsChanged => &["14a"],
            LifecycleRow::ExistingMissing => &["15"],
        }
    }
}

/// The table: which row applies, and what is done.
pub fn decide(
    sync_mode: SyncOrSkip,
    desired: DesiredLoadBalancerKind,
    current: CurrentLoadBalancerKind,
    current_match: DesiredComparedToCurrent,
    lifecycle_mode: LifecycleMode,
) -> (LifecycleRow, LoadBalancerOutcome) {
    use CurrentLoadBalancerKind as H;
    use DesiredComparedToCurrent as R;
    use DesiredLoadBalancerKind as I;
    match (sync_mode, desired, current, current_match, lifecycle_mode) {
        (SyncOrSkip::Skip, _, _, _, _) => (LifecycleRow::Skip, LoadBalancerOutcome::Skip),

        (SyncOrSkip::Sync, I::None, H::None, _, _) => (LifecycleRow::NoLoadBalancer, LoadBalancerOutcome::None),
        (SyncOrSkip::Sync, I::None, H::Managed, _, _) => {
            (LifecycleRow::ManagedNotNeeded, LoadBalancerOutcome::DeleteOrRelease)
        }
        (SyncOrSkip::Sync, I::None, H::Existing, _, _) => {
            (LifecycleRow::ExistingNotNeeded, LoadBalancerOutcome::Release)
        }
        (SyncOrSkip::Sync, I::None, H::MissingManaged | H::MissingExisting, _, _) => {
            (LifecycleRow::MissingNotNeeded, LoadBalancerOutcome::ClearReferences)
        }

        (SyncOrSkip::Sync, I::OtherClass, H::None, _, _) => (LifecycleRow::ClassWithout, LoadBalancerOutcome::None),
        (SyncOrSkip::Sync, I::OtherClass, H::Managed | H::Existing | H::MissingManaged | H::MissingExisting, _, _) => {
            (LifecycleRow::ClassWithLoadBalancer, LoadBalancerOutcome::LeaveAlone)
        }

        (SyncOrSkip::Sync, I::Managed, H::None, _, _) => (LifecycleRow::FirstManaged, LoadBalancerOutcome::Create),
        (SyncOrSkip::Sync, I::Existing, H::None, _, _) => (LifecycleRow::FirstExisting, LoadBalancerOutcome::Adopt),

        (SyncOrSkip::Sync, I::Managed, H::Managed, R::Same | R::Untagged | R::ClusterIp, _) => {
            (LifecycleRow::ManagedStays, LoadBalancerOutcome::Update)
        }
        (SyncOrSkip::Sync, I::Managed, H::Managed, R::Other, LifecycleMode::Blocked) => {
            (LifecycleRow::ManagedToManaged, LoadBalancerOutcome::Block)
        }
        (SyncOrSkip::Sync, I::Managed, H::Managed, R::Other, LifecycleMode::Rebuild) => {
            (LifecycleRow::ManagedToManaged, LoadBalancerOutcome::DeleteOrReleaseAndCreate)
        }
        (SyncOrSkip::Sync, I::Managed, H::Managed, R::TagsChanged, _) => {
            (LifecycleRow::ManagedTagsChanged, LoadBalancerOutcome::Recreate)
        }

        (SyncOrSkip::Sync, I::Existing, H::Managed, R::Same | R::Other | R::TagsChanged, LifecycleMode::Blocked) => {
            (LifecycleRow::ManagedToExisting, LoadBalancerOutcome::Block)
        }
        (SyncOrSkip::Sync, I::Existing, H::Managed, R::Same | R::Other | R::TagsChanged, LifecycleMode::Rebuild) => {
            (LifecycleRow::ManagedToExisting, LoadBalancerOutcome::DeleteOrReleaseAndAdopt)
        }
        (SyncOrSkip::Sync, I::Existing, H::Managed, R::Untagged, _) => {
            (LifecycleRow::ManagedBecomesExisting, LoadBalancerOutcome::AdoptInPlace)
        }
        (SyncOrSkip::Sync, I::Existing, H::Managed, R::ClusterIp, _) => {
            (LifecycleRow::ClusterIpToExisting, LoadBalancerOutcome::DeleteOrReleaseAndAdopt)
        }

        (SyncOrSkip::Sync, I::Managed, H::Existing | H::MissingExisting, _, LifecycleMode::Blocked) => {
            (LifecycleRow::ExistingToManaged, LoadBalancerOutcome::Block)
        }
        (SyncOrSkip::Sync, I::Managed, H::Existing, _, LifecycleMode::Rebuild) => {
            (LifecycleRow::ExistingToManaged, LoadBalancerOutcome::ReleaseAndCreate)
        }
        (SyncOrSkip::Sync, I::Managed, H::MissingExisting, _, LifecycleMode::Rebuild) => {
            (LifecycleRow::ExistingToManaged, LoadBalancerOutcome::Recreate)
        }

        (SyncOrSkip::Sync, I::Existing, H::Existing, R::Same | R::Untagged | R::TagsChanged | R::ClusterIp, _) => {
            (LifecycleRow::ExistingStays, LoadBalancerOutcome::Update)
        }
        (SyncOrSkip::Sync, I::Existing, H::Existing | H::MissingExisting, R::Other, LifecycleMode::Blocked) => {
            (LifecycleRow::ExistingToExisting, LoadBalancerOutcome::Block)
        }
        (SyncOrSkip::Sync, I::Existing, H::Existing, R::Other, LifecycleMode::Rebuild) => {
            (LifecycleRow::ExistingToExisting, LoadBalancerOutcome::ReleaseAndAdopt)
        }
        (SyncOrSkip::Sync, I::Existing, H::MissingExisting, R::Other, LifecycleMode::Rebuild) => {
            (LifecycleRow::ExistingToExisting, LoadBalancerOutcome::Adopt)
        }

        (SyncOrSkip::Sync, I::Managed, H::MissingManaged, _, _) => {
            (LifecycleRow::ManagedMissing, LoadBalancerOutcome::Recreate)
        }
        (SyncOrSkip::Sync, I::Existing, H::MissingManaged, _, LifecycleMode::Blocked) => {
            (LifecycleRow::ManagedToExisting, LoadBalancerOutcome::Block)
        }
        (SyncOrSkip::Sync, I::Existing, H::MissingManaged, _, LifecycleMode::Rebuild) => {
            (LifecycleRow::ManagedToExisting, LoadBalancerOutcome::Adopt)
        }
        (
            SyncOrSkip::Sync,
            I::Existing,
            H::MissingExisting,
            R::Same | R::Untagged | R::TagsChanged | R::ClusterIp,
            _,
        ) => (LifecycleRow::ExistingMissing, LoadBalancerOutcome::ReportMissing),
    }
}
