//! The facts of one Service that the table of `lifecycle/load_balancer.rs` looks at.

use super::PlanningInput;
use crate::current::{self, MissingKind};
use crate::desired::DesiredLoadBalancer;
use crate::lifecycle::load_balancer as table;
use crate::model::{Service, ServiceType, TagOwner};
use crate::request::LifecycleMode;

/// The facts that the table looks at.
pub struct LifecycleFacts {
    mode: table::SyncMode,
    intent: table::DesiredKind,
    holding: table::CurrentKind,
    relation: table::CurrentMatch,
    /// The generation of the controller that is planned for.
    pub era: table::Era,
    /// What cannot change on the CLB that is held: field, held and wanted value.
    pub differences: Differences,
}

impl LifecycleFacts {
    /// The table's row and outcome.
    pub fn decide(&self, era: table::Era) -> (table::Row, table::Outcome) {
        table::decide(self.mode, self.intent, self.holding, self.relation, era)
    }

    /// The facts of a case.
    pub fn of(case: &PlanningInput<'_>) -> LifecycleFacts {
        let (relation, differences) = relation(case);
        LifecycleFacts {
            mode: if case.desired.skip { table::SyncMode::Skip } else { table::SyncMode::Sync },
            intent: match case.desired.intent {
                DesiredLoadBalancer::None(_) => table::DesiredKind::None,
                DesiredLoadBalancer::Auto(_) => table::DesiredKind::Auto,
                DesiredLoadBalancer::Existing(..) => table::DesiredKind::Existing,
            },
            holding: match case.holding {
                current::CurrentLoadBalancer::Nothing => table::CurrentKind::Nothing,
                current::CurrentLoadBalancer::Auto(_) => table::CurrentKind::Auto,
                current::CurrentLoadBalancer::Existing(_) => table::CurrentKind::Existing,
                current::CurrentLoadBalancer::Lost(MissingKind::Auto) => table::CurrentKind::LostAuto,
                current::CurrentLoadBalancer::Lost(MissingKind::Existing) => table::CurrentKind::LostExisting,
            },
            relation,
            era: match case.context.lifecycle_mode {
                Some(LifecycleMode::Rebuild) => table::Era::Rebuild,
                Some(LifecycleMode::Blocked) | None => table::Era::Blocked,
            },
            differences,
        }
    }
}

/// Field, held and wanted value.
type Differences = Vec<(&'static str, String, String)>;

/// How what is asked for relates to what is held.
fn relation(case: &PlanningInput<'_>) -> (table::CurrentMatch, Differences) {
    use table::CurrentMatch as R;
    let live_named = case.live.and_then(Service::named);
    match (&case.desired.intent, case.holding) {
        (DesiredLoadBalancer::None(_), _) | (_, current::CurrentLoadBalancer::Nothing) => (R::Same, Vec::new()),
        (DesiredLoadBalancer::Auto(spec), current::CurrentLoadBalancer::Auto(lb)) => {
            let cluster = current::mark_of_cluster(lb, case.context.cluster_id.as_deref());
            let lost = matches!(cluster, TagOwner::Others | TagOwner::Absent) && case.context.cluster_id.is_some();
            let uid = case.live.and_then(|live| live.uid.as_deref());
            if lost || current::mark_of_service(lb, uid) == TagOwner::Others {
                return (R::Tampered, Vec::new());
            }
            let differences = spec.network.differences(&lb.network);
            (if differences.is_empty() { R::Same } else { R::Other }, differences)
        }
        (DesiredLoadBalancer::Existing(id, _), current::CurrentLoadBalancer::Auto(lb)) => {
            let cluster_ip = case.live.is_some_and(|live| live.kind == ServiceType::ClusterIp);
            // Any other value than `yes` is no mark, and what was not told is no refusal, here as where a CLB is taken into use.
            if *id == lb.id && current::mark_of_purchase(lb) != TagOwner::Ours {
                return (R::Unmarked, Vec::new());
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
        (DesiredLoadBalancer::Existing(id, _), current::CurrentLoadBalancer::Lost(_)) => {
            if live_named.as_ref() == Some(id) {
                (R::Same, Vec::new())
            } else {
                (R::Other, vec![("LoadBalancerId", live_named.unwrap_or_default(), id.clone())])
            }
        }
        (
            DesiredLoadBalancer::Auto(_),
            current::CurrentLoadBalancer::Existing(_) | current::CurrentLoadBalancer::Lost(_),
        ) => (R::Other, Vec::new()),
    }
}
