//! AdmissionReviews as JSON.

use crate::admission::{Operation, ReviewDecision, ReviewDenial, ReviewFailure, ReviewTime, Reviewer, WebhookKind};
use crate::metrics::ReviewLabels;
use kube::core::admission::{AdmissionRequest, AdmissionResponse, AdmissionReview, Operation as KubeOperation};
use kube::core::response::StatusSummary;
use kube::core::{DynamicObject, Status};

const API_VERSION: &str = "admission.k8s.io/v1";

/// Why a body is not reviewed.
#[derive(Debug, thiserror::Error)]
pub(super) enum NotReviewed {
    /// It is no JSON, or no AdmissionReview.
    #[error("no AdmissionReview: {0}")]
    NotJson(#[from] serde_json::Error),
    /// It is of another version, or has no request.
    #[error("`{0}` without a request, or not of {API_VERSION}")]
    OtherVersion(String),
    /// There is no decision.
    #[error("clbplan has no decision: {0}")]
    Failed(#[from] ReviewFailure),
}

/// An answer with what metrics and logs say about it.
#[derive(Debug)]
pub(super) struct LabelledAnswer {
    pub(super) labels: ReviewLabels,
    pub(super) result: Result<Vec<u8>, NotReviewed>,
}

/// Decodes a review, decides, and encodes the answer. May block for as long as the module runs.
pub(super) fn answer(reviewer: &Reviewer, webhook: WebhookKind, body: &[u8], time: ReviewTime) -> LabelledAnswer {
    let request = match decode(body) {
        Ok(request) => request,
        Err(error) => return LabelledAnswer { labels: labels(webhook, "other", "failed"), result: Err(error) },
    };
    let operation = operation(&request);
    let mut response = AdmissionResponse::from(&request);
    let facts = (request.uid.clone(), request.namespace.clone(), request.name.clone(), request.dry_run);
    let user = request.user_info.username.clone().unwrap_or_default();
    let decided = reviewer.review(webhook, request, time);
    let decision = decided.as_ref().map_or("failed", decision_word);
    let (uid, namespace, name, dry_run) = facts;
    let audit = decided.as_ref().map(|decision| format!("{:?}", decision.audit)).unwrap_or_default();
    tracing::info!(webhook = webhook.name(), uid, operation, namespace, name, user, dry_run, decision, audit, "review");
    let result = decided.map_err(NotReviewed::from).and_then(|decision| {
        fill(&mut response, decision);
        Ok(serde_json::to_vec(&response.into_review())?)
    });
    LabelledAnswer { labels: labels(webhook, operation, decision), result }
}

fn labels(webhook: WebhookKind, operation: &'static str, decision: &'static str) -> ReviewLabels {
    ReviewLabels { webhook: webhook.name(), operation, decision }
}

fn decode(body: &[u8]) -> Result<AdmissionRequest<DynamicObject>, NotReviewed> {
    let review: AdmissionReview<DynamicObject> = serde_json::from_slice(body)?;
    let version = review.types.api_version.clone();
    let is_known = version == API_VERSION && review.types.kind == "AdmissionReview";
    let request: Result<AdmissionRequest<DynamicObject>, _> = review.try_into();
    request.ok().filter(|_| is_known).ok_or(NotReviewed::OtherVersion(version))
}

fn operation(request: &AdmissionRequest<DynamicObject>) -> &'static str {
    match request.operation {
        KubeOperation::Create => Operation::Create.name(),
        KubeOperation::Update => Operation::Update.name(),
        KubeOperation::Delete => Operation::Delete.name(),
        KubeOperation::Connect => "other",
    }
}

fn decision_word(decision: &ReviewDecision) -> &'static str {
    if decision.denial.is_some() {
        "denied"
    } else if decision.audit.contains_key("failed") {
        "failed"
    } else if decision.audit.contains_key("passed") {
        "passed"
    } else if decision.warnings.is_empty() {
        "silent"
    } else {
        "warned"
    }
}

fn fill(response: &mut AdmissionResponse, decision: ReviewDecision) {
    if let Some(ReviewDenial { code, reason, message }) = decision.denial {
        response.allowed = false;
        response.result = Status {
            status: Some(StatusSummary::Failure),
            code,
            message,
            reason: reason.to_owned(),
            ..Status::default()
        };
    }
    if !decision.warnings.is_empty() {
        response.warnings = Some(decision.warnings);
    }
    response.audit_annotations = decision.audit.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
}
