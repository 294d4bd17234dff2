//! One run: arguments in, bytes and an exit status out.
//!
//! All inputs are read before anything is called, so that every problem is told at once. Output goes to the handles of
//! the [`Desk`] only; a reader that hangs up ends the program quietly.

use crate::answer::Refusal;
use crate::arguments::{Cli, Colour, Command, PlanArguments, Review};
use crate::cloud::{self, Cloud, Completeness};
use crate::manuscript::Manuscript;
use crate::module::{Function, Planner, failed};
use crate::outcome::Exit;
use crate::phrases::{self, Lang};
use crate::problem::Problem;
use crate::reading::Stdin;
use crate::request::{Request, flag};
use crate::text::{self, View, paint::Paint};
use crate::{arguments, context, document, progress, reference, show};
use std::ffi::OsString;
use std::io::{self, ErrorKind, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

/// What the program reads from and writes to.
pub struct Desk<'a> {
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
pub type Load<'a> = &'a dyn Fn(Option<&Path>, Lang) -> Result<Box<dyn Planner>, Problem>;

/// The program.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let exit = match arguments::parse(arguments) {
        Ok(cli) => {
            let mut desk = Desk {
                stdin: &mut io::stdin(),
                stdout: &mut io::stdout(),
                stderr: &mut io::stderr(),
                terminal: Terminal::here(),
            };
            run(&cli, &mut desk, &crate::module::load)
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
pub fn run(cli: &Cli, desk: &mut Desk<'_>, load: Load<'_>) -> Exit {
    match &cli.command {
        Command::Plan(plan) => reviewed(Review::Plan(plan), desk, load),
        Command::Validate(validate) => reviewed(Review::Validate(validate), desk, load),
        Command::Explain(explain) => {
            let (paint, width) = (paint(explain.color, desk.terminal), width(desk.terminal));
            let planner = load(explain.module.as_deref(), explain.lang);
            let text = planner.and_then(|planner| reference::explain(explain, paint, width, planner.as_ref()));
            written(text.map(|text| (text, Exit::Fine)), desk, explain.lang)
        }
        Command::Completion(completion) => {
            written(Ok((arguments::completion(completion.shell), Exit::Fine)), desk, Lang::En)
        }
        Command::Schema(schema) => written(Ok((reference::schema(schema.name).to_owned(), Exit::Fine)), desk, Lang::En),
    }
}

fn reviewed(review: Review<'_>, desk: &mut Desk<'_>, load: Load<'_>) -> Exit {
    let lang = review.common().lang;
    let inputs = match read(review, desk) {
        Ok(inputs) => inputs,
        Err(problems) => return report(&problems, desk, lang),
    };
    for note in &inputs.notes {
        say(desk, &format!("{}: {}\n", phrases::NOTE.say(lang), crate::plain::plain(note)));
    }
    let answer = answer(review, &inputs, desk, load);
    written(answer, desk, lang)
}

/// Writes the output, or what kept it from being made.
fn written(answer: Result<(String, Exit), Problem>, desk: &mut Desk<'_>, lang: Lang) -> Exit {
    match answer {
        Ok((output, exit)) => match desk.stdout.write_all(output.as_bytes()).and_then(|()| desk.stdout.flush()) {
            Ok(()) => exit,
            Err(error) if error.kind() == ErrorKind::BrokenPipe => exit,
            Err(error) => report(&[Problem::new(lang, &phrases::NOT_WRITTEN, &[]).why(error)], desk, lang),
        },
        Err(problem) => report(&[problem], desk, lang),
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
    manifests: Manuscript,
    request: String,
    notes: Vec<String>,
}

fn read(review: Review<'_>, desk: &mut Desk<'_>) -> Result<Inputs, Vec<Problem>> {
    let common = review.common();
    let lang = common.lang;
    let mut problems = Vec::new();
    if desk.terminal.stdin && common.filename.iter().chain(&common.live).any(|path| path == Path::new("-")) {
        say(desk, &format!("{}\n", phrases::STDIN_WAITS.say(lang)));
    }
    let mut stdin = Stdin::new(desk.stdin);
    let mut text = |flag: &str, paths: &[PathBuf]| Manuscript::read(flag, paths, &mut stdin, lang, &mut problems);
    let manifests = text("--filename", &common.filename);
    let live = text("--live", &common.live);
    let context = context::read(common.context.as_deref(), &common.set, lang, &mut problems);
    let plan = match review {
        Review::Plan(plan) => Some(plan),
        Review::Validate(_) => None,
    };
    let cloud = plan.and_then(|plan| cloud_of(plan, &mut problems));
    let policy = plan
        .and_then(|plan| plan.policy.as_deref())
        .and_then(|path| document::object(path, lang).map_err(|problem| problems.push(problem)).ok());
    if !problems.is_empty() {
        return Err(problems);
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
            Review::Plan(_) => None,
            Review::Validate(validate) => validate.subresource,
        },
    };
    let request = serde_json::to_string(&request)
        .map_err(|error| vec![Problem::new(lang, &phrases::REFUSED_PLAIN, &[]).why(error)])?;
    Ok(Inputs { manifests, request, notes })
}

fn cloud_of(plan: &PlanArguments, problems: &mut Vec<Problem>) -> Option<Cloud> {
    let completeness = if plan.clb_complete { Completeness::Claimed } else { Completeness::Unknown };
    plan.clb.as_deref().map(|path| cloud::read(path, completeness, plan.common.lang, problems))
}

/// The output and its status.
fn answer(review: Review<'_>, inputs: &Inputs, desk: &mut Desk<'_>, load: Load<'_>) -> Result<(String, Exit), Problem> {
    let common = review.common();
    let lang = common.lang;
    let function = match review {
        Review::Plan(_) => Function::PlanSync,
        Review::Validate(_) => Function::ValidateService,
    };
    let stderr = desk.terminal.stderr.then_some(&mut *desk.stderr);
    let (planner, answer) = progress::during(stderr, Duration::from_secs(1), lang, || {
        let planner = load(common.module.as_deref(), lang)?;
        let answer = planner.call(function, &inputs.request).map_err(|error| failed(&error, lang))?;
        Ok::<_, Problem>((planner, answer))
    })?;
    if let Ok(refusal) = serde_json::from_str::<Refusal>(&answer) {
        return Err(refused(&refusal, lang));
    }
    let root = std::env::current_dir().ok();
    let view = View {
        lang,
        paint: paint(common.color, desk.terminal),
        width: width(desk.terminal),
        manifests: &inputs.manifests,
        root: root.as_deref(),
    };
    match review {
        Review::Plan(plan) => show::plan(plan, answer, &view, planner.as_ref()),
        Review::Validate(validate) => show::report(validate, answer, &view, planner.as_ref()),
    }
}

fn refused(refusal: &Refusal, lang: Lang) -> Problem {
    let error = &refusal.error;
    let problem = match error.path.as_deref().filter(|path| !path.is_empty() && *path != ".") {
        Some(path) => Problem::new(lang, &phrases::REFUSED, &[("path", path)]),
        None => Problem::new(lang, &phrases::REFUSED_PLAIN, &[]),
    };
    let problem = problem.why(&error.message);
    match error.path.as_deref().and_then(flag) {
        Some(flag) => problem.help(lang, &phrases::REFUSED_HELP, &[("flag", flag)]),
        None => problem,
    }
}

fn report(problems: &[Problem], desk: &mut Desk<'_>, lang: Lang) -> Exit {
    let mut text: String = problems.iter().map(|problem| problem.text(lang)).collect();
    if problems.len() > 1 {
        text.push_str(&phrases::NOT_RUN.count(lang, problems.len() as u64));
        text.push('\n');
    }
    say(desk, &text);
    Exit::CouldNotRun
}

/// Standard error that cannot be written to leaves nobody to tell; the status still says it.
fn say(desk: &mut Desk<'_>, text: &str) {
    let _ = desk.stderr.write_all(text.as_bytes());
}
