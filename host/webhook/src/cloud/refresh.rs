//! Reads the cloud again and again. A failure leaves the last state, whose age grows.

use super::cache::CloudCache;
use super::snapshot::CloudSnapshot;
use crate::cluster::WatchedObjects;
use crate::metrics::Metrics;
use clbplan_live::cloud::{
    CloudAccess, CloudOptions, CloudReadError, CloudState, Environment, LoadBalancersToRead, read,
};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Whom to ask, and how often.
#[derive(Debug, Clone)]
pub struct CloudRefreshOptions {
    /// Profile, region, host.
    pub options: CloudOptions,
    /// The time between the end of one reading and the start of the next.
    pub interval: Duration,
    /// The cluster's id, if it is known.
    pub cluster_id: Option<String>,
}

/// Waits for the Services of the cluster, because they say whose listeners are needed; then reads for ever.
pub async fn keep_fresh(
    source: CloudRefreshOptions,
    store: Arc<WatchedObjects>,
    cache: Arc<CloudCache>,
    metrics: Arc<Metrics>,
) {
    while !store.has_started() {
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    let mut last_error = None;
    loop {
        let wanted = LoadBalancersToRead {
            live: store.identifiers().load_balancers().collect::<Vec<_>>().join(" "),
            cluster_id: source.cluster_id.clone(),
            ..LoadBalancersToRead::default()
        };
        let options = source.options.clone();
        // The keys are looked for each time: those of a Pod's role expire.
        let answer = tokio::task::spawn_blocking(move || read_once(&options, &wanted)).await;
        match answer {
            Ok(Ok(state)) => {
                report(&state);
                last_error = None;
                metrics.cloud_was_read();
                cache.put(CloudSnapshot::new(state), Instant::now());
            }
            Ok(Err(error)) => {
                metrics.cloud_failed();
                let text = error.to_string();
                if last_error.as_ref() != Some(&text) {
                    tracing::warn!(error = text, "the cloud cannot be read; its last known state stays in use");
                    last_error = Some(text);
                }
            }
            Err(error) => tracing::error!(%error, "reading the cloud ended unexpectedly"),
        }
        tokio::time::sleep(source.interval).await;
    }
}

fn read_once(options: &CloudOptions, wanted: &LoadBalancersToRead) -> Result<CloudState, CloudReadError> {
    read(&CloudAccess::find(options, &Environment::of_process())?, wanted)
}

fn report(state: &CloudState) {
    tracing::info!(region = state.region, not_read = state.not_read.len(), "the cloud is read");
    for missing in &state.not_read {
        let load_balancer = missing.load_balancer.as_deref().unwrap_or("all");
        tracing::warn!(action = missing.action.name(), load_balancer, failure = %missing.failure, "not read");
    }
}
