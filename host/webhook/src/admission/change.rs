//! What is reviewed: a Service before and after.

use super::controller_account::ControllerUserNames;
use kube::core::DynamicObject;
use kube::core::admission::{AdmissionRequest, Operation as KubeOperation};
use serde_json::Value;

/// What happens to the Service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operation {
    /// It is created.
    Create,
    /// It is changed.
    Update,
    /// It is deleted.
    Delete,
}

impl Operation {
    /// Its name in metrics and logs.
    pub fn name(self) -> &'static str {
        match self {
            Operation::Create => "create",
            Operation::Update => "update",
            Operation::Delete => "delete",
        }
    }
}

/// A Service that is created, changed or deleted.
#[derive(Debug, Clone, PartialEq)]
pub struct ServiceChange {
    /// What happens to it.
    pub operation: Operation,
    /// Its namespace.
    pub namespace: String,
    /// Its name.
    pub name: String,
    /// Before; `None` if it is created.
    pub old: Option<Value>,
    /// After; `None` if it is deleted.
    pub new: Option<Value>,
}

/// Why a write passes without a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoReviewReason {
    /// It is no Service of the API version that is known, or a subresource.
    OtherKind,
    /// There is no load balancer before or after.
    NoLoadBalancer,
    /// A controller of the cluster writes.
    Controller,
    /// The Service is being deleted: that was reviewed.
    BeingDeleted,
    /// The review names no Service: its name is still to be made.
    NoName,
}

impl NoReviewReason {
    /// Its name in the audit log.
    pub fn name(self) -> &'static str {
        match self {
            NoReviewReason::OtherKind => "other-kind",
            NoReviewReason::NoLoadBalancer => "no-load-balancer",
            NoReviewReason::Controller => "controller",
            NoReviewReason::BeingDeleted => "being-deleted",
            NoReviewReason::NoName => "no-name",
        }
    }
}

/// What a review asks for.
#[derive(Debug, Clone, PartialEq)]
pub enum ReviewOrAllow {
    /// A decision.
    Change(Box<ServiceChange>),
    /// Nothing: the write passes.
    Pass(NoReviewReason),
}

impl ServiceChange {
    /// Reads the request of a review.
    pub fn of(request: AdmissionRequest<DynamicObject>, controllers: &ControllerUserNames) -> ReviewOrAllow {
        let is_service = request.resource.group.is_empty()
            && request.resource.version == "v1"
            && request.resource.resource == "services"
            && request.sub_resource.as_deref().unwrap_or_default().is_empty();
        let operation = match request.operation {
            KubeOperation::Create => Operation::Create,
            KubeOperation::Update => Operation::Update,
            KubeOperation::Delete => Operation::Delete,
            KubeOperation::Connect => return ReviewOrAllow::Pass(NoReviewReason::OtherKind),
        };
        if !is_service {
            return ReviewOrAllow::Pass(NoReviewReason::OtherKind);
        }
        if controllers.contain(&request.user_info) {
            return ReviewOrAllow::Pass(NoReviewReason::Controller);
        }
        // Who wrote which field is a large part of an object, and no part of a plan.
        let value = |object: Option<DynamicObject>| {
            object.and_then(|mut object| {
                object.metadata.managed_fields = None;
                serde_json::to_value(object).ok()
            })
        };
        let (old, new) = (value(request.old_object), value(request.object));
        // A deletion of many names none of them; the object does.
        let text = |pointer: &str| {
            let text = |object: &Value| object.pointer(pointer).and_then(Value::as_str).map(str::to_owned);
            new.as_ref().and_then(text).or_else(|| old.as_ref().and_then(text)).filter(|text| !text.is_empty())
        };
        let namespace = text("/metadata/namespace").or(request.namespace).unwrap_or_default();
        let name = text("/metadata/name").or(Some(request.name)).filter(|name| !name.is_empty());
        let Some(name) = name else { return ReviewOrAllow::Pass(NoReviewReason::NoName) };
        if old.as_ref().is_some_and(|old| old.pointer("/metadata/deletionTimestamp").is_some_and(|at| !at.is_null())) {
            return ReviewOrAllow::Pass(NoReviewReason::BeingDeleted);
        }
        let has_load_balancer =
            |object: &Value| object.pointer("/spec/type").and_then(Value::as_str) == Some("LoadBalancer");
        if !old.iter().chain(&new).any(has_load_balancer) {
            return ReviewOrAllow::Pass(NoReviewReason::NoLoadBalancer);
        }
        ReviewOrAllow::Change(Box::new(ServiceChange { operation, namespace, name, old, new }))
    }

    /// An annotation: that of the Service as it will be, or as it was if it is deleted.
    pub fn annotation(&self, name: &str) -> Option<&str> {
        annotation(self.new.as_ref().or(self.old.as_ref())?, name)
    }

    /// An annotation of the Service as it was.
    pub fn annotation_before(&self, name: &str) -> Option<&str> {
        annotation(self.old.as_ref()?, name)
    }
}

fn annotation<'a>(object: &'a Value, name: &str) -> Option<&'a str> {
    object.pointer("/metadata/annotations")?.get(name)?.as_str()
}
