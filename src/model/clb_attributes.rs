//! The attributes of load balancers, listeners, rules and domains that a Service can set: one row for each.
//!
//! A row names an attribute in the CLB API 2018-03-17 (in creation calls, in answers of `Describe…`, in the call that
//! changes it), and in what users write (annotations, members of a TkeServiceConfig). Stages iterate over the rows of a
//! level, so a new attribute needs a row here, its member in `tke_service_config/fields.rs`, and its rules in the
//! simulator. The rows carry no behaviour.

use crate::json::Value;
use crate::sorted_map::SortedMap;
use crate::tke::{self, NameDefinition, Protocol};

/// The resource that has an attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AttributeLevel {
    /// The CLB itself.
    LoadBalancer,
    /// A listener; of layer 7 only what its rules do not decide.
    Listener,
    /// A forwarding rule, that is a domain with a path.
    Rule,
    /// All forwarding rules of a domain.
    Domain,
}

/// The form of a value in the API's answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ApiValueType {
    /// `true` or `false`.
    Bool,
    /// An integer.
    Int,
    /// A string.
    Text,
    /// An array of strings.
    Texts,
    /// An object.
    Object,
    /// Whatever the answer has, taken as it is.
    Unchecked,
}

/// The call that changes an attribute of an existing resource.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ModifyApi {
    /// Of a CLB: its security groups.
    SetLoadBalancerSecurityGroups,
    /// Of a CLB: every other attribute.
    ModifyLoadBalancerAttributes,
    /// Of a listener.
    ModifyListener,
    /// Of a rule.
    ModifyRule,
    /// Of a domain.
    ModifyDomainAttributes,
}

/// The row of one attribute.
#[derive(Debug)]
pub struct ResourceAttribute {
    /// Its name in creation calls, and the one that changes are shown with.
    pub name: &'static str,
    /// The resources that have it.
    pub levels: &'static [AttributeLevel],
    /// The form of its value.
    pub form: ApiValueType,
    /// Its path in answers of `Describe…`, where that is not its name.
    pub described: &'static [&'static str],
    /// The member of the modifying call that holds it, where it is not the call's own member.
    pub modified_in: Option<&'static str>,
    /// The only listener protocols that have it; empty: all.
    pub only_for: &'static [Protocol],
    /// The member of a TkeServiceConfig that declares it: in `loadBalancer`, in a segment, in a domain or in a rule,
    /// by its level.
    pub config_member: Option<&'static str>,
    /// The annotations that decide it, besides those that name a TkeServiceConfig.
    pub annotations: &'static [&'static NameDefinition],
}

impl ResourceAttribute {
    const PLAIN: ResourceAttribute = ResourceAttribute {
        name: "",
        levels: &[],
        form: ApiValueType::Text,
        described: &[],
        modified_in: None,
        only_for: &[],
        config_member: None,
        annotations: &[],
    };
}

/// Writes the enum and its rows.
macro_rules! fields {
    ($($(#[doc = $doc:literal])+ $field:ident { $($column:ident: $value:expr),* $(,)? })*) => {
        /// An attribute that is compared and, where possible, changed in place.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum AttributeId {
            $($(#[doc = $doc])+ $field,)*
        }

        impl AttributeId {
            /// Every attribute, in the order in which changes list them.
            pub const ALL: &'static [AttributeId] = &[$(AttributeId::$field),*];

            /// Its row.
            pub fn row(self) -> &'static ResourceAttribute {
                match self {
                    $(AttributeId::$field => {
                        static ROW: ResourceAttribute = ResourceAttribute { $($column: $value,)* ..ResourceAttribute::PLAIN };
                        &ROW
                    })*
                }
            }
        }
    };
}

fields! {
    /// The complete, ordered list of security groups.
    SecurityGroups {
        name: "SecurityGroups",
        levels: &[AttributeLevel::LoadBalancer],
        form: ApiValueType::Texts,
        described: &["SecureGroups"],
        annotations: &[&tke::SECURITY_GROUPS.definition],
    }

    /// Whether only the security groups of the CLB are evaluated, not those of the backends.
    PassToTarget {
        name: "LoadBalancerPassToTarget",
        levels: &[AttributeLevel::LoadBalancer],
        form: ApiValueType::Bool,
        annotations: &[&tke::PASS_TO_TARGET.definition],
    }

    /// The maximum outbound bandwidth in Mbps.
    BandwidthOut {
        name: "InternetMaxBandwidthOut",
        levels: &[AttributeLevel::LoadBalancer],
        form: ApiValueType::Int,
        described: &["NetworkAttributes", "InternetMaxBandwidthOut"],
        modified_in: Some("InternetChargeInfo"),
        config_member: Some("internetMaxBandwidthOut"),
    }

    /// Whether backends outside the VPC of the CLB can be bound.
    SnatPro {
        name: "SnatPro",
        levels: &[AttributeLevel::LoadBalancer],
        form: ApiValueType::Bool,
        annotations: &[&tke::SNAT_PRO_INFO.definition],
    }

    /// The name of a listener. Managed only where a TkeServiceConfig declares it.
    ListenerName {
        name: "ListenerName",
        levels: &[AttributeLevel::Listener],
        config_member: Some("listenerName"),
    }

    /// The health check of a listener of layer 4 or of a rule.
    HealthCheck {
        name: "HealthCheck",
        levels: &[AttributeLevel::Listener, AttributeLevel::Rule],
        form: ApiValueType::Object,
        config_member: Some("healthCheck"),
    }

    /// Session persistence in seconds; 0 is off.
    SessionExpireTime {
        name: "SessionExpireTime",
        levels: &[AttributeLevel::Listener, AttributeLevel::Rule],
        form: ApiValueType::Int,
        config_member: Some("session"),
    }

    /// The balancing method.
    Scheduler {
        name: "Scheduler",
        levels: &[AttributeLevel::Listener, AttributeLevel::Rule],
        config_member: Some("scheduler"),
    }

    /// The certificate of a listener, or of a domain where SNI is on.
    Certificate {
        name: "Certificate",
        levels: &[AttributeLevel::Listener, AttributeLevel::Domain],
        form: ApiValueType::Unchecked,
        annotations: &[&tke::SPECIFY_PROTOCOL.definition],
    }

    /// Whether certificates belong to the domains. It can be switched on, and never off.
    SniSwitch {
        name: "SniSwitch",
        levels: &[AttributeLevel::Listener],
        form: ApiValueType::Int,
        only_for: &[Protocol::Https],
        annotations: &[&tke::SPECIFY_PROTOCOL.definition],
    }

    /// Whether connections to backends are kept open.
    KeepaliveEnable {
        name: "KeepaliveEnable",
        levels: &[AttributeLevel::Listener],
        form: ApiValueType::Int,
        only_for: &[Protocol::Http, Protocol::Https],
        config_member: Some("keepaliveEnable"),
    }

    /// Whether clients may use HTTP/2.
    Http2 {
        name: "Http2",
        levels: &[AttributeLevel::Domain],
        form: ApiValueType::Bool,
        only_for: &[Protocol::Https],
        config_member: Some("http2"),
    }

    /// The protocol towards backends.
    ForwardType {
        name: "ForwardType",
        levels: &[AttributeLevel::Rule],
        config_member: Some("forwardType"),
    }
}

/// The annotations that name a TkeServiceConfig.
pub static CONFIG_ANNOTATIONS: [&NameDefinition; 2] =
    [&tke::TKE_SERVICE_CONFIG.definition, &tke::TKE_SERVICE_CONFIG_AUTO.definition];

impl AttributeId {
    /// Its name in creation calls, and the one that changes are shown with.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// The attribute of that name.
    pub fn named(name: &str) -> Option<AttributeId> {
        AttributeId::ALL.iter().copied().find(|field| field.name() == name)
    }

    /// The attributes of a level.
    pub fn of(level: AttributeLevel) -> impl Iterator<Item = AttributeId> {
        AttributeId::ALL.iter().copied().filter(move |field| field.is_of(level))
    }

    /// True for an attribute that this level has.
    pub fn is_of(self, level: AttributeLevel) -> bool {
        self.row().levels.contains(&level)
    }

    /// True when listeners of that protocol, or their rules, have the attribute.
    pub fn is_for(self, protocol: Protocol) -> bool {
        let only = self.row().only_for;
        only.is_empty() || only.contains(&protocol)
    }

    /// The call that changes it on a resource of that level.
    pub fn call(self, level: AttributeLevel) -> ModifyApi {
        match level {
            AttributeLevel::LoadBalancer if self == AttributeId::SecurityGroups => {
                ModifyApi::SetLoadBalancerSecurityGroups
            }
            AttributeLevel::LoadBalancer => ModifyApi::ModifyLoadBalancerAttributes,
            AttributeLevel::Listener => ModifyApi::ModifyListener,
            AttributeLevel::Rule => ModifyApi::ModifyRule,
            AttributeLevel::Domain => ModifyApi::ModifyDomainAttributes,
        }
    }

    /// The annotations that decide it: its own, and where a TkeServiceConfig declares it those that name one.
    pub fn annotations(self) -> impl Iterator<Item = &'static NameDefinition> {
        let row = self.row();
        let config: &[&NameDefinition] = if row.config_member.is_some() { &CONFIG_ANNOTATIONS } else { &[] };
        row.annotations.iter().chain(config).copied()
    }
}

/// Values by attribute.
pub type AttributeValues = SortedMap<AttributeId, Value>;

/// The attributes whose desired value is known to differ from the current one. An unknown current value is not a
/// difference, and of an object only the desired members are compared.
pub fn differing(desired: &AttributeValues, current: &AttributeValues) -> Vec<AttributeId> {
    desired
        .iter()
        .filter(|(field, value)| current.get(field).is_some_and(|current| !covers(current, value)))
        .map(|(field, _)| *field)
        .collect()
}

/// The desired attributes whose current value is unknown.
pub fn unknown_fields(desired: &AttributeValues, current: &AttributeValues) -> Vec<AttributeId> {
    desired.keys().filter(|field| !current.contains_key(field)).copied().collect()
}

/// True when `current` has every member of `desired`.
pub fn covers(current: &Value, desired: &Value) -> bool {
    match (current, desired) {
        (Value::Object(current), Value::Object(desired)) => {
            desired.iter().all(|(key, value)| current.get(key).is_some_and(|current| covers(current, value)))
        }
        (current, desired) => current == desired,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tke_service_config::fields::{ConfigField, FieldType, SPEC};
    use std::collections::BTreeSet;

    fn has(fields: &[ConfigField], member: &str) -> bool {
        fields.iter().any(|field| {
            field.name == member
                || match field.kind {
                    FieldType::Object(inner) | FieldType::List(inner) => has(inner, member),
                    FieldType::Bool | FieldType::Int(..) | FieldType::Words(_) | FieldType::Text => false,
                }
        })
    }

    #[test]
    fn rows_have_unique_names_a_level_and_existing_config_members() {
        let names: BTreeSet<&str> = AttributeId::ALL.iter().map(|field| field.name()).collect();
        assert_eq!(names.len(), AttributeId::ALL.len());
        for field in AttributeId::ALL {
            assert_eq!(AttributeId::named(field.name()), Some(*field));
            assert!(!field.row().levels.is_empty(), "{field:?}");
            assert!(field.row().config_member.is_none_or(|member| has(SPEC, member)), "{field:?}");
            assert!(field.row().described.len() <= 2, "{field:?}: `current` reads paths of one or two members");
        }
    }
}
