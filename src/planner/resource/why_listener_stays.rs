//! Why a current listener is not deleted: whose it is, or may be.

use super::load_balancer_for_listeners::LoadBalancerForListeners;
use crate::current::creator_tag_owner;
use crate::diagnostic::ReasonDefinition;
use crate::model::{Listener, ListenerKey, LoadBalancer, TagOwnership};
use crate::planner::{PlanBuilder, ResourceAddress, Verb, adoption_and_undecided_reasons, reasons};
use crate::tke::OsiLayer;

/// Whose a listener of the controller is that stays.
pub fn owner(
    target: &LoadBalancerForListeners<'_>,
    used_by_service: bool,
    requested_before: bool,
) -> &'static ReasonDefinition {
    let is_of_ingress = target.current.is_some_and(LoadBalancer::is_of_ingress);
    match (is_of_ingress && !used_by_service, requested_before) {
        (true, true) => &adoption_and_undecided_reasons::INGRESS_MAY_USE,
        (true, false) => &reasons::INGRESS_LISTENER,
        (false, _) => &reasons::OTHER_SERVICES_LISTENER,
    }
}

/// True for a listener of layer 7, where an Ingress has its rules, on a CLB that an Ingress uses: the controllers give both
/// the same name.
pub fn may_be_of_ingress(target: &LoadBalancerForListeners<'_>, key: ListenerKey) -> bool {
    key.protocol.layer() == OsiLayer::Seven && target.current.is_some_and(LoadBalancer::is_of_ingress)
}

/// Names the listener, and the Ingress that may have it.
pub fn withhold(
    builder: &mut PlanBuilder,
    target: &LoadBalancerForListeners<'_>,
    listener: &Listener,
    definition: &'static ReasonDefinition,
) {
    let ingress = target.current.and_then(LoadBalancer::ingress_user).unwrap_or_default();
    let reason = definition.with("listener", listener.label()).arg("name", listener.name.clone());
    builder.withhold(ResourceAddress::of_listener(listener), Verb::Delete, reason.arg("ingress", ingress));
}

/// Why a listener with another name stays: the pages say it of existing CLBs, and contradict each other about managed ones.
pub fn foreign(target: &LoadBalancerForListeners<'_>, listener: &Listener) -> &'static ReasonDefinition {
    let managed = target.current.is_some_and(|lb| creator_tag_owner(lb) == TagOwnership::Ours);
    let is_of_ingress = target.current.is_some_and(LoadBalancer::is_of_ingress);
    // Rules of an Ingress need a listener of layer 7.
    let serves_rules = listener.key.is_some_and(|key| key.protocol.layer() == OsiLayer::Seven);
    match (is_of_ingress && serves_rules, managed) {
        (true, _) => &reasons::INGRESS_OR_USER,
        (false, true) => &reasons::FOREIGN_ON_MANAGED,
        (false, false) => &reasons::FOREIGN_LISTENER,
    }
}
