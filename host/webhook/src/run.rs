//! Starts everything, and ends it in order.

use crate::admission::{ControllerUserNames, ReviewSettings, Reviewer};
use crate::arguments::Arguments;
use crate::cloud::{CloudCache, CloudRefreshOptions, keep_fresh};
use crate::cluster::{WatchedObjects, follow};
use crate::metrics::{Metrics, WatchedFile};
use crate::module::{self, ModuleLoadError};
use crate::policy::{PolicyError, PolicyFile, PolicyReload};
use crate::server::{
    CertificateError, CertificateReload, ListenError, OpenPort, ReloadedCertificate, ServerLimits, ServerReadiness,
    ServerState, Shutdown,
};
use clbplan_host::{Function, HostError, Module};
use clbplan_live::cloud::CloudOptions;
use clbplan_live::cluster::{ConnectError, ConnectionOptions, Watcher};
use serde_json::{Map, Value};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::signal::unix::{SignalKind, signal};

/// Why the program cannot start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// There is no module.
    #[error("module: {0}")]
    Module(#[from] ModuleLoadError),
    /// The certificate cannot be used.
    #[error("certificate: {0}")]
    Certificate(#[from] CertificateError),
    /// The policy cannot be used.
    #[error("policy: {0}")]
    Policy(#[from] PolicyError),
    /// The facts cannot be used.
    #[error("facts: {0}")]
    Facts(String),
    /// There is no cluster.
    #[error("cluster: {0}")]
    Cluster(#[from] ConnectError),
    /// A port is not free.
    #[error(transparent)]
    Listen(#[from] ListenError),
    /// Signals cannot be received.
    #[error("signals: {0}")]
    Signal(std::io::Error),
}

/// Serves until SIGTERM or SIGINT.
///
/// # Errors
/// Something that is needed from the start is missing.
pub async fn run(arguments: Arguments) -> Result<(), StartError> {
    let time = Duration::from_millis(arguments.time_limit);
    let calls = arguments.calls.map(usize::from);
    let calls = calls.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from));
    let module = module::load(arguments.module.as_deref(), time, calls)?;
    let metrics = Arc::new(Metrics::new());
    let certificate = Arc::new(ReloadedCertificate::read(arguments.certificate.clone(), arguments.key.clone())?);
    metrics.file_reloaded(WatchedFile::Certificate, true);
    let policy = Arc::new(PolicyFile::new(arguments.policy.clone()));
    match policy.reload(&module) {
        // A program without the rules that it was given would allow what they deny.
        PolicyReload::Failed(error) => return Err(error.into()),
        PolicyReload::Used(rules) => {
            tracing::info!(rules, "the policy is used");
            metrics.file_reloaded(WatchedFile::Policy, true);
        }
        PolicyReload::Unchanged => {}
    }
    let context = facts(arguments.facts.as_deref(), &module)?;
    let cluster_id = context.get("clusterId").and_then(Value::as_str).map(str::to_owned);
    let cluster = Arc::new(WatchedObjects::default());
    let cloud = Arc::new(CloudCache::new(arguments.cloud));
    let options = ConnectionOptions {
        kubeconfig: arguments.kubeconfig.clone(),
        context: arguments.context.clone(),
        ..ConnectionOptions::default()
    };
    let _watches = follow(&Watcher::connect(&options).await?, &cluster);
    if arguments.cloud {
        let source = CloudRefreshOptions {
            options: CloudOptions {
                profile: arguments.profile.clone(),
                region: arguments.region.clone(),
                endpoint: arguments.cloud_endpoint.clone(),
            },
            interval: Duration::from_secs(arguments.cloud_interval),
            cluster_id,
        };
        tokio::spawn(keep_fresh(source, Arc::clone(&cluster), Arc::clone(&cloud), Arc::clone(&metrics)));
    }
    let settings = ReviewSettings {
        language: arguments.language,
        context,
        controllers: ControllerUserNames::with(arguments.controller_accounts.clone()),
    };
    let interval = Duration::from_secs(arguments.reload_interval);
    let files = ReloadedFilesOfServer {
        certificate: Arc::clone(&certificate),
        policy: Arc::clone(&policy),
        module: module.clone(),
        metrics: Arc::clone(&metrics),
    };
    tokio::spawn(files.keep_fresh(interval));
    let reviewer = Arc::new(Reviewer { module, cluster: Arc::clone(&cluster), cloud, policy, settings });
    let limits = ServerLimits { time, ..ServerLimits::default() };
    let state = Arc::new(ServerState::new(reviewer, metrics, Arc::new(ServerReadiness::new(cluster)), limits));
    serve(&arguments, &certificate, state).await
}

/// Facts of a file; the module rejects what is none.
fn facts(file: Option<&Path>, module: &Module) -> Result<Map<String, Value>, StartError> {
    let Some(file) = file else { return Ok(Map::new()) };
    let invalid = |error: &dyn std::fmt::Display| StartError::Facts(format!("{}: {error}", file.display()));
    let text = std::fs::read_to_string(file).map_err(|error| invalid(&error))?;
    let facts: Map<String, Value> = serde_saphyr::from_str(&text).map_err(|error| invalid(&error))?;
    let request = Value::from(Map::from_iter([("context".to_owned(), Value::from(facts.clone()))]));
    let answer = module.call(Function::PlanSync, &request.to_string());
    let answer = answer.map_err(|error: HostError| invalid(&error))?;
    let answer: Value = serde_json::from_str(&answer).map_err(|error| invalid(&error))?;
    match answer.pointer("/error/message").and_then(Value::as_str) {
        Some(message) => Err(invalid(&message)),
        None => Ok(facts),
    }
}

async fn serve(
    arguments: &Arguments,
    certificate: &Arc<ReloadedCertificate>,
    state: Arc<ServerState>,
) -> Result<(), StartError> {
    let mut terminate = signal(SignalKind::terminate()).map_err(StartError::Signal)?;
    let mut interrupt = signal(SignalKind::interrupt()).map_err(StartError::Signal)?;
    let tls = certificate.server_config()?;
    let reviews = OpenPort::open(arguments.listen, Some(tls), Arc::clone(&state)).await?;
    let probes = OpenPort::open(arguments.probe_listen, None, Arc::clone(&state)).await?;
    tracing::info!(reviews = %arguments.listen, probes = %arguments.probe_listen, "serving");
    let shutdown = Shutdown::default();
    let (reviews, probes) =
        (tokio::spawn(reviews.serve(shutdown.clone())), tokio::spawn(probes.serve(shutdown.clone())));
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    tracing::info!("shutting down");
    // Connections are still accepted until the API server knows that this Pod is no longer ready.
    state.readiness().shut_down();
    tokio::time::sleep(Duration::from_secs(arguments.shutdown_delay)).await;
    shutdown.stop();
    for listener in [reviews, probes] {
        if let Err(error) = listener.await {
            tracing::error!(%error, "a listener ended unexpectedly");
        }
    }
    Ok(())
}

/// The files that may change while the program runs.
struct ReloadedFilesOfServer {
    certificate: Arc<ReloadedCertificate>,
    policy: Arc<PolicyFile>,
    module: Module,
    metrics: Arc<Metrics>,
}

impl ReloadedFilesOfServer {
    async fn keep_fresh(self, interval: Duration) {
        let files = Arc::new(self);
        loop {
            tokio::time::sleep(interval).await;
            let files = Arc::clone(&files);
            if let Err(error) = tokio::task::spawn_blocking(move || files.reload()).await {
                tracing::error!(%error, "reading the files again ended unexpectedly");
            }
        }
    }

    fn reload(&self) {
        match self.certificate.reload() {
            CertificateReload::Unchanged => {}
            CertificateReload::Used => {
                tracing::info!("the new certificate is used");
                self.metrics.file_reloaded(WatchedFile::Certificate, true);
            }
            CertificateReload::Failed(error) => {
                tracing::error!(%error, "the certificate cannot be used; the one before stays in use");
                self.metrics.file_reloaded(WatchedFile::Certificate, false);
            }
        }
        match self.policy.reload(&self.module) {
            PolicyReload::Unchanged => {}
            PolicyReload::Used(rules) => {
                tracing::info!(rules, "the new policy is used");
                self.metrics.file_reloaded(WatchedFile::Policy, true);
            }
            PolicyReload::Failed(error) => {
                tracing::error!(%error, "the policy cannot be used; the rules before stay in use");
                self.metrics.file_reloaded(WatchedFile::Policy, false);
            }
        }
    }
}
