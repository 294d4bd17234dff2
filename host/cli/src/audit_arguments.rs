//! Arguments of `audit`.

use crate::cluster_and_cloud_arguments::{CloudArguments, ClusterConnectionArguments};
use crate::display_and_module_arguments::DisplayAndModuleArguments;
use crate::plugin_completion;
use crate::request::FailOnSeverity;
use clap::{Args, ValueEnum};
use clap_complete::engine::ArgValueCompleter;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub struct AuditArguments {
    /// A cluster as `clbplan capture` wrote it, with the name that the audit calls it by; without NAME, that of the file
    /// (repeatable)
    #[arg(long, value_name = "NAME=FILE", value_parser = named_state, conflicts_with_all = ["cluster", "live", "state"])]
    pub cluster_state: Vec<NamedStateFile>,
    /// Cluster and cloud as `clbplan capture` wrote them
    #[arg(long, value_name = "FILE", conflicts_with_all = ["cluster", "live"])]
    pub state: Option<PathBuf>,
    /// Objects that are in the cluster now: files, directories, or - for standard input (repeatable)
    #[arg(long, value_name = "FILE|DIR|-", conflicts_with = "cluster")]
    pub live: Vec<PathBuf>,
    /// --live has every Service of the cluster (default: assumed if it has `default/kubernetes` and a Service of another
    /// namespace); only then are orphans looked for
    #[arg(long, requires = "live")]
    pub live_complete: bool,
    /// Current state of the cloud: answers of DescribeLoadBalancers, DescribeListeners and DescribeTargets, in JSON files
    /// or directories of them (repeatable). With --cluster-state: that of all clusters, instead of their own
    #[arg(long, value_name = "FILE|DIR", conflicts_with_all = ["cloud", "state"])]
    pub clb: Vec<PathBuf>,
    /// --clb lists every CLB of the region
    #[arg(long, requires = "clb")]
    pub clb_complete: bool,
    /// Facts about the cluster, YAML or JSON
    #[arg(long, value_name = "FILE")]
    pub facts: Option<PathBuf>,
    /// One fact about the cluster, overrides --facts: clusterId=cls-1 (repeatable)
    #[arg(long, value_name = "KEY=VALUE", add = ArgValueCompleter::new(plugin_completion::complete_fact))]
    pub set: Vec<String>,
    /// Another cluster of the account, whose load balancers are not reported (repeatable)
    #[arg(long, value_name = "CLUSTER-ID")]
    pub known_cluster: Vec<String>,
    /// Output format
    #[arg(short, long, value_enum, default_value_t = AuditOutput::Text)]
    pub output: AuditOutput,
    /// The lowest severity that makes the exit status 1
    #[arg(long, value_enum, default_value_t = FailOnSeverity::Warning)]
    pub fail_on: FailOnSeverity,
    #[command(flatten)]
    pub answer: DisplayAndModuleArguments,
    #[command(flatten)]
    pub cluster: ClusterConnectionArguments,
    #[command(flatten)]
    pub cloud: CloudArguments,
}

/// Output formats of `audit`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum AuditOutput {
    /// For people, in a terminal
    Text,
    /// For programs; `clbplan schema audit` is its schema
    Json,
    /// For a comment or a ticket
    Markdown,
    /// For people, in a browser or on paper: one file that loads nothing
    Html,
}

/// `--cluster-state`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedStateFile {
    pub name: String,
    pub path: PathBuf,
}

impl AuditArguments {
    /// The objects of a cluster are provided in some way.
    pub fn has_live_objects(&self) -> bool {
        !self.live.is_empty() || self.state.is_some() || !self.cluster_state.is_empty() || self.cluster.cluster
    }
}

fn named_state(text: &str) -> Result<NamedStateFile, String> {
    let (name, path) = match text.split_once('=') {
        Some((name, path)) => (name.to_string(), Path::new(path)),
        None => {
            let path = Path::new(text);
            (path.file_stem().unwrap_or_default().to_string_lossy().into_owned(), path)
        }
    };
    if name.is_empty() || path.as_os_str().is_empty() {
        return Err("a cluster is written NAME=FILE, for example prod=prod.json".to_string());
    }
    Ok(NamedStateFile { name, path: path.to_path_buf() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_has_the_name_that_is_given_or_that_of_its_file() {
        let named = |text: &str| named_state(text).map(|state| (state.name, state.path.display().to_string()));
        let pair = |name: &str, path: &str| Ok((name.to_string(), path.to_string()));
        assert_eq!(named("prod=a/b=c.json"), pair("prod", "a/b=c.json"));
        assert_eq!(named("a/test.json"), pair("test", "a/test.json"));
        for wrong in ["=a.json", "prod=", ""] {
            assert!(named(wrong).is_err(), "{wrong}");
        }
    }
}
