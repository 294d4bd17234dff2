//! Checks npm's lock files: every package has a hash, only known packages run a script at installation, and everything in
//! the page and the element has an allowed licence.

use crate::allowed_licences::is_allowed;
use crate::run_command::root;
use anyhow::Context;
use serde_json::Value;
use std::fs;

/// Folders with a lock file.
const FOLDERS: [&str; 7] =
    ["xtask", "web", "tests/package", "tests/newest-node", "host/headlamp", "host/openshift", "host/backstage"];

/// The folder whose dependencies, other than those for development, are distributed: inside the page and the element.
const DISTRIBUTED: &str = "web";

/// Packages that run a script at installation; no other may. None of them is distributed.
const INSTALL_SCRIPTS: [(&str, &str); 5] = [
    ("tests/package", "esbuild"),
    ("host/backstage", "esbuild"),
    ("host/headlamp", "esbuild"),
    ("host/headlamp", "@swc/core"),
    ("host/headlamp", "msw"),
];

/// Everything that is wrong with the lock files.
pub fn problems() -> anyhow::Result<Vec<String>> {
    let mut problems = Vec::new();
    for folder in FOLDERS {
        let file = root().join(folder).join("package-lock.json");
        let text = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
        let lock: Value = serde_json::from_slice(&text)?;
        let packages = lock["packages"].as_object().context("a lock file lists packages")?;
        for (path, package) in packages {
            // Our own packages are not under node_modules.
            if let Some((_, name)) = path.rsplit_once("node_modules/").filter(|_| package["link"] != true) {
                problems.extend(problem(folder, name, package).map(|text| format!("{folder}: {name} {text}")));
            }
        }
    }
    Ok(problems)
}

fn problem(folder: &str, name: &str, package: &Value) -> Option<String> {
    if !package["integrity"].as_str().is_some_and(|hash| hash.starts_with("sha512-")) {
        return Some("has no hash".to_owned());
    }
    if package["hasInstallScript"] == true && !INSTALL_SCRIPTS.contains(&(folder, name)) {
        return Some("runs a script at installation: read it, and list it".to_owned());
    }
    let licence = package["license"].as_str().unwrap_or_default();
    let distributed = folder == DISTRIBUTED && package["dev"] != true && package["devOptional"] != true;
    (distributed && !is_allowed(licence)).then(|| format!("has the licence `{licence}`, which is not allowed"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_package_needs_a_hash_and_an_allowed_licence_and_may_not_run_a_script() {
        let good = json!({ "integrity": "sha512-x", "license": "MIT" });
        assert_eq!(problem("web", "a", &good), None);
        let with = |key: &str, value: Value| {
            let mut package = good.clone();
            package[key] = value;
            package
        };
        assert!(problem("web", "a", &with("integrity", json!("sha1-x"))).is_some());
        assert!(problem("web", "a", &with("hasInstallScript", json!(true))).is_some());
        assert_eq!(problem("tests/package", "esbuild", &with("hasInstallScript", json!(true))), None);
        let copyleft = with("license", json!("GPL-3.0-only"));
        assert!(problem("web", "a", &copyleft).is_some());
        assert_eq!(problem("tests/package", "a", &copyleft), None);
    }

    #[test]
    fn the_lock_files_have_no_problems() {
        assert_eq!(problems().expect("they can be read"), Vec::<String>::new());
    }
}
