//! Rules for the source itself: which module may use which, what may be written only once, and what must never be
//! committed. Reads the files as text and does not run them.

#![allow(clippy::string_slice, clippy::indexing_slicing, clippy::panic, clippy::expect_used)]

mod import_graph;
mod message_translations;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The layers that the documentation of the crate draws, lowest first. A module may use what is in layers before its own;
/// modules of one layer do not use each other.
fn layers() -> Vec<Vec<String>> {
    let text = fs::read_to_string(root().join("src/lib.rs")).unwrap_or_default();
    let docs: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("//! ")).collect();
    let docs = docs.join(" ");
    let start = docs.find("`{ sorted_map").expect("src/lib.rs has the line of layers");
    let line = docs[start + 1..].split('`').next().unwrap_or_default();
    let names =
        |layer: &str| layer.trim_matches(['{', '}', ' ']).split(',').map(|name| name.trim().to_owned()).collect();
    line.split('←').map(|layer| names(layer.trim())).collect()
}

const MAX_LINES: usize = 400;

/// Files that `cargo xtask` or a test writes.
const GENERATED: &[&str] = &["host/rust/src/types.rs", "pkg/clbplan.d.ts"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Paths of all tracked files, from the root; of all files where git is not at hand.
fn tracked() -> Vec<PathBuf> {
    let listed = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard"])
        .current_dir(root())
        .output();
    match listed {
        Ok(output) if output.status.success() => String::from_utf8_lossy(&output.stdout)
            .lines()
            .map(PathBuf::from)
            .filter(|path| root().join(path).is_file())
            .collect(),
        Ok(_) | Err(_) => {
            below(root()).into_iter().filter_map(|path| path.strip_prefix(root()).map(Path::to_owned).ok()).collect()
        }
    }
}

fn below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let (path, name) = (entry.path(), entry.file_name());
        if path.is_dir() && !matches!(name.to_str(), Some("target" | "node_modules" | ".git" | ".venv")) {
            found.extend(below(&path));
        } else if path.is_file() {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The Rust files of the core with their text; files of tests alone are left out.
fn sources() -> Vec<(String, String)> {
    let files = below(&root().join("src")).into_iter().map(|path| {
        let name = path.strip_prefix(root()).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        (name, path)
    });
    let code = |name: &str| name.ends_with(".rs") && !name.ends_with("/tests.rs") && !name.contains("/tests/");
    files
        .filter(|(name, _)| code(name))
        .map(|(name, path)| (name, fs::read_to_string(path).unwrap_or_default()))
        .collect()
}

/// The part of a file before its tests.
fn without_tests(text: &str) -> &str {
    text.split_once("#[cfg(test)]").map_or(text, |(code, _)| code)
}

#[track_caller]
fn assert_none(problems: Vec<String>) {
    assert!(problems.is_empty(), "{} problems\n{}", problems.len(), problems.join("\n"));
}

/// `src/planner/preflight/exceeded_quotas.rs` → `planner`.
fn module(file: &str) -> &str {
    let rest = file.strip_prefix("src/").unwrap_or(file);
    rest.split('/').next().unwrap_or(rest).trim_end_matches(".rs")
}

fn layer(layers: &[Vec<String>], module: &str) -> Option<usize> {
    layers.iter().position(|layer| layer.iter().any(|name| name == module))
}

/// The modules of the crate that a text names: `crate::planner`, and each of `crate::{planner::invariants, model}`.
fn used(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for after in text.split("crate::").skip(1) {
        let list = after.strip_prefix('{').and_then(|list| list.split_once("};")).map_or(after, |(list, _)| list);
        let mut depth = 0;
        let items = list.split(|c| {
            depth += i32::from(c == '{') - i32::from(c == '}');
            c == ',' && depth == 0
        });
        let items = if after.starts_with('{') { items.collect::<Vec<_>>() } else { vec![after] };
        for item in items {
            let word: String = item.trim().chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
            found.push(word);
        }
    }
    found
}

#[test]
fn a_layer_uses_only_lower_layers() {
    let layers = layers();
    assert!(layers.len() > 15, "only {} layers were found", layers.len());
    let mut problems = Vec::new();
    for (file, text) in sources() {
        let module = module(&file);
        if module == "lib" {
            continue;
        }
        let Some(own) = layer(&layers, module) else {
            problems.push(format!("{file}: {module} is in no layer"));
            continue;
        };
        for other in used(without_tests(&text)) {
            let Some(theirs) = layer(&layers, &other).filter(|_| other != module) else { continue };
            if theirs >= own {
                problems.push(format!("{file}: {module} may not use {other}"));
            }
        }
    }
    assert_none(problems);
}

/// The crates of this tree: the root module of each.
const CRATES: &[&str] = &[
    "src/lib.rs",
    "host/rust/src/lib.rs",
    "host/cli/src/lib.rs",
    "host/live/src/lib.rs",
    "host/bench/src/lib.rs",
    "xtask/src/main.rs",
];

#[test]
fn files_and_folders_do_not_use_each_other_in_a_circle() {
    let mut problems = Vec::new();
    for file in CRATES {
        let uses = import_graph::Crate::read(root(), file).uses();
        assert!(uses.len() > 3, "{file}: only {} uses were found", uses.len());
        for circle in import_graph::circles(&uses)
            .into_iter()
            .chain(import_graph::circles(&import_graph::between_siblings(&uses)))
        {
            problems.push(circle.join(" \u{2194} "));
        }
    }
    problems.sort();
    problems.dedup();
    assert_none(problems);
}

/// Every string literal of a text, with the line it begins on.
fn literals(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (number, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("//") {
            continue;
        }
        let mut rest = line;
        while let Some((_, after)) = rest.split_once('"') {
            let Some((literal, tail)) = after.split_once('"') else { break };
            found.push((number + 1, literal.to_owned()));
            rest = tail;
        }
    }
    found
}

fn is_annotation(literal: &str) -> bool {
    let prefixes = [
        "service.kubernetes.io/",
        "service.cloud.tencent.com/",
        "service.beta.kubernetes.io/",
        "kubernetes.io/service.",
    ];
    let name = prefixes.iter().find_map(|prefix| literal.strip_prefix(prefix));
    name.is_some_and(|name| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "-._".contains(c)))
}

#[test]
fn the_name_of_an_annotation_occurs_once() {
    let mut locations: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (file, text) in sources() {
        for (line, literal) in literals(without_tests(&text)).into_iter().filter(|(_, literal)| is_annotation(literal))
        {
            locations.entry(literal).or_default().push(format!("{file}:{line}"));
        }
    }
    assert!(locations.len() > 30, "only {} annotation names were found", locations.len());
    let twice = locations.into_iter().filter(|(_, locations)| locations.len() > 1);
    assert_none(twice.map(|(name, locations)| format!("{name}: {}", locations.join(", "))).collect());
}

/// Rows of `codes!` and `reasons!`: `NAME = "area/name", …`.
fn row_names(text: &str) -> Vec<(usize, String)> {
    text.lines()
        .enumerate()
        .filter_map(|(number, line)| {
            let (id, rest) = line.trim().split_once(" = \"")?;
            let (name, _) = rest.split_once('"')?;
            let constant =
                !id.is_empty() && id.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_');
            let named = name.contains('/')
                && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "-/".contains(c));
            (constant && named).then(|| (number + 1, name.to_owned()))
        })
        .collect()
}

#[test]
fn the_name_of_a_code_occurs_once() {
    let mut locations: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (file, text) in sources() {
        let text = without_tests(&text);
        for (line, name) in row_names(text) {
            locations.entry(name).or_default().push(format!("{file}:{line}"));
        }
    }
    let names: Vec<String> = locations.keys().cloned().collect();
    assert!(names.len() > 40, "only {} codes and reasons were found", names.len());
    for (file, text) in sources() {
        for (line, literal) in literals(without_tests(&text)) {
            let location = format!("{file}:{line}");
            if let Some(known) = locations.get_mut(&literal).filter(|known| !known.contains(&location)) {
                known.push(location);
            }
        }
    }
    let twice = locations.into_iter().filter(|(_, locations)| locations.len() > 1);
    assert_none(twice.map(|(name, locations)| format!("{name}: {}", locations.join(", "))).collect());
}

#[test]
fn files_have_at_most_400_lines() {
    let languages = ["rs", "ts", "mts", "tsx", "js", "mjs", "cjs", "jsx"];
    let mut problems = Vec::new();
    let mut checked = 0;
    for (file, text) in texts() {
        let code = file.rsplit_once('.').is_some_and(|(_, ending)| languages.contains(&ending));
        if !code || GENERATED.contains(&file.as_str()) {
            continue;
        }
        checked += 1;
        let lines = text.lines().count();
        if lines > MAX_LINES {
            problems.push(format!("{file}: {lines} lines"));
        }
    }
    assert!(checked > 400, "only {checked} files were found");
    assert_none(problems);
}

#[test]
fn no_file_contains_an_unfinished_task() {
    let marks = ["TO", "FIX", "HA"].iter().zip(["DO", "ME", "CK"]).map(|(a, b)| format!("{a}{b}"));
    let marks: Vec<String> = marks.collect();
    let mut problems = Vec::new();
    for (file, text) in texts() {
        for (number, line) in text.lines().enumerate() {
            let mut words = line.split(|c: char| !c.is_ascii_alphanumeric());
            if words.any(|word| marks.iter().any(|mark| mark == word)) {
                problems.push(format!("{file}:{}: {}", number + 1, line.trim()));
            }
        }
    }
    assert_none(problems);
}

/// Tracked files that are text, and not locks or generated bundles.
fn texts() -> Vec<(String, String)> {
    tracked()
        .into_iter()
        .map(|path| (path.to_string_lossy().replace('\\', "/"), path))
        .filter_map(|(name, path)| Some((name, fs::read_to_string(root().join(path)).ok()?)))
        .collect()
}

#[test]
fn no_file_contains_a_path_of_a_machine() {
    // Written in halves, so that this file does not name them.
    let folders: Vec<String> =
        ["wo", "ro", "ho"].iter().zip(["rk/", "ot/", "me/"]).map(|(a, b)| format!("/{a}{b}")).collect();
    let mut problems = Vec::new();
    for (file, text) in texts() {
        for (number, line) in text.lines().enumerate() {
            let starts = |folder: &String| {
                line.match_indices(folder.as_str()).any(|(at, _)| {
                    let before = line[..at].chars().next_back();
                    before.is_none_or(|c| !(c.is_alphanumeric() || "-_.}$~*)/]".contains(c)))
                })
            };
            if folders.iter().any(starts) {
                problems.push(format!("{file}:{}: {}", number + 1, line.trim()));
            }
        }
    }
    assert_none(problems);
}

#[test]
fn lock_files_contain_no_address_of_a_registry() {
    // A lock file without addresses works wherever a registry is set up; the index of Rust's is its name in `Cargo.lock`.
    let allowed = ["https://github.com/rust-lang/crates.io-index"];
    let mut problems = Vec::new();
    for (file, text) in texts() {
        let lock = ["Cargo.lock", "package-lock.json", "pnpm-lock.yaml", ".npmrc", "config.toml", "requirements.txt"];
        if !lock.iter().any(|name| file.ends_with(name)) {
            continue;
        }
        for (number, line) in text.lines().enumerate() {
            let source = ["resolved", "source = ", "registry", "index-url"].iter().any(|key| line.contains(key));
            if source && line.contains("://") && !allowed.iter().any(|url| line.contains(url)) {
                problems.push(format!("{file}:{}: {}", number + 1, line.trim()));
            }
        }
    }
    assert_none(problems);
}

/// A package from a registry runs nothing on the machine that installs it.
#[test]
fn npm_runs_no_scripts_of_packages() {
    let is_code = |path: &Path| {
        path.extension()
            .and_then(|ending| ending.to_str())
            .is_some_and(|ending| ["rs", "mjs", "js", "sh", "yaml"].contains(&ending))
    };
    let mut installs = 0;
    for path in tracked().iter().filter(|path| is_code(path) && !path.starts_with("tests/tidy")) {
        for line in fs::read_to_string(root().join(path)).unwrap_or_default().lines() {
            let commands = ["\"ci\"", "\"install\"", "npm ci ", "npm install "];
            let runs_npm = line.contains("npm") && commands.iter().any(|command| line.contains(command));
            if runs_npm {
                installs += 1;
                assert!(line.contains("--ignore-scripts"), "{}: {line}", path.display());
            }
        }
    }
    assert!(installs > 0, "nothing installs the page's libraries");
}
