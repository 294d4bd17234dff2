//! Ids of cloud resources that look like placeholders of a guide.

use super::codes;
use super::context_of_one_service::ServiceUnderCheck;
use crate::diagnostic::Diagnostic;
use crate::tke::definition::SupportStatus;
use crate::tke::grammar::ValueFormat;
use crate::tke::service_settings::WrittenAnnotation;
use std::ops::Range;

/// Prefixes of ids of the cloud's resources.
const PREFIXES: [&str; 6] = ["lb-", "lbtg-", "subnet-", "vpc-", "sg-", "cls-"];

/// Characters after the prefix of an id.
const ID_LENGTH: usize = 8;

/// Findings about one value; a list may have many.
const MAX_FINDINGS: usize = 5;

/// How certainly a word that begins like an id is meant to be one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ExpectedContent {
    /// The whole value is an id, or a list of ids.
    Id,
    /// A text may contain ids, and words that begin like one.
    Text,
}

pub(super) fn check(check: &ServiceUnderCheck<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (entry, definition) in check.known_annotations() {
        let expected = match definition.grammar {
            ValueFormat::Id(_) | ValueFormat::SecurityGroups => ExpectedContent::Id,
            ValueFormat::Json(_) => ExpectedContent::Text,
            ValueFormat::Bool
            | ValueFormat::Enum(_)
            | ValueFormat::Int { .. }
            | ValueFormat::Region
            | ValueFormat::Selector
            | ValueFormat::Name
            | ValueFormat::Version
            | ValueFormat::Timestamp
            | ValueFormat::Uuid
            | ValueFormat::Text => continue,
        };
        if matches!(definition.status, SupportStatus::Legacy) {
            continue;
        }
        let inside = placeholders(entry, expected).into_iter().take(MAX_FINDINGS).map(|(id, range)| {
            let found = check.finding(&codes::PLACEHOLDER_ID).path(entry.path());
            (found.arg("name", entry.name.as_str()).arg("value", id), range)
        });
        found.extend(check.inside(definition, inside.collect()));
    }
    found
}

/// The words of a value that look like an id and cannot be one, with their range.
fn placeholders(entry: &WrittenAnnotation, expected: ExpectedContent) -> Vec<(&str, Range<usize>)> {
    let value = entry.raw.as_deref().unwrap_or("");
    let mut found = Vec::new();
    let mut start = 0;
    for word in value.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-')) {
        let rest = PREFIXES.iter().find_map(|prefix| word.strip_prefix(prefix)).filter(|rest| !rest.is_empty());
        if rest.is_some_and(|rest| is_placeholder(rest, expected)) {
            found.push((word, start..start + word.len()));
        }
        let next = value.get(start + word.len()..).and_then(|rest| rest.chars().next());
        start += word.len() + next.map_or(0, char::len_utf8);
    }
    found
}

fn is_placeholder(rest: &str, expected: ExpectedContent) -> bool {
    let crossed = rest.to_ascii_lowercase().contains("xxx");
    let allowed = rest.len() == ID_LENGTH && rest.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    crossed || (expected == ExpectedContent::Id && !allowed && !rest.contains('-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn real_ids_end_in_eight_characters() {
        for id in ["6efswuxa", "00000000", "1ngress0", "abcdxx12"] {
            assert!(!is_placeholder(id, ExpectedContent::Id), "{id}");
        }
        for id in ["xxx", "6swtxxxx", "xxxxxxxx", "XXXXXXXX", "id", "123", "6EFSWUXA", "6efswuxab"] {
            assert!(is_placeholder(id, ExpectedContent::Id), "{id}");
        }
        assert!(is_placeholder("xxxxxx", ExpectedContent::Text));
        assert!(!is_placeholder("front", ExpectedContent::Text), "a name may begin like an id");
    }
}
