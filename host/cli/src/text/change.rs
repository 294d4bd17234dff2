//! The change of one resource: a sign, its address, fields before and after, and the reasons.
//!
//! Of a resource that is deleted or released, only the first fields are shown, and how many more there are.

use super::writer::TextWriter;
use crate::ansi::{TextRole, width};
use crate::messages;
use crate::module_answer::{Change, Reason, Verb};
use crate::summary::change::{ChangedField, FieldChange, current_id, rows, sign};

const FIELDS_OF_DELETED: usize = 6;
const ITEMS: usize = 10;
const WIDEST_KEY: usize = 44;

/// Writes one change. `known_reasons` are not repeated.
pub fn change(out: &mut TextWriter<'_>, change: &Change, known_reasons: &[Reason]) {
    let (role, sign) = sign(change.verb);
    let id = change.before.as_ref().and_then(current_id).map_or(String::new(), |id| format!("  {id}"));
    out.line(2, &[(role, sign), (TextRole::Strong, &format!(" {}", change.address)), (TextRole::Faint, &id)]);
    let lang = out.lang();
    let rows = rows(change, lang);
    let shown = match change.verb {
        Verb::Delete | Verb::Release => rows.len().min(FIELDS_OF_DELETED),
        Verb::Create | Verb::Update | Verb::Other => rows.len(),
    };
    let pad = rows.iter().take(shown).map(|row| width(&row.key)).max().unwrap_or(0).min(WIDEST_KEY);
    for row in rows.iter().take(shown) {
        write_row(out, row, pad);
    }
    if shown < rows.len() {
        let more = messages::MORE_FIELDS.plural(lang, (rows.len() - shown) as u64);
        out.line(6, &[(TextRole::Faint, &more)]);
    }
    for reason in change.because.iter().filter(|reason| !known_reasons.contains(reason)) {
        out.reason(6, reason);
    }
}

fn write_row(out: &mut TextWriter<'_>, row: &ChangedField, pad: usize) {
    let key = format!("{}{}", row.key, " ".repeat(pad.saturating_sub(width(&row.key))));
    match &row.change {
        FieldChange::Value(value) => {
            out.line(6, &[(TextRole::Faint, &key), (TextRole::Normal, &format!("  {value}"))]);
        }
        FieldChange::BeforeAfter { before, after }
            if 6 + width(&key) + 5 + width(before) + width(after) <= out.columns() =>
        {
            let before = format!("  {before}");
            out.line(
                6,
                &[
                    (TextRole::Faint, &key),
                    (TextRole::Normal, &before),
                    (TextRole::Caution, " → "),
                    (TextRole::Normal, after),
                ],
            );
        }
        FieldChange::BeforeAfter { before, after } => {
            out.line(6, &[(TextRole::Faint, &key)]);
            out.line(8, &[(TextRole::Normal, &format!("  {before}"))]);
            out.line(8, &[(TextRole::Caution, "→ "), (TextRole::Normal, after)]);
        }
        FieldChange::List { removed, updated, added, unchanged } => {
            out.line(6, &[(TextRole::Faint, &key)]);
            items(out, (TextRole::Bad, "- "), removed);
            items(out, (TextRole::Caution, "~ "), updated);
            items(out, (TextRole::Good, "+ "), added);
            if *unchanged > 0 {
                let unchanged = messages::SAME_ITEMS.plural(out.lang(), *unchanged as u64);
                out.line(8, &[(TextRole::Faint, &unchanged)]);
            }
        }
    }
}

fn items(out: &mut TextWriter<'_>, sign: (TextRole, &str), items: &[String]) {
    for item in items.iter().take(ITEMS) {
        out.line(8, &[sign, (TextRole::Normal, item)]);
    }
    if items.len() > ITEMS {
        let more = messages::MORE_ITEMS.plural(out.lang(), (items.len() - ITEMS) as u64);
        out.line(8, &[(TextRole::Faint, &more)]);
    }
}
