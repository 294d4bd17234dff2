//! An index of all objects, by kind, namespace and name, and by selected annotations.
//!
//! A rule that asks for "the Secret of that name" or "the other Services with that annotation" once for each of ten
//! thousand Services must not walk the whole cluster each time.

use super::KubernetesObject;
use crate::sorted_map::sort_by;
use std::cmp::Ordering;

/// Objects in input order, with their index.
#[derive(Debug, Default)]
pub struct ObjectLookup<'a> {
    all: Vec<&'a KubernetesObject>,
    /// Kind, namespace and name, with the position in `all`.
    named: Vec<(ObjectKey<'a>, usize)>,
    /// Key and value of the indexed annotations, with the position in `all`.
    annotated: Vec<((&'a str, &'a str), usize)>,
}

type ObjectKey<'a> = (&'a str, &'a str, &'a str);

impl<'a> ObjectLookup<'a> {
    /// Indexes `all`: objects of `kinds` by name, and objects of every kind by the values of `annotations`.
    pub fn new(all: Vec<&'a KubernetesObject>, kinds: &[&str], annotations: &[&'static str]) -> ObjectLookup<'a> {
        let mut objects = ObjectLookup::default();
        for (at, object) in all.iter().copied().enumerate() {
            if kinds.contains(&object.kind()) {
                objects.named.push(((object.kind(), object.namespace(), object.name()), at));
            }
            let written = object.node.at(&["metadata", "annotations"]);
            let values = written
                .into_iter()
                .flat_map(|written| annotations.iter().filter_map(move |key| Some(((*key, written.str_at(key)?), at))));
            objects.annotated.extend(values);
        }
        sort_by(&mut objects.named, |a, b| a.0.cmp(&b.0));
        sort_by(&mut objects.annotated, |a, b| a.0.cmp(&b.0));
        objects.all = all;
        objects
    }

    /// The objects of that name, in input order.
    pub fn named(&self, kind: &str, namespace: &str, name: &str) -> impl Iterator<Item = &'a KubernetesObject> {
        self.matching(|entry_key| entry_key.cmp(&(kind, namespace, name)))
    }

    /// The first object of that name that has one of the kinds.
    pub fn first_named(&self, kinds: &[&str], namespace: &str, name: &str) -> Option<&'a KubernetesObject> {
        let first =
            |kind: &&str| self.range(|entry_key| entry_key.cmp(&(kind, namespace, name))).first().map(|(_, at)| *at);
        self.all.get(kinds.iter().filter_map(first).min()?).copied()
    }

    /// The objects of a kind in a namespace, ordered by name.
    pub fn in_namespace(&self, kind: &str, namespace: &str) -> impl Iterator<Item = &'a KubernetesObject> {
        self.matching(|(k, n, _)| (k, n).cmp(&(kind, namespace)))
    }

    /// The objects of a kind, ordered by namespace and name.
    pub fn of_kind(&self, kind: &str) -> impl Iterator<Item = &'a KubernetesObject> {
        self.matching(|(k, ..)| k.cmp(kind))
    }

    /// The objects of any kind whose annotation has that value, in input order.
    pub fn annotated(&self, key: &str, value: &str) -> impl Iterator<Item = &'a KubernetesObject> {
        let range = equal(&self.annotated, |(entry_key, _)| entry_key.cmp(&(key, value)));
        range.iter().filter_map(|(_, at)| self.all.get(*at).copied())
    }

    fn matching(&self, compare: impl Fn(ObjectKey<'a>) -> Ordering) -> impl Iterator<Item = &'a KubernetesObject> {
        self.range(compare).iter().filter_map(|(_, at)| self.all.get(*at).copied())
    }

    fn range(&self, compare: impl Fn(ObjectKey<'a>) -> Ordering) -> &[(ObjectKey<'a>, usize)] {
        equal(&self.named, |(entry_key, _)| compare(*entry_key))
    }
}

/// The items of a sorted list that compare equal.
fn equal<T>(items: &[T], compare: impl Fn(&T) -> Ordering) -> &[T] {
    let start = items.partition_point(|item| compare(item).is_lt());
    let end = items.partition_point(|item| compare(item).is_le());
    items.get(start..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::{RequestPart, TextOrObjects, read};

    #[test]
    fn the_index_finds_the_same_as_a_full_search() {
        let text = "{kind: Secret, metadata: {name: b, namespace: shop}}\n---\n\
                    {kind: Secret, metadata: {name: a, namespace: shop, annotations: {x: '1'}}}\n---\n\
                    {kind: Node, metadata: {name: a, annotations: {x: '1', z: '2'}}}\n---\n\
                    {kind: Secret, metadata: {name: a, namespace: main, annotations: {x: '3'}}}\n";
        let (all, _) = read(&TextOrObjects::Text(text.to_owned()), RequestPart::Manifests);
        let objects = ObjectLookup::new(all.iter().collect(), &["Secret", "Node"], &["x"]);
        let names = |found: &mut dyn Iterator<Item = &KubernetesObject>| -> Vec<String> {
            found.map(|object| format!("{}/{}", object.namespace(), object.name())).collect()
        };
        assert_eq!(names(&mut objects.named("Secret", "shop", "a")), ["shop/a"]);
        assert_eq!(names(&mut objects.in_namespace("Secret", "shop")), ["shop/a", "shop/b"]);
        assert_eq!(names(&mut objects.of_kind("Secret")), ["main/a", "shop/a", "shop/b"]);
        assert_eq!(names(&mut objects.annotated("x", "1")), ["shop/a", "/a"]);
        assert_eq!(names(&mut objects.annotated("z", "2")), Vec::<String>::new());
        assert_eq!(names(&mut objects.first_named(&["Node", "Secret"], "", "a").into_iter()), ["/a"]);
    }
}
