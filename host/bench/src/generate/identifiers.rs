//! Names, ids and addresses. Those of a Service follow from its number.

pub const CLUSTER: &str = "cls-2x9k4m7q";
pub const VPC: &str = "vpc-30xqxt9p";

/// Nodes of every cluster, whatever its size: each node is a backend of each Service, so more nodes in larger clusters would
/// mean more work for each Service.
pub const NODES: usize = 3;

/// The number of a Service.
#[derive(Debug, Clone, Copy)]
pub struct ServiceNumber(pub usize);

impl ServiceNumber {
    pub fn name(self) -> String {
        format!("web-{:05}", self.0)
    }

    pub fn namespace(self) -> String {
        format!("team-{}", self.0 % 10)
    }

    pub fn uid(self) -> String {
        format!("c30f7a5c-7846-4a29-8368-{:012x}", self.0)
    }

    pub fn load_balancer(self) -> String {
        format!("lb-{:08}", self.0)
    }

    pub fn listener(self, port: usize) -> String {
        format!("lbl-{:05}{port:03}", self.0)
    }

    pub fn vip(self) -> String {
        format!("119.{}.{}.{}", self.0 / 62_500, self.0 / 250 % 250 + 1, self.0 % 250 + 1)
    }

    /// Every fourth Service binds Pods instead of nodes.
    pub fn is_direct(self) -> bool {
        self.0 % 4 == 3
    }

    /// One to three ports.
    pub fn ports(self) -> usize {
        self.0 % 3 + 1
    }

    /// A number that no other Service of the largest cluster has; a manifest may add a fourth port.
    pub fn node_port(self, port: usize) -> usize {
        20_000 + (self.0 * 4 + port) % 40_001
    }

    /// The address of its Pod on a node, which is unique in the cluster.
    pub fn pod_address(self, node: usize) -> String {
        let pod = self.0 * NODES + node;
        format!("10.{}.{}.{}", 1 + pod / 62_500, pod / 250 % 250, pod % 250 + 1)
    }
}

/// The address of a node.
pub fn node_address(node: usize) -> String {
    format!("10.0.0.{}", node + 1)
}

/// The virtual machine of a node.
pub fn instance_id(node: usize) -> String {
    format!("ins-aaaa{node:04}")
}
