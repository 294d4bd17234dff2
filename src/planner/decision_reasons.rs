//! Which sentence says what the tables of `lifecycle/` answer.

use super::{codes, reasons};
use crate::diagnostic::{Code, Reason};
use crate::lifecycle::adoption::Refusal;
use crate::lifecycle::deletion::Fate;
use crate::lifecycle::load_balancer::{Era, Row};

/// The sentence of a row of the table in `lifecycle/load_balancer.rs`.
pub fn of_row(row: Row, era: Era) -> &'static Reason {
    match (row, era) {
        (Row::Skip, _) => &reasons::SKIP,
        (Row::NoLoadBalancer, _) => &reasons::NOTHING,
        (Row::ManagedNotNeeded, _) => &reasons::DROP,
        (Row::ExistingNotNeeded, _) => &reasons::LEAVE,
        (Row::MissingNotNeeded, _) => &reasons::CLEAN_UP,
        (Row::FirstManaged, _) => &reasons::CREATE,
        (Row::FirstExisting, _) => &reasons::ADOPT,
        (Row::ManagedToManaged, Era::Blocked) => &reasons::NETWORK_BLOCKED,
        (Row::ManagedToManaged, Era::Rebuild) => &reasons::NETWORK_REPLACED,
        (Row::ManagedToExisting, Era::Blocked) => &reasons::TO_EXISTING_BLOCKED,
        (Row::ManagedToExisting, Era::Rebuild) => &reasons::TO_EXISTING,
        (Row::ManagedBecomesExisting, _) => &reasons::ADOPT_IN_PLACE,
        (Row::ClusterIpToExisting, _) => &reasons::CLUSTER_IP_TO_EXISTING,
        (Row::ExistingToManaged, Era::Blocked) => &reasons::FROM_EXISTING_BLOCKED,
        (Row::ExistingToManaged, Era::Rebuild) => &reasons::FROM_EXISTING,
        (Row::ExistingToExisting, Era::Blocked) => &reasons::EXISTING_SWITCH_BLOCKED,
        (Row::ExistingToExisting, Era::Rebuild) => &reasons::EXISTING_SWITCH,
        (Row::ManagedMissing, _) => &reasons::RECREATE,
        (Row::ManagedTagsChanged, _) => &reasons::TAMPERED,
        (Row::ExistingMissing, _) => &reasons::MISSING,
        (Row::ManagedStays | Row::ExistingStays, _) => &reasons::UPDATE,
    }
}

/// The sentence of a fate.
pub fn of_fate(fate: Fate) -> &'static Reason {
    match fate {
        Fate::Delete => &reasons::DELETE_FATE,
        Fate::ReleaseUnmarked => &reasons::UNMARKED_FATE,
        Fate::ReleaseOwned => &reasons::OWNED_FATE,
        Fate::KeepProtected => &reasons::PROTECTED_FATE,
        Fate::KeepLinked => &reasons::LINKED_FATE,
        Fate::NotOurs => &reasons::FOREIGN_FATE,
        Fate::Unproven => &reasons::UNPROVEN_FATE,
    }
}

/// The sentence of a refusal.
pub fn of_refusal(refusal: Refusal) -> &'static Reason {
    match refusal {
        Refusal::Missing => &reasons::NOT_FOUND,
        Refusal::BoughtByTke => &reasons::BOUGHT_BY_TKE,
        Refusal::OtherCluster => &reasons::OTHER_CLUSTER,
        Refusal::OtherNetwork => &reasons::OTHER_NETWORK,
        Refusal::PortTaken => &reasons::PORT_TAKEN,
        Refusal::NotShared => &reasons::NOT_SHARED,
        Refusal::QuotaExceeded => &reasons::QUOTA,
    }
}

/// The finding of a refusal.
pub fn code_of_refusal(refusal: Refusal) -> &'static Code {
    match refusal {
        Refusal::Missing => &codes::NOT_FOUND,
        Refusal::BoughtByTke => &codes::BOUGHT_BY_TKE,
        Refusal::OtherCluster => &codes::OTHER_CLUSTER,
        Refusal::OtherNetwork => &codes::OTHER_NETWORK,
        Refusal::PortTaken => &codes::PORT_TAKEN,
        Refusal::NotShared => &codes::NOT_SHARED,
        Refusal::QuotaExceeded => &codes::QUOTA,
    }
}
