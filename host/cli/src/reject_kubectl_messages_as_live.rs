//! `--live` with something else than objects: a table or a message of kubectl.
//!
//! A text without objects would read as a cluster about which nothing is known, and the plan would create what exists. What
//! else is wrong with the text the module reports; [`unreadable`] finds that in its answer.

use crate::input_error::InputError;
use crate::messages;
use crate::source_files::SourceFiles;
use serde::Deserialize;

/// How messages of kubectl begin that it prints instead of objects.
const ERRORS: [&str; 6] = [
    "Error from server",
    "error: ",
    "Error: ",
    "Unable to connect to the server",
    "The connection to the server",
    "Unable to use a TTY",
];
/// How the module names a file of `--live` at the beginning of a finding, before the file's name.
const PREFIX: &str = "`live`, `";

/// How YAML writes that there is no value.
const NULLS: [&str; 4] = ["", "null", "~", "..."];

/// Texts that are a table or a message, and texts without a value if no other one has any.
pub fn check(live: &SourceFiles, errors: &mut Vec<InputError>) {
    let all_are_empty = live.files().all(|(_, text)| NULLS.contains(&first_content(text)));
    for (name, text) in live.files() {
        let first = first_content(text);
        if all_are_empty {
            errors.push(InputError::new(messages::LIVE_NO_OBJECTS.with("path", name)).help(&messages::LIVE_HELP));
            continue;
        }
        let what = if first.starts_with("No resources found") {
            messages::LIVE_EMPTY.with("path", name).with("line", first)
        } else if ERRORS.iter().any(|error| first.starts_with(error)) {
            messages::LIVE_ERROR.with("path", name).with("line", first)
        } else if is_table(first) {
            messages::LIVE_TABLE.with("path", name)
        } else {
            continue;
        };
        errors.push(InputError::new(what).help(&messages::LIVE_HELP));
    }
}

/// The first line that is no comment, separator, warning or log line.
fn first_content(text: &str) -> &str {
    text.lines().find(|line| is_content(line)).unwrap_or_default().trim_end()
}

/// False for what may stand before objects and messages.
fn is_content(line: &str) -> bool {
    let is_beside = line.trim().is_empty() || line.starts_with(['#', '-']) || line.starts_with("Warning:");
    !is_beside && !is_log(line)
}

/// True for a line of kubectl's log, which stands before its message: `E1130 12:00:00.000000 …`.
fn is_log(line: &str) -> bool {
    let first = line.split(' ').next().unwrap_or_default();
    let date = first.strip_prefix(['I', 'W', 'E', 'F']).unwrap_or_default();
    date.len() == 4 && date.bytes().all(|digit| digit.is_ascii_digit())
}

/// True for the header of a table: upper-case names in columns, `NAME` among the first two.
fn is_table(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let named = words.by_ref().take(2).any(|word| word == "NAME");
    named && !line.chars().any(|letter| letter.is_ascii_lowercase() || letter == ':')
}

#[derive(Deserialize)]
struct Answer {
    #[serde(default)]
    diagnostics: Vec<Finding>,
}

#[derive(Deserialize)]
struct Finding {
    severity: String,
    message: String,
}

/// The first problem of `--live` in the module's answer that keeps a part of it from being read.
pub fn unreadable(json: &str, live: &SourceFiles) -> Option<InputError> {
    // Hardly any answer has such a finding, and reading a large answer once more takes time.
    let answer: Answer = json.contains(PREFIX).then(|| serde_json::from_str(json).ok()).flatten()?;
    let is_of_live = |finding: &&Finding| finding.severity == "error" && finding.message.starts_with(PREFIX);
    let finding = answer.diagnostics.iter().find(is_of_live)?;
    let named = finding.message.strip_prefix(PREFIX)?;
    // A name may contain anything, so what ends it is known only of names that were given.
    let (name, rest) =
        live.files().find_map(|(name, _)| Some((name, named.strip_prefix(name)?.strip_prefix("`:")?)))?;
    let (line, problem) = rest.split_once(':')?;
    let what = messages::LIVE_NOT_READ.with("path", format!("{name}:{line}"));
    Some(InputError::new(what).caused_by(problem.trim()).help(&messages::LIVE_HELP))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::Lang;

    fn problems(text: &str) -> String {
        let live = SourceFiles::of([("live.yaml".to_string(), text.to_string())]);
        let mut errors = Vec::new();
        check(&live, &mut errors);
        errors.iter().map(|error| error.text(Lang::En)).collect()
    }

    #[test]
    fn tables_and_messages_are_errors() {
        for (text, expected) in [
            ("No resources found in shop namespace.\n", "`live.yaml` contains no objects: No resources found in shop"),
            ("Error from server (NotFound): services \"web\" not found\n", "contains a message of kubectl: Error from"),
            (
                "error: You must be logged in to the server (Unauthorized)\n",
                "contains a message of kubectl: error: You",
            ),
            ("Unable to connect to the server: dial tcp: i/o timeout\n", "contains a message of kubectl: Unable to"),
            (
                "E1130 12:00:00.000000   12345 memcache.go:265] couldn't get current server API group list: Get \"https://\"\n\
                 Unable to connect to the server: EOF\n",
                "contains a message of kubectl: Unable to connect to the server: EOF",
            ),
            ("NAME   TYPE           CLUSTER-IP     EXTERNAL-IP   PORT(S)   AGE\nweb    LoadBalancer\n", "is a table"),
            ("\nNAMESPACE   NAME   TYPE\nshop        web    ClusterIP\n", "is a table"),
        ] {
            let problems = problems(text);
            assert!(problems.contains(expected) && problems.contains("-o yaml"), "{text}: {problems}");
        }
    }

    /// The plan would create what exists.
    #[test]
    fn texts_without_a_value_are_errors_unless_another_has_one() {
        for text in ["---\n", "# nothing\n---\n---\n", "null\n", "~", "--- \n...\n", "Warning: deprecated\n"] {
            let problems = problems(text);
            assert!(problems.contains("`live.yaml` contains no objects\n"), "{text}: {problems}");
        }
        let texts = [("a.yaml", "# no Secret\n"), ("b.yaml", "kind: Service\n")];
        let live = SourceFiles::of(texts.map(|(name, text)| (name.to_string(), text.to_string())));
        let mut errors = Vec::new();
        check(&live, &mut errors);
        assert!(errors.is_empty());
    }

    #[test]
    fn objects_are_no_errors() {
        for text in ["apiVersion: v1\nkind: Service\n", "---\n# NAME\nkind: List\nitems: []\n", "{\"kind\": \"List\"}"]
        {
            assert_eq!(problems(text), "", "{text}");
        }
        let mut errors = Vec::new();
        check(&SourceFiles::default(), &mut errors);
        assert!(errors.is_empty());
    }

    #[test]
    fn a_part_that_the_module_cannot_read_is_an_error() {
        let texts = [("a.yaml", "kind: Service\n"), ("b`:1: c.yaml", "kind: Node\nx: [\n")];
        let live = SourceFiles::of(texts.map(|(name, text)| (name.to_string(), text.to_string())));
        let answer = |severity: &str, message: &str| {
            serde_json::json!({ "diagnostics": [{ "severity": severity, "message": message }] }).to_string()
        };
        let text = |answer: &str| unreadable(answer, &live).map(|error| error.text(Lang::En)).unwrap_or_default();
        let found = text(&answer("error", "`live`, `b`:1: c.yaml`:2: the list does not end"));
        assert!(found.contains("`b`:1: c.yaml:2` cannot be read\n  why: the list does not end\n"), "{found}");
        assert_eq!(text(&answer("warning", "`live`, `a.yaml`:1: `Node` appears twice")), "");
        assert_eq!(text(&answer("error", "the object has no `kind`")), "");
        assert_eq!(text("nonsense"), "");
    }
}
