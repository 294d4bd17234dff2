//! What Prometheus reads.

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The labels of a review. Their values are words of this program, never of a request.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct ReviewLabels {
    /// `warn` or `deny`.
    pub webhook: &'static str,
    /// `create`, `update`, `delete`, `other`.
    pub operation: &'static str,
    /// `warned`, `silent`, `denied`, `passed`, `failed`.
    pub decision: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct ReasonLabel {
    reason: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct FileLabel {
    file: &'static str,
}

/// A file that is read again when it changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WatchedFile {
    /// The rules.
    Policy,
    /// The certificate and its key.
    Certificate,
}

impl WatchedFile {
    fn label(self) -> FileLabel {
        match self {
            WatchedFile::Policy => FileLabel { file: "policy" },
            WatchedFile::Certificate => FileLabel { file: "certificate" },
        }
    }
}

/// Bounds of the histogram, in seconds.
const BOUNDS: [f64; 10] = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 1.0, 2.0];

/// All counters.
pub struct Metrics {
    registry: Registry,
    reviews: Family<ReviewLabels, Counter>,
    seconds: Histogram,
    refused: Family<ReasonLabel, Counter>,
    cloud_read: Gauge,
    cloud_failures: Counter,
    files_used: Family<FileLabel, Gauge>,
    reload_failures: Family<FileLabel, Counter>,
}

impl Default for Metrics {
    fn default() -> Metrics {
        Metrics::new()
    }
}

impl Metrics {
    /// All of them at zero.
    pub fn new() -> Metrics {
        let mut registry = Registry::with_prefix("clbplan_webhook");
        let (reviews, refused) = (Family::default(), Family::default());
        let seconds = Histogram::new(BOUNDS);
        let (cloud_read, cloud_failures) = (Gauge::default(), Counter::default());
        let (files_used, reload_failures) = (Family::default(), Family::default());
        registry.register("reviews", "Answered reviews", reviews.clone());
        registry.register_with_unit("review_duration", "Time to answer a review", Unit::Seconds, seconds.clone());
        registry.register("refused_requests", "Requests that are no review, or too large", refused.clone());
        registry.register_with_unit(
            "cloud_read_timestamp",
            "When the cloud was read last; 0 before",
            Unit::Seconds,
            cloud_read.clone(),
        );
        registry.register("cloud_failures", "Times that the cloud could not be read", cloud_failures.clone());
        registry.register("file_is_used", "1 if the file as it is now is in use", files_used.clone());
        registry.register("file_reload_failures", "Changes of a file that cannot be used", reload_failures.clone());
        Metrics { registry, reviews, seconds, refused, cloud_read, cloud_failures, files_used, reload_failures }
    }

    /// A review was answered.
    pub fn reviewed(&self, labels: &ReviewLabels, time: Duration) {
        self.reviews.get_or_create(labels).inc();
        self.seconds.observe(time.as_secs_f64());
    }

    /// A request was refused before it was a review.
    pub fn refused(&self, reason: &'static str) {
        self.refused.get_or_create(&ReasonLabel { reason }).inc();
    }

    /// The cloud was read just now.
    pub fn cloud_was_read(&self) {
        let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs());
        self.cloud_read.set(i64::try_from(seconds).unwrap_or(i64::MAX));
    }

    /// The cloud could not be read.
    pub fn cloud_failed(&self) {
        self.cloud_failures.inc();
    }

    /// A file is in use as it is now, or is not.
    pub fn file_reloaded(&self, file: WatchedFile, is_used: bool) {
        self.files_used.get_or_create(&file.label()).set(i64::from(is_used));
        if !is_used {
            self.reload_failures.get_or_create(&file.label()).inc();
        }
    }

    /// The text that Prometheus reads, in the format of OpenMetrics.
    pub fn text(&self) -> String {
        let mut text = String::new();
        // Writing to a string does not fail.
        let _ = prometheus_client::encoding::text::encode(&mut text, &self.registry);
        text
    }
}
