//! An answer in the format that was asked for, and the exit status, which no format changes.

use crate::answer::{Diagnostic, Plan, Report};
use crate::arguments::{PlanArguments, PlanOutput, ReportOutput, ValidateArguments};
use crate::exit_status::{self, Detail, ExitStatus};
use crate::input_error::InputError;
use crate::messages::{self, Lang};
use crate::module::Planner;
use crate::rule_metadata::rules;
use crate::sarif::{self, Findings};
use crate::summary::count::{self, ZeroCounts};
use crate::text::{self, Requests, View};
use crate::{github, html, junit, markdown, plan_findings, yaml};
use serde::de::DeserializeOwned;

/// A plan.
///
/// # Errors
/// The answer cannot be read.
pub fn plan(
    arguments: &PlanArguments,
    answer: String,
    view: &View<'_>,
    planner: &dyn Planner,
) -> Result<(String, ExitStatus), InputError> {
    let lang = view.lang;
    let plan: Plan = decode(&answer, lang)?;
    known(&plan.format_version, lang)?;
    let detail = if arguments.detailed_exitcode { Detail::Changes } else { Detail::Plain };
    let requests = if arguments.requests { Requests::Shown } else { Requests::Hidden };
    let output = match arguments.output {
        PlanOutput::Text => text::plan(&plan, view, requests),
        PlanOutput::Json => answer + "\n",
        PlanOutput::Yaml => yaml::yaml(&answer, lang)?,
        PlanOutput::Markdown => markdown::plan(&plan, view, requests),
        PlanOutput::Sarif => {
            let not_checked = plan.assumptions.iter().map(|assumption| assumption.message.as_str()).collect();
            sarif(&plan_findings::of_plan(&plan, view.manifests, lang), not_checked, view, planner)
        }
        PlanOutput::Github => {
            let (head, text) = count::plan(&plan, lang, ZeroCounts::Show);
            github::commands(&plan_findings::of_plan(&plan, view.manifests, lang), &format!("{head}{text}"), view)
        }
        PlanOutput::Html => html::plan(&plan, view),
    };
    Ok((output, exit_status::of_plan(&plan, detail)))
}

/// A report.
///
/// # Errors
/// The answer cannot be read.
pub fn report(
    arguments: &ValidateArguments,
    answer: String,
    view: &View<'_>,
    planner: &dyn Planner,
) -> Result<(String, ExitStatus), InputError> {
    let lang = view.lang;
    let report: Report = decode(&answer, lang)?;
    known(&report.format_version, lang)?;
    let output = match arguments.output {
        ReportOutput::Text => text::report(&report, view),
        ReportOutput::Json => answer + "\n",
        ReportOutput::Sarif => sarif(&report.diagnostics, Vec::new(), view, planner),
        ReportOutput::Github => {
            let summary = count::report(&report, view.manifests.files(), lang);
            github::commands(&report.diagnostics, &summary, view)
        }
        ReportOutput::Junit => junit::xml(&report, arguments.fail_on, view)
            .map_err(|error| InputError::new(lang, &messages::NOT_WRITTEN, &[]).why(error))?,
    };
    Ok((output, exit_status::of_report(&report, arguments.fail_on)))
}

fn sarif(findings: &[Diagnostic], not_checked: Vec<&str>, view: &View<'_>, planner: &dyn Planner) -> String {
    let rules = rules(findings, planner, view.lang);
    sarif::log(&Findings { findings, not_checked, rules: &rules }, view)
}

fn decode<T: DeserializeOwned>(answer: &str, lang: Lang) -> Result<T, InputError> {
    serde_json::from_str(answer).map_err(|error| {
        let error = InputError::new(lang, &messages::ANSWER_SHAPE, &[]).why(error);
        error.help(lang, &messages::ANSWER_FORMAT_HELP, &[])
    })
}

/// A minor version adds, a major one breaks.
fn known(version: &str, lang: Lang) -> Result<(), InputError> {
    if version.split('.').next() == Some("1") {
        return Ok(());
    }
    let error = InputError::new(lang, &messages::ANSWER_FORMAT, &[("version", version), ("known", "1.x")]);
    Err(error.help(lang, &messages::ANSWER_FORMAT_HELP, &[]))
}
