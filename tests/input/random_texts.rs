//! Random strings and texts: nothing panics, and every span is inside the text.

use super::read_text;
use clbplan::diagnostic::Span;
use clbplan::syntax::{RequestPart, SyntaxNode, TextOrObjects, read, span_inside};
use proptest::prelude::*;

/// The ways to write a string in YAML.
#[derive(Debug, Clone, Copy)]
enum Style {
    Plain,
    Single,
    Double,
    Json,
    Literal,
    Folded,
    LiteralIndented,
}

fn written_as(style: Style, string: &str) -> String {
    let block = |header: &str, indent: &str, break_as: &str| {
        let lines: Vec<String> = string
            .split('\n')
            .map(|line| if line.is_empty() { String::new() } else { format!("{indent}{line}") })
            .collect();
        format!("{header}\n{}\n", lines.join(break_as))
    };
    match style {
        Style::Plain => string.replace('\n', "\n\n    "),
        Style::Single => format!("'{}'", string.replace('\'', "''").replace('\n', "\n\n    ")),
        Style::Double => {
            let escaped =
                string.replace('\\', "\\\\").replace('"', "\\\"").replace('é', "\\xe9").replace('😀', "\\U0001F600");
            format!("\"{}\"", escaped.replace("\n", "\\\n   \\n"))
        }
        Style::Json => serde_json::to_string(string).expect("JSON").replace('😀', "\\ud83d\\ude00").replace('/', "\\/"),
        Style::Literal => block("|- # why", "   ", "\n"),
        Style::Folded => block(">+", "  ", "\n\n"),
        Style::LiteralIndented => block("|2-", "      ", "\n"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_character_of_a_string_has_its_location_in_the_text(
        string in "[a-z=:,/{}\"'\\\\é😀][a-z \\n=:,/{}\"'\\\\é😀]{0,40}[a-z]",
        style in prop::sample::select(vec![
            Style::Plain, Style::Single, Style::Double, Style::Json, Style::Literal, Style::Folded, Style::LiteralIndented,
        ]),
    ) {
        let written = written_as(style, &string);
        // `\/` and halves of a character are of JSON alone.
        let text = match style {
            Style::Json => format!("{{\"kind\":\"Service\",\"metadata\":{{\"annotations\":{{\"a.b/c\":{written}}},\"name\":\"x\"}}}}"),
            _ => format!("kind: Service\nmetadata:\n  annotations:\n    a.b/c: {written}\n  name: x\n"),
        };
        let (objects, findings) = read_text(&text);
        // Not every string can be written plainly; what is not read as written says nothing about positions.
        let Some(node) = objects.first().and_then(|o| o.node.at(&["metadata", "annotations", "a.b/c"])) else {
            prop_assert!(matches!(style, Style::Plain | Style::Folded | Style::Literal), "{findings:?}\n{text}");
            return Ok(());
        };
        let Some(decoded) = node.as_str() else { return Ok(()) };
        if matches!(style, Style::Json | Style::Double) {
            prop_assert_eq!(decoded, &string);
        }
        for (at, c) in decoded.char_indices() {
            let span = span_inside(&text, node.span, at..at + c.len_utf8());
            let slice = span.slice(&text);
            prop_assert!(!slice.is_empty() && (span.start, span.end) != (node.span.start, node.span.end) || decoded.len() <= 4,
                "{at} {c:?} {slice:?} in\n{text}");
            let found = slice.contains(c)
                || (c == ' ' && slice.contains('\n'))
                || (slice.starts_with('\\') && serde_json::from_str::<String>(&format!("\"{slice}\"")).is_ok_and(|s| s == c.to_string()))
                || ["\\xe9", "\\U0001F600"].contains(&slice);
            prop_assert!(found, "{at} {c:?} {slice:?} in\n{text}");
            if slice.trim().len() == c.len_utf8() && c != '\n' {
                prop_assert!(slice == c.to_string() || slice.contains('\n'), "{at} {c:?} {slice:?}");
            }
        }
        let all = span_inside(&text, node.span, 0..decoded.len());
        prop_assert!(node.span.start <= all.start && all.start <= all.end);
        let end = span_inside(&text, node.span, decoded.len()..decoded.len());
        prop_assert_eq!(end.start, end.end);
    }

    #[test]
    fn any_text_is_read_without_panic_and_spans_are_inside_it(
        text in "([a-z0-9 \\n\\t:\\-\\[\\]{}\"'|>&*!#%@,?~é😀\\\\\r\u{feff}]|---\n|: |\n  |- |kind: Service\n|<<: |\"kind\":){0,60}",
        origin in prop::sample::select(vec![RequestPart::Manifests, RequestPart::Live]),
    ) {
        let (objects, findings) = read(&TextOrObjects::Text(text.clone()), origin);
        for finding in &findings {
            if let Some(location) = finding.location {
                check_span(&text, location.span)?;
            }
        }
        for object in &objects {
            check_node(&text, &object.node)?;
        }
        prop_assert_eq!(read(&TextOrObjects::Text(text.clone()), origin), (objects, findings));
    }

    #[test]
    fn any_json_like_text_is_read_without_panic(text in "[\\[{]([\\[\\]{},: \\n0-9eE.+\\-\"\\\\utrf/é😀a]|\"a\"|true|null|\\\\ud83d){0,40}") {
        let (objects, findings) = read_text(&text);
        for finding in &findings {
            check_span(&text, finding.location.expect("a location").span)?;
        }
        for object in &objects {
            check_node(&text, &object.node)?;
        }
    }
}

fn check_span(text: &str, span: Span) -> Result<(), TestCaseError> {
    prop_assert!(span.start <= span.end, "{span:?}");
    prop_assert!(text.get(span.start as usize..span.end as usize).is_some(), "{span:?} in {text:?}");
    Ok(())
}

fn check_node(text: &str, node: &SyntaxNode) -> Result<(), TestCaseError> {
    check_span(text, node.span)?;
    for range in [0..0, 0..1, 1..3, 0..1000] {
        check_span(text, span_inside(text, node.span, range))?;
    }
    for member in node.members() {
        check_span(text, member.key_span)?;
        check_node(text, &member.value)?;
    }
    node.items().iter().try_for_each(|item| check_node(text, item))
}
