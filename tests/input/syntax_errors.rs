//! Positions and messages of syntax errors, and limits of size and depth.

use super::{code_of, position, read_text};
use clbplan::diagnostic::render::{Locale, PositionEncoding, Renderer};
use clbplan::syntax::limits::{MAX_ALIAS_NODES, MAX_DEPTH, MAX_FINDINGS};

#[test]
fn syntax_errors_have_the_position_of_the_wrong_character() {
    for (text, code, line, column) in [
        ("kind: Service\nspec:\n\tports: []\n", "syntax/tab", 3, 1),
        ("kind: Service\nspec:\n  a: 1\n\tb: 2\n", "syntax/tab", 4, 1),
        ("kind: Service\r\nspec:\r\n  - a: b: c\r\n", "syntax/unexpected-colon", 3, 9),
        ("\u{feff}kind: Service\nx: \"abc\n", "syntax/unclosed-quote", 2, 4),
        ("kind: Service\nx: [a, {b: 1]\n", "syntax/unclosed-bracket", 2, 8),
        ("kind: Service\n\t\nx: 1\n", "syntax/tab", 2, 1),
        ("kind: Service\nx: 1\n\t", "syntax/tab", 3, 1),
        ("kind: Service\nspec:\n  \ttype: x\n", "syntax/tab", 3, 3),
        ("kind: Service\nx:\n- \ta\n", "syntax/tab", 3, 3),
        ("kind: Service\nx: |\n\n  \ta\n", "syntax/tab", 4, 3),
        ("kind: Service\nx: a\n\t\n  b\n", "syntax/tab", 3, 1),
        ("kind: Service\nx: '😀' y\n", "syntax/yaml", 2, 9),
        ("kind: Service\n😀: \u{0} x\n", "syntax/control-character", 2, 5),
        ("kind: Service\nx: \"a\u{7f}\"\n", "syntax/control-character", 2, 6),
        ("kind: Service\nx: @a\n", "syntax/reserved-character", 2, 4),
        ("kind: Service\n...\nkind: Pod\n", "syntax/after-document-end", 3, 1),
        ("kind: Service\n...\n@\n", "syntax/after-document-end", 3, 1),
    ] {
        let (_, findings) = read_text(text);
        assert_eq!(findings.len(), 1, "{text:?}: {findings:?}");
        assert_eq!((findings[0].code.name(), position(text, &findings[0])), (code, (line, column)), "{text:?}");
    }
}

#[test]
fn tabs_outside_indentation_are_whitespace() {
    let text = "kind:\tService\t# why\nx: [a,\n\tb]\ny: a\tb\nw: |\n  a\n  \tb\nv: 'a\n\tb'\n";
    let (objects, findings) = read_text(text);
    assert!(findings.is_empty(), "{findings:?}");
    assert_eq!(objects[0].node.str_at("w"), Some("a\n\tb\n"));
}

#[test]
fn limits_on_aliases_values_findings_and_documents_are_enforced() {
    let mut laughs = String::from("kind: Service\na0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
    for level in 1..12 {
        let alias = format!("*a{}", level - 1);
        laughs += &format!("a{level}: &a{level} [{}]\n", vec![alias; 10].join(", "));
    }
    assert_eq!(code_of(&laughs), "syntax/too-many-aliases");
    let long = format!("kind: Service\na: &a {}\nb: [{}]\n", "x".repeat(1 << 20), vec!["*a"; 1000].join(", "));
    assert_eq!(code_of(&long), "syntax/too-many-aliases");
    assert_eq!(MAX_ALIAS_NODES, 100_000);
    let many = format!("[{}0]", "0,".repeat(2_100_000));
    assert_eq!(code_of(&many), "syntax/too-many-nodes");
    let (_, findings) = read_text(&"a\n---\n".repeat(MAX_FINDINGS + 5));
    assert_eq!(findings.len(), MAX_FINDINGS + 1);
    assert_eq!(findings[MAX_FINDINGS].code.name(), "syntax/too-many-findings");
    let (_, findings) = read_text(&"---\n".repeat(100_001));
    assert_eq!(findings[0].code.name(), "syntax/too-many-documents");
}

#[test]
fn deep_nesting_is_rejected_without_overflowing_a_small_stack() {
    let deep = |open: &str, close: &str, depth: usize| {
        format!("kind: Service\nx: {}1{}\n", open.repeat(depth), close.repeat(depth))
    };
    let texts = [
        deep("[", "]", 100_000),
        deep("{a: ", "}", 100_000),
        "[".repeat(100_000),
        "{\"a\":".repeat(100_000),
        format!("kind: Service\nx:\n {}", "- ".repeat(100_000)),
        (0..2_000).map(|level| format!("{}a:\n", " ".repeat(level))).collect(),
        deep("[", "]", MAX_DEPTH),
    ];
    let fine = deep("[", "]", MAX_DEPTH - 1);
    let alias = format!(
        "kind: Service\na: &a {}{}\nb: {}*a{}\n",
        "[".repeat(100),
        "]".repeat(100),
        "[".repeat(100),
        "]".repeat(100)
    );
    let run = move || {
        for text in texts.iter().chain([&alias]) {
            assert_eq!(code_of(text), "syntax/too-deep", "{}", &text[..40.min(text.len())]);
        }
        let (objects, findings) = read_text(&fine);
        assert_eq!((objects.len(), findings.len()), (1, 0));
        assert_eq!(objects[0].node.to_json().to_string().len(), objects[0].clone().node.to_json().to_string().len());
    };
    let thread = std::thread::Builder::new().stack_size(256 * 1024).spawn(run).expect("a thread");
    thread.join().expect("no overflow");
}

#[test]
fn every_syntax_message_has_its_arguments_in_both_languages() {
    let texts = [
        "",
        "[]",
        "a: 1",
        "kind: [",
        "\tx",
        "x: \u{1}",
        "{\"a\" 1}",
        "kind: .inf",
        "a: !!int x",
        "? []",
        "<<: 1",
        "*a",
        "kind: a\n...\nb",
        "---\n[[",
        "[1 2",
    ];
    for text in texts {
        let (_, findings) = read_text(text);
        assert!(!findings.is_empty(), "{text:?}");
        for locale in [Locale::En, Locale::ZhCn] {
            for finding in Renderer::new(locale, PositionEncoding::Utf16, text).diagnostics(&findings).diagnostics {
                let all = [Some(finding.message), finding.why, finding.help].into_iter().flatten().collect::<String>();
                assert!(!all.contains(['{', '}']) || all.contains("`{"), "{text:?}: {all}");
            }
        }
    }
}
