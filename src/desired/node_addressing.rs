//! How a load balancer addresses nodes, which depends on where it is and on which nodes it reaches.

use super::load_balancer::is_cross_vpc;
use super::reasons;
use super::settings_reader::ServiceSettingsReader;
use crate::diagnostic::Reason;
#[cfg(doc)]
use crate::diagnostic::documentation_pages;
use crate::model::{TargetAddress, WorkerNode};
use crate::tke;

/// Which nodes the CLB can reach, and how it addresses them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NodeAddressing {
    /// Cloud nodes in the CLB's own network, by their instance.
    Instances,
    /// Cloud nodes in another network, by address only ([`documentation_pages::CROSS_VPC`]).
    Addresses,
    /// Also registered nodes, by address ([`documentation_pages::HYBRID`]).
    Hybrid,
    /// The CLB is in another network, and the Service requests registered nodes. The documentation describes cloud nodes for
    /// such a CLB, and registered nodes for a CLB in the cluster's network, but not both together.
    Undecided,
}

/// A node as a backend.
pub(super) enum NodeAsBackend {
    Bound(TargetAddress),
    /// The node is left out.
    LeftOut(Reason),
    /// Because of this node, nothing can be said about the backends.
    Unknown(Reason),
}

impl NodeAddressing {
    pub(super) fn read(reader: &mut ServiceSettingsReader<'_>) -> NodeAddressing {
        match (reader.get(&tke::HYBRID_TYPE), is_cross_vpc(reader)) {
            (Some(_), true) => NodeAddressing::Undecided,
            (Some(_), false) => NodeAddressing::Hybrid,
            (None, true) => NodeAddressing::Addresses,
            (None, false) => NodeAddressing::Instances,
        }
    }

    pub(super) fn address(self, node: &WorkerNode) -> NodeAsBackend {
        match (self, &node.instance, &node.ip) {
            (NodeAddressing::Instances | NodeAddressing::Hybrid, Some(id), _) => {
                NodeAsBackend::Bound(TargetAddress::Instance(id.clone()))
            }
            (NodeAddressing::Addresses, Some(_), Some(ip)) | (NodeAddressing::Hybrid, None, Some(ip)) => {
                NodeAsBackend::Bound(TargetAddress::Ip(ip.clone()))
            }
            (NodeAddressing::Instances | NodeAddressing::Addresses, None, _) => {
                NodeAsBackend::LeftOut(reasons::NODE_WITHOUT_INSTANCE.with("node", node.name.clone()))
            }
            (NodeAddressing::Addresses | NodeAddressing::Hybrid, _, None) => {
                NodeAsBackend::Unknown(reasons::NODE_UNNAMED.with("node", node.name.clone()))
            }
            (NodeAddressing::Undecided, _, _) => NodeAsBackend::Unknown(reasons::HYBRID_ACROSS_NETWORKS.reason()),
        }
    }
}
