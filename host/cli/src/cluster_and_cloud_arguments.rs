//! Flags that say where the objects of the cluster and the state of the cloud are read from, and `capture`.

use crate::messages::Lang;
use clap::Args;
use std::path::PathBuf;
use std::time::Duration;

/// The cluster, with kubectl's own flags.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Reading the cluster")]
pub struct ClusterConnectionArguments {
    /// Read the cluster of the kubeconfig. `kubectl clbplan` does so unless --live, --state or --offline is specified
    #[arg(long)]
    pub cluster: bool,
    /// Do not contact the cluster, although this is `kubectl clbplan`
    #[arg(long, conflicts_with = "cluster")]
    pub offline: bool,
    /// The kubeconfig, as for kubectl
    #[arg(long, value_name = "FILE")]
    pub kubeconfig: Option<PathBuf>,
    /// The context of the kubeconfig, as for kubectl
    #[arg(long, value_name = "NAME")]
    pub context: Option<String>,
    /// Read as this user, as for kubectl
    #[arg(long = "as", value_name = "USER")]
    pub impersonate: Option<String>,
    /// Read as a member of this group, as for kubectl (repeatable)
    #[arg(long = "as-group", value_name = "GROUP", requires = "impersonate")]
    pub impersonate_groups: Vec<String>,
    /// How long to wait for one answer of the API server: 30s, 1m30s; 0 for ever
    #[arg(long, value_name = "DURATION", value_parser = clbplan_live::cluster::parse_timeout)]
    pub request_timeout: Option<Duration>,
}

/// The cloud, with keys where the vendor's own tools have them.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Reading the cloud")]
pub struct CloudArguments {
    /// Read the load balancers of the region from Tencent Cloud
    #[arg(long)]
    pub cloud: bool,
    /// The profile of tccli with the key and the region
    #[arg(long, value_name = "NAME")]
    pub profile: Option<String>,
    /// The region of the load balancers: ap-guangzhou
    #[arg(long, value_name = "REGION")]
    pub region: Option<String>,
    /// The host of the CLB API: clb.intl.tencentcloudapi.com for accounts of the international site
    #[arg(long, value_name = "HOST")]
    pub endpoint: Option<String>,
}

/// Arguments of `capture`.
#[derive(Debug, Args)]
pub struct CaptureArguments {
    /// Manifests: what they need in other namespaces, and load balancers that they name, are read as well
    #[arg(value_name = "FILE|DIR|-")]
    pub files: Vec<PathBuf>,
    /// The file to write, or - for standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
    /// Language of the messages
    #[arg(long, value_enum, default_value_t = Lang::En)]
    pub lang: Lang,
    #[command(flatten)]
    pub cluster: ClusterConnectionArguments,
    #[command(flatten)]
    pub cloud: CloudArguments,
}

impl ClusterConnectionArguments {
    /// The first flag that only a cluster has a use for, if there is one.
    pub fn flag(&self) -> Option<&'static str> {
        let flags = [
            ("--kubeconfig", self.kubeconfig.is_some()),
            ("--context", self.context.is_some()),
            ("--as", self.impersonate.is_some()),
            ("--request-timeout", self.request_timeout.is_some()),
        ];
        flags.into_iter().find(|(_, is_specified)| *is_specified).map(|(flag, _)| flag)
    }
}

impl CloudArguments {
    /// The first flag that only the cloud has a use for, if there is one.
    pub fn flag(&self) -> Option<&'static str> {
        let flags = [
            ("--profile", self.profile.is_some()),
            ("--region", self.region.is_some()),
            ("--endpoint", self.endpoint.is_some()),
        ];
        flags.into_iter().find(|(_, is_specified)| *is_specified).map(|(flag, _)| flag)
    }
}
