//! Judges a plan: the expectation of each Service, and the laws that hold of every plan.

use super::cloud_after::cloud_after;
use super::expectation::{CallExpectation, Expectation};
use super::expectation_by_decision_table::expectation;
use super::read_plan::{Plan, Planned};
use super::world::World;
use super::{laws_of_effects, laws_of_ownership, laws_of_plan_statements};

/// Something in a plan that must not be so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrokenLaw {
    /// The law or the part of an expectation that is broken.
    pub law: &'static str,
    /// The rule that the expectation follows; empty for a law.
    pub rule: &'static str,
    /// The place of the Service, where there is one.
    pub place: Option<usize>,
    pub text: String,
}

/// What was found, and what was looked at.
#[derive(Debug, Default)]
pub struct Judgement {
    pub complaints: Vec<BrokenLaw>,
    /// Each law and rule that had something to judge, once for each time.
    pub exercised: Vec<&'static str>,
}

impl Judgement {
    /// Counts a law that applies, and complains if it does not hold.
    pub fn law(&mut self, law: &'static str, place: Option<usize>, holds: bool, text: impl FnOnce() -> String) {
        self.exercised.push(law);
        if !holds {
            self.complaints.push(BrokenLaw { law, rule: "", place, text: text() });
        }
    }

    fn expect(
        &mut self,
        part: &'static str,
        rule: &'static str,
        place: usize,
        holds: bool,
        text: impl FnOnce() -> String,
    ) {
        self.exercised.push(part);
        if !holds {
            let text = format!("{}: {}", World::name(place), text());
            self.complaints.push(BrokenLaw { law: part, rule, place: Some(place), text });
        }
    }
}

pub fn judge(world: &World, plan: &Plan) -> Judgement {
    let mut judgement = Judgement::default();
    for place in world.places() {
        judge_service(world, plan, place, &mut judgement);
    }
    let after = cloud_after(world, plan);
    laws_of_ownership::check(world, plan, &mut judgement);
    laws_of_effects::check(world, plan, &after, &mut judgement);
    laws_of_plan_statements::check(world, plan, &mut judgement);
    judgement
}

fn judge_service(world: &World, plan: &Plan, place: usize, judgement: &mut Judgement) {
    let expected = expectation(world, place);
    judgement.exercised.push(expected.rule);
    let Some(planned) = plan.service(&World::name(place)) else {
        // A Service that has no load balancer and needs none may be left out of the plan.
        let may = expected.verdicts == ["none"] || expected.verdicts.is_empty();
        judgement.expect("the Service is in the plan", expected.rule, place, may, || "missing".to_owned());
        return;
    };
    judge_outcome(&expected, plan, planned, place, judgement);
    judge_calls(&expected, plan, planned, place, judgement);
}

fn judge_outcome(expected: &Expectation, plan: &Plan, planned: &Planned, place: usize, judgement: &mut Judgement) {
    let rule = expected.rule;
    if !expected.verdicts.is_empty() {
        let holds = expected.verdicts.contains(&planned.verdict.as_str());
        judgement.expect("expected verdict", rule, place, holds, || {
            format!("verdict {} ({}), expected {:?}", planned.verdict, planned.because, expected.verdicts)
        });
    }
    // Where a refusal was one of the readings, the address follows from it.
    let refused = matches!(planned.verdict.as_str(), "error" | "blocked") && !expected.is_exact();
    if !expected.vips.is_empty() && !refused {
        // Whatever becomes of a Service, it loses its address with a load balancer that another one deletes.
        let deleted = planned.id.as_ref().is_some_and(|id| laws_of_plan_statements::deleted_ids(plan).contains(id));
        // Section 3 does not say that the use by another Service keeps what TKE created: then both may lose it.
        let doubtful = plan.services.iter().any(|other| {
            let gives_up = matches!(other.verdict.as_str(), "release" | "replace") && other.vip != "kept";
            other.name != planned.name && other.id == planned.id && planned.id.is_some() && gives_up
        });
        let may_go = (planned.vip == "lost" && deleted) || (planned.vip == "unknown" && doubtful);
        let follows = |vip: &&str| *vip == planned.vip || (*vip == "kept" && may_go);
        let holds = expected.vips.iter().any(follows);
        judgement.expect("expected address", rule, place, holds, || {
            format!("address {}, expected {:?} (verdict {})", planned.vip, expected.vips, planned.verdict)
        });
    }
    if let Some(id) = expected.id {
        let holds = planned.id.as_deref() == Some(id);
        judgement.expect("expected load balancer", rule, place, holds, || {
            format!("about {:?}, expected {id} (verdict {})", planned.id, planned.verdict)
        });
    }
}

fn judge_calls(expected: &Expectation, plan: &Plan, planned: &Planned, place: usize, judgement: &mut Judgement) {
    let rule = expected.rule;
    for (part, api, presence) in [
        ("expected DeleteLoadBalancer", "DeleteLoadBalancer", expected.delete),
        ("expected CreateLoadBalancer", "CreateLoadBalancer", expected.create),
    ] {
        let count = planned.calls_of(api);
        let holds = match presence {
            CallExpectation::Must => count == 1,
            CallExpectation::MustNot => count == 0,
            CallExpectation::May => continue,
        };
        judgement.expect(part, rule, place, holds, || {
            format!("{count} calls of {api}, expected {presence:?} (verdict {})", planned.verdict)
        });
    }
    if let Some(id) = expected.untouched {
        let touching = planned.cloud_calls().find(|call| call.balancers().iter().any(|named| named == id));
        judgement.expect("expected to leave it alone", rule, place, touching.is_none(), || {
            format!("{} touches {id}", touching.map_or("", |call| &call.id))
        });
    }
    if expected.unproven {
        let withheld = planned.withheld.contains(&("load-balancer".to_owned(), "delete".to_owned()));
        judgement.expect("expected a withheld deletion", rule, place, withheld && !plan.complete, || {
            format!("withheld {:?}, complete {}", planned.withheld, plan.complete)
        });
    }
}
