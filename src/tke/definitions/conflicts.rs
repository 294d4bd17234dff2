//! Annotations that exclude each other, as pairs: so a conflict holds in both directions.

use super::backend::LB_RS_WEIGHT;
use super::listener::{TARGET_GROUPS, TKE_SERVICE_CONFIG, TKE_SERVICE_CONFIG_AUTO};
use super::load_balancer::{LOADBALANCE_RETAIN, MODE, MODIFICATION_PROTECTION};
use crate::tke::definition::NameDefinition;

static PAIRS: [(&NameDefinition, &NameDefinition); 4] = [
    (&TKE_SERVICE_CONFIG.definition, &TKE_SERVICE_CONFIG_AUTO.definition),
    (&TARGET_GROUPS.definition, &LB_RS_WEIGHT.definition),
    (&MODIFICATION_PROTECTION.definition, &MODE.definition),
    (&MODIFICATION_PROTECTION.definition, &LOADBALANCE_RETAIN.definition),
];

/// The annotations that must not be set beside this one.
pub fn of(definition: &NameDefinition) -> impl Iterator<Item = &'static NameDefinition> {
    PAIRS.iter().filter_map(move |(one, other)| match (one.is(definition), other.is(definition)) {
        (true, _) => Some(*other),
        (false, true) => Some(*one),
        (false, false) => None,
    })
}
