//! What is read, in which order, and what that proves.

use super::api_reader::ApiServerReader;
use super::connection::{ConnectError, Connection, ConnectionOptions, connect};
use super::failure::ClusterReadFailure;
use super::kinds_and_api_paths::Kind;
use super::pages::list;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeSet;

/// What the caller needs beyond what every plan needs. An empty name is the namespace of the context.
#[derive(Debug, Clone, Default)]
pub struct NamespacesToRead {
    /// The namespaces of the manifests: read on their own where the user may not read the whole cluster.
    pub namespaces: BTreeSet<String>,
    /// Namespaces whose Secrets are needed, beside those of live Services with certificates.
    pub secrets_in: BTreeSet<String>,
    /// Namespaces whose Pods are needed, beside those of live Services that bind Pods.
    pub pods_in: BTreeSet<String>,
}

/// Where a list is from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum ListScope {
    /// The whole cluster.
    Cluster,
    /// One namespace.
    Namespace(String),
}

impl ListScope {
    fn namespace(&self) -> Option<&str> {
        match self {
            ListScope::Cluster => None,
            ListScope::Namespace(namespace) => Some(namespace),
        }
    }
}

/// A list that could not be read. Its objects are unknown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NotRead {
    /// What is missing.
    pub kind: Kind,
    /// Where.
    pub scope: ListScope,
    /// Why.
    pub failure: ClusterReadFailure,
}

/// The cluster as it was read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ClusterObjects {
    /// The objects, ordered by kind and as the server lists them.
    pub objects: Vec<Value>,
    /// Every Service of the cluster is among them.
    pub has_every_service: bool,
    /// `v1.34.1-tke.2`, if the server says it.
    pub version: Option<String>,
    /// The context of the kubeconfig; `None` in a Pod. Its name is the user's, so it is never written to a file.
    #[serde(skip)]
    pub context: Option<String>,
    /// The address of the server. It shows where the cluster is, so it is never written to a file.
    #[serde(skip)]
    pub server: String,
    /// The namespace of the context: that of manifests which name none.
    pub namespace: Option<String>,
    /// What could not be read.
    #[serde(default)]
    pub not_read: Vec<NotRead>,
}

/// Reads the cluster. Returns when everything was read or has failed.
///
/// # Errors
/// There is no connection, or the Services cannot be read: of no namespace, or for another reason than a missing permission.
pub fn read(options: &ConnectionOptions, wanted: &NamespacesToRead) -> Result<ClusterObjects, ConnectError> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| ConnectError::InvalidKubeconfig(error.to_string()))?;
    runtime.block_on(async {
        let connection = connect(options).await?;
        read_all(connection, wanted).await
    })
}

async fn read_all(connection: Connection, wanted: &NamespacesToRead) -> Result<ClusterObjects, ConnectError> {
    let Connection { reader, context, server, namespace } = connection;
    let version = version(&reader).await;
    let mut found = ObjectsReadSoFar::new(&reader);
    let mut namespaces = resolved(&wanted.namespaces, namespace.as_deref());
    namespaces.extend(namespace.clone());
    let namespaced: Vec<ListScope> =
        namespaces.into_iter().filter(|name| is_namespace(name)).map(ListScope::Namespace).collect();
    let of_services = match &version {
        // The first answer shows whether the server can be asked at all.
        Err(failure) if is_of_connection(failure) => Err(failure.clone()),
        Ok(_) | Err(_) => found.services(&namespaced).await,
    };
    let scopes = of_services.map_err(|failure| ConnectError::Server { server: server.clone(), failure })?;
    let secrets_in =
        found.namespaces_of_services("specify-protocol", &resolved(&wanted.secrets_in, namespace.as_deref()));
    let pods_in = found.namespaces_of_services("direct-access", &resolved(&wanted.pods_in, namespace.as_deref()));
    found.everything_else(&scopes, &secrets_in, &pods_in).await;
    Ok(ClusterObjects {
        objects: found.objects,
        has_every_service: scopes.contains(&ListScope::Cluster),
        version: version.ok(),
        context,
        server,
        namespace,
        not_read: found.not_read,
    })
}

/// The names, with that of the context's namespace in place of the empty one.
fn resolved(names: &BTreeSet<String>, own: Option<&str>) -> BTreeSet<String> {
    let name = |name: &String| if name.is_empty() { own.unwrap_or("default").to_owned() } else { name.clone() };
    names.iter().map(name).collect()
}

#[derive(Deserialize)]
struct Version {
    #[serde(rename = "gitVersion")]
    git_version: String,
}

async fn version(reader: &ApiServerReader) -> Result<String, ClusterReadFailure> {
    let body = reader.get("/version").await?;
    let version: Result<Version, _> = serde_json::from_slice(&body);
    version.map(|version| version.git_version).map_err(|error| ClusterReadFailure::InvalidAnswer(error.to_string()))
}

/// True if every other request would fail in the same way.
fn is_of_connection(failure: &ClusterReadFailure) -> bool {
    match failure {
        ClusterReadFailure::Unauthorized(_)
        | ClusterReadFailure::Credentials(_)
        | ClusterReadFailure::Certificate(_)
        | ClusterReadFailure::Unreachable(_)
        | ClusterReadFailure::TimedOut(_) => true,
        ClusterReadFailure::Forbidden(_)
        | ClusterReadFailure::NotFound
        | ClusterReadFailure::Busy(_)
        | ClusterReadFailure::PagesExpired
        | ClusterReadFailure::TooLarge(_)
        | ClusterReadFailure::InvalidAnswer(_)
        | ClusterReadFailure::Status { .. } => false,
    }
}

/// Names come from manifests and become a part of a path.
fn is_namespace(name: &str) -> bool {
    let valid = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    (1..=63).contains(&name.len()) && name.chars().all(valid)
}

/// What was read so far.
struct ObjectsReadSoFar<'r> {
    reader: &'r ApiServerReader,
    objects: Vec<Value>,
    not_read: Vec<NotRead>,
}

impl<'r> ObjectsReadSoFar<'r> {
    fn new(reader: &'r ApiServerReader) -> ObjectsReadSoFar<'r> {
        ObjectsReadSoFar { reader, objects: Vec::new(), not_read: Vec::new() }
    }

    /// Reads the Services of the cluster, or of those namespaces that the user may read. Returns the scopes that were read, at least
    /// one: without any Service all of them would look new.
    async fn services(&mut self, namespaced: &[ListScope]) -> Result<Vec<ListScope>, ClusterReadFailure> {
        let mut read = Vec::new();
        for scope in std::iter::once(&ListScope::Cluster).chain(namespaced) {
            match list(self.reader, Kind::Service, scope.namespace()).await {
                Ok(services) => {
                    self.objects.extend(services);
                    read.push(scope.clone());
                    if *scope == ListScope::Cluster {
                        break;
                    }
                }
                Err(failure @ ClusterReadFailure::Forbidden(_)) => self.failed(Kind::Service, scope, failure),
                Err(failure) => return Err(failure),
            }
        }
        match self.not_read.first() {
            Some(NotRead { failure, .. }) if read.is_empty() => Err(failure.clone()),
            Some(_) | None => Ok(read),
        }
    }

    fn failed(&mut self, kind: Kind, scope: &ListScope, failure: ClusterReadFailure) {
        self.not_read.push(NotRead { kind, scope: scope.clone(), failure });
    }

    /// The namespaces of Services with an annotation of that last name, and more.
    fn namespaces_of_services(&self, annotation: &str, more: &BTreeSet<String>) -> Vec<ListScope> {
        let has = |service: &&Value| {
            let annotations = service.pointer("/metadata/annotations").and_then(Value::as_object);
            annotations.is_some_and(|all| all.keys().any(|key| key.rsplit('/').next() == Some(annotation)))
        };
        let namespace = |service: &Value| Some(service.pointer("/metadata/namespace")?.as_str()?.to_owned());
        let mut all: BTreeSet<String> = self.objects.iter().filter(has).filter_map(namespace).collect();
        all.extend(more.iter().filter(|name| is_namespace(name)).cloned());
        all.into_iter().map(ListScope::Namespace).collect()
    }

    /// Reads the other kinds. Endpoints and configurations are needed where Services were read.
    async fn everything_else(&mut self, scopes: &[ListScope], secrets_in: &[ListScope], pods_in: &[ListScope]) {
        let cluster = [ListScope::Cluster];
        self.add(Kind::Node, &cluster).await;
        self.endpoints(scopes).await;
        self.add(Kind::TkeServiceConfig, scopes).await;
        self.add(Kind::Ingress, scopes).await;
        self.add(Kind::ServiceCidr, &cluster).await;
        self.add(Kind::ControllerConfig, &[ListScope::Namespace("kube-system".to_owned())]).await;
        self.add(Kind::Secret, secrets_in).await;
        self.add(Kind::Pod, pods_in).await;
    }

    async fn add(&mut self, kind: Kind, scopes: &[ListScope]) {
        for scope in scopes {
            match list(self.reader, kind, scope.namespace()).await {
                Ok(objects) => self.objects.extend(objects),
                Err(failure) => self.failed(kind, scope, failure),
            }
        }
    }

    /// EndpointSlices; of a cluster that has no such kind, Endpoints.
    async fn endpoints(&mut self, scopes: &[ListScope]) {
        for scope in scopes {
            match list(self.reader, Kind::EndpointSlice, scope.namespace()).await {
                Ok(objects) => self.objects.extend(objects),
                Err(ClusterReadFailure::NotFound) => self.add(Kind::Endpoints, std::slice::from_ref(scope)).await,
                Err(failure) => self.failed(Kind::EndpointSlice, scope, failure),
            }
        }
    }
}
