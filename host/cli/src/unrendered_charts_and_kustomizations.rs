//! What has to be rendered first: Helm charts and kustomizations, and files that are a part of one.
//!
//! They are no manifests, so they are not read; the user is told which command renders them.

use crate::input_error::InputError;
use crate::messages::{self, TranslatableText};
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// What is not rendered, and by what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum UnrenderedSourceKind {
    HelmChart,
    /// A file with values of a chart that is elsewhere.
    HelmValues,
    Kustomization,
    /// A file with a patch of a kustomization that is elsewhere.
    KustomizePatch,
}

const CHART: &str = "Chart.yaml";
const KUSTOMIZATIONS: [&str; 3] = ["kustomization.yaml", "kustomization.yml", "Kustomization"];

/// Folders and files that were not read, each once.
#[derive(Debug, Default)]
pub struct UnrenderedSources(BTreeSet<(PathBuf, UnrenderedSourceKind)>);

impl UnrenderedSources {
    /// True for a folder that has to be rendered; it is kept.
    pub fn is_folder(&mut self, folder: &Path) -> bool {
        let in_chart = chart_of_templates(folder).map(|chart| (chart, UnrenderedSourceKind::HelmChart));
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
            Some((folder.to_path_buf(), UnrenderedSourceKind::Kustomization))
        } else if folder.join(CHART).is_file() && (name == CHART || name.starts_with("values")) {
            Some((folder.to_path_buf(), UnrenderedSourceKind::HelmChart))
        } else {
            chart_of_templates(folder).map(|chart| (chart, UnrenderedSourceKind::HelmChart))
        };
        self.keep(found)
    }

    /// True for a file whose text shows that it is a part of a chart or a kustomization; it is kept.
    pub fn is_text(&mut self, file: &Path, text: &str) -> bool {
        let name = file.file_name().and_then(OsStr::to_str).unwrap_or_default();
        let has = |key: &str| text.lines().any(|line| is_key(line, key));
        let found = if has("$patch") {
            Some(UnrenderedSourceKind::KustomizePatch)
        } else {
            let is_object = || text.lines().any(|line| !line.starts_with(' ') && is_key(line, "kind"));
            (name.starts_with("values") && !text.trim_start().starts_with('{') && !is_object())
                .then_some(UnrenderedSourceKind::HelmValues)
        };
        self.keep(found.map(|found| (file.to_path_buf(), found)))
    }

    fn keep(&mut self, found: Option<(PathBuf, UnrenderedSourceKind)>) -> bool {
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

fn renderer(folder: &Path) -> Option<UnrenderedSourceKind> {
    if folder.join(CHART).is_file() {
        return Some(UnrenderedSourceKind::HelmChart);
    }
    KUSTOMIZATIONS.iter().any(|name| folder.join(name).is_file()).then_some(UnrenderedSourceKind::Kustomization)
}

/// The chart of a folder named `templates`, or of one below.
fn chart_of_templates(folder: &Path) -> Option<PathBuf> {
    let templates = folder.ancestors().filter(|ancestor| ancestor.file_name() == Some(OsStr::new("templates")));
    let mut charts = templates.filter_map(Path::parent).filter(|chart| chart.join(CHART).is_file());
    charts.next().map(|chart| if chart.as_os_str().is_empty() { PathBuf::from(".") } else { chart.to_path_buf() })
}

/// True for a line `key: value` of YAML, also the first one of an item.
fn is_key(line: &str, key: &str) -> bool {
    let line = line.trim_start().trim_start_matches("- ").trim_start().trim_start_matches(['"', '\'']);
    let rest = line.strip_prefix(key).map(|rest| rest.trim_start_matches(['"', '\'']).trim_start());
    rest.is_some_and(|rest| rest.starts_with(':'))
}

fn texts(path: &Path, kind: UnrenderedSourceKind) -> (TranslatableText, TranslatableText) {
    let path = path.display().to_string();
    let (what, command) = match kind {
        UnrenderedSourceKind::HelmChart => (&messages::CHART, format!("helm template {path}")),
        UnrenderedSourceKind::HelmValues => (&messages::CHART_VALUES, format!("helm template CHART --values {path}")),
        UnrenderedSourceKind::Kustomization => (&messages::KUSTOMIZATION, format!("kubectl kustomize {path}")),
        UnrenderedSourceKind::KustomizePatch => (&messages::KUSTOMIZE_PATCH, "kubectl kustomize DIRECTORY".to_string()),
    };
    (what.with("path", path), messages::RENDER_HELP.with("command", command))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_and_patches_are_recognised_by_their_text() {
        let is_text = |name: &str, text: &str| UnrenderedSources::default().is_text(Path::new(name), text);
        for (name, text) in [
            ("values.yaml", "replicaCount: 1\nservice:\n  kind: LoadBalancer\n"),
            ("a/values-prod.yaml", "image: web\n"),
            ("web.yaml", "kind: Service\nspec:\n  ports:\n  - $patch: replace\n"),
            ("web.yaml", "kind: Service\n\"$patch\": delete\nmetadata: {name: web}\n"),
        ] {
            assert!(is_text(name, text), "{name}: {text}");
        }
        for (name, text) in [
            ("values.yaml", "apiVersion: v1\nkind: Service\n"),
            ("values.json", "{\"kind\": \"Service\"}"),
            ("web.yaml", "replicaCount: 1\n"),
            ("web.yaml", "kind: ConfigMap\ndata:\n  x: '$patch: replace'\n"),
        ] {
            assert!(!is_text(name, text), "{name}: {text}");
        }
    }
}
