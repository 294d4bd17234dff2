//! Signed calls of the CLB API: no more than the API allows, and again after a temporary error.

use super::failure::CloudCallFailure;
use super::read_action::ReadAction;
use super::redacted_credential::Credential;
use super::signature::{CONTENT_TYPE, authorization};
use http::Request;
use http_body_util::{BodyExt, Limited};
use hyper_util::client::proxy::matcher::Matcher;
use kube::client::Body;
use kube::{Client, Config};
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tokio::sync::Mutex;
use tokio::time::{Instant, sleep, sleep_until, timeout};

/// The API allows 20 requests a second for each action; other programs of the account share them.
const INTERVAL: Duration = Duration::from_millis(60);
/// Waits after a temporary error, each twice the one before.
const FIRST_WAIT: Duration = Duration::from_millis(500);
const TRIES: u32 = 6;
/// For one answer.
const TIMEOUT: Duration = Duration::from_secs(30);
/// The largest answer: the backends of one load balancer.
const LIMIT_MIB: usize = 64;

/// A service of the cloud, where it is and which version.
#[derive(Debug, Clone)]
pub(super) struct CloudService {
    /// `clb`, `sts`.
    pub(super) name: &'static str,
    pub(super) version: &'static str,
    /// `https://clb.tencentcloudapi.com`.
    pub(super) url: String,
}

/// Calls actions that read.
pub(super) struct CloudReader {
    http: Client,
    service: CloudService,
    region: String,
    credential: Credential,
    /// When each action may be called again.
    next: Mutex<BTreeMap<ReadAction, Instant>>,
}

impl CloudReader {
    pub(super) fn new(
        service: CloudService,
        region: String,
        credential: Credential,
    ) -> Result<CloudReader, CloudCallFailure> {
        Ok(CloudReader { http: http_client(&service)?, service, region, credential, next: Mutex::default() })
    }

    /// Calls an action. The answer is that of `Response`.
    pub(super) async fn call(&self, action: ReadAction, body: &Value) -> Result<Value, CloudCallFailure> {
        let mut wait = FIRST_WAIT;
        let mut tries = 1;
        loop {
            self.wait_for_turn(action).await;
            let call = Call { service: &self.service, action: action.name(), region: &self.region, body };
            match send(&self.http, &call, Some(&self.credential)).await {
                Err(failure) if failure.is_temporary() && tries < TRIES => {
                    sleep(wait).await;
                    wait *= 2;
                    tries += 1;
                }
                result => return result,
            }
        }
    }

    async fn wait_for_turn(&self, action: ReadAction) {
        let turn = {
            let mut next = self.next.lock().await;
            let turn = next.get(&action).copied().unwrap_or_else(Instant::now).max(Instant::now());
            next.insert(action, turn + INTERVAL);
            turn
        };
        sleep_until(turn).await;
    }
}

/// HTTPS through the proxy of the environment: kube's client, which is one of any server, without a user of Kubernetes.
pub(super) fn http_client(service: &CloudService) -> Result<Client, CloudCallFailure> {
    let url: http::Uri = service.url.parse().map_err(|error: http::uri::InvalidUri| unreachable(service, &error))?;
    let proxy = Matcher::from_env().intercept(&url).map(|proxy| proxy.uri().clone());
    let mut config = Config::new(url);
    config.proxy_url = proxy;
    // Which errors are temporary is decided by the answer's code.
    config.default_retry = false;
    Client::try_from(config).map_err(|error| unreachable(service, &error))
}

/// One call. Actions are named by text here, because a role is assumed in the same way; callers outside of this folder can
/// name only a [`ReadAction`].
pub(super) struct Call<'a> {
    pub(super) service: &'a CloudService,
    pub(super) action: &'a str,
    pub(super) region: &'a str,
    pub(super) body: &'a Value,
}

#[derive(Deserialize)]
struct Answer {
    #[serde(rename = "Response")]
    response: Value,
}

/// Sends a call; without a credential it is not signed.
pub(super) async fn send(
    http: &Client,
    call: &Call<'_>,
    credential: Option<&Credential>,
) -> Result<Value, CloudCallFailure> {
    let request = request(call, credential).map_err(|error| CloudCallFailure::InvalidAnswer(error.to_string()))?;
    let (status, text) = timeout(TIMEOUT, answer(http, call.service, request)).await.unwrap_or_else(|_| {
        Err(CloudCallFailure::Unreachable(format!("{}: no answer within {} s", call.service.url, TIMEOUT.as_secs())))
    })?;
    let Ok(Answer { response }) = serde_json::from_slice::<Answer>(&text) else {
        let text = format!("HTTP status {status} without an answer of the API");
        return Err(if status.is_server_error() {
            CloudCallFailure::Unreachable(text)
        } else {
            CloudCallFailure::InvalidAnswer(text)
        });
    };
    match response.get("Error") {
        Some(error) => {
            let text = |key: &str| error.get(key).and_then(Value::as_str).unwrap_or_default();
            Err(CloudCallFailure::of_code(text("Code"), text("Message")))
        }
        None => Ok(response),
    }
}

fn request(call: &Call<'_>, credential: Option<&Credential>) -> http::Result<Request<Body>> {
    let Call { service, action, region, body } = call;
    let body = body.to_string();
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs());
    let host = service.url.split_once("://").map_or(service.url.as_str(), |(_, host)| host);
    let mut request = Request::post("/")
        .header("Content-Type", CONTENT_TYPE)
        .header("Host", host)
        .header("X-TC-Action", *action)
        .header("X-TC-Version", service.version)
        .header("X-TC-Region", *region)
        .header("X-TC-Timestamp", seconds.to_string());
    request = match credential {
        Some(credential) => {
            let seconds = i64::try_from(seconds).unwrap_or_default();
            request.header("Authorization", authorization(credential, service.name, host, seconds, body.as_bytes()))
        }
        None => request.header("Authorization", "SKIP"),
    };
    if let Some(token) = credential.and_then(|credential| credential.token.as_ref()) {
        request = request.header("X-TC-Token", token.expose());
    }
    request.body(Body::from(body.into_bytes()))
}

async fn answer(
    http: &Client,
    service: &CloudService,
    request: Request<Body>,
) -> Result<(http::StatusCode, Vec<u8>), CloudCallFailure> {
    let answer = http.send(request).await.map_err(|error| unreachable(service, &error))?;
    let status = answer.status();
    let body = Limited::new(answer.into_body(), LIMIT_MIB << 20).collect().await;
    let body = body.map_err(|error| {
        if error.is::<http_body_util::LengthLimitError>() {
            CloudCallFailure::InvalidAnswer(format!("the answer is larger than {LIMIT_MIB} MiB"))
        } else {
            unreachable(service, &*error)
        }
    })?;
    Ok((status, body.to_bytes().to_vec()))
}

/// The service cannot be reached. The outer errors only name parts of the HTTP client, which tell a reader nothing.
fn unreachable(service: &CloudService, error: &dyn std::error::Error) -> CloudCallFailure {
    let mut deepest = error;
    while let Some(cause) = deepest.source() {
        deepest = cause;
    }
    CloudCallFailure::Unreachable(format!("{}: {deepest}", service.url))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, thiserror::Error)]
    #[error("client error (Connect)")]
    struct Outer(#[source] std::io::Error);

    #[test]
    fn an_unreachable_service_is_named_with_the_cause() {
        let service = CloudService { name: "clb", version: "", url: "https://clb.example".to_owned() };
        let failure = unreachable(&service, &Outer(std::io::Error::other("connection refused")));
        assert_eq!(failure.to_string(), "https://clb.example: connection refused");
    }
}
