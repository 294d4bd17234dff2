//! Which path is answered with what, and the limits of a request.

use super::review_body::{LabelledAnswer, NotReviewed, answer};
use crate::admission::{ReviewTime, Reviewer, WebhookKind};
use crate::cluster::WatchedObjects;
use crate::metrics::Metrics;
use http::header::CONTENT_TYPE;
use http::{HeaderValue, Method, Request, Response, StatusCode};
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::{Bytes, Incoming};
use jiff::tz::TimeZone;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use tokio::sync::Semaphore;
use tokio::time::timeout_at;

/// Limits of a request.
#[derive(Debug, Clone, Copy)]
pub struct ServerLimits {
    /// The largest body, in bytes.
    pub body_bytes: usize,
    /// From the first byte of a review to its answer.
    pub time: Duration,
    /// Reviews at the same time, each with its body in memory; further ones wait.
    pub reviews: usize,
}

impl Default for ServerLimits {
    /// 3 MiB, 1.5 s, 64 reviews.
    fn default() -> ServerLimits {
        ServerLimits { body_bytes: 3 << 20, time: Duration::from_millis(1500), reviews: 64 }
    }
}

/// Whether the API server should send reviews here.
#[derive(Debug)]
pub struct ServerReadiness {
    cluster: Arc<WatchedObjects>,
    is_shutting_down: AtomicBool,
}

impl ServerReadiness {
    /// Ready once every kind of object was read, or could not be.
    pub fn new(cluster: Arc<WatchedObjects>) -> ServerReadiness {
        ServerReadiness { cluster, is_shutting_down: AtomicBool::new(false) }
    }

    /// Not ready any more.
    pub fn shut_down(&self) {
        self.is_shutting_down.store(true, Ordering::Relaxed);
    }

    /// Why it is not ready.
    fn obstacle(&self) -> Option<&'static str> {
        if self.is_shutting_down.load(Ordering::Relaxed) {
            Some("shutting down\n")
        } else if self.cluster.has_started() {
            None
        } else {
            Some("the objects of the cluster are being read\n")
        }
    }
}

/// What a listener answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ServedPaths {
    /// Reviews and probes, over TLS.
    Reviews,
    /// Probes and metrics only, without TLS.
    Probes,
}

/// What all requests share.
pub struct ServerState {
    reviewer: Arc<Reviewer>,
    metrics: Arc<Metrics>,
    readiness: Arc<ServerReadiness>,
    limits: ServerLimits,
    places: Semaphore,
}

type Answer = Response<Full<Bytes>>;

impl ServerState {
    /// A server without connections.
    pub fn new(
        reviewer: Arc<Reviewer>,
        metrics: Arc<Metrics>,
        readiness: Arc<ServerReadiness>,
        limits: ServerLimits,
    ) -> ServerState {
        ServerState { reviewer, metrics, readiness, limits, places: Semaphore::new(limits.reviews) }
    }

    /// Whether it is ready.
    pub fn readiness(&self) -> &ServerReadiness {
        &self.readiness
    }

    /// Answers one request.
    pub async fn answer(&self, surface: ServedPaths, request: Request<Incoming>) -> Answer {
        let (method, path) = (request.method().clone(), request.uri().path().to_owned());
        match (surface, &method, path.as_str()) {
            (ServedPaths::Reviews, &Method::POST, "/warn") => self.review(WebhookKind::Warn, request).await,
            (ServedPaths::Reviews, &Method::POST, "/deny") => self.review(WebhookKind::Deny, request).await,
            (ServedPaths::Reviews, _, "/warn" | "/deny") => {
                text(StatusCode::METHOD_NOT_ALLOWED, "POST an AdmissionReview\n")
            }
            (_, &Method::GET, "/healthz") => text(StatusCode::OK, "ok\n"),
            (_, &Method::GET, "/readyz") => match self.readiness.obstacle() {
                None => text(StatusCode::OK, "ok\n"),
                Some(obstacle) => text(StatusCode::SERVICE_UNAVAILABLE, obstacle),
            },
            (ServedPaths::Probes, &Method::GET, "/metrics") => {
                let format = "application/openmetrics-text; version=1.0.0; charset=utf-8";
                with_type(StatusCode::OK, self.metrics.text(), format)
            }
            (_, _, _) => text(StatusCode::NOT_FOUND, "no such path\n"),
        }
    }

    async fn review(&self, webhook: WebhookKind, request: Request<Incoming>) -> Answer {
        let start = Instant::now();
        let deadline = start + self.limits.time;
        let reviewed = timeout_at(deadline.into(), self.review_in_time(webhook, request, deadline)).await;
        let answered = match reviewed {
            Ok(Ok(answered)) => answered,
            Ok(Err(RefusedRequest { status, reason, message })) => {
                self.metrics.refused(reason);
                tracing::warn!(webhook = webhook.name(), reason, message, "refused");
                return text(status, &message);
            }
            Err(_) => {
                self.metrics.refused("time-out");
                tracing::warn!(webhook = webhook.name(), "no complete request, or no free place, in time");
                return text(StatusCode::SERVICE_UNAVAILABLE, "too late\n");
            }
        };
        let LabelledAnswer { labels, result } = answered;
        self.metrics.reviewed(&labels, start.elapsed());
        match result {
            Ok(body) => with_type(StatusCode::OK, body, "application/json"),
            Err(error) => {
                let status = match &error {
                    NotReviewed::NotJson(_) | NotReviewed::OtherVersion(_) => StatusCode::BAD_REQUEST,
                    NotReviewed::Failed(_) => StatusCode::INTERNAL_SERVER_ERROR,
                };
                let error = error.to_string();
                tracing::warn!(webhook = webhook.name(), error, "not reviewed");
                text(status, &format!("{error}\n"))
            }
        }
    }

    async fn review_in_time(
        &self,
        webhook: WebhookKind,
        request: Request<Incoming>,
        deadline: Instant,
    ) -> Result<LabelledAnswer, RefusedRequest> {
        let _place = self.places.acquire().await.map_err(|_| RefusedRequest::internal("closed"))?;
        let body = Limited::new(request.into_body(), self.limits.body_bytes).collect().await;
        let body = body.map_err(|error| self.body_error(error.as_ref()))?.to_bytes();
        let reviewer = Arc::clone(&self.reviewer);
        let answered = tokio::task::spawn_blocking(move || {
            let today = jiff::Timestamp::now().to_zoned(TimeZone::UTC).date();
            answer(&reviewer, webhook, &body, ReviewTime { today, now: Instant::now(), deadline })
        });
        match answered.await {
            Ok(answered) => Ok(answered),
            Err(error) => Err(RefusedRequest::internal(&error.to_string())),
        }
    }

    fn body_error(&self, error: &(dyn std::error::Error + Send + Sync + 'static)) -> RefusedRequest {
        if error.is::<LengthLimitError>() {
            let message = format!("the body is larger than {} bytes\n", self.limits.body_bytes);
            RefusedRequest { status: StatusCode::PAYLOAD_TOO_LARGE, reason: "too-large", message }
        } else {
            RefusedRequest { status: StatusCode::BAD_REQUEST, reason: "incomplete", message: format!("{error}\n") }
        }
    }
}

/// A request that is not decoded.
struct RefusedRequest {
    status: StatusCode,
    reason: &'static str,
    message: String,
}

impl RefusedRequest {
    fn internal(message: &str) -> RefusedRequest {
        RefusedRequest {
            status: StatusCode::INTERNAL_SERVER_ERROR,
            reason: "internal",
            message: format!("{message}\n"),
        }
    }
}

fn text(status: StatusCode, body: &str) -> Answer {
    with_type(status, body.to_owned(), "text/plain; charset=utf-8")
}

fn with_type(status: StatusCode, body: impl Into<Bytes>, content_type: &'static str) -> Answer {
    let mut answer = Response::new(Full::new(body.into()));
    *answer.status_mut() = status;
    answer.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    answer
}
