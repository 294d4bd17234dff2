//! Combinations of flags that cannot be run. What one flag accepts is in the definitions of the arguments.

use crate::arguments::{
    Cli, Command, CommonArguments, DeletionArguments, PlanArguments, PlanOrValidate, ValidateArguments,
};
use crate::audit_arguments::AuditArguments;
use crate::cluster_and_cloud_arguments::{CaptureArguments, CloudArguments, ClusterConnectionArguments};
use crate::fleet_arguments::FleetArguments;
use crate::live_state::messages as live_messages;
use crate::messages::{self, Lang};
use crate::request::ServiceName;

/// The first problem.
pub fn problem(cli: &Cli) -> Option<String> {
    match &cli.command {
        Command::Plan(plan) => of_plan(plan),
        Command::Validate(validate) => of_validate(validate),
        Command::Audit(audit) => of_audit(audit),
        Command::Capture(capture) => of_capture(capture),
        Command::Fleet(fleet) => of_fleet(fleet),
        Command::Explain(_) | Command::Schema(_) | Command::Completion(_) => None,
    }
}

fn of_validate(validate: &ValidateArguments) -> Option<String> {
    let (common, deletions) = (&validate.common, &validate.deletions);
    let nothing = || {
        let is_empty = !common.has_manifests();
        is_empty.then(|| messages::NOTHING_TO_VALIDATE.text(common.answer.lang).to_owned())
    };
    of_common(common).or_else(nothing).or_else(|| of_deletions(common, deletions))
}

/// Flags about live Services to delete.
fn of_deletions(common: &CommonArguments, deletions: &DeletionArguments) -> Option<String> {
    let lang = common.answer.lang;
    if let Some(flag) = flag_about_deletions(common, deletions).filter(|_| !common.has_live_objects()) {
        return Some(live_messages::NEEDS_LIVE.format(lang, &[("flag", flag)]));
    }
    let contradiction = common.selector.is_some() && !deletions.delete_namespace.is_empty();
    contradiction.then(|| messages::SELECTOR_AND_NAMESPACE.text(lang).to_owned())
}

/// The first flag about deletions that means nothing without the objects of the cluster.
fn flag_about_deletions(common: &CommonArguments, deletions: &DeletionArguments) -> Option<&'static str> {
    first_used(flags_about_deletions(common, deletions))
}

/// The flags about deletions that mean nothing without the objects of the cluster, each with whether it is used.
fn flags_about_deletions(common: &CommonArguments, deletions: &DeletionArguments) -> [(&'static str, bool); 3] {
    let selects = || deletions.services().iter().any(ServiceName::is_of_whole_namespace);
    [
        ("--delete-namespace", !deletions.delete_namespace.is_empty()),
        ("--selector", common.selector.is_some() && selects()),
        ("--recreate", !deletions.recreate.is_empty()),
    ]
}

fn first_used(flags: impl IntoIterator<Item = (&'static str, bool)>) -> Option<&'static str> {
    flags.into_iter().find(|(_, is_used)| *is_used).map(|(flag, _)| flag)
}

fn of_plan(plan: &PlanArguments) -> Option<String> {
    let common = &plan.common;
    let lang = common.answer.lang;
    if let Some(problem) = of_common(common).or_else(|| of_cloud(&plan.cloud, lang)) {
        return Some(problem);
    }
    let prunes = plan.prune || plan.prune_all;
    let has_manifests = common.has_manifests();
    if prunes && !has_manifests {
        return Some(messages::NOTHING_TO_PRUNE_BY.text(lang).to_owned());
    }
    if !plan.deletions.recreate.is_empty() && !has_manifests {
        return Some(messages::NOTHING_TO_RECREATE_FROM.text(lang).to_owned());
    }
    if let Some(flag) = flag_of_plan_about_live(plan).filter(|_| !common.has_live_objects()) {
        return Some(live_messages::NEEDS_LIVE.format(lang, &[("flag", flag)]));
    }
    if common.state.is_some() && plan.cloud.cloud {
        return Some(live_messages::STATE_AND_CLOUD.text(lang).to_owned());
    }
    if let Some(problem) = of_deletions(common, &plan.deletions) {
        return Some(problem);
    }
    let is_empty = !has_manifests && plan.deletions.services().is_empty() && !plan.shows_cluster();
    is_empty.then(|| messages::NOTHING_TO_PLAN.text(lang).to_owned())
}

/// The first flag that means nothing without the objects of the cluster.
pub fn flag_about_live(command: PlanOrValidate<'_>) -> Option<&'static str> {
    match command {
        PlanOrValidate::Plan(plan) => flag_of_plan_about_live(plan),
        PlanOrValidate::Validate(validate) => flag_about_deletions(&validate.common, &validate.deletions),
    }
}

fn flag_of_plan_about_live(plan: &PlanArguments) -> Option<&'static str> {
    let prunes = [("--prune", plan.prune), ("--prune-all", plan.prune_all)];
    let facts = [("--live-facts", plan.live_facts.is_some()), ("--live-set", !plan.live_set.is_empty())];
    first_used(prunes.into_iter().chain(flags_about_deletions(&plan.common, &plan.deletions)).chain(facts))
}

fn of_common(common: &CommonArguments) -> Option<String> {
    if common.live_complete && common.live.is_empty() {
        return Some(live_messages::NEEDS_LIVE_FILES.format(common.answer.lang, &[("flag", "--live-complete")]));
    }
    of_cluster(&common.cluster, common.answer.lang)
}

fn of_fleet(fleet: &FleetArguments) -> Option<String> {
    let is_problem = fleet.resume && fleet.output_file().is_none();
    is_problem.then(|| messages::RESUME_NEEDS_OUTPUT.text(fleet.lang).to_owned())
}

fn of_audit(audit: &AuditArguments) -> Option<String> {
    let lang = audit.answer.lang;
    if audit.state.is_some() && audit.cloud.cloud {
        return Some(live_messages::STATE_AND_CLOUD.text(lang).to_owned());
    }
    let nothing = || (!audit.has_live_objects()).then(|| live_messages::NOTHING_TO_AUDIT.text(lang).to_owned());
    of_cluster(&audit.cluster, lang).or_else(|| of_cloud(&audit.cloud, lang)).or_else(nothing)
}

fn of_capture(capture: &CaptureArguments) -> Option<String> {
    let is_empty = !capture.cluster.cluster && !capture.cloud.cloud;
    let nothing = || is_empty.then(|| live_messages::NOTHING_TO_CAPTURE.text(capture.lang).to_owned());
    of_cluster(&capture.cluster, capture.lang).or_else(|| of_cloud(&capture.cloud, capture.lang)).or_else(nothing)
}

fn of_cluster(cluster: &ClusterConnectionArguments, lang: Lang) -> Option<String> {
    let flag = cluster.flag().filter(|_| !cluster.cluster)?;
    let message =
        if flag == "--context" { &live_messages::NEEDS_CLUSTER_OR_FACTS } else { &live_messages::NEEDS_CLUSTER };
    Some(message.format(lang, &[("flag", flag)]))
}

fn of_cloud(cloud: &CloudArguments, lang: Lang) -> Option<String> {
    let flag = cloud.flag().filter(|_| !cloud.cloud)?;
    Some(live_messages::NEEDS_CLOUD.format(lang, &[("flag", flag)]))
}
