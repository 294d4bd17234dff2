//! When an existing CLB may be adopted.

use crate::model::TagOwnership;

/// What is known of the named CLB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AdoptionFacts {
    /// Whether the cloud has it.
    pub presence: LoadBalancerPresence,
    /// `tke-createdBy-flag`: `Ours` is `yes`.
    pub created: TagOwnership,
    /// `tke-clusterId`.
    pub cluster: TagOwnership,
    /// Whether it is in the cluster's network.
    pub network: VpcMatch,
    /// Whether a desired port is in use.
    pub ports: PortAvailability,
    /// Whether another Service of the cluster uses it.
    pub sharing: SharingPermission,
    /// Whether the listeners still fit in.
    pub quota: ListenerQuotaFit,
}

/// Whether the cloud has the CLB.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LoadBalancerPresence {
    /// It was observed.
    Present,
    /// The observation is complete, and it is not in it.
    Missing,
}

/// Whether the CLB can reach the cluster's backends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum VpcMatch {
    /// Same VPC.
    Same,
    /// The VPC of the CLB or of the cluster was not provided.
    Unknown,
    /// Another VPC, and annotations that say so.
    Declared,
    /// Another VPC, and nothing that says so.
    Other,
}

/// Whether the desired ports are free.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PortAvailability {
    /// They are.
    Free,
    /// At least one is not.
    Taken,
    /// The listeners are unknown.
    Unknown,
}

/// Whether the CLB is shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SharingPermission {
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
pub enum ListenerQuotaFit {
    /// They do, or the limit is not known.
    Fits,
    /// They do not.
    Exceeded,
}

/// One reason to refuse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AdoptionRefusal {
    /// E4011: it does not exist.
    Missing,
    /// E4012: TKE bought it.
    CreatedByTke,
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
pub fn decide(facts: AdoptionFacts) -> Vec<AdoptionRefusal> {
    if facts.presence == LoadBalancerPresence::Missing {
        return vec![AdoptionRefusal::Missing];
    }
    let mut refusals = Vec::new();
    match facts.created {
        TagOwnership::Ours => refusals.push(AdoptionRefusal::CreatedByTke),
        TagOwnership::Others | TagOwnership::Absent | TagOwnership::Unknown => {}
    }
    match facts.cluster {
        TagOwnership::Others => refusals.push(AdoptionRefusal::OtherCluster),
        TagOwnership::Ours | TagOwnership::Absent | TagOwnership::Unknown => {}
    }
    match facts.network {
        VpcMatch::Other => refusals.push(AdoptionRefusal::OtherNetwork),
        VpcMatch::Same | VpcMatch::Unknown | VpcMatch::Declared => {}
    }
    match facts.ports {
        PortAvailability::Taken => refusals.push(AdoptionRefusal::PortTaken),
        PortAvailability::Free | PortAvailability::Unknown => {}
    }
    match facts.sharing {
        SharingPermission::Refused => refusals.push(AdoptionRefusal::NotShared),
        SharingPermission::Alone | SharingPermission::Shared | SharingPermission::SharedUnknown => {}
    }
    match facts.quota {
        ListenerQuotaFit::Exceeded => refusals.push(AdoptionRefusal::QuotaExceeded),
        ListenerQuotaFit::Fits => {}
    }
    refusals
}
