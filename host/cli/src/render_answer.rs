//! Decodes the module's answer and renders it in the requested format. The exit status does not depend on the format.

use crate::arguments::{PlanArguments, PlanOrValidate, ValidateArguments};
use crate::exit_status::{self, ChangesInExitStatus, ExitStatus};
use crate::finding_verbosity::OldFindingsDetail;
use crate::input_error::InputError;
use crate::messages;
use crate::module::ModuleApi;
use crate::module_answer::{Assumption, Plan, Report};
use crate::output_format::{OldFindingsInOutput, OutputFormat, PlanAnswer, ReportAnswer};
use crate::rename_request_members_to_flags::FlagsForRequestMembers;
use crate::render_settings::{CallBodyVisibility, RenderSettings};
use serde::de::DeserializeOwned;

/// Renders a plan.
///
/// # Errors
/// The answer cannot be decoded or rendered.
pub fn plan(
    arguments: &PlanArguments,
    json: &str,
    view: &RenderSettings<'_>,
    planner: &dyn ModuleApi,
) -> Result<(String, ExitStatus), InputError> {
    let mut plan: Plan = decode(json)?;
    check_version(&plan.format_version)?;
    plan.services.sort_by_key(|service| service.rank);
    FlagsForRequestMembers::of(PlanOrValidate::Plan(arguments)).rename_in_plan(&mut plan);
    let not_read = view.not_read.iter();
    let not_read = not_read.map(|message| Assumption { code: String::new(), message: message.clone(), event: None });
    plan.assumptions.splice(0..0, not_read);
    let detail =
        if arguments.detailed_exitcode { ChangesInExitStatus::Changes } else { ChangesInExitStatus::ErrorsOnly };
    let status = exit_status::of_plan(&plan, detail, arguments.common.judged());
    if is_folded(arguments.output, view) {
        plan.diagnostics.retain(|finding| !finding.existing);
        fold_old_violations(&mut plan);
    }
    let requests = if arguments.requests { CallBodyVisibility::Shown } else { CallBodyVisibility::Hidden };
    let render = arguments.output.plan.ok_or_else(|| unsupported(arguments.output))?;
    let output = render(&PlanAnswer { json, plan: &plan, requests, planner }, view)?;
    Ok((output, status))
}

/// Renders a report.
///
/// # Errors
/// The answer cannot be decoded or rendered.
pub fn report(
    arguments: &ValidateArguments,
    json: &str,
    view: &RenderSettings<'_>,
    planner: &dyn ModuleApi,
) -> Result<(String, ExitStatus), InputError> {
    let mut report: Report = decode(json)?;
    check_version(&report.format_version)?;
    FlagsForRequestMembers::of(PlanOrValidate::Validate(arguments)).rename_in_report(&mut report);
    let status = exit_status::of_report(&report, arguments.fail_on, arguments.common.judged());
    if is_folded(arguments.output, view) {
        report.diagnostics.retain(|finding| !finding.existing);
    }
    let render = arguments.output.report.ok_or_else(|| unsupported(arguments.output))?;
    let output = render(&ReportAnswer { json, report: &report, fail_on: arguments.fail_on, planner }, view)?;
    Ok((output, status))
}

/// True where findings that the change does not bring are counted and not listed.
fn is_folded(format: &OutputFormat, view: &RenderSettings<'_>) -> bool {
    view.old == OldFindingsDetail::Counted && format.old == OldFindingsInOutput::Folded
}

/// The parser of arguments accepts only the formats of the command, so this is not reached from the command line.
fn unsupported(format: &OutputFormat) -> InputError {
    InputError::new(&messages::NOT_WRITTEN).caused_by(format!("-o {}", format.name))
}

/// Decodes an answer.
///
/// # Errors
/// It has another form.
pub fn decode<T: DeserializeOwned>(json: &str) -> Result<T, InputError> {
    serde_json::from_str(json)
        .map_err(|error| InputError::new(&messages::ANSWER_SHAPE).caused_by(error).help(&messages::ANSWER_FORMAT_HELP))
}

/// A minor version only adds fields, so every 1.x can be read.
///
/// # Errors
/// The version is another one.
pub fn check_version(version: &str) -> Result<(), InputError> {
    if version.split('.').next() == Some("1") {
        return Ok(());
    }
    let what = messages::ANSWER_FORMAT.with("version", version).with("known", "1.x");
    Err(InputError::new(what).help(&messages::ANSWER_FORMAT_HELP))
}

/// Counts the violations of the policy that the change does not bring with the old findings, and lists them no more.
fn fold_old_violations(plan: &mut Plan) {
    let Some(policy) = &mut plan.policy else { return };
    for violation in policy.violations.extract_if(.., |violation| violation.existing) {
        plan.existing.add(violation.severity);
    }
}
