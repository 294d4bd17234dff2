//! The requests that are measured.

use super::{SERVICES, SIZES, cluster, context, dump, service, yaml};
use serde_json::{Value, json};

/// How what is written is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notation {
    /// Texts of YAML.
    Yaml,
    /// Objects within the request.
    Json,
}

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// `validateService`
    Validate,
    /// `planSync`
    Plan,
}

/// A request, and what it is called in tables and file names.
#[derive(Debug)]
pub struct Case {
    /// `plan-json-100`, `validate-yaml-ten-ports`
    pub id: String,
    /// What is asked.
    pub question: Question,
    /// How many Services are in it.
    pub services: usize,
    /// As it is sent.
    pub request: String,
    /// The texts in it that are YAML.
    pub texts: Vec<String>,
}

impl Question {
    /// As the module exports it.
    pub fn export(self) -> &'static str {
        match self {
            Question::Validate => "validate-service",
            Question::Plan => "plan-sync",
        }
    }

    /// Asks the core itself.
    pub fn ask(self, request: &str) -> String {
        match self {
            Question::Validate => clbplan::validate_service(request),
            Question::Plan => clbplan::plan_sync(request),
        }
    }
}

/// All of them, from the smallest to clusters of `largest` Services.
pub fn cases(largest: usize) -> Vec<Case> {
    let singles = SERVICES.iter().flat_map(|&(name, ports)| of_service(name, ports));
    let clusters = SIZES.iter().filter(|&&size| size <= largest).flat_map(|&size| of_cluster(size));
    singles.chain(clusters).collect()
}

/// A Service that is new in a cluster of nodes.
fn of_service(name: &str, ports: usize) -> Vec<Case> {
    let manifests = [service(0, ports)];
    let surroundings = json!({
        "live": (0..cluster::NODES).map(cluster::node).collect::<Vec<_>>(),
        "clb": { "loadBalancers": [], "complete": true },
    });
    all(name, 1, &manifests, &surroundings)
}

fn of_cluster(size: usize) -> Vec<Case> {
    let dump = dump(size);
    let surroundings = json!({ "live": dump.live, "clb": dump.clb, "prune": true });
    all(&size.to_string(), size, &dump.manifests, &surroundings)
}

/// Both questions in both notations. A validation is given what is written and nothing else, as in a pull request.
fn all(name: &str, services: usize, manifests: &[Value], surroundings: &Value) -> Vec<Case> {
    let mut found = Vec::new();
    for (question, word) in [(Question::Validate, "validate"), (Question::Plan, "plan")] {
        for (notation, notation_word) in [(Notation::Yaml, "yaml"), (Notation::Json, "json")] {
            let mut request = match question {
                Question::Validate => json!({}),
                Question::Plan => surroundings.clone(),
            };
            request["context"] = context();
            request["manifests"] = manifests.into();
            let texts = if notation == Notation::Yaml { in_yaml(&mut request) } else { Vec::new() };
            let id = format!("{word}-{notation_word}-{name}");
            found.push(Case { id, question, services, request: request.to_string(), texts });
        }
    }
    found
}

/// Puts texts in the place of lists of objects.
fn in_yaml(request: &mut Value) -> Vec<String> {
    let lists = ["manifests", "live"].into_iter();
    lists
        .filter_map(|key| {
            let text = yaml(request.get(key)?.as_array()?);
            request[key] = text.clone().into();
            Some(text)
        })
        .collect()
}
