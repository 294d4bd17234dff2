//! Addresses that may be backends, where what was provided does not show it.

use super::reasons;
use crate::diagnostic::ReasonDefinition;
use crate::model::{ObjectsAroundServices, TargetAddress, TargetAddressSet, UndecidedBackends, WorkerNode};
use crate::provided_objects::KindCoverage;
use crate::sorted_map::SortedSet;

/// The nodes that may be backends: those that were not provided, those that may run a Pod that was not, and those that do not
/// show whether they are ready.
pub(super) fn nodes(
    cluster: &ObjectsAroundServices,
    may_host: Vec<TargetAddress>,
    of_pods: KindCoverage,
    of_unknown_state: &[&WorkerNode],
) -> Option<UndecidedBackends> {
    let mut named = may_host;
    named.extend(of_unknown_state.iter().flat_map(|node| node.addresses()));
    let named = SortedSet::from_unsorted(named);
    let coverage = cluster.node_coverage();
    let provided = cluster.nodes.iter().flatten().flat_map(WorkerNode::addresses);
    let addresses = match coverage {
        KindCoverage::Whole => TargetAddressSet::Only(named),
        KindCoverage::Unclear | KindCoverage::Part => {
            TargetAddressSet::AllBut(provided.filter(|address| !named.contains(address)).collect())
        }
    };
    if !of_unknown_state.is_empty() {
        let names = of_unknown_state.iter().map(|node| format!("`{}`", node.name)).collect();
        let reason = reasons::NODE_STATE_UNKNOWN.reason().list("nodes", names);
        return Some(UndecidedBackends { addresses, reason, is_certain: true });
    }
    match coverage {
        KindCoverage::Whole => of_part(addresses, &reasons::ENDPOINTS_PARTIAL, of_pods),
        KindCoverage::Unclear | KindCoverage::Part => of_part(addresses, &reasons::NODES_PARTIAL, coverage),
    }
}

/// Addresses of a kind of which not everything was provided.
pub(super) fn of_part(
    addresses: TargetAddressSet,
    reason: &'static ReasonDefinition,
    coverage: KindCoverage,
) -> Option<UndecidedBackends> {
    let is_certain = coverage == KindCoverage::Part;
    (coverage != KindCoverage::Whole).then(|| UndecidedBackends { addresses, reason: reason.reason(), is_certain })
}
