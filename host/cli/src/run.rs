//! One run: arguments in, bytes and an exit status out.
//!
//! All inputs are read before anything is called, so that every error is told at once. Output goes to the handles of
//! the [`Streams`] only; a reader that hangs up ends the program quietly.

use crate::answer::RequestError;
use crate::arguments::{Cli, Colour, Command, PlanArguments, ReviewCommand};
use crate::cloud::{self, Cloud, Completeness};
use crate::exit_status::ExitStatus;
use crate::input_error::InputError;
use crate::messages::{self, Lang};
use crate::module::{Function, Planner, failed};
use crate::read_files::Stdin;
use crate::request::{Request, flag};
use crate::source_files::SourceFiles;
use crate::text::{self, View, ansi::Paint};
use crate::{arguments, context, option_file, output, progress, reference};
use std::ffi::OsString;
use std::io::{self, ErrorKind, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

/// What the program reads from and writes to.
pub struct Streams<'a> {
    /// Standard input.
    pub stdin: &'a mut dyn Read,
    /// Standard output.
    pub stdout: &'a mut dyn Write,
    /// Standard error.
    pub stderr: &'a mut (dyn Write + Send),
    /// What the user looks at.
    pub terminal: Terminal,
}

/// What the user looks at.
#[derive(Debug, Clone, Copy, Default)]
pub struct Terminal {
    /// Standard input is a terminal.
    pub stdin: bool,
    /// Standard error is a terminal.
    pub stderr: bool,
    /// Colours are wanted when nothing was said: standard output is a terminal and `NO_COLOR` is not set.
    pub colour: bool,
    /// Columns; `None` when standard output is no terminal.
    pub columns: Option<u16>,
}

impl Terminal {
    fn here() -> Terminal {
        let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let stdout = io::stdout();
        Terminal {
            stdin: io::stdin().is_terminal(),
            stderr: io::stderr().is_terminal(),
            colour: stdout.is_terminal() && !set("NO_COLOR") && !dumb,
            columns: terminal_size::terminal_size_of(&stdout).map(|(width, _)| width.0),
        }
    }
}

/// How a module is found: the one in the program, or the file that was named.
pub type Load<'a> = &'a dyn Fn(Option<&Path>, Lang) -> Result<Box<dyn Planner>, InputError>;

/// The program.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let exit = match arguments::parse(arguments) {
        Ok(cli) => {
            let mut streams = Streams {
                stdin: &mut io::stdin(),
                stdout: &mut io::stdout(),
                stderr: &mut io::stderr(),
                terminal: Terminal::here(),
            };
            run(&cli, &mut streams, &crate::module::load)
        }
        Err(error) => {
            // Nobody is left to tell when this cannot be written.
            let _ = error.print();
            arguments::status(&error)
        }
    };
    ExitCode::from(exit.code())
}

/// One run.
pub fn run(cli: &Cli, streams: &mut Streams<'_>, load: Load<'_>) -> ExitStatus {
    match &cli.command {
        Command::Plan(plan) => run_review(ReviewCommand::Plan(plan), streams, load),
        Command::Validate(validate) => run_review(ReviewCommand::Validate(validate), streams, load),
        Command::Explain(explain) => {
            let (paint, width) = (paint(explain.color, streams.terminal), width(streams.terminal));
            let planner = load(explain.module.as_deref(), explain.lang);
            let text = planner.and_then(|planner| reference::explain(explain, paint, width, planner.as_ref()));
            written(text.map(|text| (text, ExitStatus::Success)), streams, explain.lang)
        }
        Command::Completion(completion) => {
            written(Ok((arguments::completion(completion.shell), ExitStatus::Success)), streams, Lang::En)
        }
        Command::Schema(schema) => {
            written(Ok((reference::schema(schema.name).to_owned(), ExitStatus::Success)), streams, Lang::En)
        }
    }
}

fn run_review(review: ReviewCommand<'_>, streams: &mut Streams<'_>, load: Load<'_>) -> ExitStatus {
    let lang = review.common().lang;
    let inputs = match read(review, streams) {
        Ok(inputs) => inputs,
        Err(errors) => return report(&errors, streams, lang),
    };
    for note in &inputs.notes {
        say(streams, &format!("{}: {}\n", messages::NOTE.text(lang), crate::terminal_escape::escape_terminal(note)));
    }
    let answer = answer(review, &inputs, streams, load);
    written(answer, streams, lang)
}

/// Writes the output, or what kept it from being made.
fn written(answer: Result<(String, ExitStatus), InputError>, streams: &mut Streams<'_>, lang: Lang) -> ExitStatus {
    match answer {
        Ok((output, exit)) => match streams.stdout.write_all(output.as_bytes()).and_then(|()| streams.stdout.flush()) {
            Ok(()) => exit,
            Err(error) if error.kind() == ErrorKind::BrokenPipe => exit,
            Err(error) => report(&[InputError::new(lang, &messages::NOT_WRITTEN, &[]).why(error)], streams, lang),
        },
        Err(error) => report(&[error], streams, lang),
    }
}

fn paint(colour: Colour, terminal: Terminal) -> Paint {
    match colour {
        Colour::Always => Paint::Colours,
        Colour::Auto if terminal.colour => Paint::Colours,
        Colour::Auto | Colour::Never => Paint::None,
    }
}

fn width(terminal: Terminal) -> usize {
    terminal.columns.map_or(text::WIDTH, |columns| usize::from(columns).clamp(60, text::WIDTH))
}

/// What all flags together hold.
struct Inputs {
    manifests: SourceFiles,
    request: String,
    notes: Vec<String>,
}

fn read(review: ReviewCommand<'_>, streams: &mut Streams<'_>) -> Result<Inputs, Vec<InputError>> {
    let common = review.common();
    let lang = common.lang;
    let mut errors = Vec::new();
    if streams.terminal.stdin && common.filename.iter().chain(&common.live).any(|path| path == Path::new("-")) {
        say(streams, &format!("{}\n", messages::STDIN_WAITS.text(lang)));
    }
    let mut stdin = Stdin::new(streams.stdin);
    let mut text = |flag: &str, paths: &[PathBuf]| SourceFiles::read(flag, paths, &mut stdin, lang, &mut errors);
    let manifests = text("--filename", &common.filename);
    let live = text("--live", &common.live);
    let context = context::read(common.context.as_deref(), &common.set, lang, &mut errors);
    let plan = match review {
        ReviewCommand::Plan(plan) => Some(plan),
        ReviewCommand::Validate(_) => None,
    };
    let cloud = plan.and_then(|plan| cloud_of(plan, &mut errors));
    let policy = plan
        .and_then(|plan| plan.policy.as_deref())
        .and_then(|path| option_file::object(path, lang).map_err(|error| errors.push(error)).ok());
    if !errors.is_empty() {
        return Err(errors);
    }
    let (clb, notes) = cloud.map_or((None, Vec::new()), |cloud| (Some(cloud.state), cloud.notes));
    let request = Request {
        manifests: manifests.text(),
        live: (!common.live.is_empty()).then_some(live.text()),
        context,
        locale: lang,
        position_encoding: review.positions(),
        ignore: &common.ignore,
        delete: plan.map_or(&[], |plan| &plan.delete),
        prune: plan.and_then(|plan| plan.prune.then_some(true)),
        clb,
        policy,
        subresource: match review {
            ReviewCommand::Plan(_) => None,
            ReviewCommand::Validate(validate) => validate.subresource,
        },
    };
    let request = serde_json::to_string(&request)
        .map_err(|error| vec![InputError::new(lang, &messages::REFUSED_PLAIN, &[]).why(error)])?;
    Ok(Inputs { manifests, request, notes })
}

fn cloud_of(plan: &PlanArguments, errors: &mut Vec<InputError>) -> Option<Cloud> {
    let completeness = if plan.clb_complete { Completeness::Claimed } else { Completeness::Unknown };
    plan.clb.as_deref().map(|path| cloud::read(path, completeness, plan.common.lang, errors))
}

/// The output and its status.
fn answer(
    review: ReviewCommand<'_>,
    inputs: &Inputs,
    streams: &mut Streams<'_>,
    load: Load<'_>,
) -> Result<(String, ExitStatus), InputError> {
    let common = review.common();
    let lang = common.lang;
    let function = match review {
        ReviewCommand::Plan(_) => Function::PlanSync,
        ReviewCommand::Validate(_) => Function::ValidateService,
    };
    let stderr = streams.terminal.stderr.then_some(&mut *streams.stderr);
    let (planner, answer) = progress::during(stderr, Duration::from_secs(1), lang, || {
        let planner = load(common.module.as_deref(), lang)?;
        let answer = planner.call(function, &inputs.request).map_err(|error| failed(&error, lang))?;
        Ok::<_, InputError>((planner, answer))
    })?;
    if let Ok(refusal) = serde_json::from_str::<RequestError>(&answer) {
        return Err(refused(&refusal, lang));
    }
    let root = std::env::current_dir().ok();
    let view = View {
        lang,
        paint: paint(common.color, streams.terminal),
        width: width(streams.terminal),
        manifests: &inputs.manifests,
        root: root.as_deref(),
    };
    match review {
        ReviewCommand::Plan(plan) => output::plan(plan, answer, &view, planner.as_ref()),
        ReviewCommand::Validate(validate) => output::report(validate, answer, &view, planner.as_ref()),
    }
}

fn refused(refusal: &RequestError, lang: Lang) -> InputError {
    let error = &refusal.error;
    let input_error = match error.path.as_deref().filter(|path| !path.is_empty() && *path != ".") {
        Some(path) => InputError::new(lang, &messages::REFUSED, &[("path", path)]),
        None => InputError::new(lang, &messages::REFUSED_PLAIN, &[]),
    };
    let input_error = input_error.why(&error.message);
    match error.path.as_deref().and_then(flag) {
        Some(flag) => input_error.help(lang, &messages::REFUSED_HELP, &[("flag", flag)]),
        None => input_error,
    }
}

fn report(errors: &[InputError], streams: &mut Streams<'_>, lang: Lang) -> ExitStatus {
    let mut text: String = errors.iter().map(|error| error.text(lang)).collect();
    if errors.len() > 1 {
        text.push_str(&messages::NOT_RUN.count(lang, errors.len() as u64));
        text.push('\n');
    }
    say(streams, &text);
    ExitStatus::CouldNotRun
}

/// Standard error that cannot be written to leaves nobody to tell; the status still says it.
fn say(streams: &mut Streams<'_>, text: &str) {
    let _ = streams.stderr.write_all(text.as_bytes());
}
