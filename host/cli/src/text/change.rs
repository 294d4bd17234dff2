//! What differs of one resource: a sign, its address, fields before and after, and why.
//!
//! Of what goes away only the first fields are shown, and how many more there are.

use super::ansi::{Style, width};
use super::writer::TextWriter;
use crate::answer::{Change, Reason, Verb};
use crate::messages;
use crate::summary::change::{FieldChange, FieldRow, known_id, rows, sign};

const FIELDS_OF_WHAT_GOES: usize = 6;
const ITEMS: usize = 10;
const WIDEST_KEY: usize = 44;

/// Writes one change. `told`: reasons that stand above already.
pub fn change(out: &mut TextWriter<'_>, change: &Change, told: &[Reason]) {
    let (style, sign) = sign(change.verb);
    let id = change.before.as_ref().and_then(known_id).map_or(String::new(), |id| format!("  {id}"));
    out.line(2, &[(style, sign), (Style::Strong, &format!(" {}", change.address)), (Style::Faint, &id)]);
    let lang = out.lang();
    let rows = rows(change, lang);
    let shown = match change.verb {
        Verb::Delete | Verb::Release => rows.len().min(FIELDS_OF_WHAT_GOES),
        Verb::Create | Verb::Update | Verb::Other => rows.len(),
    };
    let pad = rows.iter().take(shown).map(|row| width(&row.key)).max().unwrap_or(0).min(WIDEST_KEY);
    for row in rows.iter().take(shown) {
        write_row(out, row, pad);
    }
    if shown < rows.len() {
        let more = messages::MORE_FIELDS.count(lang, (rows.len() - shown) as u64);
        out.line(6, &[(Style::Faint, &more)]);
    }
    for because in change.because.iter().filter(|because| !told.contains(because)) {
        out.because(6, because);
    }
}

fn write_row(out: &mut TextWriter<'_>, row: &FieldRow, pad: usize) {
    let key = format!("{}{}", row.key, " ".repeat(pad.saturating_sub(width(&row.key))));
    match &row.what {
        FieldChange::Value(value) => out.line(6, &[(Style::Faint, &key), (Style::Normal, &format!("  {value}"))]),
        FieldChange::BeforeAfter { before, after }
            if 6 + width(&key) + 5 + width(before) + width(after) <= out.columns() =>
        {
            let before = format!("  {before}");
            out.line(
                6,
                &[(Style::Faint, &key), (Style::Normal, &before), (Style::Caution, " → "), (Style::Normal, after)],
            );
        }
        FieldChange::BeforeAfter { before, after } => {
            out.line(6, &[(Style::Faint, &key)]);
            out.line(8, &[(Style::Normal, &format!("  {before}"))]);
            out.line(8, &[(Style::Caution, "→ "), (Style::Normal, after)]);
        }
        FieldChange::List { gone, come, same } => {
            out.line(6, &[(Style::Faint, &key)]);
            items(out, (Style::Bad, "- "), gone);
            items(out, (Style::Good, "+ "), come);
            if *same > 0 {
                let same = messages::SAME_ITEMS.count(out.lang(), *same as u64);
                out.line(8, &[(Style::Faint, &same)]);
            }
        }
    }
}

fn items(out: &mut TextWriter<'_>, sign: (Style, &str), items: &[String]) {
    for item in items.iter().take(ITEMS) {
        out.line(8, &[sign, (Style::Normal, item)]);
    }
    if items.len() > ITEMS {
        let more = messages::MORE_ITEMS.count(out.lang(), (items.len() - ITEMS) as u64);
        out.line(8, &[(Style::Faint, &more)]);
    }
}
