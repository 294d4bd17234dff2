//! How much of the cluster the live objects cover. A Service that is not among them may exist all the same.
//!
//! The API server always keeps the Service `default/kubernetes`, so live objects without it are a part of the cluster. That
//! Service alone proves nothing either: a dump of the namespace `default` has it, too.

use crate::request::Context;
use crate::sorted_map::SortedSet;
use crate::syntax::{DEFAULT_NAMESPACE, KubernetesObject};

/// Whether all of `live` could be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LiveText {
    /// It was, or there is none.
    Read,
    /// A part could not be read, and may be any object.
    Unreadable,
}

/// Of which Services it is known that they do not exist.
#[derive(Debug, Clone, Default)]
pub struct LiveServiceCoverage {
    /// Every Service of the cluster was provided.
    complete: bool,
    /// The namespaces with provided Services.
    namespaces: SortedSet<String>,
}

impl LiveServiceCoverage {
    /// Reads it off the objects. `live` is `None` when none were provided.
    pub(super) fn of(live: Option<&[KubernetesObject]>, text: LiveText, context: &Context) -> LiveServiceCoverage {
        let Some(live) = live.filter(|_| text == LiveText::Read) else { return LiveServiceCoverage::default() };
        let services = || live.iter().filter(|object| object.kind() == "Service");
        let is_of_api_server =
            |service: &KubernetesObject| service.namespace() == DEFAULT_NAMESPACE && service.name() == "kubernetes";
        let whole_cluster =
            services().any(is_of_api_server) && services().any(|service| service.namespace() != DEFAULT_NAMESPACE);
        LiveServiceCoverage {
            complete: context.live_complete.unwrap_or(whole_cluster),
            namespaces: SortedSet::from_unsorted(services().map(|service| service.namespace().to_owned()).collect()),
        }
    }

    /// True when every Service of the cluster was provided.
    pub fn is_complete(&self) -> bool {
        self.complete
    }

    /// True when a Service of that namespace exists only if it was provided.
    pub fn proves_absence(&self, namespace: &str) -> bool {
        self.complete || self.namespaces.contains(namespace)
    }
}
