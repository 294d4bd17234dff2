//! What must be the same in all packages: the version, the licence, and the address of the repository.

use crate::run_command::root;
use anyhow::Context;
use std::fs;

/// Manifests, and how each writes the version. `{}` stands for it.
const VERSIONS: [(&str, &str); 7] = [
    ("host/python/pyproject.toml", "\nversion = \"{}\"\n"),
    ("host/go/clbplan.go", "\nconst Version = \"{}\"\n"),
    ("host/java/pom.xml", "<artifactId>clbplan</artifactId>\n  <version>{}</version>\n"),
    ("host/java/README.md", "<artifactId>clbplan</artifactId>\n  <version>{}</version>\n"),
    ("pkg/package.json", NPM),
    ("pkg/npm/element/package.json", NPM),
    ("pkg/npm/wasm/package.json", NPM),
];

/// How a manifest of npm writes it.
const NPM: &str = "\n  \"version\": \"{}\",\n";

/// Folders that are published, each with a copy of the licence.
const PACKAGES: [&str; 7] =
    ["host/rust", "host/python", "host/go", "host/java", "pkg", "pkg/npm/element", "pkg/npm/wasm"];

/// Manifests that name the repository.
const WITH_REPOSITORY: [&str; 5] = [
    "host/python/pyproject.toml",
    "host/java/pom.xml",
    "pkg/package.json",
    "pkg/npm/element/package.json",
    "pkg/npm/wasm/package.json",
];

/// Each difference as a sentence.
pub fn problems() -> anyhow::Result<Vec<String>> {
    let workspace = text("Cargo.toml")?;
    let value = |key: &str| {
        let line = workspace.lines().find_map(|line| line.strip_prefix(&format!("{key} = \"")));
        line.and_then(|rest| rest.strip_suffix('"')).with_context(|| format!("Cargo.toml has no {key}"))
    };
    let (version, repository) = (value("version")?, value("repository")?);
    let licence = text("LICENSE")?;
    let mut problems = Vec::new();
    if !text("CHANGELOG.md")?.contains(&format!("\n## {version}")) {
        problems.push(format!("CHANGELOG.md has no section for {version}"));
    }
    for (file, pattern) in VERSIONS {
        if !text(file)?.contains(&pattern.replace("{}", version)) {
            problems.push(format!("{file}: the version is not {version}"));
        }
    }
    for folder in PACKAGES {
        if text(&format!("{folder}/LICENSE")).ok().as_ref() != Some(&licence) {
            problems.push(format!("{folder}/LICENSE is not a copy of LICENSE"));
        }
    }
    for file in WITH_REPOSITORY {
        if !text(file)?.contains(repository) {
            problems.push(format!("{file} does not name {repository}"));
        }
    }
    Ok(problems)
}

fn text(file: &str) -> anyhow::Result<String> {
    fs::read_to_string(root().join(file)).with_context(|| format!("cannot read {file}"))
}

#[cfg(test)]
mod tests {
    #[test]
    fn packages_have_the_same_version_licence_and_repository() {
        assert_eq!(super::problems().expect("every manifest can be read"), Vec::<String>::new());
    }
}
