//! Findings as workflow commands of GitHub Actions, which shows them beside the lines they are about.
//!
//! A value can never end its command or begin another one. Columns are left out of ranges of several lines, which
//! GitHub would refuse.

use crate::answer::{Diagnostic, Severity};
use crate::location::{Location, relative_to};
use crate::summary::finding::{named, ordered};
use crate::terminal_escape::escape_terminal;
use crate::text::View;

/// One command for each finding, then the summary as a plain line.
pub fn commands(findings: &[Diagnostic], summary: &str, view: &View<'_>) -> String {
    let mut out: String = ordered(findings).into_iter().map(|finding| command(finding, view)).collect();
    out.push_str(&escape_terminal(summary));
    out.push('\n');
    out
}

fn command(finding: &Diagnostic, view: &View<'_>) -> String {
    let word = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let mut properties = Vec::new();
    let place = finding.source.and_then(|source| Location::of(view.manifests, source));
    if let Some((place, file)) = place.and_then(|place| Some((place, relative_to(view.root, place.name)?))) {
        properties.push(("file", file));
        properties.push(("line", place.start.line.to_string()));
        properties.push(("endLine", place.end.line.to_string()));
        if place.start.line == place.end.line {
            properties.push(("col", place.start.column.to_string()));
            properties.push(("endColumn", place.end.column.to_string()));
        }
    }
    properties.push(("title", finding.code.clone()));
    let properties: Vec<String> =
        properties.into_iter().map(|(name, value)| format!("{name}={}", property(&value))).collect();
    format!("::{word} {}::{}\n", properties.join(","), data(&message(finding)))
}

/// What, of which object when no place shows it, why, what to do.
fn message(finding: &Diagnostic) -> String {
    let object = finding.object.as_ref().filter(|_| finding.source.is_none()).map(named);
    let lines = [Some(finding.message.clone()), object, finding.why.clone(), finding.help.clone()];
    lines.into_iter().flatten().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// A value after `::`. Line breaks are the only control characters it may hold.
fn data(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(|line| escape_terminal(line).replace('%', "%25")).collect();
    lines.join("%0A")
}

/// A value between commas.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_value_leaves_its_command() {
        assert_eq!(data("a\r\n::error::x\u{1b} 100%0A"), "a\\u{d}%0A::error::x\\u{1b} 100%250A");
        assert_eq!(property("a,line=9::b\n%"), "a%2Cline=9%3A%3Ab%0A%25");
    }
}
