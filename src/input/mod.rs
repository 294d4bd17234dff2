//! Text and objects in, objects with positions out.
//!
//! [`read`] turns a [`Source`] into [`Object`]s and findings. A document that cannot be parsed is one finding; the
//! others are read all the same. It does not know what a valid Service is: that is `kubernetes/`.

mod node;
pub mod request;
pub mod suggest;

pub use node::{Member, Node, Value};
pub use request::Source;

use crate::diagnostic::{Diagnostic, ObjectRef, Place, Span};

/// Which part of the request a text is: only places in `manifests` can be pointed at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// What is wanted.
    Manifests,
    /// What the cluster holds.
    Live,
}

/// One Kubernetes object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Object {
    /// Which object it is. A namespaced object without a namespace is in `default`.
    pub reference: ObjectRef,
    /// Everything it says.
    pub node: Node,
    /// The document of `manifests` it stands in; `None` for objects and for `live`.
    pub document: Option<u32>,
}

impl Object {
    /// The place of a span in this object; `None` where there is nothing to point at.
    pub fn place(&self, span: Span) -> Option<Place> {
        self.document.filter(|_| !span.is_none()).map(|document| Place { document, span })
    }
}

/// Reads a source.
pub fn read(source: &Source, origin: Origin) -> (Vec<Object>, Vec<Diagnostic>) {
    let _ = (source, origin);
    (Vec::new(), Vec::new())
}
