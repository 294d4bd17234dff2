//! The connection to an API server. The only request that it can send is `GET`.

use super::failure::ClusterReadFailure;
use http::header::ACCEPT;
use http_body_util::{BodyExt, Limited};
use kube::client::Body;
use kube::{Client, Config};
use std::time::Duration;
use tokio::sync::Mutex;
use tokio::time::timeout;
use zeroize::Zeroizing;

/// The largest answer to one request. A page of 500 Services with long annotations has some 2 MiB.
const LIMIT_MIB: usize = 64;

/// Sends `GET` requests, with new credentials if the first ones are no longer accepted.
pub(super) struct ApiServerReader {
    config: Config,
    client: Mutex<NumberedClient>,
    timeout: Duration,
}

/// Counts how often credentials were asked for, so that several requests that fail together ask once.
#[derive(Clone)]
struct NumberedClient {
    client: Client,
    number: u32,
}

impl ApiServerReader {
    /// Gets credentials; nothing is sent to the server yet.
    pub(super) fn new(config: Config, timeout: Duration) -> Result<ApiServerReader, ClusterReadFailure> {
        let client = new_client(&config)?;
        Ok(ApiServerReader { config, client: Mutex::new(NumberedClient { client, number: 0 }), timeout })
    }

    /// The body of the answer, which is overwritten once it is dropped.
    pub(super) async fn get(&self, path: &str) -> Result<Zeroizing<Vec<u8>>, ClusterReadFailure> {
        let used = self.client.lock().await.clone();
        match self.get_with(&used.client, path).await {
            // The credentials expired while the lists were read. A plug-in is not asked again by kube unless it named a date.
            Err(ClusterReadFailure::Unauthorized(_)) => {
                let client = self.renewed(used.number).await?;
                self.get_with(&client, path).await
            }
            result => result,
        }
    }

    async fn renewed(&self, failed: u32) -> Result<Client, ClusterReadFailure> {
        let mut current = self.client.lock().await;
        if current.number == failed {
            *current = NumberedClient { client: new_client(&self.config)?, number: failed + 1 };
        }
        Ok(current.client.clone())
    }

    async fn get_with(&self, client: &Client, path: &str) -> Result<Zeroizing<Vec<u8>>, ClusterReadFailure> {
        timeout(self.timeout, answer(client, path)).await.unwrap_or(Err(ClusterReadFailure::TimedOut(self.timeout)))
    }
}

fn new_client(config: &Config) -> Result<Client, ClusterReadFailure> {
    let plugin = config.auth_info.exec.as_ref().and_then(|exec| exec.command.as_deref());
    Client::try_from(config.clone()).map_err(|error| match (ClusterReadFailure::of_error(&error), plugin) {
        (ClusterReadFailure::Credentials(text), Some(plugin)) => {
            ClusterReadFailure::Credentials(format!("`{plugin}`: {text}"))
        }
        // Nothing was sent yet, so it is the certificate that this client would show.
        (ClusterReadFailure::Certificate(text), _) => {
            ClusterReadFailure::Credentials(format!("the client certificate: {text}"))
        }
        (failure, _) => failure,
    })
}

async fn answer(client: &Client, path: &str) -> Result<Zeroizing<Vec<u8>>, ClusterReadFailure> {
    let request = http::Request::get(path).header(ACCEPT, "application/json").body(Body::empty());
    let request = request.map_err(|error| ClusterReadFailure::InvalidAnswer(error.to_string()))?;
    let answer = client.send(request).await.map_err(|error| ClusterReadFailure::of_error(&error))?;
    let code = answer.status().as_u16();
    let mut frames = Limited::new(answer.into_body(), LIMIT_MIB << 20);
    let mut body = Zeroizing::new(Vec::new());
    while let Some(frame) = frames.frame().await {
        let frame = frame.map_err(|error| {
            let is_too_large = error.is::<http_body_util::LengthLimitError>();
            if is_too_large {
                ClusterReadFailure::TooLarge(LIMIT_MIB)
            } else {
                ClusterReadFailure::Unreachable(error.to_string())
            }
        })?;
        if let Some(data) = frame.data_ref() {
            extend(&mut body, data);
        }
    }
    if code == 200 { Ok(body) } else { Err(ClusterReadFailure::of_answer(code, &body)) }
}

/// Appends data. A vector that grows by itself would leave copies of what it held.
fn extend(body: &mut Zeroizing<Vec<u8>>, data: &[u8]) {
    if body.capacity() - body.len() < data.len() {
        let mut larger = Zeroizing::new(Vec::with_capacity((body.len() + data.len()) * 2));
        larger.extend_from_slice(body);
        *body = larger;
    }
    body.extend_from_slice(data);
}
