//! The results of the last run of each folder, in `tests/mutants.md`.

use super::compile::Fault;
use super::run::FaultOutcome;
use crate::run_command::root;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

/// The table, and a section for each folder.
const RESULTS: &str = "tests/mutants.md";

/// Faults that nothing can notice: one a line, as in a section, then ` – ` and why.
const EQUIVALENT: &str = "tests/equivalent_mutants.txt";

const HEAD: &str = "\
# Faults that the tests notice

`cargo xtask mutants [FOLDER …]` puts faults into a folder of `src/`, one at a time, runs the tests that judge answers, and writes this
file. A fault that is missed is a line of code whose value no test states: write the test, see it fail with the fault, and run the
command again. A fault that nothing can notice is a line of `equivalent_mutants.txt`, with the reason; it counts as equivalent. A fault
is noticed by work if a scenario or a test does many times as much as without it. It is undecided if nothing noticed it and not every
test that executes it has run to its end.

";

const COLUMNS: &str = "\
| folder | revision | faults | noticed | of these by a scenario | of these by work | missed | undecided | equivalent | do not compile |
|---|---|---:|---:|---:|---:|---:|---:|---:|---:|
";

#[derive(Default)]
pub struct Results {
    outcomes: Vec<(String, String, FaultOutcome)>,
}

impl Results {
    pub fn add(&mut self, fault: &Fault, outcome: FaultOutcome) {
        let place = format!("{}:{}", fault.file, fault.line);
        let name = format!("{}, {}: {}", fault.file, fault.function, fault.what);
        if !is_noticed(&outcome) {
            eprintln!("{place} {}: {} {outcome:?}", fault.function, fault.what);
        }
        self.outcomes.push((place, name, outcome));
    }

    /// Puts the results of a folder into the file.
    pub fn record(&self, folder: &str, not_compiled: usize, revision: &str) -> anyhow::Result<()> {
        let file = root().join(RESULTS);
        let text = fs::read_to_string(&file).unwrap_or_default();
        let equivalent = fs::read_to_string(root().join(EQUIVALENT)).unwrap_or_default();
        let mut sections = sections(&text);
        sections.insert(folder.to_owned(), self.section(folder, not_compiled, revision, &equivalent));
        fs::write(file, render(&sections))?;
        Ok(())
    }

    /// Which tests notice most.
    pub fn print(&self) {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for (.., outcome) in &self.outcomes {
            if let FaultOutcome::Noticed(test) = outcome {
                *counts.entry(test).or_default() += 1;
            }
        }
        let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
        counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        for (test, count) in counts.iter().take(20) {
            eprintln!("{count:>5} faults are noticed by {test}");
        }
    }

    /// The row of a folder, then the faults that were not noticed.
    fn section(&self, folder: &str, not_compiled: usize, revision: &str, equivalent: &str) -> String {
        let own: Vec<_> = self.outcomes.iter().filter(|(place, ..)| place.starts_with(&format!("{folder}/"))).collect();
        let is_equivalent = |name: &str| {
            equivalent.lines().any(|line| line.strip_prefix(name).is_some_and(|rest| rest.starts_with(" – ")))
        };
        let by_scenario = |outcome: &FaultOutcome| matches!(outcome, FaultOutcome::Noticed(by) | FaultOutcome::Endless(by) if by.starts_with("scenario"));
        let scenarios = own.iter().filter(|(.., outcome)| by_scenario(outcome)).count();
        let (same, left): (Vec<_>, Vec<_>) = own
            .iter()
            .copied()
            .filter(|(.., outcome)| !is_noticed(outcome))
            .partition(|(_, name, _)| is_equivalent(name));
        let undecided = left.iter().filter(|(.., outcome)| *outcome == FaultOutcome::Undecided).count();
        let by_work = own.iter().filter(|(.., outcome)| matches!(outcome, FaultOutcome::Endless(_))).count();
        let (same, all, missed) = (same.len(), own.len(), left.len() - undecided);
        let noticed = all - same - left.len();
        let mut text = format!(
            "| {revision} | {all} | {noticed} | {scenarios} | {by_work} | {missed} | {undecided} | {same} | {not_compiled} |"
        );
        if !left.is_empty() {
            text.push('\n');
        }
        for (place, name, outcome) in left {
            let name = name.split_once(", ").map_or(name.as_str(), |(_, name)| name);
            let more = match outcome {
                FaultOutcome::NotExecuted => " (no test executes it)",
                FaultOutcome::Undecided => " (undecided)",
                FaultOutcome::Missed | FaultOutcome::Noticed(_) | FaultOutcome::Endless(_) => "",
            };
            let _ = write!(text, "\n* `{place}` {name}{more}");
        }
        text
    }
}

fn is_noticed(outcome: &FaultOutcome) -> bool {
    matches!(outcome, FaultOutcome::Noticed(_) | FaultOutcome::Endless(_))
}

/// The sections of the file by folder, each with its row as the first line.
fn sections(text: &str) -> BTreeMap<String, String> {
    let row = |line: &str| {
        let (folder, rest) = line.strip_prefix("| `src/")?.split_once("` ")?;
        Some((folder.to_owned(), rest.to_owned()))
    };
    let mut sections: BTreeMap<String, String> = text.lines().filter_map(row).collect();
    for (heading, body) in text.split("\n## ").skip(1).filter_map(|section| section.split_once('\n')) {
        let folder = heading.trim_matches('`').trim_start_matches("src/");
        if let Some(section) = sections.get_mut(folder) {
            section.push_str("\n\n");
            section.push_str(body.trim());
        }
    }
    sections
}

fn render(sections: &BTreeMap<String, String>) -> String {
    let mut text = format!("{HEAD}{COLUMNS}");
    for (folder, section) in sections {
        let row = section.lines().next().unwrap_or_default();
        let _ = writeln!(text, "| `src/{folder}` {row}");
    }
    for (folder, section) in sections {
        if let Some((_, missed)) = section.split_once("\n\n") {
            let _ = write!(text, "\n## `src/{folder}`\n\n{missed}\n");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_of_other_folders_stay() {
        let mut results = Results::default();
        let noticed = |by: &str| FaultOutcome::Noticed(by.to_owned());
        let outcomes = [
            noticed("scenario s"),
            FaultOutcome::Endless("t".to_owned()),
            FaultOutcome::Missed,
            FaultOutcome::NotExecuted,
            FaultOutcome::Undecided,
        ];
        for (line, outcome) in (1..).zip(outcomes) {
            let what = format!("`{line}` is true");
            let fault = Fault { number: 1, file: "a/x.rs".to_owned(), line, function: "f".to_owned(), what };
            results.add(&fault, outcome);
        }
        let first = results.section("a", 6, "abc", "a/x.rs, f: `4` is true – it always is\n");
        let expected = "| abc | 5 | 2 | 1 | 1 | 1 | 1 | 1 | 6 |

* `a/x.rs:3` f: `3` is true
* `a/x.rs:5` f: `5` is true (undecided)";
        assert_eq!(first, expected);
        let mut all = BTreeMap::from([("a".to_owned(), first)]);
        assert_eq!(sections(&render(&all)), all);
        all.insert("b".to_owned(), "| abc | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |".to_owned());
        assert_eq!(sections(&render(&all)), all);
    }
}
