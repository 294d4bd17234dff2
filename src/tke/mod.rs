//! Annotations: what each one is, and what a Service says with them.
//!
//! [`definitions`] holds one typed row per name; [`Settings`] reads an object by them. A name stands in one row and nowhere
//! else in the source. What a setting does to a CLB is not known here.

pub mod codes;
pub mod definition;
pub mod definitions;
pub mod grammar;
pub mod json;
pub mod listener_protocols;
pub mod parsed_value;
pub mod protocol;
pub mod reasons;
pub mod rules;
pub mod selector;
pub mod settings;
pub mod switches;
pub mod version;

pub use definition::{
    Annotation, Confidence, Definition, DefinitionKind, Mutability, Relation, Requirement, Since, Status, WhenAbsent,
};
pub use definitions::backend::{
    BACKENDS_LABEL, CERTIFICATE_ID, CLIENT_CA_ID, DIRECT_ACCESS, ENABLE_GRACE_DELETION, ENABLE_GRACE_SHUTDOWN,
    ENABLE_GRACE_SHUTDOWN_TKEX, LB_RS_WEIGHT, LOCAL_ONLY_BIND_NODE_WITH_POD, LOCAL_WEIGHTED_BALANCE, PREVENT_LOOPBACK,
    READINESS_GATE,
};
pub use definitions::clbplan::IGNORE;
pub use definitions::controller_written::{CLIENT_TOKEN, FINALIZER, LOADBALANCE_ID};
pub use definitions::listener::{SPECIFY_PROTOCOL, TARGET_GROUPS, TKE_SERVICE_CONFIG, TKE_SERVICE_CONFIG_AUTO};
pub use definitions::load_balancer::{
    CROSS_REGION_ID, CROSS_VPC_ID, EXTENSIVE_PARAMETERS, HYBRID_TYPE, INTERNAL_SUBNETID, INTERNET_CHARGE_TYPE,
    INTERNET_MAX_BANDWIDTH_OUT, LOADBALANCE_TYPE, MODE, MODIFICATION_PROTECTION, PASS_TO_TARGET,
    QCLOUD_SHARE_EXISTED_LB, SECURITY_GROUPS, SNAT_PRO_INFO, TKE_EXISTED_LBID,
};
pub use definitions::switches::{
    ENABLE_DEFAULT_DIRECT_ACCESS, ENABLE_DEFAULT_MODIFICATION_PROTECTION, ENABLE_POD_GRACEFUL_DELETION,
    REUSE_LOADBALANCER, VERSION,
};
pub use definitions::tags;
pub use grammar::Grammar;
pub use json::{RsWeights, SpecifiedPort};
pub use protocol::{OsiLayer, Protocol, Transport};
pub use selector::Selector;
pub use settings::{AnnotationEntry, Setting, Settings};
pub use switches::Switches;
pub use version::Version;

/// Kind of CLB.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ClbKind {
    /// Layers 4 and 7.
    Application,
    /// The kind that came before.
    Classic,
}

impl ClbKind {
    /// The kind that a word of the annotation names.
    pub(crate) fn from_value(word: &str) -> ClbKind {
        match word {
            "classic" | "yunapi_clb" => ClbKind::Classic,
            _ => ClbKind::Application,
        }
    }
}

/// Unusual ways of syncing a Service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ModeSetting {
    /// Touch nothing.
    Skip,
}

/// What the names of TKE's annotations begin with.
pub const PREFIXES: [&str; 3] = ["service.kubernetes.io/", "service.cloud.tencent.com/", "kubernetes.io/service."];

/// Every row, by topic.
pub fn all() -> impl Iterator<Item = &'static Definition> {
    [
        definitions::load_balancer::ALL,
        definitions::listener::ALL,
        definitions::backend::ALL,
        definitions::controller_written::ALL,
        definitions::legacy::ALL,
        definitions::clbplan::ALL,
        definitions::switches::ALL,
        definitions::tags::ALL,
    ]
    .into_iter()
    .flatten()
    .copied()
}

/// The rows of annotations of a Service.
pub fn of_services() -> impl Iterator<Item = &'static Definition> {
    all().filter(|definition| definition.kind == DefinitionKind::Annotation)
}

/// The annotation of a Service with that full name.
pub fn find(name: &str) -> Option<&'static Definition> {
    of_services().find(|definition| definition.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_table_itself() {
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
            if definition.kind == DefinitionKind::Annotation {
                let known = PREFIXES.iter().any(|prefix| definition.name.starts_with(prefix));
                assert!(known || matches!(definition.status, Status::Legacy | Status::Clbplan), "{}", definition.name);
            }
        }
    }

    /// Fragments that come near to good values, so that readers get deep before they fail.
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
        fn problems_lie_inside_the_value(text in values()) {
            for definition in all() {
                for problem in definition.grammar.check(&text) {
                    prop_assert!(text.get(problem.range.clone()).is_some(), "{}: {:?}", definition.name, problem);
                }
            }
        }
    }

    #[test]
    fn what_holds_while_absent_is_a_value() {
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
    fn conflicts_are_mutual_and_every_offer_is_good() {
        for definition in all() {
            for relation in definition.relations {
                if let Relation::Conflicts(other) = relation {
                    let back =
                        |relation: &Relation| matches!(relation, Relation::Conflicts(back) if back.is(definition));
                    assert!(other.relations.iter().any(back), "{}", definition.name);
                }
            }
            if let Grammar::Bool | Grammar::Enum(_) = definition.grammar {
                for word in definition.grammar.choices() {
                    assert_eq!(definition.grammar.check(word.value), Vec::new(), "{}: {}", definition.name, word.value);
                }
            }
        }
    }

    #[test]
    fn all_inputs_are_there() {
        assert_eq!(of_services().filter(|definition| !matches!(definition.status, Status::Clbplan)).count(), 48);
        assert_eq!(
            of_services().filter(|definition| matches!(definition.status, Status::WrittenByController)).count(),
            5
        );
    }
}
