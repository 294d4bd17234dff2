//! What others' code goes into what is handed out: licences, sources, build scripts, and a list of it.
//!
//! All of it is read from `cargo tree` and `cargo metadata` and needs no network. Advisories, which need a database from
//! the network, are not looked at.

use crate::shell::{cargo, root, target_dir};
use anyhow::{Context, bail};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;

/// The rules, which cargo-deny reads as well: there stands which licences everything handed out may have.
const RULES: &str = include_str!("../../deny.toml");

/// Build scripts in the dependencies of the module, each for what it does; none of them leaves the machine, and none but
/// these may be there.
const BUILD_SCRIPTS: [(&str, &str); 8] = [
    ("proc-macro2", "asks the compiler which features it has"),
    ("quote", "asks the compiler for its version"),
    ("rustversion", "asks the compiler for its version"),
    ("serde", "asks the compiler for its version, and writes a file that names its own"),
    ("serde_core", "asks the compiler for its version, and writes a file that names its own"),
    ("serde_json", "chooses the width of arithmetic for the target"),
    ("thiserror", "asks the compiler which features it has"),
    ("zmij", "asks the compiler for its version"),
];
/// The same of the JavaScript packaging.
const BUILD_SCRIPTS_OF_WEB: [(&str, &str); 2] = [
    ("wasm-bindgen", "names features to the compiler"),
    ("wasm-bindgen-shared", "takes a hash of its own source, and asks git which commit that is"),
];

/// The crates behind a package, as cargo resolves them for it.
struct Behind {
    packages: Vec<Value>,
}

/// A part of `cargo xtask test`.
pub fn check() -> anyhow::Result<()> {
    let mut problems = crate::locks::problems()?;
    for (name, features) in [("clbplan", "module,web"), ("clbplan-cli", "")] {
        problems.extend(Behind::of(name, features)?.problems());
    }
    let known: BTreeSet<&str> = BUILD_SCRIPTS.iter().chain(&BUILD_SCRIPTS_OF_WEB).map(|(name, _)| *name).collect();
    let scripts: BTreeSet<String> = Behind::of("clbplan", "module,web")?.build_scripts().collect();
    problems.extend(
        scripts
            .iter()
            .filter(|name| !known.contains(name.as_str()))
            .map(|name| format!("{name} has a build script: read it, and list it with what it does")),
    );
    problems.extend(
        known
            .iter()
            .filter(|name| !scripts.contains(**name))
            .map(|name| format!("{name} has no build script any more")),
    );
    problems.sort();
    problems.dedup();
    if problems.is_empty() { Ok(()) } else { bail!(problems.join("\n")) }
}

/// `cargo xtask sbom`.
pub fn sbom() -> anyhow::Result<()> {
    let folder = target_dir().join("sbom");
    fs::create_dir_all(&folder)?;
    for (name, features) in [("clbplan", "module,web"), ("clbplan-cli", "")] {
        let text = serde_json::to_string_pretty(&Behind::of(name, features)?.cyclonedx(name))?;
        let file = folder.join(format!("{name}.cdx.json"));
        fs::write(&file, text + "\n")?;
        eprintln!("{}", file.display());
    }
    Ok(())
}

impl Behind {
    /// Without what only tests and other packages need.
    fn of(package: &str, features: &str) -> anyhow::Result<Behind> {
        let mut tree = cargo();
        tree.args(["tree", "--locked", "--package", package, "--features", features, "--edges", "normal,build"]);
        tree.args(["--prefix", "none", "--format", "{p}", "--target", "all"]);
        let text = crate::shell::answer(&mut tree).context("`cargo tree` failed")?;
        let word = |line: &str, at: usize| line.split(' ').nth(at).unwrap_or_default().to_owned();
        let names: BTreeSet<(String, String)> =
            text.lines().map(|line| (word(line, 0), word(line, 1).trim_start_matches('v').to_owned())).collect();
        let text = crate::shell::answer(cargo().args(["metadata", "--locked", "--format-version", "1"]));
        let metadata: Value = serde_json::from_str(&text.context("`cargo metadata` failed")?)?;
        let all = metadata["packages"].as_array().context("packages")?;
        let key = |package: &Value| (text_of(package, "name"), text_of(package, "version"));
        let packages = all.iter().filter(|package| names.contains(&key(package))).cloned().collect();
        Ok(Behind { packages })
    }

    fn problems(&self) -> impl Iterator<Item = String> {
        self.packages
            .iter()
            .flat_map(|package| {
                let name = text_of(package, "name");
                let licence = text_of(package, "license");
                let allowed = is_allowed(&licence);
                let source = text_of(package, "source");
                let ours =
                    source.is_empty() && text_of(package, "manifest_path").starts_with(&*root().to_string_lossy());
                let registry = source == "registry+https://github.com/rust-lang/crates.io-index";
                [
                    (!allowed).then(|| format!("{name} is licensed `{licence}`, which is not among those allowed")),
                    (!ours && !registry).then(|| format!("{name} comes from `{source}`")),
                ]
            })
            .flatten()
    }

    fn build_scripts(&self) -> impl Iterator<Item = String> {
        let has = |package: &&Value| {
            let targets = package["targets"].as_array().into_iter().flatten();
            targets
                .flat_map(|target| target["kind"].as_array().into_iter().flatten())
                .any(|kind| kind == "custom-build")
        };
        self.packages.iter().filter(has).map(|package| text_of(package, "name"))
    }

    /// CycloneDX 1.6: what there is, of which version, under which licence. Sorted, without time or serial number, so that
    /// the same lock file gives the same bytes.
    fn cyclonedx(&self, name: &str) -> Value {
        let component = |package: &Value| {
            let (name, version) = (text_of(package, "name"), text_of(package, "version"));
            let purl = format!("pkg:cargo/{name}@{version}");
            json!({
                "type": "library",
                "bom-ref": purl,
                "name": name,
                "version": version,
                "purl": purl,
                "licenses": [{ "expression": text_of(package, "license").replace('/', " OR ") }],
            })
        };
        let mut others: Vec<Value> =
            self.packages.iter().filter(|package| package["name"] != name).map(component).collect();
        others.sort_by_key(|component| text_of(component, "purl"));
        let own = self.packages.iter().find(|package| package["name"] == name).map(component);
        json!({ "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "metadata": { "component": own }, "components": others })
    }
}

fn text_of(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or_default().to_owned()
}

/// True when one of the choices has allowed licences only.
pub fn is_allowed(expression: &str) -> bool {
    let one = |licence: &str| licences().any(|allowed| allowed == licence.trim_matches([' ', '(', ')']));
    let choices = expression.replace('/', " OR ");
    // `(A OR B) AND C`: each part by itself.
    choices.split(" AND ").all(|part| part.split(" OR ").any(one))
}

/// The list `allow` of the rules; of a choice one of them is enough.
fn licences() -> impl Iterator<Item = &'static str> {
    let list = RULES.split_once("allow = [").and_then(|(_, rest)| rest.split_once(']')).map_or("", |(list, _)| list);
    list.lines().filter_map(|line| line.trim().trim_end_matches(',').strip_prefix('"')?.strip_suffix('"'))
}

#[cfg(test)]
mod tests {
    use super::is_allowed;

    #[test]
    fn of_a_choice_one_is_enough_and_of_several_all_are_needed() {
        assert!(is_allowed("MIT OR GPL-3.0-only"));
        assert!(is_allowed("Unlicense/MIT"));
        assert!(is_allowed("(MIT OR Apache-2.0) AND Unicode-3.0"));
        assert!(!is_allowed("MIT AND GPL-3.0-only"));
        assert!(!is_allowed(""));
    }
}
