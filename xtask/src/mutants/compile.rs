//! A copy of the checkout with all faults in it, compiled once. Faults that do not compile are left out: the compiler's errors say
//! where they are.

use super::fault_site::{FaultSite, FileWithFaults};
use super::find::sites as find_sites;
use crate::run_command::{cargo, command, root, target_dir};
use anyhow::{Context, ensure};
use serde_json::Value;
use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::{fs, io};

/// The tests that judge the core's answers. Tests of hosts, sources and speed would notice nothing else.
const TESTS: [&str; 9] = [
    "once_unnoticed_faults",
    "decision_tables",
    "every_code_has_an_example",
    "scenarios",
    "properties",
    "diagnostic_fixes",
    "source_locations",
    "changes_first_in_large_cluster",
    "independent_model",
];

/// The switch, a module of the faulty core.
const SWITCH: &str = include_str!("fault_switch.rs");

/// The tests of the source files, as a program of its own: then the same commands compile them as all others.
const UNIT_TESTS: &str = "unit_tests";

/// A program of the faulty checkout, and its text.
const ANSWERS: (&str, &str) = ("answers_with_faults", include_str!("answers_with_faults.rs"));

const MANIFEST: &str = "Cargo.toml";
const LIBRARY: &str = "src/lib.rs";

/// A source file and its sites.
struct File {
    /// Relative to `src`.
    path: PathBuf,
    source: String,
    sites: Vec<FaultSite>,
    /// How many faults do not compile.
    not_compiled: usize,
}

/// A single fault.
pub struct Fault {
    pub number: u32,
    /// Relative to `src`.
    pub file: String,
    pub line: usize,
    pub function: String,
    pub what: String,
}

pub struct FaultyCheckout {
    folder: PathBuf,
    files: Vec<File>,
    count: u32,
}

impl FaultyCheckout {
    /// A copy of the checkout, with the sites of these files.
    pub fn new(paths: &[PathBuf]) -> anyhow::Result<FaultyCheckout> {
        let folder = target_dir().join("mutants/checkout");
        let mut written: BTreeSet<PathBuf> = paths.iter().map(|path| Path::new("src").join(path)).collect();
        written.extend([MANIFEST.into(), LIBRARY.into()]);
        copy_checkout(&folder, &written)?;
        let mut next = 1;
        let mut files = Vec::new();
        for path in paths {
            let source = fs::read_to_string(root().join("src").join(path))?;
            let sites = find_sites(&source, next).with_context(|| path.display().to_string())?;
            next += sites.iter().map(|site| site.faults.len() as u32).sum::<u32>();
            files.push(File { path: path.clone(), source, sites, not_compiled: 0 });
        }
        let switch = SWITCH.replace("COUNT", &next.to_string());
        write(&folder.join("src/mutants.rs"), switch.as_bytes())?;
        write(&folder.join("tests").join(ANSWERS.0).join("main.rs"), ANSWERS.1.as_bytes())?;
        let library = fs::read_to_string(root().join(LIBRARY))?;
        write(&folder.join(LIBRARY), format!("#![allow(warnings)]\n{library}\npub mod mutants;\n").as_bytes())?;
        let manifest = fs::read_to_string(root().join(MANIFEST))?;
        // Faults may look odd, and the tests run often.
        let manifest = manifest.replace("[lints]\nworkspace = true\n", "");
        let profile = "[profile.dev.package.clbplan]\nopt-level = 1\n";
        let answers = format!("[[test]]\nname = \"{}\"\nharness = false\n", ANSWERS.0);
        let unit_tests = format!("[[test]]\nname = \"{UNIT_TESTS}\"\npath = \"{LIBRARY}\"\n");
        write(&folder.join(MANIFEST), format!("{manifest}\n{profile}\n{answers}\n{unit_tests}").as_bytes())?;
        let mut checkout = FaultyCheckout { folder, files, count: next - 1 };
        checkout.leave_out_as_before();
        Ok(checkout)
    }

    /// What names the sources and the numbers of their faults, and the numbers of the first faults of the sites that are in.
    fn left_out(&self) -> String {
        let mut hasher = DefaultHasher::new();
        let (mut sources, mut numbers) = (Vec::new(), String::new());
        for file in &self.files {
            sources.push((&file.path, &file.source));
            file.sites.iter().for_each(|site| numbers += &format!(" {}", site.first));
        }
        sources.hash(&mut hasher);
        format!("{:016x} {}\n{numbers}\n", hasher.finish(), self.count)
    }

    /// Leaves out what did not compile the last time, if the sources are the same.
    fn leave_out_as_before(&mut self) {
        let before = fs::read_to_string(self.folder.join(LEFT_OUT)).unwrap_or_default();
        let now = self.left_out();
        if before.lines().next() != now.lines().next() {
            return;
        }
        let kept: BTreeSet<u32> = before.lines().skip(1).flat_map(str::split_whitespace).flat_map(str::parse).collect();
        for file in &mut self.files {
            let (sites, left_out): (Vec<FaultSite>, Vec<FaultSite>) =
                std::mem::take(&mut file.sites).into_iter().partition(|site| kept.contains(&site.first));
            file.sites = sites;
            file.not_compiled = left_out.iter().map(|site| site.faults.len()).sum();
        }
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Leaves out what does not compile, and returns the program that asks the scenarios.
    pub fn compile(&mut self) -> anyhow::Result<PathBuf> {
        eprintln!("{} faults", self.count);
        loop {
            let written = self.write()?;
            let messages = self.cargo(&["--test", ANSWERS.0])?;
            let errors = errors(&messages);
            if errors.is_empty() {
                fs::write(self.folder.join(LEFT_OUT), self.left_out())?;
                return programs(&messages).pop().context("the scenarios do not compile");
            }
            let mut causes: BTreeSet<(usize, usize)> = BTreeSet::new();
            for error in &errors {
                causes.extend(self.causes(&written, error));
            }
            eprintln!("{} errors of the compiler, {} places left out", errors.len(), causes.len());
            ensure!(!causes.is_empty(), "errors of the compiler that no fault causes: {}", errors[0]["rendered"]);
            for (file, site) in causes.into_iter().rev() {
                let file = &mut self.files[file];
                file.not_compiled += file.sites.remove(site).faults.len();
            }
        }
    }

    /// The programs with tests.
    pub fn compile_tests(&self) -> anyhow::Result<Vec<PathBuf>> {
        let mut arguments = vec!["--test", UNIT_TESTS];
        arguments.extend(TESTS.iter().flat_map(|test| ["--test", test]));
        let programs = programs(&self.cargo(&arguments)?);
        ensure!(programs.len() > TESTS.len(), "the tests do not compile");
        Ok(programs)
    }

    pub fn faults(&self) -> Vec<Fault> {
        let faults = |file: &File| -> Vec<Fault> {
            let of_site = |site: &FaultSite| -> Vec<Fault> {
                let numbered = (site.first..).zip(&site.faults);
                numbered
                    .map(|(number, what)| Fault {
                        number,
                        file: file.path.to_string_lossy().replace('\\', "/"),
                        line: site.line,
                        function: site.function.clone(),
                        what: what.clone(),
                    })
                    .collect()
            };
            file.sites.iter().flat_map(of_site).collect()
        };
        self.files.iter().flat_map(faults).collect()
    }

    /// How many faults of a folder do not compile.
    pub fn not_compiled(&self, folder: &str) -> usize {
        self.files.iter().filter(|file| file.path.starts_with(folder)).map(|file| file.not_compiled).sum()
    }

    /// The files and sites that may have caused an error.
    fn causes(&self, written: &[FileWithFaults], error: &Value) -> Vec<(usize, usize)> {
        let causes = |is_wanted: &dyn Fn(&Value) -> bool| -> Vec<(usize, usize)> {
            let spans = error["spans"].as_array().into_iter().flatten().filter(|span| is_wanted(span));
            spans.flat_map(|span| self.causes_at(written, span).unwrap_or_default()).collect()
        };
        let between = || self.causes_between(written, error).unwrap_or_default();
        let is_primary = |span: &Value| (span["is_primary"] == true) != (error["code"]["code"] == NO_VALUE);
        let of_a_loan = error["code"]["code"].as_str().is_some_and(|code| LONG_LOANS.contains(&code));
        let ways: [&dyn Fn() -> Vec<(usize, usize)>; 4] = [
            &|| if of_a_loan { between() } else { Vec::new() },
            &|| causes(&is_primary),
            &|| causes(&|_| true),
            &between,
        ];
        ways.iter().map(|way| way()).find(|found| !found.is_empty()).unwrap_or_default()
    }

    /// The sites between the places that an error names.
    fn causes_between(&self, written: &[FileWithFaults], error: &Value) -> Option<Vec<(usize, usize)>> {
        let spans = error["spans"].as_array()?;
        let number = |span: &Value, name: &str| usize::try_from(span[name].as_u64()?).ok();
        let file = self.file_of(spans.first()?)?;
        let starts = spans.iter().filter_map(|span| number(span, "byte_start"));
        let ends = spans.iter().filter_map(|span| number(span, "byte_end"));
        let (after, before) = (ends.min()?, starts.max()?);
        Some(written.get(file)?.inside(&(after..before)).into_iter().map(|site| (file, site)).collect())
    }

    fn file_of(&self, span: &Value) -> Option<usize> {
        let path = span["file_name"].as_str()?.replace('\\', "/");
        self.files.iter().position(|file| Path::new("src").join(&file.path) == Path::new(&path))
    }

    fn causes_at(&self, written: &[FileWithFaults], span: &Value) -> Option<Vec<(usize, usize)>> {
        let number = |name: &str| usize::try_from(span[name].as_u64()?).ok();
        let file = self.file_of(span)?;
        let sites = written.get(file)?.causes(&(number("byte_start")?..number("byte_end")?));
        Some(sites.into_iter().map(|site| (file, site)).collect())
    }

    fn write(&self) -> anyhow::Result<Vec<FileWithFaults>> {
        let mut written = Vec::new();
        for file in &self.files {
            let with_faults = FileWithFaults::write(&file.source, &file.sites);
            write(&self.folder.join("src").join(&file.path), with_faults.text.as_bytes())?;
            written.push(with_faults);
        }
        Ok(written)
    }

    /// The messages of cargo, which compiles tests.
    fn cargo(&self, arguments: &[&str]) -> anyhow::Result<Vec<Value>> {
        eprintln!("$ cargo test --no-run {}", arguments.join(" "));
        let mut cargo = cargo();
        cargo.current_dir(&self.folder).args(["test", "--no-run"]).args(arguments);
        // The features that everything else is compiled with, so that dependencies are compiled once.
        cargo.args(["--workspace", "--all-features", "--locked", "--offline", "--message-format", "json"]);
        let output = cargo.stderr(std::process::Stdio::inherit()).output()?;
        Ok(String::from_utf8_lossy(&output.stdout).lines().filter_map(|line| serde_json::from_str(line).ok()).collect())
    }
}

/// The compiled programs.
fn programs(messages: &[Value]) -> Vec<PathBuf> {
    messages.iter().filter_map(|one| Some(one["executable"].as_str()?.into())).collect()
}

/// Errors of the compiler about places of the source.
fn errors(messages: &[Value]) -> Vec<&Value> {
    let messages = messages.iter().map(|one| &one["message"]).filter(|message| message["level"] == "error");
    messages.filter(|message| message["spans"].as_array().is_some_and(|spans| !spans.is_empty())).collect()
}

/// Which sites compile, of the last run.
const LEFT_OUT: &str = "sites-that-compile";

/// A variable that a fault leaves without a value is reported where it is read. Its other place is the fault.
const NO_VALUE: &str = "E0381";

/// A loan is too long, or a value is not taken on each way: a fault between the places leaves it out that it ends.
const LONG_LOANS: [&str; 5] = ["E0499", "E0502", "E0503", "E0505", "E0506"];

/// Copies what is in the repository, but for the files that are written afterwards.
fn copy_checkout(folder: &Path, without: &BTreeSet<PathBuf>) -> anyhow::Result<()> {
    let list = command("git").args(["ls-files", "--cached", "--others", "--exclude-standard", "-z"]).output()?;
    for path in String::from_utf8_lossy(&list.stdout).split('\0').filter(|path| !path.is_empty()) {
        match fs::read(root().join(path)) {
            _ if without.contains(Path::new(path)) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            content => write(&folder.join(path), &content?)?,
        }
    }
    Ok(())
}

/// Writes a file, without touching it if it is the same already: what did not change is not compiled again.
fn write(file: &Path, content: &[u8]) -> anyhow::Result<()> {
    if fs::read(file).ok().as_deref() != Some(content) {
        fs::create_dir_all(file.parent().context("no folder")?)?;
        fs::write(file, content)?;
    }
    Ok(())
}
