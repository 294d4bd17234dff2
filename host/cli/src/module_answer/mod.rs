//! The module's answers, as far as this program uses them.
//!
//! Reads format 1.x and tolerates what a later minor version adds: unknown fields are ignored, unknown enum values become
//! `Other`. A missing optional field is absent, and has no default value that could be mistaken for an answer.

mod explanation;
mod plan;
mod reason;
mod report_and_diagnostics;
mod request_error;

pub use explanation::{Explanation, ExplanationEntry};
pub use plan::{
    Action, Addresses, Assumption, Change, Danger, Highlights, LoadBalancerPlan, LoadBalancerVerdict, Orphan,
    OtherServicesCounts, OverviewGroup, Plan, PolicyAnswer, PolicyVerdict, RelationToRequest, ServiceEvent,
    ServicePlan, ServiceWithLoadBalancer, SyncFailure, Verb, VipVerdict, WithheldChange,
};
pub use reason::{Basis, Reason};
pub use report_and_diagnostics::{
    Diagnostic, Edit, Effect, Fix, ObjectRef, Position, Related, Report, Severity, SeverityCounts, SourceRange,
};
pub use request_error::RequestError;
