//! The files of `--clb`: which there are, and what their names say about their content.

use crate::input_error::InputError;
use crate::messages;
use crate::read_files::{leads_out, visible_entries};
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

/// The JSON files of a directory and below, sorted; pipes and hidden files are left out. A link that leads out of `root` is
/// an error: the state would lack what it leads to.
pub fn json_files(folder: &Path, root: &Path, found: &mut Vec<PathBuf>, errors: &mut Vec<InputError>) {
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
            json_files(&path, root, found, errors);
        } else if path.extension() == Some(OsStr::new("json")) && path.is_file() {
            if path.is_symlink() && leads_out(&path, root) {
                errors.push(InputError::new(messages::LINK_SKIPPED.with("path", path.display().to_string())));
            } else {
                found.push(path);
            }
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use crate::messages::Lang;
    use crate::temporary_test_folder::TemporaryTestFolder;

    #[test]
    fn links_out_of_a_directory_are_refused() {
        let directory = TemporaryTestFolder::new("clb-links");
        directory.write("secret.json", b"{}");
        directory.write("in/all.json", b"{}");
        std::os::unix::fs::symlink(directory.path("secret.json"), directory.path("in/out.json")).unwrap();
        std::os::unix::fs::symlink("all.json", directory.path("in/same.json")).unwrap();
        let (mut found, mut errors) = (Vec::new(), Vec::new());
        let folder = directory.path("in");
        json_files(&folder, &folder.canonicalize().unwrap(), &mut found, &mut errors);
        let text: String = errors.iter().map(|error| error.text(Lang::En)).collect();
        assert!(text.contains("out.json` was not read, because it links out of the directory"), "{text}");
        assert_eq!((found.len(), errors.len()), (2, 1));
    }
}
