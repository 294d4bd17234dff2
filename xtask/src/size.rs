//! `cargo xtask size`: the size of the modules, by section, crate and function; and the budget that `cargo xtask test` checks.
//!
//! Bytes by crate come from the function names in the linked modules. wasm-opt makes the modules about an eighth smaller and
//! removes the names, so these numbers only show where to look; the first table has the sizes of the final files. Generic code
//! is attributed to the crate that defines it, not to the one that instantiates it.

use crate::build::{self, BuiltModule};
use crate::npm_install;
use crate::run_command::{command, root, stdout_of};
use anyhow::{Context, ensure};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Range;
use std::path::Path;
use wasmparser::{
    ElementItems, ExternalKind, KnownCustom, Name, NameSectionReader, Operator, Parser, Payload, TypeRef,
};

/// The largest allowed size of a module: the current size and a small reserve. Lower it when the module shrinks; raise it only
/// for something that is worth it. The module with JavaScript bindings is the portable one and its bindings.
const fn budget(module: BuiltModule) -> Option<Size> {
    match module {
        BuiltModule::Portable => Some(Size { bytes: 1_430_000, brotli: 489_500 }),
        BuiltModule::Fast => Some(Size { bytes: 3_108_000, brotli: 777_000 }),
        BuiltModule::JavaScript => None,
    }
}

/// The long-term target of the portable module: consoles that store a plug-in in a ConfigMap cannot hold more.
const TARGET: Size = Size { bytes: 750_000, brotli: 200_000 };

/// Rows of a table, before the rest is summed up.
const ROWS: usize = 25;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Size {
    bytes: usize,
    brotli: usize,
}

impl Size {
    /// A message about everything that exceeds the limit.
    fn excess(self, limit: Size) -> Option<String> {
        let excess =
            |unit: &str, size: usize, limit: usize| (size > limit).then(|| format!("{size} {unit}, limit {limit}"));
        let found = [excess("bytes", self.bytes, limit.bytes), excess("bytes with brotli", self.brotli, limit.brotli)];
        let parts: Vec<String> = found.into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join("; "))
    }
}

/// Bytes, and bytes with gzip and brotli; the last two are unknown without Node.
fn measure(file: &Path) -> anyhow::Result<(usize, Option<(usize, usize)>)> {
    let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?.len();
    if !npm_install::is_installed() {
        return Ok((bytes, None));
    }
    let line = stdout_of(command("node").arg(root().join("xtask/size.mjs")).arg(file)).unwrap_or_default();
    let numbers: Vec<usize> = line.split(' ').filter_map(|number| number.parse().ok()).collect();
    match numbers[..] {
        [_, gzip, brotli] => Ok((bytes, Some((gzip, brotli)))),
        _ => Err(anyhow::anyhow!("xtask/size.mjs printed `{line}` for {}", file.display())),
    }
}

/// Fails when a module weighs more than its [`budget`].
pub fn check() -> anyhow::Result<()> {
    for (module, limit) in BuiltModule::ALL.into_iter().filter_map(|module| Some((module, budget(module)?))) {
        let (bytes, packed) = measure(&module.output())?;
        let size = Size { bytes, brotli: packed.map_or(0, |(_, brotli)| brotli) };
        let name = module.name();
        eprintln!(
            "{name} module: {bytes} bytes, {} with brotli; limits {} and {}",
            size.brotli, limit.bytes, limit.brotli
        );
        if let Some(excess) = size.excess(limit) {
            anyhow::bail!(
                "the {name} module is too large: {excess} (`budget` in xtask/src/size.rs; `cargo xtask size` shows what it consists of)"
            );
        }
    }
    Ok(())
}

/// Prints all tables.
pub fn size() -> anyhow::Result<()> {
    build::build()?;
    let text = |number: Option<usize>| number.map_or("?".to_owned(), |number| number.to_string());
    println!("{:<10}{:>10}{:>10}{:>10}{:>12}{:>12}", "module", "bytes", "gzip", "brotli", "limit", "with brotli");
    for module in BuiltModule::ALL {
        let (bytes, packed) = measure(&module.output())?;
        let (gzip, brotli) = (text(packed.map(|both| both.0)), text(packed.map(|both| both.1)));
        let limit = budget(module);
        let (limit, limit_brotli) = (text(limit.map(|limit| limit.bytes)), text(limit.map(|limit| limit.brotli)));
        println!("{:<10}{bytes:>10}{gzip:>10}{brotli:>10}{limit:>12}{limit_brotli:>12}", module.name());
    }
    println!("{:<10}{:>10}{:>10}{:>10}", "target", TARGET.bytes, "", TARGET.brotli);
    for module in BuiltModule::ALL {
        table(&format!("{}: sections of the final file", module.name()), &sections(&fs::read(module.output())?)?);
    }
    for module in BuiltModule::ALL {
        let (functions, _) = functions(&fs::read(module.linked()?)?)?;
        table(&format!("{}: code by crate, before wasm-opt", module.name()), &sum(&functions, |name| owner(name, 1)));
    }
    let (functions, pointers) = functions(&fs::read(BuiltModule::Portable.linked()?)?)?;
    let (ours, _): (Vec<Function>, Vec<Function>) =
        functions.iter().map(Function::without_calls).partition(|function| owner(&function.name, 1) == "clbplan");
    table("portable: our own code by Rust module, before wasm-opt", &sum(&ours, |name| owner(name, 2)));
    println!("\nportable: code that only this function needs, before wasm-opt");
    for group in ENTRY_POINTS {
        println!("{:>10}  {}", exclusive_bytes(&functions, &pointers, group), group.join(" and "));
    }
    Ok(())
}

/// Prints rows, largest first; the smallest are summed up.
fn table(title: &str, rows: &BTreeMap<String, usize>) {
    let mut rows: Vec<(&str, usize)> = rows.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
    rows.sort_by_key(|(name, bytes)| (std::cmp::Reverse(*bytes), *name));
    let all: usize = rows.iter().map(|(_, bytes)| bytes).sum();
    let rest: usize = rows.iter().skip(ROWS).map(|(_, bytes)| bytes).sum();
    println!("\n{title}");
    let last = (rest > 0).then_some(("the rest", rest));
    for (name, bytes) in rows.into_iter().take(ROWS).chain(last).chain([("total", all)]) {
        println!("{bytes:>10} {:>5.1} %  {name}", 100.0 * bytes as f64 / all.max(1) as f64);
    }
}

fn sum(functions: &[Function], group: impl Fn(&str) -> String) -> BTreeMap<String, usize> {
    let mut out = BTreeMap::new();
    for function in functions {
        *out.entry(group(&function.name)).or_default() += function.bytes;
    }
    out
}

/// Bytes by section.
fn sections(wasm: &[u8]) -> anyhow::Result<BTreeMap<String, usize>> {
    let mut out = BTreeMap::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let (name, range) = match payload? {
            Payload::TypeSection(section) => ("types".to_owned(), section.range()),
            Payload::ImportSection(section) => ("imports".to_owned(), section.range()),
            Payload::FunctionSection(section) => ("functions".to_owned(), section.range()),
            Payload::TableSection(section) => ("tables".to_owned(), section.range()),
            Payload::GlobalSection(section) => ("globals".to_owned(), section.range()),
            Payload::ExportSection(section) => ("exports".to_owned(), section.range()),
            Payload::ElementSection(section) => ("elements".to_owned(), section.range()),
            Payload::CodeSectionStart { unchecked_range, .. } => ("code".to_owned(), unchecked_range),
            Payload::DataSection(section) => ("data: texts, tables".to_owned(), section.range()),
            Payload::CustomSection(section) => (format!("custom: {}", section.name()), section.range()),
            _ => continue,
        };
        *out.entry(name).or_default() += length(range);
    }
    Ok(out)
}

fn length(range: Range<u64>) -> usize {
    usize::try_from(range.end.saturating_sub(range.start)).unwrap_or(usize::MAX)
}

/// A function in a module with names.
struct Function {
    name: String,
    bytes: usize,
    calls: Vec<usize>,
    exported: bool,
}

impl Function {
    fn without_calls(&self) -> Function {
        Function { name: self.name.clone(), bytes: self.bytes, calls: Vec::new(), exported: self.exported }
    }
}

/// All functions by index, and the indexes of those that are called by pointer.
fn functions(wasm: &[u8]) -> anyhow::Result<(Vec<Function>, BTreeSet<usize>)> {
    let (mut out, mut pointers, mut exports, mut names) =
        (Vec::new(), BTreeSet::new(), BTreeSet::new(), BTreeMap::new());
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    if let TypeRef::Func(_) = import?.ty {
                        out.push(Function { name: String::new(), bytes: 0, calls: Vec::new(), exported: false });
                    }
                }
            }
            Payload::ExportSection(section) => {
                for export in section {
                    let export = export?;
                    if export.kind == ExternalKind::Func {
                        exports.insert(export.index as usize);
                    }
                }
            }
            Payload::ElementSection(section) => {
                for element in section {
                    if let ElementItems::Functions(items) = element?.items {
                        for item in items {
                            pointers.insert(item? as usize);
                        }
                    }
                }
            }
            Payload::CodeSectionEntry(body) => {
                let (bytes, mut calls) = (length(body.range()), Vec::new());
                for operator in body.get_operators_reader()? {
                    if let Operator::Call { function_index } = operator? {
                        calls.push(function_index as usize);
                    }
                }
                out.push(Function { name: String::new(), bytes, calls, exported: false });
            }
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(subsections) = section.as_known() {
                    collect_names(subsections, &mut names)?;
                }
            }
            _ => {}
        }
    }
    ensure!(!names.is_empty(), "the linked module has no names");
    for (index, function) in out.iter_mut().enumerate() {
        function.name =
            names.get(&index).map_or("?".to_owned(), |name| format!("{:#}", rustc_demangle::demangle(name)));
        function.exported = exports.contains(&index);
    }
    Ok((out, pointers))
}

fn collect_names(subsections: NameSectionReader<'_>, names: &mut BTreeMap<usize, String>) -> anyhow::Result<()> {
    for subsection in subsections {
        if let Name::Function(map) = subsection? {
            for naming in map {
                let naming = naming?;
                names.insert(naming.index as usize, naming.name.to_owned());
            }
        }
    }
    Ok(())
}

/// The first `parts` parts of the first path in a name: `alloc` of `<alloc::vec::Vec<…> as …>::push`, `core` of `<str>::trim`.
fn owner(name: &str, parts: usize) -> String {
    let part = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    let before = |at: usize| name.get(..at).unwrap_or("");
    let starts = name.match_indices("::").map(|(at, _)| (before(at).rfind(|c| !part(c)).map_or(0, |it| it + 1), at));
    let Some((start, _)) = starts.into_iter().find(|(start, at)| start < at) else {
        return if name.starts_with('<') { "core".to_owned() } else { name.to_owned() };
    };
    let path = name.get(start..).unwrap_or("").split("::").take(parts);
    let words = path.map(|word| word.split(|c| !part(c)).next().unwrap_or("")).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("::")
}

/// Functions of the core behind the exports, in groups that share code.
const ENTRY_POINTS: [&[&str]; 6] = [
    &["plan_sync"],
    &["simulate"],
    &["plan_sync", "simulate"],
    &["validate_service"],
    &["complete", "hover"],
    &["explain"],
];

/// Bytes of code that only these functions reach by calls. Functions called by pointer count as needed by everything, so this
/// is a lower bound.
fn exclusive_bytes(functions: &[Function], called_by_pointer: &BTreeSet<usize>, entry_points: &[&str]) -> usize {
    let is_entry_point = |name: &str| entry_points.iter().any(|entry| name == format!("clbplan::api::{entry}"));
    let starts = |index: &usize| {
        functions.get(*index).is_some_and(|function| function.exported || called_by_pointer.contains(index))
    };
    let all: Vec<usize> = (0..functions.len()).filter(starts).collect();
    let fewer = all
        .iter()
        .copied()
        .filter(|index| functions.get(*index).is_some_and(|function| !is_entry_point(&function.name)));
    reached(functions, all.iter().copied(), |_| false)
        - reached(functions, fewer, |function| is_entry_point(&function.name))
}

/// Bytes of all functions that are reached from `starts` without going through an excluded one.
fn reached(
    functions: &[Function],
    starts: impl Iterator<Item = usize>,
    is_excluded: impl Fn(&Function) -> bool,
) -> usize {
    let (mut seen, mut left, mut bytes) = (BTreeSet::new(), starts.collect::<Vec<usize>>(), 0);
    while let Some(index) = left.pop() {
        let Some(function) = functions.get(index) else { continue };
        if !is_excluded(function) && seen.insert(index) {
            bytes += function.bytes;
            left.extend(&function.calls);
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_is_attributed_to_the_first_crate_in_its_name() {
        for (name, crates, modules) in [
            ("clbplan::planner::listeners::plan", "clbplan", "clbplan::planner"),
            ("<alloc::vec::Vec<clbplan::syntax::Node>>::push", "alloc", "alloc::vec"),
            (
                "<&mut serde_json::de::Deserializer<R> as serde_core::de::Deserializer>::any",
                "serde_json",
                "serde_json::de",
            ),
            ("memcmp", "memcmp", "memcmp"),
            ("<str>::to_lowercase", "core", "core"),
            ("<[u8] as alloc::borrow::ToOwned>::to_owned", "alloc", "alloc::borrow"),
        ] {
            assert_eq!((owner(name, 1).as_str(), owner(name, 2).as_str()), (crates, modules));
        }
    }

    #[test]
    fn exceeding_the_budget_is_reported() {
        let limit = Size { bytes: 10, brotli: 5 };
        assert_eq!(Size { bytes: 10, brotli: 5 }.excess(limit), None);
        let excess = Size { bytes: 11, brotli: 6 }.excess(limit);
        assert_eq!(excess.as_deref(), Some("11 bytes, limit 10; 6 bytes with brotli, limit 5"));
    }

    /// A module with an exported function, one that is called by pointer, and one that both call.
    fn module() -> Vec<u8> {
        let text = r#"(module
            (func $shared (result i32) i32.const 7)
            (func $_ZN7clbplan3api9plan_sync17h0123456789abcdefE (export "plan-sync") (result i32) call $shared)
            (func $_ZN7clbplan3api7explain17h0123456789abcdefE (result i32) call $shared)
            (table 1 funcref)
            (elem (i32.const 0) $_ZN7clbplan3api7explain17h0123456789abcdefE)
            (memory (export "memory") 1)
            (data (i32.const 0) "text"))"#;
        wat::parse_str(text).expect("a valid module")
    }

    #[test]
    fn functions_are_read_with_names_and_sizes() {
        let (functions, pointers) = functions(&module()).expect("it has names");
        let modules: Vec<String> = sum(&functions, |name| owner(name, 2)).into_keys().collect();
        assert_eq!(modules, ["clbplan::api", "shared"]);
        let code: usize = functions.iter().map(|function| function.bytes).sum();
        assert!(code > 0 && code < sections(&module()).expect("it has sections")["code"]);
        assert_eq!(pointers, BTreeSet::from([2]));
    }

    #[test]
    fn shared_code_is_not_attributed_to_one_entry_point() {
        let (functions, pointers) = functions(&module()).expect("it has names");
        let bytes = |index: usize| functions[index].bytes;
        assert_eq!(exclusive_bytes(&functions, &pointers, &["plan_sync"]), bytes(1));
        assert_eq!(exclusive_bytes(&functions, &pointers, &["plan_sync", "explain"]), bytes(0) + bytes(1) + bytes(2));
    }
}
