//! Listeners of one Service that lead to the same backend: within one protocol a CLB binds a backend to one listener only.
//!
//! This is the only place that decides it. Backends that are known are compared. Pods that the Service selects are the same
//! for each of its ports, so two ports with one target port lead to one backend whether or not the Pods are known.

use super::reasons;
use crate::model::{DesiredBackends, DesiredListener, ListenerKey, ListenersWithSameBackend, Service, TargetPort};
use crate::sorted_map::{SortedMap, sort};
use crate::tke::ports_and_backend_kind::BackendKind;
use crate::tke::{OsiLayer, Protocol};

/// The pairs of listeners that lead to one backend, each with the first one that has it.
pub(super) fn of(specs: &[DesiredListener], service: &Service<'_>, kind: BackendKind) -> Vec<ListenersWithSameBackend> {
    let mut found: Vec<ListenersWithSameBackend> = Vec::new();
    // What the API server refuses of node ports is found there.
    if kind != BackendKind::Pods {
        return found;
    }
    let mut first_with: SortedMap<(Protocol, String), ListenerKey> = SortedMap::new();
    for spec in specs {
        for (place, target) in places(spec, service) {
            let first = *first_with.get_or_insert_with((spec.key.protocol, place), || spec.key);
            let is_found = found.last().is_some_and(|clash| (clash.first, clash.second) == (first, spec.key));
            if first.port != spec.key.port && !is_found {
                found.push(ListenersWithSameBackend { first, second: spec.key, target });
            }
        }
    }
    found
}

/// What identifies the backends of a listener, each with its port on the backend.
fn places(spec: &DesiredListener, service: &Service<'_>) -> Vec<(String, String)> {
    // Of two ports of one number, the listener is that of its own transport.
    let same = service.ports.iter().filter(|port| port.port == spec.key.port);
    let port = same.min_by_key(|port| port.protocol != spec.key.protocol.transport().name());
    let target = port.filter(|_| service.selects).map(|port| match &port.target {
        TargetPort::Number(number) => number.to_string(),
        TargetPort::Name(name) => name.clone(),
    });
    let mut places: Vec<(String, String)> = target.into_iter().map(|target| (target.clone(), target)).collect();
    for backends in spec.rules.iter().map(|rule| &rule.backends).chain([&spec.backends]) {
        places.extend(backends.targets().map(|target| (target.to_string(), target.port.to_string())));
    }
    places
}

/// It is not documented which of several listeners the controller would choose, so their backends are unknown.
pub(super) fn make_unknown(specs: &mut [DesiredListener], clashes: &[ListenersWithSameBackend]) {
    for spec in specs {
        let concerned = clashes.iter().filter(|clash| clash.first == spec.key || clash.second == spec.key);
        let mut keys: Vec<ListenerKey> = concerned.flat_map(|clash| [clash.first, clash.second]).collect();
        sort(&mut keys);
        keys.dedup();
        if keys.is_empty() {
            continue;
        }
        let listeners = keys.iter().map(|key| format!("`{key}`")).collect();
        let reason = reasons::CLASHING_BACKENDS.reason().list("listeners", listeners);
        spec.rules.iter_mut().for_each(|rule| rule.backends = DesiredBackends::unknown(reason.clone()));
        if spec.key.protocol.layer() == OsiLayer::Four {
            spec.backends = DesiredBackends::unknown(reason);
        }
    }
}
