//! The words of the answer: what becomes of the Service, its CLB and its address, and of each resource.

use crate::string_enum::string_enum;
use serde::Serialize;

/// What happens to a Service object.
#[warn(missing_docs)]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum ServiceEvent {
    /// It is created.
    Create,
    /// It is changed.
    Update,
    /// It is deleted.
    Delete,
    /// It is deleted and created again.
    Recreate,
    /// It does not change.
    Unchanged,
}

string_enum! {
    /// What happens to the load balancer of a Service.
    #[warn(missing_docs)]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
    pub enum LoadBalancerVerdict {
        /// The Service has no load balancer and needs none.
        None = "none",
        /// The load balancer does not change.
        Keep = "keep",
        /// A load balancer is created.
        Create = "create",
        /// An existing load balancer is adopted: TKE uses it and does not delete it.
        Adopt = "adopt",
        /// The load balancer is changed in place.
        Update = "update",
        /// The load balancer is deleted or released, and another one takes its place.
        Replace = "replace",
        /// The load balancer is deleted.
        Delete = "delete",
        /// The load balancer is released: kept and no longer managed.
        Release = "release",
        /// The controller refuses the change.
        Blocked = "blocked",
        /// The controller cannot sync the Service, or too little is known.
        Error = "error",
        /// Nothing is changed, because the Service has `mode: skip`.
        Skip = "skip",
    }
}

impl LoadBalancerVerdict {
    /// The verdict about a load balancer that stays: it is changed in place, or kept as it is.
    pub fn in_place(changes: bool) -> LoadBalancerVerdict {
        if changes { LoadBalancerVerdict::Update } else { LoadBalancerVerdict::Keep }
    }

    /// True when nothing of what the manifest changes takes effect.
    pub fn is_refused(self) -> bool {
        matches!(self, LoadBalancerVerdict::Blocked | LoadBalancerVerdict::Error)
    }

    /// True when the Service goes on holding the CLB that it holds.
    pub fn keeps_load_balancer(self) -> bool {
        match self {
            LoadBalancerVerdict::Keep
            | LoadBalancerVerdict::Update
            | LoadBalancerVerdict::Blocked
            | LoadBalancerVerdict::Error
            | LoadBalancerVerdict::Skip => true,
            LoadBalancerVerdict::None
            | LoadBalancerVerdict::Create
            | LoadBalancerVerdict::Adopt
            | LoadBalancerVerdict::Replace
            | LoadBalancerVerdict::Delete
            | LoadBalancerVerdict::Release => false,
        }
    }
}

string_enum! {
    /// What happens to the address that clients use.
    #[warn(missing_docs)]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
    pub enum VipVerdict {
        /// There is no address.
        None = "none",
        /// The address does not change.
        Kept = "kept",
        /// There is an address for the first time.
        New = "new",
        /// The address is replaced by another one.
        Changed = "changed",
        /// The address is lost.
        Lost = "lost",
        /// It cannot be determined from the provided input what happens to the address.
        Unknown = "unknown",
    }
}

impl VipVerdict {
    /// The same, of an address that may not exist yet.
    pub fn if_it_exists(self) -> VipVerdict {
        match self {
            VipVerdict::Kept | VipVerdict::Changed | VipVerdict::Lost => VipVerdict::Unknown,
            VipVerdict::None | VipVerdict::New | VipVerdict::Unknown => self,
        }
    }
}

/// What happens to a resource of the cloud or the cluster.
#[warn(missing_docs)]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Verb {
    /// It is created.
    Create,
    /// It is changed in place.
    Update,
    /// It is deleted.
    Delete,
    /// It is released: kept and no longer managed.
    Release,
}

impl Verb {
    /// As the answer spells it.
    pub fn name(self) -> &'static str {
        match self {
            Verb::Create => "create",
            Verb::Update => "update",
            Verb::Delete => "delete",
            Verb::Release => "release",
        }
    }
}
