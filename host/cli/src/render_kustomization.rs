//! `-k`: a kustomization, rendered by kubectl as for `kubectl apply -k`.

use crate::input_error::InputError;
use crate::messages;
use crate::read_files::{FileText, decode};
use std::path::Path;
use std::process::{Command, Stdio};

/// The rendered manifests.
///
/// # Errors
/// kubectl is not there, or cannot render the folder.
pub fn render(folder: &Path) -> Result<FileText, InputError> {
    let path = folder.display().to_string();
    if is_remote(folder, &path) {
        let error = InputError::new(messages::KUSTOMIZE_REMOTE.with("path", path));
        return Err(error.help(&messages::KUSTOMIZE_REMOTE_HELP));
    }
    let output = Command::new("kubectl").args(["kustomize", "--"]).arg(folder).stdin(Stdio::null()).output();
    let output = output.map_err(|error| {
        let what = messages::KUSTOMIZE_NOT_RUN.with("path", path.as_str());
        InputError::new(what).caused_by(error).help(messages::KUSTOMIZE_NOT_RUN_HELP.with("path", path.as_str()))
    })?;
    if !output.status.success() {
        let what = messages::KUSTOMIZE_FAILED.with("path", path);
        return Err(InputError::new(what).caused_by(String::from_utf8_lossy(&output.stderr).trim().replace('\t', " ")));
    }
    decode(format!("<kustomize {path}>"), output.stdout)
}

/// True if kubectl would download the kustomization: an existing folder is never downloaded, whatever its name is; anything else
/// is, if it is written like the address of a repository.
fn is_remote(folder: &Path, path: &str) -> bool {
    let looks_remote = || {
        let host = path.split(['/', ':']).next().unwrap_or_default();
        path.contains("://")
            || path.contains("?ref=")
            || host.contains('@')
            || path.starts_with("git::")
            || is_host(host)
    };
    !folder.exists() && looks_remote()
}

/// `github.com`, and not `..` or a folder like `v1.2`.
fn is_host(name: &str) -> bool {
    let last = name.rsplit_once('.').map(|(_, last)| last).unwrap_or_default();
    !name.starts_with('.') && last.len() > 1 && last.chars().all(|letter| letter.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_remote_and_folders_are_not() {
        for remote in [
            "https://github.com/a/b",
            "ssh://git@example.com/a/b",
            "git@github.com:a/b",
            "git::https://example.com/a",
            "github.com/a/b",
            "github.com/a/b//overlays/prod?ref=v1",
            "a/b?ref=main",
        ] {
            assert!(is_remote(Path::new(remote), remote), "{remote}");
        }
        for local in ["overlays/production", "../base", "./a", "v1.2/x", ".", "/tmp/missing", "src"] {
            assert!(!is_remote(Path::new(local), local), "{local}");
        }
    }
}
