//! The npm packages: one for each use of the core, so that nobody downloads several forms of the same module.
//!
//! `pkg/` is the package `clbplan` and has the files of all of them. npm packs no file outside of a package's folder, so the folders
//! of the others get copies of what their `files` name.

use crate::run_command::root;
use anyhow::{Context, bail};
use serde_json::Value;
use std::fs;
use std::path::Path;

/// The folder of the package `clbplan`.
pub const CORE: &str = "pkg";

/// The folder of `clbplan-wasm`: the portable modules and the component.
pub const WASM: &str = "pkg/npm/wasm";

/// The folder of `clbplan-element`: the custom element.
pub const ELEMENT: &str = "pkg/npm/element";

/// Copies the files of a package from `pkg/` into its folder.
pub fn fill(package: &str) -> anyhow::Result<()> {
    let folder = root().join(package);
    for name in files(package)? {
        copy(&root().join(CORE).join(&name), &folder.join(&name))?;
    }
    Ok(())
}

/// The `files` of a package's manifest, without the slash at the start.
fn files(package: &str) -> anyhow::Result<Vec<String>> {
    let manifest = root().join(package).join("package.json");
    let text = fs::read_to_string(&manifest).with_context(|| format!("cannot read {}", manifest.display()))?;
    let manifest: Value = serde_json::from_str(&text)?;
    let names = manifest.get("files").and_then(Value::as_array).with_context(|| format!("{package} has no `files`"))?;
    let plain = |name: &Value| name.as_str().map(|name| name.trim_matches('/').to_owned());
    names.iter().map(|name| plain(name).context("`files` are texts")).collect()
}

/// Copies a file or a folder, in which nothing older stays.
fn copy(from: &Path, to: &Path) -> anyhow::Result<()> {
    if !from.exists() {
        bail!("{} is missing: `cargo xtask build` makes it", from.display());
    }
    if !from.is_dir() {
        fs::copy(from, to).with_context(|| format!("cannot write {}", to.display()))?;
        return Ok(());
    }
    if to.exists() {
        fs::remove_dir_all(to)?;
    }
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let name = entry?.file_name();
        copy(&from.join(&name), &to.join(&name))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{CORE, ELEMENT, WASM, files};

    /// What is in two packages is small: types and notices.
    #[test]
    fn no_module_and_no_script_is_in_two_packages() {
        let mut all: Vec<String> =
            [CORE, ELEMENT, WASM].iter().flat_map(|package| files(package).expect("names")).collect();
        all.sort();
        let twice: Vec<&str> = all.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0].as_str()).collect();
        assert_eq!(twice, ["NOTICES.txt", "NOTICES.txt", "clbplan.d.ts", "wasm.d.ts"]);
    }
}
