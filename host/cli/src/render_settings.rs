//! How an answer is rendered: language, colours, width, and the files that findings are located in.

use crate::ansi::UseColors;
use crate::finding_verbosity::{FindingDetail, OldFindingsDetail};
use crate::location::file_line_column;
use crate::messages::Lang;
use crate::module_answer::Diagnostic;
use crate::source_files::SourceFiles;
use std::path::Path;

#[derive(Debug, Clone, Copy)]
pub struct RenderSettings<'a> {
    pub lang: Lang,
    pub colors: UseColors,
    /// Columns of a wrapped line.
    pub width: usize,
    /// Columns of a line of a table; `None` if nothing limits it, as in a pipe.
    pub table_width: Option<usize>,
    pub manifests: &'a SourceFiles,
    /// The namespace of manifests that name none, if it is specified.
    pub namespace: Option<&'a str>,
    pub old: OldFindingsDetail,
    pub detail: FindingDetail,
    /// The answer compares with live objects, so that each finding is old or new.
    pub is_compared: bool,
    /// What could not be read of cluster and cloud.
    pub not_read: &'a [String],
    /// The directory that other programs resolve file names from, if known.
    pub root: Option<&'a Path>,
}

impl RenderSettings<'_> {
    /// `shop.yaml:7:5`, where the finding has a location.
    pub fn location(&self, finding: &Diagnostic) -> Option<String> {
        finding.source.as_ref().and_then(|source| file_line_column(self.manifests, source, self.root))
    }
}

/// `--requests`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CallBodyVisibility {
    /// Only the names of calls.
    Hidden,
    /// Calls with their bodies.
    Shown,
}
