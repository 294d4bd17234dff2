//! Attributes that a TkeServiceConfig may set which was not provided: they are unknown, not left at the cloud's defaults.

use crate::desired::is_config_unprovided;
use crate::model::clb_attributes::{AttributeId, AttributeLevel, AttributeValues};
use crate::planner::PlanBuilder;
use crate::tke::{OsiLayer, Protocol};

/// The attributes of a new resource that such a config may set, besides those that are known; none where the Service names no
/// config, or one that was provided. The name of a listener is left out: the plan needs it to tell its listeners from others.
pub(super) fn attributes(
    builder: &PlanBuilder<'_>,
    levels: &[AttributeLevel],
    protocol: Option<Protocol>,
    known: &AttributeValues,
) -> Vec<String> {
    if !builder.input.desired.assumptions.iter().any(is_config_unprovided) {
        return Vec::new();
    }
    // In layer 7 the rules have what listeners have in layer 4.
    let has_rules = protocol.is_some_and(|protocol| protocol.layer() == OsiLayer::Seven);
    let is_of_rules =
        |field: AttributeId| has_rules && !levels.contains(&AttributeLevel::Rule) && field.is_of(AttributeLevel::Rule);
    let fields = AttributeId::ALL.iter().copied().filter(|field| {
        field.row().config_member.is_some()
            && levels.iter().any(|level| field.is_of(*level))
            && protocol.is_none_or(|protocol| field.is_for(protocol))
            && *field != AttributeId::ListenerName
            && !is_of_rules(*field)
            && !known.contains_key(field)
    });
    fields.map(|field| field.name().to_owned()).collect()
}
