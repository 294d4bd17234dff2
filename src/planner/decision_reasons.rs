//! Which sentence says what the tables of `lifecycle/` answer.

use super::{Novelty, adoption_reasons, codes, reasons};
use crate::diagnostic::{CodeDef, ReasonDef};
use crate::lifecycle::adoption::AdoptionRefusal;
use crate::lifecycle::deletion::DeletionOutcome;
use crate::lifecycle::load_balancer::{CurrentKind, Row};
use crate::request::LifecycleMode;

/// The sentence of a row of the table in `lifecycle/load_balancer.rs`. What the pages say of a CLB that exists they do not
/// say of one that does not.
pub fn row_reason(
    row: Row,
    current: CurrentKind,
    lifecycle_mode: LifecycleMode,
    novelty: Novelty,
) -> &'static ReasonDef {
    let is_missing = matches!(current, CurrentKind::MissingManaged | CurrentKind::MissingExisting);
    match (row, lifecycle_mode) {
        (Row::Skip, _) if current == CurrentKind::None => &reasons::SKIP_WITHOUT_CLB,
        (Row::Skip, _) => &reasons::SKIP,
        (Row::ManagedToExisting | Row::ExistingToManaged | Row::ExistingToExisting, LifecycleMode::Blocked)
            if is_missing =>
        {
            &reasons::MISSING_SWITCH_BLOCKED
        }
        (Row::NoLoadBalancer, _) if novelty == Novelty::Assumed => &reasons::NOTHING_IF_NEW,
        (Row::FirstManaged, _) if novelty == Novelty::Assumed => &reasons::CREATE_IF_NEW,
        (Row::NoLoadBalancer, _) => &reasons::NOTHING,
        (Row::ManagedNotNeeded, _) => &reasons::DROP,
        (Row::ExistingNotNeeded, _) => &reasons::LEAVE,
        (Row::MissingNotNeeded, _) => &reasons::CLEAN_UP,
        (Row::FirstManaged, _) => &reasons::CREATE,
        (Row::FirstExisting, _) => &reasons::ADOPT,
        (Row::ManagedToManaged, LifecycleMode::Blocked) => &reasons::NETWORK_BLOCKED,
        (Row::ManagedToManaged, LifecycleMode::Rebuild) => &reasons::NETWORK_REPLACED,
        (Row::ManagedToExisting, LifecycleMode::Blocked) => &reasons::TO_EXISTING_BLOCKED,
        (Row::ManagedToExisting, LifecycleMode::Rebuild) => &reasons::TO_EXISTING,
        (Row::ManagedBecomesExisting, _) => &reasons::ADOPT_IN_PLACE,
        (Row::ClusterIpToExisting, _) => &reasons::CLUSTER_IP_TO_EXISTING,
        (Row::ExistingToManaged, LifecycleMode::Blocked) => &reasons::FROM_EXISTING_BLOCKED,
        (Row::ExistingToManaged, LifecycleMode::Rebuild) => &reasons::FROM_EXISTING,
        (Row::ExistingToExisting, LifecycleMode::Blocked) => &reasons::EXISTING_SWITCH_BLOCKED,
        (Row::ExistingToExisting, LifecycleMode::Rebuild) => &reasons::EXISTING_SWITCH,
        (Row::ManagedMissing, _) => &reasons::RECREATE,
        (Row::ManagedTagsChanged, _) => &reasons::TAMPERED,
        (Row::ExistingMissing, _) => &reasons::MISSING,
        (Row::ManagedStays | Row::ExistingStays, _) => &reasons::UPDATE,
    }
}

/// The sentence of a fate.
pub fn deletion_reason(outcome: DeletionOutcome) -> &'static ReasonDef {
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
pub fn refusal_reason(refusal: AdoptionRefusal) -> &'static ReasonDef {
    match refusal {
        AdoptionRefusal::Missing => &adoption_reasons::NOT_FOUND,
        AdoptionRefusal::CreatedByTke => &adoption_reasons::BOUGHT_BY_TKE,
        AdoptionRefusal::OtherCluster => &adoption_reasons::OTHER_CLUSTER,
        AdoptionRefusal::OtherNetwork => &adoption_reasons::OTHER_NETWORK,
        AdoptionRefusal::PortTaken => &adoption_reasons::PORT_TAKEN,
        AdoptionRefusal::NotShared => &adoption_reasons::NOT_SHARED,
        AdoptionRefusal::QuotaExceeded => &adoption_reasons::QUOTA,
    }
}

/// The finding of a refusal.
pub fn refusal_code(refusal: AdoptionRefusal) -> &'static CodeDef {
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
