//! The files of `--clb`: which there are, and what their names say about their content.

use crate::input_error::InputError;
use crate::messages;
use crate::read_files::visible_entries;
use std::ffi::OsStr;
use std::fs::DirEntry;
use std::path::{Path, PathBuf};

/// The two lists of a load balancer. Both are called `Listeners` in their responses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListenersOrTargets {
    Listeners,
    Targets,
    /// An empty list without a hint: a load balancer without listeners has no targets.
    Both,
}

/// The load balancer that the file is named after: `lb-abcdefgh.json`, `targets-lb-abcdefgh.json`.
pub fn id_in_path(path: &Path) -> Option<String> {
    let stem = path.file_stem()?.to_str()?;
    let start = stem.find("lb-")?;
    let rest = stem.get(start + "lb-".len()..)?;
    let length = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
    (length > 0).then(|| format!("lb-{}", rest.get(..length).unwrap_or_default()))
}

/// The list that the name of the file, or of its folder, announces.
pub fn list_in_path(path: &Path) -> Option<ListenersOrTargets> {
    let parts = [path.file_stem(), path.parent().and_then(Path::file_name)];
    parts.into_iter().flatten().filter_map(OsStr::to_str).map(str::to_lowercase).find_map(|part| {
        let names = [("target", ListenersOrTargets::Targets), ("listener", ListenersOrTargets::Listeners)];
        names.into_iter().find(|(name, _)| part.contains(name)).map(|(_, list)| list)
    })
}

/// The JSON files of a directory and below, sorted; pipes and hidden files are left out.
pub fn json_files(folder: &Path, found: &mut Vec<PathBuf>, errors: &mut Vec<InputError>) {
    let entries = match visible_entries(folder) {
        Ok(entries) => entries,
        Err(error) => {
            let what = messages::NOT_READ.with("path", folder.display().to_string());
            errors.push(InputError::new(what).caused_by(error));
            return;
        }
    };
    for path in entries.iter().map(DirEntry::path) {
        if path.is_dir() && !path.is_symlink() {
            json_files(&path, found, errors);
        } else if path.extension() == Some(OsStr::new("json")) && path.is_file() {
            found.push(path);
        }
    }
}
