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
    pub old: OldFindings,
    pub detail: FindingDetail,
    /// The answer compares with live objects, so that each finding is old or new.
    pub is_compared: bool,
    /// The directory that other programs resolve file names from, if known.
    pub root: Option<&'a Path>,
}

/// What becomes of findings and plans that the change does not bring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OldFindings {
    /// They are counted.
    Counted,
    /// They are listed: `--all`, `--fail-on-old`.
    Listed,
}

/// How much is said about each finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FindingDetail {
    /// Equal findings are one block, notes are one line.
    Brief,
    /// `--verbose`.
    Full,
}

/// `--requests`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CallBodyVisibility {
    /// Only the names of calls.
    Hidden,
    /// Calls with their bodies.
    Shown,
}
