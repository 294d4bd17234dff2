//! What is expected of the plan of one Service: exactly where the notes are exact, a set where they are silent.

/// What the plan of one Service may say. `rule` names the row of the notes, and counts how often it was exercised.
#[derive(Clone, Debug, PartialEq)]
pub struct Expectation {
    pub rule: &'static str,
    /// The verdicts that fit; none: any.
    pub verdicts: &'static [&'static str],
    /// What may become of the address; none: anything.
    pub vips: &'static [&'static str],
    /// `DeleteLoadBalancer` of the load balancer that the Service held.
    pub delete: CallExpectation,
    /// `CreateLoadBalancer`.
    pub create: CallExpectation,
    /// The load balancer that the verdict is about.
    pub id: Option<&'static str>,
    /// No call may name this load balancer.
    pub untouched: Option<&'static str>,
    /// The call is withheld, so the plan is incomplete, and says that a deletion was withheld.
    pub unproven: bool,
}

/// Whether a call stands in the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallExpectation {
    Must,
    MustNot,
    May,
}

impl Expectation {
    /// Nothing is done to the cloud.
    pub fn nothing(
        rule: &'static str,
        verdicts: &'static [&'static str],
        vips: &'static [&'static str],
    ) -> Expectation {
        Expectation {
            rule,
            verdicts,
            vips,
            delete: CallExpectation::MustNot,
            create: CallExpectation::MustNot,
            id: None,
            untouched: None,
            unproven: false,
        }
    }

    /// The pages allow several readings: the laws that hold of every plan judge it alone.
    pub fn open(rule: &'static str) -> Expectation {
        Expectation {
            delete: CallExpectation::May,
            create: CallExpectation::May,
            ..Expectation::nothing(rule, &[], &[])
        }
    }

    pub fn about(self, id: &'static str) -> Expectation {
        Expectation { id: Some(id), ..self }
    }

    pub fn buys(self) -> Expectation {
        Expectation { create: CallExpectation::Must, ..self }
    }

    pub fn may_buy(self) -> Expectation {
        Expectation { create: CallExpectation::May, ..self }
    }

    pub fn deletes(self, delete: CallExpectation) -> Expectation {
        Expectation { delete, ..self }
    }

    pub fn unproven(self) -> Expectation {
        Expectation { unproven: true, ..self }
    }

    pub fn leaves_alone(self, id: &'static str) -> Expectation {
        Expectation { untouched: Some(id), ..self }
    }

    /// Whether it allows one verdict only.
    pub fn is_exact(&self) -> bool {
        self.verdicts.len() == 1
    }
}
