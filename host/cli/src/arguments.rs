//! The arguments, as typed.
//!
//! One definition per flag: parser, usage and help come from it. Usage errors end with status 3, because status 1
//! and 2 say something about a plan. Nothing is read here: a file that is not there is found by `sources`.

use crate::messages::{self, Lang};
use crate::request::Positions;
use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
pub use clap_complete::Shell;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// Preview what Tencent Cloud TKE's Service controller will do to your load balancers, before `kubectl apply`
///
/// Nothing is contacted and nothing is changed: what you do not give is not known, and the answer says so.
#[derive(Debug, Parser)]
#[command(name = "clbplan", version, subcommand_required = true, arg_required_else_help = true)]
#[command(
    after_help = "ExitStatus status: 0 fine; 1 errors, or a plan that is blocked or denied; 2 the plan changes something (with \
                        --detailed-exitcode); 3 it could not run (flag, file, module)."
)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Show what would become of load balancers, addresses, listeners and backends
    Plan(PlanArguments),
    /// Check manifests as the API server and the Service controller would
    Validate(ValidateArguments),
    /// Explain an annotation, a code, a reason, a field, a switch or a tag; without a name: list them all
    Explain(ExplainArguments),
    /// Print the JSON Schema of a request or an answer
    Schema(SchemaArguments),
    /// Print a script that completes commands and flags in a shell: `source <(clbplan completion bash)`
    Completion(CompletionArguments),
}

/// Arguments of `completion`.
#[derive(Debug, Args)]
pub struct CompletionArguments {
    /// Which shell
    #[arg(value_enum)]
    pub shell: Shell,
}

/// Arguments of `explain`.
#[derive(Debug, Args)]
pub struct ExplainArguments {
    /// A full name or its last part (direct-access), a code (annotation/unknown-name), the controller's own code
    /// (E4011), or a path (`spec.ports[0].nodePort`)
    pub name: Option<String>,
    /// How to print it
    #[arg(short, long, value_enum, default_value_t = ReferenceOutput::Text)]
    pub output: ReferenceOutput,
    /// Language of the texts
    #[arg(long, value_enum, default_value_t = Lang::En)]
    pub lang: Lang,
    /// Colours; auto: on a terminal, unless NO_COLOR is set
    #[arg(long, value_enum, default_value_t = Colour::Auto, value_name = "WHEN")]
    pub color: Colour,
    /// Run this build of the module instead of the one inside
    #[arg(long, value_name = "FILE")]
    pub module: Option<PathBuf>,
}

/// Arguments of `schema`.
#[derive(Debug, Args)]
pub struct SchemaArguments {
    /// Which
    #[arg(value_enum)]
    pub name: SchemaName,
}

/// What there are schemas of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SchemaName {
    /// What `planSync` is asked
    PlanRequest,
    /// What it answers
    Plan,
    /// What `validateService` is asked
    ValidateRequest,
    /// What it answers
    Report,
    /// A Service with TKE's annotations, for YAML language servers
    ServiceAnnotations,
}

/// Arguments of `plan`.
#[derive(Debug, Args)]
pub struct PlanArguments {
    /// What both commands read.
    #[command(flatten)]
    pub common: Common,
    /// What the cloud holds: a directory with load-balancers.json, listeners/LB-ID.json and targets/LB-ID.json,
    /// or one JSON file
    #[arg(long, value_name = "FILE|DIR")]
    pub clb: Option<PathBuf>,
    /// Every CLB of the region is in --clb, so an id that is not there does not exist
    #[arg(long, requires = "clb")]
    pub clb_complete: bool,
    /// A Service that goes away (repeatable)
    #[arg(long, value_name = "NAMESPACE/NAME", value_parser = service_name)]
    pub delete: Vec<ServiceName>,
    /// Every live LoadBalancer Service that is not in the manifests goes away
    #[arg(long, requires = "live")]
    pub prune: bool,
    /// Guard rails, YAML or JSON
    #[arg(long, value_name = "FILE")]
    pub policy: Option<PathBuf>,
    /// How to print the plan
    #[arg(short, long, value_enum, default_value_t = PlanOutput::Text)]
    pub output: PlanOutput,
    /// Print the whole request of every call (text and markdown; html always has them)
    #[arg(long)]
    pub requests: bool,
    /// ExitStatus with status 2 when the plan changes something
    #[arg(long)]
    pub detailed_exitcode: bool,
}

/// Arguments of `validate`.
#[derive(Debug, Args)]
pub struct ValidateArguments {
    /// What both commands read.
    #[command(flatten)]
    pub common: Common,
    /// How to print the findings
    #[arg(short, long, value_enum, default_value_t = ReportOutput::Text)]
    pub output: ReportOutput,
    /// The least severity that makes the exit status 1
    #[arg(long, value_enum, default_value_t = Threshold::Error)]
    pub fail_on: Threshold,
    /// The manifests are written to this subresource of the Services, as `kubectl replace --subresource=status` does
    #[arg(long, value_enum)]
    pub subresource: Option<Subresource>,
}

/// What both commands read.
#[derive(Debug, Args)]
pub struct Common {
    /// Manifests: a file, a directory (*.yaml, *.yml and *.json in it and below, hidden ones left out), or - for
    /// standard input (repeatable)
    #[arg(short, long, value_name = "FILE|DIR|-")]
    pub filename: Vec<PathBuf>,
    /// The objects the cluster holds now, read like --filename (repeatable)
    #[arg(long, value_name = "FILE|DIR|-")]
    pub live: Vec<PathBuf>,
    /// What is known of the cluster, YAML or JSON
    #[arg(long, value_name = "FILE")]
    pub context: Option<PathBuf>,
    /// One fact of the context, over --context: clusterId=cls-1, quotas.listenersPerClb=50 (repeatable)
    #[arg(long, value_name = "KEY=VALUE")]
    pub set: Vec<String>,
    /// A code of a warning or a note that is not to be told: annotation/unknown-name (repeatable)
    #[arg(long, value_name = "CODE")]
    pub ignore: Vec<String>,
    /// Language of the messages
    #[arg(long, value_enum, default_value_t = Lang::En)]
    pub lang: Lang,
    /// Colours; auto: on a terminal, unless NO_COLOR is set
    #[arg(long, value_enum, default_value_t = Colour::Auto, value_name = "WHEN")]
    pub color: Colour,
    /// Run this build of the module instead of the one inside
    #[arg(long, value_name = "FILE")]
    pub module: Option<PathBuf>,
}

/// Output formats of `explain`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReferenceOutput {
    /// For people
    Text,
    /// Exactly the module's answer
    Json,
}

/// Output formats of `plan`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PlanOutput {
    /// For people, in a terminal
    Text,
    /// Exactly the module's answer
    Json,
    /// The module's answer as YAML
    Yaml,
    /// For a comment on a pull request
    Markdown,
    /// For code scanning and editors: SARIF 2.1.0
    Sarif,
    /// For GitHub Actions: annotations beside the lines
    Github,
    /// For people, in a browser or on paper: one file that needs nothing else
    Html,
}

/// Output formats of `validate`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportOutput {
    /// For people, in a terminal
    Text,
    /// Exactly the module's answer
    Json,
    /// For code scanning and editors: SARIF 2.1.0
    Sarif,
    /// For GitHub Actions: annotations beside the lines
    Github,
    /// For test reports: a suite for each file, a case for each object
    Junit,
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Colour {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// `--fail-on`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Threshold {
    /// Errors
    Error,
    /// Errors and warnings
    Warning,
    /// Any finding
    Info,
}

/// `--subresource`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Subresource {
    /// What controllers write
    Status,
}

/// A Service by name.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct ServiceName {
    /// Namespace.
    pub namespace: String,
    /// Name.
    pub name: String,
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

/// Reads the arguments; the first one is how the program was called.
///
/// # Errors
/// What clap says of wrong usage; also `--help` and `--version`, which are no errors to [`status`].
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Cli, clap::Error> {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let mut command = Cli::command().bin_name(called(arguments.first()));
    let matches = command.try_get_matches_from_mut(&arguments).map_err(|mut error| {
        if error.kind() == ErrorKind::UnknownArgument {
            say_how_files_are_given(&mut error, arguments.get(1));
        }
        error
    })?;
    let cli = Cli::from_arg_matches(&matches)?;
    match nothing_to_do(&cli) {
        None => Ok(cli),
        Some(message) => Err(command.error(ErrorKind::MissingRequiredArgument, message)),
    }
}

/// Says how files are given, where a word stands that is neither a flag nor a flag's value.
fn say_how_files_are_given(error: &mut clap::Error, command: Option<&OsString>) {
    let reads_files = command.is_some_and(|name| name == "plan" || name == "validate");
    let file = match error.get(ContextKind::InvalidArg) {
        Some(ContextValue::String(word)) if reads_files && !word.starts_with('-') => word,
        _ => return,
    };
    let tip = StyledStr::from(format!("files and directories are given with -f: `-f {file}`"));
    error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip]));
}

/// kubectl runs a plugin by its file name; usage must show what the user typed.
fn called(program: Option<&OsString>) -> &'static str {
    let stem = program.and_then(|program| Path::new(program).file_stem()).and_then(|stem| stem.to_str());
    match stem {
        Some("kubectl-clbplan") => "kubectl clbplan",
        Some(_) | None => "clbplan",
    }
}

fn nothing_to_do(cli: &Cli) -> Option<&'static str> {
    match &cli.command {
        Command::Plan(plan) if plan.common.filename.is_empty() && plan.delete.is_empty() && !plan.prune => {
            Some(messages::NOTHING_TO_PLAN.text(plan.common.lang))
        }
        Command::Validate(validate) if validate.common.filename.is_empty() => {
            Some(messages::NOTHING_TO_VALIDATE.text(validate.common.lang))
        }
        Command::Plan(_) | Command::Validate(_) | Command::Explain(_) | Command::Schema(_) | Command::Completion(_) => {
            None
        }
    }
}

/// A script that completes the arguments of the program.
pub fn completion(shell: Shell) -> String {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "clbplan", &mut script);
    String::from_utf8_lossy(&script).into_owned()
}

/// The exit status that goes with what [`parse`] refused: help and version are fine, anything else could not run.
pub fn status(error: &clap::Error) -> crate::exit_status::ExitStatus {
    if error.use_stderr() {
        crate::exit_status::ExitStatus::CouldNotRun
    } else {
        crate::exit_status::ExitStatus::Success
    }
}

/// A command that looks at manifests.
#[derive(Debug, Clone, Copy)]
pub enum ReviewCommand<'a> {
    /// `plan`
    Plan(&'a PlanArguments),
    /// `validate`
    Validate(&'a ValidateArguments),
}

impl<'a> ReviewCommand<'a> {
    /// What both commands read.
    pub fn common(self) -> &'a Common {
        match self {
            ReviewCommand::Plan(plan) => &plan.common,
            ReviewCommand::Validate(validate) => &validate.common,
        }
    }

    /// How columns of the answer are counted: as programs that read the answer itself expect, or as this one needs.
    pub fn positions(self) -> Option<Positions> {
        match self {
            ReviewCommand::Plan(plan) => match plan.output {
                PlanOutput::Json | PlanOutput::Yaml => None,
                PlanOutput::Text | PlanOutput::Markdown | PlanOutput::Sarif | PlanOutput::Github | PlanOutput::Html => {
                    Some(Positions::Utf8)
                }
            },
            ReviewCommand::Validate(validate) => match validate.output {
                ReportOutput::Json => None,
                ReportOutput::Text | ReportOutput::Sarif | ReportOutput::Github | ReportOutput::Junit => {
                    Some(Positions::Utf8)
                }
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<OsString> {
        line.split(' ').map(OsString::from).collect()
    }

    fn refused(line: &str) -> (crate::exit_status::ExitStatus, String) {
        let error = parse(words(line)).expect_err(line);
        (status(&error), error.to_string())
    }

    #[test]
    fn definition_holds_together() {
        Cli::command().debug_assert();
    }

    #[test]
    fn plan_takes_every_flag() {
        let line = "clbplan plan -f a.yaml -f - --live live --clb clb --clb-complete --context c.yaml --set region=x \
                    --delete shop/web --prune --policy p.yaml --ignore a/b -o json --requests --lang zh-CN --detailed-exitcode \
                    --color never --module m.wasm";
        let Command::Plan(plan) = parse(words(line)).unwrap().command else { panic!("not a plan") };
        assert_eq!(plan.common.filename, [PathBuf::from("a.yaml"), PathBuf::from("-")]);
        assert_eq!(plan.delete, [ServiceName { namespace: "shop".into(), name: "web".into() }]);
        assert_eq!(plan.output, PlanOutput::Json);
        assert_eq!(plan.common.lang, Lang::ZhCn);
    }

    #[test]
    fn wrong_usage_could_not_run() {
        for line in [
            "clbplan",
            "clbplan plan",
            "clbplan validate",
            "clbplan apply -f x",
            "clbplan plan -f x --nope",
            "clbplan plan -f x --prune",
            "clbplan plan -f x --clb-complete",
            "clbplan plan --delete web",
            "clbplan plan --delete a/b/c",
            "clbplan validate -f x --fail-on never",
            "clbplan explain a b",
            "clbplan schema",
            "clbplan schema manifest",
            "clbplan plan -f x -o junit",
            "clbplan validate -f x -o markdown",
            "clbplan completion tcsh",
        ] {
            assert_eq!(refused(line).0, crate::exit_status::ExitStatus::CouldNotRun, "{line}");
        }
        assert_eq!(refused("clbplan --help").0, crate::exit_status::ExitStatus::Success);
        assert_eq!(refused("clbplan plan --help").0, crate::exit_status::ExitStatus::Success);
        assert_eq!(refused("clbplan --version").0, crate::exit_status::ExitStatus::Success);
    }

    #[test]
    fn messages_say_what_exists() {
        let formats = refused("clbplan plan -f x -o junit").1;
        assert!(formats.contains("possible values: text, json, yaml, markdown, sarif, github, html"), "{formats}");
        let formats = refused("clbplan validate -f x -o html").1;
        assert!(formats.contains("possible values: text, json, sarif, github, junit"), "{formats}");
        assert!(refused("clbplan plan --delete web").1.contains("default/web"));
        assert!(refused("clbplan validate web.yaml").1.contains("with -f: `-f web.yaml`"));
        assert!(!refused("clbplan explain direct-access web.yaml").1.contains("with -f"));
        assert!(refused("clbplan plan").1.contains("--delete NAMESPACE/NAME"));
        assert!(refused("clbplan plan --lang zh-CN").1.contains("没有可预览的内容"));
    }

    #[test]
    fn shells_complete_what_there_is() {
        for shell in Shell::value_variants() {
            let script = completion(*shell);
            for word in ["validate", "completion", "ignore"] {
                assert!(script.contains(word), "{shell}: {word}");
            }
        }
    }

    #[test]
    fn usage_names_the_plugin_as_it_was_typed() {
        assert!(refused("/usr/bin/kubectl-clbplan plan --help").1.contains("Usage: kubectl clbplan plan"));
        assert!(refused("kubectl-clbplan.exe --help").1.contains("Usage: kubectl clbplan"));
        assert!(refused("./clbplan plan --help").1.contains("Usage: clbplan plan"));
    }
}
