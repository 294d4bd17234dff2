//! Definitions of the command-line arguments: parser, usage and help come from them.

use crate::all_output_formats::{plan_formats, report_formats};
pub use crate::ansi::ColorChoice;
use crate::audit_arguments::AuditArguments;
use crate::cluster_and_cloud_arguments::{CaptureArguments, CloudArguments, ClusterConnectionArguments};
use crate::display_and_module_arguments::DisplayAndModuleArguments;
use crate::exit_status::FindingsThatFail;
use crate::finding_verbosity::OldFindingsDetail;
use crate::fleet_arguments::FleetArguments;
use crate::label_selector::LabelSelector;
use crate::messages::Lang;
use crate::output_format::{AssumptionsInOutput, OutputFormat, PositionUse};
use crate::plugin_completion;
use crate::request::{ALL_OF_NAMESPACE, FailOnSeverity, PositionEncoding, PruneScope, ServiceName, Subresource};
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
pub use clap_complete::Shell;
use clap_complete::engine::ArgValueCompleter;
use std::path::PathBuf;

/// Preview what Tencent Cloud TKE's Service controller will do to your load balancers, before `kubectl apply`
///
/// Reads the files that you specify, the cluster with --cluster, and the cloud with --cloud. Nothing is changed anywhere.
/// Anything that you do not provide is treated as unknown, and the answer lists it.
#[derive(Debug, Parser)]
#[command(name = "clbplan", version, subcommand_required = true, arg_required_else_help = true)]
#[command(
    after_help = "Exit status: 0 success; 1 errors, or a plan that is blocked or denied; 2 the plan changes something (with \
                        --detailed-exitcode); 3 clbplan could not run (flag, file, module, cluster, cloud)."
)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Show what would happen to load balancers, addresses, listeners and backends
    #[command(
        after_help = "Signs: + create, ~ update in place, - delete, ^ release (kept, no longer managed), = unchanged."
    )]
    Plan(Box<PlanArguments>),
    /// Check manifests as the API server and the Service controller would
    Validate(Box<ValidateArguments>),
    /// Find orphans, drift, wrong tags and annotations, and public load balancers of a cluster, or of several of one account
    Audit(Box<AuditArguments>),
    /// Plan many clusters as they are, from captures or dumps: one line of JSON for each Service, and a summary
    Fleet(FleetArguments),
    /// Write cluster and cloud as they are now to one file, without secrets, for --state
    Capture(CaptureArguments),
    /// Explain an annotation, code, field, switch, tag, context key, verdict or another word of the answer; without a
    /// name: list all of them
    Explain(ExplainArguments),
    /// Print the JSON Schema of a request, an answer or a file
    Schema(SchemaArguments),
    /// Print a shell completion script: `source <(clbplan completion bash)`
    Completion(CompletionArguments),
}

#[derive(Debug, Args)]
pub struct CompletionArguments {
    /// The shell
    #[arg(value_enum)]
    pub shell: Shell,
}

#[derive(Debug, Args)]
pub struct ExplainArguments {
    /// A full name or its last part (direct-access), a code (annotation/unknown-name), an event of the controller
    /// (E4011), a path (`spec.ports[0].nodePort`), or a word of an output (blocked, drift). `context` lists the keys
    /// of --set, `verdict` lists the verdicts of a plan, and `kind` lists the kinds of findings of an audit
    pub name: Option<String>,
    /// Output format
    #[arg(short, long, value_enum, default_value_t = ExplainOutput::Text)]
    pub output: ExplainOutput,
    /// Language of the texts
    #[arg(long, value_enum, default_value_t = Lang::En)]
    pub lang: Lang,
    /// When to use colours
    #[arg(long, value_enum, default_value_t = ColorChoice::Auto, value_name = "WHEN")]
    pub color: ColorChoice,
    /// Use this clbplan.wasm instead of the embedded one
    #[arg(long, value_name = "FILE")]
    pub module: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct SchemaArguments {
    /// The schema
    #[arg(value_enum)]
    pub name: SchemaName,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SchemaName {
    /// Request of `planSync`
    PlanRequest,
    /// Answer of `planSync`
    Plan,
    /// Request of `validateService`
    ValidateRequest,
    /// Answer of `validateService`
    Report,
    /// Answer of `clbplan audit -o json`
    Audit,
    /// A line of `clbplan fleet`
    Fleet,
    /// Facts about the cluster, of --facts and --set
    Context,
    /// Guard rails, of --policy
    Policy,
    /// File of `clbplan capture`, of --state
    State,
    /// A Service with TKE's annotations, for YAML language servers
    ServiceAnnotations,
}

#[derive(Debug, Args)]
pub struct PlanArguments {
    #[command(flatten)]
    pub common: CommonArguments,
    /// Current state of the cloud: answers of DescribeLoadBalancers, DescribeListeners and DescribeTargets, in JSON files
    /// or directories of them; those of one CLB are in files named after it, LB-ID.json (repeatable)
    #[arg(long, value_name = "FILE|DIR", conflicts_with_all = ["cloud", "state"])]
    pub clb: Vec<PathBuf>,
    /// --clb lists every CLB of the region, so an id that is not in it does not exist
    #[arg(long, requires = "clb")]
    pub clb_complete: bool,
    #[command(flatten)]
    pub deletions: DeletionArguments,
    /// Plan the deletion of every live LoadBalancer Service that is in a namespace of the manifests, but not in the manifests
    #[arg(long)]
    pub prune: bool,
    /// The same in all namespaces of the cluster
    #[arg(long)]
    pub prune_all: bool,
    /// Facts about the cluster as it is today, if --facts describes it after a change, such as an upgrade of the controller.
    /// Findings and changes that today's facts lead to as well count as old
    #[arg(long, value_name = "FILE")]
    pub live_facts: Option<PathBuf>,
    /// One such fact, overrides --live-facts: controllerVersion=v2.3.0 (repeatable)
    #[arg(long, value_name = "KEY=VALUE", add = ArgValueCompleter::new(plugin_completion::complete_fact))]
    pub live_set: Vec<String>,
    /// Show every Service of the cluster, not only those that the manifests name and those that share a resource with them
    #[arg(short = 'A', long, conflicts_with = "namespace")]
    pub all_namespaces: bool,
    /// Policy that can deny the plan, YAML or JSON
    #[arg(long, value_name = "FILE")]
    pub policy: Option<PathBuf>,
    /// Output format
    #[arg(short, long, value_name = "FORMAT", default_value = "text", value_parser = format_parser(plan_formats))]
    pub output: &'static OutputFormat,
    /// Print the request of every call (text and markdown; html always includes them)
    #[arg(long)]
    pub requests: bool,
    /// Exit with status 2 if the plan changes something
    #[arg(long)]
    pub detailed_exitcode: bool,
    /// Also open the plan in the browser, with the picture, to try changes of the inputs; the page is a file and sends nothing
    #[arg(long)]
    pub open: bool,
    #[command(flatten)]
    pub cloud: CloudArguments,
}

#[derive(Debug, Args)]
pub struct ValidateArguments {
    #[command(flatten)]
    pub common: CommonArguments,
    #[command(flatten)]
    pub deletions: DeletionArguments,
    /// Output format
    #[arg(short, long, value_name = "FORMAT", default_value = "text", value_parser = format_parser(report_formats))]
    pub output: &'static OutputFormat,
    /// The lowest severity that makes the exit status 1
    #[arg(long, value_enum, default_value_t = FailOnSeverity::Error)]
    pub fail_on: FailOnSeverity,
    /// Check the manifests as a write to this subresource, like `kubectl replace --subresource=status`
    #[arg(long, value_enum)]
    pub subresource: Option<Subresource>,
}

/// The Services that are deleted before the manifests are applied, of `plan` and `validate`.
#[derive(Debug, Args)]
pub struct DeletionArguments {
    /// Assume that this Service is deleted first; NAMESPACE/* is every live Service of the namespace (repeatable)
    #[arg(long, value_name = "NAMESPACE/NAME", value_parser = service_name)]
    pub delete: Vec<ServiceName>,
    /// Assume that every live Service of this namespace is deleted first (repeatable)
    #[arg(long, value_name = "NAMESPACE", value_parser = crate::namespace_flag::parse)]
    pub delete_namespace: Vec<String>,
    /// Assume that this Service is deleted and created again from its manifest, as by `kubectl replace --force` or by
    /// uninstalling and installing a release; NAMESPACE/* is every Service of the manifests in the namespace (repeatable)
    #[arg(long, value_name = "NAMESPACE/NAME", value_parser = service_name)]
    pub recreate: Vec<ServiceName>,
}

/// Arguments of `plan` and `validate`.
#[derive(Debug, Args)]
pub struct CommonArguments {
    /// Manifests: files, directories (*.yaml, *.yml and *.json in them and below, without hidden files), or - for
    /// standard input
    #[arg(value_name = "FILE|DIR|-")]
    pub files: Vec<PathBuf>,
    /// The same as FILE without a flag (repeatable)
    #[arg(short, long, value_name = "FILE|DIR|-")]
    pub filename: Vec<PathBuf>,
    /// A kustomization, rendered with `kubectl kustomize` (repeatable)
    #[arg(short, long, value_name = "DIR")]
    pub kustomize: Vec<PathBuf>,
    /// Objects that are in the cluster now, read like --filename (repeatable)
    #[arg(long, value_name = "FILE|DIR|-", conflicts_with_all = ["cluster", "state"])]
    pub live: Vec<PathBuf>,
    /// Cluster and cloud as `clbplan capture` wrote them
    #[arg(long, value_name = "FILE", conflicts_with = "cluster")]
    pub state: Option<PathBuf>,
    /// --live has every Service of the cluster (default: assumed if it has `default/kubernetes` and a Service of another
    /// namespace); only then are load balancers without a Service listed
    #[arg(long, requires = "live")]
    pub live_complete: bool,
    /// Namespace of manifests that name none; as with kubectl, a manifest that names another one is refused
    #[arg(short, long, value_name = "NAMESPACE", value_parser = crate::namespace_flag::parse)]
    pub namespace: Option<String>,
    /// Only objects with these labels, as for kubectl: app=web,'tier in (front,back)',!canary. Of the manifests; with --prune,
    /// --delete NAMESPACE/* and -A also of the live Services
    #[arg(short = 'l', long, value_name = "SELECTOR", value_parser = LabelSelector::parse)]
    pub selector: Option<LabelSelector>,
    /// Facts about the cluster, YAML or JSON
    #[arg(long, value_name = "FILE")]
    pub facts: Option<PathBuf>,
    /// One fact about the cluster, overrides --facts: clusterId=cls-1, quotas.listenersPerClb=50 (repeatable)
    #[arg(long, value_name = "KEY=VALUE", add = ArgValueCompleter::new(plugin_completion::complete_fact))]
    pub set: Vec<String>,
    /// Also list the Services that the manifests do not concern, and old findings and changes
    #[arg(long)]
    pub all: bool,
    /// Let findings and refusals that the live objects have as well decide the exit status, and list them
    #[arg(long)]
    pub fail_on_old: bool,
    #[command(flatten)]
    pub answer: DisplayAndModuleArguments,
    #[command(flatten)]
    pub cluster: ClusterConnectionArguments,
}

impl PlanArguments {
    /// The whole cluster is asked for, and provided.
    pub fn shows_cluster(&self) -> bool {
        self.all_namespaces && self.common.has_live_objects()
    }

    /// The scope is the whole cluster; `-A` with a selector shows only what that selects.
    pub fn shows_everything(&self) -> bool {
        self.common.all || self.all_namespaces && self.common.selector.is_none()
    }

    /// Where Services are pruned, if they are.
    pub fn prune_scope(&self) -> Option<PruneScope> {
        match (self.prune, self.prune_all) {
            (_, true) => Some(PruneScope::Cluster),
            (true, false) => Some(PruneScope::ManifestNamespaces),
            (false, false) => None,
        }
    }
}

impl DeletionArguments {
    /// The Services to delete, those of whole namespaces included.
    pub fn services(&self) -> Vec<ServiceName> {
        let all = |namespace: &String| ServiceName { namespace: namespace.clone(), name: ALL_OF_NAMESPACE.to_string() };
        self.delete.iter().cloned().chain(self.delete_namespace.iter().map(all)).collect()
    }
}

impl CommonArguments {
    /// The objects of the cluster are provided in some way.
    pub fn has_live_objects(&self) -> bool {
        !self.live.is_empty() || self.state.is_some() || self.cluster.cluster
    }

    /// Paths of manifests, with and without the flag.
    pub fn manifests(&self) -> Vec<PathBuf> {
        self.filename.iter().chain(&self.files).cloned().collect()
    }

    pub fn has_manifests(&self) -> bool {
        !(self.filename.is_empty() && self.files.is_empty() && self.kustomize.is_empty())
    }

    /// Which findings and plans decide the exit status.
    pub fn judged(&self) -> FindingsThatFail {
        if self.fail_on_old { FindingsThatFail::All } else { FindingsThatFail::New }
    }

    /// Whether old findings are listed: what decides the exit status always is.
    pub fn old_findings(&self) -> OldFindingsDetail {
        if self.all || self.fail_on_old { OldFindingsDetail::Listed } else { OldFindingsDetail::Counted }
    }
}

impl Cli {
    /// As `kubectl clbplan`: the cluster is read unless its objects are provided otherwise.
    pub fn read_cluster_by_default(&mut self) {
        let common = match &mut self.command {
            Command::Plan(plan) => &mut plan.common,
            Command::Validate(validate) => &mut validate.common,
            Command::Capture(capture) => {
                capture.cluster.cluster |= !capture.cluster.offline;
                return;
            }
            Command::Audit(audit) => {
                audit.cluster.cluster |= !audit.has_live_objects() && !audit.cluster.offline;
                return;
            }
            Command::Fleet(_) | Command::Explain(_) | Command::Schema(_) | Command::Completion(_) => return,
        };
        common.cluster.cluster |= !common.has_live_objects() && !common.cluster.offline;
    }
}

/// Output formats of `explain`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExplainOutput {
    /// For people
    Text,
    /// The module's answer, and the words that only this program prints
    Json,
}

/// Accepts the names of a command's formats.
fn format_parser<I>(formats: fn() -> I) -> impl TypedValueParser<Value = &'static OutputFormat>
where
    I: Iterator<Item = &'static OutputFormat> + 'static,
{
    let names = formats().map(|format| PossibleValue::new(format.name).help(format.help));
    PossibleValuesParser::new(names).try_map(move |name| {
        formats().find(|format| format.name == name).ok_or_else(|| format!("unknown format {name}"))
    })
}

fn service_name(text: &str) -> Result<ServiceName, String> {
    match text.split_once('/') {
        Some((namespace, name)) if !namespace.is_empty() && !name.is_empty() && !name.contains('/') => {
            Ok(ServiceName { namespace: namespace.to_string(), name: name.to_string() })
        }
        Some(_) => Err("a Service is written NAMESPACE/NAME".to_string()),
        None => Err(format!("the namespace is missing: write NAMESPACE/NAME, for example default/{text}")),
    }
}

/// A command that reads manifests.
#[derive(Debug, Clone, Copy)]
pub enum PlanOrValidate<'a> {
    Plan(&'a PlanArguments),
    Validate(&'a ValidateArguments),
}

impl<'a> PlanOrValidate<'a> {
    pub fn common(self) -> &'a CommonArguments {
        match self {
            PlanOrValidate::Plan(plan) => &plan.common,
            PlanOrValidate::Validate(validate) => &validate.common,
        }
    }

    pub fn deletions(self) -> &'a DeletionArguments {
        match self {
            PlanOrValidate::Plan(plan) => &plan.deletions,
            PlanOrValidate::Validate(validate) => &validate.deletions,
        }
    }

    fn output(self) -> &'static OutputFormat {
        match self {
            PlanOrValidate::Plan(plan) => plan.output,
            PlanOrValidate::Validate(validate) => validate.output,
        }
    }

    /// True for a command and format whose output has the list "Not checked".
    pub fn lists_assumptions(self) -> bool {
        match self {
            PlanOrValidate::Plan(plan) => plan.output.assumptions == AssumptionsInOutput::Listed,
            PlanOrValidate::Validate(_) => false,
        }
    }

    /// The encoding of positions to request; `None` for the module's default.
    pub fn position_encoding(self) -> Option<PositionEncoding> {
        match self.output().positions {
            PositionUse::Printed => None,
            PositionUse::Located => Some(PositionEncoding::Utf8),
        }
    }
}
