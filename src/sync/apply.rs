//! What `kubectl apply` makes of a manifest and the live object: the three-way merge by the manifest that was applied
//! last, which kubectl keeps in an annotation of the live object.
//!
//! What the live object says and neither manifest does, was written by somebody else and stays; what only the manifest of
//! before says goes. A live object without that annotation is taken to be replaced as a whole, and what would be lost is
//! said. What the API server allocates is not looked at here.

use crate::annotation::{self, Status};
use crate::diagnostic::{Because, Diagnostic};
use crate::input::request::ServiceName;
use crate::input::{Member, Node, Object, Value, parse_json};
use crate::plan::{codes, reasons};
use crate::sorted::Map;

/// Where kubectl keeps the manifest that was applied last.
pub const LAST_APPLIED: &str = "kubectl.kubernetes.io/last-applied-configuration";
/// What may be kept of `spec`, whatever the type.
const KEPT: [&str; 2] = ["type", "selector"];
/// What may be kept of `spec` while the type stays; the API server clears it when the type changes.
const KEPT_WITH_TYPE: [&str; 5] =
    ["externalTrafficPolicy", "loadBalancerClass", "loadBalancerIP", "loadBalancerSourceRanges", "externalIPs"];
/// What may be kept of a port.
const KEPT_OF_PORT: [&str; 4] = ["name", "protocol", "targetPort", "appProtocol"];

/// What the manifests lead to.
#[derive(Debug, Default)]
pub(super) struct Applied {
    /// The manifests as they were given, of Services that were merged: what kubectl will keep as applied last.
    pub manifests: Map<ServiceName, String>,
    /// What is kept from live objects.
    pub findings: Vec<Diagnostic>,
    /// Live objects that are taken to be replaced.
    pub assumptions: Vec<Because>,
}

/// Turns the Services among the manifests into what `kubectl apply` would make of them.
pub(super) fn apply(wanted: &mut [Object], live: &[Object]) -> Applied {
    let mut applied = Applied::default();
    let held: Map<(&str, &str), &Object> = live
        .iter()
        .filter(|object| object.kind() == "Service")
        .map(|object| ((object.namespace(), object.name()), object))
        .collect();
    for object in wanted.iter_mut().filter(|object| object.kind() == "Service") {
        let Some(live) = held.get(&(object.namespace(), object.name())) else { continue };
        let name = ServiceName { namespace: object.namespace().to_owned(), name: object.name().to_owned() };
        let last = live.annotation(LAST_APPLIED).and_then(|text| parse_json(text).ok());
        let Some(last) = last else {
            let lost = only_live(object, live);
            if !lost.is_empty() {
                let because = reasons::MANIFEST_WHOLE.with("service", name.to_string());
                applied.assumptions.push(because.list("names", lost));
            }
            continue;
        };
        let manifest = object.node.to_json().to_string();
        let mut merge = Merge { kept: Vec::new() };
        object.node = merge.service(&object.node, &last, &live.node);
        merge.kept.sort_unstable();
        if !merge.kept.is_empty() {
            let finding = Diagnostic::new(&codes::KEPT_FROM_LIVE).list("names", merge.kept);
            let place = object.metadata().and_then(|metadata| object.place(metadata.get("name")?.span));
            applied.findings.push(finding.of(object.reference.clone()).at(place));
        }
        applied.manifests.insert(name, manifest);
    }
    applied
}

/// Annotations of TKE that the live object has and the manifest has not.
fn only_live(wanted: &Object, live: &Object) -> Vec<String> {
    let has = |key: &str| wanted.annotations().any(|entry| entry.key == key);
    let names = live.annotations().filter(|entry| is_users(entry.key) && annotation::find(entry.key).is_some());
    let mut lost: Vec<String> = names.filter(|e| !has(e.key)).map(|entry| format!("`{}`", entry.key)).collect();
    lost.sort_unstable();
    lost
}

/// True for annotations that a person may write.
fn is_users(name: &str) -> bool {
    name != LAST_APPLIED && annotation::find(name).is_none_or(|row| !matches!(row.status, Status::WrittenByController))
}

struct Merge {
    kept: Vec<String>,
}

impl Merge {
    fn service(&mut self, wanted: &Node, last: &Node, live: &Node) -> Node {
        let mut node = wanted.clone();
        self.section(&mut node, last, live, "metadata", |merge, own, last, live| {
            for key in ["annotations", "labels"] {
                merge.section(own, last, live, key, |merge, own, last, live| {
                    let names: Vec<&str> =
                        live.members().iter().map(|m| m.key.as_str()).filter(|n| is_users(n)).collect();
                    merge.keep(own, last, live, &names, key == "annotations");
                });
            }
        });
        self.section(&mut node, last, live, "spec", |merge, own, last, live| {
            merge.keep(own, last, live, &KEPT, true);
            merge.section(own, last, live, "selector", |merge, own, last, live| {
                let names: Vec<&str> = live.members().iter().map(|member| member.key.as_str()).collect();
                merge.keep(own, last, live, &names, false);
            });
            if own.str_at("type") == live.str_at("type") {
                merge.keep(own, last, live, &KEPT_WITH_TYPE, false);
            }
            merge.ports(own, last, live);
        });
        node
    }

    /// Merges one member that is an object on all sides. One that the manifest leaves out is made, and stays only if
    /// something is kept in it.
    fn section(
        &mut self,
        own: &mut Node,
        last: &Node,
        live: &Node,
        key: &str,
        merge: impl FnOnce(&mut Merge, &mut Node, &Node, &Node),
    ) {
        let nothing = Node::default();
        let Some(held) = live.get(key) else { return };
        let mut section = own.get(key).cloned().unwrap_or_else(|| Node::bare(Value::Object(Vec::new())));
        merge(self, &mut section, last.get(key).unwrap_or(&nothing), held);
        match own.get(key) {
            None if section.members().is_empty() => {}
            _ => set(own, key, section),
        }
    }

    /// Keeps members that neither manifest speaks of.
    fn keep(&mut self, own: &mut Node, last: &Node, live: &Node, names: &[&str], said: bool) {
        for name in names {
            let spoken = own.member(name).is_some() || last.member(name).is_some();
            let Some(held) = live.get(name).filter(|_| !spoken) else { continue };
            if said {
                self.kept.push(format!("`{name}`"));
            }
            set(own, name, bare(held));
        }
    }

    /// Ports are one and the same by their number. Where a number stands twice the list is taken as a whole: kubectl
    /// itself cannot tell such ports apart.
    fn ports(&mut self, own: &mut Node, last: &Node, live: &Node) {
        let items = |node: &Node| node.get("ports").map_or(&[][..], Node::items).to_vec();
        let number = |port: &Node| port.get("port").and_then(Node::as_int);
        let (wanted, last, live) = (items(own), items(last), items(live));
        let unique = |ports: &[Node]| {
            let mut numbers: Vec<Option<i64>> = ports.iter().map(number).collect();
            numbers.sort_unstable();
            numbers.windows(2).all(|pair| pair.first() != pair.last())
        };
        if live.is_empty() || ![&wanted, &last, &live].into_iter().all(|ports| unique(ports)) {
            return;
        }
        let same = |ports: &[Node], port: &Node| ports.iter().find(|other| number(other) == number(port)).cloned();
        let mut ports: Vec<Node> = Vec::new();
        for mut port in wanted.iter().cloned() {
            if let Some(held) = same(&live, &port) {
                let before = same(&last, &port).unwrap_or_default();
                self.keep(&mut port, &before, &held, &KEPT_OF_PORT, false);
            }
            ports.push(port);
        }
        for held in live.iter().filter(|held| same(&wanted, held).is_none() && same(&last, held).is_none()) {
            let shown = number(held).map_or_else(String::new, |number| number.to_string());
            self.kept.push(format!("`ports[{shown}]`"));
            ports.push(bare(held));
        }
        let span = own.get("ports").map(|node| node.span).unwrap_or_default();
        set(own, "ports", Node { value: Value::Array(ports), span });
    }
}

/// Puts a member in the place of the one of its name, or at the end.
fn set(node: &mut Node, key: &str, value: Node) {
    let Value::Object(members) = &mut node.value else { return };
    match members.iter_mut().rfind(|member| member.key == key) {
        Some(member) => member.value = value,
        None => members.push(Member { key: key.to_owned(), key_span: Default::default(), value }),
    }
}

/// A value of the live object, which stands nowhere in the manifests.
fn bare(node: &Node) -> Node {
    Node::from_json(&node.to_json())
}
