//! Bodies of requests and answers: reading members, and the API's errors.

use crate::json::{Map, Value};
use thiserror::Error;

/// The members of a request, or of a part of it.
pub(super) type RequestBody = Map;
/// The API's error, if it rejects something.
pub(super) type CloudApiResult = Result<(), CloudApiError>;

/// The API's error for a call.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{code}: {what}")]
pub(super) struct CloudApiError {
    code: &'static str,
    what: String,
}

impl CloudApiError {
    pub(super) fn new(code: &'static str, what: impl Into<String>) -> CloudApiError {
        CloudApiError { code, what: what.into() }
    }
}

/// Whether a CLB has native IPv6.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum HasNativeIpv6 {
    /// The address version is `IPv6FullChain`.
    Yes,
    /// IPv4, NAT64, or unknown.
    NoOrUnknown,
}

/// The objects of a list.
pub(super) fn objects(list: Option<&Value>) -> Vec<Map> {
    let items = list.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    items.iter().filter_map(Value::as_object).cloned().collect()
}

/// A string member.
pub(super) fn string<'b>(body: &'b Map, key: &str) -> Option<&'b str> {
    body.get(key).and_then(Value::as_str)
}

/// A string member, owned.
pub(super) fn text(body: &Map, key: &str) -> Option<String> {
    string(body, key).map(str::to_owned)
}

/// The error for an invalid value.
pub(super) fn invalid<T>(what: impl Into<String>) -> Result<T, CloudApiError> {
    Err(CloudApiError::new("InvalidParameterValue", what))
}

/// The error for a missing member.
pub(super) fn missing<T>(what: &str) -> Result<T, CloudApiError> {
    Err(CloudApiError::new("MissingParameter", what))
}

/// Rejects members that are not in one of the lists.
pub(super) fn allow_only(input: &RequestBody, lists: &[&[&str]]) -> CloudApiResult {
    match input.keys().find(|key| !lists.iter().any(|list| list.contains(&key.as_str()))) {
        Some(key) => Err(CloudApiError::new("UnknownParameter", key.clone())),
        None => Ok(()),
    }
}

pub(super) fn number(input: &RequestBody, key: &str) -> Option<i64> {
    input.get(key).and_then(Value::as_i64)
}

/// Rejects a string that is not one of the values.
pub(super) fn allowed_value(input: &RequestBody, key: &str, words: &[&str]) -> CloudApiResult {
    match input.get(key) {
        Some(found) if !found.as_str().is_some_and(|found| words.contains(&found)) => invalid(format!("{key} {found}")),
        Some(_) | None => Ok(()),
    }
}

/// Rejects a number outside the range.
pub(super) fn range(input: &RequestBody, key: &str, min: i64, max: i64) -> CloudApiResult {
    match input.get(key) {
        Some(found) if !found.as_i64().is_some_and(|found| (min..=max).contains(&found)) => {
            Err(CloudApiError::new("InvalidParameterValue.Range", format!("{key} {found}")))
        }
        Some(_) | None => Ok(()),
    }
}
