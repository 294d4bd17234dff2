//! README.md and README.zh-CN.md must have the same structure: sections, code, tables, links and pictures.
//!
//! `host/cli/tests/readme.rs` runs the command in both and compares the output that they show.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]

use std::path::Path;

const ENGLISH: &str = include_str!("../README.md");
const CHINESE: &str = include_str!("../README.zh-CN.md");

/// The only part of a command that may differ.
const CHINESE_OUTPUT: &str = " --lang zh-CN";

/// A block of code: its language, and its lines.
#[derive(Debug, PartialEq, Eq)]
struct Code<'a> {
    language: &'a str,
    lines: Vec<&'a str>,
}

fn code_blocks(text: &str) -> Vec<Code<'_>> {
    let mut blocks = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(language) = line.strip_prefix("```") {
            blocks.push(Code { language, lines: lines.by_ref().take_while(|line| *line != "```").collect() });
        }
    }
    blocks
}

/// The text without its blocks of code.
fn prose(text: &str) -> impl Iterator<Item = &str> {
    text.split("```").step_by(2).flat_map(str::lines)
}

/// The level of each heading.
fn headings(text: &str) -> Vec<usize> {
    prose(text)
        .filter(|line| line.starts_with('#'))
        .map(|line| line.bytes().take_while(|b| *b == b'#').count())
        .collect()
}

/// The cells of the tables' rows.
fn rows(text: &str) -> Vec<Vec<&str>> {
    let is_row = |line: &&str| line.starts_with("| ");
    prose(text).filter(is_row).map(|line| line.trim_matches('|').split('|').map(str::trim).collect()).collect()
}

/// The targets of links and pictures, without the links between the two languages.
fn links(text: &str) -> Vec<&str> {
    let targets = text.split("](").skip(1).filter_map(|rest| Some(rest.split_once(')')?.0));
    targets.filter(|target| !target.starts_with("README")).collect()
}

#[test]
fn both_languages_have_the_same_sections() {
    assert_eq!(headings(ENGLISH), headings(CHINESE));
}

#[test]
fn both_languages_have_the_same_code() {
    let (english, chinese) = (code_blocks(ENGLISH), code_blocks(CHINESE));
    assert_eq!(english.len(), chinese.len());
    for (english, chinese) in english.iter().zip(&chinese) {
        assert_eq!(english.language, chinese.language);
        // Blocks of text are output and explanations, which are translated.
        if english.language != "text" {
            let chinese: Vec<String> = chinese.lines.iter().map(|line| line.replace(CHINESE_OUTPUT, "")).collect();
            assert_eq!(english.lines, chinese);
        }
    }
}

#[test]
fn both_languages_have_the_same_tables() {
    let (english, chinese) = (rows(ENGLISH), rows(CHINESE));
    assert_eq!(english.len(), chinese.len());
    for (english, chinese) in english.iter().zip(&chinese) {
        assert_eq!(english.len(), chinese.len(), "{english:?} and {chinese:?}");
        for (english, chinese) in english.iter().zip(chinese) {
            // Names of flags, formats and folders are not translated.
            let is_name = |cell: &str| cell.starts_with('`') && cell.ends_with('`') && !cell.contains(' ');
            assert!(english == chinese || !is_name(english), "{english} and {chinese}");
        }
    }
}

#[test]
fn both_languages_have_the_same_links_and_each_file_exists() {
    let english = links(ENGLISH);
    assert_eq!(english, links(CHINESE));
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for target in english.iter().filter(|target| !target.contains("://")) {
        assert!(root.join(target).exists(), "{target}");
    }
}

#[test]
fn the_manifest_shown_is_the_file_that_the_command_reads() {
    let block = code_blocks(ENGLISH).into_iter().find(|block| block.language == "yaml").expect("a manifest is shown");
    let file = include_str!("../host/examples/public-to-internal/service.yaml");
    assert_eq!(block.lines, file.lines().collect::<Vec<_>>());
}
