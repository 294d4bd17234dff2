//! What was not checked, in as few sentences as there are different ones.
//!
//! The module says for each Service what it assumed. Sentences that differ in one name only are one sentence and a list of
//! names.

use crate::finding_verbosity::FindingDetail;
use crate::messages::{self, Lang};
use crate::module_answer::Assumption;

/// Of a longer list of names, the others are counted.
const MAX_NAMES: usize = 10;

/// One sentence for each assumption, or for each group of them unless all details are asked for.
pub fn sentences(assumptions: &[Assumption], detail: FindingDetail, lang: Lang) -> Vec<String> {
    let mut groups: Vec<Vec<&Assumption>> = Vec::new();
    for assumption in assumptions {
        let may_join = detail == FindingDetail::Brief && !assumption.code.is_empty();
        let is_equal = |first: &&&Assumption| first.code == assumption.code && first.event == assumption.event;
        let group = groups.iter_mut().find(|group| may_join && group.first().filter(is_equal).is_some());
        match group {
            Some(group) => group.push(assumption),
            None => groups.push(vec![assumption]),
        }
    }
    groups.iter().flat_map(|group| of_group(group, lang)).collect()
}

fn of_group(group: &[&Assumption], lang: Lang) -> Vec<String> {
    let messages: Vec<&str> = group.iter().map(|assumption| assumption.message.as_str()).collect();
    let names = differing_names(&messages);
    let (Some((first, [_, ..])), Some(names)) = (group.split_first(), names) else {
        return group.iter().map(|one| with_event(one, &one.message, lang)).collect();
    };
    let more = names.len().saturating_sub(1 + MAX_NAMES);
    let mut shown: Vec<String> = names.into_iter().skip(1).take(MAX_NAMES).map(str::to_string).collect();
    shown.extend((more > 0).then(|| messages::MORE_ASSUMPTIONS.plural(lang, more as u64)));
    let shown = shown.join(lang.list_separator());
    let message = messages::ASSUMED_ALSO.format(lang, &[("what", &first.message), ("names", &shown)]);
    vec![with_event(first, &message, lang)]
}

/// With the event of the controller that shows that the assumption was wrong, unless the message names it.
fn with_event(assumption: &Assumption, message: &str, lang: Lang) -> String {
    let event = assumption.event.as_ref().filter(|event| !message.contains(event.as_str()));
    let event = event.map(|event| lang.bracketed(&messages::EVENT_IF_WRONG.format(lang, &[("event", event)])));
    format!("{message}{}", event.unwrap_or_default())
}

/// The one name in which texts differ, of each; `None` if they differ in anything else.
fn differing_names<'t>(texts: &[&'t str]) -> Option<Vec<&'t str>> {
    let first = texts.first()?;
    let is_name = |letter: char| letter.is_ascii_alphanumeric() || "-_./".contains(letter);
    let common = |of: &dyn Fn(&str, &str) -> usize| texts.iter().map(|text| of(first, text)).min();
    let prefix = first.get(..common(&common_prefix)?)?;
    let suffix = first.get(first.len() - common(&common_suffix)?..)?;
    // A name that begins or ends like another one is a name as a whole.
    let prefix = prefix.trim_end_matches(is_name);
    let suffix = suffix.trim_start_matches(is_name);
    let name = |text: &&'t str| -> Option<&'t str> {
        let name = text.get(prefix.len()..text.len().checked_sub(suffix.len())?)?;
        (!name.is_empty() && name.chars().all(is_name)).then_some(name)
    };
    texts.iter().map(name).collect()
}

fn common_prefix(one: &str, other: &str) -> usize {
    let equal = one.chars().zip(other.chars()).take_while(|(one, other)| one == other);
    equal.map(|(letter, _)| letter.len_utf8()).sum()
}

fn common_suffix(one: &str, other: &str) -> usize {
    let equal = one.chars().rev().zip(other.chars().rev()).take_while(|(one, other)| one == other);
    equal.map(|(letter, _)| letter.len_utf8()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    type Given<'a> = (&'a str, String, Option<&'a str>);

    fn sentences_of(assumptions: &[Given<'_>], detail: FindingDetail, lang: Lang) -> Vec<String> {
        let assumption = |(code, message, event): &Given<'_>| Assumption {
            code: (*code).to_string(),
            message: message.clone(),
            event: event.map(str::to_string),
        };
        let assumptions: Vec<Assumption> = assumptions.iter().map(assumption).collect();
        sentences(&assumptions, detail, lang)
    }

    fn state_of(service: &str) -> Given<'static> {
        ("clb/derived", format!("the state of {service} was not provided"), None)
    }

    #[test]
    fn what_is_equal_is_said_once() {
        let given =
            [state_of("shop/web-1"), ("a/b", "alone".to_string(), None), state_of("shop/web-2"), state_of("shop/api")];
        let brief = sentences_of(&given, FindingDetail::Brief, Lang::En);
        assert_eq!(brief, ["the state of shop/web-1 was not provided; likewise for shop/web-2, shop/api", "alone"]);
        assert_eq!(sentences_of(&given, FindingDetail::Full, Lang::En).len(), 4);
        let many: Vec<_> = (0..1000).map(|number| state_of(&format!("shop/web-{number}"))).collect();
        let brief = sentences_of(&many, FindingDetail::Brief, Lang::ZhCn);
        assert!(brief.len() == 1 && brief[0].ends_with("、shop/web-10、另有 989 个，--verbose 可见全部"), "{brief:?}");
    }

    #[test]
    fn what_differs_in_more_than_a_name_is_said_in_full() {
        let text = |text: &'static str| ("a/b", text.to_string(), None);
        for different in [["a of 1 has b", "a of 2 has c"], ["a of x y", "a of z"], ["a of 名", "a of b"]] {
            assert_eq!(sentences_of(&different.map(text), FindingDetail::Brief, Lang::En), different);
        }
    }

    #[test]
    fn the_event_of_an_assumption_is_named() {
        let quota = [("a/b", "the quota is unknown".to_string(), Some("E4008"))];
        assert_eq!(
            sentences_of(&quota, FindingDetail::Brief, Lang::En),
            ["the quota is unknown (if this is wrong, the controller reports event E4008)"]
        );
        let named = [("a/b", "the quota is unknown (E4008)".to_string(), Some("E4008"))];
        assert_eq!(sentences_of(&named, FindingDetail::Brief, Lang::En), ["the quota is unknown (E4008)"]);
    }
}
