//! One run of the program: arguments in, output and an exit status out.
//!
//! All inputs are read before the module is called, so that all their errors are reported together. Output goes only to the
//! [`Streams`]; if the reader of a pipe stops, the program ends without an error.

use crate::ansi::Colors;
use crate::answer::RequestError;
use crate::arguments::{Cli, ColorChoice, Command, PlanArguments, PlanOrValidate};
use crate::cloud_state_files::{self, CloudStateFiles, Completeness};
use crate::exit_status::ExitStatus;
use crate::input_error::InputError;
use crate::messages::{self, Lang, TranslatableText};
use crate::module::{Function, ModuleApi, call_error};
use crate::read_files::Stdin;
use crate::render_settings::RenderSettings;
use crate::request::{PlanOrValidateRequest, PlanScope, PruneWithin, flag};
use crate::source_files::SourceFiles;
use crate::terminal_escape::escape_terminal;
use crate::text::writer::MAX_WIDTH;
use crate::{
    cluster_facts, explain_and_schema, json_or_yaml_file, live_text, namespace, open_page, parse_arguments, progress,
    render_answer,
};
use serde_json::{Map, Value};
use std::ffi::OsString;
use std::io::{self, ErrorKind, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

/// The standard streams.
pub struct Streams<'a> {
    pub stdin: &'a mut dyn Read,
    pub stdout: &'a mut dyn Write,
    pub stderr: &'a mut (dyn Write + Send),
    pub terminal: Terminal,
}

/// What the standard streams are connected to.
#[derive(Debug, Clone, Copy, Default)]
pub struct Terminal {
    /// Standard input is a terminal.
    pub stdin: bool,
    /// Standard error is a terminal.
    pub stderr: bool,
    /// `--color auto` means colours: decided by the terminal, NO_COLOR, CLICOLOR and CLICOLOR_FORCE.
    pub colors: bool,
    /// Width of the terminal; `None` when standard output is not one.
    pub columns: Option<u16>,
}

impl Terminal {
    fn detect() -> Terminal {
        let stdout = io::stdout();
        Terminal {
            stdin: io::stdin().is_terminal(),
            stderr: io::stderr().is_terminal(),
            colors: anstream::AutoStream::choice(&stdout) != anstream::ColorChoice::Never,
            columns: terminal_size::terminal_size_of(&stdout).map(|(width, _)| width.0),
        }
    }
}

/// Loads the module: that of the file, or the embedded one.
pub type LoadModule<'a> = &'a dyn Fn(Option<&Path>) -> Result<Box<dyn ModuleApi>, InputError>;

/// The program.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let status = match parse_arguments::parse(arguments) {
        Ok(cli) => {
            let mut streams = Streams {
                stdin: &mut io::stdin(),
                // Translates colours for consoles of Windows that do not know escape sequences.
                stdout: &mut anstream::AutoStream::always(io::stdout()),
                stderr: &mut io::stderr(),
                terminal: Terminal::detect(),
            };
            run(&cli, &mut streams, &crate::module::load)
        }
        Err(error) => {
            // If this cannot be printed, the status still reports it.
            let _ = error.print();
            parse_arguments::status(&error)
        }
    };
    ExitCode::from(status.code())
}

/// Runs one command.
pub fn run(cli: &Cli, streams: &mut Streams<'_>, load: LoadModule<'_>) -> ExitStatus {
    match &cli.command {
        Command::Plan(plan) => run_plan_or_validate(PlanOrValidate::Plan(plan), streams, load),
        Command::Validate(validate) => run_plan_or_validate(PlanOrValidate::Validate(validate), streams, load),
        Command::Explain(explain) => {
            let (colors, width) = (colors(explain.color, streams.terminal), width(streams.terminal));
            let planner = load(explain.module.as_deref());
            let text =
                planner.and_then(|planner| explain_and_schema::explain(explain, colors, width, planner.as_ref()));
            write_output(text.map(|text| (text, ExitStatus::Success)), streams, explain.lang)
        }
        Command::Completion(completion) => {
            let script = parse_arguments::completion(completion.shell);
            write_output(Ok((script, ExitStatus::Success)), streams, Lang::En)
        }
        Command::Schema(schema) => {
            let text = explain_and_schema::schema(schema.name).to_owned();
            write_output(Ok((text, ExitStatus::Success)), streams, Lang::En)
        }
    }
}

fn run_plan_or_validate(command: PlanOrValidate<'_>, streams: &mut Streams<'_>, load: LoadModule<'_>) -> ExitStatus {
    let lang = command.common().lang;
    let inputs = match read_inputs(command, streams) {
        Ok(inputs) => inputs,
        Err(errors) => return report_errors(&errors, streams, lang),
    };
    for note in &inputs.notes {
        let note = messages::NOTE.label(lang, &escape_terminal(&note.text(lang)));
        write_error(streams, &format!("{note}\n"));
    }
    let output = review(command, &inputs, streams, load);
    if output.is_ok() && plan_arguments(command).is_some_and(|plan| plan.open) {
        match open_page::open(&inputs.request) {
            Ok(note) => write_error(streams, &format!("{}\n", messages::NOTE.label(lang, &note.text(lang)))),
            Err(error) => return report_errors(&[error], streams, lang),
        }
    }
    write_output(output, streams, lang)
}

/// Writes the output, or the error that prevented it.
fn write_output(output: Result<(String, ExitStatus), InputError>, streams: &mut Streams<'_>, lang: Lang) -> ExitStatus {
    match output {
        Ok((text, status)) => match streams.stdout.write_all(text.as_bytes()).and_then(|()| streams.stdout.flush()) {
            Ok(()) => status,
            Err(error) if error.kind() == ErrorKind::BrokenPipe => status,
            Err(error) => {
                let error = InputError::new(&messages::NOT_WRITTEN).caused_by(error);
                report_errors(&[error], streams, lang)
            }
        },
        Err(error) => report_errors(&[error], streams, lang),
    }
}

fn colors(choice: ColorChoice, terminal: Terminal) -> Colors {
    match choice {
        ColorChoice::Always => Colors::On,
        ColorChoice::Auto if terminal.colors => Colors::On,
        ColorChoice::Auto | ColorChoice::Never => Colors::Off,
    }
}

fn width(terminal: Terminal) -> usize {
    terminal.columns.map_or(MAX_WIDTH, |columns| usize::from(columns).clamp(60, MAX_WIDTH))
}

/// The content of all flags.
struct Inputs {
    manifests: SourceFiles,
    live: SourceFiles,
    request: String,
    notes: Vec<TranslatableText>,
}

fn read_inputs(command: PlanOrValidate<'_>, streams: &mut Streams<'_>) -> Result<Inputs, Vec<InputError>> {
    let common = command.common();
    let lang = common.lang;
    let mut errors = Vec::new();
    if streams.terminal.stdin && common.manifests().iter().chain(&common.live).any(|path| path == Path::new("-")) {
        write_error(streams, &format!("{}\n", messages::STDIN_WAITS.text(lang)));
    }
    let mut stdin = Stdin::new(streams.stdin);
    let mut notes = Vec::new();
    let mut read = |flag: &str, paths: &[PathBuf]| SourceFiles::read(flag, paths, &mut stdin, &mut errors, &mut notes);
    let manifests = read("--filename", &common.manifests());
    let live = read("--live", &common.live);
    let mut context = cluster_facts::read(common.context.as_deref(), &common.set, &mut errors, &mut notes);
    if common.live_complete {
        let context = context.get_or_insert_with(|| Value::Object(Map::new()));
        context.as_object_mut().map(|context| context.insert("liveComplete".to_string(), true.into()));
    }
    let live_context = plan_arguments(command).and_then(|plan| read_live_context(plan, &mut errors));
    live_text::check(&live, &mut errors);
    if let Some(namespace) = &common.namespace {
        namespace::check(namespace, &manifests, &mut errors);
    }
    let plan = plan_arguments(command);
    let prunes = plan.is_some_and(|plan| plan.prune || plan.prune_all);
    if prunes && manifests.is_partial() && !live.is_partial() {
        errors.push(InputError::new(&messages::PRUNE_PARTIAL).help(&messages::PRUNE_PARTIAL_HELP));
        errors.splice(0..0, notes.drain(..).map(InputError::new));
    }
    let cloud = plan.and_then(|plan| read_cloud(plan, &mut errors));
    let policy = plan
        .and_then(|plan| plan.policy.as_deref())
        .and_then(|path| json_or_yaml_file::object(path, &mut notes).map_err(|error| errors.push(error)).ok());
    if !errors.is_empty() {
        return Err(errors);
    }
    let clb = cloud.map(|cloud| {
        notes.extend(cloud.notes);
        cloud.state
    });
    let delete = plan.map(PlanArguments::deletions).unwrap_or_default();
    let request = PlanOrValidateRequest {
        manifests: manifests.text(),
        live: (!common.live.is_empty()).then_some(live.text()),
        default_namespace: common.namespace.as_deref(),
        context,
        locale: lang,
        position_encoding: command.position_encoding(),
        ignore: &common.ignore,
        delete: &delete,
        prune: prunes.then_some(true),
        prune_within: plan.filter(|plan| plan.prune && !plan.prune_all).map(|_| PruneWithin::ManifestNamespaces),
        live_context,
        scope: plan.filter(|plan| !(plan.common.all || plan.all_namespaces)).map(|_| PlanScope::Named),
        clb,
        policy,
        subresource: match command {
            PlanOrValidate::Plan(_) => None,
            PlanOrValidate::Validate(validate) => validate.subresource,
        },
    };
    let request = serde_json::to_string(&request)
        .map_err(|error| vec![InputError::new(&messages::INVALID_REQUEST).caused_by(error)])?;
    Ok(Inputs { manifests, live, request, notes })
}

fn plan_arguments(command: PlanOrValidate<'_>) -> Option<&PlanArguments> {
    match command {
        PlanOrValidate::Plan(plan) => Some(plan),
        PlanOrValidate::Validate(_) => None,
    }
}

/// The facts that hold for `--live`: its own file or that of `--context`, and single facts over both.
fn read_live_context(plan: &PlanArguments, errors: &mut Vec<InputError>) -> Option<Value> {
    let common = &plan.common;
    if plan.live_context.is_none() && plan.live_set.is_empty() {
        return None;
    }
    let file = plan.live_context.as_deref().or(common.context.as_deref());
    let facts: Vec<String> = common.set.iter().chain(&plan.live_set).cloned().collect();
    // A mistake in --context or --set is reported where those are read.
    let mut found = Vec::new();
    let context = cluster_facts::read(file, &facts, &mut found, &mut Vec::new());
    if errors.is_empty() {
        errors.append(&mut found);
    }
    context
}

fn read_cloud(plan: &PlanArguments, errors: &mut Vec<InputError>) -> Option<CloudStateFiles> {
    let completeness = if plan.clb_complete { Completeness::Claimed } else { Completeness::Unknown };
    (!plan.clb.is_empty()).then(|| cloud_state_files::read(&plan.clb, completeness, errors))
}

/// Calls the module and renders its answer.
fn review(
    command: PlanOrValidate<'_>,
    inputs: &Inputs,
    streams: &mut Streams<'_>,
    load: LoadModule<'_>,
) -> Result<(String, ExitStatus), InputError> {
    let common = command.common();
    let lang = common.lang;
    let function = match command {
        PlanOrValidate::Plan(_) => Function::PlanSync,
        PlanOrValidate::Validate(_) => Function::ValidateService,
    };
    let stderr = streams.terminal.stderr.then_some(&mut *streams.stderr);
    let (planner, json) = progress::show_during(stderr, Duration::from_secs(1), lang, || {
        let planner = load(common.module.as_deref())?;
        let json = planner.call(function, &inputs.request).map_err(|error| call_error(&error))?;
        Ok::<_, InputError>((planner, json))
    })?;
    if let Ok(error) = serde_json::from_str::<RequestError>(&json) {
        return Err(request_error(&error));
    }
    if let Some(error) = live_text::unreadable(&json, &inputs.live) {
        return Err(error);
    }
    let root = std::env::current_dir().ok();
    let view = RenderSettings {
        lang,
        colors: colors(common.color, streams.terminal),
        width: width(streams.terminal),
        manifests: &inputs.manifests,
        namespace: common.namespace.as_deref(),
        old: common.old_findings(),
        detail: common.detail(),
        is_compared: !common.live.is_empty(),
        root: root.as_deref(),
    };
    match command {
        PlanOrValidate::Plan(plan) => render_answer::plan(plan, &json, &view, planner.as_ref()),
        PlanOrValidate::Validate(validate) => render_answer::report(validate, &json, &view, planner.as_ref()),
    }
}

/// The module rejected the request: which flag is wrong.
fn request_error(error: &RequestError) -> InputError {
    let body = &error.error;
    let what = match body.path.as_deref().filter(|path| !path.is_empty() && *path != ".") {
        Some(path) => messages::INVALID_REQUEST_AT.with("path", path),
        None => TranslatableText::from(&messages::INVALID_REQUEST),
    };
    let error = InputError::new(what).caused_by(&body.message);
    match body.path.as_deref().and_then(flag) {
        Some(flag) => error.help(messages::INVALID_REQUEST_HELP.with("flag", flag)),
        None => error,
    }
}

fn report_errors(errors: &[InputError], streams: &mut Streams<'_>, lang: Lang) -> ExitStatus {
    let mut text: String = errors.iter().map(|error| error.text(lang)).collect();
    if errors.len() > 1 {
        text.push_str(&messages::NOT_RUN.plural(lang, errors.len() as u64));
        text.push('\n');
    }
    write_error(streams, &text);
    ExitStatus::CouldNotRun
}

/// If standard error cannot be written, the status still reports the error.
fn write_error(streams: &mut Streams<'_>, text: &str) {
    let _ = streams.stderr.write_all(text.as_bytes());
}
