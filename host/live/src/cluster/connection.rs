//! Which cluster, as which user: kubeconfig files and kubectl's flags.

use super::api_reader::ApiServerReader;
use super::failure::ClusterReadFailure;
use hyper_util::client::proxy::matcher::Matcher;
use kube::Config;
use kube::config::{KubeConfigOptions, Kubeconfig, KubeconfigError};
use std::path::PathBuf;
use std::time::Duration;

/// kubectl's flags of the same names.
#[derive(Debug, Clone, Default)]
pub struct ConnectionOptions {
    /// `--kubeconfig`: this file alone. Without it `KUBECONFIG`, else `~/.kube/config`, else the Pod's own account.
    pub kubeconfig: Option<PathBuf>,
    /// `--context`; without it the kubeconfig's current one.
    pub context: Option<String>,
    /// `--as`: the user to impersonate.
    pub impersonate: Option<String>,
    /// `--as-group`.
    pub impersonate_groups: Vec<String>,
    /// `--request-timeout`: for one answer, that is one page of a list.
    pub timeout: Option<Duration>,
}

/// Without the flag. kubectl waits for ever.
const DEFAULT_TIMEOUT: Duration = Duration::from_secs(30);

/// With `--request-timeout=0`, which means none: more than a hundred years.
const NO_TIMEOUT: Duration = Duration::from_secs(u32::MAX as u64);

/// Reads `--request-timeout` as kubectl does: `30s`, `1m30s`, a number of seconds; `0` is no limit.
///
/// # Errors
/// It is no such duration.
pub fn parse_timeout(text: &str) -> Result<Duration, String> {
    let seconds = text.parse::<u32>().map(|seconds| Duration::from_secs(u64::from(seconds))).ok();
    let duration = || text.parse::<jiff::SignedDuration>().ok().and_then(|duration| duration.try_into().ok());
    match seconds.or_else(duration) {
        Some(Duration::ZERO) => Ok(NO_TIMEOUT),
        Some(timeout) => Ok(timeout),
        None => Err("a duration is written 30s, 1m30s or 2h".to_owned()),
    }
}

/// Why there is no connection.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConnectError {
    /// The named kubeconfig does not exist; or none was named, there is none where kubectl expects it, and this is no Pod.
    #[error("no kubeconfig at {0}")]
    NoKubeconfig(String),
    /// A kubeconfig cannot be read, or is none.
    #[error("{0}")]
    InvalidKubeconfig(String),
    /// The kubeconfig names no current context.
    #[error("no current context, of {0:?}")]
    NoContext(Vec<String>),
    /// The kubeconfig has no such context.
    #[error("no context `{name}`, of {known:?}")]
    UnknownContext {
        /// The context that was requested.
        name: String,
        /// Those that there are.
        known: Vec<String>,
    },
    /// The server `server` could not be asked.
    #[error("{server}: {failure}")]
    Server {
        /// Its address.
        server: String,
        /// The failure of the first request.
        failure: ClusterReadFailure,
    },
}

/// A connection, and what the kubeconfig says about it.
pub(super) struct Connection {
    pub(super) reader: ApiServerReader,
    /// The context's name; `None` in a Pod.
    pub(super) context: Option<String>,
    /// The address of the server.
    pub(super) server: String,
    /// The context's namespace, if it names one.
    pub(super) namespace: Option<String>,
}

/// How to reach the server, and what the kubeconfig says beside it.
pub(super) struct ConnectionConfiguration {
    pub(super) config: Config,
    /// The context's name; `None` in a Pod.
    context: Option<String>,
    /// The context's namespace, if it names one.
    namespace: Option<String>,
}

/// Reads the kubeconfig and gets credentials. Must run inside a runtime.
pub(super) async fn connect(options: &ConnectionOptions) -> Result<Connection, ConnectError> {
    let ConnectionConfiguration { config, context, namespace } = configuration(options).await?;
    // As the kubeconfig writes it: an address without a path is given one.
    let server = config.cluster_url.to_string().trim_end_matches('/').to_owned();
    let reader = ApiServerReader::new(config, options.timeout.unwrap_or(DEFAULT_TIMEOUT))
        .map_err(|failure| ConnectError::Server { server: server.clone(), failure })?;
    Ok(Connection { reader, context, server, namespace })
}

/// Reads the kubeconfig, or the account of the Pod.
pub(super) async fn configuration(options: &ConnectionOptions) -> Result<ConnectionConfiguration, ConnectError> {
    let (mut config, context, namespace) = match kubeconfig(options)? {
        Some(kubeconfig) => of_kubeconfig(kubeconfig, options).await?,
        None => match Config::incluster_env() {
            Ok(config) => {
                let namespace = Some(config.default_namespace.clone());
                (config, None, namespace)
            }
            Err(_) => return Err(ConnectError::NoKubeconfig(default_paths())),
        },
    };
    if let Some(user) = &options.impersonate {
        config.auth_info.impersonate = Some(user.clone());
    }
    if !options.impersonate_groups.is_empty() {
        config.auth_info.impersonate_groups = Some(options.impersonate_groups.clone());
    }
    Ok(ConnectionConfiguration { config, context, namespace })
}

/// `None` when there is no file where one is expected, and none was named.
fn kubeconfig(options: &ConnectionOptions) -> Result<Option<Kubeconfig>, ConnectError> {
    let invalid = |error: KubeconfigError| ConnectError::InvalidKubeconfig(chain(&error));
    if let Some(path) = &options.kubeconfig {
        return match Kubeconfig::read_from(path) {
            Err(KubeconfigError::ReadConfig(error, _)) if error.kind() == std::io::ErrorKind::NotFound => {
                Err(ConnectError::NoKubeconfig(path.display().to_string()))
            }
            read => read.map(Some).map_err(invalid),
        };
    }
    match Kubeconfig::read() {
        Ok(kubeconfig) => Ok(Some(kubeconfig)),
        Err(KubeconfigError::FindPath) => Ok(None),
        Err(KubeconfigError::ReadConfig(error, _)) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(invalid(error)),
    }
}

async fn of_kubeconfig(
    kubeconfig: Kubeconfig,
    options: &ConnectionOptions,
) -> Result<(Config, Option<String>, Option<String>), ConnectError> {
    let known = || kubeconfig.contexts.iter().map(|context| context.name.clone()).collect::<Vec<_>>();
    let current = kubeconfig.current_context.clone().filter(|name| !name.is_empty());
    let Some(name) = options.context.clone().or(current) else { return Err(ConnectError::NoContext(known())) };
    let Some(context) = kubeconfig.contexts.iter().find(|context| context.name == name) else {
        return Err(ConnectError::UnknownContext { name, known: known() });
    };
    let context = context.context.clone().unwrap_or_default();
    let own_proxy = kubeconfig.clusters.iter().find(|cluster| cluster.name == context.cluster);
    let own_proxy = own_proxy.and_then(|cluster| cluster.cluster.as_ref()?.proxy_url.clone());
    let has_own_proxy = own_proxy.is_some_and(|proxy| !proxy.is_empty());
    let options = KubeConfigOptions { context: Some(name.clone()), ..KubeConfigOptions::default() };
    let config = Config::from_custom_kubeconfig(kubeconfig, &options).await;
    let mut config = config.map_err(|error| ConnectError::InvalidKubeconfig(chain(&error)))?;
    // kube compares NO_PROXY with the address of the proxy instead of that of the server.
    if !has_own_proxy && Matcher::from_env().intercept(&config.cluster_url).is_none() {
        config.proxy_url = None;
    }
    Ok((config, Some(name), context.namespace))
}

fn default_paths() -> String {
    let named = std::env::var("KUBECONFIG").ok().filter(|paths| !paths.is_empty());
    named.unwrap_or_else(|| "~/.kube/config".to_owned())
}

/// An error and its causes, each text once.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        let cause_text = cause.to_string();
        if !text.contains(&cause_text) {
            text = format!("{text}: {cause_text}");
        }
        next = cause.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timeout_is_written_as_for_kubectl() {
        for (text, seconds) in
            [("10", 10.0), ("30s", 30.0), ("1m30s", 90.0), ("2h", 7200.0), ("500ms", 0.5), ("1.5s", 1.5)]
        {
            assert_eq!(parse_timeout(text), Ok(Duration::from_secs_f64(seconds)), "{text}");
        }
        for text in ["0", "0s"] {
            assert_eq!(parse_timeout(text), Ok(NO_TIMEOUT), "{text}");
        }
        for text in ["", "-5s", "soon", "5 x"] {
            assert!(parse_timeout(text).is_err(), "{text}");
        }
    }
}
