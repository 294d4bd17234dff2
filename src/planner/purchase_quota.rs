//! How many more CLBs may be bought.

use super::Action;

/// `LoadBalancerType` of an internal CLB.
pub(super) const INTERNAL: &str = "INTERNAL";

/// How many more CLBs the account may have in the region, by type; `None`: the quota is unknown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PurchaseQuota {
    /// Public ones.
    pub public: Option<i64>,
    /// Internal ones.
    pub internal: Option<i64>,
    /// Every CLB of the region was counted; otherwise there may be less left.
    pub all_counted: bool,
}

impl PurchaseQuota {
    /// What is left for a purchase of that type. Where not all were counted, it is only known when nothing is left.
    pub fn remaining(self, kind: Option<&str>) -> Option<i64> {
        let remaining = if kind == Some(INTERNAL) { self.internal } else { self.public };
        remaining.filter(|remaining| self.all_counted || *remaining <= 0)
    }

    /// What is left after a CLB of that type was deleted.
    pub fn after_deletion(mut self, kind: Option<&str>) -> PurchaseQuota {
        let remaining = if kind == Some(INTERNAL) { &mut self.internal } else { &mut self.public };
        *remaining = remaining.map(|remaining| remaining + 1);
        self
    }

    /// What is left after these calls.
    pub fn after_calls(mut self, actions: &[Action]) -> PurchaseQuota {
        for purchase in actions.iter().filter_map(|action| action.call.purchase()) {
            let remaining = if purchase.kind() == Some(INTERNAL) { &mut self.internal } else { &mut self.public };
            *remaining = remaining.map(|remaining| remaining - 1);
        }
        self
    }
}
