//! Watches: the objects of a kind, and every later change of them.
//!
//! A watch that breaks or expires begins again by itself, with waits that grow. Objects are trimmed as those of a list are.
//! Secrets cannot be watched: their values would be in memory before they could be dropped.

use super::connection::{ConnectError, ConnectionOptions, configuration};
use super::failure::ClusterReadFailure;
use super::kinds_and_api_paths::{CONTROLLER_CONFIG_NAME, Kind, SYSTEM_NAMESPACE};
use super::trim::trimmed;
use futures_util::{Stream, StreamExt};
use kube::api::{ApiResource, DynamicObject};
use kube::runtime::WatchStreamExt;
use kube::runtime::watcher::{Config, Error, Event, watcher};
use kube::{Api, Client};
use serde_json::Value;

/// A kind that can be watched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WatchedKind {
    /// All Services.
    Service,
    /// Nodes.
    Node,
    /// Endpoints of Services.
    EndpointSlice,
    /// Settings of load balancers.
    TkeServiceConfig,
    /// The ConfigMap with the switches of the Service controller, and no other.
    ControllerConfig,
}

impl WatchedKind {
    /// All of them.
    pub const ALL: [WatchedKind; 5] = [
        WatchedKind::Service,
        WatchedKind::Node,
        WatchedKind::EndpointSlice,
        WatchedKind::TkeServiceConfig,
        WatchedKind::ControllerConfig,
    ];

    /// The kind of its objects.
    pub fn kind(self) -> Kind {
        match self {
            WatchedKind::Service => Kind::Service,
            WatchedKind::Node => Kind::Node,
            WatchedKind::EndpointSlice => Kind::EndpointSlice,
            WatchedKind::TkeServiceConfig => Kind::TkeServiceConfig,
            WatchedKind::ControllerConfig => Kind::ControllerConfig,
        }
    }
}

/// What happens to the objects of a kind.
#[derive(Debug, Clone, PartialEq)]
pub enum WatchEvent {
    /// A list begins. Its objects follow; they replace all earlier ones once it ends.
    ListStarts,
    /// An object of the list that began.
    Listed(Value),
    /// The list is complete.
    ListEnds,
    /// An object was created or changed.
    Changed(Value),
    /// An object was deleted.
    Deleted {
        /// Its namespace.
        namespace: Option<String>,
        /// Its name.
        name: String,
    },
    /// The objects cannot be read, or no longer. It is tried again.
    Failed(ClusterReadFailure),
}

/// A connection for watches.
pub struct Watcher {
    client: Client,
}

impl Watcher {
    /// Reads the kubeconfig, or the account of the Pod, and gets credentials. Must run inside a runtime.
    ///
    /// # Errors
    /// There is no kubeconfig and this is no Pod, or there are no credentials.
    pub async fn connect(options: &ConnectionOptions) -> Result<Watcher, ConnectError> {
        let config = configuration(options).await?.config;
        let server = config.cluster_url.to_string();
        let client = Client::try_from(config)
            .map_err(|error| ConnectError::Server { server, failure: ClusterReadFailure::of_error(&error) })?;
        Ok(Watcher { client })
    }

    /// The events of a kind. The stream does not end.
    pub fn events(&self, kind: WatchedKind) -> impl Stream<Item = WatchEvent> + Send + use<> {
        let resource = resource(kind.kind());
        let (api, config): (Api<DynamicObject>, Config) = match kind {
            WatchedKind::ControllerConfig => {
                let name = format!("metadata.name={CONTROLLER_CONFIG_NAME}");
                let api = Api::namespaced_with(self.client.clone(), SYSTEM_NAMESPACE, &resource);
                (api, Config::default().fields(&name))
            }
            WatchedKind::Service | WatchedKind::Node | WatchedKind::EndpointSlice | WatchedKind::TkeServiceConfig => {
                (Api::all_with(self.client.clone(), &resource), Config::default())
            }
        };
        watcher(api, config).default_backoff().map(move |event| of_event(kind.kind(), event))
    }
}

fn resource(kind: Kind) -> ApiResource {
    let api_version = kind.api_version();
    let (group, version) = api_version.split_once('/').unwrap_or(("", api_version));
    ApiResource {
        group: group.to_owned(),
        version: version.to_owned(),
        api_version: api_version.to_owned(),
        kind: kind.name().to_owned(),
        plural: kind.resource().to_owned(),
    }
}

fn of_event(kind: Kind, event: Result<Event<DynamicObject>, Error>) -> WatchEvent {
    let value = |object: DynamicObject| {
        let object =
            serde_json::to_value(object).map_err(|error| ClusterReadFailure::InvalidAnswer(error.to_string()))?;
        Ok(trimmed(kind, object))
    };
    let event = match event {
        Ok(Event::Init) => Ok(WatchEvent::ListStarts),
        Ok(Event::InitApply(object)) => value(object).map(WatchEvent::Listed),
        Ok(Event::InitDone) => Ok(WatchEvent::ListEnds),
        Ok(Event::Apply(object)) => value(object).map(WatchEvent::Changed),
        Ok(Event::Delete(object)) => Ok(WatchEvent::Deleted {
            namespace: object.metadata.namespace,
            name: object.metadata.name.unwrap_or_default(),
        }),
        Err(error) => Err(failure(&error)),
    };
    event.unwrap_or_else(WatchEvent::Failed)
}

fn failure(error: &Error) -> ClusterReadFailure {
    match error {
        Error::InitialListFailed(error) | Error::WatchStartFailed(error) | Error::WatchFailed(error) => match error {
            kube::Error::Api(status) => ClusterReadFailure::of_status(status.code, status.message.clone()),
            error => ClusterReadFailure::of_error(error),
        },
        Error::WatchError(status) => ClusterReadFailure::of_status(status.code, status.message.clone()),
        Error::NoResourceVersion => ClusterReadFailure::InvalidAnswer(error.to_string()),
    }
}
