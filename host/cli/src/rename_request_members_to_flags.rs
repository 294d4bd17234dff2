//! Names of the request's members in texts of the module, as the flags that the user knows them by.
//!
//! The module says "provide `clb`", because its callers write requests. Here they are made from flags, and with `--cluster`
//! from others than without it.

use crate::arguments::PlanOrValidate;
use crate::module_answer::{Diagnostic, Plan, Reason, Report};

/// The flags that the user used for objects and cloud; where none was used, the first choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FlagsForRequestMembers {
    live: &'static str,
    clb: &'static str,
}

impl FlagsForRequestMembers {
    pub fn of(command: PlanOrValidate<'_>) -> FlagsForRequestMembers {
        let common = command.common();
        let has_state = common.state.is_some();
        let plan = match command {
            PlanOrValidate::Plan(plan) => Some(plan),
            PlanOrValidate::Validate(_) => None,
        };
        FlagsForRequestMembers {
            // A file of `capture` was made by these flags, and has what they read.
            live: if common.cluster.cluster || has_state { "--cluster" } else { "--live" },
            clb: if plan.is_some_and(|plan| plan.cloud.cloud || has_state && plan.clb.is_empty()) {
                "--cloud"
            } else {
                "--clb"
            },
        }
    }

    /// Those of a command that takes no manifests.
    pub fn new(live: &'static str, clb: &'static str) -> FlagsForRequestMembers {
        FlagsForRequestMembers { live, clb }
    }

    /// A text with flags in place of members.
    pub fn named(self, text: &str) -> String {
        let code = |name: &str| match name {
            "live" => Some(self.live.to_string()),
            "clb" => Some(self.clb.to_string()),
            _ => name.strip_prefix("context.").map(|key| format!("--set {key}=…")),
        };
        // Nothing can be added to a cluster that is read: it may lack the object, or the permission to read it.
        let text = match self.live {
            "--cluster" => text
                .replace(" to `live`", " to what `live` may read")
                .replace("加入 `live`", "加入 `live` 可读取的内容"),
            _ => text.to_string(),
        };
        let parts = text.split('`').enumerate();
        let parts = parts.map(|(number, part)| {
            let named = code(part).filter(|_| number % 2 == 1);
            named.unwrap_or_else(|| part.to_string())
        });
        parts.collect::<Vec<_>>().join("`")
    }

    fn rename(self, text: &mut String) {
        if text.contains('`') {
            *text = self.named(text);
        }
    }

    /// Names the flags in every text of a plan that says what to provide.
    pub fn rename_in_plan(self, plan: &mut Plan) {
        for service in &mut plan.services {
            service.load_balancer.because.iter_mut().for_each(|reason| self.rename_reason(reason));
            service.changes.iter_mut().flat_map(|change| &mut change.because).for_each(|one| self.rename_reason(one));
            service.actions.iter_mut().for_each(|action| self.rename_reason(&mut action.because));
            service.withheld.iter_mut().for_each(|withheld| self.rename_reason(&mut withheld.because));
        }
        plan.orphans.iter_mut().for_each(|orphan| self.rename_reason(&mut orphan.because));
        plan.assumptions.iter_mut().for_each(|assumption| self.rename(&mut assumption.message));
        let violations = plan.policy.iter_mut().flat_map(|policy| &mut policy.violations);
        plan.diagnostics.iter_mut().chain(violations).for_each(|finding| self.rename_finding(finding));
    }

    /// The same in a report.
    pub fn rename_in_report(self, report: &mut Report) {
        report.diagnostics.iter_mut().for_each(|finding| self.rename_finding(finding));
    }

    fn rename_reason(self, reason: &mut Reason) {
        self.rename(&mut reason.message);
    }

    fn rename_finding(self, finding: &mut Diagnostic) {
        self.rename(&mut finding.message);
        finding.why.iter_mut().chain(&mut finding.help).for_each(|text| self.rename(text));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arguments::Command;
    use crate::parse_arguments::parse;
    use std::ffi::OsString;

    fn named(line: &str, text: &str) -> String {
        match parse(line.split(' ').map(OsString::from)).unwrap().command {
            Command::Plan(plan) => FlagsForRequestMembers::of(PlanOrValidate::Plan(&plan)).named(text),
            Command::Validate(validate) => FlagsForRequestMembers::of(PlanOrValidate::Validate(&validate)).named(text),
            _ => panic!("{line}"),
        }
    }

    #[test]
    fn members_are_named_by_the_flags_that_were_used() {
        let text = "live: add it to `live` or to `clb` (set `context.clusterId`), not to `livex`";
        for (line, live, clb) in [
            ("clbplan plan a.yaml", "--live", "--clb"),
            ("clbplan plan a.yaml --live b --clb c", "--live", "--clb"),
            ("clbplan plan a.yaml --cluster --cloud", "--cluster", "--cloud"),
            ("kubectl-clbplan plan a.yaml", "--cluster", "--clb"),
            ("clbplan plan a.yaml --state s.json", "--cluster", "--cloud"),
            ("clbplan validate a.yaml --cluster", "--cluster", "--clb"),
        ] {
            let may_read = if live == "--cluster" { "what `--cluster` may read" } else { "`--live`" };
            let expected =
                format!("live: add it to {may_read} or to `{clb}` (set `--set clusterId=…`), not to `livex`");
            assert_eq!(named(line, text), expected, "{line}");
        }
        assert_eq!(named("clbplan plan a", "one ` alone live"), "one ` alone live");
    }
}
