//! The overview table, and what the last lines say before the summary.

use super::writer::TextWriter;
use crate::ansi::{TextRole, width};
use crate::messages::{self, Lang};
use crate::module_answer::{Orphan, Plan};
use crate::summary::orphan;
use crate::summary::overview::{self, OverviewLine};
use crate::terminal_escape::escape_terminal;

/// The widest column on a terminal, except for the last one.
const MAX_COLUMN: usize = 40;

const INDENT: usize = 2;

/// Where the last cell begins on a line of its own.
const CONTINUED: usize = 11;

/// Writes one line for each group of Services.
pub fn table(out: &mut TextWriter<'_>, plan: &Plan) {
    let lines = groups(plan, out.lang());
    aligned(out, &lines);
}

fn groups(plan: &Plan, lang: Lang) -> Vec<(TextRole, [String; 5])> {
    overview::lines(plan, lang).iter().map(|line| (line.role, cells(line))).collect()
}

/// One line for each orphan: its name is in the column of the Services.
fn orphans(plan: &Plan, lang: Lang) -> impl Iterator<Item = (TextRole, [String; 5])> {
    let line = move |one: &Orphan| {
        let cells = [
            messages::ORPHAN.text(lang).to_string(),
            one.name.clone().unwrap_or_default(),
            one.load_balancer_id.clone(),
            one.address.clone().unwrap_or_default(),
            orphan::age_and_usage(one, lang).join(lang.list_separator()),
        ];
        (TextRole::Caution, cells)
    };
    plan.orphans.iter().map(line)
}

/// Writes lines of five cells in columns. The role is that of the first cell; the last one has the rest of the line, or where
/// it does not fit, lines of its own. Only a terminal limits the width.
pub fn aligned(out: &mut TextWriter<'_>, lines: &[(TextRole, [String; 5])]) {
    let limit = out.view().table_width;
    let lines: Vec<(TextRole, [String; 5])> =
        lines.iter().map(|(role, cells)| (*role, fitting(cells, limit))).collect();
    let widest = |column: usize| {
        let widths = lines.iter().filter_map(|(_, cells)| cells.get(column)).map(|cell| width(cell));
        widths.max().unwrap_or_default()
    };
    let widths: Vec<usize> = (0..4).map(widest).collect();
    out.gap();
    for (role, [first, second, third, fourth, last]) in &lines {
        let mut used = INDENT;
        let mut pieces = Vec::new();
        let roles = [*role, TextRole::Strong, TextRole::Normal, TextRole::Normal];
        let cells = [first, second, third, fourth].into_iter().zip(&widths).zip(roles);
        for ((cell, column), role) in cells.filter(|((_, column), _)| **column > 0) {
            let padding = " ".repeat(column.saturating_sub(width(cell)) + 2);
            used += width(cell) + padding.len();
            pieces.push((role, cell.clone()));
            pieces.push((TextRole::Normal, padding));
        }
        let fits = limit.is_none_or(|limit| used + width(last) <= limit);
        pieces.extend(fits.then(|| (TextRole::Normal, last.clone())));
        let pieces: Vec<(TextRole, &str)> = pieces.iter().map(|(role, text)| (*role, text.as_str())).collect();
        out.line(INDENT, &pieces);
        if !fits {
            out.wrapped(CONTINUED, CONTINUED, &[(TextRole::Normal, last)]);
        }
    }
}

fn cells(line: &OverviewLine<'_>) -> [String; 5] {
    [line.verdict, &line.services, &line.load_balancer, &line.address, &line.what].map(str::to_string)
}

/// What is shown of a line, safe for a terminal, whose width limits the names.
fn fitting(cells: &[String; 5], limit: Option<usize>) -> [String; 5] {
    let mut cells = cells.each_ref().map(|cell| escape_terminal(cell).into_owned());
    if limit.is_some() {
        for cell in cells.iter_mut().take(4) {
            *cell = shortened(cell, MAX_COLUMN);
        }
    }
    cells
}

/// A text of at most so many columns.
fn shortened(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_string();
    }
    let mut short = String::new();
    for character in text.chars() {
        let mut longer = short.clone();
        longer.push(character);
        if width(&longer) + 1 > columns {
            break;
        }
        short = longer;
    }
    format!("{short}…")
}

/// What is deleted, lost and newly public, the rest of the cluster, and what was there before.
pub fn closing(out: &mut TextWriter<'_>, plan: &Plan, old_are_listed: bool) {
    let lang = out.lang();
    let highlights = if overview::has_overview(plan) { overview::highlights(plan, lang) } else { Vec::new() };
    let old = overview::old_findings(plan.existing, old_are_listed, lang);
    let sentences: Vec<String> = overview::others(plan, lang).into_iter().chain(old).collect();
    if !highlights.is_empty() || !sentences.is_empty() {
        out.gap();
    }
    for (label, names) in highlights {
        let label = format!("{}{}", label.text(lang), lang.colon());
        out.labelled(0, (TextRole::Bad, &label), &[(TextRole::Normal, &names)]);
    }
    for sentence in sentences {
        out.wrapped(0, 2, &[(TextRole::Normal, &sentence)]);
    }
}

/// The overview alone, with the orphans.
pub fn overview(out: &mut TextWriter<'_>, plan: &Plan, old_are_listed: bool) {
    if plan.overview.is_empty() {
        out.wrapped(0, 0, &[(TextRole::Normal, messages::NO_SERVICES.text(out.lang()))]);
    }
    let lines: Vec<_> = groups(plan, out.lang()).into_iter().chain(orphans(plan, out.lang())).collect();
    aligned(out, &lines);
    closing(out, plan, old_are_listed);
}
