//! The actions that can be called. There is no other way to name one.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An action of the cloud's API that reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub enum ReadAction {
    /// The load balancers of a region, 100 in a page.
    DescribeLoadBalancers,
    /// The listeners of one load balancer, with their rules.
    DescribeListeners,
    /// The backends of one load balancer.
    DescribeTargets,
    /// Which load balancers are protected against modification.
    DescribeLbOperateProtect,
    /// The limits of the account in a region.
    DescribeQuota,
}

impl ReadAction {
    /// All of them.
    pub const ALL: [ReadAction; 5] = [
        ReadAction::DescribeLoadBalancers,
        ReadAction::DescribeListeners,
        ReadAction::DescribeTargets,
        ReadAction::DescribeLbOperateProtect,
        ReadAction::DescribeQuota,
    ];

    /// The name in the API, as policies name it: `clb:DescribeLoadBalancers`.
    pub fn name(self) -> &'static str {
        match self {
            ReadAction::DescribeLoadBalancers => "DescribeLoadBalancers",
            ReadAction::DescribeListeners => "DescribeListeners",
            ReadAction::DescribeTargets => "DescribeTargets",
            ReadAction::DescribeLbOperateProtect => "DescribeLBOperateProtect",
            ReadAction::DescribeQuota => "DescribeQuota",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::ReadAction;

    #[test]
    fn every_action_describes() {
        for action in ReadAction::ALL {
            assert!(action.name().starts_with("Describe"), "{action:?}");
        }
    }
}
