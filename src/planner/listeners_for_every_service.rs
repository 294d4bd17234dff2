//! Which listeners of a shared CLB a plan is about.
//!
//! With many Services on one CLB, each plan is about few of its listeners. To look at all of them for every Service would take
//! the product of both, so what does not depend on the Service is found once.

use crate::model::{KnownLoadBalancers, Listener, ListenerKey, Listeners, LoadBalancer, MANAGED_LISTENER_NAME};
use crate::sharing::{ClaimStrength, SharedLoadBalancers};
use crate::sorted_map::{SortedMap, SortedSet};

/// On the CLBs that several Services use: the listeners that are not just one Service's. They are in every plan.
#[derive(Default)]
pub struct ListenersForEveryService<'c> {
    /// Positions in the CLB's list, by its id.
    positions: SortedMap<&'c str, Vec<usize>>,
}

impl<'c> ListenersForEveryService<'c> {
    /// Those of CLBs that were observed.
    pub fn of(cloud: &'c KnownLoadBalancers, sharing: &SharedLoadBalancers) -> ListenersForEveryService<'c> {
        let shared = sharing.used_by_several().into_iter().filter_map(|id| cloud.load_balancers.get(id));
        let positions = shared.map(|lb| {
            let listeners = lb.listeners.iter().flatten().enumerate();
            let for_every = listeners.filter(|(_, listener)| !is_of_one_service(listener, lb, sharing));
            (lb.id.as_str(), for_every.map(|(position, _)| position).collect())
        });
        ListenersForEveryService { positions: SortedMap::from_unsorted(positions.collect()) }
    }

    /// The listeners that a plan is about in which these keys occur, now or before. The others have a Service that uses them,
    /// and are in its plan.
    pub fn with_those_at<'l>(
        &self,
        id: &str,
        listeners: &'l Listeners,
        keys: impl Iterator<Item = ListenerKey>,
    ) -> Vec<&'l Listener> {
        let Some(for_every) = self.positions.get(id) else { return listeners.iter().collect() };
        let own = keys.flat_map(|key| listeners.positions_at(key.port));
        let positions: SortedSet<usize> = own.chain(for_every.iter().copied()).collect();
        positions.iter().filter_map(|position| listeners.get(*position)).collect()
    }
}

/// True for a listener of the controller that one Service uses. A range of ports may conflict with several.
fn is_of_one_service(listener: &Listener, lb: &LoadBalancer, sharing: &SharedLoadBalancers) -> bool {
    let owner = listener.key.and_then(|key| sharing.listener_owner(&lb.id, key));
    let is_used = owner.is_some_and(|owner| owner.strength >= ClaimStrength::InUse);
    is_used && listener.name == MANAGED_LISTENER_NAME && listener.end_port.is_none()
}
