//! Files that are read again when their content changes.
//!
//! The content is compared, not the time of the change: a mounted Secret or ConfigMap is replaced through symbolic links.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// The name of a file with the operating system's error about it.
#[derive(Debug, thiserror::Error)]
#[error("{}: {error}", .path.display())]
pub struct FileError {
    /// The file.
    pub path: PathBuf,
    /// The error.
    pub error: io::Error,
}

/// Files that belong together, and what they contained last.
pub(crate) struct ReloadedFiles<const N: usize> {
    paths: [PathBuf; N],
    seen: Option<[Vec<u8>; N]>,
}

impl<const N: usize> ReloadedFiles<N> {
    pub(crate) fn new(paths: [PathBuf; N]) -> ReloadedFiles<N> {
        ReloadedFiles { paths, seen: None }
    }

    /// The contents, if one of them is another than before.
    pub(crate) fn changed(&mut self) -> Result<Option<&[Vec<u8>; N]>, FileError> {
        let mut contents = [const { Vec::new() }; N];
        for (content, path) in contents.iter_mut().zip(&self.paths) {
            *content = std::fs::read(path).map_err(|error| FileError { path: path.clone(), error })?;
        }
        if self.seen.as_ref() == Some(&contents) {
            return Ok(None);
        }
        Ok(Some(self.seen.insert(contents)))
    }
}

/// Without the contents: one may be a key.
impl<const N: usize> fmt::Debug for ReloadedFiles<N> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("ReloadedFiles").field("paths", &self.paths).finish_non_exhaustive()
    }
}
