//! Manifests that name no namespace: `kubectl -n`, Helm and GitOps tools supply it from outside, so it can only be assumed.

use super::{codes, reasons};
use crate::diagnostic::{Diagnostic, Edit, Fix, Reason, Span};
use crate::request::ServiceName;
use crate::sorted_map::{SortedMap, SortedSet, sort};
use crate::syntax::{KubernetesObject, Member};
use crate::tke::annotation_notes_and_fix_titles;

/// Whether live Services without a manifest are deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PruneMode {
    /// They are.
    On,
    /// They stay.
    Off,
}

/// What follows from namespaces that were assumed.
#[derive(Debug, Default)]
pub struct AssumedNamespaceOutcome {
    /// Live Services in another namespace that a manifest may mean.
    pub possible_targets: SortedSet<ServiceName>,
    /// The assumption.
    pub(super) assumption: Option<Reason>,
    /// Manifests that may mean a Service in another namespace.
    pub(super) findings: Vec<Diagnostic>,
}

impl AssumedNamespaceOutcome {
    /// Looks for live Services that the manifests may mean. `manifests` are in the assumed namespace already.
    pub(super) fn of(
        manifests: &[KubernetesObject],
        live: &[KubernetesObject],
        text: &str,
        pruning: PruneMode,
    ) -> AssumedNamespaceOutcome {
        let is_service = |object: &&KubernetesObject| object.kind() == "Service" && !object.name().is_empty();
        let assumed: Vec<&KubernetesObject> =
            manifests.iter().filter(is_service).filter(|object| object.is_without_namespace()).collect();
        if assumed.is_empty() {
            return AssumedNamespaceOutcome::default();
        }
        let mut by_name: SortedMap<&str, Vec<&KubernetesObject>> = SortedMap::new();
        for object in live.iter().filter(is_service) {
            by_name.get_or_default(object.name()).push(object);
        }
        let names = assumed.iter().map(|object| format!("`{}`", object.name())).collect();
        let mut found = AssumedNamespaceOutcome {
            assumption: Some(reasons::NAMESPACE_ASSUMED.reason().list("names", names)),
            ..AssumedNamespaceOutcome::default()
        };
        for object in assumed {
            let same: &[&KubernetesObject] = by_name.get(object.name()).map_or(&[], Vec::as_slice);
            let is_found = same.iter().any(|live| live.namespace() == object.namespace());
            let concerned = has_load_balancer_type(object) || same.iter().any(|live| has_load_balancer_type(live));
            // One of several namesakes is not more likely than the others; but each of them may be the one that is meant,
            // and must not be pruned.
            if is_found || !concerned || same.is_empty() || (same.len() > 1 && pruning == PruneMode::Off) {
                continue;
            }
            found.findings.push(other_namespace(object, same, text));
            found.possible_targets.extend(same.iter().map(|live| ServiceName::of(live)));
        }
        found
    }
}

fn has_load_balancer_type(object: &KubernetesObject) -> bool {
    object.node.at(&["spec", "type"]).and_then(crate::syntax::SyntaxNode::as_str) == Some("LoadBalancer")
}

fn other_namespace(object: &KubernetesObject, same: &[&KubernetesObject], text: &str) -> Diagnostic {
    let mut others: Vec<String> = same.iter().map(|live| format!("`{}`", ServiceName::of(live))).collect();
    sort(&mut others);
    let name = object.metadata().and_then(|metadata| metadata.member("name"));
    let fix = match same {
        [only] => name.and_then(|name| namespace_added(object, name, only.namespace(), text)),
        _ => None,
    };
    Diagnostic::new(&codes::OTHER_NAMESPACE)
        .arg("service", ServiceName::of(object).to_string())
        .list("others", others)
        .object(object.reference.clone())
        .path("metadata.name")
        .location(name.and_then(|name| object.location(name.value.span)))
        .optional_fix(fix)
}

/// Writes the namespace before the name, in the style of the text there.
fn namespace_added(object: &KubernetesObject, name: &Member, namespace: &str, text: &str) -> Option<Fix> {
    let absent = object.metadata()?.member("namespace").is_none();
    let at = name.key_span.start;
    let before = text.get(..at as usize)?;
    let line = before.rsplit('\n').next()?;
    let is_json = text.get(at as usize..)?.starts_with('"');
    let value = if namespace.starts_with(|first: char| first.is_ascii_digit()) || is_word(namespace) || is_json {
        format!("\"{namespace}\"")
    } else {
        namespace.to_owned()
    };
    let entry = match (line.trim().is_empty(), is_json) {
        (_, true) => format!("\"namespace\": {value}, "),
        (true, false) if !line.contains('\t') => format!("namespace: {value}\n{line}"),
        (_, false) if before.trim_end().ends_with(['{', ',']) => format!("namespace: {value}, "),
        (_, false) => return None,
    };
    let title = annotation_notes_and_fix_titles::REPLACE.with("text", format!("namespace: {namespace}"));
    let edits = vec![Edit { span: Span { start: at, end: at }, text: entry }];
    (absent && !name.key_span.is_none()).then_some(Fix { title, edits })
}

/// True for a name that YAML reads as another type.
fn is_word(name: &str) -> bool {
    ["true", "false", "null", "yes", "no", "on", "off", "y", "n"].contains(&name)
}
