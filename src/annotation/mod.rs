//! Annotations: what each one is, and what a Service says with them.
//!
//! [`rows`] holds one typed row per name; [`Settings`] reads an object by them. A name stands in one row and nowhere
//! else in the source. What a setting does to a CLB is not known here.

pub mod check;
pub mod codes;
pub mod grammar;
pub mod json;
pub mod protocol;
pub mod reading;
pub mod reasons;
pub mod row;
pub mod rows;
pub mod selector;
pub mod service;
pub mod settings;
pub mod switches;
pub mod version;

pub use grammar::Grammar;
pub use json::{PortProtocols, RsWeights};
pub use protocol::{Class, Level, Protocol};
pub use row::{Absent, Annotation, Home, Mutability, Only, Relation, Row, Since, Status, Sure};
pub use rows::backend::{
    BACKENDS_LABEL, CERTIFICATE_ID, CLIENT_CA_ID, DIRECT_ACCESS, ENABLE_GRACE_DELETION, ENABLE_GRACE_SHUTDOWN,
    ENABLE_GRACE_SHUTDOWN_TKEX, LB_RS_WEIGHT, LOCAL_ONLY_BIND_NODE_WITH_POD, LOCAL_WEIGHTED_BALANCE, PREVENT_LOOPBACK,
    READINESS_GATE,
};
pub use rows::listener::{SPECIFY_PROTOCOL, TARGET_GROUPS, TKE_SERVICE_CONFIG, TKE_SERVICE_CONFIG_AUTO};
pub use rows::load_balancer::{
    CROSS_REGION_ID, CROSS_VPC_ID, EXTENSIVE_PARAMETERS, HYBRID_TYPE, INTERNAL_SUBNETID, INTERNET_CHARGE_TYPE,
    INTERNET_MAX_BANDWIDTH_OUT, LOADBALANCE_TYPE, MODE, MODIFICATION_PROTECTION, PASS_TO_TARGET,
    QCLOUD_SHARE_EXISTED_LB, SECURITY_GROUPS, SNAT_PRO_INFO, TKE_EXISTED_LBID,
};
pub use rows::own::IGNORE;
pub use rows::switches::{
    ENABLE_DEFAULT_DIRECT_ACCESS, ENABLE_DEFAULT_MODIFICATION_PROTECTION, ENABLE_POD_GRACEFUL_DELETION,
    REUSE_LOADBALANCER, VERSION,
};
pub use rows::tags;
pub use rows::written::{CLIENT_TOKEN, FINALIZER, LOADBALANCE_ID};
pub use selector::Selector;
pub use settings::{Entry, Setting, Settings};
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
    pub(crate) fn of_word(word: &str) -> ClbKind {
        match word {
            "classic" | "yunapi_clb" => ClbKind::Classic,
            _ => ClbKind::Application,
        }
    }
}

/// Unusual ways of syncing a Service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mode {
    /// Touch nothing.
    Skip,
}

/// What the names of TKE's annotations begin with.
pub const PREFIXES: [&str; 3] = ["service.kubernetes.io/", "service.cloud.tencent.com/", "kubernetes.io/service."];

/// Every row, by topic.
pub fn all() -> impl Iterator<Item = &'static Row> {
    [
        rows::load_balancer::ALL,
        rows::listener::ALL,
        rows::backend::ALL,
        rows::written::ALL,
        rows::legacy::ALL,
        rows::own::ALL,
        rows::switches::ALL,
        rows::tags::ALL,
    ]
    .into_iter()
    .flatten()
    .copied()
}

/// The rows of annotations of a Service.
pub fn of_services() -> impl Iterator<Item = &'static Row> {
    all().filter(|row| row.home == Home::Annotation)
}

/// The annotation of a Service with that full name.
pub fn find(name: &str) -> Option<&'static Row> {
    of_services().find(|row| row.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_table_itself() {
        let mut names: Vec<_> = all().map(|row| (row.name, row.home as u8)).collect();
        names.sort_unstable();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count, "a name stands twice");
        for row in all() {
            let title = row.title();
            assert!(!title.is_empty() && title.chars().count() <= 80, "{}: {title}", row.name);
            let (title, rest) = row.chinese();
            assert!(!title.is_empty() && title.chars().count() <= 80, "{}", row.name);
            assert!(!rest.contains('\n'), "{}", row.name);
            assert_eq!(rest.is_empty(), row.doc.lines().nth(1).is_none(), "{}: one language says more", row.name);
            assert!(
                row.doc.lines().nth(1).is_none_or(str::is_empty),
                "{}: a title is followed by a blank line",
                row.name
            );
            if row.home == Home::Annotation {
                let known = PREFIXES.iter().any(|prefix| row.name.starts_with(prefix));
                assert!(known || matches!(row.status, Status::Legacy | Status::Own), "{}", row.name);
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
            for row in all() {
                for problem in row.grammar.check(&text) {
                    prop_assert!(text.get(problem.range.clone()).is_some(), "{}: {:?}", row.name, problem);
                }
            }
        }
    }

    #[test]
    fn what_holds_while_absent_is_a_value() {
        for row in all() {
            match row.absent {
                Absent::Fixed(value) => assert_eq!(row.grammar.check(value), Vec::new(), "{}", row.name),
                Absent::Derived { en, zh } => assert!(!en.is_empty() && !zh.is_empty(), "{}", row.name),
                Absent::Unmanaged => {}
            }
        }
    }

    #[test]
    fn conflicts_are_mutual_and_every_offer_is_good() {
        for row in all() {
            for relation in row.relations {
                if let Relation::Conflicts(other) = relation {
                    let back = |relation: &Relation| matches!(relation, Relation::Conflicts(back) if back.is(row));
                    assert!(other.relations.iter().any(back), "{}", row.name);
                }
            }
            if let Grammar::Bool | Grammar::Enum(_) = row.grammar {
                for word in row.grammar.choices() {
                    assert_eq!(row.grammar.check(word.value), Vec::new(), "{}: {}", row.name, word.value);
                }
            }
        }
    }

    #[test]
    fn all_inputs_are_there() {
        assert_eq!(of_services().filter(|row| !matches!(row.status, Status::Own)).count(), 48);
        assert_eq!(of_services().filter(|row| matches!(row.status, Status::WrittenByController)).count(), 5);
    }
}
