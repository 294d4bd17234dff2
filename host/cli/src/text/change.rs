//! What differs of one resource: a sign, its address, fields before and after, and why.
//!
//! Lists are compared as what they hold, not by order. Of what goes away only the first fields are shown, and how many
//! more there are.

use super::page::Page;
use super::paint::{Style, width};
use super::value::{item, leaves, show};
use crate::answer::{Because, Change, Verb};
use crate::phrases::{self, Lang};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

const FIELDS_OF_WHAT_GOES: usize = 6;
const ITEMS: usize = 10;
const WIDEST_KEY: usize = 44;

/// A field's line.
struct Row {
    key: String,
    what: What,
}

enum What {
    One(String),
    Pair { before: String, after: String },
    List { gone: Vec<String>, come: Vec<String>, same: usize },
}

/// The sign and the colour of a verb.
pub fn sign(verb: Verb) -> (Style, &'static str) {
    match verb {
        Verb::Create => (Style::Good, "+"),
        Verb::Update => (Style::Care, "~"),
        Verb::Delete => (Style::Bad, "-"),
        Verb::Release => (Style::Away, "^"),
        Verb::Other => (Style::Normal, "?"),
    }
}

/// Writes one change. `told`: reasons that stand above already.
pub fn change(page: &mut Page<'_>, change: &Change, told: &[Because]) {
    let (style, sign) = sign(change.verb);
    let id = change.before.as_ref().and_then(known_id).map_or(String::new(), |id| format!("  {id}"));
    page.line(2, &[(style, sign), (Style::Strong, &format!(" {}", change.address)), (Style::Faint, &id)]);
    let lang = page.lang();
    let rows = rows(change, lang);
    let shown = match change.verb {
        Verb::Delete | Verb::Release => rows.len().min(FIELDS_OF_WHAT_GOES),
        Verb::Create | Verb::Update | Verb::Other => rows.len(),
    };
    let pad = rows.iter().take(shown).map(|row| width(&row.key)).max().unwrap_or(0).min(WIDEST_KEY);
    for row in rows.iter().take(shown) {
        write_row(page, row, pad);
    }
    if shown < rows.len() {
        let more = phrases::MORE_FIELDS.count(lang, (rows.len() - shown) as u64);
        page.line(6, &[(Style::Faint, &more)]);
    }
    for because in change.because.iter().filter(|because| !told.contains(because)) {
        page.because(6, because);
    }
}

fn known_id(before: &Map<String, Value>) -> Option<&str> {
    ["ListenerId", "LoadBalancerId"].iter().find_map(|key| before.get(*key).and_then(Value::as_str))
}

fn rows(change: &Change, lang: Lang) -> Vec<Row> {
    let flat = |object: &Option<Map<String, Value>>| object.as_ref().map(leaves).unwrap_or_default();
    let (before, after) = (flat(&change.before), flat(&change.after));
    let later = |key: &str| change.after_unknown.iter().any(|field| field == key);
    let mut rows: Vec<Row> = match change.verb {
        Verb::Create => {
            after.iter().filter(|(key, _)| !later(key)).map(|(key, value)| whole(key, value, lang)).collect()
        }
        Verb::Delete => before.iter().map(|(key, value)| whole(key, value, lang)).collect(),
        Verb::Update | Verb::Release | Verb::Other => {
            let keys = before.keys().chain(after.keys().filter(|key| !before.contains_key(*key)));
            let differs = |key: &&String| before.get(*key) != after.get(*key) && named(change, key) && !later(key);
            // Nothing is known of the other side of what is let go.
            let keys = keys.filter(|_| change.after.is_some());
            keys.filter(differs).map(|key| pair(key, &before, &after, lang)).collect()
        }
    };
    for field in &change.after_unknown {
        let unknown = phrases::AFTER_APPLY.say(lang).to_string();
        let what = match before.get(field) {
            Some(value) => What::Pair { before: show(value, lang), after: unknown },
            None => What::One(unknown),
        };
        rows.push(Row { key: field.clone(), what });
    }
    rows.sort_by(|a, b| a.key.cmp(&b.key));
    rows
}

/// True for fields that the answer names as differing, and what lies in them.
fn named(change: &Change, key: &str) -> bool {
    change.fields.is_empty()
        || change.fields.iter().any(|field| {
            key.strip_prefix(field.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
                || field.strip_prefix(key).is_some_and(|rest| rest.starts_with(['.', '[']))
        })
}

fn whole(key: &str, value: &Value, lang: Lang) -> Row {
    let what = match value {
        Value::Array(items) if items.iter().any(Value::is_object) => {
            What::List { gone: Vec::new(), come: items.iter().map(|value| item(value, lang)).collect(), same: 0 }
        }
        value => What::One(show(value, lang)),
    };
    Row { key: key.to_string(), what }
}

fn pair(key: &str, before: &BTreeMap<String, Value>, after: &BTreeMap<String, Value>, lang: Lang) -> Row {
    let what = match (before.get(key), after.get(key)) {
        (Some(Value::Array(before)), Some(Value::Array(after))) => list(before, after, lang),
        (before, after) => What::Pair {
            before: before.map_or(phrases::NOT_SET.say(lang).to_string(), |value| show(value, lang)),
            after: after
                .filter(|value| !value.is_null())
                .map_or(phrases::REMOVED.say(lang).to_string(), |value| show(value, lang)),
        },
    };
    Row { key: key.to_string(), what }
}

fn list(before: &[Value], after: &[Value], lang: Lang) -> What {
    let mut come: Vec<&Value> = after.iter().collect();
    let mut gone = Vec::new();
    for value in before {
        match come.iter().position(|candidate| *candidate == value) {
            Some(position) => drop(come.remove(position)),
            None => gone.push(item(value, lang)),
        }
    }
    let same = before.len() - gone.len();
    What::List { gone, come: come.into_iter().map(|value| item(value, lang)).collect(), same }
}

fn write_row(page: &mut Page<'_>, row: &Row, pad: usize) {
    let key = format!("{}{}", row.key, " ".repeat(pad.saturating_sub(width(&row.key))));
    match &row.what {
        What::One(value) => page.line(6, &[(Style::Faint, &key), (Style::Normal, &format!("  {value}"))]),
        What::Pair { before, after } if 6 + width(&key) + 5 + width(before) + width(after) <= page.columns() => {
            let before = format!("  {before}");
            page.line(
                6,
                &[(Style::Faint, &key), (Style::Normal, &before), (Style::Care, " → "), (Style::Normal, after)],
            );
        }
        What::Pair { before, after } => {
            page.line(6, &[(Style::Faint, &key)]);
            page.line(8, &[(Style::Normal, &format!("  {before}"))]);
            page.line(8, &[(Style::Care, "→ "), (Style::Normal, after)]);
        }
        What::List { gone, come, same } => {
            page.line(6, &[(Style::Faint, &key)]);
            items(page, (Style::Bad, "- "), gone);
            items(page, (Style::Good, "+ "), come);
            if *same > 0 {
                let same = phrases::SAME_ITEMS.count(page.lang(), *same as u64);
                page.line(8, &[(Style::Faint, &same)]);
            }
        }
    }
}

fn items(page: &mut Page<'_>, sign: (Style, &str), items: &[String]) {
    for item in items.iter().take(ITEMS) {
        page.line(8, &[sign, (Style::Normal, item)]);
    }
    if items.len() > ITEMS {
        let more = phrases::MORE_ITEMS.count(page.lang(), (items.len() - ITEMS) as u64);
        page.line(8, &[(Style::Faint, &more)]);
    }
}
