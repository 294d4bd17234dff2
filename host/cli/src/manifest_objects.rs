//! The objects that stand in manifests, by name and place.
//!
//! For outputs that count objects, not findings: the module's answer names only those it has something to say of. What
//! cannot be read here is passed over; what is wrong with it is the module's to say.

use crate::answer::{ObjectRef, Position, SourceRange};
use crate::source_files::SourceFiles;
use serde::Deserialize;
use serde_saphyr::{DuplicateKeyPolicy, Spanned};

/// An object of the manifests.
#[derive(Debug, Clone)]
pub struct Object {
    /// The file, by number.
    pub part: usize,
    /// Its kind, namespace and name.
    pub object: ObjectRef,
    /// Its name's place.
    pub source: Option<SourceRange>,
}

#[derive(Deserialize)]
struct Document {
    kind: Option<String>,
    metadata: Option<Metadata>,
    #[serde(default)]
    items: Vec<Document>,
}

#[derive(Deserialize)]
struct Metadata {
    namespace: Option<String>,
    name: Option<Spanned<String>>,
}

/// Finds them all, in the order of the text.
pub fn manifest_objects(manifests: &SourceFiles) -> Vec<Object> {
    let mut objects = Vec::new();
    for (part, (_, text)) in manifests.parts().enumerate() {
        let options = serde_saphyr::options! { duplicate_keys: DuplicateKeyPolicy::LastWins };
        let mut reader = text.as_bytes();
        for document in serde_saphyr::read_with_options::<_, Document>(&mut reader, options).flatten() {
            take(document, part, manifests, &mut objects);
        }
    }
    objects
}

fn take(document: Document, part: usize, manifests: &SourceFiles, objects: &mut Vec<Object>) {
    for item in document.items {
        take(item, part, manifests, objects);
    }
    let (Some(kind), Some(Metadata { namespace, name: Some(name) })) = (document.kind, document.metadata) else {
        return;
    };
    let number = |number: u64| usize::try_from(number).ok();
    let start = number(name.defined.line())
        .zip(number(name.defined.column()))
        .and_then(|(line, column)| manifests.offset(part, line, column));
    let source = start.map(|start| {
        let end = start + name.value.len();
        SourceRange { start: Position { offset: start }, end: Position { offset: end } }
    });
    objects.push(Object { part, object: ObjectRef { kind, namespace, name: Some(name.value) }, source });
}

/// True when both name the same object; no namespace is the one called `default`.
pub fn is_same_object(one: &ObjectRef, other: &ObjectRef) -> bool {
    let namespace = |object: &ObjectRef| {
        let namespace = object.namespace.as_deref().filter(|namespace| !namespace.is_empty());
        namespace.unwrap_or("default").to_string()
    };
    one.kind == other.kind && one.name == other.name && namespace(one) == namespace(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_are_found_where_they_stand() {
        let text = "kind: Service\nmetadata: {namespace: shop, name: web}\n---\n# nothing\n---\nkind: [odd]\n---\n\
                    kind: List\nitems:\n- kind: Node\n  metadata:\n    name: \"n\"\n    name: m\n";
        let manifests = SourceFiles::join([
            ("a".to_string(), text.to_string()),
            ("b".to_string(), "{\"kind\": \"Service\", \"metadata\": {\"name\": \"api\"}}".to_string()),
        ]);
        let found = manifest_objects(&manifests);
        let told: Vec<_> = found
            .iter()
            .map(|found| {
                let place = found.source.and_then(|source| crate::location::Location::of(&manifests, source)).unwrap();
                (found.part, found.object.name.clone().unwrap(), place.start.line, place.start.column)
            })
            .collect();
        let expected = [(0, "web", 2, 35), (0, "m", 13, 11), (1, "api", 1, 42)];
        assert_eq!(told, expected.map(|(part, name, line, column)| (part, name.to_string(), line, column)));
    }

    #[test]
    fn no_namespace_is_default() {
        let object = |namespace: Option<&str>| ObjectRef {
            kind: "Service".into(),
            namespace: namespace.map(str::to_string),
            name: Some("a".into()),
        };
        assert!(is_same_object(&object(None), &object(Some("default"))));
        assert!(!is_same_object(&object(None), &object(Some("shop"))));
    }
}
