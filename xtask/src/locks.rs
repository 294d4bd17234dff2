//! What npm's lock files must say: of every package which bytes it is, which packages run something when they are installed,
//! and that what goes into the page has a licence that is allowed.

use crate::shell::root;
use crate::supply::is_allowed;
use anyhow::Context;
use serde_json::Value;
use std::fs;

/// Folders with a lock file.
const LOCKED: [&str; 4] = ["xtask", "web", "tests/package", "host/headlamp"];

/// Where packages that are not for development only are handed out, inside of the page and of the element.
const HANDED_OUT: &str = "web";

/// Packages that run something when they are installed; no other may. None of them is handed out.
const INSTALL_SCRIPTS: [(&str, &str); 4] = [
    ("tests/package", "esbuild"),
    ("host/headlamp", "esbuild"),
    ("host/headlamp", "@swc/core"),
    ("host/headlamp", "msw"),
];

/// What is wrong with them.
pub fn problems() -> anyhow::Result<Vec<String>> {
    let mut problems = Vec::new();
    for folder in LOCKED {
        let file = root().join(folder).join("package-lock.json");
        let text = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
        let lock: Value = serde_json::from_slice(&text)?;
        let packages = lock["packages"].as_object().context("a lock file lists packages")?;
        for (path, package) in packages {
            // Ours have no place under node_modules.
            if let Some((_, name)) = path.rsplit_once("node_modules/").filter(|_| package["link"] != true) {
                problems.extend(problem(folder, name, package).map(|what| format!("{folder}: {name} {what}")));
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
        return Some("runs something when it is installed: read it, and list it".to_owned());
    }
    let licence = package["license"].as_str().unwrap_or_default();
    let handed_out = folder == HANDED_OUT && package["dev"] != true && package["devOptional"] != true;
    (handed_out && !is_allowed(licence)).then(|| format!("is licensed `{licence}`, which is not among those allowed"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_package_has_a_hash_a_licence_and_no_script() {
        let fine = json!({ "integrity": "sha512-x", "license": "MIT" });
        assert_eq!(problem("web", "a", &fine), None);
        let with = |key: &str, value: Value| {
            let mut package = fine.clone();
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
    fn the_lock_files_are_as_they_must_be() {
        assert_eq!(problems().expect("they can be read"), Vec::<String>::new());
    }
}
