//! Which sentence says what the tables of `lifecycle/` answer.

use super::{codes, reasons};
use crate::diagnostic::{Code, Reason};
use crate::lifecycle::adoption::Refusal;
use crate::lifecycle::deletion::Fate;
use crate::lifecycle::load_balancer::Era;

/// The sentence of a row of the table in `lifecycle/load_balancer.rs`.
pub fn of_row(row: &str, era: Era) -> &'static Reason {
    match (row, era) {
        ("skip", _) => &reasons::SKIP,
        ("1", _) => &reasons::NOTHING,
        ("2, 3", _) => &reasons::DROP,
        ("4", _) => &reasons::LEAVE,
        ("5", _) => &reasons::CLEAN_UP,
        ("6", _) => &reasons::CREATE,
        ("7", _) => &reasons::ADOPT,
        ("9", Era::Blocked) => &reasons::NETWORK_BLOCKED,
        ("9", Era::Rebuild) => &reasons::NETWORK_REPLACED,
        ("10", Era::Blocked) => &reasons::TO_EXISTING_BLOCKED,
        ("10", Era::Rebuild) => &reasons::TO_EXISTING,
        ("10a", _) => &reasons::ADOPT_IN_PLACE,
        ("10b", _) => &reasons::CLUSTER_IP_TO_EXISTING,
        ("11", Era::Blocked) => &reasons::FROM_EXISTING_BLOCKED,
        ("11", Era::Rebuild) => &reasons::FROM_EXISTING,
        ("12", Era::Blocked) => &reasons::EXISTING_SWITCH_BLOCKED,
        ("12", Era::Rebuild) => &reasons::EXISTING_SWITCH,
        ("14", _) => &reasons::RECREATE,
        ("14a", _) => &reasons::TAMPERED,
        ("15", _) => &reasons::MISSING,
        (_, _) => &reasons::UPDATE,
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
