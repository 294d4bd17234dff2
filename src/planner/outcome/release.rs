//! What becomes of a CLB that a Service does not use any more: deleted, or left to whom it belongs.
//!
//! Which of the two is the table's answer, `lifecycle/deletion.rs`; nothing is deleted that does not carry our mark.

use super::OutcomePlanner;
use crate::diagnostic::Reason;
use crate::lifecycle::deletion;
use crate::model::{LoadBalancer, Ownership, TagOwner};
use crate::planner::calls::request::{IpFamily, Ref};
use crate::planner::resource::listener_target::ListenerTarget;
use crate::planner::resource::listeners;
use crate::planner::resource::{cluster_tag, load_balancer};
use crate::planner::{Change, CloudOrigin, PlanBuilder, Verb, Verdict, Vip, decision_reasons, reasons};

impl OutcomePlanner<'_> {
    /// True when letting go of that CLB deletes it.
    pub(in crate::planner) fn deletes(&self, lb: &LoadBalancer) -> bool {
        deletion::decide(load_balancer::deletion_facts(lb, self.input)) == deletion::DeletionOutcome::Delete
            && !self.shares(&lb.id)
    }

    /// Deletes the CLB that is held, or lets it go: verdict and address.
    pub(in crate::planner) fn delete_or_release(&self, builder: &mut PlanBuilder<'_>) -> (Verdict, Vip) {
        let Some(lb) = self.input.current.load_balancer() else { return (Verdict::None, Vip::None) };
        let facts = load_balancer::deletion_facts(lb, self.input);
        let outcome = deletion::decide(facts);
        let definition = match (outcome, self.input.cloud_origin) {
            (deletion::DeletionOutcome::Delete, CloudOrigin::Derived) => &reasons::DELETE_UNSEEN_FATE,
            (outcome, _) => decision_reasons::deletion_reason(outcome),
        };
        let reason = definition.with("id", lb.id.clone());
        builder.plan.reasons = vec![self.reason.clone(), reason.clone()];
        match outcome {
            deletion::DeletionOutcome::Delete if self.shares(&lb.id) => {
                let shared = reasons::STILL_SHARED.with("id", lb.id.clone());
                builder.plan.reasons = vec![self.reason.clone(), shared.clone()];
                builder.withhold("load-balancer".to_owned(), Verb::Delete, shared);
                (Verdict::Release, Vip::Kept)
            }
            deletion::DeletionOutcome::Delete => {
                if facts.cluster == TagOwner::Unknown {
                    builder.assume(crate::desired::reasons::CLUSTER_UNKNOWN.reason());
                }
                load_balancer::delete(builder, lb, &reason);
                (Verdict::Delete, Vip::Lost)
            }
            deletion::DeletionOutcome::ReleaseUntagged | deletion::DeletionOutcome::ReleaseUserOwned => {
                builder.plan.reasons.push(reasons::STILL_BILLED.with("id", lb.id.clone()));
                self.release_load_balancer(builder, lb, &reason);
                (Verdict::Release, Vip::Kept)
            }
            deletion::DeletionOutcome::KeepProtected | deletion::DeletionOutcome::KeepPrivateLink => {
                builder.plan.reasons.push(reasons::STILL_BILLED.with("id", lb.id.clone()));
                builder.assume(reasons::LISTENERS_FATE_UNKNOWN.with("id", lb.id.clone()));
                builder.withhold("load-balancer".to_owned(), Verb::Delete, reason);
                (Verdict::Release, Vip::Kept)
            }
            deletion::DeletionOutcome::NotOurs => {
                builder.withhold("load-balancer".to_owned(), Verb::Delete, reason);
                (Verdict::Release, Vip::Kept)
            }
            deletion::DeletionOutcome::Unproven => {
                builder.mark_incomplete(reason.clone());
                builder.withhold("load-balancer".to_owned(), Verb::Delete, reason);
                (Verdict::Error, Vip::Unknown)
            }
        }
    }

    pub(in crate::planner) fn release(&self, builder: &mut PlanBuilder<'_>) {
        if let Some(lb) = self.input.current.load_balancer() {
            self.release_load_balancer(builder, lb, &self.reason);
        }
    }

    /// Own listeners go, the mark of this cluster comes off, the CLB stays.
    fn release_load_balancer(&self, builder: &mut PlanBuilder<'_>, lb: &LoadBalancer, reason: &Reason) {
        if load_balancer::belongs_to_other(lb, self.input) {
            // Listeners of the controller have the same name everywhere: which ones are ours cannot be told.
            let other = decision_reasons::deletion_reason(deletion::DeletionOutcome::NotOurs).with("id", lb.id.clone());
            return builder.withhold("load-balancer".to_owned(), Verb::Release, other);
        }
        builder.add_change(Change {
            address: "load-balancer".to_owned(),
            verb: Verb::Release,
            before: Some(load_balancer::shown(lb)),
            after: None,
            after_unknown: Vec::new(),
            fields: Vec::new(),
            reasons: vec![reason.clone()],
        });
        let target = ListenerTarget {
            lb: Ref::Id(lb.id.clone()),
            current: Some(lb),
            ownership: Ownership::Shared,
            previously_requested: self
                .input
                .previously_requested
                .iter()
                .copied()
                .filter(|key| !self.input.is_claimed_by_other(&lb.id, *key))
                .collect(),
            family: IpFamily::Unknown,
        };
        listeners::release(builder, &target, reason);
        if self.input.sharing.others_stay(&lb.id, &self.input.name) {
            builder.withhold("tags".to_owned(), Verb::Delete, reasons::STILL_SHARED.with("id", lb.id.clone()));
        } else {
            cluster_tag::remove(builder, lb, reason);
        }
    }
}
