//! Cluster and cloud in one value, which can be written to a file and read again: a fixture, a support ticket, an input for
//! places without access.
//!
//! Nothing in it is a secret: values of Secrets were dropped when the cluster was read, and keys of the cloud are never part
//! of it. The addresses of the server and the name of the context are left out.

use crate::cloud::CloudState;
use crate::cluster::ClusterObjects;
use crate::derived_facts::{Fact, facts};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The version of the file. A later minor version only adds members.
const FORMAT_VERSION: &str = "1.0";

/// Cluster and cloud as they were read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct LiveState {
    /// `1.0`.
    pub format_version: String,
    /// When it was read, as RFC 3339 in UTC.
    #[serde(default)]
    pub read_at: String,
    /// The cluster, if it was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cluster: Option<ClusterObjects>,
    /// The cloud, if it was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cloud: Option<CloudState>,
    /// What both show about the cluster.
    #[serde(default)]
    pub facts: Vec<Fact>,
}

/// Why a text is no state.
#[derive(Debug, thiserror::Error)]
pub enum StateDecodeError {
    /// It is not the JSON of a state.
    #[error("{0}")]
    Invalid(#[from] serde_json::Error),
    /// Its version is a later one.
    #[error("format {0}")]
    Version(String),
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Versioned {
    format_version: String,
}

impl LiveState {
    /// The state of now.
    pub fn new(cluster: Option<ClusterObjects>, cloud: Option<CloudState>) -> LiveState {
        let facts = facts(cluster.as_ref(), cloud.as_ref());
        // Seconds are enough for a reader, and the rest is noise.
        let read_at = jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        LiveState { format_version: FORMAT_VERSION.to_owned(), read_at, cluster, cloud, facts }
    }

    /// Decodes a file.
    ///
    /// # Errors
    /// It is none, or of a version that this program does not know.
    pub fn decode(text: &[u8]) -> Result<LiveState, StateDecodeError> {
        // First the version: what a later one has otherwise would be reported as an error of the file.
        let Versioned { format_version } = serde_json::from_slice(text)?;
        if format_version.split('.').next() != FORMAT_VERSION.split('.').next() {
            return Err(StateDecodeError::Version(format_version));
        }
        Ok(serde_json::from_slice(text)?)
    }

    /// The file: one line of JSON.
    ///
    /// # Errors
    /// None that is known: every member can be written as JSON.
    pub fn encode(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self).map(|text| text + "\n")
    }
}

/// The JSON Schema of a file.
pub fn state_schema() -> serde_json::Value {
    schemars::schema_for!(LiveState).to_value()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cluster::{ClusterReadFailure, Kind, ListScope, NotRead};
    use serde_json::json;
    use std::time::Duration;

    fn state() -> LiveState {
        let failures = [
            ClusterReadFailure::NotFound,
            ClusterReadFailure::Forbidden("nodes is forbidden".to_owned()),
            ClusterReadFailure::TimedOut(Duration::from_millis(1500)),
            ClusterReadFailure::Status { code: 500, message: "etcd".to_owned() },
        ];
        let not_read = failures.into_iter().map(|failure| NotRead {
            kind: Kind::Node,
            scope: ListScope::Namespace("shop".to_owned()),
            failure,
        });
        let cluster = ClusterObjects {
            objects: vec![json!({ "kind": "Service", "metadata": { "name": "web", "namespace": "shop" } })],
            version: Some("v1.34.1".to_owned()),
            context: Some("prod-of-jane".to_owned()),
            server: "https://10.1.2.3".to_owned(),
            not_read: not_read.collect(),
            ..ClusterObjects::default()
        };
        let cloud = CloudState { region: "ap-guangzhou".to_owned(), ..CloudState::default() };
        LiveState::new(Some(cluster), Some(cloud))
    }

    #[test]
    fn a_file_has_what_was_read_without_names_of_the_user() {
        let written = state();
        let text = written.encode().unwrap();
        assert!(!text.contains("prod-of-jane") && !text.contains("10.1.2.3"), "{text}");
        let read = LiveState::decode(text.as_bytes()).unwrap();
        assert_eq!(read.encode().unwrap(), text);
        assert_eq!((&read.facts, read.cluster.unwrap().not_read), (&written.facts, written.cluster.unwrap().not_read));
    }

    #[test]
    fn a_file_of_a_later_version_is_no_state() {
        let error = |text: &str| LiveState::decode(text.as_bytes()).unwrap_err();
        assert!(
            matches!(error(r#"{"formatVersion": "2.0", "cluster": 5}"#), StateDecodeError::Version(version) if version == "2.0")
        );
        assert!(matches!(error("{}"), StateDecodeError::Invalid(_)));
        let later = r#"{"formatVersion": "1.7", "more": true}"#;
        assert_eq!(LiveState::decode(later.as_bytes()).unwrap().format_version, "1.7");
    }
}
