//! `--selector`: what `kubectl apply -l`, `kubectl apply --prune -l` and `kubectl delete -l` would leave out.
//!
//! The module has no selector, so objects that are not selected are taken out of its request. Blanks take their place, so
//! that every position stays what it was. Objects whose labels cannot be read stay: the module reports them.

use crate::input_error::InputError;
use crate::label_selector::LabelSelector;
use crate::messages::{self, TranslatableText};
use crate::objects_with_labels_and_extents::{ObjectExtent, ObjectInText, labelled_objects, objects_and_gaps};
use crate::request::{PositionEncoding, PruneScope, ServiceName};
use crate::source_files::SourceFiles;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Of more objects than these that are left out, the others are counted.
const MAX_NAMES: usize = 5;
/// The last part of the annotation with the load balancer that a Service has.
const ASSIGNED: &str = "loadbalance-id";
/// The namespace of objects that name none.
const DEFAULT_NAMESPACE: &str = "default";

/// The manifests that are selected.
#[derive(Debug)]
pub struct SelectedManifests {
    /// The texts of the files, with blanks in place of the others.
    pub texts: Vec<String>,
    /// What was left out, for the user.
    pub left_out: Vec<TranslatableText>,
    /// Services: the namespace, if the manifest names one, and the name.
    services: Vec<(Option<String>, String)>,
    /// The namespaces that manifests name.
    namespaces: BTreeSet<String>,
    /// Some manifest names no namespace.
    some_without_namespace: bool,
}

impl SelectedManifests {
    /// True for a Service of the manifests. One without a namespace may be any of its name, unless a namespace is specified.
    fn may_name(&self, name: &ServiceName, default_namespace: Option<&str>) -> bool {
        let is_in = |namespace: &Option<String>| match namespace.as_deref().or(default_namespace) {
            Some(namespace) => namespace == name.namespace,
            None => true,
        };
        self.services.iter().any(|(namespace, known)| *known == name.name && is_in(namespace))
    }
}

/// Selects among the manifests.
///
/// # Errors
/// There are some, and none is selected.
pub fn select(
    manifests: &SourceFiles,
    selector: &LabelSelector,
    encoding: Option<PositionEncoding>,
) -> Result<SelectedManifests, InputError> {
    let is_selected = |object: &ObjectInText| is_selected(object.labels.as_ref(), selector);
    let mut texts = Vec::new();
    let mut selected = Vec::new();
    let mut left_out = Vec::new();
    let mut not_read = 0;
    for (_, text) in manifests.files() {
        let (objects, gaps) = objects_and_gaps(text);
        not_read += gaps;
        let mut blanks = Vec::new();
        for object in objects {
            if is_selected(&object) {
                selected.push(object);
            } else {
                left_out.push(object_name(&object));
                blanks.push(object.extent);
            }
        }
        texts.push(with_blanks(text, &blanks, encoding));
    }
    if selected.is_empty() && not_read == 0 && !left_out.is_empty() {
        let what = messages::NOTHING_SELECTED.with("selector", selector.to_string());
        let names = TranslatableText::List(left_out.iter().take(MAX_NAMES).cloned().collect());
        return Err(InputError::new(what).help(messages::NOTHING_SELECTED_HELP.with("names", names)));
    }
    let services = selected.iter().filter(|object| object.kind == "Service");
    Ok(SelectedManifests {
        texts,
        left_out: [
            (!left_out.is_empty()).then(|| left_out_text(selector, &left_out, selected.len() + left_out.len())),
            (not_read > 0).then(|| messages::LABELS_NOT_READ.with("n", not_read.to_string())),
        ]
        .into_iter()
        .flatten()
        .collect(),
        services: services.filter_map(|service| Some((service.namespace.clone(), service.name.clone()?))).collect(),
        namespaces: selected.iter().filter_map(|object| object.namespace.clone()).collect(),
        some_without_namespace: selected.iter().any(|object| object.namespace.is_none()),
    })
}

fn is_selected(labels: Option<&BTreeMap<String, String>>, selector: &LabelSelector) -> bool {
    labels.is_none_or(|labels| selector.matches(|key| labels.get(key).map(String::as_str)))
}

/// `Service shop/web`
fn object_name(object: &ObjectInText) -> String {
    let name = object.name.as_deref().unwrap_or("?");
    match &object.namespace {
        Some(namespace) => format!("{} {namespace}/{name}", object.kind),
        None => format!("{} {name}", object.kind),
    }
}

fn left_out_text(selector: &LabelSelector, names: &[String], of: usize) -> TranslatableText {
    let mut shown: Vec<String> = names.iter().take(MAX_NAMES).cloned().collect();
    shown.extend((names.len() > MAX_NAMES).then(|| "…".to_string()));
    let text = messages::LEFT_OUT.with("selector", selector.to_string()).with("n", names.len().to_string());
    text.with("of", of.to_string()).with("names", TranslatableText::List(shown))
}

/// The text with blanks in place of some objects, which are in order.
fn with_blanks(text: &str, objects: &[ObjectExtent], encoding: Option<PositionEncoding>) -> String {
    let mut blanked = String::with_capacity(text.len());
    let mut at = 0;
    for ObjectExtent { bytes, is_in_brackets } in objects {
        blanked.push_str(text.get(at..bytes.start).unwrap_or_default());
        blanked.push_str(&blank(text.get(bytes.clone()).unwrap_or_default(), *is_in_brackets, encoding));
        at = bytes.end;
    }
    blanked.push_str(text.get(at..).unwrap_or_default());
    blanked
}

/// As many blanks as the positions count, and every line break; between brackets `null` for a value.
fn blank(text: &str, is_in_brackets: bool, encoding: Option<PositionEncoding>) -> String {
    const NOTHING: &str = "null";
    let mut blank = String::with_capacity(text.len());
    for character in text.chars() {
        match (character, encoding) {
            ('\n' | '\r', _) => blank.push(character),
            (_, Some(PositionEncoding::Utf8)) => blank.push_str(&" ".repeat(character.len_utf8())),
            // The module's default.
            (_, None) => blank.push_str(&" ".repeat(character.len_utf16())),
        }
    }
    if is_in_brackets && let Some(at) = blank.find(&" ".repeat(NOTHING.len())) {
        blank.replace_range(at..at + NOTHING.len(), NOTHING);
    }
    blank
}

/// A live Service, as far as a selector needs it.
#[derive(Debug, Clone)]
pub struct LiveService {
    name: ServiceName,
    labels: Option<BTreeMap<String, String>>,
    has_load_balancer_type: bool,
    /// YAML or JSON, as a document of its own.
    text: String,
}

impl LiveService {
    /// Those of the files of `--live`.
    pub fn of_files(live: &SourceFiles) -> Vec<LiveService> {
        let objects = live.files().flat_map(|(_, text)| labelled_objects(text).into_iter().map(move |one| (text, one)));
        let services = objects.filter(|(_, object)| object.kind == "Service").filter_map(|(text, object)| {
            let text = object.extent.document(text);
            let namespace = object.namespace.unwrap_or_else(|| DEFAULT_NAMESPACE.to_string());
            Some(LiveService {
                name: ServiceName { namespace, name: object.name? },
                labels: object.labels,
                has_load_balancer_type: object.service_type.as_deref() == Some("LoadBalancer"),
                text,
            })
        });
        services.collect()
    }

    /// Those among objects of the API server.
    pub fn of_objects(objects: &[Value]) -> Vec<LiveService> {
        let text = |object: &Value, pointer: &str| object.pointer(pointer).and_then(Value::as_str).map(str::to_string);
        let services = objects.iter().filter(|object| object.get("kind").is_some_and(|kind| kind == "Service"));
        let services = services.filter_map(|object| {
            let labels = object.pointer("/metadata/labels").and_then(Value::as_object).into_iter().flatten();
            let labels = labels.filter_map(|(key, value)| Some((key.clone(), value.as_str()?.to_string())));
            Some(LiveService {
                name: ServiceName {
                    namespace: text(object, "/metadata/namespace")?,
                    name: text(object, "/metadata/name")?,
                },
                labels: Some(labels.collect()),
                has_load_balancer_type: text(object, "/spec/type").as_deref() == Some("LoadBalancer"),
                text: object.to_string(),
            })
        });
        services.collect()
    }
}

/// The selected live Services as manifests, for a plan that shows them although no manifest names them: each stays what it
/// is. Empty if there is none.
pub fn selected_live_services(
    manifests: &SelectedManifests,
    (live, selector): (&[LiveService], &LabelSelector),
    default_namespace: Option<&str>,
) -> String {
    let selected = live.iter().filter(|service| is_selected(service.labels.as_ref(), selector));
    // The others have no load balancer, and nothing is shown of them without a selector either.
    let shown = selected.filter(|service| service.has_load_balancer_type || service.text.contains(ASSIGNED));
    let others = shown.filter(|service| !manifests.may_name(&service.name, default_namespace));
    others.map(|service| format!("---\n{}\n", service.text.trim_end())).collect()
}

/// The Services that are deleted: those that are named, and of whole namespaces and of those to prune the selected ones.
pub fn selected_deletions(
    named: &[ServiceName],
    prune: Option<PruneScope>,
    manifests: &SelectedManifests,
    (live, selector): (&[LiveService], &LabelSelector),
    default_namespace: Option<&str>,
) -> Vec<ServiceName> {
    let (whole, single): (Vec<&ServiceName>, Vec<&ServiceName>) =
        named.iter().partition(|name| name.is_of_whole_namespace());
    let is_in_scope = |namespace: &str| match prune {
        None => false,
        Some(PruneScope::Cluster) => true,
        Some(PruneScope::ManifestNamespaces) => {
            manifests.namespaces.contains(namespace)
                || manifests.some_without_namespace && namespace == default_namespace.unwrap_or(DEFAULT_NAMESPACE)
        }
    };
    let selected = live.iter().filter(|service| is_selected(service.labels.as_ref(), selector));
    let deleted = selected.filter(|LiveService { name, has_load_balancer_type, .. }| {
        whole.iter().any(|of| of.namespace == name.namespace)
            || *has_load_balancer_type && is_in_scope(&name.namespace) && !manifests.may_name(name, default_namespace)
    });
    let mut names: Vec<ServiceName> = single.into_iter().cloned().collect();
    for name in deleted.map(|service| &service.name) {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::localization::Lang;

    const MANIFESTS: &str = "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n  namespace: shop\n  labels: {app: web}\n---\n\
                             # 另一个\nkind: Service\nmetadata: {name: api, namespace: shop, labels: {app: api}}\n---\n\
                             kind: List\nitems:\n- kind: Node\n  metadata: {name: n}\n- kind: Pod\n  metadata:\n    labels: {app: web}\n    name: p\n";
    const JSON: &str = "{\"kind\": \"List\", \"items\": [\n  {\n    \"kind\": \"Service\", \"metadata\": {\"name\": \"名\"}\n  },\n  \
                        {\"kind\": \"Pod\", \"metadata\": {\"name\": \"p\", \"labels\": {\"app\": \"web\"}}}]}";

    fn manifests(text: &str) -> SourceFiles {
        SourceFiles::of([("a.yaml".to_string(), "kind: Pod\n".to_string()), ("b.yaml".to_string(), text.to_string())])
    }

    fn selected(text: &str, selector: &str) -> SelectedManifests {
        let selector = LabelSelector::parse(selector).unwrap();
        select(&manifests(text), &selector, Some(PositionEncoding::Utf8)).unwrap()
    }

    #[test]
    fn blanks_take_the_place_of_what_is_not_selected() {
        let SelectedManifests { texts, left_out, .. } = selected(MANIFESTS, "app=web");
        let [first, text] = texts.as_slice() else { panic!("{texts:?}") };
        assert_eq!((first.trim(), first.len(), text.len()), ("", "kind: Pod\n".len(), MANIFESTS.len()));
        for stays in ["kind: Service\nmetadata:\n  name: web", "- kind: Pod"] {
            assert_eq!(text.find(stays), MANIFESTS.find(stays), "{text}");
        }
        assert!(!text.contains("name: api") && !text.contains("kind: Node"), "{text}");
        let texts: Vec<String> = left_out.iter().map(|text| text.text(Lang::En)).collect();
        assert_eq!(
            texts.join("; "),
            "`-l app=web` leaves out 3 of 5 objects of the manifests: Pod ?, Service shop/api, Node n"
        );
        let everything = selected(MANIFESTS, "");
        assert_eq!(
            (everything.texts, everything.left_out.len()),
            (vec!["kind: Pod\n".to_string(), MANIFESTS.to_string()], 0)
        );
    }

    #[test]
    fn json_stays_json_and_positions_stay_what_they_were() {
        let text = selected(JSON, "app").texts.remove(1);
        let list: Value = serde_json::from_str(&text).unwrap();
        assert_eq!((list["items"][0].clone(), list["items"][1]["kind"].clone()), (Value::Null, "Pod".into()));
        let selector = LabelSelector::parse("app").unwrap();
        let utf16 = select(&manifests(JSON), &selector, None).unwrap().texts.remove(1);
        let units = |text: &str| text.encode_utf16().count();
        assert_eq!((text.len(), units(&utf16)), (JSON.len(), units(JSON)));
    }

    #[test]
    fn what_cannot_be_read_stays_and_is_named() {
        let whole = manifests("kind: [\n---\nkind: Service\nmetadata: {name: api}\n");
        let selector = LabelSelector::parse("app=x").unwrap();
        let SelectedManifests { texts, left_out, .. } = select(&whole, &selector, None).unwrap();
        let text = texts.concat();
        assert!(text.contains("kind: [") && !text.contains("api"), "{text}");
        assert!(left_out.iter().any(|text| text.text(Lang::En).contains("1 documents or aliases")), "{left_out:?}");
    }

    /// More values than the reader of YAML allows by itself.
    #[test]
    fn a_large_object_is_read() {
        let large = manifests(&format!("kind: Pod\nspec: [{}]\n", "1,".repeat(260_000)));
        assert_eq!(select(&large, &LabelSelector::parse("!x").unwrap(), None).unwrap().left_out.len(), 0);
    }

    #[test]
    fn nothing_selected_is_an_error() {
        let selector = LabelSelector::parse("app=x").unwrap();
        let error = select(&manifests(MANIFESTS), &selector, None).unwrap_err().text(Lang::En);
        assert!(error.contains("matches the selector `app=x`") && error.contains("Service shop/web"), "{error}");
        assert!(select(&manifests("kind: [\n"), &LabelSelector::parse("").unwrap(), None).is_ok());
    }

    #[test]
    fn the_selected_live_services_are_deleted_and_pruned() {
        let live = "kind: List\nitems:\n\
                    - {kind: Service, metadata: {name: web, namespace: shop, labels: {app: web}}, spec: {type: LoadBalancer}}\n\
                    - {kind: Service, metadata: {name: old, namespace: shop, labels: {app: web}}, spec: {type: LoadBalancer}}\n\
                    - {kind: Service, metadata: {name: api, namespace: shop, labels: {app: api}}, spec: {type: LoadBalancer}}\n\
                    - {kind: Service, metadata: {name: plain, namespace: shop, labels: {app: web}}}\n\
                    - {kind: Service, metadata: {name: other, namespace: data, labels: {app: web}}, spec: {type: LoadBalancer}}\n";
        let live = LiveService::of_files(&SourceFiles::of([("l".to_string(), live.to_string())]));
        let selector = LabelSelector::parse("app=web").unwrap();
        let selected = selected(MANIFESTS, "app=web");
        let deletions = |named: &[(&str, &str)], prune, default| {
            let name = |(namespace, name): &(&str, &str)| ServiceName {
                namespace: (*namespace).to_string(),
                name: (*name).to_string(),
            };
            let named: Vec<ServiceName> = named.iter().map(name).collect();
            let found = selected_deletions(&named, prune, &selected, (&live, &selector), default);
            let names: Vec<String> = found.iter().map(|one| format!("{}/{}", one.namespace, one.name)).collect();
            names.join(" ")
        };
        assert_eq!(deletions(&[("shop", "*"), ("x", "y")], None, None), "x/y shop/web shop/old shop/plain");
        assert_eq!(deletions(&[], Some(PruneScope::ManifestNamespaces), None), "shop/old");
        assert_eq!(deletions(&[], Some(PruneScope::Cluster), None), "shop/old data/other");
        assert_eq!(deletions(&[], Some(PruneScope::ManifestNamespaces), Some("data")), "shop/old data/other");
        assert_eq!(deletions(&[], None, None), "");
    }
}
