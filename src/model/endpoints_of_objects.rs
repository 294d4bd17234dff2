//! The endpoints that EndpointSlices and Endpoints objects hold.

use crate::sorted_map::SortedMap;
use crate::syntax::SyntaxNode;
use crate::tke::Protocol;
use std::rc::Rc;

/// One address of a Service's endpoints.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Endpoint {
    pub ip: String,
    /// The name of its node.
    pub node: Option<String>,
    /// The name of its Pod.
    pub pod: Option<String>,
    pub ready: bool,
    pub terminating: bool,
    /// Port numbers by the name of the Service's port (empty for a single port) and protocol.
    pub ports: Rc<SortedMap<(String, String), u16>>,
}

/// The endpoints of an EndpointSlice.
pub(super) fn of_slice(node: &SyntaxNode) -> Vec<Endpoint> {
    let ports = Rc::new(ports(node.get("ports")));
    let mut out = Vec::new();
    for endpoint in node.get("endpoints").map_or(&[][..], SyntaxNode::items) {
        let condition = |key: &str| endpoint.get("conditions").and_then(|c| c.get(key)).and_then(SyntaxNode::as_bool);
        let target = endpoint.get("targetRef").filter(|target| target.str_at("kind") == Some("Pod"));
        for address in
            endpoint.get("addresses").map_or(&[][..], SyntaxNode::items).iter().filter_map(SyntaxNode::as_str)
        {
            out.push(Endpoint {
                ip: address.to_owned(),
                node: endpoint.str_at("nodeName").map(str::to_owned),
                pod: target.and_then(|target| target.str_at("name")).map(str::to_owned),
                // In the API an absent `ready` means ready.
                ready: condition("ready").unwrap_or(true),
                terminating: condition("terminating").unwrap_or(false),
                ports: Rc::clone(&ports),
            });
        }
    }
    out
}

/// The endpoints of an Endpoints object.
pub(super) fn of_plain_object(node: &SyntaxNode) -> Vec<Endpoint> {
    let mut out = Vec::new();
    for subset in node.get("subsets").map_or(&[][..], SyntaxNode::items) {
        let ports = Rc::new(ports(subset.get("ports")));
        for (key, ready) in [("addresses", true), ("notReadyAddresses", false)] {
            for address in subset.get(key).map_or(&[][..], SyntaxNode::items) {
                let Some(ip) = address.str_at("ip") else { continue };
                let target = address.get("targetRef").filter(|target| target.str_at("kind") == Some("Pod"));
                out.push(Endpoint {
                    ip: ip.to_owned(),
                    node: address.str_at("nodeName").map(str::to_owned),
                    pod: target.and_then(|target| target.str_at("name")).map(str::to_owned),
                    ready,
                    terminating: false,
                    ports: Rc::clone(&ports),
                });
            }
        }
    }
    out
}

/// Port numbers by name and protocol.
fn ports(list: Option<&SyntaxNode>) -> SortedMap<(String, String), u16> {
    list.map_or(&[][..], SyntaxNode::items)
        .iter()
        .filter_map(|port| {
            let number = port.get("port").and_then(SyntaxNode::as_int).and_then(|n| u16::try_from(n).ok())?;
            let name = port.str_at("name").unwrap_or_default().to_owned();
            Some(((name, port.str_at("protocol").unwrap_or(Protocol::Tcp.name()).to_owned()), number))
        })
        .collect()
}
