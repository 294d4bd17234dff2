//! What becomes of a CLB that a Service stops using: it is deleted, or released.
//!
//! `lifecycle/deletion.rs` decides which of the two; nothing is deleted without our ownership tags.

use super::OutcomeToCalls;
use crate::diagnostic::Reason;
use crate::lifecycle::deletion;
use crate::model::{Listener, ListenerKey, LoadBalancer, OwnedOrShared};
use crate::planner::resource::listeners;
use crate::planner::resource::load_balancer_for_listeners::LoadBalancerForListeners;
use crate::planner::resource::{cluster_tag, deletion_facts, load_balancer};
use crate::planner::{
    BackendIpFamily, CloudKnowledgeOrigin, IdOrResult, LoadBalancerVerdict, PlanBuilder, ResourceAddress,
    ResourceChange, Verb, VipVerdict, adoption_and_undecided_reasons, choose_decision_reason, reasons,
};

/// What becomes of a CLB that the Service stops using.
pub(in crate::planner) struct Release {
    /// Deleted or released.
    pub verdict: LoadBalancerVerdict,
    /// What happens to the address.
    pub vip: VipVerdict,
    /// Why.
    pub reasons: Vec<Reason>,
    /// False: it is expected, and no call is planned.
    pub is_proven: bool,
    /// Why it is unknown whether the Service itself is cleaned up.
    pub cleanup_unknown: Option<Reason>,
}

impl Release {
    /// The CLB stays.
    fn kept(reasons: Vec<Reason>) -> Release {
        Release {
            verdict: LoadBalancerVerdict::Release,
            vip: VipVerdict::Kept,
            reasons,
            cleanup_unknown: None,
            is_proven: true,
        }
    }
}

/// The controller most likely deletes the CLB, but that it may is not proven: no call is planned.
fn expected_deletion(builder: &mut PlanBuilder<'_>, lb: &LoadBalancer, reason: Reason) -> Release {
    load_balancer::report_deletion(builder, lb);
    builder.mark_incomplete(reason.clone());
    builder.withhold(ResourceAddress::LoadBalancer, Verb::Delete, reason.clone());
    Release {
        verdict: LoadBalancerVerdict::Delete,
        vip: VipVerdict::Lost,
        is_proven: false,
        ..Release::kept(vec![reason])
    }
}

/// That tags which are listed with several values prove nothing.
fn contradictory_tags(lb: &LoadBalancer) -> Option<Reason> {
    let tags: Vec<String> = lb.ambiguous_tags.iter().map(|(key, values)| format!("`{key}`: {values}")).collect();
    let reason =
        || adoption_and_undecided_reasons::TAGS_CONTRADICT.with("id", lb.id.clone()).list("tags", tags.clone());
    (!tags.is_empty()).then(reason)
}

impl OutcomeToCalls<'_> {
    /// True when the CLB is deleted, not released.
    pub(in crate::planner) fn deletes(&self, lb: &LoadBalancer) -> bool {
        deletion::decide(deletion_facts::of(lb, self.input)) == deletion::DeletionOutcome::Delete
            && self.input.cloud_origin == CloudKnowledgeOrigin::Observed
            && !self.others_have(&lb.id)
            && lb.ingress.is_none()
    }

    /// True when another Service has that CLB, too, and does not only name it.
    fn others_have(&self, id: &str) -> bool {
        self.input.sharing.others_have(id, &self.input.name)
    }

    /// Another Service has the CLB that TKE created for this one. The plan keeps it, and whether the controller does is not
    /// documented.
    fn kept_for_others(&self, builder: &mut PlanBuilder<'_>, lb: &LoadBalancer) -> Release {
        let other = self.input.sharing.first_other_that_has(&lb.id, &self.input.name);
        let reason = adoption_and_undecided_reasons::MAY_BE_DELETED.with("id", lb.id.clone());
        let reason = reason.arg("service", other.map(ToString::to_string).unwrap_or_default());
        builder.mark_incomplete(reason.clone());
        builder.mark_possible_deletion();
        builder.withhold(ResourceAddress::LoadBalancer, Verb::Delete, reason.clone());
        Release { vip: VipVerdict::Unknown, ..Release::kept(vec![reason]) }
    }

    /// An Ingress names the CLB or has its address. The plan changes nothing on it, and what the controller does is not
    /// documented.
    fn kept_for_ingress(&self, builder: &mut PlanBuilder<'_>, lb: &LoadBalancer, ingress: &str) -> Release {
        let reason = adoption_and_undecided_reasons::INGRESS_USES_IT.with("id", lb.id.clone());
        let reason = reason.arg("ingress", ingress);
        builder.mark_incomplete(reason.clone());
        builder.withhold(ResourceAddress::LoadBalancer, Verb::Delete, reason.clone());
        let without_ingress = deletion::decide(deletion_facts::of_tags(lb, self.input));
        let vip = match without_ingress {
            deletion::DeletionOutcome::Delete | deletion::DeletionOutcome::Unproven => {
                builder.mark_possible_deletion();
                VipVerdict::Unknown
            }
            _ => VipVerdict::Kept,
        };
        Release { vip, ..Release::kept(vec![reason]) }
    }

    /// Deletes the current CLB, or releases it.
    pub(in crate::planner) fn delete_or_release(&self, builder: &mut PlanBuilder<'_>, lb: &LoadBalancer) -> Release {
        if let Some(ingress) = &lb.ingress {
            return self.kept_for_ingress(builder, lb, ingress);
        }
        let facts = deletion_facts::of(lb, self.input);
        let outcome = deletion::decide(facts);
        let reason = choose_decision_reason::deletion_reason(outcome).with("id", lb.id.clone());
        let still_billed = reasons::STILL_BILLED.with("id", lb.id.clone());
        match outcome {
            deletion::DeletionOutcome::Delete | deletion::DeletionOutcome::Unproven if self.others_have(&lb.id) => {
                self.kept_for_others(builder, lb)
            }
            deletion::DeletionOutcome::Delete if self.input.cloud_origin == CloudKnowledgeOrigin::Derived => {
                expected_deletion(builder, lb, reasons::DELETE_UNSEEN_FATE.with("id", lb.id.clone()))
            }
            deletion::DeletionOutcome::Delete => {
                builder.with_reason(reason.clone(), |builder| load_balancer::delete(builder, lb));
                Release { verdict: LoadBalancerVerdict::Delete, vip: VipVerdict::Lost, ..Release::kept(vec![reason]) }
            }
            deletion::DeletionOutcome::ReleaseUntagged | deletion::DeletionOutcome::ReleaseUserOwned => {
                builder.with_reason(reason.clone(), |builder| self.release_load_balancer(builder, lb));
                let mut reasons = vec![reason, still_billed];
                if outcome == deletion::DeletionOutcome::ReleaseUntagged {
                    reasons.push(adoption_and_undecided_reasons::REUSE_UNTAGGED.with("id", lb.id.clone()));
                }
                Release::kept(reasons)
            }
            deletion::DeletionOutcome::KeepProtected | deletion::DeletionOutcome::KeepPrivateLink => {
                builder.assume(reasons::LISTENERS_FATE_UNKNOWN.with("id", lb.id.clone()));
                builder.withhold(ResourceAddress::LoadBalancer, Verb::Delete, reason.clone());
                let unknown = reasons::FINISH_UNKNOWN.with("id", lb.id.clone());
                Release { cleanup_unknown: Some(unknown), ..Release::kept(vec![reason, still_billed]) }
            }
            deletion::DeletionOutcome::KeepUnproven => {
                let reason =
                    cluster_tag::ambiguous(lb, &adoption_and_undecided_reasons::KEEP_AMBIGUOUS).unwrap_or(reason);
                builder.mark_incomplete(reason.clone());
                builder.withhold(ResourceAddress::LoadBalancer, Verb::Release, reason.clone());
                Release::kept(vec![reason])
            }
            deletion::DeletionOutcome::NotOurs => {
                builder.withhold(ResourceAddress::LoadBalancer, Verb::Delete, reason.clone());
                Release::kept(vec![reason])
            }
            deletion::DeletionOutcome::Unproven => {
                let (unknown, mut provide): (Vec<&str>, Vec<&str>) =
                    deletion_facts::unproven(lb, self.input).into_iter().unzip();
                provide.dedup();
                let reason = reason.list("unknown", unknown.into_iter().map(str::to_owned).collect());
                let reason = reason.list("provide", provide.iter().map(|name| (*name).to_owned()).collect());
                // What no input can prove is a reason of its own.
                let of_owner = deletion_facts::undecided_owner(lb, self.input);
                let of_uid = deletion_facts::missing_uid(lb, self.input);
                let mut undecided = of_owner.into_iter().chain(of_uid);
                let first = if provide.is_empty() { undecided.next() } else { None };
                let mut release = expected_deletion(builder, lb, first.unwrap_or(reason));
                release.reasons.extend(undecided);
                release.reasons.extend(contradictory_tags(lb));
                release
            }
        }
    }

    pub(in crate::planner) fn release(&self, builder: &mut PlanBuilder<'_>) {
        if let Some(lb) = self.input.current.load_balancer() {
            self.release_load_balancer(builder, lb);
        }
    }

    /// That the pages disagree about what stays on an existing CLB which other Services use.
    pub(in crate::planner) fn shared_leftovers(&self) -> Option<Reason> {
        let lb = self.input.current.load_balancer().filter(|lb| self.shares(&lb.id))?;
        Some(reasons::SHARED_LEFTOVERS.with("id", lb.id.clone()))
    }

    /// Own listeners are deleted, the tag of this cluster is removed, the CLB stays.
    fn release_load_balancer(&self, builder: &mut PlanBuilder<'_>, lb: &LoadBalancer) {
        if deletion_facts::belongs_to_other(lb, self.input) {
            // Listeners of the controller have the same name everywhere, so nothing proves which ones are ours.
            let other =
                choose_decision_reason::deletion_reason(deletion::DeletionOutcome::NotOurs).with("id", lb.id.clone());
            return builder.withhold(ResourceAddress::LoadBalancer, Verb::Release, other);
        }
        if let Some(unknown) = cluster_tag::unproven(builder.input, lb) {
            builder.mark_incomplete(unknown.clone());
            return builder.withhold(ResourceAddress::LoadBalancer, Verb::Release, unknown);
        }
        builder.add_change(|| ResourceChange::released(ResourceAddress::LoadBalancer, load_balancer::shown(lb)));
        let target = LoadBalancerForListeners {
            lb: IdOrResult::Id(lb.id.clone()),
            current: Some(lb),
            ownership: OwnedOrShared::Shared,
            previously_requested: self
                .input
                .previously_requested
                .iter()
                .copied()
                .filter(|key| !self.input.is_used_by_other(&lb.id, *key))
                .collect(),
            family: BackendIpFamily::Unknown,
        };
        listeners::release(builder, &target);
        if let Some(ingress) = lb.ingress_user() {
            let reason = adoption_and_undecided_reasons::INGRESS_KEEPS_TAG.with("id", lb.id.clone());
            builder.withhold(ResourceAddress::Tags, Verb::Delete, reason.arg("ingress", ingress));
        } else if self.input.sharing.others_stay(&lb.id, &self.input.name) {
            let reason = match self.input.sharing.last_to_leave(&lb.id, &self.input.name) {
                Some(other) => reasons::TAG_REMOVED_BY_OTHER.with("service", other.to_string()),
                None => reasons::STILL_SHARED.reason(),
            };
            builder.withhold(ResourceAddress::Tags, Verb::Delete, reason.arg("id", lb.id.clone()));
        } else if self.may_have_unprovided_users(lb) {
            let unknown = adoption_and_undecided_reasons::TAG_USERS_UNKNOWN.with("id", lb.id.clone());
            builder.mark_incomplete(unknown.clone());
            builder.withhold(ResourceAddress::Tags, Verb::Delete, unknown);
        } else {
            cluster_tag::remove(builder, lb);
        }
    }

    /// True where a Service that was not provided may use the CLB: it has listeners that are not this Service's, or unknown
    /// ones.
    fn may_have_unprovided_users(&self, lb: &LoadBalancer) -> bool {
        let may_share = self.input.context.sharing != Some(false);
        let is_own = |listener: &Listener| {
            let requested = |key: ListenerKey| self.input.previously_requested.contains(&key);
            listener.key.is_some_and(requested) && self.input.is_own_listener_name(&listener.name)
        };
        let are_own = lb.listeners.as_ref().is_some_and(|listeners| listeners.iter().all(is_own));
        self.input.may_lack_services && may_share && !are_own
    }
}
