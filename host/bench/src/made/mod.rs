//! What is measured, made by counting: no randomness, no files, so it is the same on every machine and in every year.
//!
//! A [`dump`] is a cluster as `kubectl get` prints it and the cloud's own answers, in a state that the controller itself
//! would have made; of twenty Services fifteen are steady, three are edited, one is new and one is gone. How much there
//! is to plan for a Service does not depend on how many there are.

mod cases;
mod cloud;
mod cluster;
mod service;

use serde_json::{Value, json};

pub use cases::{Case, Question, cases};
pub use cluster::{Dump, SIZES, dump};
pub use service::service;

/// The number of ports of the single Services that are measured, with what each is called.
pub const SERVICES: [(&str, usize); 3] = [("1-port", 1), ("10-ports", 10), ("100-ports", 100)];

/// Objects as one YAML text of several documents.
pub fn yaml(objects: &[Value]) -> String {
    let documents: Vec<String> = objects.iter().filter_map(|object| serde_yaml_ng::to_string(object).ok()).collect();
    documents.join("---\n")
}

/// The cluster that everything is in.
pub fn context() -> Value {
    json!({
        "clusterId": cluster::CLUSTER,
        "region": "ap-guangzhou",
        "vpcId": cluster::VPC,
        "uin": "100012345678",
        "kubernetesVersion": "1.34",
        "controllerVersion": "v2.11.0",
        "clusterType": "managed",
        "networkModes": ["GlobalRouter", "VPC-CNI"],
        "sharing": true,
        "lifecycleMode": "blocked",
        // Enough for the largest of the single Services.
        "quotas": { "listenersPerClb": 100 },
    })
}

#[cfg(test)]
mod tests;
