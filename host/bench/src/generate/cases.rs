//! The requests of the benchmarks.

use super::identifiers::{NODES, ServiceNumber};
use super::plan_inputs::{cluster_dump, context, node};
use super::service::service;
use super::yaml::yaml;
use serde_json::{Value, json};

/// Single Services: the name of the case, and the number of ports.
pub const SERVICES: [(&str, usize); 3] = [("1-port", 1), ("10-ports", 10), ("100-ports", 100)];

/// Numbers of Services in the clusters.
const SIZES: [usize; 4] = [10, 100, 1_000, 10_000];

/// The form in which objects are in a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notation {
    /// As YAML texts.
    Yaml,
    /// As JSON objects.
    Json,
}

/// The function that is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Function {
    /// `validateService`
    Validate,
    /// `planSync`
    Plan,
}

/// A request.
#[derive(Debug)]
pub struct Case {
    /// The name in tables and of files: `plan-json-100`, `validate-yaml-10-ports`.
    pub id: String,
    pub function: Function,
    /// The number of Services in it.
    pub services: usize,
    pub request: String,
    /// The YAML texts in it.
    pub texts: Vec<String>,
}

impl Function {
    /// The name of the module's export.
    pub fn export(self) -> &'static str {
        match self {
            Function::Validate => "validate-service",
            Function::Plan => "plan-sync",
        }
    }

    /// Calls the native core.
    pub fn call(self, request: &str) -> String {
        match self {
            Function::Validate => clbplan::validate_service(request),
            Function::Plan => clbplan::plan_sync(request),
        }
    }
}

/// All requests, from the smallest to those for clusters of `largest` Services.
pub fn cases(largest: usize) -> Vec<Case> {
    let singles = SERVICES.iter().flat_map(|&(name, ports)| single_service(name, ports));
    let clusters = SIZES.iter().filter(|&&size| size <= largest).flat_map(|&size| whole_cluster(size));
    singles.chain(clusters).collect()
}

/// A new Service in a cluster that has nodes only.
fn single_service(name: &str, ports: usize) -> Vec<Case> {
    let manifests = [service(ServiceNumber(0), ports)];
    let rest_of_request = json!({
        "live": (0..NODES).map(node).collect::<Vec<_>>(),
        "clb": { "loadBalancers": [], "complete": true },
    });
    all_forms(name, 1, &manifests, &rest_of_request)
}

fn whole_cluster(size: usize) -> Vec<Case> {
    let dump = cluster_dump(size);
    let rest_of_request = json!({ "live": dump.live, "clb": dump.clb, "prune": true });
    all_forms(&size.to_string(), size, &dump.manifests, &rest_of_request)
}

/// Both functions in both notations. A validation gets the manifests only, as in a pull request.
fn all_forms(name: &str, services: usize, manifests: &[Value], rest_of_request: &Value) -> Vec<Case> {
    let mut found = Vec::new();
    for (function, function_name) in [(Function::Validate, "validate"), (Function::Plan, "plan")] {
        for (notation, notation_name) in [(Notation::Yaml, "yaml"), (Notation::Json, "json")] {
            let mut request = match function {
                Function::Validate => json!({}),
                Function::Plan => rest_of_request.clone(),
            };
            request["context"] = context();
            request["manifests"] = manifests.into();
            let texts = if notation == Notation::Yaml { convert_to_yaml(&mut request) } else { Vec::new() };
            let id = format!("{function_name}-{notation_name}-{name}");
            found.push(Case { id, function, services, request: request.to_string(), texts });
        }
    }
    found
}

/// Replaces lists of objects by YAML texts.
fn convert_to_yaml(request: &mut Value) -> Vec<String> {
    let lists = ["manifests", "live"].into_iter();
    lists
        .filter_map(|key| {
            let text = yaml(request.get(key)?.as_array()?);
            request[key] = text.clone().into();
            Some(text)
        })
        .collect()
}
