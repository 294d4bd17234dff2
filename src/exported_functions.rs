//! The exported functions: JSON text in, JSON text out.
//!
//! A text that cannot be decoded as a request is answered with `{"error":{"code","message","path"}}`. Everything else
//! is an answer with diagnostics.

#![warn(missing_docs)]

use crate::editor::EditorRequest;
use crate::json::json;
use crate::planner::plan_sync_answer::FORMAT_VERSION;
use crate::reference::explain::ExplainRequest;
use crate::request::decoder::{Decode, DecodeError};
use crate::request::{PlanRequest, ValidateRequest};
use crate::syntax::SyntaxNode;
use crate::{editor, reference, syntax};
use serde::Serialize;
use thiserror::Error;

#[derive(Debug, Error)]
enum InvalidRequest {
    /// Not JSON.
    #[error("the request is not JSON: {0}")]
    NotJson(String),
    /// JSON with other members or types.
    #[error("{}", .0.message)]
    Shape(DecodeError),
}

impl InvalidRequest {
    fn answer(&self) -> String {
        let (code, path) = match self {
            InvalidRequest::NotJson(_) => ("request/not-json", ""),
            InvalidRequest::Shape(wrong) => ("request/wrong-shape", wrong.path.as_str()),
        };
        json!({ "error": { "code": code, "message": self.to_string(), "path": path } }).to_string()
    }
}

/// `planSync`: the plan for a [`PlanRequest`]. Total: every text has an answer.
pub fn plan_sync(request: &str) -> String {
    answer(request, |request: PlanRequest| text(&crate::plan_sync::plan(request)))
}

/// `validateService`: all findings about the manifests of a [`ValidateRequest`]. Total: every text has an answer.
pub fn validate_service(request: &str) -> String {
    answer(request, |request: ValidateRequest| text(&crate::validate_service::validate(request)))
}

/// `simulate`: the state after the simulated cloud has carried out the plan: `{"live", "clb", "refused"}`, usable in
/// the next [`PlanRequest`]. Total: every text has an answer.
pub fn simulate(request: &str) -> String {
    answer(request, |request: PlanRequest| text(&crate::plan_sync::simulate(&request)))
}

/// `complete`: completions at a position of an [`EditorRequest`]. Total: every text has an answer.
pub fn complete(request: &str) -> String {
    answer(request, |request: EditorRequest| text(&editor::complete(&request)))
}

/// `hover`: documentation of what is at a position of an [`EditorRequest`], or `null`. Total: every text has an answer.
pub fn hover(request: &str) -> String {
    answer(request, |request: EditorRequest| text(&editor::hover(&request)))
}

/// `explain`: the reference entries for the name in an [`ExplainRequest`]. Total: every text has an answer.
pub fn explain(request: &str) -> String {
    answer(request, |request: ExplainRequest| text(&reference::explain::explain(&request)))
}

/// The commit the module was built from, set by the build tool; with `-dirty` for uncommitted changes.
const COMMIT: Option<&str> = option_env!("CLBPLAN_COMMIT");

/// `about`: version and commit, format versions, dates of the sources, limits.
pub fn about() -> String {
    json!({
        "name": env!("CARGO_PKG_NAME"),
        "version": env!("CARGO_PKG_VERSION"),
        "commit": COMMIT.unwrap_or("unknown"),
        "formatVersion": FORMAT_VERSION,
        "functions": ["plan-sync", "validate-service", "simulate", "complete", "hover", "explain", "about"],
        "sources": {
            "annotations": "2026-01-30",
            "switches": "2026-04-29",
            "clbApi": "2018-03-17",
            "tagApi": "2018-08-13",
            "kubernetes": "1.37.2",
        },
        "limits": {
            "requestBytes": syntax::limits::MAX_REQUEST_BYTES,
            "textBytes": syntax::limits::MAX_TEXT_BYTES,
            "documents": syntax::limits::MAX_DOCUMENTS,
            "depth": syntax::limits::MAX_DEPTH,
            "nodes": syntax::limits::MAX_NODES,
            "aliasNodes": syntax::limits::MAX_ALIAS_NODES,
            "syntaxFindings": syntax::limits::MAX_FINDINGS,
            "diagnostics": crate::diagnostic::limit_findings::MAX_DIAGNOSTICS,
        },
    })
    .to_string()
}

fn answer<R: Decode>(request: &str, respond: impl FnOnce(R) -> String) -> String {
    match tree(request).and_then(|node| R::decode(node).map_err(InvalidRequest::Shape)) {
        Ok(request) => respond(request),
        Err(error) => error.answer(),
    }
}

fn tree(request: &str) -> Result<SyntaxNode, InvalidRequest> {
    syntax::parse_request(request).map_err(|error| {
        let before = request.get(..error.offset).unwrap_or(request);
        let (line, column) = (before.matches('\n').count() + 1, before.rsplit('\n').next().map_or(0, str::len) + 1);
        InvalidRequest::NotJson(format!("{} at line {line} column {column}", error.message))
    })
}

/// Answers have strings, numbers and maps with string keys only, so this cannot fail; if it did, the answer would say
/// so.
fn text(answer: &impl Serialize) -> String {
    serde_json::to_string(answer).unwrap_or_else(|error| {
        json!({ "error": { "code": "answer/not-json", "message": error.to_string(), "path": "" } }).to_string()
    })
}
