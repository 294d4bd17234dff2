//! Which Services are shown in full, together with others, by their names only, or not at all.

use super::load_balancer_verdict::{is_unchanged, service_name};
use super::overview::has_overview;
use crate::finding_verbosity::OldFindingsDetail;
use crate::messages::{self, Message};
use crate::module_answer::{LoadBalancerVerdict, Plan, ServicePlan};
use std::collections::BTreeMap;

/// The Services of a plan, in the order of danger.
pub struct ShownServices<'a> {
    /// Shown in full, each with those to which the same happens.
    pub shown: Vec<(&'a ServicePlan, Vec<&'a ServicePlan>)>,
    /// Planned without the change as well, and therefore only named.
    pub folded: Vec<&'a ServicePlan>,
    /// Without changes; none where the overview counts them.
    pub unchanged: Vec<&'a ServicePlan>,
}

/// Divides the Services of a plan. What the change does not bring is folded where it brings something.
pub fn shown_services(plan: &Plan, old: OldFindingsDetail) -> ShownServices<'_> {
    let (unchanged, changed): (Vec<&ServicePlan>, Vec<&ServicePlan>) =
        plan.services.iter().partition(|service| is_unchanged(service));
    let folds = old == OldFindingsDetail::Counted && changed.iter().any(|service| !service.existing);
    let (folded, changed): (Vec<&ServicePlan>, Vec<&ServicePlan>) =
        changed.into_iter().partition(|service| folds && service.existing);
    let counted = has_overview(plan);
    let groups = if counted { groups(plan) } else { BTreeMap::new() };
    let mut places: BTreeMap<usize, usize> = BTreeMap::new();
    let mut shown: Vec<(&ServicePlan, Vec<&ServicePlan>)> = Vec::new();
    for service in changed {
        let group = groups.get(&(service.namespace.as_str(), service.name.as_str()));
        let place = group.map(|group| *places.entry(*group).or_insert(shown.len()));
        match place.and_then(|place| shown.get_mut(place)) {
            Some((_, equal)) => equal.push(service),
            None => shown.push((service, Vec::new())),
        }
    }
    let unchanged = if counted && old == OldFindingsDetail::Counted { Vec::new() } else { unchanged };
    ShownServices { shown, folded, unchanged }
}

/// The number of the group that each Service is in, by namespace and name.
fn groups(plan: &Plan) -> BTreeMap<(&str, &str), usize> {
    let rows = plan.overview.iter().enumerate();
    rows.flat_map(|(number, row)| {
        row.services.iter().map(move |one| ((one.namespace.as_str(), one.name.as_str()), number))
    })
    .collect()
}

impl ShownServices<'_> {
    /// The names of unchanged Services, by what they have.
    pub fn unchanged_names(&self) -> Vec<(&'static Message, Vec<String>)> {
        let lists =
            [(&messages::UNCHANGED, LoadBalancerVerdict::Keep), (&messages::WITHOUT, LoadBalancerVerdict::None)];
        let lists = lists.into_iter().map(|(title, verdict)| {
            let names = self.unchanged.iter().filter(|service| service.load_balancer.verdict == verdict);
            (title, names.map(|service| service_name(service)).collect::<Vec<String>>())
        });
        lists.filter(|(_, names)| !names.is_empty()).collect()
    }
}
