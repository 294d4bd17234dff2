//! The functions with their types.

use crate::error::{HostError, RequestError};
use crate::limits::{CallOptions, Limits};
use crate::module::{Function, Module};
use crate::types::{
    About, Completions, Diagnostic, EditorRequest, ExplainRequest, Explanation, Hover, Plan, PlanRequest, Report,
    Severity, Simulation, ValidateRequest,
};
use serde::Serialize;
use serde::de::DeserializeOwned;

include!(concat!(env!("OUT_DIR"), "/bundled.rs"));

/// Previews what TKE's Service controller would do. It can be shared between threads; a clone is cheap.
///
/// Mistakes in a manifest are diagnostics in the answer. An invalid request is [`HostError::Request`].
#[derive(Debug, Clone)]
pub struct Planner {
    module: Module,
}

impl From<Module> for Planner {
    fn from(module: Module) -> Planner {
        Planner { module }
    }
}

impl Planner {
    /// Compiles the module in this crate, which takes up to some seconds.
    ///
    /// # Errors
    ///
    /// [`HostError::NotBundled`] without the feature `bundled`, and those of [`Module::from_wasm`].
    pub fn bundled() -> Result<Planner, HostError> {
        let wasm = BUNDLED.ok_or(HostError::NotBundled)?;
        Ok(Module::from_wasm(wasm)?.into())
    }

    /// The same planner with other limits.
    #[must_use]
    pub fn with_limits(self, limits: Limits) -> Planner {
        Planner { module: self.module.with_limits(limits) }
    }

    /// The module, whose functions take and return JSON.
    pub fn module(&self) -> &Module {
        &self.module
    }

    /// What happens to each load balancer, why, and by which API calls.
    ///
    /// # Errors
    ///
    /// [`HostError::Request`], and those of [`Module::call`].
    pub fn plan(&self, request: &PlanRequest) -> Result<Plan, HostError> {
        self.plan_with(request, &CallOptions::default())
    }

    /// As [`Planner::plan`], with what holds for this call only.
    ///
    /// # Errors
    ///
    /// Those of [`Planner::plan`], and [`HostError::Cancelled`].
    pub fn plan_with(&self, request: &PlanRequest, options: &CallOptions) -> Result<Plan, HostError> {
        self.ask(Function::PlanSync, request, options)
    }

    /// The errors and warnings in the manifests.
    ///
    /// # Errors
    ///
    /// Those of [`Planner::plan`].
    pub fn validate(&self, request: &ValidateRequest) -> Result<Report, HostError> {
        self.validate_with(request, &CallOptions::default())
    }

    /// As [`Planner::validate`], with what holds for this call only.
    ///
    /// # Errors
    ///
    /// Those of [`Planner::plan_with`].
    pub fn validate_with(&self, request: &ValidateRequest, options: &CallOptions) -> Result<Report, HostError> {
        self.ask(Function::ValidateService, request, options)
    }

    /// Cluster and cloud after the plan, for the next request.
    ///
    /// # Errors
    ///
    /// Those of [`Planner::plan`].
    pub fn simulate(&self, request: &PlanRequest) -> Result<Simulation, HostError> {
        self.ask(Function::Simulate, request, &CallOptions::default())
    }

    /// Completions at a position in a manifest.
    ///
    /// # Errors
    ///
    /// Those of [`Planner::plan`].
    pub fn complete(&self, request: &EditorRequest) -> Result<Completions, HostError> {
        self.ask(Function::Complete, request, &CallOptions::default())
    }

    /// Documentation of the field or annotation at a position.
    ///
    /// # Errors
    ///
    /// Those of [`Planner::plan`].
    pub fn hover(&self, request: &EditorRequest) -> Result<Option<Hover>, HostError> {
        self.ask(Function::Hover, request, &CallOptions::default())
    }

    /// Documentation of an annotation, code, reason, field, switch or tag.
    ///
    /// # Errors
    ///
    /// Those of [`Planner::plan`].
    pub fn explain(&self, request: &ExplainRequest) -> Result<Explanation, HostError> {
        self.ask(Function::Explain, request, &CallOptions::default())
    }

    /// Version, format versions, dates of the sources and limits.
    ///
    /// # Errors
    ///
    /// Those of [`Module::call`].
    pub fn about(&self) -> Result<About, HostError> {
        parse("about", &self.module.about()?)
    }

    fn ask<T: DeserializeOwned>(
        &self,
        function: Function,
        request: &impl Serialize,
        options: &CallOptions,
    ) -> Result<T, HostError> {
        let request = serde_json::to_string(request).map_err(|error| {
            let message = format!("the request cannot be written as JSON: {error}");
            HostError::Request(RequestError { code: "request/not-json".to_owned(), message, path: String::new() })
        })?;
        parse(function.export(), &self.module.call_with(function, &request, options)?)
    }
}

/// The answer, or the error that the module answers with.
fn parse<T: DeserializeOwned>(function: &str, answer: &str) -> Result<T, HostError> {
    #[derive(serde::Deserialize)]
    struct RejectedRequest {
        error: RequestError,
    }
    // No answer but an error starts with this member.
    if answer.starts_with("{\"error\"")
        && let Ok(RejectedRequest { error }) = serde_json::from_str(answer)
    {
        return Err(HostError::Request(error));
    }
    serde_json::from_str(answer)
        .map_err(|error| HostError::InvalidAnswer { function: function.to_owned(), reason: error.to_string() })
}

impl Plan {
    /// The findings that are errors.
    pub fn errors(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error)
    }
}

impl Report {
    /// The findings that are errors.
    pub fn errors(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error)
    }
}

/// A line that editors recognise: `file:line:column: severity[code]: message`. Every host prints the same. Without a location
/// in the manifests, it starts with the object, if there is one.
impl std::fmt::Display for Diagnostic {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(source) = &self.source {
            let file = source.file.as_ref().map(|file| format!("{file}:")).unwrap_or_default();
            write!(formatter, "{file}{}:{}: ", source.start.line, source.start.column)?;
        } else if let Some(object) = &self.object {
            let names: Vec<&str> =
                [&object.namespace, &object.name].into_iter().flatten().map(String::as_str).collect();
            let space = if names.is_empty() { "" } else { " " };
            write!(formatter, "{}{space}{}: ", object.kind, names.join("/"))?;
        }
        write!(formatter, "{}[{}]: {}", self.severity, self.code, self.message)
    }
}
