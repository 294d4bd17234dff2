//! The module's request, and the values of flags that are part of it.
//!
//! A field that is not provided is omitted: the module distinguishes "not provided" from "empty".

use crate::input_error::InputError;
use crate::messages::{self, Lang, TranslatableText};
use crate::module_answer::RequestError;
use crate::source_files::SourceFiles;
use clap::ValueEnum;
use serde::Serialize;
use serde_json::{Map, Value};

/// How columns and offsets of the answer are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum PositionEncoding {
    /// In bytes, as excerpts of the manifests need them.
    #[serde(rename = "utf-8")]
    Utf8,
}

/// `--fail-on`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOnSeverity {
    /// Errors
    Error,
    /// Errors and warnings
    Warning,
    /// Any finding
    Info,
}

/// `--subresource`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Subresource {
    /// The part of an object that controllers write
    Status,
}

/// The Services of the answer; without one, all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum PlanScope {
    /// Those that the request names, and those that share a resource with them.
    Named,
}

/// The same in the request, where none is the whole cluster.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PruneWithin {
    ManifestNamespaces,
}

/// Where Services are pruned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PruneScope {
    ManifestNamespaces,
    Cluster,
}

/// The name that selects every live Service of a namespace.
pub const ALL_OF_NAMESPACE: &str = "*";

/// A Service by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ServiceName {
    pub namespace: String,
    pub name: String,
}

impl ServiceName {
    /// It stands for every live Service of its namespace.
    pub fn is_of_whole_namespace(&self) -> bool {
        self.name == ALL_OF_NAMESPACE
    }
}

/// The objects in the cluster.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(untagged)]
pub enum LiveObjects<'a> {
    /// YAML or JSON of files.
    Files(&'a SourceFiles),
    /// As the API server sent them.
    List([ObjectList<'a>; 1]),
}

impl<'a> LiveObjects<'a> {
    /// Objects of lists that were read to their ends: a kind that is among them is complete.
    pub fn listed(items: &'a [Value]) -> LiveObjects<'a> {
        LiveObjects::List([ObjectList { api_version: "v1", kind: "List", items }])
    }
}

/// What `kubectl get` prints of several objects.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ObjectList<'a> {
    api_version: &'static str,
    kind: &'static str,
    items: &'a [Value],
}

/// `PlanRequest` or `ValidateRequest`; fields that only one of them has are absent in the other.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PlanOrValidateRequest<'a> {
    pub manifests: &'a SourceFiles,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub live: Option<LiveObjects<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default_namespace: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub context: Option<&'a Value>,
    pub locale: Lang,
    /// Absent: the module's default, for programs that read the answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position_encoding: Option<PositionEncoding>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    pub ignore: &'a [String],
    #[serde(skip_serializing_if = "<[ServiceName]>::is_empty")]
    pub delete: &'a [ServiceName],
    #[serde(skip_serializing_if = "<[ServiceName]>::is_empty")]
    pub recreate: &'a [ServiceName],
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prune: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prune_within: Option<PruneWithin>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub live_context: Option<&'a Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<PlanScope>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clb: Option<&'a Map<String, Value>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub policy: Option<&'a Map<String, Value>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subresource: Option<Subresource>,
}

/// The flag that a path of the request came from.
pub fn flag(path: &str) -> Option<&'static str> {
    let head = path.split(['.', '[']).next().unwrap_or(path);
    [
        ("manifests", "--filename"),
        ("live", "--live"),
        ("defaultNamespace", "--namespace"),
        ("context", "--facts, --set"),
        ("liveContext", "--live-facts, --live-set"),
        ("clb", "--clb"),
        ("policy", "--policy"),
        ("delete", "--delete"),
        ("recreate", "--recreate"),
        ("ignore", "--ignore"),
    ]
    .into_iter()
    .find(|(field, _)| *field == head)
    .map(|(_, flag)| flag)
}

/// The module rejected the request: which flag is wrong.
pub fn rejected(error: &RequestError) -> InputError {
    let body = &error.error;
    let what = match body.path.as_deref().filter(|path| !path.is_empty() && *path != ".") {
        Some(path) => messages::INVALID_REQUEST_AT.with("path", path),
        None => TranslatableText::from(&messages::INVALID_REQUEST),
    };
    let error = InputError::new(what).caused_by(&body.message);
    match body.path.as_deref().and_then(flag) {
        Some(flag) => error.help(messages::INVALID_REQUEST_HELP.with("flag", flag)),
        None => error,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_that_are_not_provided_are_omitted() {
        let manifests = SourceFiles::of([("a.yaml".to_string(), "a: 1".to_string())]);
        let request = PlanOrValidateRequest {
            manifests: &manifests,
            live: None,
            default_namespace: None,
            context: None,
            locale: Lang::ZhCn,
            position_encoding: None,
            ignore: &[],
            delete: &[],
            recreate: &[],
            prune: None,
            prune_within: None,
            live_context: None,
            scope: None,
            clb: None,
            policy: None,
            subresource: None,
        };
        assert_eq!(
            serde_json::to_string(&request).unwrap(),
            r#"{"manifests":[{"name":"a.yaml","text":"a: 1"}],"locale":"zh-CN"}"#
        );
    }

    #[test]
    fn the_flag_of_a_request_path_is_found() {
        assert_eq!(flag("policy.rules[0].deny[1]"), Some("--policy"));
        assert_eq!(flag("context.quotas"), Some("--facts, --set"));
        assert_eq!(flag("?"), None);
    }
}
