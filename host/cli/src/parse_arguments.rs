//! Parses the command line, and explains usage errors.
//!
//! A usage error ends with status 3, because status 1 and 2 are about an answer. No file is read here: a missing file is
//! reported when it is opened.

use crate::arguments::Cli;
use crate::exit_status::ExitStatus;
use crate::reject_flag_combinations::problem;
use clap::error::ErrorKind;
use clap::{CommandFactory, FromArgMatches};
use clap_complete::Shell;
use std::ffi::OsString;
use std::path::Path;

/// Parses the arguments; the first one is the program's own path.
///
/// # Errors
/// A usage error of clap; also `--help` and `--version`, which are a success for [`status`].
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Cli, clap::Error> {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let name = program_name(arguments.first());
    let mut command = Cli::command().bin_name(name);
    let matches = command.try_get_matches_from_mut(&arguments)?;
    let mut cli = Cli::from_arg_matches(&matches)?;
    if name == KUBECTL_PLUGIN {
        cli.read_cluster_by_default();
    }
    match problem(&cli) {
        None => Ok(cli),
        Some(message) => Err(command.error(ErrorKind::MissingRequiredArgument, message)),
    }
}

/// How a user of kubectl calls the program.
const KUBECTL_PLUGIN: &str = "kubectl clbplan";

/// kubectl runs a plugin by its file name; the usage text shows what the user typed.
fn program_name(program: Option<&OsString>) -> &'static str {
    let stem = program.and_then(|program| Path::new(program).file_stem()).and_then(|stem| stem.to_str());
    match stem {
        Some("kubectl-clbplan") => KUBECTL_PLUGIN,
        Some(_) | None => "clbplan",
    }
}

/// What kubectl reads to complete `kubectl clbplan …`, if it asks for that.
pub fn plugin_completion(arguments: &[OsString]) -> Option<String> {
    crate::plugin_completion::plugin_completion(arguments, &mut Cli::command())
}

/// A completion script.
pub fn completion(shell: Shell) -> String {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "clbplan", &mut script);
    String::from_utf8_lossy(&script).into_owned()
}

/// The exit status for an error of [`parse`]: help and version are a success.
pub fn status(error: &clap::Error) -> ExitStatus {
    if error.use_stderr() { ExitStatus::CouldNotRun } else { ExitStatus::Success }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::all_output_formats::{plan_formats, report_formats};
    use crate::arguments::Command;
    use crate::messages::Lang;
    use crate::output_format::OutputFormat;
    use clap::ValueEnum;
    use std::path::PathBuf;

    fn words(line: &str) -> Vec<OsString> {
        line.split(' ').map(OsString::from).collect()
    }

    fn usage_error(line: &str) -> (ExitStatus, String) {
        let error = parse(words(line)).expect_err(line);
        (status(&error), error.to_string())
    }

    #[test]
    fn the_definition_of_commands_and_flags_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn plan_accepts_every_flag() {
        let line = "clbplan plan -f a.yaml -f - --live live --clb clb --clb-complete --facts c.yaml --set region=x \
                    --delete shop/web --delete shop/* --delete-namespace data --recreate shop/api --prune --prune-all --all --fail-on-old --verbose -n shop --live-complete --policy p.yaml --ignore a/b -o json --requests --lang zh-CN --detailed-exitcode \
                    --color never --module m.wasm";
        let Command::Plan(plan) = parse(words(line)).unwrap().command else { panic!("not a plan") };
        assert_eq!(plan.common.filename, [PathBuf::from("a.yaml"), PathBuf::from("-")]);
        let names: Vec<String> =
            plan.deletions.services().iter().map(|service| format!("{}/{}", service.namespace, service.name)).collect();
        assert_eq!(names, ["shop/web", "shop/*", "data/*"]);
        assert_eq!(plan.output.name, "json");
        assert_eq!(plan.common.answer.lang, Lang::ZhCn);
    }

    #[test]
    fn validate_knows_what_is_deleted_first() {
        let line =
            "clbplan validate a.yaml --live b.yaml --delete shop/web --delete-namespace data --recreate shop/api";
        let Command::Validate(validate) = parse(words(line)).unwrap().command else { panic!("not a validation") };
        let deleted = validate.deletions.services();
        let names: Vec<String> =
            deleted.iter().map(|service| format!("{}/{}", service.namespace, service.name)).collect();
        assert_eq!(names, ["shop/web", "data/*"]);
        assert_eq!(validate.deletions.recreate[0].name, "api");
        for line in ["clbplan validate a.yaml --recreate shop/api", "clbplan validate a.yaml --delete-namespace data"] {
            assert!(usage_error(line).1.contains("--live"), "{line}");
        }
    }

    #[test]
    fn files_need_no_flag() {
        for line in
            ["clbplan validate a.yaml b.yaml", "clbplan validate -f a.yaml b.yaml", "clbplan validate b.yaml -f a.yaml"]
        {
            let Command::Validate(validate) = parse(words(line)).unwrap().command else { panic!("not a validation") };
            let mut files = validate.common.manifests();
            files.sort();
            assert_eq!(files, [PathBuf::from("a.yaml"), PathBuf::from("b.yaml")], "{line}");
        }
        let Command::Plan(plan) = parse(words("clbplan plan - --clb a --clb b")).unwrap().command else {
            panic!("not a plan")
        };
        assert_eq!((plan.common.manifests(), plan.clb.len()), (vec![PathBuf::from("-")], 2));
    }

    #[test]
    fn a_plugin_of_kubectl_reads_the_cluster() {
        for (line, expected) in [
            ("kubectl-clbplan plan a.yaml", true),
            ("kubectl-clbplan validate a.yaml --context prod", true),
            ("kubectl-clbplan plan -A", true),
            ("kubectl-clbplan plan a.yaml --live b.yaml", false),
            ("kubectl-clbplan plan a.yaml --state b.json", false),
            ("kubectl-clbplan plan a.yaml --offline", false),
            ("kubectl-clbplan capture -o a.json", true),
            ("kubectl-clbplan audit", true),
            ("kubectl-clbplan audit --cluster-state prod=a.json", false),
            ("clbplan audit --live a.yaml", false),
            ("clbplan plan a.yaml", false),
            ("clbplan plan a.yaml --cluster --context prod --as jane --request-timeout 5s", true),
        ] {
            let cluster = match parse(words(line)).unwrap().command {
                Command::Plan(plan) => plan.common.cluster,
                Command::Validate(validate) => validate.common.cluster,
                Command::Capture(capture) => capture.cluster,
                Command::Audit(audit) => audit.cluster,
                Command::Fleet(_) | Command::Explain(_) | Command::Schema(_) | Command::Completion(_) => {
                    panic!("{line}")
                }
            };
            assert_eq!(cluster.cluster, expected, "{line}");
        }
    }

    #[test]
    fn usage_errors_have_status_3() {
        for line in [
            "clbplan",
            "clbplan plan",
            "clbplan validate",
            "clbplan apply -f x",
            "clbplan plan -f x --nope",
            "clbplan plan -f x --prune",
            "clbplan plan --live x --prune",
            "clbplan plan --live x --prune-all",
            "clbplan plan -A",
            "clbplan plan x --context prod",
            "clbplan plan x --cluster --offline",
            "clbplan plan x --cluster --live y",
            "clbplan plan x --region ap-guangzhou",
            "clbplan plan x --cloud --clb y",
            "clbplan plan x --state y --cloud",
            "clbplan capture --cluster",
            "clbplan audit",
            "clbplan audit --state x --cloud",
            "clbplan audit --cluster-state a=x --live y",
            "clbplan audit --live x --region ap-guangzhou",
            "clbplan audit --live x -o sarif",
            "clbplan audit --cluster-state =x",
            "clbplan capture -o x",
            "kubectl-clbplan plan x --live y --context prod",
            "clbplan plan x -A -n shop --live y",
            "clbplan plan --delete-namespace data",
            "clbplan plan -f x --live-complete",
            "clbplan plan -f x -n a/b",
            "clbplan plan -f x --clb-complete",
            "clbplan plan --delete web",
            "clbplan plan --live x --recreate shop/web",
            "clbplan plan x --recreate shop/web",
            "clbplan plan x --live y --recreate web",
            "clbplan plan x -l app=web,",
            "clbplan plan x --delete shop/* -l app=web",
            "clbplan plan x --live y --delete-namespace shop -l app=web",
            "clbplan plan --delete a/b/c",
            "clbplan validate -f x --fail-on never",
            "clbplan explain a b",
            "clbplan schema",
            "clbplan schema manifest",
            "clbplan plan -f x -o junit",
            "clbplan validate -f x -o markdown",
            "clbplan completion tcsh",
        ] {
            assert_eq!(usage_error(line).0, ExitStatus::CouldNotRun, "{line}");
        }
        assert_eq!(usage_error("clbplan --help").0, ExitStatus::Success);
        assert_eq!(usage_error("clbplan plan --help").0, ExitStatus::Success);
        assert_eq!(usage_error("clbplan --version").0, ExitStatus::Success);
    }

    #[test]
    fn messages_list_what_is_valid() {
        let names =
            |formats: Vec<&OutputFormat>| formats.iter().map(|format| format.name).collect::<Vec<_>>().join(", ");
        let error = usage_error("clbplan plan -f x -o junit").1;
        let values = format!("possible values: {}]", names(plan_formats().collect()));
        assert!(error.contains(&values), "{error}");
        let error = usage_error("clbplan validate -f x -o html").1;
        let values = format!("possible values: {}]", names(report_formats().collect()));
        assert!(error.contains(&values), "{error}");
        assert!(usage_error("clbplan plan --delete web").1.contains("default/web"));
        assert!(usage_error("clbplan plan").1.contains("--delete NAMESPACE/NAME"));
        assert!(usage_error("clbplan plan --live x --delete a/b --prune").1.contains("--prune needs manifests"));
        assert!(usage_error("clbplan plan --lang zh-CN").1.contains("没有可预览的内容"));
    }

    #[test]
    fn completion_scripts_have_the_commands_and_flags() {
        for shell in Shell::value_variants() {
            let script = completion(*shell);
            for word in ["validate", "completion", "ignore"] {
                assert!(script.contains(word), "{shell}: {word}");
            }
        }
    }

    #[test]
    fn usage_names_the_plugin_as_it_was_typed() {
        assert!(usage_error("/usr/bin/kubectl-clbplan plan --help").1.contains("Usage: kubectl clbplan plan"));
        assert!(usage_error("kubectl-clbplan.exe --help").1.contains("Usage: kubectl clbplan"));
        assert!(usage_error("./clbplan plan --help").1.contains("Usage: clbplan plan"));
    }
}
