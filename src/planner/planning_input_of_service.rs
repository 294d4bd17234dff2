//! Everything that is known of one Service before it is planned.

use super::{ListenersForEveryService, LoadBalancerFreedByDeletion, PurchaseQuota, ServiceEvent, VipVerdict};
use crate::current;
use crate::desired::DesiredState;
use crate::diagnostic::Reason;
use crate::model::{ListenerKey, Service};
use crate::request::{Context, ServiceName};
use crate::sharing::{ClaimStrength, SharedLoadBalancers};
use crate::tke;

/// Everything that is known of one Service.
#[derive(Clone)]
pub struct ServicePlanningInput<'a> {
    /// Namespace and name.
    pub name: ServiceName,
    /// What happens to the object.
    pub event: ServiceEvent,
    /// The object as it will be; `None` when it is deleted.
    pub manifest: Option<&'a Service<'a>>,
    /// The object as it is.
    pub live: Option<&'a Service<'a>>,
    /// The desired state.
    pub desired: &'a DesiredState,
    /// The CLB that the Service has.
    pub current: current::CurrentLoadBalancer<'a>,
    /// The keys of the listeners that the live object requests.
    pub previously_requested: Vec<ListenerKey>,
    /// The names by which the controller knows this Service's listeners.
    pub listener_names: Vec<String>,
    /// The cloud.
    pub cloud: &'a crate::model::KnownLoadBalancers,
    /// The other Services.
    pub sharing: &'a SharedLoadBalancers,
    /// Which listeners of shared CLBs are not just one Service's.
    pub listeners_for_every_service: &'a ListenersForEveryService<'a>,
    /// What is known of the cluster.
    pub context: &'a Context,
    /// Whether the live objects prove that a Service without a live object is new.
    pub novelty: NewServiceCertainty,
    /// The cluster may have Services that were not provided.
    pub may_lack_services: bool,
    /// Whether the API server would accept the manifest.
    pub admission: ManifestAcceptance,
    /// Where the knowledge of the CLB comes from.
    pub cloud_origin: CloudKnowledgeOrigin,
    /// The other Service whose `client-token` the manifest has.
    pub token_owner: Option<ServiceName>,
    /// `kubectl apply` removes the id of the CLB from the live object.
    pub loses_id: bool,
    /// How many more CLBs may be bought.
    pub purchase_quota: PurchaseQuota,
    /// The CLBs that the request deletes with their Services.
    pub freed: &'a [LoadBalancerFreedByDeletion],
    /// The CLB that has the address which a new one is requested with.
    pub address_holder: Option<String>,
    /// The CLB that goes with the old object of a Service that is deleted and created again.
    pub gone_with_old_object: Option<String>,
    /// Whether calls or findings are shown.
    pub purpose: PlanPurpose,
}

impl ServicePlanningInput<'_> {
    /// What becomes of the address when nothing is done.
    pub fn vip_if_unchanged(&self) -> VipVerdict {
        match self.current {
            current::CurrentLoadBalancer::Managed(_) | current::CurrentLoadBalancer::Existing(_) => VipVerdict::Kept,
            current::CurrentLoadBalancer::Missing(_) => VipVerdict::Lost,
            current::CurrentLoadBalancer::None => VipVerdict::None,
        }
    }

    /// True where the CLB that TKE bought for the live Service is gone, and the manifest requests the same network.
    pub fn buys_lost_again(&self) -> bool {
        let bought = current::MissingLoadBalancerOrigin::CreatedByTke;
        let (Some(manifest), Some(live)) = (self.manifest, self.live) else { return false };
        let decide_network = [&tke::INTERNAL_SUBNETID.definition, &tke::EXTENSIVE_PARAMETERS.definition];
        let written = |service: &Service<'_>| {
            let raw = |definition| service.settings.entry(definition).and_then(|entry| entry.raw.clone());
            decide_network.map(raw)
        };
        matches!(self.current, current::CurrentLoadBalancer::Missing(origin) if origin == bought)
            && written(manifest) == written(live)
    }

    /// The change of the address as far as it is known: a Service that may exist may have one.
    pub fn known_vip(&self, vip: VipVerdict) -> VipVerdict {
        match self.novelty {
            NewServiceCertainty::Known => vip,
            NewServiceCertainty::Assumed => VipVerdict::Unknown,
        }
    }

    /// True when another Service requests that listener of a CLB, and has it or comes first.
    pub fn is_claimed_by_other(&self, id: &str, key: ListenerKey) -> bool {
        self.sharing.listener_owner(id, key).is_some_and(|owner| owner.name != self.name)
    }

    /// True when another Service requests that listener of a CLB, and has it.
    pub fn is_used_by_other(&self, id: &str, key: ListenerKey) -> bool {
        self.sharing
            .listener_owner(id, key)
            .is_some_and(|owner| owner.strength >= ClaimStrength::InUse && owner.name != self.name)
    }

    /// True for a listener of that name on a CLB of this Service: the controller created it, not the user.
    pub fn is_own_listener_name(&self, name: &str) -> bool {
        self.listener_names.iter().any(|own| own == name)
    }
}

impl ServicePlanningInput<'_> {
    /// An id of a load balancer that the manifest has as if the controller had written it, and that is not the live object's.
    /// The id that the manifest names as an existing CLB says nothing else.
    pub fn hand_written_id(&self) -> Option<UserWrittenLoadBalancerId<'_>> {
        let manifest = self.manifest?;
        let written = manifest.settings.raw(&tke::LOADBALANCE_ID)?;
        let own = self.live.and_then(|live| live.settings.raw(&tke::LOADBALANCE_ID));
        if own == Some(written) || manifest.settings.raw(&tke::TKE_EXISTED_LBID) == Some(written) {
            return None;
        }
        match own.filter(|own| !own.is_empty()) {
            Some(own) => Some(UserWrittenLoadBalancerId::Replaces { own, written }),
            None => (!written.is_empty()).then_some(UserWrittenLoadBalancerId::New(written)),
        }
    }
}

/// An id of a load balancer that a manifest has and the live object has not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UserWrittenLoadBalancerId<'a> {
    /// The live object has none.
    New(&'a str),
    /// It replaces the one that the controller wrote.
    Replaces { own: &'a str, written: &'a str },
}

impl<'a> UserWrittenLoadBalancerId<'a> {
    /// The id in the manifest.
    pub fn written(self) -> &'a str {
        match self {
            UserWrittenLoadBalancerId::New(written) | UserWrittenLoadBalancerId::Replaces { written, .. } => written,
        }
    }
}

/// What a plan is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanPurpose {
    /// Its calls are shown or carried out.
    Calls,
    /// Only its findings are shown: its calls are in no order, and what was assumed about them is left out.
    Findings,
}

/// Whether the live objects prove that a Service without a live object is new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NewServiceCertainty {
    /// They do, or there is a live object.
    Known,
    /// It may exist all the same, with a load balancer.
    Assumed,
}

/// Whether the API server would accept the manifest, and the controller sync it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ManifestAcceptance {
    /// They would.
    Accepted,
    /// The API server would not.
    Rejected,
    /// The controller would stop the sync, or what it does is not documented: why nothing is planned.
    Aborted(Reason),
}

/// Where the knowledge of a CLB comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CloudKnowledgeOrigin {
    /// From the cloud's answers.
    Observed,
    /// From a simulated sync of the live manifest.
    Derived,
}
