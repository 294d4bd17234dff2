//! How an answer is rendered: language, colours, width, and the files that findings are located in.

use crate::ansi::Colors;
use crate::messages::Lang;
use crate::source_files::SourceFiles;
use std::path::Path;

#[derive(Debug, Clone, Copy)]
pub struct RenderSettings<'a> {
    pub lang: Lang,
    pub colors: Colors,
    /// Columns of the terminal.
    pub width: usize,
    pub manifests: &'a SourceFiles,
    /// The namespace of manifests that name none, if it is specified.
    pub namespace: Option<&'a str>,
    /// The directory that other programs resolve file names from, if known.
    pub root: Option<&'a Path>,
}

/// `--requests`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CallBodyVisibility {
    /// Only the names of calls.
    Hidden,
    /// Calls with their bodies.
    Shown,
}
