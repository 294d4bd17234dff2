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
    let output = Command::new("kubectl").args(["kustomize", "--"]).arg(folder).stdin(Stdio::null()).output();
    let output = output.map_err(|error| {
        let what = messages::KUSTOMIZE_NOT_RUN.with("path", path.as_str());
        InputError::new(what).caused_by(error).help(messages::KUSTOMIZE_NOT_RUN_HELP.with("path", path.as_str()))
    })?;
    if !output.status.success() {
        let what = messages::KUSTOMIZE_FAILED.with("path", path);
        return Err(InputError::new(what).caused_by(String::from_utf8_lossy(&output.stderr).trim()));
    }
    decode(format!("<kustomize {path}>"), output.stdout)
}
