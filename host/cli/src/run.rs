//! One run of the program: arguments in, output and an exit status out.
//!
//! All inputs are read before the module is called, so that all their errors are reported together. Output goes only to the
//! [`Streams`]; if the reader of a pipe stops, the program ends without an error.

use crate::ansi::UseColors;
use crate::arguments::{Cli, ColorChoice, Command, PlanOrValidate};
use crate::exit_status::ExitStatus;
use crate::input_error::InputError;
use crate::inputs::{self, RequestAndInputs};
use crate::messages::{self, Lang};
use crate::module::{Function, ModuleApi, call_error};
use crate::module_answer::RequestError;
use crate::render_settings::RenderSettings;
use crate::stdout_closed_at_start::closed_output;
use crate::streams::{Streams, Terminal};
use crate::text::writer::MAX_WIDTH;
use crate::{
    audit, capture, explain_and_schema, fleet, open_page, parse_arguments, progress, reject_kubectl_messages_as_live,
    render_answer, request,
};
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

/// Loads the module: that of the file, or the embedded one.
pub type LoadModule<'a> = &'a dyn Fn(Option<&Path>) -> Result<Box<dyn ModuleApi>, InputError>;

/// The program.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    // Translates colours for consoles of Windows that do not know escape sequences.
    let mut stdout = anstream::AutoStream::always(io::stdout());
    let mut closed = closed_output();
    let mut streams = Streams {
        stdin: &mut io::stdin(),
        stdout: closed.as_mut().map_or(&mut stdout as &mut dyn Write, |closed| closed),
        stderr: &mut io::stderr(),
        terminal: Terminal::detect(),
    };
    if let Some(completions) = parse_arguments::plugin_completion(&arguments) {
        return ExitCode::from(streams.write_output(Ok((completions, ExitStatus::Success)), Lang::En).code());
    }
    let status = match parse_arguments::parse(arguments) {
        Ok(cli) => run(&cli, &mut streams, &crate::module::load),
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
        Command::Audit(arguments) => {
            let style = (colors(arguments.answer.color, streams.terminal), width(streams.terminal));
            audit::audit(arguments, streams, style, &|| load(arguments.answer.module.as_deref()))
        }
        Command::Fleet(arguments) => fleet::fleet(arguments, streams),
        Command::Capture(arguments) => capture::capture(arguments, streams),
        Command::Explain(explain) => {
            let (colors, width) = (colors(explain.color, streams.terminal), width(streams.terminal));
            let planner = load(explain.module.as_deref());
            let text =
                planner.and_then(|planner| explain_and_schema::explain(explain, colors, width, planner.as_ref()));
            streams.write_output(text.map(|text| (text, ExitStatus::Success)), explain.lang)
        }
        Command::Completion(completion) => {
            let script = parse_arguments::completion(completion.shell);
            streams.write_output(Ok((script, ExitStatus::Success)), Lang::En)
        }
        Command::Schema(schema) => {
            let text = explain_and_schema::schema(schema.name).into_owned();
            streams.write_output(Ok((text, ExitStatus::Success)), Lang::En)
        }
    }
}

fn run_plan_or_validate(command: PlanOrValidate<'_>, streams: &mut Streams<'_>, load: LoadModule<'_>) -> ExitStatus {
    let lang = command.common().answer.lang;
    let inputs = match inputs::read(command, streams) {
        Ok(inputs) => inputs,
        Err(errors) => return streams.report_errors(&errors, lang),
    };
    streams.write_notes(&inputs.notes, lang);
    if !command.lists_assumptions() {
        streams.write_notes(&inputs.not_read, lang);
    }
    let output = review(command, &inputs, streams, load);
    if output.is_ok() && inputs::plan_arguments(command).is_some_and(|plan| plan.open) {
        match open_page::open(&inputs.request) {
            Ok(note) => streams.write_notes(&[note], lang),
            Err(error) => return streams.report_errors(&[error], lang),
        }
    }
    streams.write_output(output, lang)
}

fn colors(choice: ColorChoice, terminal: Terminal) -> UseColors {
    match choice {
        ColorChoice::Always => UseColors::On,
        ColorChoice::Auto if terminal.colors => UseColors::On,
        ColorChoice::Auto | ColorChoice::Never => UseColors::Off,
    }
}

fn width(terminal: Terminal) -> usize {
    terminal.columns.map_or(MAX_WIDTH, |columns| usize::from(columns).clamp(60, MAX_WIDTH))
}

/// Calls the module and renders its answer.
fn review(
    command: PlanOrValidate<'_>,
    inputs: &RequestAndInputs,
    streams: &mut Streams<'_>,
    load: LoadModule<'_>,
) -> Result<(String, ExitStatus), InputError> {
    let common = command.common();
    let lang = common.answer.lang;
    let function = match command {
        PlanOrValidate::Plan(_) => Function::PlanSync,
        PlanOrValidate::Validate(_) => Function::ValidateService,
    };
    let delay = Duration::from_secs(1);
    let (planner, json) = progress::show_during(streams.progress(), delay, lang, &messages::WORKING, || {
        let planner = load(common.answer.module.as_deref())?;
        let json = planner.call(function, &inputs.request).map_err(|error| call_error(&error))?;
        Ok::<_, InputError>((planner, json))
    })?;
    if let Ok(error) = serde_json::from_str::<RequestError>(&json) {
        return Err(request::rejected(&error));
    }
    if let Some(error) = reject_kubectl_messages_as_live::unreadable(&json, &inputs.live) {
        return Err(error);
    }
    let root = std::env::current_dir().ok();
    let not_read: Vec<String> = inputs.not_read.iter().map(|text| text.text(lang)).collect();
    let view = RenderSettings {
        lang,
        colors: colors(common.answer.color, streams.terminal),
        width: width(streams.terminal),
        table_width: streams.terminal.columns.map(usize::from),
        manifests: &inputs.manifests,
        namespace: inputs.namespace.as_deref(),
        old: common.old_findings(),
        detail: common.answer.detail(),
        is_compared: inputs.is_compared,
        not_read: &not_read,
        root: root.as_deref(),
    };
    match command {
        PlanOrValidate::Plan(plan) => render_answer::plan(plan, &json, &view, planner.as_ref()),
        PlanOrValidate::Validate(validate) => render_answer::report(validate, &json, &view, planner.as_ref()),
    }
}
