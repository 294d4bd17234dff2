//! The ports that `type: LoadBalancer` and `NodePort` may use on every node.

use std::fmt;

/// Both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NodePortRange {
    pub first: i64,
    pub last: i64,
}

impl NodePortRange {
    /// `30000-32767`, as the API server's flag is written.
    pub(super) fn parse(text: &str) -> Option<NodePortRange> {
        let (first, last) = text.trim().split_once('-')?;
        let range = NodePortRange { first: first.trim().parse().ok()?, last: last.trim().parse().ok()? };
        (range.first >= 1 && range.first <= range.last && range.last <= 65535).then_some(range)
    }

    pub fn contains(self, port: i64) -> bool {
        (self.first..=self.last).contains(&port)
    }
}

impl fmt::Display for NodePortRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.first, self.last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn port_ranges_are_read() {
        assert_eq!(NodePortRange::parse("30000-32767"), Some(NodePortRange { first: 30000, last: 32767 }));
        for bad in ["", "30000", "5-3", "0-10", "1-70000", "a-b"] {
            assert_eq!(NodePortRange::parse(bad), None, "{bad}");
        }
    }
}
