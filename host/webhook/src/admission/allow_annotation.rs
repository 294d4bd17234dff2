//! The annotation that lifts guards: `clbplan/allow: deletes-load-balancer until 2026-12-31`.
//!
//! Several guards are separated by commas. A guard is lifted to the end of that day in UTC. There is no way to lift one for
//! ever: what is meant once would hold for whoever comes later.

use crate::language::Language;
use jiff::civil::Date;

/// Its name.
pub const ALLOW_ANNOTATION: &str = "clbplan/allow";

/// The guards, as the module's `Guard` names them.
const GUARDS: [&str; 10] = [
    "deletes-load-balancer",
    "changes-address",
    "replaces-load-balancer",
    "exposes-publicly",
    "exceeds-bandwidth",
    "outside-subnets",
    "drains-backends",
    "adopts-load-balancer",
    "lacks-modification-protection",
    "edit-without-effect",
];

/// One entry of the annotation.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Entry {
    Lifted { guard: String, until: Date },
    Expired { guard: String, until: Date },
    NotReadable(String),
}

/// What the annotation lifts today.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LiftedPolicyGuards {
    entries: Vec<Entry>,
}

impl LiftedPolicyGuards {
    /// Reads the annotation.
    pub fn read(annotation: Option<&str>, today: Date) -> LiftedPolicyGuards {
        let entries = annotation.unwrap_or_default().split(',').map(str::trim).filter(|entry| !entry.is_empty());
        LiftedPolicyGuards { entries: entries.map(|entry| of_entry(entry, today)).collect() }
    }

    /// Until when the guard is lifted.
    pub fn until(&self, guard: &str) -> Option<Date> {
        self.entries.iter().find_map(|entry| match entry {
            Entry::Lifted { guard: lifted, until } if lifted == guard => Some(*until),
            Entry::Lifted { .. } | Entry::Expired { .. } | Entry::NotReadable(_) => None,
        })
    }

    /// The date on which the annotation ceased to lift the guard.
    pub fn expired(&self, guard: &str) -> Option<Date> {
        self.entries.iter().find_map(|entry| match entry {
            Entry::Expired { guard: expired, until } if expired == guard => Some(*until),
            Entry::Lifted { .. } | Entry::Expired { .. } | Entry::NotReadable(_) => None,
        })
    }

    /// Every guard that is lifted, and until when.
    pub fn lifted(&self) -> impl Iterator<Item = (&str, Date)> {
        self.entries.iter().filter_map(|entry| match entry {
            Entry::Lifted { guard, until } => Some((guard.as_str(), *until)),
            Entry::Expired { .. } | Entry::NotReadable(_) => None,
        })
    }

    /// What is wrong with the annotation, one sentence for each entry.
    pub fn mistakes(&self, language: Language) -> Vec<String> {
        let texts = self.entries.iter().filter_map(|entry| match entry {
            Entry::NotReadable(text) => Some(match language {
                Language::En => format!(
                    "an entry of the annotation `{ALLOW_ANNOTATION}` has no effect: `{text}` is not \
                     `GUARD until YYYY-MM-DD`, such as `deletes-load-balancer until 2026-12-31`"
                ),
                Language::ZhCn => format!(
                    "注解 `{ALLOW_ANNOTATION}` 中的 `{text}` 不生效：它不符合 `规则名 until YYYY-MM-DD` 的格式，\
                     例如 `deletes-load-balancer until 2026-12-31`"
                ),
            }),
            Entry::Lifted { .. } | Entry::Expired { .. } => None,
        });
        texts.collect()
    }
}

fn of_entry(text: &str, today: Date) -> Entry {
    let words: Vec<&str> = text.split_whitespace().collect();
    let [guard, "until", until] = words.as_slice() else { return Entry::NotReadable(text.to_owned()) };
    let (true, Ok(until)) = (GUARDS.contains(guard), until.parse::<Date>()) else {
        return Entry::NotReadable(text.to_owned());
    };
    let guard = (*guard).to_owned();
    if today <= until { Entry::Lifted { guard, until } } else { Entry::Expired { guard, until } }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn lifted(text: &str) -> LiftedPolicyGuards {
        LiftedPolicyGuards::read(Some(text), date(2026, 12, 31))
    }

    #[test]
    fn a_guard_is_lifted_to_the_end_of_the_day() {
        let guards = lifted("deletes-load-balancer until 2026-12-31, changes-address until 2027-01-01");
        assert_eq!(guards.until("deletes-load-balancer"), Some(date(2026, 12, 31)));
        assert_eq!(guards.until("changes-address"), Some(date(2027, 1, 1)));
        assert_eq!(guards.until("exposes-publicly"), None);
        assert_eq!(guards.lifted().count(), 2);
        assert_eq!(guards.expired("deletes-load-balancer"), None);
        let guards = lifted("deletes-load-balancer until 2026-12-30");
        assert_eq!(guards.until("deletes-load-balancer"), None);
        assert_eq!(guards.expired("deletes-load-balancer"), Some(date(2026, 12, 30)));
    }

    #[test]
    fn an_entry_that_cannot_be_read_lifts_nothing_and_is_named() {
        for text in [
            "deletes-load-balancer",
            "deletes-load-balancer until",
            "deletes-load-balancer until tomorrow",
            "deletes-load-balancer until 2026-02-30",
            "everything until 2027-01-01",
            "deletes-load-balancer until 2027-01-01 please",
            "deletes-load-balancer bis 2027-01-01",
        ] {
            let guards = lifted(text);
            assert_eq!(guards.until("deletes-load-balancer"), None, "{text}");
            let mistakes = guards.mistakes(Language::En);
            assert!(mistakes.len() == 1 && mistakes[0].contains(text), "{text}: {mistakes:?}");
            assert!(guards.mistakes(Language::ZhCn)[0].contains(text));
        }
        assert_eq!(LiftedPolicyGuards::read(None, date(2026, 1, 1)), LiftedPolicyGuards::default());
        assert_eq!(lifted(" , "), LiftedPolicyGuards::default());
    }
}
