//! Facts about the cluster that its own load balancers contradict: they are another cluster's, or the objects are.
//!
//! One load balancer proves no cluster: its tag may have been edited. Several that agree, and none that has the fact, do. For
//! the VPC, one load balancer that TKE created for its Service is enough, because a load balancer cannot change its VPC.

use super::cluster_id_from_tags::MIN_AGREEING;
use crate::current::{creator_tag_owner, service_tag_owner};
use crate::diagnostic::{CodeDefinition, Diagnostic};
use crate::model::{KnownLoadBalancers, LoadBalancer, Service, TagOwnership};
use crate::planner::codes;
use crate::provided_objects::ProvidedObjects;
use crate::sorted_map::{SortedMap, sort};
use crate::tke::{self, ServiceSettings, load_balancer_tags};

/// How many of them a finding names.
const NAMED: usize = 3;

/// The provided objects after the check.
pub(super) struct ProvidedAfterContextCheck {
    /// Contradicted facts are unknown in them, and findings say so.
    pub provided: ProvidedObjects,
    /// The cluster's id was one of those facts.
    pub is_cluster_contradicted: bool,
}

/// Takes back the facts that load balancers contradict.
pub(super) fn checked(mut provided: ProvidedObjects, cloud: &KnownLoadBalancers) -> ProvidedAfterContextCheck {
    let used = used_load_balancers(&provided, cloud);
    let own = used.iter().map(|(lb, _)| *lb);
    let cluster = contradicted(
        (&codes::CLUSTER_CONTRADICTED, "context.clusterId"),
        provided.context.cluster_id.as_deref(),
        own.filter_map(|lb| Some((lb.id.as_str(), lb.tag(load_balancer_tags::CLUSTER_ID.definition.name)?))),
        MIN_AGREEING,
    );
    let in_cluster = || used.iter().filter(|(_, crosses)| !crosses);
    let is_created = in_cluster().any(|(lb, _)| creator_tag_owner(lb) == TagOwnership::Ours);
    let vpc = contradicted(
        (&codes::VPC_CONTRADICTED, "context.vpcId"),
        provided.context.vpc_id.as_deref(),
        in_cluster().filter_map(|(lb, _)| Some((lb.id.as_str(), lb.network.vpc.as_deref()?))),
        if is_created { 1 } else { MIN_AGREEING },
    );
    provided.context.cluster_id = provided.context.cluster_id.filter(|_| cluster.is_none());
    provided.context.vpc_id = provided.context.vpc_id.filter(|_| vpc.is_none());
    let is_cluster_contradicted = cluster.is_some();
    provided.findings.extend(cluster.into_iter().chain(vpc));
    ProvidedAfterContextCheck { provided, is_cluster_contradicted }
}

/// The finding, where all values are one that was not given.
fn contradicted<'c>(
    (code, path): (&'static CodeDefinition, &'static str),
    given: Option<&str>,
    values: impl Iterator<Item = (&'c str, &'c str)>,
    least: usize,
) -> Option<Diagnostic> {
    let given = given?;
    let mut values: Vec<(&str, &str)> = values.collect();
    sort(&mut values);
    values.dedup();
    let (_, found) = values.first()?;
    if values.len() < least || found == &given || values.iter().any(|(_, value)| value != found) {
        return None;
    }
    let names = values.iter().take(NAMED).map(|(id, _)| format!("`{id}`")).collect();
    let finding = Diagnostic::new(code).arg("given", given).arg("found", *found).path(path);
    Some(finding.list("load_balancers", names))
}

/// The load balancers of live Services that their tags prove to be theirs by the uid, and whether they may be in another
/// network.
fn used_load_balancers<'c>(provided: &ProvidedObjects, cloud: &'c KnownLoadBalancers) -> Vec<(&'c LoadBalancer, bool)> {
    let all = cloud.load_balancers.values();
    let by_address: SortedMap<&str, &LoadBalancer> =
        all.flat_map(|lb| lb.addresses().map(move |address| (address, lb))).collect();
    let services = provided.live.iter().filter(|object| object.kind() == "Service");
    let used = services.filter_map(|object| {
        let service = Service::read(object, ServiceSettings::read_silently(object));
        let lb = match service.assigned_lb_id() {
            Some(id) => cloud.load_balancers.get(&id)?,
            None => service.status_addresses().iter().find_map(|address| by_address.get(address.as_str()).copied())?,
        };
        let crosses = [&tke::CROSS_REGION_ID, &tke::CROSS_VPC_ID].iter().any(|name| service.settings.is_present(*name));
        (service_tag_owner(lb, service.uid.as_deref()) == TagOwnership::Ours).then_some((lb, crosses))
    });
    used.collect()
}
