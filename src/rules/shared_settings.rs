//! Annotations that belong to a CLB, and not to one Service on it, so that the Services that share it must agree.

use crate::sorted_map::SortedMap;
use crate::syntax::KubernetesObject;
use crate::tke::{NameDefinition, PASS_TO_TARGET, SECURITY_GROUPS};

/// The annotations that Services on one CLB must agree on.
pub(super) const COMMON: [&NameDefinition; 2] = [&SECURITY_GROUPS.definition, &PASS_TO_TARGET.definition];

/// A Service that names an existing CLB.
pub(super) struct ServiceOnExistingLoadBalancer<'a> {
    /// The CLB.
    pub(super) id: &'a str,
    /// The Service as it will be.
    pub(super) object: &'a KubernetesObject,
}

/// By CLB: of each annotation among [`COMMON`] the first Service that has it, and the first with another value than that.
#[derive(Default)]
pub(super) struct CommonAnnotationsByLoadBalancer<'a>(SortedMap<&'a str, Vec<(&'static str, &'a KubernetesObject)>>);

impl<'a> CommonAnnotationsByLoadBalancer<'a> {
    /// Reads the annotations of Services, which are in the order of their names.
    pub(super) fn of(services: &[ServiceOnExistingLoadBalancer<'a>]) -> CommonAnnotationsByLoadBalancer<'a> {
        let mut all: SortedMap<&str, Vec<(&'static str, &'a KubernetesObject)>> = SortedMap::new();
        for service in services {
            let differing = all.get_or_default(service.id);
            for definition in COMMON {
                let Some(value) = service.object.annotation(definition.name) else { continue };
                let mut same = differing.iter().filter(|(name, _)| *name == definition.name);
                let (first, next) = (same.next(), same.next());
                let differs = first.is_none_or(|(_, first)| first.annotation(definition.name) != Some(value));
                if next.is_none() && differs {
                    differing.push((definition.name, service.object));
                }
            }
        }
        CommonAnnotationsByLoadBalancer(all)
    }

    /// The first Service of another name on a CLB that has another value of an annotation.
    pub(super) fn disagreeing(
        &self,
        id: &str,
        definition: &NameDefinition,
        value: &str,
        service: &KubernetesObject,
    ) -> Option<&'a KubernetesObject> {
        let own = (service.namespace(), service.name());
        let with = self.0.get(id)?.iter().filter(|(name, _)| *name == definition.name).map(|(_, other)| *other);
        let mut others = with.filter(|other| (other.namespace(), other.name()) != own);
        others.find(|other| other.annotation(definition.name) != Some(value))
    }
}
