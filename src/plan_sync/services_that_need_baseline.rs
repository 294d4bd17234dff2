//! Which part of the cluster has to be planned without the request: the Services that the answer asks about, and those that
//! share something with them. What shares nothing with a Service does not change its plan, so the rest is left out.

use super::stages_of_plan_and_simulate::PlansWithInputs;
use crate::current;
use crate::diagnostic::Diagnostic;
use crate::model::{LoadBalancer, Service, placeholder_id};
use crate::planner::danger::Danger;
use crate::planner::{ServiceEvent, ServicePlan};
use crate::request::{Context, ServiceName};
use crate::sorted_map::{SortedSet, sort_by};
use crate::syntax::KubernetesObject;
use crate::tke;

/// The part of the cluster that is planned without the request.
pub(super) enum BaselineScope {
    /// The answer asks about no live object.
    Nothing,
    /// Services, and the load balancers that they can have to do with.
    Part { services: SortedSet<ServiceName>, load_balancers: SortedSet<String> },
    /// All of it.
    Whole,
}

impl BaselineScope {
    /// What the plans and findings of an answer ask about. `context` is that of the plan without the request.
    pub(super) fn of(
        planned: &PlansWithInputs<'_>,
        findings: &[Diagnostic],
        context: &Context,
        is_shown: &dyn Fn(&ServiceName) -> bool,
    ) -> BaselineScope {
        let Some(asked) = asked_services(planned, findings, is_shown) else { return BaselineScope::Whole };
        if asked.is_empty() {
            return BaselineScope::Nothing;
        }
        // Under a quota every purchase changes what is left for the Services after it.
        let has_quota = context.quotas.as_ref().is_some_and(|quotas| quotas.clbs_per_region.is_some());
        if has_quota || asked.len() == planned.services.live.len() {
            return BaselineScope::Whole;
        }
        sharing_with(&asked, planned)
    }
}

/// The live Services that are asked about; `None` where another object is, which any of them may use.
fn asked_services(
    planned: &PlansWithInputs<'_>,
    findings: &[Diagnostic],
    is_shown: &dyn Fn(&ServiceName) -> bool,
) -> Option<SortedSet<ServiceName>> {
    let is_live = |name: &ServiceName| planned.services.live.contains_key(name);
    let objects = findings.iter().filter_map(|finding| finding.object.as_ref());
    let mut objects: Vec<_> = objects.map(|object| (object.identity(), object)).collect();
    sort_by(&mut objects, Ord::cmp);
    objects.dedup_by_key(|(identity, _)| *identity);
    let (mut asked, mut others) = (Vec::new(), Vec::new());
    for (identity, object) in objects {
        let name = ServiceName::of_reference(object);
        if identity.0 == "Service" && is_live(&name) { asked.push(name) } else { others.push(identity) }
    }
    let is_other = |object: &KubernetesObject| others.binary_search(&object.reference.identity()).is_ok();
    if !others.is_empty() && planned.provided.live.iter().any(is_other) {
        return None;
    }
    let is_affected = |plan: &ServicePlan| plan.has_effect() && is_live(&plan.name);
    if asked.is_empty() && !planned.plans.iter().any(is_affected) {
        return Some(SortedSet::new());
    }
    // What is planned for a changed Service cannot be planned for the one that there is.
    let is_asked = |plan: &&ServicePlan| {
        plan.event == ServiceEvent::Unchanged
            && Danger::of(plan, &planned.provided_or_derived_cloud.cloud) != Danger::Keep
            && is_live(&plan.name)
    };
    asked.extend(planned.plans.iter().filter(is_asked).map(|plan| plan.name.clone()));
    asked.retain(is_shown);
    Some(SortedSet::from_unsorted(asked))
}

/// A Service or a load balancer.
#[derive(Clone, Copy)]
enum Member<'a> {
    Service(&'a ServiceName),
    LoadBalancer(&'a str),
}

/// These Services, and all that they are connected with: by the id of a load balancer, of a listener or of an object, or by a
/// token.
fn sharing_with(asked: &SortedSet<ServiceName>, planned: &PlansWithInputs<'_>) -> BaselineScope {
    let cloud = &planned.provided_or_derived_cloud.cloud;
    let services = planned.services.live.values().map(|live| (Member::Service(&live.name), keys_of_service(live)));
    let load_balancers =
        cloud.load_balancers.values().map(|lb| (Member::LoadBalancer(&lb.id), keys_of_load_balancer(lb)));
    let members: Vec<(Member<'_>, Vec<String>)> = services.chain(load_balancers).collect();
    let mut with_key: Vec<(&str, usize)> =
        members.iter().enumerate().flat_map(|(at, (_, keys))| keys.iter().map(move |key| (key.as_str(), at))).collect();
    sort_by(&mut with_key, Ord::cmp);
    let is_asked = |(_, (member, _)): &(usize, &(Member<'_>, Vec<String>))| match member {
        Member::Service(name) => asked.contains(*name),
        Member::LoadBalancer(_) => false,
    };
    let mut open: Vec<usize> = members.iter().enumerate().filter(is_asked).map(|(at, _)| at).collect();
    let mut found: Vec<bool> = vec![false; members.len()];
    // By the position of the key's first member.
    let mut followed: Vec<bool> = vec![false; with_key.len()];
    while let Some(at) = open.pop() {
        let Some(is_found) = found.get_mut(at).filter(|is_found| !**is_found) else { continue };
        *is_found = true;
        for key in members.get(at).into_iter().flat_map(|(_, keys)| keys) {
            let first = with_key.partition_point(|(other, _)| *other < key.as_str());
            let Some(is_followed) = followed.get_mut(first).filter(|is_followed| !**is_followed) else { continue };
            *is_followed = true;
            let same = with_key.iter().skip(first).take_while(|(other, _)| *other == key.as_str());
            open.extend(same.map(|(_, at)| *at));
        }
    }
    let (mut services, mut load_balancers) = (Vec::new(), Vec::new());
    for ((member, _), _) in members.iter().zip(found).filter(|(_, is_found)| *is_found) {
        match member {
            Member::Service(name) => services.push((*name).clone()),
            Member::LoadBalancer(id) => load_balancers.push((*id).to_owned()),
        }
    }
    BaselineScope::Part {
        services: SortedSet::from_unsorted(services),
        load_balancers: SortedSet::from_unsorted(load_balancers),
    }
}

/// What connects a Service with others, and with its load balancer.
fn keys_of_service(live: &Service<'_>) -> Vec<String> {
    let raw = [live.settings.raw(&tke::LOADBALANCE_ID), live.settings.raw(&tke::TKE_EXISTED_LBID)];
    let token = live.settings.raw(&tke::CLIENT_TOKEN);
    let written = raw.into_iter().chain([token, live.uid.as_deref()]).flatten().map(str::to_owned);
    let read = live.assigned_lb_id().into_iter().chain(live.requested_lb_id());
    // Another Service may name the id that is assumed where none is known.
    let mut keys: Vec<String> = written.chain(read).chain([placeholder_id("lb-", &live.name.to_string())]).collect();
    keys.retain(|key| !key.is_empty());
    keys
}

/// What connects a load balancer with its Services, and with another one that has a listener of the same id.
fn keys_of_load_balancer(lb: &LoadBalancer) -> Vec<String> {
    let owners = current::service_uid_tags(lb).map(|(_, uid)| uid);
    let listeners = lb.listeners.iter().flatten().map(|listener| listener.id.as_str());
    owners.chain(listeners).chain([lb.id.as_str()]).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::super::provided_or_derived_cloud::{ProvidedCloud, RawResponseRetention};
    use super::*;
    use crate::json::{Value, json};
    use crate::planner::{PlanPurpose, codes};
    use crate::provided_objects::ProvidedObjects;
    use crate::request::PlanRequest;
    use crate::request::decoder::Decode;
    use crate::syntax::SyntaxNode;

    fn service(name: &str, existing: &str) -> Value {
        let annotation = tke::TKE_EXISTED_LBID.name();
        json!({
            "apiVersion": "v1", "kind": "Service",
            "metadata": { "name": name, "namespace": "shop", "uid": name, "annotations": { annotation: existing } },
            "spec": { "type": "LoadBalancer", "ports": [{ "name": "http", "port": 80, "nodePort": 30080 }] },
        })
    }

    /// The Services that are planned again where one of these, or another object, has a finding.
    fn planned_again(found: &[(&str, &str)], context: Value) -> Option<Vec<String>> {
        let services = vec![service("a", "lb-shared000"), service("b", "lb-shared000"), service("c", "lb-own00000")];
        let config = json!({
            "apiVersion": "cloud.tencent.com/v1alpha1", "kind": "TkeServiceConfig",
            "metadata": { "name": "tuned", "namespace": "shop" },
        });
        let live: Vec<Value> = services.iter().cloned().chain([config]).collect();
        let clb = json!({ "complete": true, "loadBalancers": [] });
        let request = json!({ "manifests": services, "live": live, "clb": clb, "context": context });
        let mut request = PlanRequest::decode(SyntaxNode::from_json(request)).unwrap();
        let responses = ProvidedCloud::read(&request);
        let provided = ProvidedObjects::of_plan(&mut request);
        let (keep, purpose) = (RawResponseRetention::Discard, PlanPurpose::Calls);
        let mut planned = PlansWithInputs::of(&provided, &request, responses, keep, purpose);
        // Only the findings of the test count.
        planned.plans.clear();
        let finding = |(kind, name): &(&str, &str)| {
            let object = provided.live.iter().find(|object| (object.kind(), object.name()) == (*kind, *name)).unwrap();
            Diagnostic::new(&codes::ENDANGERED).object(object.reference.clone())
        };
        let findings: Vec<Diagnostic> = found.iter().map(finding).collect();
        match BaselineScope::of(&planned, &findings, &provided.context, &|_| true) {
            BaselineScope::Nothing => Some(Vec::new()),
            BaselineScope::Part { services, .. } => Some(services.iter().map(|name| name.name.clone()).collect()),
            BaselineScope::Whole => None,
        }
    }

    #[test]
    fn only_what_is_asked_about_and_what_shares_with_it_is_planned_again() {
        let planned = |found: &[(&str, &str)]| planned_again(found, json!({})).map(|names| names.join(" "));
        assert_eq!(planned(&[]).as_deref(), Some(""));
        assert_eq!(planned(&[("Service", "c")]).as_deref(), Some("c"));
        assert_eq!(planned(&[("Service", "a")]).as_deref(), Some("a b"));
    }

    #[test]
    fn everything_is_planned_again_where_any_service_may_matter() {
        assert_eq!(planned_again(&[("TkeServiceConfig", "tuned")], json!({})), None);
        let quotas = json!({ "quotas": { "clbsPerRegion": 2 } });
        assert_eq!(planned_again(&[("Service", "c")], quotas), None);
    }
}
