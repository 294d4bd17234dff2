//! The cluster-wide switches, from the context, else from the ConfigMap among the objects.
//!
//! A switch that neither has is absent, which is not the same as off: the defaults of old and new clusters differ.

use super::controller_version::ControllerVersion;
use super::definition::TypedNameDefinition;
use super::definitions::cluster_switches::{CONFIG_MAP, NAMESPACE, VERSION};
use super::service_settings::SettingValue;
use crate::request::Context;
use crate::sorted_map::SortedMap;
use crate::syntax::KubernetesObject;

#[derive(Debug, Clone, Default)]
pub struct ControllerSwitches<'c> {
    /// Those of the ConfigMap that the context has not.
    of_cluster: SortedMap<&'c str, &'c str>,
    of_context: Option<&'c SortedMap<String, String>>,
    version: Option<ControllerVersion>,
}

impl<'c> ControllerSwitches<'c> {
    /// Reads the context and the ConfigMap among the objects. The context takes precedence.
    pub fn read(context: &'c Context, objects: &[&'c KubernetesObject]) -> ControllerSwitches<'c> {
        let ours = |object: &&&KubernetesObject| {
            object.kind() == "ConfigMap" && object.namespace() == NAMESPACE && object.name() == CONFIG_MAP
        };
        let map = objects.iter().rev().find(ours).and_then(|object| object.node.get("data"));
        let members = map.map(|map| map.members()).unwrap_or_default();
        let text = |member: &'c crate::syntax::Member| Some((member.key.as_str(), member.value.as_str()?));
        let of_cluster = members.iter().filter_map(text).collect();
        let of_context = context.controller_config.as_ref();
        let mut switches = ControllerSwitches { of_cluster, of_context, version: None };
        let own = switches.get(&VERSION).value();
        switches.version = context.controller_version.as_deref().and_then(ControllerVersion::parse).or(own);
        switches
    }

    pub fn get<T>(&self, switch: &TypedNameDefinition<T>) -> SettingValue<T> {
        let name = switch.name();
        let of_context = self.of_context.and_then(|config| config.get(name)).map(String::as_str);
        match of_context.or_else(|| self.of_cluster.get(name).copied()) {
            None => SettingValue::Absent,
            Some(raw) => match (switch.read)(&switch.definition.grammar, raw).value {
                Some(value) => SettingValue::Is(value),
                None => SettingValue::Invalid,
            },
        }
    }

    /// True unless the controller is known to be older than the switch.
    pub fn may_support<T>(&self, switch: &TypedNameDefinition<T>) -> bool {
        let since = switch.definition.since.map(|since| since.version);
        self.version.is_none_or(|version| Some(version) >= since)
    }

    /// The version of the controller, when known.
    pub fn version(&self) -> Option<ControllerVersion> {
        self.version
    }
}

#[cfg(test)]
mod tests {
    use super::super::definitions::cluster_switches::{ENABLE_DEFAULT_DIRECT_ACCESS, REUSE_LOADBALANCER};
    use super::*;
    use crate::syntax::{RequestPart, TextOrObjects, read};

    #[test]
    fn the_context_takes_precedence_over_the_config_map() {
        let text = format!(
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: {CONFIG_MAP}, namespace: {NAMESPACE}}}\n\
             data: {{{}: v2.11.4, {}: 'true', {}: 'maybe'}}\n",
            VERSION.name(),
            ENABLE_DEFAULT_DIRECT_ACCESS.name(),
            REUSE_LOADBALANCER.name()
        );
        let (objects, _) = read(&TextOrObjects::Text(text), RequestPart::Live);
        let context = Context {
            controller_config: Some(SortedMap::from_iter([(
                ENABLE_DEFAULT_DIRECT_ACCESS.name().to_owned(),
                "false".to_owned(),
            )])),
            ..Context::default()
        };
        let switches = ControllerSwitches::read(&context, &objects.iter().collect::<Vec<_>>());
        assert_eq!(switches.version(), ControllerVersion::parse("v2.11.4"));
        assert_eq!(switches.get(&ENABLE_DEFAULT_DIRECT_ACCESS), SettingValue::Is(false));
        assert_eq!(switches.get(&REUSE_LOADBALANCER), SettingValue::Invalid);
        assert_eq!(ControllerSwitches::read(&context, &[]).get(&REUSE_LOADBALANCER), SettingValue::Absent);
    }
}
