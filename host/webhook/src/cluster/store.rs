//! The objects by kind. Watches write, reviews read.

use super::ids_linking_service_and_clb::LinkingIds;
use super::stored_object::{NamespaceAndName, StoredObject, stored};
use clbplan_live::cluster::{ClusterReadFailure, WatchEvent, WatchedKind};
use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};

/// The suffix of the TkeServiceConfig that the controller maintains for a Service: `AUTO_SUFFIX` of the module.
const AUTO_CONFIG_SUFFIX: &str = "-auto-service-config";

/// How far the objects of a kind are known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KindSyncState {
    /// The first list is not complete.
    Starting,
    /// They are complete, and kept up to date.
    Synced,
    /// They cannot be read. What was known before stays, and may be out of date.
    Failed(ClusterReadFailure),
}

#[derive(Debug)]
struct KindObjects {
    objects: BTreeMap<NamespaceAndName, StoredObject>,
    /// The list that is being read; it replaces `objects` once it is complete.
    listing: BTreeMap<NamespaceAndName, StoredObject>,
    state: KindSyncState,
    /// A list was complete at least once.
    was_listed: bool,
}

impl Default for KindObjects {
    fn default() -> KindObjects {
        KindObjects {
            objects: BTreeMap::new(),
            listing: BTreeMap::new(),
            state: KindSyncState::Starting,
            was_listed: false,
        }
    }
}

/// The objects of all watched kinds.
#[derive(Debug, Default)]
pub struct WatchedObjects {
    kinds: RwLock<BTreeMap<WatchedKind, KindObjects>>,
}

impl WatchedObjects {
    /// Takes over what a watch reports.
    pub fn apply(&self, kind: WatchedKind, event: WatchEvent) {
        let mut kinds = self.kinds.write().unwrap_or_else(PoisonError::into_inner);
        let known = kinds.entry(kind).or_default();
        match event {
            WatchEvent::ListStarts => known.listing.clear(),
            WatchEvent::Listed(object) => known.listing.extend(stored(kind, &object)),
            WatchEvent::ListEnds => {
                known.objects = std::mem::take(&mut known.listing);
                known.state = KindSyncState::Synced;
                known.was_listed = true;
            }
            WatchEvent::Changed(object) => {
                known.objects.extend(stored(kind, &object));
                known.state = KindSyncState::Synced;
            }
            WatchEvent::Deleted { namespace, name } => {
                known.objects.remove(&(namespace.unwrap_or_default(), name));
                known.state = KindSyncState::Synced;
            }
            WatchEvent::Failed(failure) => known.state = KindSyncState::Failed(failure),
        }
    }

    /// How far a kind is known, and its number of objects.
    pub fn state(&self, kind: WatchedKind) -> (KindSyncState, usize) {
        self.read().get(&kind).map_or((KindSyncState::Starting, 0), |known| (known.state.clone(), known.objects.len()))
    }

    /// True once every kind has been read, or is known not to be readable: no permission, or no such kind. A server that does
    /// not answer says nothing about that.
    pub fn has_started(&self) -> bool {
        let is_known = |kind: WatchedKind| match self.read().get(&kind) {
            Some(known) => {
                let is_refused = matches!(
                    known.state,
                    KindSyncState::Failed(ClusterReadFailure::Forbidden(_) | ClusterReadFailure::NotFound)
                );
                known.was_listed || is_refused
            }
            None => false,
        };
        WatchedKind::ALL.into_iter().all(is_known)
    }

    /// What the load balancers of all Services are recognised by.
    pub fn identifiers(&self) -> LinkingIds {
        let mut all = LinkingIds::default();
        for service in self.read().get(&WatchedKind::Service).into_iter().flat_map(|known| known.objects.values()) {
            all.extend(&service.identifiers);
        }
        all
    }

    /// The objects that a review of a Service needs, as JSON, without the Service itself; and what their load balancers
    /// are recognised by.
    pub fn related(&self, namespace: &str, name: &str, own: &LinkingIds) -> (Vec<Arc<str>>, LinkingIds) {
        let kinds = self.read();
        let mut found = Vec::new();
        let mut identifiers = own.clone();
        // The Services whose other objects are needed as well.
        let mut services: Vec<(&str, &str)> = vec![(namespace, name)];
        let of_kind = |kind| kinds.get(&kind).into_iter().flat_map(|known: &KindObjects| &known.objects);
        for ((other_namespace, other_name), object) in of_kind(WatchedKind::Service) {
            let is_itself = other_namespace == namespace && other_name == name;
            if !is_itself && object.identifiers.share(own) {
                found.push(Arc::clone(&object.text));
                identifiers.extend(&object.identifiers);
                services.push((other_namespace, other_name));
            }
        }
        let is_of_service = |namespace: &str, service: &str| services.contains(&(namespace, service));
        for ((namespace, _), slice) in of_kind(WatchedKind::EndpointSlice) {
            if slice.service.as_ref().is_some_and(|service| is_of_service(namespace, service)) {
                found.push(Arc::clone(&slice.text));
            }
        }
        for ((namespace, config), object) in of_kind(WatchedKind::TkeServiceConfig) {
            // Which of them a Service names is decided by the module; there are few in a namespace.
            let owner = config.strip_suffix(AUTO_CONFIG_SUFFIX);
            let is_of_another = owner.is_some_and(|owner| !is_of_service(namespace, owner));
            if !is_of_another && services.iter().any(|(of_service, _)| of_service == namespace) {
                found.push(Arc::clone(&object.text));
            }
        }
        for kind in [WatchedKind::Node, WatchedKind::ControllerConfig] {
            found.extend(of_kind(kind).map(|(_, object)| Arc::clone(&object.text)));
        }
        (found, identifiers)
    }

    fn read(&self) -> RwLockReadGuard<'_, BTreeMap<WatchedKind, KindObjects>> {
        self.kinds.read().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn service(name: &str, id: &str) -> Value {
        json!({ "metadata": { "namespace": "shop", "name": name, "annotations": { "id": id } } })
    }

    #[test]
    fn a_server_that_does_not_answer_is_not_read() {
        let store = WatchedObjects::default();
        let fail = |failure: fn() -> ClusterReadFailure| {
            WatchedKind::ALL.into_iter().for_each(|kind| store.apply(kind, WatchEvent::Failed(failure())));
        };
        fail(|| ClusterReadFailure::Unreachable("connection refused".to_owned()));
        assert!(!store.has_started());
        fail(|| ClusterReadFailure::Forbidden("no permission".to_owned()));
        assert!(store.has_started());
    }

    fn related(store: &WatchedObjects) -> Vec<String> {
        let own = LinkingIds::of_service(&service("web", "lb-1"));
        let (found, _) = store.related("shop", "web", &own);
        let name = |text: &Arc<str>| {
            let value: Value = serde_json::from_str(text).unwrap();
            value.pointer("/metadata/name").unwrap().as_str().unwrap().to_owned()
        };
        found.iter().map(name).collect()
    }

    #[test]
    fn a_review_gets_the_objects_that_concern_it() {
        let store = WatchedObjects::default();
        let slice = |name: &str, service: &str| json!({ "metadata": { "namespace": "shop", "name": name, "labels": { SERVICE_LABEL_TEXT: service } } });
        for (kind, object) in [
            (WatchedKind::Service, service("web", "lb-1")),
            (WatchedKind::Service, service("api", "lb-1")),
            (WatchedKind::Service, service("other", "lb-2")),
            (WatchedKind::EndpointSlice, slice("web-x", "web")),
            (WatchedKind::EndpointSlice, slice("api-x", "api")),
            (WatchedKind::EndpointSlice, slice("other-x", "other")),
            (WatchedKind::TkeServiceConfig, json!({ "metadata": { "namespace": "shop", "name": "named" } })),
            (
                WatchedKind::TkeServiceConfig,
                json!({ "metadata": { "namespace": "shop", "name": "web-auto-service-config" } }),
            ),
            (
                WatchedKind::TkeServiceConfig,
                json!({ "metadata": { "namespace": "shop", "name": "other-auto-service-config" } }),
            ),
            (WatchedKind::TkeServiceConfig, json!({ "metadata": { "namespace": "game", "name": "elsewhere" } })),
            (WatchedKind::Node, json!({ "metadata": { "name": "node-1" } })),
        ] {
            store.apply(kind, WatchEvent::Changed(object));
        }
        assert_eq!(related(&store), ["api", "api-x", "web-x", "named", "web-auto-service-config", "node-1"]);
        store.apply(WatchedKind::Service, WatchEvent::Deleted { namespace: Some("shop".into()), name: "api".into() });
        assert_eq!(related(&store), ["web-x", "named", "web-auto-service-config", "node-1"]);
    }

    const SERVICE_LABEL_TEXT: &str = "kubernetes.io/service-name";

    #[test]
    fn a_list_replaces_the_objects_once_it_is_complete() {
        let store = WatchedObjects::default();
        let node = |name: &str| json!({ "metadata": { "name": name } });
        let apply = |event| store.apply(WatchedKind::Node, event);
        assert_eq!(store.state(WatchedKind::Node), (KindSyncState::Starting, 0));
        apply(WatchEvent::ListStarts);
        apply(WatchEvent::Listed(node("node-1")));
        assert_eq!(related(&store), Vec::<String>::new());
        apply(WatchEvent::ListEnds);
        assert_eq!(related(&store), ["node-1"]);
        apply(WatchEvent::Failed(ClusterReadFailure::NotFound));
        assert_eq!(store.state(WatchedKind::Node), (KindSyncState::Failed(ClusterReadFailure::NotFound), 1));
        apply(WatchEvent::ListStarts);
        apply(WatchEvent::Listed(node("node-2")));
        apply(WatchEvent::ListEnds);
        assert_eq!(related(&store), ["node-2"]);
    }
}
