//! What becomes of a CLB that a Service does not use any more: deleted, or left to whom it belongs.
//!
//! Which of the two is the table's answer, `lifecycle/deletion.rs`; nothing is deleted that does not carry our mark.

use super::OutcomePlanner;
use crate::diagnostic::Reason;
use crate::lifecycle::{deletion, listener as listener_table};
use crate::model::{LoadBalancer, TagOwner};
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
    pub(in crate::planner) fn delete_or_release(&self, work: &mut PlanBuilder<'_>) -> (Verdict, Vip) {
        let Some(lb) = self.input.current.load_balancer() else { return (Verdict::None, Vip::None) };
        let facts = load_balancer::deletion_facts(lb, self.input);
        let fate = deletion::decide(facts);
        let reason = match (fate, self.input.cloud_origin) {
            (deletion::DeletionOutcome::Delete, CloudOrigin::Derived) => &reasons::DELETE_UNSEEN_FATE,
            (fate, _) => decision_reasons::deletion_reason(fate),
        };
        let because = reason.with("id", lb.id.clone());
        work.plan.reasons = vec![self.reason.clone(), because.clone()];
        match fate {
            deletion::DeletionOutcome::Delete if self.shares(&lb.id) => {
                let shared = reasons::STILL_SHARED.with("id", lb.id.clone());
                work.plan.reasons = vec![self.reason.clone(), shared.clone()];
                work.withhold("load-balancer".to_owned(), Verb::Delete, shared);
                (Verdict::Release, Vip::Kept)
            }
            deletion::DeletionOutcome::Delete => {
                if facts.cluster == TagOwner::Unknown {
                    work.assume(crate::desired::reasons::CLUSTER_UNKNOWN.reason());
                }
                load_balancer::delete(work, lb, &because);
                (Verdict::Delete, Vip::Lost)
            }
            deletion::DeletionOutcome::ReleaseUntagged | deletion::DeletionOutcome::ReleaseUserOwned => {
                work.plan.reasons.push(reasons::STILL_BILLED.with("id", lb.id.clone()));
                self.release_load_balancer(work, lb, &because);
                (Verdict::Release, Vip::Kept)
            }
            deletion::DeletionOutcome::KeepProtected | deletion::DeletionOutcome::KeepPrivateLink => {
                work.plan.reasons.push(reasons::STILL_BILLED.with("id", lb.id.clone()));
                work.assume(reasons::LISTENERS_FATE_UNKNOWN.with("id", lb.id.clone()));
                work.withhold("load-balancer".to_owned(), Verb::Delete, because);
                (Verdict::Release, Vip::Kept)
            }
            deletion::DeletionOutcome::NotOurs => {
                work.withhold("load-balancer".to_owned(), Verb::Delete, because);
                (Verdict::Release, Vip::Kept)
            }
            deletion::DeletionOutcome::Unproven => {
                work.mark_incomplete(because.clone());
                work.withhold("load-balancer".to_owned(), Verb::Delete, because);
                (Verdict::Error, Vip::Unknown)
            }
        }
    }

    pub(in crate::planner) fn release(&self, work: &mut PlanBuilder<'_>) {
        if let Some(lb) = self.input.current.load_balancer() {
            self.release_load_balancer(work, lb, &self.reason);
        }
    }

    /// Own listeners go, the mark of this cluster comes off, the CLB stays.
    fn release_load_balancer(&self, work: &mut PlanBuilder<'_>, lb: &LoadBalancer, because: &Reason) {
        if load_balancer::belongs_to_other(lb, self.input) {
            // Listeners of the controller have the same name everywhere: which ones are ours cannot be told.
            let other = decision_reasons::deletion_reason(deletion::DeletionOutcome::NotOurs).with("id", lb.id.clone());
            return work.withhold("load-balancer".to_owned(), Verb::Release, other);
        }
        work.add_change(Change {
            address: "load-balancer".to_owned(),
            verb: Verb::Release,
            before: Some(load_balancer::shown(lb)),
            after: None,
            after_unknown: Vec::new(),
            fields: Vec::new(),
            reasons: vec![because.clone()],
        });
        let place = ListenerTarget {
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
        listeners::release(work, &place, because);
        if self.input.sharing.others_stay(&lb.id, &self.input.name) {
            work.withhold("tags".to_owned(), Verb::Delete, reasons::STILL_SHARED.with("id", lb.id.clone()));
        } else {
            cluster_tag::remove(work, lb, because);
        }
    }
}
