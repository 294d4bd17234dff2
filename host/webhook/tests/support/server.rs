//! The server under test.

use super::{TemporaryTestFolder, cloud, context, live_objects};
use clbplan_host::{Limits, Module};
use clbplan_live::cluster::{WatchEvent, WatchedKind};
use clbplan_webhook::admission::{ReviewSettings, Reviewer};
use clbplan_webhook::cloud::{CloudCache, CloudSnapshot};
use clbplan_webhook::cluster::WatchedObjects;
use clbplan_webhook::language::Language;
use clbplan_webhook::metrics::Metrics;
use clbplan_webhook::policy::{PolicyFile, PolicyReload};
use clbplan_webhook::server::{OpenPort, ReloadedCertificate, ServerLimits, ServerReadiness, ServerState, Shutdown};
use serde_json::Value;
use std::net::SocketAddr;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};
use tokio::task::JoinHandle;

/// The embedded module, loaded once.
pub fn module() -> Module {
    static MODULE: OnceLock<Module> = OnceLock::new();
    let load = || clbplan_webhook::module::load(None, Duration::from_secs(20), 4);
    MODULE.get_or_init(|| load().expect("`cargo xtask build` makes the module")).clone()
}

/// What a test may choose.
pub struct TestServerOptions {
    pub policy: Option<&'static str>,
    pub language: Language,
    /// How long ago the cloud answered; `None`: never.
    pub cloud_age: Option<Duration>,
    pub is_cloud_configured: bool,
    pub module: Module,
    pub limits: ServerLimits,
    pub is_cluster_read: bool,
}

impl Default for TestServerOptions {
    /// The example's cluster and cloud, without a policy.
    fn default() -> TestServerOptions {
        TestServerOptions {
            policy: None,
            language: Language::En,
            cloud_age: Some(Duration::ZERO),
            is_cloud_configured: true,
            module: module(),
            // The machine that runs the tests may be slow.
            limits: ServerLimits { time: Duration::from_secs(20), ..ServerLimits::default() },
            is_cluster_read: true,
        }
    }
}

/// A running server.
pub struct TestServer {
    pub reviews: SocketAddr,
    pub probes: SocketAddr,
    pub folder: TemporaryTestFolder,
    pub certificate: Arc<ReloadedCertificate>,
    pub policy: Arc<PolicyFile>,
    pub module: Module,
    pub state: Arc<ServerState>,
    pub shutdown: Shutdown,
    pub listeners: Vec<JoinHandle<()>>,
}

/// Writes a new certificate for `localhost`, and returns it.
pub fn write_certificate(folder: &TemporaryTestFolder) -> String {
    let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
    folder.write("tls.key", &made.signing_key.serialize_pem());
    let certificate = made.cert.pem();
    folder.write("tls.crt", &certificate);
    certificate
}

fn cluster(is_read: bool) -> WatchedObjects {
    let store = WatchedObjects::default();
    if is_read {
        for kind in WatchedKind::ALL {
            store.apply(kind, WatchEvent::ListStarts);
            let objects = live_objects().into_iter();
            let is_of_kind = |object: &Value| object["kind"] == kind.kind().name();
            objects.filter(is_of_kind).for_each(|object| store.apply(kind, WatchEvent::Listed(object)));
            store.apply(kind, WatchEvent::ListEnds);
        }
    }
    store
}

impl TestServer {
    pub async fn start(setup: TestServerOptions) -> TestServer {
        let folder = TemporaryTestFolder::new();
        write_certificate(&folder);
        let certificate = ReloadedCertificate::read(folder.path("tls.crt"), folder.path("tls.key")).unwrap();
        let certificate = Arc::new(certificate);
        let policy = Arc::new(PolicyFile::new(setup.policy.map(|text| folder.write("policy.yaml", text))));
        match policy.reload(&module()) {
            PolicyReload::Failed(error) => panic!("{error}"),
            PolicyReload::Used(_) | PolicyReload::Unchanged => {}
        }
        let cluster = Arc::new(cluster(setup.is_cluster_read));
        let cloud_cache = CloudCache::new(setup.is_cloud_configured);
        if let Some(age) = setup.cloud_age {
            let at = Instant::now().checked_sub(age).expect("this machine runs for longer than that");
            cloud_cache.put(CloudSnapshot::new(cloud()), at);
        }
        let settings = ReviewSettings { language: setup.language, context: context(), ..ReviewSettings::default() };
        let reviewer = Reviewer {
            module: setup.module.clone(),
            cluster: Arc::clone(&cluster),
            cloud: Arc::new(cloud_cache),
            policy: Arc::clone(&policy),
            settings,
        };
        let metrics = Arc::new(Metrics::new());
        let readiness = Arc::new(ServerReadiness::new(cluster));
        let state = Arc::new(ServerState::new(Arc::new(reviewer), metrics, readiness, setup.limits));
        let address = SocketAddr::from(([127, 0, 0, 1], 0));
        let tls = certificate.server_config().unwrap();
        let reviews = OpenPort::open(address, Some(tls), Arc::clone(&state)).await.unwrap();
        let probes = OpenPort::open(address, None, Arc::clone(&state)).await.unwrap();
        let shutdown = Shutdown::default();
        TestServer {
            reviews: reviews.address().unwrap(),
            probes: probes.address().unwrap(),
            folder,
            certificate,
            policy,
            module: setup.module,
            state,
            listeners: vec![
                tokio::spawn(reviews.serve(shutdown.clone())),
                tokio::spawn(probes.serve(shutdown.clone())),
            ],
            shutdown,
        }
    }
}

/// A module whose calls have no time.
pub fn module_without_time() -> Module {
    module().with_limits(Limits::default().time(Duration::ZERO))
}
