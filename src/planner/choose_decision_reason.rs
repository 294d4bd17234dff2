//! Which sentence says what the tables of `lifecycle/` answer.

use super::{NewServiceCertainty, adoption_and_undecided_reasons, codes, reasons};
use crate::diagnostic::{CodeDefinition, ReasonDefinition};
use crate::lifecycle::adoption::AdoptionRefusal;
use crate::lifecycle::deletion::DeletionOutcome;
use crate::lifecycle::load_balancer::{CurrentLoadBalancerKind, LifecycleRow};
use crate::request::LifecycleMode;

/// The sentence of a row of the table in `lifecycle/load_balancer.rs`. What the pages say of a CLB that exists they do not
/// say of one that does not.
pub fn row_reason(
    row: LifecycleRow,
    current: CurrentLoadBalancerKind,
    lifecycle_mode: LifecycleMode,
    novelty: NewServiceCertainty,
) -> &'static ReasonDefinition {
    let is_missing =
        matches!(current, CurrentLoadBalancerKind::MissingManaged | CurrentLoadBalancerKind::MissingExisting);
    match (row, lifecycle_mode) {
        (LifecycleRow::Skip, _) if current == CurrentLoadBalancerKind::None => &reasons::SKIP_WITHOUT_CLB,
        (LifecycleRow::Skip, _) => &reasons::SKIP,
        (
            LifecycleRow::ManagedToExisting | LifecycleRow::ExistingToManaged | LifecycleRow::ExistingToExisting,
            LifecycleMode::Blocked,
        ) if is_missing => &reasons::MISSING_SWITCH_BLOCKED,
        (LifecycleRow::NoLoadBalancer, _) if novelty == NewServiceCertainty::Assumed => &reasons::NOTHING_IF_NEW,
        (LifecycleRow::FirstManaged, _) if novelty == NewServiceCertainty::Assumed => &reasons::CREATE_IF_NEW,
        (LifecycleRow::NoLoadBalancer, _) => &reasons::NOTHING,
        (LifecycleRow::ClassWithout, _) => &adoption_and_undecided_reasons::OTHER_CLASS,
        (LifecycleRow::ClassWithLoadBalancer, _) => &adoption_and_undecided_reasons::CLASS_KEEPS,
        (LifecycleRow::ManagedNotNeeded, _) => &reasons::DROP,
        (LifecycleRow::ExistingNotNeeded, _) => &reasons::LEAVE,
        (LifecycleRow::MissingNotNeeded, _) => &reasons::CLEAN_UP,
        (LifecycleRow::FirstManaged, _) => &reasons::CREATE,
        (LifecycleRow::FirstExisting, _) => &reasons::ADOPT,
        (LifecycleRow::ManagedToManaged, LifecycleMode::Blocked) => &reasons::NETWORK_BLOCKED,
        (LifecycleRow::ManagedToManaged, LifecycleMode::Rebuild) => &reasons::NETWORK_REPLACED,
        (LifecycleRow::ManagedToExisting, LifecycleMode::Blocked) => &reasons::TO_EXISTING_BLOCKED,
        (LifecycleRow::ManagedToExisting, LifecycleMode::Rebuild) => &reasons::TO_EXISTING,
        (LifecycleRow::ManagedBecomesExisting, _) => &reasons::ADOPT_IN_PLACE,
        (LifecycleRow::ClusterIpToExisting, _) => &reasons::CLUSTER_IP_TO_EXISTING,
        (LifecycleRow::ExistingToManaged, LifecycleMode::Blocked) => &reasons::FROM_EXISTING_BLOCKED,
        (LifecycleRow::ExistingToManaged, LifecycleMode::Rebuild) => &reasons::FROM_EXISTING,
        (LifecycleRow::ExistingToExisting, LifecycleMode::Blocked) => &reasons::EXISTING_SWITCH_BLOCKED,
        (LifecycleRow::ExistingToExisting, LifecycleMode::Rebuild) => &reasons::EXISTING_SWITCH,
        (LifecycleRow::ManagedMissing, _) => &reasons::RECREATE,
        (LifecycleRow::ManagedTagsChanged, _) => &reasons::TAMPERED,
        (LifecycleRow::ExistingMissing, _) => &reasons::MISSING,
        (LifecycleRow::ManagedStays | LifecycleRow::ExistingStays, _) => &reasons::UPDATE,
    }
}

/// The sentence of a fate.
pub fn deletion_reason(outcome: DeletionOutcome) -> &'static ReasonDefinition {
    match outcome {
        DeletionOutcome::Delete => &reasons::DELETE_FATE,
        DeletionOutcome::ReleaseUntagged => &reasons::UNMARKED_FATE,
        DeletionOutcome::ReleaseUserOwned => &reasons::OWNED_FATE,
        DeletionOutcome::KeepProtected => &reasons::PROTECTED_FATE,
        DeletionOutcome::KeepPrivateLink => &reasons::LINKED_FATE,
        DeletionOutcome::NotOurs => &reasons::FOREIGN_FATE,
        DeletionOutcome::KeepUnproven => &reasons::KEEP_UNPROVEN_FATE,
        DeletionOutcome::Unproven => &reasons::UNPROVEN_FATE,
    }
}

/// The sentence of a refusal.
pub fn refusal_reason(refusal: AdoptionRefusal) -> &'static ReasonDefinition {
    match refusal {
        AdoptionRefusal::Missing => &adoption_and_undecided_reasons::NOT_FOUND,
        AdoptionRefusal::CreatedByTke => &adoption_and_undecided_reasons::BOUGHT_BY_TKE,
        AdoptionRefusal::OtherCluster => &adoption_and_undecided_reasons::OTHER_CLUSTER,
        AdoptionRefusal::OtherNetwork => &adoption_and_undecided_reasons::OTHER_NETWORK,
        AdoptionRefusal::PortTaken => &adoption_and_undecided_reasons::PORT_TAKEN,
        AdoptionRefusal::NotShared => &adoption_and_undecided_reasons::NOT_SHARED,
        AdoptionRefusal::QuotaExceeded => &adoption_and_undecided_reasons::QUOTA,
    }
}

/// The finding of a refusal.
pub fn refusal_code(refusal: AdoptionRefusal) -> &'static CodeDefinition {
    match refusal {
        AdoptionRefusal::Missing => &codes::NOT_FOUND,
        AdoptionRefusal::CreatedByTke => &codes::BOUGHT_BY_TKE,
        AdoptionRefusal::OtherCluster => &codes::OTHER_CLUSTER,
        AdoptionRefusal::OtherNetwork => &codes::OTHER_NETWORK,
        AdoptionRefusal::PortTaken => &codes::PORT_TAKEN,
        AdoptionRefusal::NotShared => &crate::sharing::codes::NOT_SHARED,
        AdoptionRefusal::QuotaExceeded => &codes::QUOTA,
    }
}
