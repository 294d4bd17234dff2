//! The command line.

use crate::language::Language;
use clap::{Parser, ValueEnum};
use std::net::SocketAddr;
use std::path::PathBuf;

/// Warns, at `kubectl apply`, of what a change does to a load balancer, and denies what a policy denies.
#[derive(Debug, Clone, Parser)]
#[command(name = "clbplan-webhook", version)]
pub struct Arguments {
    /// Address of the reviews, over TLS: paths /warn and /deny
    #[arg(long, default_value = "0.0.0.0:8443")]
    pub listen: SocketAddr,
    /// Address of probes and metrics, without TLS: paths /healthz, /readyz, /metrics
    #[arg(long, default_value = "0.0.0.0:8080")]
    pub probe_listen: SocketAddr,
    /// Certificate and its chain, PEM; read again when it changes
    #[arg(long, value_name = "FILE", default_value = "/tls/tls.crt")]
    pub certificate: PathBuf,
    /// Key of the certificate, PEM; read again when it changes
    #[arg(long, value_name = "FILE", default_value = "/tls/tls.key")]
    pub key: PathBuf,
    /// Guard rails, YAML or JSON as for `clbplan plan --policy`; read again when they change
    #[arg(long, value_name = "FILE")]
    pub policy: Option<PathBuf>,
    /// Facts about the cluster, YAML or JSON; `clbplan explain context` lists them
    #[arg(long, value_name = "FILE")]
    pub facts: Option<PathBuf>,
    /// Language of warnings and denials
    #[arg(long, value_enum, default_value = "en")]
    pub language: Language,
    /// Another user whose writes pass without a review; may be repeated
    #[arg(long = "controller-account", value_name = "USER")]
    pub controller_accounts: Vec<String>,
    /// Read the load balancers from the cloud
    #[arg(long)]
    pub cloud: bool,
    /// Region of the cloud; without it, that of the environment or the profile
    #[arg(long, requires = "cloud")]
    pub region: Option<String>,
    /// Profile of tccli with the key of the cloud
    #[arg(long, requires = "cloud")]
    pub profile: Option<String>,
    /// Host of the CLB API
    #[arg(long, value_name = "HOST", requires = "cloud")]
    pub cloud_endpoint: Option<String>,
    /// Seconds between readings of the cloud
    #[arg(long, value_name = "SECONDS", default_value = "300", value_parser = clap::value_parser!(u64).range(10..=86400))]
    pub cloud_interval: u64,
    /// The cluster, outside of a Pod
    #[arg(long, value_name = "FILE")]
    pub kubeconfig: Option<PathBuf>,
    /// Context of the kubeconfig
    #[arg(long)]
    pub context: Option<String>,
    /// Another build of the module
    #[arg(long, value_name = "FILE")]
    pub module: Option<PathBuf>,
    /// Longest time of a review, in milliseconds; keep it below the `timeoutSeconds` of the registration
    #[arg(long, value_name = "MS", default_value = "1500", value_parser = clap::value_parser!(u64).range(50..=2000))]
    pub time_limit: u64,
    /// Plans at the same time; without it, the number of processors
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=256))]
    pub calls: Option<u16>,
    /// Seconds between looks at the files
    #[arg(long, value_name = "SECONDS", default_value = "10", value_parser = clap::value_parser!(u64).range(1..=3600))]
    pub reload_interval: u64,
    /// Seconds from a SIGTERM to the last accepted connection, while the cluster learns that this Pod ends
    #[arg(long, value_name = "SECONDS", default_value = "5", value_parser = clap::value_parser!(u64).range(0..=120))]
    pub shutdown_delay: u64,
    /// Least severity of log lines
    #[arg(long, value_enum, default_value = "info")]
    pub log_level: LogLevel,
}

/// How much is logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogLevel {
    /// What fails.
    Error,
    /// And what may be wrong.
    Warn,
    /// And each review.
    Info,
    /// And connections.
    Debug,
}

impl LogLevel {
    /// The level of the logger.
    pub fn level(self) -> tracing::Level {
        match self {
            LogLevel::Error => tracing::Level::ERROR,
            LogLevel::Warn => tracing::Level::WARN,
            LogLevel::Info => tracing::Level::INFO,
            LogLevel::Debug => tracing::Level::DEBUG,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_flags_are_consistent() {
        Arguments::command().debug_assert();
        assert!(Arguments::try_parse_from(["clbplan-webhook", "--region", "ap-guangzhou"]).is_err());
        assert!(Arguments::try_parse_from(["clbplan-webhook", "--time-limit", "2001"]).is_err());
    }
}
