//! Whether a manifest changes how the backends of a live Service are selected. Where the backends are unknown, this decides
//! whether they may be other ones than before.

use super::reasons;
use crate::diagnostic::{Reason, ReasonDefinition};
use crate::model::{ExternalTrafficPolicy, Service};
use crate::request::Context;
use crate::tke::ports_and_backend_kind::{BackendKind, backends};
use crate::tke::{self, ControllerSwitches, ServiceSettings, SettingValue, TypedNameDefinition};

/// With these reasons the controller binds and unbinds nothing, or no page says that it does.
static STAY: [&ReasonDefinition; 3] =
    [&reasons::DIRECT_NOT_ALLOWED, &reasons::HYBRID_ACROSS_NETWORKS, &reasons::NOT_PLANNED];

/// True when the manifest changes the selection of the backends of a port, which are unknown because of `unknown`.
pub fn changes_backends(
    unknown: &Reason,
    port: u16,
    manifest: &Service<'_>,
    live: &Service<'_>,
    context: &Context,
) -> bool {
    if STAY.into_iter().any(|definition| unknown.is(definition)) {
        return false;
    }
    if unknown.is(&reasons::ENDPOINTS_REWRITTEN) {
        // A port of another name has the same Pods.
        return unknown.argument("field") != Some("spec.ports[].name");
    }
    let switches = ControllerSwitches::read(context, &[]);
    let kind = |service: &Service<'_>| backends(service.settings.get(&tke::DIRECT_ACCESS), false, &switches, context);
    match (kind(live), kind(manifest)) {
        (BackendKind::Pods, BackendKind::Pods) => {
            manifest.settings.raw(&tke::LB_RS_WEIGHT) != live.settings.raw(&tke::LB_RS_WEIGHT)
        }
        (BackendKind::Nodes, BackendKind::Nodes) => {
            node_ports(manifest, port) != node_ports(live, port)
                || binding(manifest) != binding(live)
                || manifest.settings.raw(&tke::BACKENDS_LABEL) != live.settings.raw(&tke::BACKENDS_LABEL)
                || manifest.settings.raw(&tke::HYBRID_TYPE) != live.settings.raw(&tke::HYBRID_TYPE)
        }
        (before, after) => before != after,
    }
}

/// The node ports of a port; `None`: one that the API server allocates.
fn node_ports(service: &Service<'_>, port: u16) -> Vec<Option<u16>> {
    service.ports.iter().filter(|entry| entry.port == port).map(|entry| entry.node_port).collect()
}

/// Whether only nodes with Pods are bound, and whether they are weighted.
fn binding(service: &Service<'_>) -> (bool, bool) {
    let is_on =
        |key: &TypedNameDefinition<bool>, settings: &ServiceSettings| settings.get(key) == SettingValue::Is(true);
    let binds =
        service.policy == ExternalTrafficPolicy::Local && is_on(&tke::LOCAL_ONLY_BIND_NODE_WITH_POD, &service.settings);
    (binds, binds && is_on(&tke::LOCAL_WEIGHTED_BALANCE, &service.settings))
}
