//! The notices of the licences of what is distributed: most licences ask that copies carry them.
//!
//! The texts are those of the files in the crates. A crate without such a file is listed with its licence's name and its
//! authors.

use crate::check_distributed_crates::{DISTRIBUTED, Dependencies};
use crate::run_command::target_dir;
use anyhow::Context;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The beginnings of the names of files with notices.
const NAMES: [&str; 6] = ["license", "licence", "copying", "copyright", "notice", "unlicense"];

const RUST: &str =
    "The standard library of Rust is licensed under MIT OR Apache-2.0.\nCopyright (c) The Rust Project Contributors\n";

/// The notices of the crates in a package as one text; equal texts once.
pub fn of(package: &str, features: &str) -> anyhow::Result<String> {
    let mut crates_by_text: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for dependency in Dependencies::of(package, features)?.foreign() {
        let name = format!(
            "{} {} ({})",
            field(dependency, "name"),
            field(dependency, "version"),
            field(dependency, "license")
        );
        let manifest = PathBuf::from(field(dependency, "manifest_path"));
        let folder = manifest.parent().context("a manifest has a folder")?;
        let mut texts = notices_in(folder)?;
        if texts.is_empty() {
            let authors = dependency["authors"].as_array().into_iter().flatten().filter_map(Value::as_str);
            texts.push(format!("Copyright (c) {}\n", authors.collect::<Vec<_>>().join(", ")));
        }
        for text in texts {
            crates_by_text.entry(text).or_default().push(name.clone());
        }
    }
    let mut sections: Vec<String> = crates_by_text
        .into_iter()
        .map(|(text, mut names)| {
            names.sort();
            names.dedup();
            format!("{}\n\n{}", names.join("\n"), text.trim_end())
        })
        .collect();
    sections.sort();
    sections.insert(0, RUST.trim_end().to_owned());
    Ok(sections.join(&format!("\n\n{}\n\n", "-".repeat(80))) + "\n")
}

/// The texts of the files with notices, with line breaks of one kind.
fn notices_in(folder: &Path) -> anyhow::Result<Vec<String>> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)?.flatten().map(|entry| entry.path()).collect();
    files.retain(|file| {
        let name = file.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        file.is_file() && NAMES.iter().any(|beginning| name.starts_with(beginning))
    });
    files.sort();
    files.iter().map(|file| Ok(fs::read_to_string(file)?.replace("\r\n", "\n"))).collect()
}

fn field<'a>(package: &'a Value, name: &str) -> &'a str {
    package[name].as_str().unwrap_or_default()
}

/// Writes the notices of everything that is distributed to `target/sbom/`, beside the lists.
pub fn write() -> anyhow::Result<()> {
    let folder = target_dir().join("sbom");
    fs::create_dir_all(&folder)?;
    for (name, features) in DISTRIBUTED {
        let file = folder.join(format!("{name}.NOTICES.txt"));
        fs::write(&file, of(name, features)?)?;
        eprintln!("{}", file.display());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_crate_in_the_module_has_its_notice() {
        let text = super::of("clbplan", "module,web").unwrap_or_else(|error| error.to_string());
        for name in ["granit-parser ", "jsonc-parser ", "serde ", "serde_json ", "wasm-bindgen "] {
            assert!(text.lines().any(|line| line.starts_with(name)), "{name} in {text}");
        }
        assert!(text.contains("Permission is hereby granted") && text.contains("Copyright"));
        assert!(!text.lines().any(|line| line.starts_with("clbplan ")), "our own licence has its own file");
    }
}
