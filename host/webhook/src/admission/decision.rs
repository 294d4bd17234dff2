//! What a review is answered with.

use clbplan_host::HostError;
use std::collections::BTreeMap;

/// A refusal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewDenial {
    /// 403 if what happens is refused, 422 if what the Service specifies is.
    pub code: u16,
    /// `Forbidden` or `Invalid`, as the API server names them.
    pub reason: &'static str,
    /// One reason a line, and what to do.
    pub message: String,
}

/// The answer to a review.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReviewDecision {
    /// `None`: the write is allowed.
    pub denial: Option<ReviewDenial>,
    /// What `kubectl` prints.
    pub warnings: Vec<String>,
    /// What the audit log of the API server records.
    pub audit: BTreeMap<&'static str, String>,
}

impl ReviewDecision {
    /// A write that passes, with the reason for the audit log.
    pub fn pass(reason: &str) -> ReviewDecision {
        ReviewDecision { audit: BTreeMap::from([("passed", reason.to_owned())]), ..ReviewDecision::default() }
    }
}

/// Why there is no decision. The API server then does what `failurePolicy` says.
#[derive(Debug, thiserror::Error)]
pub enum ReviewFailure {
    /// The module failed, or took too long.
    #[error("{0}")]
    Module(#[from] HostError),
    /// The module rejects an object that the API server has accepted: it is of a newer API.
    #[error("the object is of a newer API than clbplan knows")]
    NewerApi,
    /// The module's answer is no plan, or the request was invalid.
    #[error("{0}")]
    Answer(String),
}

impl ReviewFailure {
    /// Its name in metrics and in the audit log.
    pub fn name(&self) -> &'static str {
        match self {
            ReviewFailure::Module(HostError::Timeout { .. }) => "time-out",
            ReviewFailure::Module(HostError::OutOfMemory { .. }) => "out-of-memory",
            ReviewFailure::Module(HostError::RequestTooLarge { .. }) => "too-large",
            ReviewFailure::Module(_) => "module",
            ReviewFailure::NewerApi => "newer-api",
            ReviewFailure::Answer(_) => "answer",
        }
    }
}
