//! What is read from one text or list.

use super::kubernetes_object::KubernetesObject;
use crate::diagnostic::Diagnostic;

/// The objects of a text or a list, and what was found.
#[derive(Default)]
pub struct ObjectsOfSource {
    /// The last one of each name.
    pub objects: Vec<KubernetesObject>,
    /// Those that a later one of the same name replaces.
    pub replaced: Vec<KubernetesObject>,
    pub findings: Vec<Diagnostic>,
}
