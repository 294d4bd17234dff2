//! The facts of one Service that the table of `lifecycle/load_balancer.rs` looks at.

use super::{
    NewServiceCertainty, ServicePlanningInput, adoption_and_undecided_reasons, choose_decision_reason, reasons,
};
use crate::current::{self, MissingLoadBalancerOrigin};
use crate::desired::{DesiredLoadBalancer, NoLoadBalancer};
use crate::diagnostic::ReasonDefinition;
use crate::lifecycle::load_balancer as table;
use crate::model::{ImmutableProperties, LoadBalancer, Service, ServiceType, TagOwnership};
use crate::request::LifecycleMode;
use crate::tke::{self, SettingValue};

/// The facts that the table looks at.
pub struct LoadBalancerDecisionFacts {
    sync_mode: table::SyncOrSkip,
    intent: table::DesiredLoadBalancerKind,
    current: table::CurrentLoadBalancerKind,
    current_match: table::DesiredComparedToCurrent,
    /// The generation of the controller that is planned for.
    pub lifecycle_mode: LifecycleMode,
    /// What cannot change on the current CLB: field, current and desired value.
    pub differences: Differences,
    /// The tag `tke-createdBy-flag` of the current CLB is known to be gone.
    created_by_removed: bool,
    /// The manifest has an id of a load balancer, which may count.
    has_foreign_id: bool,
}

impl LoadBalancerDecisionFacts {
    /// The table's row and outcome.
    pub fn decide(&self, lifecycle_mode: LifecycleMode) -> (table::LifecycleRow, table::LoadBalancerOutcome) {
        table::decide(self.sync_mode, self.intent, self.current, self.current_match, lifecycle_mode)
    }

    /// True where the Service names the CLB that TKE created for it as an existing one.
    pub fn names_own_load_balancer(&self, row: table::LifecycleRow) -> bool {
        row == table::LifecycleRow::ManagedToExisting && self.current_match == table::DesiredComparedToCurrent::Same
    }

    /// The sentence of a row.
    pub fn reason(
        &self,
        row: table::LifecycleRow,
        lifecycle_mode: LifecycleMode,
        novelty: NewServiceCertainty,
    ) -> &'static ReasonDefinition {
        match row {
            table::LifecycleRow::ManagedBecomesExisting if !self.created_by_removed => &reasons::ADOPT_WITH_OTHER_TAG,
            row if self.names_own_load_balancer(row) => &adoption_and_undecided_reasons::OWN_AS_EXISTING,
            table::LifecycleRow::FirstManaged if self.has_foreign_id => match novelty {
                NewServiceCertainty::Known => &reasons::CREATE_UNLESS_ID_COUNTS,
                NewServiceCertainty::Assumed => &reasons::CREATE_IF_NEW_UNLESS_ID_COUNTS,
            },
            row => choose_decision_reason::row_reason(row, self.current, lifecycle_mode, novelty),
        }
    }

    /// The facts of a case.
    pub fn of(input: &ServicePlanningInput<'_>) -> LoadBalancerDecisionFacts {
        let (current_match, differences) = current_match(input);
        LoadBalancerDecisionFacts {
            sync_mode: if input.desired.skip { table::SyncOrSkip::Skip } else { table::SyncOrSkip::Sync },
            intent: match input.desired.load_balancer {
                DesiredLoadBalancer::None(NoLoadBalancer::OtherClass(_)) => table::DesiredLoadBalancerKind::OtherClass,
                DesiredLoadBalancer::None(_) => table::DesiredLoadBalancerKind::None,
                DesiredLoadBalancer::Managed(_) => table::DesiredLoadBalancerKind::Managed,
                DesiredLoadBalancer::Existing(..) => table::DesiredLoadBalancerKind::Existing,
            },
            current: match input.current {
                current::CurrentLoadBalancer::None => table::CurrentLoadBalancerKind::None,
                current::CurrentLoadBalancer::Managed(_) => table::CurrentLoadBalancerKind::Managed,
                current::CurrentLoadBalancer::Existing(_) => table::CurrentLoadBalancerKind::Existing,
                current::CurrentLoadBalancer::Missing(MissingLoadBalancerOrigin::CreatedByTke) => {
                    table::CurrentLoadBalancerKind::MissingManaged
                }
                current::CurrentLoadBalancer::Missing(MissingLoadBalancerOrigin::SuppliedByUser) => {
                    table::CurrentLoadBalancerKind::MissingExisting
                }
            },
            current_match,
            lifecycle_mode: input.context.lifecycle_mode.unwrap_or(LifecycleMode::Blocked),
            differences,
            has_foreign_id: input.hand_written_id().is_some(),
            created_by_removed: input
                .current
                .load_balancer()
                .is_some_and(|lb| current::creator_tag_owner(lb) == TagOwnership::Absent),
        }
    }
}

/// The region of the current CLB. In the cluster's VPC it is the cluster's region; in another VPC it is the one that the live
/// Service declares.
fn current_region(input: &ServicePlanningInput<'_>, lb: &LoadBalancer) -> Option<String> {
    let cluster = input.context.region.as_ref();
    let is_in_cluster = lb.network.vpc.is_some() && lb.network.vpc == input.context.vpc_id;
    match input.live.map(|live| live.settings.get(&tke::CROSS_REGION_ID)) {
        _ if is_in_cluster => cluster.cloned(),
        Some(SettingValue::Is(declared)) => lb.network.vpc.as_ref().map(|_| declared),
        Some(SettingValue::Invalid) | None => None,
        Some(SettingValue::Absent) => cluster.cloned(),
    }
}

/// Field, current and desired value.
type Differences = Vec<(&'static str, String, String)>;

/// How the desired CLB relates to the current one.
fn current_match(input: &ServicePlanningInput<'_>) -> (table::DesiredComparedToCurrent, Differences) {
    use table::DesiredComparedToCurrent as R;
    let live_requested = input.live.and_then(Service::requested_lb_id);
    match (&input.desired.load_balancer, input.current) {
        (DesiredLoadBalancer::None(_), _) | (_, current::CurrentLoadBalancer::None) => (R::Same, Vec::new()),
        (DesiredLoadBalancer::Managed(spec), current::CurrentLoadBalancer::Managed(lb)) => {
            let cluster = current::cluster_tag_owner(lb, input.context.cluster_id.as_deref());
            let tags_changed =
                matches!(cluster, TagOwnership::Others | TagOwnership::Absent) && input.context.cluster_id.is_some();
            let uid = input.live.and_then(|live| live.uid.as_deref());
            if tags_changed || current::service_tag_owner(lb, uid) == TagOwnership::Others {
                return (R::TagsChanged, Vec::new());
            }
            let current = ImmutableProperties { region: current_region(input, lb), ..lb.network.clone() };
            let differences = spec.network.differences(&current);
            (if differences.is_empty() { R::Same } else { R::Other }, differences)
        }
        (DesiredLoadBalancer::Existing(id, _), current::CurrentLoadBalancer::Managed(lb)) => {
            let cluster_ip = input.live.is_some_and(|live| live.kind == ServiceType::ClusterIp);
            // Any value but `yes` proves nothing, and an unknown tag is no refusal, here as where a CLB is adopted.
            if *id == lb.id && current::creator_tag_owner(lb) != TagOwnership::Ours {
                return (R::Untagged, Vec::new());
            }
            if cluster_ip && *id != lb.id {
                return (R::ClusterIp, Vec::new());
            }
            if *id == lb.id {
                return (R::Same, Vec::new());
            }
            (R::Other, vec![("LoadBalancerId", lb.id.clone(), id.clone())])
        }
        (DesiredLoadBalancer::Existing(id, _), current::CurrentLoadBalancer::Existing(lb)) if *id == lb.id => {
            (R::Same, Vec::new())
        }
        (DesiredLoadBalancer::Existing(id, _), current::CurrentLoadBalancer::Existing(lb)) => {
            (R::Other, vec![("LoadBalancerId", lb.id.clone(), id.clone())])
        }
        (DesiredLoadBalancer::Existing(id, _), current::CurrentLoadBalancer::Missing(_)) => {
            if live_requested.as_ref() == Some(id) {
                (R::Same, Vec::new())
            } else {
                let current = live_requested.or_else(|| input.live.and_then(Service::assigned_lb_id));
                (R::Other, vec![("LoadBalancerId", current.unwrap_or_default(), id.clone())])
            }
        }
        (
            DesiredLoadBalancer::Managed(_),
            current::CurrentLoadBalancer::Existing(_) | current::CurrentLoadBalancer::Missing(_),
        ) => (R::Other, Vec::new()),
    }
}
