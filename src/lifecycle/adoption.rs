//! When an existing CLB may be taken into use.

use crate::model::Mark;

/// What is known of the named CLB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// Whether the cloud has it.
    pub presence: Presence,
    /// `tke-createdBy-flag`: `Ours` is `yes`.
    pub created: Mark,
    /// `tke-clusterId`.
    pub cluster: Mark,
    /// Whether it is in the cluster's network.
    pub network: Reach,
    /// Whether a wanted port is taken by somebody else.
    pub ports: Ports,
    /// Whether another Service of the cluster uses it.
    pub use_: SharingFact,
    /// Whether the listeners still fit in.
    pub quota: QuotaFact,
}

/// Whether the cloud has the CLB.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Presence {
    /// It was observed.
    Here,
    /// The observation is complete, and it is not in it.
    Gone,
}

/// Whether the CLB can reach the cluster's backends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// Same VPC, or not known to be another.
    Same,
    /// Another VPC, and annotations that say so.
    Declared,
    /// Another VPC, and nothing that says so.
    Foreign,
}

/// Whether wanted ports are free.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ports {
    /// They are.
    Free,
    /// At least one is not.
    Taken,
    /// The listeners were not given.
    Unknown,
}

/// Whether the CLB is shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SharingFact {
    /// No other Service is known to use it.
    Alone,
    /// Another one does, and sharing is on.
    Shared,
    /// Another one does, and it is not known whether sharing is on.
    SharedUnknown,
    /// Another one does, and sharing is off.
    Refused,
}

/// Whether the listeners fit in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum QuotaFact {
    /// They do, or the limit is not known.
    Fits,
    /// They do not.
    Exceeded,
}

/// One reason to refuse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Refusal {
    /// E4011: it does not exist.
    Missing,
    /// E4012: TKE bought it.
    BoughtByTke,
    /// E4013: another cluster uses it.
    OtherCluster,
    /// It is in another VPC.
    OtherNetwork,
    /// E4014: a port is taken.
    PortTaken,
    /// E4016: sharing is off.
    NotShared,
    /// Too many listeners.
    QuotaExceeded,
}

/// Every check by itself: all refusals at once.
pub fn decide(facts: Facts) -> Vec<Refusal> {
    if facts.presence == Presence::Gone {
        return vec![Refusal::Missing];
    }
    let mut refusals = Vec::new();
    match facts.created {
        Mark::Ours => refusals.push(Refusal::BoughtByTke),
        Mark::Others | Mark::Absent | Mark::Unknown => {}
    }
    match facts.cluster {
        Mark::Others => refusals.push(Refusal::OtherCluster),
        Mark::Ours | Mark::Absent | Mark::Unknown => {}
    }
    match facts.network {
        Reach::Foreign => refusals.push(Refusal::OtherNetwork),
        Reach::Same | Reach::Declared => {}
    }
    match facts.ports {
        Ports::Taken => refusals.push(Refusal::PortTaken),
        Ports::Free | Ports::Unknown => {}
    }
    match facts.use_ {
        SharingFact::Refused => refusals.push(Refusal::NotShared),
        SharingFact::Alone | SharingFact::Shared | SharingFact::SharedUnknown => {}
    }
    match facts.quota {
        QuotaFact::Exceeded => refusals.push(Refusal::QuotaExceeded),
        QuotaFact::Fits => {}
    }
    refusals
}
