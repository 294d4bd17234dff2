//! Differences that the plan leaves as they are: each once, with its sign and its label.

use super::text_role::TextRole;
use crate::messages::{self, Message};
use crate::module_answer::{Reason, ServicePlan, Verb, VipVerdict};

/// One line.
pub struct WithheldLine<'a> {
    pub role: TextRole,
    /// `!` of a refused change, `?` where the controller may do it all the same, `=` of what stays as it is.
    pub sign: &'static str,
    pub address: &'a str,
    /// `not deleted`
    pub label: &'static Message,
    /// Absent if the verdict has the same reason.
    pub because: Option<&'a Reason>,
}

/// The lines of a Service. Two that would look the same are one.
pub fn withheld_lines(service: &ServicePlan) -> Vec<WithheldLine<'_>> {
    let mut lines: Vec<WithheldLine<'_>> = Vec::new();
    for withheld in &service.withheld {
        let (role, sign) = sign(service, withheld.verb);
        let because = Some(&withheld.because).filter(|reason| !service.load_balancer.because.contains(reason));
        let label = label(service, withheld.verb);
        let line = WithheldLine { role, sign, address: &withheld.address, label, because };
        let is_same = |known: &WithheldLine<'_>| {
            std::ptr::eq(known.label, label) && (known.address, known.because) == (line.address, because)
        };
        if !lines.iter().any(is_same) {
            lines.push(line);
        }
    }
    lines
}

fn sign(service: &ServicePlan, verb: Verb) -> (TextRole, &'static str) {
    if service.load_balancer.verdict.is_refused() {
        (TextRole::Bad, "!")
    } else if verb == Verb::Delete && is_uncertain(service) {
        (TextRole::Caution, "?")
    } else {
        (TextRole::Faint, "=")
    }
}

/// The controller may delete what the plan does not.
fn is_uncertain(service: &ServicePlan) -> bool {
    service.load_balancer.unproven || service.load_balancer.vip == VipVerdict::Unknown
}

fn label(service: &ServicePlan, verb: Verb) -> &'static Message {
    let is_refused = service.load_balancer.verdict.is_refused();
    match verb {
        Verb::Delete if !is_refused && service.load_balancer.unproven => &messages::WITHHELD_PROBABLE,
        Verb::Delete if !is_refused && is_uncertain(service) => &messages::WITHHELD_POSSIBLE,
        Verb::Create => &messages::WITHHELD_CREATE,
        Verb::Update => &messages::WITHHELD_UPDATE,
        Verb::Delete => &messages::WITHHELD_DELETE,
        Verb::Release => &messages::WITHHELD_RELEASE,
        Verb::Other => &messages::WITHHELD_OTHER,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn lines(verdict: &str, unproven: bool, reasons: &[&str]) -> Vec<String> {
        let reason = |code: &str| json!({ "code": code, "message": code, "basis": "inferred" });
        let withheld = |code: &&str| json!({ "address": "load-balancer", "verb": "delete", "because": reason(code) });
        let service: ServicePlan = serde_json::from_value(json!({
            "namespace": "a", "name": "b",
            "loadBalancer": { "verdict": verdict, "vip": "lost", "unproven": unproven, "because": [reason("x"), reason("y")] },
            "withheld": reasons.iter().map(withheld).collect::<Vec<_>>(),
        }))
        .unwrap();
        let text = |line: WithheldLine<'_>| format!("{} {}", line.sign, line.label.en);
        withheld_lines(&service).into_iter().map(text).collect()
    }

    /// "= not deleted" below "probably deletes" contradicted it.
    #[test]
    fn what_is_probable_is_not_called_unchanged() {
        assert_eq!(lines("delete", true, &["x"]), ["? probably deleted; no call is planned"]);
        assert_eq!(lines("update", false, &["x"]), ["= not deleted"]);
        assert_eq!(lines("error", true, &["x"]), ["! not deleted"]);
    }

    #[test]
    fn equal_lines_are_one() {
        assert_eq!(lines("error", false, &["x", "y"]).len(), 1);
        assert_eq!(lines("error", false, &["x", "z"]).len(), 2);
    }
}
