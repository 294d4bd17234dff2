//! By what a Service and a load balancer recognise each other.

use serde_json::Value;
use std::collections::BTreeSet;

/// Annotations are not searched beyond this many bytes: ids are short, and values may be large documents.
const SEARCHED_BYTES: usize = 4096;

/// Ids of load balancers, addresses, and uids of Services.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LinkingIds {
    names: BTreeSet<String>,
}

impl LinkingIds {
    /// Those of a Service: ids in its annotations, addresses in its status, its uid.
    pub fn of_service(service: &Value) -> LinkingIds {
        let mut names = BTreeSet::new();
        let annotations = service.pointer("/metadata/annotations").and_then(Value::as_object);
        for value in annotations.into_iter().flat_map(|all| all.values()).filter_map(Value::as_str) {
            if value.len() <= SEARCHED_BYTES {
                names.extend(load_balancer_ids(value));
            }
        }
        let ingress = service.pointer("/status/loadBalancer/ingress").and_then(Value::as_array);
        for entry in ingress.into_iter().flatten() {
            let address = ["ip", "hostname"].into_iter().filter_map(|key| entry.get(key)?.as_str());
            names.extend(address.map(str::to_owned));
        }
        names.extend(service.pointer("/metadata/uid").and_then(Value::as_str).map(str::to_owned));
        LinkingIds { names }
    }

    /// Those of a load balancer as the cloud describes it: its id, its addresses, the keys and values of its tags.
    pub fn of_load_balancer(found: &Value) -> LinkingIds {
        let text = |key: &str| found.get(key).and_then(Value::as_str).filter(|text| !text.is_empty());
        let mut names: BTreeSet<String> = ["LoadBalancerId", "Domain", "LoadBalancerDomain"]
            .into_iter()
            .filter_map(text)
            .map(str::to_owned)
            .collect();
        for key in ["LoadBalancerVips", "AddressIPv6"] {
            match found.get(key) {
                Some(Value::Array(items)) => names.extend(items.iter().filter_map(Value::as_str).map(str::to_owned)),
                Some(Value::String(item)) if !item.is_empty() => {
                    names.insert(item.clone());
                }
                _ => {}
            }
        }
        for tag in found.get("Tags").and_then(Value::as_array).into_iter().flatten() {
            let parts = ["TagKey", "TagValue"].into_iter().filter_map(|key| tag.get(key)?.as_str());
            names.extend(parts.map(str::to_owned));
        }
        LinkingIds { names }
    }

    /// Adds those of another one.
    pub fn extend(&mut self, other: &LinkingIds) {
        self.names.extend(other.names.iter().cloned());
    }

    /// True if one is in both.
    pub fn share(&self, other: &LinkingIds) -> bool {
        let (small, large) = if self.names.len() <= other.names.len() { (self, other) } else { (other, self) };
        small.names.iter().any(|name| large.names.contains(name))
    }

    /// The ids of load balancers among them.
    pub fn load_balancers(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str).filter(|name| name.starts_with("lb-"))
    }
}

/// The words of a text that look like ids: `lb-6efswuxa`.
fn load_balancer_ids(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '-'));
    words.filter(|word| word.len() > 3 && word.starts_with("lb-")).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_service_and_its_load_balancer_share_an_identifier() {
        let service = json!({ "metadata": { "uid": "u-1", "annotations": { "a": "[\"lb-1\", \"lb-22\"]" } },
            "status": { "loadBalancer": { "ingress": [{ "ip": "1.2.3.4" }, { "hostname": "a.example.com" }] } } });
        let service = LinkingIds::of_service(&service);
        let shares = |found: Value| service.share(&LinkingIds::of_load_balancer(&found));
        assert!(shares(json!({ "LoadBalancerId": "lb-1" })));
        assert!(shares(json!({ "LoadBalancerId": "lb-9", "LoadBalancerVips": ["1.2.3.4"] })));
        assert!(shares(json!({ "LoadBalancerId": "lb-9", "Tags": [{ "TagKey": "x", "TagValue": "u-1" }] })));
        assert!(shares(json!({ "LoadBalancerId": "lb-9", "Domain": "a.example.com" })));
        assert!(!shares(json!({ "LoadBalancerId": "lb-2", "LoadBalancerVips": ["1.2.3.40"], "Tags": null })));
        assert_eq!(service.load_balancers().collect::<Vec<_>>(), ["lb-1", "lb-22"]);
    }
}
