//! What is known of one cluster, whichever way it was provided.

use crate::localization::TranslatableText;
use crate::request::LiveObjects;
use crate::source_files::SourceFiles;
use clbplan_live::cloud::{CloudState, load_balancer_ids};
use serde_json::Value;
use std::collections::BTreeSet;

/// A cluster as it is.
pub struct ClusterInput {
    pub name: String,
    /// When it was read; files do not say it.
    pub read_at: Option<String>,
    pub live: LiveFilesOrObjects,
    /// Facts about the cluster, specified and derived.
    pub context: Option<Value>,
    pub cloud: Option<CloudState>,
    /// When the cloud was read; files do not say it.
    pub cloud_read_at: Option<String>,
    /// What could not be read, or was not provided.
    pub not_checked: Vec<TranslatableText>,
    /// The load balancers that the objects name.
    pub named: BTreeSet<String>,
}

/// The objects in the cluster.
pub enum LiveFilesOrObjects {
    Files(SourceFiles),
    Objects(Vec<Value>),
}

impl LiveFilesOrObjects {
    pub fn objects(&self) -> LiveObjects<'_> {
        match self {
            LiveFilesOrObjects::Files(files) => LiveObjects::Files(files),
            LiveFilesOrObjects::Objects(objects) => LiveObjects::listed(objects),
        }
    }
}

impl ClusterInput {
    /// The id of the cluster, if it is known.
    pub fn cluster_id(&self) -> Option<&str> {
        self.context.as_ref()?.get("clusterId")?.as_str()
    }
}

/// The load balancers that a text names.
pub fn named_ids(text: &str) -> BTreeSet<String> {
    load_balancer_ids(text).into_iter().map(str::to_string).collect()
}
