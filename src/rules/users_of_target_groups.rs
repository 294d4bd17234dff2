//! Which Services name which target group.

use crate::request::ServiceName;
use crate::sorted_map::SortedMap;
use crate::syntax::KubernetesObject;
use crate::tke::definitions::listener::TARGET_GROUPS;
use crate::tke::{ServiceSettings, SettingValue};

/// The Services that name each target group, by namespace and name of the group.
#[derive(Default)]
pub(super) struct UsersOfTargetGroups(SortedMap<(String, String), Vec<ServiceName>>);

impl UsersOfTargetGroups {
    /// Reads the annotations of Services.
    pub(super) fn of<'o>(services: impl Iterator<Item = &'o KubernetesObject>) -> UsersOfTargetGroups {
        let mut users: SortedMap<(String, String), Vec<ServiceName>> = SortedMap::new();
        for object in services.filter(|object| object.annotation(TARGET_GROUPS.name()).is_some()) {
            let SettingValue::Is(groups) = ServiceSettings::read_silently(object).get(&TARGET_GROUPS) else { continue };
            for group in groups.into_iter().filter_map(|group| group.name) {
                let services = users.get_or_default((object.namespace().to_owned(), group));
                // The first two are enough to find another one for each.
                if services.len() < 2 && services.last() != Some(&ServiceName::of(object)) {
                    services.push(ServiceName::of(object));
                }
            }
        }
        UsersOfTargetGroups(users)
    }

    /// Another Service that names the group.
    pub(super) fn other(&self, group: &str, service: &KubernetesObject) -> Option<&ServiceName> {
        let users = self.0.get(&(service.namespace().to_owned(), group.to_owned()))?;
        users.iter().find(|user| **user != ServiceName::of(service))
    }
}
