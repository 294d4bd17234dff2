//! The addresses of the Ingresses that TKE gives a CLB of their own.
//!
//! TKE's Ingress controller serves the class `qcloud`, and Ingresses without a class. Other controllers publish the address of
//! the Service that they are reached by, so an Ingress of another class uses no CLB itself.

use crate::sorted_map::{SortedMap, SortedSet};
use crate::syntax::{KubernetesObject, Node};

/// The class of TKE's own Ingresses.
const CLASS: &str = "qcloud";
/// The annotation that names the class in older manifests.
const CLASS_ANNOTATION: &str = "kubernetes.io/ingress.class";

/// The Ingresses, as `namespace/name`, by each address in their status. Without a class, one with the address of a Service
/// may belong to a controller that is reached by this Service.
pub(super) fn of(live: &[KubernetesObject]) -> SortedMap<String, String> {
    let of_kind = |kind: &'static str| live.iter().filter(move |object| object.kind() == kind);
    let of_services = SortedSet::from_unsorted(of_kind("Service").flat_map(addresses).collect());
    let mut found = Vec::new();
    for ingress in of_kind("Ingress") {
        let class = class(ingress);
        if class.is_some_and(|class| class != CLASS) {
            continue;
        }
        let own = addresses(ingress).filter(|address| class.is_some() || !of_services.contains(address));
        found.extend(own.map(|address| (address.to_owned(), format!("{}/{}", ingress.namespace(), ingress.name()))));
    }
    SortedMap::from_unsorted(found)
}

fn class(ingress: &KubernetesObject) -> Option<&str> {
    let field = ingress.node.at(&["spec", "ingressClassName"]).and_then(Node::as_str);
    field.or_else(|| ingress.annotation(CLASS_ANNOTATION)).filter(|class| !class.is_empty())
}

fn addresses(object: &KubernetesObject) -> impl Iterator<Item = &str> {
    let list = object.node.at(&["status", "loadBalancer", "ingress"]).map_or(&[][..], Node::items);
    let texts = list.iter().flat_map(|entry| ["ip", "hostname"].into_iter().filter_map(|key| entry.str_at(key)));
    texts.filter(|address| !address.is_empty())
}
