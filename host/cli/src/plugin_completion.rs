//! Completion of `kubectl clbplan`: kubectl asks the program `kubectl_complete-clbplan` on the `PATH`.
//!
//! kubectl passes the words after `kubectl clbplan`, the last of which is to be completed, and reads what shells of Cobra
//! programs read: a candidate and its description in each line, and what the shell is to do with them in the last one.

use crate::specified_facts;
use clap_complete::engine::{CompletionCandidate, complete};
use std::ffi::{OsStr, OsString};
use std::fmt::Write;
use std::path::Path;

/// The name that kubectl looks for.
const NAME: &str = "kubectl_complete-clbplan";

// `ShellCompDirective` of Cobra.
const NO_SPACE: u8 = 2;
const NO_FILES: u8 = 4;

/// What the program prints under this name; `None` under another one.
pub fn plugin_completion(arguments: &[OsString], command: &mut clap::Command) -> Option<String> {
    let (program, words) = arguments.split_first()?;
    if Path::new(program).file_stem() != Some(OsStr::new(NAME)) {
        return None;
    }
    let mut line = vec![OsString::from(command.get_name())];
    line.extend(words.iter().cloned());
    let candidates = complete(command, line, words.len(), Some(Path::new("."))).unwrap_or_default();
    Some(text(&candidates))
}

/// What completes `--set`.
pub fn complete_fact(typed: &OsStr) -> Vec<CompletionCandidate> {
    let typed = typed.to_string_lossy();
    let words = specified_facts::words_of_keys().filter(|word| word.starts_with(typed.as_ref()));
    words.map(CompletionCandidate::new).collect()
}

fn text(candidates: &[CompletionCandidate]) -> String {
    let mut text = String::new();
    let mut directive = NO_FILES;
    for candidate in candidates.iter().filter(|candidate| !candidate.is_hide_set()) {
        let value = candidate.get_value().to_string_lossy();
        // The name of a folder, or `--output=`, is only the beginning of a word.
        if value.ends_with(['/', '=']) {
            directive |= NO_SPACE;
        }
        let help = candidate.get_help().map(ToString::to_string).unwrap_or_default();
        let _ = match help.lines().next().filter(|line| !line.is_empty()) {
            Some(help) => writeln!(text, "{value}\t{help}"),
            None => writeln!(text, "{value}"),
        };
    }
    let _ = writeln!(text, ":{directive}");
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arguments::Cli;
    use clap::CommandFactory;

    fn completed(words: &[&str]) -> Option<Vec<String>> {
        let words: Vec<OsString> = words.iter().map(OsString::from).collect();
        let text = plugin_completion(&words, &mut Cli::command())?;
        Some(text.lines().map(str::to_string).collect())
    }

    #[track_caller]
    fn assert_offers(words: &[&str], expected: &[&str], directive: &str) {
        let mut line = vec!["/usr/bin/kubectl_complete-clbplan"];
        line.extend(words);
        let lines = completed(&line).unwrap();
        assert_eq!(lines.last().map(String::as_str), Some(directive), "{lines:?}");
        for expected in expected {
            let is_offered = lines.iter().any(|line| line == expected || line.starts_with(&format!("{expected}\t")));
            assert!(is_offered, "{expected}: {lines:?}");
        }
    }

    #[test]
    fn commands_flags_and_values_are_offered() {
        assert_offers(&[""], &["plan", "validate", "capture", "explain"], ":4");
        assert_offers(&["pl"], &["plan"], ":4");
        assert_offers(&["plan", "a.yaml", "--cl"], &["--cluster", "--cloud", "--clb"], ":4");
        assert_offers(&["plan", "a.yaml", "-o", "m"], &["markdown"], ":4");
        assert_offers(&["plan", "a.yaml", "--lang", ""], &["en", "zh-CN"], ":4");
        assert_offers(&["plan", "a.yaml", "--set", "cl"], &["clusterId=", "clusterType="], ":6");
        assert_offers(&["audit", "--set", "quotas.l"], &["quotas.listenersPerClb="], ":6");
        assert_offers(&["plan", "--kubeconfig", "sr"], &["src/"], ":6");
        assert_offers(&["plan", "Cargo.t"], &["Cargo.toml"], ":4");
        assert_offers(&["nonsense", "x"], &[], ":4");
    }

    #[test]
    fn under_another_name_nothing_is_completed() {
        assert_eq!(completed(&["clbplan", "plan"]), None);
        assert_eq!(completed(&["kubectl-clbplan", "plan"]), None);
        assert_eq!(completed(&[]), None);
    }
}
