//! Manifests, edited at random: no panic, no finding without a location, always the same order of findings.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod harness;

use harness::all_manifests::{Manifest, manifests};
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::OnceLock;

fn committed() -> &'static [Manifest] {
    static ALL: OnceLock<Vec<Manifest>> = OnceLock::new();
    ALL.get_or_init(|| manifests().into_iter().filter(|manifest| manifest.text.len() < 6000).collect())
}

/// One edit of a text.
#[derive(Debug, Clone)]
enum Edit {
    Insert(Index, &'static str),
    Delete(Index, usize),
    DoubleLine(Index),
    DropLine(Index),
    SwapLines(Index, Index),
    Indent(Index, usize),
    Value(Index, &'static str),
}

const PIECES: &[&str] = &[
    "\t",
    "\r\n",
    "\u{feff}",
    "😀",
    "中",
    "\u{85}",
    "\u{2028}",
    "\0",
    "---\n",
    "...\n",
    "- ",
    ": ",
    "? ",
    "#",
    "&a ",
    "*a",
    "<<: *a\n",
    "!!str ",
    "{",
    "}",
    "[",
    "]",
    "\"",
    "'",
    "|\n",
    ">-\n",
    ",",
    "~",
    "null",
    "yes",
    "0x1f",
    "1e3",
    ".inf",
    "2024-01-01",
    "\\",
    "%YAML 1.1\n",
];

const VALUES: &[&str] = &[
    "yes",
    "80.0",
    "\"80\"",
    "null",
    "[]",
    "{}",
    "{a: b}",
    "- 1",
    "true",
    "-1",
    "99999999999999999999",
    "TCP",
    "None",
    "'{\"80\":{}}'",
    "\"\"",
    "😀",
    "lb-1",
    "Local",
    "LoadBalancer",
    "*x",
    "!!int x",
    "|\n        text",
];

fn edit() -> impl Strategy<Value = Edit> {
    let index = any::<Index>;
    prop_oneof![
        (index(), prop::sample::select(PIECES)).prop_map(|(at, piece)| Edit::Insert(at, piece)),
        (index(), 1usize..20).prop_map(|(at, length)| Edit::Delete(at, length)),
        index().prop_map(Edit::DoubleLine),
        index().prop_map(Edit::DropLine),
        (index(), index()).prop_map(|(a, b)| Edit::SwapLines(a, b)),
        (index(), 1usize..5).prop_map(|(at, by)| Edit::Indent(at, by)),
        (index(), prop::sample::select(VALUES)).prop_map(|(at, value)| Edit::Value(at, value)),
    ]
}

fn edited(text: &str, edit: &Edit) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    let count = lines.len();
    match edit {
        Edit::Insert(at, piece) => {
            let at = at.index(chars.len() + 1);
            return chars[..at].iter().copied().chain(piece.chars()).chain(chars[at..].iter().copied()).collect();
        }
        Edit::Delete(at, length) => {
            let at = at.index(chars.len() + 1);
            return chars[..at].iter().chain(chars.iter().skip(at + length)).collect();
        }
        Edit::DoubleLine(at) => lines.insert(at.index(count), lines[at.index(count)].clone()),
        Edit::DropLine(at) => drop(lines.remove(at.index(count))),
        Edit::SwapLines(a, b) => lines.swap(a.index(count), b.index(count)),
        Edit::Indent(at, by) => lines[at.index(count)].insert_str(0, &" ".repeat(*by)),
        Edit::Value(at, value) => {
            let line = &mut lines[at.index(count)];
            if let Some((key, _)) = line.clone().split_once(": ") {
                *line = format!("{key}: {value}");
            }
        }
    }
    lines.join("\n")
}

fn start(finding: &Value) -> u64 {
    finding["source"]["start"]["offset"].as_u64().unwrap()
}

/// A finding without its location.
fn identity(finding: &Value) -> String {
    let part = |name: &str| finding[name].as_str().unwrap_or("").to_owned();
    [part("code"), part("path"), part("message"), finding["object"].to_string()].join(" ")
}

fn counted(findings: &[Value]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    findings.iter().for_each(|finding| *counts.entry(identity(finding)).or_default() += 1);
    counts
}

/// True if no document affects another one: no syntax error, and no object twice.
fn independent(findings: &[Value]) -> bool {
    findings.iter().all(|finding| {
        let code = finding["code"].as_str().unwrap();
        finding["layer"] != "syntax" && !code.starts_with("input/")
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn findings_of_edited_manifests_have_locations_and_a_defined_order(which in any::<Index>(), edits in prop::collection::vec(edit(), 1..5)) {
        let manifest = which.get(committed());
        let text = edits.iter().fold(manifest.text.clone(), |text, edit| edited(&text, edit));
        let nothing = Manifest::of("edited");
        let findings = nothing.findings(&text);
        for finding in &findings {
            let source = &finding["source"];
            prop_assert!(source.is_object(), "{} has no location in {text:?}", identity(finding));
            let end = source["end"]["offset"].as_u64().unwrap();
            prop_assert!(start(finding) <= end && end as usize <= text.len(), "{} in {text:?}", identity(finding));
        }
        prop_assert!(findings.windows(2).all(|pair| start(&pair[0]) <= start(&pair[1])), "{text:?}");
        prop_assert_eq!(&findings, &nothing.findings(&text), "{:?}", text);
        let documents: Vec<&str> = text.split("\n---\n").collect();
        if documents.len() > 1 && independent(&findings) && !text.contains(['\u{feff}', '%']) {
            let reversed = documents.iter().rev().copied().collect::<Vec<_>>().join("\n---\n");
            let again = nothing.findings(&reversed);
            if independent(&again) {
                prop_assert_eq!(counted(&findings), counted(&again), "{:?}", text);
            }
        }
    }
}
