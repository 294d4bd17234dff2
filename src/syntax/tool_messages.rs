//! Messages of kubectl and helm above the objects: standard error that was saved together with standard output.

use super::split_documents::DocumentSection;
use crate::diagnostic::Span;

/// The section without messages before its object, and where they are.
pub(super) fn skip(text: &str, section: DocumentSection) -> (DocumentSection, Option<Span>) {
    let within = text.get(..section.bytes.end).unwrap_or(text);
    let Some(end) = end(within, section.content) else { return (section, None) };
    let lines = text.get(section.content..end).unwrap_or("").trim_end();
    let span = Span::new(section.content, section.content + lines.len());
    let rest = within.get(end..).unwrap_or("").trim_start();
    (DocumentSection { bytes: end..section.bytes.end, content: section.bytes.end - rest.len() }, Some(span))
}

/// The end of the lines at `start` that are messages; `None` when there is none.
fn end(text: &str, start: usize) -> Option<usize> {
    let mut at = start;
    let mut end = None;
    for line in text.get(start..)?.split_inclusive('\n') {
        at += line.len();
        if is_message(line) {
            end = Some(at);
        } else if !line.trim().is_empty() {
            break;
        }
    }
    end
}

/// `Warning: …`, `W1231 10:00:00.000000 …` or `coalesce.go:175: …`. No object has such a first line.
fn is_message(line: &str) -> bool {
    let warns = line.starts_with("Warning: ") || line.starts_with("WARNING: ");
    let first = line.split(' ').next().unwrap_or("");
    let logs = first.strip_prefix(['I', 'W', 'E', 'F']).is_some_and(|date| {
        date.len() == 4 && date.bytes().all(|digit| digit.is_ascii_digit()) && line.contains(".go:")
    });
    let source_line = first.strip_suffix(':').and_then(|place| place.split_once(".go:"));
    let names_line =
        |(_, number): (&str, &str)| !number.is_empty() && number.bytes().all(|digit| digit.is_ascii_digit());
    warns || logs || source_line.is_some_and(names_line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_end_where_the_object_begins() {
        let klog = "W1231 10:00:00.000000       1 warnings.go:70] v1 Endpoints is deprecated\n";
        let helm = "coalesce.go:175: warning: skipped value for a.b: Not a table.\n\n";
        for messages in ["Warning: v1 Endpoints is deprecated\n", "WARNING: This chart is deprecated\n", klog, helm] {
            let text = format!("{messages}kind: Service\n");
            assert_eq!(end(&text, 0), Some(messages.trim_end().len() + 1), "{messages}");
        }
    }

    #[test]
    fn objects_are_no_messages() {
        for text in ["", "kind: Service\n", "Warnings: 1\n", "W12: x\n", "a.go: 1\n", "metadata:\n  Warning: x\n"] {
            assert_eq!(end(text, 0), None, "{text}");
        }
    }
}
