//! From an AdmissionReview to a decision.
//!
//! [`ServiceChange`] is what is reviewed, [`Reviewer`] decides. Writes that pass without a review: those of other kinds, of
//! subresources, of Services without a load balancer before and after, of controllers, and of Services that are being
//! deleted already.

mod allow_annotation;
mod change;
mod controller_account;
mod decision;
mod denial_text;
mod newer_fields;
mod plan_request;
mod policy_outcome;
mod reviewer;

pub use allow_annotation::{ALLOW_ANNOTATION, LiftedPolicyGuards};
pub use change::{NoReviewReason, Operation, ReviewOrAllow, ServiceChange};
pub use controller_account::ControllerUserNames;
pub use decision::{ReviewDecision, ReviewDenial, ReviewFailure};
pub use policy_outcome::PolicyOutcome;
pub use reviewer::{ReviewSettings, ReviewTime, Reviewer, WebhookKind};
