//! What differs of one resource: a sign, its address, fields before and after, and why.
//!
//! Of what goes away only the first fields are shown, and how many more there are.

use super::page::Page;
use super::paint::{Style, width};
use crate::answer::{Because, Change, Verb};
use crate::phrases;
use crate::say::change::{Row, What, known_id, rows, sign};

const FIELDS_OF_WHAT_GOES: usize = 6;
const ITEMS: usize = 10;
const WIDEST_KEY: usize = 44;

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
