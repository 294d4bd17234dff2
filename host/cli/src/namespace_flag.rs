//! `--namespace`, with kubectl's meaning: it is the namespace of manifests that name none, and one that names another is
//! refused.

use crate::input_error::InputError;
use crate::manifest_objects::manifest_objects;
use crate::messages;
use crate::source_files::SourceFiles;

/// Kinds of Kubernetes that are in no namespace. A namespace in their metadata means nothing.
const CLUSTER_SCOPED: [&str; 8] = [
    "ClusterRole",
    "ClusterRoleBinding",
    "CustomResourceDefinition",
    "IngressClass",
    "Namespace",
    "Node",
    "PersistentVolume",
    "StorageClass",
];

/// Manifests that name another namespace.
pub fn check(namespace: &str, manifests: &SourceFiles, errors: &mut Vec<InputError>) {
    for found in manifest_objects(manifests) {
        let own = found.object.namespace.as_deref().unwrap_or_default();
        if own.is_empty() || own == namespace || CLUSTER_SCOPED.contains(&found.object.kind.as_str()) {
            continue;
        }
        let file = manifests.files().nth(found.file).map_or("", |(name, _)| name);
        let object = format!("{} {}", found.object.kind, found.object.name.as_deref().unwrap_or_default());
        let what = messages::NAMESPACE_MISMATCH.with("own", own).with("namespace", namespace);
        let why = messages::NAMESPACE_MISMATCH_WHERE.with("path", file).with("object", object);
        errors.push(InputError::new(what).why(why).help(messages::NAMESPACE_MISMATCH_HELP.with("own", own)));
    }
}

/// Parses the flag.
///
/// # Errors
/// It cannot be the name of a namespace.
pub fn parse(text: &str) -> Result<String, String> {
    let valid = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    let is_name = (1..=63).contains(&text.len()) && text.chars().all(valid);
    if is_name && !text.starts_with('-') && !text.ends_with('-') {
        Ok(text.to_string())
    } else {
        Err("a namespace consists of lower-case letters, digits and `-`".to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::Lang;

    #[test]
    fn a_manifest_of_another_namespace_is_refused_as_kubectl_does() {
        let text = "kind: Service\nmetadata: {name: web}\n---\nkind: Service\nmetadata: {name: api, namespace: shop}\n---\n\
                    kind: Secret\nmetadata: {name: key, namespace: other}\n---\nkind: Node\nmetadata: {name: n, namespace: x}\n";
        let manifests = SourceFiles::of([("a.yaml".to_string(), text.to_string())]);
        let mut errors = Vec::new();
        check("shop", &manifests, &mut errors);
        let text: String = errors.iter().map(|error| error.text(Lang::En)).collect();
        let expected = "error: the namespace from the provided object \"other\" does not match the namespace \"shop\"\n  why: \
                        the object is `Secret key` in `a.yaml`\n  help: pass `--namespace=other`, or check the \
                        object separately\n";
        assert_eq!(text, expected);
    }

    #[test]
    fn a_namespace_is_a_dns_label() {
        assert_eq!(parse("kube-system"), Ok("kube-system".to_string()));
        for wrong in ["", "-a", "a-", "A", "a.b", "a/b"] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }
}
