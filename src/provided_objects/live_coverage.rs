//! How much of the cluster the live objects cover. An object that is not among them may exist all the same.
//!
//! `kubectl get` prints the objects of a kind as a list, and a single one bare: where there are lists, a bare object is one
//! that somebody picked, and says nothing about others of its kind. Programs may pass all objects bare; then a whole cluster
//! is recognised by its Services.
//!
//! The API server always keeps the Service `default/kubernetes`, so live objects without it are a part of the cluster. That
//! Service alone proves nothing either: a dump of the namespace `default` has it, too.

use crate::request::Context;
use crate::sorted_map::{SortedMap, sort};
use crate::syntax::{DEFAULT_NAMESPACE, KubernetesObject};

/// Whether all of `live` could be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LiveTextReadability {
    /// It was, or there is none.
    Read,
    /// A part could not be read, and may be any object.
    Unreadable,
}

/// How many objects of a kind were provided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KindCoverage {
    /// All of them.
    Whole,
    /// Some, and perhaps all.
    Unclear,
    /// None, or single ones.
    Part,
}

/// Of which objects it is known that they do not exist.
#[derive(Debug, Clone, Default)]
pub struct LiveCoverage {
    /// Every Service of the cluster was provided.
    complete: bool,
    /// Some objects are items of lists.
    has_lists: bool,
    /// Kind and namespace of what was provided, and whether one of these objects is the item of a list.
    kinds: SortedMap<(String, String), bool>,
}

impl LiveCoverage {
    /// Reads it off the objects. `live` is `None` when none were provided.
    pub(super) fn of(live: Option<&[KubernetesObject]>, text: LiveTextReadability, context: &Context) -> LiveCoverage {
        let Some(live) = live.filter(|_| text == LiveTextReadability::Read) else { return LiveCoverage::default() };
        let has_lists = live.iter().any(|object| object.is_list_item);
        let mut kinds: Vec<(&str, &str, bool)> =
            live.iter().map(|object| (object.kind(), object.namespace(), object.is_list_item)).collect();
        sort(&mut kinds);
        kinds.dedup();
        let services = || live.iter().filter(|object| object.kind() == "Service" && object.is_list_item == has_lists);
        let is_of_api_server =
            |service: &KubernetesObject| service.namespace() == DEFAULT_NAMESPACE && service.name() == "kubernetes";
        let whole_cluster =
            services().any(is_of_api_server) && services().any(|service| service.namespace() != DEFAULT_NAMESPACE);
        // Of equal keys the last counts: one with an item of a list.
        let kinds =
            kinds.into_iter().map(|(kind, namespace, listed)| ((kind.to_owned(), namespace.to_owned()), listed));
        LiveCoverage {
            complete: context.live_complete.unwrap_or(whole_cluster),
            has_lists,
            kinds: SortedMap::from_unsorted(kinds.collect()),
        }
    }

    /// How many objects of these kinds were provided, which are one, of a namespace.
    pub fn of_kinds(&self, kinds: &[&str], namespace: &str) -> KindCoverage {
        let provided = kinds.iter().filter_map(|kind| self.kinds.get(&((*kind).to_owned(), namespace.to_owned())));
        match (provided.max(), self.has_lists) {
            (Some(true), _) => KindCoverage::Whole,
            (Some(false), false) if self.complete => KindCoverage::Whole,
            (Some(false), false) => KindCoverage::Unclear,
            (Some(false), true) | (None, _) => KindCoverage::Part,
        }
    }

    /// True when every Service of the cluster was provided.
    pub fn is_complete(&self) -> bool {
        self.complete
    }

    /// True when a Service of that namespace exists only if it was provided.
    pub fn proves_absence(&self, namespace: &str) -> bool {
        self.complete || self.of_kinds(&["Service"], namespace) != KindCoverage::Part
    }
}
