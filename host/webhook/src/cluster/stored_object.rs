//! One object, as its JSON text and by what it is found.

use super::ids_linking_service_and_clb::LinkingIds;
use clbplan_live::cluster::WatchedKind;
use serde_json::Value;
use std::sync::Arc;

/// Namespace and name.
pub(super) type NamespaceAndName = (String, String);

/// The label of an EndpointSlice that names its Service.
const SERVICE_LABEL: &str = "kubernetes.io/service-name";

/// An object of the cluster.
#[derive(Debug, Clone)]
pub(super) struct StoredObject {
    /// Its JSON: smaller in memory than the tree, and copied into a request as it is.
    pub(super) text: Arc<str>,
    /// Of a Service: what its load balancers are recognised by. Empty otherwise.
    pub(super) identifiers: LinkingIds,
    /// Of an EndpointSlice: the name of its Service.
    pub(super) service: Option<String>,
}

/// The object with its key; none without a name.
pub(super) fn stored(kind: WatchedKind, object: &Value) -> Option<(NamespaceAndName, StoredObject)> {
    let text = |pointer: &str| object.pointer(pointer).and_then(Value::as_str).map(str::to_owned);
    let key = (text("/metadata/namespace").unwrap_or_default(), text("/metadata/name")?);
    let identifiers = match kind {
        WatchedKind::Service => LinkingIds::of_service(object),
        WatchedKind::Node
        | WatchedKind::EndpointSlice
        | WatchedKind::TkeServiceConfig
        | WatchedKind::ControllerConfig => LinkingIds::default(),
    };
    let labels = object.pointer("/metadata/labels").and_then(Value::as_object);
    let service = labels.and_then(|labels| labels.get(SERVICE_LABEL)?.as_str().map(str::to_owned));
    Some((key, StoredObject { text: object.to_string().into(), identifiers, service }))
}
