//! In every output format, four times the input takes about four times the time, memory and output; as `tests/growth` of the
//! core, whose inputs these are. What the module needs is not counted here.
//!
//! `cargo test --release --package clbplan-cli --test growth -- --ignored --nocapture` takes 500, 2,000 and 8,000 parts of each
//! input and prints what they cost; `CLBPLAN_GROWTH_OF` selects some by a part of their names.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::print_stdout)]

#[path = "../../../tests/growth/cost.rs"]
mod cost;
#[path = "../../../tests/growth/inputs.rs"]
mod inputs;

use clbplan_cli::all_output_formats::{plan_formats, report_formats};
use clbplan_cli::parse_arguments::parse;
use clbplan_cli::{Function, ModuleApi, Streams, Terminal, load, run};
use clbplan_host::HostError;
use cost::{Cost, excess};
use inputs::{INPUTS, LARGE, Layout, MakeRequest, is_about_manifests_alone, is_selected};
use serde_json::Value;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::rc::Rc;

type Answers = RefCell<BTreeMap<(&'static str, String), String>>;

/// The module, which gets the members of the request that the command line reads from files, and is called once for each request.
#[derive(Clone)]
struct Prepared {
    module: Rc<dyn ModuleApi>,
    members: Value,
    answers: Rc<Answers>,
}

impl ModuleApi for Prepared {
    fn call(&self, function: Function, request: &str) -> Result<String, HostError> {
        let key = (function.export(), request.to_owned());
        if let Some(answer) = self.answers.borrow().get(&key) {
            return Ok(answer.clone());
        }
        let mut whole: Value = serde_json::from_str(request).unwrap();
        if let (Function::PlanSync | Function::ValidateService, Value::Object(members)) = (function, &self.members) {
            for (name, value) in members.iter().filter(|(name, _)| *name != "manifests") {
                whole[name] = value.clone();
            }
        }
        let answer = self.module.call(function, &whole.to_string())?;
        self.answers.borrow_mut().insert(key, answer.clone());
        Ok(answer)
    }
}

impl Prepared {
    /// The size of the largest answer.
    fn answer_bytes(&self) -> usize {
        self.answers.borrow().values().map(String::len).max().unwrap_or_default()
    }
}

/// The bytes of the output of a command for these manifests.
fn output(module: &Prepared, command: &str, format: &str, manifests: &str) -> usize {
    let words = ["clbplan", command, "-", "-o", format].map(OsString::from);
    let cli = parse(words).unwrap();
    let (mut stdin, mut stdout, mut stderr) = (manifests.as_bytes(), Vec::new(), Vec::new());
    let mut streams =
        Streams { stdin: &mut stdin, stdout: &mut stdout, stderr: &mut stderr, terminal: Terminal::default() };
    let status = run(&cli, &mut streams, &|_| Ok(Box::new(module.clone())));
    assert!(status.code() < 3, "{command} -o {format}: {}", String::from_utf8_lossy(&stderr));
    stdout.len()
}

/// An input of one size, and the module prepared for it.
struct Input {
    manifests: String,
    request_bytes: usize,
    module: Prepared,
}

impl Input {
    fn new(module: &Rc<dyn ModuleApi>, make_request: MakeRequest, count: usize, layout: Layout) -> Input {
        let members = make_request(count);
        let request_bytes = layout.request(make_request, count).len();
        let manifests = layout.write(&members["manifests"]);
        Input {
            manifests,
            request_bytes,
            module: Prepared { module: Rc::clone(module), members, answers: Rc::default() },
        }
    }

    fn run(&self, command: &str, format: &str) -> usize {
        output(&self.module, command, format, &self.manifests)
    }

    /// The cost of a run in which the module has its answers ready.
    fn cost(&self, command: &str, format: &str) -> Cost {
        Cost::of(self.request_bytes + self.module.answer_bytes(), || self.run(command, format))
    }
}

/// What grows faster than an input with these numbers of parts, in any format.
fn check(
    module: &Rc<dyn ModuleApi>,
    make_request: MakeRequest,
    counts: [usize; 2],
    layout: Layout,
    show: bool,
) -> Vec<String> {
    let inputs = counts.map(|count| Input::new(module, make_request, count, layout));
    let plans = plan_formats().map(|format| ("plan", format.name));
    let reports = report_formats().map(|format| ("validate", format.name));
    let reports = reports.filter(|_| is_about_manifests_alone(&inputs[0].module.members.to_string()));
    let mut found = Vec::new();
    for (command, format) in plans.chain(reports) {
        for input in &inputs {
            input.run(command, format);
        }
        let measure = || inputs.each_ref().map(|input| input.cost(command, format));
        let [before, after] = measure();
        if show {
            println!("  {layout:?}, {command} -o {format}, {} parts: {}", counts[1], after.line(&before));
        }
        let excess = excess(before, after, measure);
        found.extend(excess.iter().map(|excess| format!("{command} -o {format}, {layout:?}, {counts:?}: {excess}")));
    }
    found
}

#[test]
fn outputs_of_all_formats_grow_in_proportion() {
    let module: Rc<dyn ModuleApi> = load(None).expect("`cargo xtask build` makes the module").into();
    let mut failed = Vec::new();
    for (name, count, make_request) in INPUTS {
        for layout in [Layout::OneLine, Layout::ManyLines] {
            let found = check(&module, *make_request, [*count, *count * 4], layout, false);
            failed.extend(found.iter().map(|found| format!("{name}: {found} for four times the input")));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
#[ignore = "takes minutes; the smaller inputs are tested above"]
fn outputs_for_large_inputs_grow_in_proportion() {
    let module: Rc<dyn ModuleApi> = load(None).expect("`cargo xtask build` makes the module").into();
    let [small, medium, large] = LARGE;
    let mut failed = Vec::new();
    for (name, _, make_request) in INPUTS.iter().filter(|(name, ..)| is_selected(name)) {
        println!("{name}");
        for layout in [Layout::OneLine, Layout::ManyLines] {
            for counts in [[small, medium], [medium, large]] {
                let found = check(&module, *make_request, counts, layout, true);
                failed.extend(found.iter().map(|found| format!("{name}: {found} for four times the input")));
            }
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}
