//! The exit status.
//!
//! Status 1 and 2 are about the answer; 3 means that there is no answer. Nothing is judged here: the module decides what is
//! an error.

use crate::module_answer::{Diagnostic, Plan, PolicyVerdict, RelationToRequest, Report, Severity};
use crate::request::FailOnSeverity;

/// The module's finding about a Service that is to be deleted and does not exist.
const DELETE_ABSENT: &str = "request/delete-absent";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExitStatus {
    /// 0
    Success,
    /// 1: findings; or a plan with errors, blocked, or denied by the policy.
    Findings,
    /// 2: the plan changes something, and `--detailed-exitcode` was given.
    Changes,
    /// 3: no plan was made, because of a flag, a file or a fault of the module; or none of the named Services exists.
    CouldNotRun,
}

impl ExitStatus {
    pub fn code(self) -> u8 {
        match self {
            ExitStatus::Success => 0,
            ExitStatus::Findings => 1,
            ExitStatus::Changes => 2,
            ExitStatus::CouldNotRun => 3,
        }
    }
}

/// Whether the status shows that a plan changes something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangesInExitStatus {
    /// 0, with or without changes.
    ErrorsOnly,
    /// 2 with changes.
    Changes,
}

/// Which findings and plans are judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FindingsThatFail {
    /// Those that the change brings.
    New,
    /// `--fail-on-old`: also those of the live objects.
    All,
}

/// The status of a plan.
pub fn of_plan(plan: &Plan, detail: ChangesInExitStatus, judged: FindingsThatFail) -> ExitStatus {
    let counts = |existing: bool| judged == FindingsThatFail::All || !existing;
    if matches_nothing(plan) {
        return ExitStatus::CouldNotRun;
    }
    let denied = plan.policy.as_ref().is_some_and(|policy| {
        let mut violations = policy.violations.iter();
        policy.verdict == PolicyVerdict::Deny
            || violations.any(|found| found.severity == Severity::Error && counts(found.existing))
    });
    if denied
        || plan.diagnostics.iter().any(|finding| finding.severity == Severity::Error && counts(finding.existing))
        || plan.services.iter().any(|service| service.load_balancer.verdict.is_refused() && counts(service.existing))
    {
        ExitStatus::Findings
    } else if detail == ChangesInExitStatus::Changes && changes(plan) {
        ExitStatus::Changes
    } else {
        ExitStatus::Success
    }
}

/// True if none of the Services to delete exists, and nothing else is planned: as with a selector that selects nothing, there
/// is nothing to judge.
fn matches_nothing(plan: &Plan) -> bool {
    let mut errors = plan.diagnostics.iter().filter(|finding| finding.severity == Severity::Error).peekable();
    errors.peek().is_some()
        && errors.all(|finding| finding.code == DELETE_ABSENT)
        && plan.overview.iter().all(|row| row.scope == RelationToRequest::Other)
}

/// True if applying the plan changes something.
pub fn changes(plan: &Plan) -> bool {
    plan.services.iter().any(|service| !service.actions.is_empty() || !service.changes.is_empty())
}

/// The status of a report.
pub fn of_report(report: &Report, fail_on: FailOnSeverity, judged: FindingsThatFail) -> ExitStatus {
    let counts = |finding: &&Diagnostic| judged == FindingsThatFail::All || !finding.existing;
    let has_failures = report.diagnostics.iter().filter(counts).any(|finding| is_failure(finding.severity, fail_on));
    if has_failures { ExitStatus::Findings } else { ExitStatus::Success }
}

/// True if a finding of this severity makes a report fail.
pub fn is_failure(severity: Severity, fail_on: FailOnSeverity) -> bool {
    match severity {
        Severity::Error => true,
        Severity::Warning => fail_on != FailOnSeverity::Error,
        Severity::Info => fail_on == FailOnSeverity::Info,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn plan(value: Value) -> Plan {
        serde_json::from_value(value).unwrap()
    }

    fn of_plan(plan: &Plan, detail: ChangesInExitStatus) -> ExitStatus {
        super::of_plan(plan, detail, FindingsThatFail::New)
    }

    #[test]
    fn what_was_there_before_does_not_fail_unless_asked_for() {
        let mut old = json!({"formatVersion": "1.0", "services": [{"namespace": "a", "name": "b", "event": "unchanged", "existing": true, "loadBalancer": {"verdict": "error", "vip": "kept"}}]});
        old["diagnostics"] = json!([{"code": "a/b", "severity": "error", "message": "m", "existing": true}]);
        let status = |judged| super::of_plan(&plan(old.clone()), ChangesInExitStatus::Changes, judged);
        assert_eq!(
            (status(FindingsThatFail::New), status(FindingsThatFail::All)),
            (ExitStatus::Success, ExitStatus::Findings)
        );
        let violations = old["diagnostics"].clone();
        let denied = json!({"formatVersion": "1.0", "policy": {"verdict": "allow", "violations": violations}});
        let status = |judged| super::of_plan(&plan(denied.clone()), ChangesInExitStatus::Changes, judged);
        assert_eq!(
            (status(FindingsThatFail::New), status(FindingsThatFail::All)),
            (ExitStatus::Success, ExitStatus::Findings)
        );
        let report: Report = serde_json::from_value(old.clone()).unwrap();
        let status = |judged| of_report(&report, FailOnSeverity::Info, judged);
        assert_eq!(
            (status(FindingsThatFail::New), status(FindingsThatFail::All)),
            (ExitStatus::Success, ExitStatus::Findings)
        );
    }

    #[test]
    fn plan_status_follows_verdict_changes_and_policy() {
        let verdict = |verdict: &str| json!({"formatVersion": "1.0", "services": [{"namespace": "a", "name": "b", "event": "update", "loadBalancer": {"verdict": verdict, "vip": "kept"}}]});
        assert_eq!(of_plan(&plan(verdict("keep")), ChangesInExitStatus::Changes), ExitStatus::Success);
        assert_eq!(of_plan(&plan(verdict("blocked")), ChangesInExitStatus::ErrorsOnly), ExitStatus::Findings);
        assert_eq!(of_plan(&plan(verdict("error")), ChangesInExitStatus::ErrorsOnly), ExitStatus::Findings);
        let mut busy = verdict("update");
        busy["services"][0]["actions"] = json!([{"id": "a", "api": "ModifyListener", "request": {}, "address": "listener/TCP/80", "wave": 0, "because": {"code": "x", "message": "y", "basis": "inferred"}}]);
        assert_eq!(of_plan(&plan(busy.clone()), ChangesInExitStatus::ErrorsOnly), ExitStatus::Success);
        assert_eq!(of_plan(&plan(busy.clone()), ChangesInExitStatus::Changes), ExitStatus::Changes);
        busy["policy"] = json!({"verdict": "undecided", "violations": [{"code": "policy/undecided", "severity": "warning", "message": "m"}]});
        assert_eq!(of_plan(&plan(busy.clone()), ChangesInExitStatus::Changes), ExitStatus::Changes);
        busy["policy"] = json!({"verdict": "deny", "violations": []});
        assert_eq!(of_plan(&plan(busy.clone()), ChangesInExitStatus::Changes), ExitStatus::Findings);
        busy["policy"]["verdict"] = json!("warn");
        assert_eq!(of_plan(&plan(busy), ChangesInExitStatus::Changes), ExitStatus::Changes);
    }

    #[test]
    fn a_plan_of_nothing_but_absent_services_could_not_run() {
        let absent = json!({"code": DELETE_ABSENT, "severity": "error", "message": "m"});
        let mut answer = json!({"formatVersion": "1.0", "diagnostics": [absent]});
        assert_eq!(of_plan(&plan(answer.clone()), ChangesInExitStatus::Changes), ExitStatus::CouldNotRun);
        let row = |scope: &str| json!([{"danger": "keep", "verdict": "keep", "scope": scope, "services": []}]);
        answer["overview"] = row("other");
        assert_eq!(of_plan(&plan(answer.clone()), ChangesInExitStatus::Changes), ExitStatus::CouldNotRun);
        answer["overview"] = row("named");
        assert_eq!(of_plan(&plan(answer), ChangesInExitStatus::Changes), ExitStatus::Findings);
    }

    #[test]
    fn report_status_follows_the_threshold() {
        let report = |severity: &str| -> Report {
            serde_json::from_value(
                json!({"formatVersion": "1.0", "diagnostics": [{"code": "a/b", "severity": severity, "message": "m"}]}),
            )
            .unwrap()
        };
        let of = |severity: &str, fail_on| of_report(&report(severity), fail_on, FindingsThatFail::New).code();
        assert_eq!(
            [
                of("error", FailOnSeverity::Error),
                of("warning", FailOnSeverity::Error),
                of("info", FailOnSeverity::Error)
            ],
            [1, 0, 0]
        );
        assert_eq!(
            [
                of("error", FailOnSeverity::Warning),
                of("warning", FailOnSeverity::Warning),
                of("info", FailOnSeverity::Warning)
            ],
            [1, 1, 0]
        );
        assert_eq!([of("warning", FailOnSeverity::Info), of("info", FailOnSeverity::Info)], [1, 1]);
    }
}
