//! The audit in a terminal: the table, each kind of finding explained once, what was not checked, and the totals.

use super::messages;
use super::report::Audit;
use super::table_rows::{self, TableRow};
use crate::ansi::TextRole;
use crate::finding_verbosity::FindingDetail;
use crate::messages as common;
use crate::render_settings::RenderSettings;
use crate::text::finding::findings;
use crate::text::overview::aligned;
use crate::text::writer::TextWriter;

/// Of more lines than these the others are counted.
const MAX_ROWS: usize = 200;

pub fn render(audit: &Audit, view: &RenderSettings<'_>) -> String {
    let lang = view.lang;
    let mut out = TextWriter::new(view);
    let rows = table_rows::rows(audit, lang);
    let max = if view.detail == FindingDetail::Full { rows.len() } else { MAX_ROWS };
    let cells = |row: &TableRow| {
        let cells = [row.severity, &row.subject, row.kind, &row.load_balancer, &row.what];
        (row.role, cells.map(str::to_string))
    };
    if !rows.is_empty() {
        aligned(&mut out, &rows.iter().take(max).map(cells).collect::<Vec<_>>());
    }
    if rows.len() > max {
        out.line(2, &[(TextRole::Faint, &messages::MORE_ROWS.plural(lang, (rows.len() - max) as u64))]);
    }
    let diagnostics = table_rows::diagnostics(audit, lang);
    if !diagnostics.is_empty() {
        out.section(&common::FINDINGS);
        findings(&mut out, &diagnostics, view.manifests);
    }
    if !audit.not_checked.is_empty() {
        out.section(&common::ASSUMPTIONS);
        for text in table_rows::not_checked(audit, lang) {
            out.wrapped(2, 4, &[(TextRole::Faint, "· "), (TextRole::Normal, &text)]);
        }
    }
    out.references(&common::REFERENCES);
    out.gap();
    if let Some(failed) = table_rows::failed(audit, lang) {
        out.wrapped(0, 2, &[(TextRole::Bad, &failed)]);
    }
    out.wrapped(0, 2, &[(TextRole::Normal, &table_rows::audited(audit, lang))]);
    let headline = messages::TITLE_OF.format(lang, &[("what", &table_rows::headline(&diagnostics, lang))]);
    out.wrapped(0, 2, &[(TextRole::Strong, &format!("{headline}{}", lang.full_stop()))]);
    out.finish()
}
