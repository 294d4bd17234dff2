//! A copy of the checkout with all faults in it, compiled once. Faults that do not compile are left out: the compiler's errors say
//! where they are.

use super::find::sites as find_sites;
use super::site::{Site, WithFaults};
use crate::command::{cargo, command, root, target_dir};
use anyhow::{Context, bail, ensure};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// The tests that judge the core's answers. Tests of hosts, sources and speed would notice nothing else.
const TESTS: [&str; 9] = [
    "costly_faults",
    "decision_tables",
    "codes",
    "scenarios",
    "properties",
    "fixes",
    "source_locations",
    "cluster_at_a_glance",
    "model",
];

/// The switch, and the record of the faults that a test would execute. A fault of a condition is recorded where it would change it.
const SWITCH: &str = r#"
use std::io::Write as _;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, Ordering};

static SELECTED: LazyLock<u32> =
    LazyLock::new(|| std::env::var("CLBPLAN_FAULT").ok().and_then(|number| number.parse().ok()).unwrap_or(u32::MAX));
static RECORD: LazyLock<Option<std::ffi::OsString>> = LazyLock::new(|| std::env::var_os("CLBPLAN_FAULTS_SEEN"));
static SEEN: [AtomicBool; COUNT] = [const { AtomicBool::new(false) }; COUNT];

fn record(number: u32) {
    if let Some(path) = &*RECORD && number > 0 && !SEEN[number as usize].swap(true, Ordering::Relaxed) {
        let mut file = std::fs::OpenOptions::new().create(true).append(true).open(path).unwrap();
        file.write_all(format!("{number}\n").as_bytes()).unwrap();
    }
}

pub fn on(number: u32) -> bool {
    record(number);
    *SELECTED == number
}

pub fn forced(value: bool, yes: u32, no: u32) -> bool {
    record(if value { no } else { yes });
    (value || *SELECTED == yes) && *SELECTED != no
}
"#;

/// A source file and its sites.
struct File {
    /// Relative to `src`.
    path: PathBuf,
    source: String,
    sites: Vec<Site>,
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
        copy_checkout(&folder)?;
        let mut next = 1;
        let mut files = Vec::new();
        for path in paths {
            let source = fs::read_to_string(root().join("src").join(path))?;
            let sites = find_sites(&source, next).with_context(|| path.display().to_string())?;
            next += sites.iter().map(|site| site.faults.len() as u32).sum::<u32>();
            files.push(File { path: path.clone(), source, sites, not_compiled: 0 });
        }
        let switch = SWITCH.replace("COUNT", &next.to_string());
        fs::write(folder.join("src/mutants.rs"), switch)?;
        let library = fs::read_to_string(root().join("src/lib.rs"))?;
        fs::write(folder.join("src/lib.rs"), format!("#![allow(warnings)]\n{library}\npub mod mutants;\n"))?;
        let manifest = fs::read_to_string(root().join("Cargo.toml"))?;
        // Faults may look odd, and the tests run often.
        let manifest = manifest.replace("[lints]\nworkspace = true\n", "");
        fs::write(folder.join("Cargo.toml"), format!("{manifest}\n[profile.dev.package.clbplan]\nopt-level = 1\n"))?;
        Ok(FaultyCheckout { folder, files, count: next - 1 })
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Leaves out what does not compile, and returns the test programs.
    pub fn compile(&mut self) -> anyhow::Result<Vec<PathBuf>> {
        eprintln!("{} faults", self.count);
        loop {
            let written = self.write()?;
            let messages = self.cargo(&["test", "--no-run", "--test", "decision_tables"])?;
            let errors = errors(&messages);
            if errors.is_empty() {
                break;
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
        let mut arguments = vec!["test", "--no-run", "--lib"];
        arguments.extend(TESTS.iter().flat_map(|test| ["--test", test]));
        let messages = self.cargo(&arguments)?;
        let programs: Vec<PathBuf> =
            messages.iter().filter_map(|one| Some(one["executable"].as_str()?.into())).collect();
        if programs.len() <= TESTS.len() {
            bail!("the tests do not compile");
        }
        Ok(programs)
    }

    pub fn faults(&self) -> Vec<Fault> {
        let faults = |file: &File| -> Vec<Fault> {
            let of_site = |site: &Site| -> Vec<Fault> {
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
    fn causes(&self, written: &[WithFaults], error: &Value) -> Vec<(usize, usize)> {
        let causes = |is_wanted: &dyn Fn(&Value) -> bool| -> Vec<(usize, usize)> {
            let spans = error["spans"].as_array().into_iter().flatten().filter(|span| is_wanted(span));
            spans.flat_map(|span| self.causes_at(written, span).unwrap_or_default()).collect()
        };
        let is_primary = |span: &Value| (span["is_primary"] == true) != (error["code"]["code"] == NO_VALUE);
        let found = causes(&is_primary);
        if found.is_empty() { causes(&|_| true) } else { found }
    }

    fn causes_at(&self, written: &[WithFaults], span: &Value) -> Option<Vec<(usize, usize)>> {
        let number = |name: &str| usize::try_from(span[name].as_u64()?).ok();
        let path = span["file_name"].as_str()?.replace('\\', "/");
        let file = self.files.iter().position(|file| Path::new("src").join(&file.path) == Path::new(&path))?;
        let sites = written.get(file)?.causes(&(number("byte_start")?..number("byte_end")?));
        Some(sites.into_iter().map(|site| (file, site)).collect())
    }

    fn write(&self) -> anyhow::Result<Vec<WithFaults>> {
        let mut written = Vec::new();
        for file in &self.files {
            let with_faults = WithFaults::write(&file.source, &file.sites);
            fs::write(self.folder.join("src").join(&file.path), &with_faults.text)?;
            written.push(with_faults);
        }
        Ok(written)
    }

    /// The messages of a command of cargo.
    fn cargo(&self, arguments: &[&str]) -> anyhow::Result<Vec<Value>> {
        eprintln!("$ cargo {}", arguments.join(" "));
        let mut cargo = cargo();
        cargo.current_dir(&self.folder).args(arguments);
        cargo.args(["--package", "clbplan", "--all-features", "--locked", "--offline", "--message-format", "json"]);
        let output = cargo.stderr(std::process::Stdio::inherit()).output()?;
        Ok(String::from_utf8_lossy(&output.stdout).lines().filter_map(|line| serde_json::from_str(line).ok()).collect())
    }
}

/// Errors of the compiler about places of the source.
fn errors(messages: &[Value]) -> Vec<&Value> {
    let messages = messages.iter().map(|one| &one["message"]).filter(|message| message["level"] == "error");
    messages.filter(|message| message["spans"].as_array().is_some_and(|spans| !spans.is_empty())).collect()
}

/// A variable that a fault leaves without a value is reported where it is read. Its other place is the fault.
const NO_VALUE: &str = "E0381";

/// Copies what is in the repository, without touching what is the same already.
fn copy_checkout(folder: &Path) -> anyhow::Result<()> {
    let list = command("git").args(["ls-files", "--cached", "--others", "--exclude-standard", "-z"]).output()?;
    for path in String::from_utf8_lossy(&list.stdout).split('\0').filter(|path| !path.is_empty()) {
        let (from, to) = (root().join(path), folder.join(path));
        let content = match fs::read(&from) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            content => content?,
        };
        if fs::read(&to).ok().as_ref() != Some(&content) {
            fs::create_dir_all(to.parent().unwrap_or(folder))?;
            fs::write(to, content)?;
        }
    }
    Ok(())
}
