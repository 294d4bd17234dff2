//! The plan of one Service while it is written: what the pieces of `plan/` add to.

use super::action::KUBERNETES;
use super::calls::order;
use super::calls::request::Ref;
use super::{Action, Case, Change, Event, Step, Verb, Verdict, Vip, Withheld};
use crate::diagnostic::{Because, Diagnostic};
use crate::json::Value;
use crate::request::ServiceName;
use crate::sorted_map::{Map, Set};

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

impl Draft {
    /// True when anything is asked of the cloud, and not only written into objects of the cluster.
    pub fn has_calls(&self) -> bool {
        self.actions.iter().any(|action| action.api != KUBERNETES)
    }

    /// Takes back the calls that there is a reason for: what they would have done is withheld. A Service of which no other
    /// calls are left is kept as it is.
    pub fn take_back(&mut self, why: impl Fn(&Action) -> Option<Because>) {
        let mut dropped = Vec::new();
        for action in std::mem::take(&mut self.actions) {
            match why(&action) {
                Some(because) => dropped.push(((action.address, action.verb), because)),
                None => self.actions.push(action),
            }
        }
        let dropped = Map::from_unsorted(dropped);
        for change in std::mem::take(&mut self.changes) {
            match dropped.get(&(change.address.clone(), change.verb)).cloned() {
                Some(because) => {
                    self.withheld.push(Withheld { address: change.address, verb: change.verb, because });
                }
                None => self.changes.push(change),
            }
        }
        if self.verdict == Verdict::Update && !self.has_calls() {
            self.verdict = Verdict::Keep;
        }
    }

    /// Puts the calls in order again.
    pub fn order(&mut self) {
        order::order(&mut self.actions);
    }
}

/// A draft being written.
pub struct PlanBuilder<'a> {
    /// What is known.
    pub case: &'a Case<'a>,
    /// What is written.
    pub draft: Draft,
    /// How many calls there are by each name; a second one gets a number.
    pub calls: Map<String, usize>,
}

impl PlanBuilder<'_> {
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
        let id = format!("{}:{}:{address}", self.case.name, verb.name());
        let count = self.calls.get_or_default(id.clone());
        *count += 1;
        let id = if *count == 1 { id } else { format!("{id}#{count}") };
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
