//! Lists, page by page.

use super::api_reader::ApiServerReader;
use super::failure::ClusterReadFailure;
use super::kinds_and_api_paths::{CONTROLLER_CONFIG, CONTROLLER_CONFIG_NAME, Kind, SYSTEM_NAMESPACE};
use super::redacted_secret::RedactedSecret;
use super::trim::trimmed;
use serde::Deserialize;
use serde_json::{Value, json};

/// Objects in one page, as kubectl asks for them.
const PAGE: usize = 500;
/// How often a list is begun again because its pages expired.
const ATTEMPTS: usize = 3;

#[derive(Deserialize)]
struct Page<T> {
    #[serde(default)]
    metadata: PageMetadata,
    /// `null` in an empty list of old servers.
    items: Option<Vec<T>>,
}

#[derive(Default, Deserialize)]
struct PageMetadata {
    #[serde(default, rename = "continue")]
    next: String,
}

/// All objects of a kind, in a namespace or in the cluster. There is no partial result: a list without one of its pages
/// would read as a cluster without those objects.
pub(super) async fn list(
    reader: &ApiServerReader,
    kind: Kind,
    namespace: Option<&str>,
) -> Result<Vec<Value>, ClusterReadFailure> {
    if kind == Kind::ControllerConfig {
        return match reader.get(CONTROLLER_CONFIG).await {
            Ok(body) => Ok(vec![trimmed(kind, decode(&body)?)]),
            Err(ClusterReadFailure::NotFound) => Ok(vec![without_switches()]),
            Err(failure) => Err(failure),
        };
    }
    for _ in 0..ATTEMPTS {
        match list_once(reader, kind, namespace).await {
            Err(ClusterReadFailure::PagesExpired) => {}
            result => return result,
        }
    }
    Err(ClusterReadFailure::PagesExpired)
}

/// A cluster without the ConfigMap has no switch, which is known: as one with an empty ConfigMap.
fn without_switches() -> Value {
    json!({
        "apiVersion": "v1", "kind": Kind::ControllerConfig.name(),
        "metadata": { "namespace": SYSTEM_NAMESPACE, "name": CONTROLLER_CONFIG_NAME }, "data": {},
    })
}

async fn list_once(
    reader: &ApiServerReader,
    kind: Kind,
    namespace: Option<&str>,
) -> Result<Vec<Value>, ClusterReadFailure> {
    let mut path = format!("{}?limit={PAGE}", kind.list_path(namespace));
    if let Some(selector) = kind.field_selector() {
        path.push_str(&format!("&fieldSelector={}", encoded(selector)));
    }
    let (mut objects, mut next) = (Vec::new(), String::new());
    loop {
        let page = if next.is_empty() { path.clone() } else { format!("{path}&continue={}", encoded(&next)) };
        let body = reader.get(&page).await?;
        let (items, following) = match kind {
            Kind::Secret => secrets(&body)?,
            Kind::Service
            | Kind::Node
            | Kind::EndpointSlice
            | Kind::Endpoints
            | Kind::TkeServiceConfig
            | Kind::ServiceCidr
            | Kind::Ingress
            | Kind::ControllerConfig
            | Kind::Pod => items(&body)?,
        };
        objects.extend(items.into_iter().map(|item| trimmed(kind, item)));
        if following.is_empty() {
            return Ok(objects);
        }
        if following == next {
            return Err(ClusterReadFailure::InvalidAnswer("the server answers the same page for ever".to_owned()));
        }
        next = following;
    }
}

fn items(body: &[u8]) -> Result<(Vec<Value>, String), ClusterReadFailure> {
    let page: Page<Value> = decode(body)?;
    Ok((page.items.unwrap_or_default(), page.metadata.next))
}

fn secrets(body: &[u8]) -> Result<(Vec<Value>, String), ClusterReadFailure> {
    let page: Page<RedactedSecret> = decode(body)?;
    let keys = page.items.unwrap_or_default().into_iter().filter_map(|secret| serde_json::to_value(secret).ok());
    Ok((keys.collect(), page.metadata.next))
}

fn decode<'a, T: Deserialize<'a>>(body: &'a [u8]) -> Result<T, ClusterReadFailure> {
    // The error's own text may repeat a value, and the value may be one of a Secret.
    serde_json::from_slice(body).map_err(|error| {
        ClusterReadFailure::InvalidAnswer(format!(
            "not the JSON of a list, at line {} column {}",
            error.line(),
            error.column()
        ))
    })
}

/// Percent-encodes a value of a query.
fn encoded(value: &str) -> String {
    value.bytes().fold(String::new(), |mut text, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            text.push_str(&format!("%{byte:02X}"));
        }
        text
    })
}
