//! Decodes the module's answer and renders it in the requested format. The exit status does not depend on the format.

use crate::answer::{Plan, Report};
use crate::arguments::{PlanArguments, ValidateArguments};
use crate::exit_status::{self, ExitStatus, ExitStatusDetail};
use crate::input_error::InputError;
use crate::messages;
use crate::module::ModuleApi;
use crate::output_format::{OutputFormat, PlanAnswer, ReportAnswer};
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
    let plan: Plan = decode(json)?;
    check_version(&plan.format_version)?;
    let requests = if arguments.requests { CallBodyVisibility::Shown } else { CallBodyVisibility::Hidden };
    let render = arguments.output.plan.ok_or_else(|| unsupported(arguments.output))?;
    let output = render(&PlanAnswer { json, plan: &plan, requests, planner }, view)?;
    let detail = if arguments.detailed_exitcode { ExitStatusDetail::Changes } else { ExitStatusDetail::ErrorsOnly };
    Ok((output, exit_status::of_plan(&plan, detail)))
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
    let report: Report = decode(json)?;
    check_version(&report.format_version)?;
    let render = arguments.output.report.ok_or_else(|| unsupported(arguments.output))?;
    let output = render(&ReportAnswer { json, report: &report, fail_on: arguments.fail_on, planner }, view)?;
    Ok((output, exit_status::of_report(&report, arguments.fail_on)))
}

/// The parser of arguments accepts only the formats of the command, so this is not reached from the command line.
fn unsupported(format: &OutputFormat) -> InputError {
    InputError::new(&messages::NOT_WRITTEN).caused_by(format!("-o {}", format.name))
}

fn decode<T: DeserializeOwned>(json: &str) -> Result<T, InputError> {
    serde_json::from_str(json)
        .map_err(|error| InputError::new(&messages::ANSWER_SHAPE).caused_by(error).help(&messages::ANSWER_FORMAT_HELP))
}

/// A minor version only adds fields, so every 1.x can be read.
fn check_version(version: &str) -> Result<(), InputError> {
    if version.split('.').next() == Some("1") {
        return Ok(());
    }
    let what = messages::ANSWER_FORMAT.with("version", version).with("known", "1.x");
    Err(InputError::new(what).help(&messages::ANSWER_FORMAT_HELP))
}
