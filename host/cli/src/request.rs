//! What was read, as the module's request.
//!
//! A field that was not given is left out: the module tells "not given" from "empty".

use crate::arguments::{ServiceName, Subresource};
use crate::messages::Lang;
use serde::Serialize;
use serde_json::{Map, Value};

/// How columns and offsets of the answer are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Positions {
    /// Bytes: what excerpts are drawn from.
    #[serde(rename = "utf-8")]
    Utf8,
}

/// `PlanRequest` or `ValidateRequest`, whose own fields are absent in the other.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Request<'a> {
    pub manifests: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub live: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub context: Option<Value>,
    pub locale: Lang,
    /// Absent: as the contract says, for programs that read the answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position_encoding: Option<Positions>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    pub ignore: &'a [String],
    #[serde(skip_serializing_if = "<[ServiceName]>::is_empty")]
    pub delete: &'a [ServiceName],
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prune: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clb: Option<Map<String, Value>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub policy: Option<Map<String, Value>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subresource: Option<Subresource>,
}

/// The flag that a path of the request came from.
pub fn flag(path: &str) -> Option<&'static str> {
    let head = path.split(['.', '[']).next().unwrap_or(path);
    [
        ("manifests", "--filename"),
        ("live", "--live"),
        ("context", "--context, --set"),
        ("clb", "--clb"),
        ("policy", "--policy"),
        ("delete", "--delete"),
        ("ignore", "--ignore"),
    ]
    .into_iter()
    .find(|(field, _)| *field == head)
    .map(|(_, flag)| flag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_given_is_left_out() {
        let request = Request {
            manifests: "a",
            live: None,
            context: None,
            locale: Lang::ZhCn,
            position_encoding: None,
            ignore: &[],
            delete: &[],
            prune: None,
            clb: None,
            policy: None,
            subresource: None,
        };
        assert_eq!(serde_json::to_string(&request).unwrap(), r#"{"manifests":"a","locale":"zh-CN"}"#);
    }

    #[test]
    fn paths_lead_back_to_flags() {
        assert_eq!(flag("policy.rules[0].deny[1]"), Some("--policy"));
        assert_eq!(flag("context.quotas"), Some("--context, --set"));
        assert_eq!(flag("?"), None);
    }
}
