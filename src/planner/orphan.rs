//! A CLB that no Service uses, as callers see it.

#![warn(missing_docs)]

use crate::diagnostic::render::ReasonOutput;
use crate::model::LoadBalancer;
use serde::Serialize;

/// A CLB that no Service uses.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "schema", schemars(rename = "Orphan"))]
pub struct OrphanOutput {
    /// Id of the CLB, `lb-…`.
    pub load_balancer_id: String,
    /// Its name; absent when it was not provided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// An address by which clients reach it, an IP or a domain name; absent when none was provided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// When it was created, as the cloud writes it; absent when it was not provided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_at: Option<String>,
    /// The number of its listeners; absent when they were not provided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub listeners: Option<usize>,
    /// The number of backends of all listeners and rules; absent when some were not provided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub backends: Option<usize>,
    /// Why it counts as unused.
    pub because: ReasonOutput,
}

impl OrphanOutput {
    /// What is known of a CLB that no Service uses.
    pub fn of(lb: &LoadBalancer, because: ReasonOutput) -> OrphanOutput {
        OrphanOutput {
            load_balancer_id: lb.id.clone(),
            name: lb.name.clone(),
            address: lb.addresses().next().map(str::to_owned),
            created_at: lb.created_at.clone(),
            listeners: lb.listeners.as_ref().map(|listeners| listeners.len()),
            backends: lb.target_count(),
            because,
        }
    }
}
