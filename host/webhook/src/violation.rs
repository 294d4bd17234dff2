//! A guard of the policy that a change violates.

use jiff::civil::Date;

/// Guards that catch what happens to a load balancer. The others catch what a Service specifies.
const GUARDS_OF_ACTIONS: [&str; 6] = [
    "deletes-load-balancer",
    "changes-address",
    "replaces-load-balancer",
    "drains-backends",
    "adopts-load-balancer",
    UNDECIDED,
];

/// Stands for the guards of which nobody can tell whether the change violates them.
pub(crate) const UNDECIDED: &str = "undecided";

/// A violated guard of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// The guard, `deletes-load-balancer`.
    pub guard: String,
    /// The rule denies; otherwise it warns.
    pub denies: bool,
    /// The violation as a sentence, with the name of the rule.
    pub message: String,
    /// Why it matters.
    pub why: Option<String>,
    /// Until when the annotation lifts the guard; `None` if it does not.
    pub lifted_until: Option<Date>,
    /// When it ceased to.
    pub expired: Option<Date>,
}

impl Violation {
    /// True if the change must be denied for it.
    pub fn is_denial(&self) -> bool {
        self.denies && self.lifted_until.is_none()
    }

    /// True if the change violates the guard, and nobody has lifted that.
    pub fn is_warning(&self) -> bool {
        self.lifted_until.is_none() && !self.is_undecided()
    }

    /// True if nobody can tell whether the change violates guards; the message names them.
    pub fn is_undecided(&self) -> bool {
        self.guard == UNDECIDED
    }

    /// True if what happens is refused; false if what the Service specifies is.
    pub fn is_about_what_happens(&self) -> bool {
        is_about_what_happens(&self.guard)
    }
}

/// True for a guard that catches what happens to a load balancer.
pub(crate) fn is_about_what_happens(guard: &str) -> bool {
    GUARDS_OF_ACTIONS.contains(&guard)
}
