//! How dangerous a plan is: one order for every answer, so that no reader has to sort by itself.

use super::{LoadBalancerVerdict, ResourceChange, ServicePlan, VipVerdict};
use crate::model::KnownLoadBalancers;
use crate::string_enum::string_enum;

string_enum! {
    /// The worst that happens to a Service, in the order of danger.
    #[warn(missing_docs)]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Danger {
        /// A load balancer is deleted.
        Deleted = "deleted",
        /// A load balancer is replaced.
        Replaced = "replaced",
        /// The address is lost or changes.
        AddressLost = "address-lost",
        /// The Service becomes reachable from the internet.
        NewlyPublic = "newly-public",
        /// A listener or forwarding rule is deleted, or every backend that it has is unbound or gets weight 0: it serves no
        /// client.
        Outage = "outage",
        /// The controller refuses the change.
        Blocked = "blocked",
        /// The Service cannot be synced.
        Error = "error",
        /// A load balancer is changed in place.
        Update = "update",
        /// An existing load balancer is adopted.
        Adopt = "adopt",
        /// A load balancer is created.
        Create = "create",
        /// A load balancer is released.
        Release = "release",
        /// Nothing changes.
        Keep = "keep",
    }
}

/// The type of a CLB with a public address.
pub(super) const PUBLIC: &str = "OPEN";

impl Danger {
    /// The worst of a plan.
    pub fn of(plan: &ServicePlan, cloud: &KnownLoadBalancers) -> Danger {
        match plan.verdict {
            LoadBalancerVerdict::Delete => Danger::Deleted,
            LoadBalancerVerdict::Replace => Danger::Replaced,
            _ if matches!(plan.vip, VipVerdict::Lost | VipVerdict::Changed) => Danger::AddressLost,
            LoadBalancerVerdict::Create | LoadBalancerVerdict::Adopt if is_newly_public(plan, cloud) => {
                Danger::NewlyPublic
            }
            _ if is_outage(plan) => Danger::Outage,
            LoadBalancerVerdict::Blocked => Danger::Blocked,
            LoadBalancerVerdict::Error => Danger::Error,
            LoadBalancerVerdict::Update => Danger::Update,
            LoadBalancerVerdict::Adopt => Danger::Adopt,
            LoadBalancerVerdict::Create => Danger::Create,
            LoadBalancerVerdict::Release => Danger::Release,
            LoadBalancerVerdict::None | LoadBalancerVerdict::Keep | LoadBalancerVerdict::Skip => Danger::Keep,
        }
    }
}

/// True for a Service of which a listener or forwarding rule is deleted, or loses every backend, whatever else happens.
pub fn is_outage(plan: &ServicePlan) -> bool {
    plan.changes.iter().any(ResourceChange::stops_serving)
}

/// True for a Service that gets a public CLB, by a purchase or by adopting one, and had none before. One that is bought again
/// because it is gone from the cloud was public if it was bought with the same network.
pub fn is_newly_public(plan: &ServicePlan, cloud: &KnownLoadBalancers) -> bool {
    let kind = |id: &str| cloud.load_balancers.get(id).and_then(|lb| lb.network.kind.as_deref());
    let bought = plan.purchase();
    let next = match bought {
        Some(purchase) => purchase.kind(),
        None => plan.adopts.as_deref().and_then(kind),
    };
    let current = plan.current_id.as_deref().and_then(kind);
    next == Some(PUBLIC) && current != Some(PUBLIC) && !(bought.is_some() && plan.buys_lost_again)
}
