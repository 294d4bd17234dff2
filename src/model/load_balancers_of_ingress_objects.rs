//! The CLBs that Ingresses use: those that they name, and those whose address they have.
//!
//! An annotation of TKE's names a CLB, whatever the class. TKE's Ingress controller serves the class `qcloud`, and Ingresses
//! without a class. Other controllers publish the address of the Service that they are reached by, so the address of an
//! Ingress of another class shows no CLB of its own.

use super::load_balancer::LoadBalancer;
use crate::sorted_map::{SortedMap, SortedSet};
use crate::syntax::{KubernetesObject, SyntaxNode};
use crate::tke::load_balancer_tags::INGRESS_ANNOTATIONS;

/// The class of TKE's own Ingresses.
const CLASS: &str = "qcloud";
/// The annotation that names the class in older manifests.
const CLASS_ANNOTATION: &str = "kubernetes.io/ingress.class";

/// The Ingresses, as `namespace/name`, by what shows their CLBs.
#[derive(Debug, Clone, Default)]
pub struct LoadBalancersOfIngresses {
    by_id: SortedMap<String, String>,
    by_address: SortedMap<String, String>,
}

impl LoadBalancersOfIngresses {
    /// Reads the live objects, and the manifests for the ids that they name. Without a class, an Ingress with the address of
    /// a Service may belong to a controller that is reached by this Service.
    pub fn read(live: &[KubernetesObject], manifests: &[KubernetesObject]) -> LoadBalancersOfIngresses {
        let of_kind = |kind: &'static str| live.iter().filter(move |object| object.kind() == kind);
        let of_services = SortedSet::from_unsorted(of_kind("Service").flat_map(addresses).collect());
        let mut by_address = Vec::new();
        for ingress in of_kind("Ingress") {
            let class = class(ingress);
            if class.is_some_and(|class| class != CLASS) {
                continue;
            }
            let own = addresses(ingress).filter(|address| class.is_some() || !of_services.contains(address));
            by_address.extend(own.map(|address| (address.to_owned(), full_name(ingress))));
        }
        let mut by_id = Vec::new();
        for ingress in manifests.iter().chain(live).filter(|object| object.kind() == "Ingress") {
            let ids = INGRESS_ANNOTATIONS.iter().filter_map(|name| ingress.annotation(name));
            by_id.extend(ids.map(|id| (id.trim().to_owned(), full_name(ingress))));
        }
        LoadBalancersOfIngresses {
            by_id: SortedMap::from_unsorted(by_id),
            by_address: SortedMap::from_unsorted(by_address),
        }
    }

    /// The Ingress that uses a CLB.
    pub fn user_of(&self, lb: &LoadBalancer) -> Option<String> {
        let by_address = || lb.addresses().find_map(|address| self.by_address.get(address));
        self.by_id.get(&lb.id).or_else(by_address).cloned()
    }
}

fn full_name(ingress: &KubernetesObject) -> String {
    format!("{}/{}", ingress.namespace(), ingress.name())
}

fn class(ingress: &KubernetesObject) -> Option<&str> {
    let field = ingress.node.at(&["spec", "ingressClassName"]).and_then(SyntaxNode::as_str);
    field.or_else(|| ingress.annotation(CLASS_ANNOTATION)).filter(|class| !class.is_empty())
}

fn addresses(object: &KubernetesObject) -> impl Iterator<Item = &str> {
    let list = object.node.at(&["status", "loadBalancer", "ingress"]).map_or(&[][..], SyntaxNode::items);
    let texts = list.iter().flat_map(|entry| ["ip", "hostname"].into_iter().filter_map(|key| entry.str_at(key)));
    texts.filter(|address| !address.is_empty())
}
