//! `cargo xtask sbom`: lists the crates in what is distributed; and checks their licences, sources and build scripts.
//!
//! Everything is read from `cargo tree` and `cargo metadata`, so no network is needed. Security advisories are not checked:
//! their database is on the network.

use crate::allowed_licences::is_allowed;
use crate::run_command::{cargo, root, stdout_of, target_dir};
use anyhow::Context;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;

/// What is distributed: a package, and the features it is built with.
pub const DISTRIBUTED: [(&str, &str); 2] = [("clbplan", "module,web"), ("clbplan-cli", "")];

/// The build scripts among the module's dependencies, each with what it does. All of them were read, none uses the network,
/// and no other is accepted.
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
/// The same for the JavaScript package.
const BUILD_SCRIPTS_OF_WEB: [(&str, &str); 2] = [
    ("wasm-bindgen", "passes feature names to the compiler"),
    ("wasm-bindgen-shared", "hashes its own source, and asks git for its commit"),
];

/// The crates that a package depends on, with the package itself, as cargo resolves them.
pub struct Dependencies {
    packages: Vec<Value>,
}

/// Dependencies with a licence or source that is not allowed, and build scripts that have not been read.
pub fn problems() -> anyhow::Result<Vec<String>> {
    let mut problems = BTreeSet::new();
    for (name, features) in DISTRIBUTED {
        problems.extend(Dependencies::of(name, features)?.problems());
    }
    let [(module, features), _] = DISTRIBUTED;
    let found: BTreeSet<String> = Dependencies::of(module, features)?.build_scripts().collect();
    let known: BTreeSet<&str> = BUILD_SCRIPTS.iter().chain(&BUILD_SCRIPTS_OF_WEB).map(|(name, _)| *name).collect();
    let unread = found.iter().filter(|name| !known.contains(name.as_str()));
    problems.extend(unread.map(|name| format!("{name} has a build script: read it, and list it with what it does")));
    let gone = known.iter().filter(|name| !found.contains(**name));
    problems.extend(gone.map(|name| format!("{name} no longer has a build script")));
    Ok(problems.into_iter().collect())
}

/// Writes the lists to `target/sbom/`.
pub fn write() -> anyhow::Result<()> {
    let folder = target_dir().join("sbom");
    fs::create_dir_all(&folder)?;
    for (name, features) in DISTRIBUTED {
        let text = serde_json::to_string_pretty(&Dependencies::of(name, features)?.cyclonedx(name))?;
        let file = folder.join(format!("{name}.cdx.json"));
        fs::write(&file, text + "\n")?;
        eprintln!("{}", file.display());
    }
    Ok(())
}

impl Dependencies {
    /// Without dependencies that only tests or other packages have.
    pub fn of(package: &str, features: &str) -> anyhow::Result<Dependencies> {
        let mut tree = cargo();
        tree.args(["tree", "--locked", "--package", package, "--features", features, "--edges", "normal,build"]);
        tree.args(["--prefix", "none", "--format", "{p}", "--target", "all"]);
        let text = stdout_of(&mut tree).context("`cargo tree` failed")?;
        let word = |line: &str, index: usize| line.split(' ').nth(index).unwrap_or_default().to_owned();
        let names: BTreeSet<(String, String)> =
            text.lines().map(|line| (word(line, 0), word(line, 1).trim_start_matches('v').to_owned())).collect();
        let text = stdout_of(cargo().args(["metadata", "--locked", "--format-version", "1"]));
        let metadata: Value = serde_json::from_str(&text.context("`cargo metadata` failed")?)?;
        let all = metadata["packages"].as_array().context("packages")?;
        let key = |package: &Value| (text_of(package, "name"), text_of(package, "version"));
        let packages = all.iter().filter(|package| names.contains(&key(package))).cloned().collect();
        Ok(Dependencies { packages })
    }

    /// The packages that are not of this checkout.
    pub fn foreign(&self) -> impl Iterator<Item = &Value> {
        self.packages.iter().filter(|package| package["source"].is_string())
    }

    fn problems(&self) -> impl Iterator<Item = String> {
        self.packages.iter().flat_map(problems_of).collect::<Vec<_>>().into_iter()
    }

    fn build_scripts(&self) -> impl Iterator<Item = String> {
        let has_build_script = |package: &&Value| {
            let targets = package["targets"].as_array().into_iter().flatten();
            targets
                .flat_map(|target| target["kind"].as_array().into_iter().flatten())
                .any(|kind| kind == "custom-build")
        };
        self.packages.iter().filter(has_build_script).map(|package| text_of(package, "name"))
    }

    /// CycloneDX 1.6: name, version and licence of every crate. Sorted, without time or serial number, so that the same lock
    /// file gives the same bytes.
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

fn problems_of(package: &Value) -> impl Iterator<Item = String> {
    let [name, licence, source, manifest] =
        ["name", "license", "source", "manifest_path"].map(|key| text_of(package, key));
    let own = source.is_empty() && manifest.starts_with(&*root().to_string_lossy());
    let from_registry = source == "registry+https://github.com/rust-lang/crates.io-index";
    let bad_licence = !is_allowed(&licence);
    [
        bad_licence.then(|| format!("{name} has the licence `{licence}`, which is not allowed")),
        (!own && !from_registry).then(|| format!("{name} comes from `{source}`")),
    ]
    .into_iter()
    .flatten()
}

fn text_of(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or_default().to_owned()
}
