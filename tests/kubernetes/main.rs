//! Compares our findings with those of the API servers of several Kubernetes releases for the same Services.
//!
//! Each line of `corpus.jsonl` is a Service (or a stored one and its new state) with a server's answer, recorded by
//! `oracle`. `CLBPLAN_CORPUS=FILE` compares another file, of any length.

#![allow(clippy::expect_used, clippy::indexing_slicing)]

mod cases_outside_corpus;
mod corpus;
mod locations;

use clbplan::kubernetes::{ApiServerFinding, Operation};
use clbplan::request::Context;
use clbplan::syntax::{KubernetesObject, parse_json};
use serde::Deserialize;

#[derive(Deserialize)]
struct Case {
    /// The Kubernetes release of the server.
    version: String,
    /// `status` if the object is written to that subresource.
    #[serde(default)]
    sub: String,
    new: String,
    #[serde(default)]
    live: String,
    #[serde(default)]
    strict: Vec<String>,
    #[serde(default)]
    fatal: String,
    server: Option<Answer>,
    #[serde(default)]
    direct: Vec<Row>,
    /// The server's warnings about an object that it accepts.
    warned: Option<Vec<String>>,
}

#[derive(Deserialize)]
struct Answer {
    code: u32,
    #[serde(default)]
    errors: Vec<Row>,
    #[serde(default)]
    text: String,
}

/// The ranges of Service addresses of the oracle's cluster.
const SERVICE_CIDRS: [&str; 2] = ["10.0.0.0/16", "fd00:1::/112"];

impl Case {
    fn context(&self) -> Context {
        Context {
            kubernetes_version: Some(self.version.clone()),
            service_cidrs: Some(SERVICE_CIDRS.map(str::to_owned).to_vec()),
            ..Context::default()
        }
    }

    fn operation<'o>(&self, live: Option<&'o KubernetesObject>) -> Operation<'o> {
        match live {
            live if self.sub == "status" => Operation::Status(live),
            live => live.into(),
        }
    }
}

/// Path, type and detail of an error.
type Row = (String, String, String);

fn object(text: &str) -> KubernetesObject {
    let node = parse_json(text).expect("the corpus holds JSON");
    KubernetesObject { reference: Default::default(), node, document: None, is_list_item: false }
}

fn row(finding: &ApiServerFinding) -> Row {
    let diagnostic = &finding.diagnostic;
    let path = diagnostic.path.clone().unwrap_or_default();
    match &diagnostic.field {
        Some((kind, detail)) => (path, format!("{kind:?}"), detail.clone()),
        None => (path, String::new(), diagnostic.detail.clone().unwrap_or_default()),
    }
}
