//! Annotations, tags, finalizers and switches of TKE: their definitions, and the settings of a Service.
//!
//! [`definitions`] has one typed definition for each name; [`ServiceSettings`] reads an object by them. A name is written in
//! its definition and nowhere else. What a setting does to a CLB is not known here.

mod annotation_applicability;
pub mod annotation_notes_and_fix_titles;
pub mod cluster_switches;
pub mod codes;
pub mod controller_version;
pub mod definition;
pub mod definitions;
mod forwarding_rule_domain;
pub mod grammar;
mod identifier_format;
pub mod json;
mod modification_protection;
pub mod node_label_selector;
mod parsed_json_cache;
pub mod parsed_value;
pub mod ports_and_backend_kind;
pub mod protocol;
mod reserved_tag_keys;
pub mod service_port_as_written;
pub mod service_settings;
pub mod setting_value;

pub use annotation_applicability::ServiceSituation;
pub use cluster_switches::ControllerSwitches;
pub use controller_version::ControllerVersion;
pub use definition::{
    AnnotationDependency, Mutability, NameDefinition, NameLocation, RequiredSituation, SinceVersion, SinceVersionBasis,
    SupportStatus, TypedNameDefinition, WhenAbsent,
};
pub use definitions::backend::{
    BACKENDS_LABEL, CERTIFICATE_ID, CLIENT_CA_ID, DIRECT_ACCESS, ENABLE_GRACE_DELETION, ENABLE_GRACE_SHUTDOWN,
    ENABLE_GRACE_SHUTDOWN_TKEX, LB_RS_WEIGHT, LOCAL_ONLY_BIND_NODE_WITH_POD, LOCAL_WEIGHTED_BALANCE, PREVENT_LOOPBACK,
    READINESS_GATE,
};
pub use definitions::clbplan::IGNORE;
pub use definitions::cluster_switches::{
    ENABLE_DEFAULT_DIRECT_ACCESS, ENABLE_DEFAULT_MODIFICATION_PROTECTION, ENABLE_POD_GRACEFUL_DELETION,
    GLOBAL_ROUTE_DIRECT_ACCESS, REUSE_LOADBALANCER, VERSION,
};
pub use definitions::controller_written::{CLIENT_TOKEN, FINALIZER, LOADBALANCE_ID};
pub use definitions::listener::{SPECIFY_PROTOCOL, TARGET_GROUPS, TKE_SERVICE_CONFIG, TKE_SERVICE_CONFIG_AUTO};
pub use definitions::load_balancer::{
    ApplicationOrClassic, CROSS_REGION_ID, CROSS_VPC_ID, EXTENSIVE_PARAMETERS, HYBRID_TYPE, INTERNAL_SUBNETID,
    INTERNET_CHARGE_TYPE, INTERNET_MAX_BANDWIDTH_OUT, LOADBALANCE_TYPE, MODE, MODIFICATION_PROTECTION, PASS_TO_TARGET,
    QCLOUD_SHARE_EXISTED_LB, SECURITY_GROUPS, SNAT_PRO_INFO, SyncModeAnnotation, TKE_EXISTED_LBID,
};
pub use definitions::{PREFIXES, all, find, load_balancer_tags, of_services};
pub use forwarding_rule_domain::DomainAcceptance;
pub use grammar::ValueFormat;
pub use json::{BackendWeights, SpecifyProtocolPort};
pub use modification_protection::{ModificationProtection, default_protection, modification_protection};
pub use node_label_selector::NodeLabelSelector;
pub use protocol::{OsiLayer, Protocol, Transport};
pub use service_settings::{ServiceSettings, SettingValue, WrittenAnnotation};

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn definitions_have_unique_names_and_short_titles() {
        let mut names: Vec<_> = all().map(|definition| (definition.name, definition.kind as u8)).collect();
        names.sort_unstable();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count, "a name stands twice");
        for definition in all() {
            let title = definition.title();
            assert!(!title.is_empty() && title.chars().count() <= 80, "{}: {title}", definition.name);
            let (title, rest) = definition.chinese();
            assert!(!title.is_empty() && title.chars().count() <= 80, "{}", definition.name);
            assert!(!rest.contains('\n'), "{}", definition.name);
            assert_eq!(
                rest.is_empty(),
                definition.doc.lines().nth(1).is_none(),
                "{}: one language says more",
                definition.name
            );
            assert!(
                definition.doc.lines().nth(1).is_none_or(str::is_empty),
                "{}: a title is followed by a blank line",
                definition.name
            );
            if definition.kind == NameLocation::Annotation {
                let known = PREFIXES.iter().any(|prefix| definition.name.starts_with(prefix));
                assert!(
                    known || matches!(definition.status, SupportStatus::Legacy | SupportStatus::Clbplan),
                    "{}",
                    definition.name
                );
            }
        }
    }

    /// Fragments of valid values, so that readers get far before they fail.
    fn values() -> impl Strategy<Value = String> {
        let fragment = prop_oneof![
            Just("{"),
            Just("}"),
            Just("["),
            Just("]"),
            Just("\""),
            Just(":"),
            Just(","),
            Just("protocol"),
            Just("TCP"),
            Just("80"),
            Just("snatIps"),
            Just("weights"),
            Just("lb-"),
            Just("sg-1"),
            Just("in ("),
            Just("!"),
            Just("="),
            Just(" "),
            Just("中"),
            Just("\\u00e9"),
            Just("\n"),
            Just("-"),
            Just("T"),
            Just("true"),
            Just("null"),
        ];
        prop_oneof![prop::collection::vec(fragment, 0..24).prop_map(|parts| parts.concat()), any::<String>()]
    }

    proptest! {
        #[test]
        fn problem_ranges_are_inside_the_value(text in values()) {
            for definition in all() {
                for problem in definition.grammar.check(&text) {
                    prop_assert!(text.get(problem.range.clone()).is_some(), "{}: {:?}", definition.name, problem);
                }
            }
        }
    }

    #[test]
    fn defaults_are_valid_values() {
        for definition in all() {
            match definition.when_absent {
                WhenAbsent::Fixed(value) => {
                    assert_eq!(definition.grammar.check(value), Vec::new(), "{}", definition.name)
                }
                WhenAbsent::Derived { en, zh } => assert!(!en.is_empty() && !zh.is_empty(), "{}", definition.name),
                WhenAbsent::Unmanaged => {}
            }
        }
    }

    #[test]
    fn every_choice_is_a_valid_value() {
        for definition in all() {
            if let ValueFormat::Bool | ValueFormat::Enum(_) = definition.grammar {
                for word in definition.grammar.choices() {
                    assert_eq!(definition.grammar.check(word.value), Vec::new(), "{}: {}", definition.name, word.value);
                }
            }
        }
    }

    #[test]
    fn the_number_of_annotations_is_48() {
        assert_eq!(of_services().filter(|definition| !matches!(definition.status, SupportStatus::Clbplan)).count(), 48);
        assert_eq!(
            of_services().filter(|definition| matches!(definition.status, SupportStatus::WrittenByController)).count(),
            5
        );
    }
}
