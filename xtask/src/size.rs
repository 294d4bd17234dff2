//! `cargo xtask size`: what the modules weigh, and what of it is whose; and the budget that `cargo xtask test` holds them to.
//!
//! Bytes by crate are counted by the names in the linked modules. wasm-opt makes them smaller by about an eighth and throws
//! the names away, so these numbers say where to look, and the first table says what is loaded. Generic code counts for the
//! crate that wrote it, not for the one that made it be compiled.

use crate::build::{self, Module};
use crate::shell::{answer, command, root};
use crate::{npm, package};
use anyhow::{Context, ensure};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use wasmparser::{KnownCustom, Name, Parser, Payload};

/// The most that the portable module may weigh: what has been reached, and a little for what is being written. Lower it
/// when there is less; raise it only for something that is worth it.
const BUDGET: Weight = Weight { bytes: 1_120_000, brotli: 380_000 };

/// What it is to weigh one day: consoles that hold a plugin in a ConfigMap have no room for more.
const AIM: Weight = Weight { bytes: 750_000, brotli: 200_000 };

/// How many rows a table has.
const ROWS: usize = 25;

/// What a file weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Weight {
    bytes: usize,
    brotli: usize,
}

impl Weight {
    /// What is more than it may be, in words.
    fn over(self, most: Weight) -> Option<String> {
        let over = |what: &str, is: usize, most: usize| (is > most).then(|| format!("{is} {what} of at most {most}"));
        let found = [over("bytes", self.bytes, most.bytes), over("bytes with brotli", self.brotli, most.brotli)];
        let words: Vec<String> = found.into_iter().flatten().collect();
        (!words.is_empty()).then(|| words.join(", "))
    }
}

/// Bytes, and bytes with gzip and brotli; without node the last two are not known.
fn weigh(file: &Path) -> anyhow::Result<(usize, Option<(usize, usize)>)> {
    let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?.len();
    if !npm::is_there() {
        return Ok((bytes, None));
    }
    let said = answer(command("node").arg(root().join("xtask/size.mjs")).arg(file)).unwrap_or_default();
    let numbers: Vec<usize> = said.split(' ').filter_map(|number| number.parse().ok()).collect();
    match numbers[..] {
        [_, gzip, brotli] => Ok((bytes, Some((gzip, brotli)))),
        _ => Err(anyhow::anyhow!("xtask/size.mjs says `{said}` of {}", file.display())),
    }
}

/// Fails when the portable module weighs more than [`BUDGET`].
pub fn check() -> anyhow::Result<()> {
    let (bytes, packed) = weigh(&Module::Portable.output())?;
    let weight = Weight { bytes, brotli: packed.map_or(0, |(_, brotli)| brotli) };
    eprintln!("portable module: {bytes} bytes, {} with brotli; {}", weight.brotli, terms());
    match weight.over(BUDGET) {
        None => Ok(()),
        Some(over) => anyhow::bail!(
            "the portable module weighs {over} (BUDGET in xtask/src/size.rs; `cargo xtask size` says what of it is whose)"
        ),
    }
}

fn terms() -> String {
    format!("at most {} and {}, one day {} and {}", BUDGET.bytes, BUDGET.brotli, AIM.bytes, AIM.brotli)
}

/// Prints all there is to say; `--exports` also says what each export costs, which takes a minute for each.
pub fn size(arguments: &[String]) -> anyhow::Result<()> {
    let by_export = match arguments {
        [] => false,
        [flag] if flag == "--exports" => true,
        _ => anyhow::bail!("`cargo xtask size` takes nothing, or --exports"),
    };
    build::build()?;
    println!("{:<10}{:>10}{:>10}{:>10}   ({})", "module", "bytes", "gzip", "brotli", terms());
    for module in [Module::Portable, Module::JavaScript] {
        let (bytes, packed) = weigh(&module.output())?;
        let text = |number: Option<usize>| number.map_or("?".to_owned(), |number| number.to_string());
        let (gzip, brotli) = (text(packed.map(|both| both.0)), text(packed.map(|both| both.1)));
        println!("{:<10}{bytes:>10}{gzip:>10}{brotli:>10}", module.name());
    }
    for module in [Module::Portable, Module::JavaScript] {
        table(&format!("{}: sections, as loaded", module.name()), &sections(&fs::read(module.output())?)?);
    }
    for module in [Module::Portable, Module::JavaScript] {
        let functions = functions(&fs::read(module.linked()?)?)?;
        table(&format!("{}: code by crate, as linked", module.name()), &sum(&functions, |name| owner(name, 1)));
        if module == Module::Portable {
            let ours: Vec<(String, usize)> =
                functions.into_iter().filter(|(name, _)| owner(name, 1) == "clbplan").collect();
            table("portable: our own code by module, as linked", &sum(&ours, |name| owner(name, 2)));
        }
    }
    if by_export { exports() } else { Ok(()) }
}

/// Rows with the largest first, the small ones as one.
fn table(title: &str, rows: &BTreeMap<String, usize>) {
    let mut rows: Vec<(&str, usize)> = rows.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
    rows.sort_by_key(|(name, bytes)| (std::cmp::Reverse(*bytes), *name));
    let all: usize = rows.iter().map(|(_, bytes)| bytes).sum();
    let rest: usize = rows.iter().skip(ROWS).map(|(_, bytes)| bytes).sum();
    println!("\n{title}");
    let last = (rest > 0).then_some(("the rest", rest));
    for (name, bytes) in rows.into_iter().take(ROWS).chain(last).chain([("together", all)]) {
        println!("{bytes:>10} {:>5.1} %  {name}", 100.0 * bytes as f64 / all.max(1) as f64);
    }
}

fn sum(functions: &[(String, usize)], group: impl Fn(&str) -> String) -> BTreeMap<String, usize> {
    let mut out = BTreeMap::new();
    for (name, bytes) in functions {
        *out.entry(group(name)).or_default() += bytes;
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

/// The functions of a module that has names, each with its bytes.
fn functions(wasm: &[u8]) -> anyhow::Result<Vec<(String, usize)>> {
    let (mut bodies, mut names, mut imported) = (Vec::new(), BTreeMap::new(), 0);
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(section) => {
                let functions = section.into_imports().filter(|import| {
                    import.as_ref().is_ok_and(|import| matches!(import.ty, wasmparser::TypeRef::Func(_)))
                });
                imported = functions.count();
            }
            Payload::CodeSectionEntry(body) => bodies.push(length(body.range())),
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(subsections) = section.as_known() {
                    for subsection in subsections {
                        if let Name::Function(map) = subsection? {
                            for naming in map {
                                let naming = naming?;
                                names.insert(naming.index as usize, naming.name.to_owned());
                            }
                        }
                    }
                }
            }
            _ => {}
        }
    }
    ensure!(!names.is_empty(), "the linked module has no names");
    let named = bodies.into_iter().enumerate().map(|(index, bytes)| {
        let name = names.get(&(index + imported)).map_or("?", String::as_str);
        (format!("{:#}", rustc_demangle::demangle(name)), bytes)
    });
    Ok(named.collect())
}

/// The first path in a name, cut to so many parts: `alloc` of `<alloc::vec::Vec<…> as …>::push`.
fn owner(name: &str, parts: usize) -> String {
    let part = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    let Some(end) = name.find("::") else { return name.to_owned() };
    let start = name.get(..end).unwrap_or("").rfind(|c| !part(c)).map_or(0, |at| at + 1);
    let path = name.get(start..).unwrap_or("");
    let words: Vec<&str> =
        path.split("::").take(parts).map(|word| word.split(|c| !part(c)).next().unwrap_or("")).collect();
    words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join("::")
}

/// What of the code goes when an export does, and what only it and others share.
fn exports() -> anyhow::Result<()> {
    let wasm_opt = npm::wasm_opt()?.context("node and npm are needed to measure what an export costs")?;
    let linked = fs::read(Module::Portable.linked()?)?;
    let all = code_without(&linked, &[], &wasm_opt)?;
    println!("\nportable: code that goes with an export (texts stay: the linker has put them together)");
    for gone in
        [&["complete", "hover"][..], &["explain"], &["simulate"], &["plan-sync", "simulate"], &["validate-service"]]
    {
        let left = code_without(&linked, gone, &wasm_opt)?;
        println!("{:>10}  {}", all.saturating_sub(left), gone.join(" and "));
    }
    Ok(())
}

/// Bytes of code that are left, after wasm-opt, of a module that does not export these.
fn code_without(linked: &[u8], gone: &[&str], wasm_opt: &Path) -> anyhow::Result<usize> {
    let folder = build::scratch()?;
    let (input, output): (PathBuf, PathBuf) = (folder.join("fewer.wasm"), folder.join("fewer.small.wasm"));
    fs::write(&input, without_exports(linked, &gone.iter().copied().collect())?)?;
    package::optimise(Some(wasm_opt), &input, &output)?;
    Ok(sections(&fs::read(&output)?)?.get("code").copied().unwrap_or(0))
}

/// The module with fewer exports; all other sections as they are.
fn without_exports(wasm: &[u8], gone: &BTreeSet<&str>) -> anyhow::Result<Vec<u8>> {
    const EXPORTS: u8 = 7;
    let mut out = wasm.get(..8).unwrap_or_default().to_vec();
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload?;
        let mut section = payload
            .as_section()
            .map(|(id, range)| (id, wasm.get(range.start as usize..range.end as usize).unwrap_or_default().to_vec()));
        if let Payload::ExportSection(exports) = payload {
            let kept: Vec<_> = exports.into_iter().collect::<Result<_, _>>()?;
            let kept: Vec<_> = kept.iter().filter(|export| !gone.contains(export.name)).collect();
            let mut bytes = Vec::new();
            number(&mut bytes, kept.len());
            for export in kept {
                number(&mut bytes, export.name.len());
                bytes.extend(export.name.as_bytes());
                // Functions, tables, memories and globals are numbered alike in the format and here.
                bytes.push(export.kind as u8);
                number(&mut bytes, export.index as usize);
            }
            section = Some((EXPORTS, bytes));
        }
        if let Some((id, bytes)) = section {
            out.push(id);
            number(&mut out, bytes.len());
            out.extend(bytes);
        }
    }
    Ok(out)
}

/// A number as the format has it: LEB128.
fn number(out: &mut Vec<u8>, mut value: usize) {
    while value > 0x7f {
        out.push((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_belongs_to_the_first_crate_in_its_name() {
        for (name, crates, modules) in [
            ("clbplan::plan::listeners::plan", "clbplan", "clbplan::plan"),
            ("<alloc::vec::Vec<clbplan::input::Node>>::push", "alloc", "alloc::vec"),
            (
                "<&mut serde_json::de::Deserializer<R> as serde_core::de::Deserializer>::any",
                "serde_json",
                "serde_json::de",
            ),
            ("memcmp", "memcmp", "memcmp"),
        ] {
            assert_eq!((owner(name, 1).as_str(), owner(name, 2).as_str()), (crates, modules));
        }
    }

    #[test]
    fn more_than_the_budget_is_said() {
        let most = Weight { bytes: 10, brotli: 5 };
        assert_eq!(Weight { bytes: 10, brotli: 5 }.over(most), None);
        let over = Weight { bytes: 11, brotli: 6 }.over(most);
        assert_eq!(over.as_deref(), Some("11 bytes of at most 10, 6 bytes with brotli of at most 5"));
    }

    #[test]
    fn numbers_are_written_as_the_format_has_them() {
        let mut out = Vec::new();
        [0, 127, 128, 624_485].into_iter().for_each(|value| number(&mut out, value));
        assert_eq!(out, [0, 0x7f, 0x80, 1, 0xe5, 0x8e, 0x26]);
    }
}
