//! The objects in the manifests, with their names and locations.
//!
//! For formats that list every object: the module's answer names only those with findings. A document that cannot be read
//! is skipped here; the module reports what is wrong with it.

use crate::module_answer::{ObjectRef, SourceRange};
use crate::source_files::SourceFiles;
use crate::split_documents::yaml_options;
use serde::Deserialize;
use serde_saphyr::Spanned;

/// One object.
#[derive(Debug, Clone)]
pub struct ManifestObject {
    /// Index of the file.
    pub file: usize,
    pub object: ObjectRef,
    /// The range of its name.
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

/// All objects, in the order of the text.
pub fn manifest_objects(manifests: &SourceFiles) -> Vec<ManifestObject> {
    let mut objects = Vec::new();
    for (file, (_, text)) in manifests.files().enumerate() {
        let options = yaml_options();
        let mut reader = text.as_bytes();
        for document in serde_saphyr::read_with_options::<_, Document>(&mut reader, options).flatten() {
            collect(document, file, manifests, &mut objects);
        }
    }
    objects
}

fn collect(document: Document, file: usize, manifests: &SourceFiles, objects: &mut Vec<ManifestObject>) {
    for item in document.items {
        collect(item, file, manifests, objects);
    }
    let (Some(kind), Some(Metadata { namespace, name: Some(name) })) = (document.kind, document.metadata) else {
        return;
    };
    let number = |number: u64| usize::try_from(number).ok();
    let source = number(name.defined.line())
        .zip(number(name.defined.column()))
        .and_then(|(line, column)| manifests.range(file, line, column, name.value.len()));
    objects.push(ManifestObject { file, object: ObjectRef { kind, namespace, name: Some(name.value) }, source });
}

/// What objects are equal by; without a namespace an object is in `default`.
pub type ObjectKey<'a> = (&'a str, &'a str, Option<&'a str>);

/// What an object is equal to others by.
pub fn object_key(object: &ObjectRef) -> ObjectKey<'_> {
    let namespace = object.namespace.as_deref().filter(|namespace| !namespace.is_empty());
    (&object.kind, namespace.unwrap_or("default"), object.name.as_deref())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_have_locations() {
        let text = "kind: Service\nmetadata: {namespace: shop, name: web}\n---\n# nothing\n---\nkind: [odd]\n---\n\
                    kind: List\nitems:\n- kind: Node\n  metadata:\n    name: \"n\"\n    name: m\n";
        let manifests = SourceFiles::of([
            ("a".to_string(), text.to_string()),
            ("b".to_string(), "{\"kind\": \"Service\", \"metadata\": {\"name\": \"api\"}}".to_string()),
        ]);
        let found = manifest_objects(&manifests);
        let located: Vec<_> = found
            .iter()
            .map(|found| {
                let location = found
                    .source
                    .as_ref()
                    .and_then(|source| crate::location::FileRange::of(&manifests, source))
                    .unwrap();
                (found.file, found.object.name.clone().unwrap(), location.start.line, location.start.column)
            })
            .collect();
        let expected = [(0, "web", 2, 35), (0, "m", 13, 11), (1, "api", 1, 42)];
        assert_eq!(located, expected.map(|(file, name, line, column)| (file, name.to_string(), line, column)));
    }

    #[test]
    fn an_object_without_a_namespace_is_in_default() {
        let object = |namespace: Option<&str>| ObjectRef {
            kind: "Service".into(),
            namespace: namespace.map(str::to_string),
            name: Some("a".into()),
        };
        let [none, empty, default, shop] = [None, Some(""), Some("default"), Some("shop")].map(object);
        assert_eq!(object_key(&none), object_key(&default));
        assert_eq!(object_key(&empty), object_key(&default));
        assert_ne!(object_key(&none), object_key(&shop));
    }
}
