//! The type of an output format: a name, and functions that render a plan, a report or both.

use crate::input_error::InputError;
use crate::module::ModuleApi;
use crate::module_answer::{Plan, Report};
use crate::render_settings::{CallBodyVisibility, RenderSettings};
use crate::request::FailOnSeverity;

/// One output format; the table of formats has one row for each.
#[derive(Debug)]
pub struct OutputFormat {
    /// The value of `--output`.
    pub name: &'static str,
    /// One line of `--help`.
    pub help: &'static str,
    pub positions: PositionUse,
    pub old: OldFindingsInOutput,
    pub assumptions: AssumptionsInOutput,
    /// Renders a plan; `None` if `plan` does not have this format.
    pub plan: Option<PlanRenderer>,
    /// Renders a report; `None` if `validate` does not have this format.
    pub report: Option<ReportRenderer>,
}

pub type PlanRenderer = fn(&PlanAnswer<'_>, &RenderSettings<'_>) -> Result<String, InputError>;
pub type ReportRenderer = fn(&ReportAnswer<'_>, &RenderSettings<'_>) -> Result<String, InputError>;

/// How a format uses the positions of the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PositionUse {
    /// It prints them: in the encoding that is the module's default.
    Printed,
    /// It locates them in the manifests, or has none.
    Located,
}

/// What a format does with findings that the change does not bring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OldFindingsInOutput {
    /// It counts them.
    Folded,
    /// It has a mark for them.
    Marked,
}

/// Whether a format has a place for what was not checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AssumptionsInOutput {
    /// A plan lists it.
    Listed,
    /// It has none: notes beside the output tell the user.
    Omitted,
}

/// The answer of `planSync`, as text and decoded.
pub struct PlanAnswer<'a> {
    pub json: &'a str,
    pub plan: &'a Plan,
    pub requests: CallBodyVisibility,
    /// Explains codes, for formats that describe rules.
    pub planner: &'a dyn ModuleApi,
}

/// The answer of `validateService`, as text and decoded.
pub struct ReportAnswer<'a> {
    pub json: &'a str,
    pub report: &'a Report,
    pub fail_on: FailOnSeverity,
    /// Explains codes, for formats that describe rules.
    pub planner: &'a dyn ModuleApi,
}
