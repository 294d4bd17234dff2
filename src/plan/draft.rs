//! The plan of one Service: facts, the table's outcome, and what the outcome means in calls.

use super::facts::Facts;
use super::neighbours::Neighbours;
use super::outcome::Outcomes;
use super::request::Ref;
use super::{Action, Change, Event, Step, Verb, Verdict, Vip, Withheld};
use super::{drift, order, reasons, refused, service_config, unchecked};
use crate::current;
use crate::desired::{Desired, Intent};
use crate::diagnostic::{Because, Diagnostic};
use crate::input::request::{Context, ServiceName};
use crate::json::Value;
use crate::model::{ListenerKey, Service};
use crate::sorted::Set;

/// Everything that is known of one Service.
pub struct Case<'a> {
    /// Namespace and name.
    pub name: ServiceName,
    /// What happens to the object.
    pub event: Event,
    /// The object as it will be; `None` when it goes away.
    pub wanted: Option<&'a Service<'a>>,
    /// The object as it is.
    pub live: Option<&'a Service<'a>>,
    /// What it asks for.
    pub desired: &'a Desired,
    /// What it holds.
    pub holding: current::Holding<'a>,
    /// The keys of the listeners that the live object asked for.
    pub before: Vec<ListenerKey>,
    /// The names by which the controller knows this Service's listeners.
    pub own_names: Vec<String>,
    /// The cloud.
    pub cloud: &'a crate::model::Cloud,
    /// The other Services.
    pub neighbours: &'a Neighbours,
    /// What is known of the cluster.
    pub context: &'a Context,
    /// Whether the API server would take the manifest.
    pub admission: Admission,
    /// Where the knowledge of the CLB comes from.
    pub evidence: Evidence,
    /// How many more CLBs may be bought.
    pub room: Room,
}

impl Case<'_> {
    /// What becomes of the address when nothing is done.
    pub fn untouched(&self) -> Vip {
        match self.holding {
            current::Holding::Auto(_) | current::Holding::Existing(_) => Vip::Kept,
            current::Holding::Lost(_) => Vip::Lost,
            current::Holding::Nothing => Vip::None,
        }
    }

    /// True when another Service asks for a listener in that place of a CLB, and has it or is served first.
    pub fn is_claimed(&self, id: &str, key: ListenerKey) -> bool {
        self.neighbours.keeper(id, key).is_some_and(|keeper| keeper.name != self.name)
    }

    /// True when a listener in that place of a CLB is this Service's to delete: no other Service asks for it, and none that
    /// leaves at the same time does it.
    pub fn takes_along(&self, id: &str, key: ListenerKey) -> bool {
        let other = self.neighbours.remover(id, key).is_some_and(|remover| *remover != self.name);
        !other && !self.is_claimed(id, key)
    }

    /// True when another Service asks for a listener in that place of a CLB, and has it.
    pub fn is_in_use(&self, id: &str, key: ListenerKey) -> bool {
        self.neighbours.keeper(id, key).is_some_and(|keeper| keeper.has && keeper.name != self.name)
    }

    /// True for a listener of that name on a CLB of this Service: the controller's own, not a person's.
    pub fn owns(&self, name: &str) -> bool {
        self.own_names.iter().any(|own| own == name)
    }
}

/// Whether the API server would take the manifest, and the controller sync it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Admission {
    /// They would.
    Taken,
    /// The API server would not.
    Refused,
    /// The controller would stop the sync: the name of the finding that says why.
    Stopped(&'static str),
}

/// Where the knowledge of a CLB comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Evidence {
    /// From the cloud's answers.
    Observed,
    /// From a simulated sync of the live manifest.
    Derived,
}

/// `LoadBalancerType` of an internal CLB.
const INTERNAL: &str = "INTERNAL";

/// How many more CLBs the account may have in the region, by type; `None`: not told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Room {
    /// Public ones.
    pub open: Option<i64>,
    /// Internal ones.
    pub internal: Option<i64>,
}

impl Room {
    /// What is left for a purchase of that type.
    pub fn of(self, kind: Option<&str>) -> Option<i64> {
        if kind == Some(INTERNAL) { self.internal } else { self.open }
    }

    /// What is left after a plan was carried out.
    pub fn after(mut self, draft: &Draft) -> Room {
        for action in draft.actions.iter().filter(|action| action.api == "CreateLoadBalancer") {
            let kind = action.request.get("LoadBalancerType").and_then(Value::as_str);
            let left = if kind == Some(INTERNAL) { &mut self.internal } else { &mut self.open };
            *left = left.map(|left| left - 1);
        }
        self
    }
}

/// The plan of one Service.
#[derive(Debug, Clone)]
pub struct Draft {
    /// Namespace and name.
    pub name: ServiceName,
    /// The API server's id.
    pub uid: Option<String>,
    /// What happens to the object.
    pub event: Event,
    /// What becomes of the CLB.
    pub verdict: Verdict,
    /// The CLB it is about.
    pub id: Option<String>,
    /// What happens to the address.
    pub vip: Vip,
    /// Why.
    pub because: Vec<Because>,
    /// Edits without effect.
    pub ignored: usize,
    /// What differs.
    pub changes: Vec<Change>,
    /// Calls.
    pub actions: Vec<Action>,
    /// What was seen and left alone.
    pub withheld: Vec<Withheld>,
    /// What was not given and therefore not checked.
    pub assumptions: Vec<Because>,
    /// False: something needed was not given.
    pub complete: bool,
    /// Findings of the plan.
    pub findings: Vec<Diagnostic>,
}

/// A draft being written.
pub struct Work<'a> {
    /// What is known.
    pub case: &'a Case<'a>,
    /// What is written.
    pub draft: Draft,
}

impl Work<'_> {
    /// Notes a difference that the plan removes.
    pub fn change(&mut self, change: Change) {
        self.draft.changes.push(change);
    }

    /// Notes a call; the id it gets.
    #[allow(clippy::too_many_arguments)]
    pub fn act(
        &mut self,
        step: Step,
        site: &Ref,
        api: &'static str,
        request: Value,
        address: &str,
        verb: Verb,
        because: &Because,
    ) -> String {
        // The second of one name is `…#2`: calls come in batches.
        let same = self.draft.actions.iter().filter(|action| action.verb == verb && action.address == address).count();
        let number = if same == 0 { String::new() } else { format!("#{}", same + 1) };
        let id = format!("{}:{}:{address}{number}", self.case.name, verb.name());
        self.draft.actions.push(Action {
            id: id.clone(),
            step,
            site: site.key().to_owned(),
            api,
            request,
            address: address.to_owned(),
            verb,
            after: Set::new(),
            wave: 0,
            because: because.clone(),
        });
        id
    }

    /// Notes a difference that is left alone.
    pub fn withhold(&mut self, address: String, verb: Verb, because: Because) {
        self.draft.withheld.push(Withheld { address, verb, because });
    }

    /// Notes that something needed was not given.
    pub fn incomplete(&mut self, because: Because) {
        self.draft.complete = false;
        self.assume(because);
    }

    /// Notes that something was not given and is not checked.
    pub fn assume(&mut self, because: Because) {
        if !self.draft.assumptions.contains(&because) {
            self.draft.assumptions.push(because);
        }
    }

    /// Says what becomes of the CLB and its address, and why.
    pub fn say(&mut self, verdict: Verdict, vip: Vip, because: Vec<Because>) {
        self.draft.verdict = verdict;
        self.draft.vip = vip;
        self.draft.because = because;
    }
}

/// Plans one Service.
pub fn draft(case: &Case<'_>) -> Draft {
    let held = case.holding.load_balancer();
    let draft = Draft {
        name: case.name.clone(),
        uid: case.live.or(case.wanted).and_then(|service| service.uid.clone()),
        event: case.event,
        verdict: Verdict::None,
        id: held.map(|lb| lb.id.clone()),
        vip: Vip::None,
        because: Vec::new(),
        ignored: 0,
        changes: Vec::new(),
        actions: Vec::new(),
        withheld: Vec::new(),
        assumptions: case.desired.assumptions.clone(),
        complete: true,
        findings: case.desired.findings.clone(),
    };
    let mut work = Work { case, draft };
    if let Some(because) = unusable(case) {
        let vip = if held.is_some() { Vip::Kept } else { Vip::None };
        work.say(Verdict::Error, vip, because);
        work.draft.complete = false;
        return work.draft;
    }
    let facts = Facts::of(case);
    let (row, outcome) = facts.decide(facts.era);
    let because = reasons::of_row(row, facts.era).because();
    Outcomes { case, facts: &facts, because }.carry_out(&mut work, outcome);
    if case.event == Event::Delete {
        service_config::delete(&mut work);
    }
    refused::stop(&mut work);
    unchecked::other_era(&mut work, &facts, outcome);
    drift::tell(&mut work);
    unchecked::tell(&mut work);
    order::order(&mut work.draft.actions);
    work.draft
}

/// Why nothing can be planned at all.
fn unusable(case: &Case<'_>) -> Option<Vec<Because>> {
    if case.admission == Admission::Refused {
        return Some(vec![reasons::REJECTED.because()]);
    }
    let invalid = &case.desired.invalid;
    if !invalid.is_empty() {
        let say = |name: &&'static str| reasons::SETTING_INVALID.with("annotation", *name);
        return Some(invalid.iter().map(say).collect());
    }
    match (case.admission, &case.desired.intent) {
        (Admission::Taken | Admission::Refused, _) | (Admission::Stopped(_), Intent::None(_)) => None,
        (Admission::Stopped(finding), Intent::Auto(_) | Intent::Existing(..)) => {
            Some(vec![reasons::SYNC_STOPPED.with("finding", finding)])
        }
    }
}
