//! The audit as Markdown, for a ticket or a comment. All text from outside is escaped, and it fits into a comment on GitHub.

use super::messages;
use super::report::Audit;
use super::table_rows::{self, TableRow};
use crate::markdown::escape::{code, sentence};
use crate::markdown::fit_into_comment::{BoundedDocument, LIMIT, Priority};
use crate::markdown::{findings, folded};
use crate::messages as common;
use crate::render_settings::RenderSettings;

pub fn render(audit: &Audit, view: &RenderSettings<'_>) -> String {
    let lang = view.lang;
    let mut document = BoundedDocument::new(lang, LIMIT);
    let diagnostics = table_rows::diagnostics(audit, lang);
    let headline = table_rows::headline(&diagnostics, lang);
    document.frame(format!("## {}\n\n", messages::TITLE_OF.format(lang, &[("what", &headline)])));
    if let Some(failed) = table_rows::failed(audit, lang) {
        document.frame(format!("> [!WARNING]\n> {}\n\n", sentence(&failed)));
    }
    let rows = table_rows::rows(audit, lang);
    if !rows.is_empty() {
        let columns = [
            &messages::COLUMN_SEVERITY,
            &messages::COLUMN_SUBJECT,
            &messages::COLUMN_KIND,
            &messages::COLUMN_LOAD_BALANCER,
            &messages::COLUMN_DETAIL,
        ];
        let columns: Vec<&str> = columns.iter().map(|column| column.text(lang)).collect();
        document.frame(format!("| {} |\n|---|---|---|---|---|\n", columns.join(" | ")));
        for row in &rows {
            document.part(Priority::Row, table_row(row), &messages::OMITTED_ROWS);
        }
        document.frame("\n");
    }
    document.frame(format!("{}\n\n", sentence(&table_rows::audited(audit, lang))));
    if !diagnostics.is_empty() {
        document.frame(format!("### {}\n\n", common::FINDINGS.text(lang)));
        findings(&mut document, &diagnostics, view);
    }
    let not_checked =
        table_rows::not_checked(audit, lang).iter().map(|text| format!("* {}\n", sentence(text))).collect();
    folded(&mut document, common::ASSUMPTIONS.text(lang), lang, not_checked);
    let made_by = messages::MADE_BY.format(lang, &[("version", env!("CARGO_PKG_VERSION"))]);
    document.frame(format!("\n<sub>{made_by}</sub>\n"));
    document.finish()
}

fn table_row(row: &TableRow) -> String {
    let TableRow { severity, kind, subject, load_balancer, what, .. } = row;
    format!("| **{severity}** | {} | {kind} | {} | {} |\n", sentence(subject), code(load_balancer), sentence(what))
}
