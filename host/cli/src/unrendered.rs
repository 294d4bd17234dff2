//! Folders of manifests that have to be rendered first: Helm charts and kustomizations.
//!
//! Their files are no manifests, so they are not read; the user is told which command renders them.

use crate::input_error::InputError;
use crate::messages::{self, TranslatableText};
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// What renders a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TemplateTool {
    Helm,
    Kustomize,
}

const CHART: &str = "Chart.yaml";
const KUSTOMIZATIONS: [&str; 3] = ["kustomization.yaml", "kustomization.yml", "Kustomization"];

/// Folders that were not read, each once.
#[derive(Debug, Default)]
pub struct FoldersToRender(BTreeSet<(PathBuf, TemplateTool)>);

impl FoldersToRender {
    /// True for a folder that has to be rendered; it is kept.
    pub fn is_folder(&mut self, folder: &Path) -> bool {
        let in_chart = chart_of_templates(folder).map(|chart| (chart, TemplateTool::Helm));
        let found = in_chart.or_else(|| Some((folder.to_path_buf(), renderer(folder)?)));
        self.keep(found)
    }

    /// True for a file that is part of a chart or describes a kustomization; its folder is kept.
    pub fn is_file(&mut self, file: &Path) -> bool {
        let folder = match file.parent() {
            Some(parent) if parent.as_os_str().is_empty() => Path::new("."),
            Some(parent) => parent,
            None => return false,
        };
        let name = file.file_name().and_then(OsStr::to_str).unwrap_or_default();
        let found = if KUSTOMIZATIONS.contains(&name) {
            Some((folder.to_path_buf(), TemplateTool::Kustomize))
        } else if folder.join(CHART).is_file() && (name == CHART || name.starts_with("values")) {
            Some((folder.to_path_buf(), TemplateTool::Helm))
        } else {
            chart_of_templates(folder).map(|chart| (chart, TemplateTool::Helm))
        };
        self.keep(found)
    }

    fn keep(&mut self, found: Option<(PathBuf, TemplateTool)>) -> bool {
        let is_found = found.is_some();
        self.0.extend(found);
        is_found
    }

    /// Errors, one for each folder: for an input that has nothing else.
    pub fn errors(&self) -> impl Iterator<Item = InputError> {
        self.0.iter().map(|(folder, renderer)| {
            let (what, help) = texts(folder, *renderer);
            InputError::new(what).help(help)
        })
    }

    /// Notes, one for each folder: for an input that has other files as well.
    pub fn notes(&self) -> impl Iterator<Item = TranslatableText> {
        self.0.iter().map(|(folder, renderer)| {
            let (what, help) = texts(folder, *renderer);
            messages::WITH_HELP.with("what", what).with("help", help)
        })
    }
}

fn renderer(folder: &Path) -> Option<TemplateTool> {
    if folder.join(CHART).is_file() {
        return Some(TemplateTool::Helm);
    }
    KUSTOMIZATIONS.iter().any(|name| folder.join(name).is_file()).then_some(TemplateTool::Kustomize)
}

/// The chart of a folder named `templates`, or of one below.
fn chart_of_templates(folder: &Path) -> Option<PathBuf> {
    let templates = folder.ancestors().filter(|ancestor| ancestor.file_name() == Some(OsStr::new("templates")));
    let mut charts = templates.filter_map(Path::parent).filter(|chart| chart.join(CHART).is_file());
    charts.next().map(|chart| if chart.as_os_str().is_empty() { PathBuf::from(".") } else { chart.to_path_buf() })
}

fn texts(folder: &Path, renderer: TemplateTool) -> (TranslatableText, TranslatableText) {
    let path = folder.display().to_string();
    let (what, command) = match renderer {
        TemplateTool::Helm => (&messages::CHART, format!("helm template {path}")),
        TemplateTool::Kustomize => (&messages::KUSTOMIZATION, format!("kubectl kustomize {path}")),
    };
    (what.with("path", path), messages::RENDER_HELP.with("command", command))
}
