//! The facts of one Service that the table of `lifecycle/load_balancer.rs` looks at.

use super::Case;
use crate::current::{self, Loss};
use crate::desired::Intent;
use crate::lifecycle::load_balancer as table;
use crate::model::{Mark, Service, ServiceType};
use crate::request::LifecycleMode;

/// The facts that the table looks at.
pub struct Facts {
    mode: table::Mode,
    intent: table::Intent,
    holding: table::Holding,
    relation: table::Relation,
    /// The generation of the controller that is planned for.
    pub era: table::Era,
    /// What cannot change on the CLB that is held: field, held and wanted value.
    pub differences: Differences,
}

impl Facts {
    /// The table's row and outcome.
    pub fn decide(&self, era: table::Era) -> (table::Row, table::Outcome) {
        table::decide(self.mode, self.intent, self.holding, self.relation, era)
    }

    /// The facts of a case.
    pub fn of(case: &Case<'_>) -> Facts {
        let (relation, differences) = relation(case);
        Facts {
            mode: if case.desired.skip { table::Mode::Skip } else { table::Mode::Sync },
            intent: match case.desired.intent {
                Intent::None(_) => table::Intent::None,
                Intent::Auto(_) => table::Intent::Auto,
                Intent::Existing(..) => table::Intent::Existing,
            },
            holding: match case.holding {
                current::Holding::Nothing => table::Holding::Nothing,
                current::Holding::Auto(_) => table::Holding::Auto,
                current::Holding::Existing(_) => table::Holding::Existing,
                current::Holding::Lost(Loss::Auto) => table::Holding::LostAuto,
                current::Holding::Lost(Loss::Existing) => table::Holding::LostExisting,
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
fn relation(case: &Case<'_>) -> (table::Relation, Differences) {
    use table::Relation as R;
    let live_named = case.live.and_then(Service::named);
    match (&case.desired.intent, case.holding) {
        (Intent::None(_), _) | (_, current::Holding::Nothing) => (R::Same, Vec::new()),
        (Intent::Auto(spec), current::Holding::Auto(lb)) => {
            let cluster = current::mark_of_cluster(lb, case.context.cluster_id.as_deref());
            let lost = matches!(cluster, Mark::Others | Mark::Absent) && case.context.cluster_id.is_some();
            let uid = case.live.and_then(|live| live.uid.as_deref());
            if lost || current::mark_of_service(lb, uid) == Mark::Others {
                return (R::Tampered, Vec::new());
            }
            let differences = spec.network.differences(&lb.network);
            (if differences.is_empty() { R::Same } else { R::Other }, differences)
        }
        (Intent::Existing(id, _), current::Holding::Auto(lb)) => {
            let cluster_ip = case.live.is_some_and(|live| live.kind == ServiceType::ClusterIp);
            // Any other value than `yes` is no mark, and what was not told is no refusal, here as where a CLB is taken into use.
            if *id == lb.id && current::mark_of_purchase(lb) != Mark::Ours {
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
        (Intent::Existing(id, _), current::Holding::Existing(lb)) if *id == lb.id => (R::Same, Vec::new()),
        (Intent::Existing(id, _), current::Holding::Existing(lb)) => {
            (R::Other, vec![("LoadBalancerId", lb.id.clone(), id.clone())])
        }
        (Intent::Existing(id, _), current::Holding::Lost(_)) => {
            if live_named.as_ref() == Some(id) {
                (R::Same, Vec::new())
            } else {
                (R::Other, vec![("LoadBalancerId", live_named.unwrap_or_default(), id.clone())])
            }
        }
        (Intent::Auto(_), current::Holding::Existing(_) | current::Holding::Lost(_)) => (R::Other, Vec::new()),
    }
}
