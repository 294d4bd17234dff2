//! The overview table, and what the last lines say before the summary.

use super::writer::TextWriter;
use crate::ansi::{TextRole, width};
use crate::messages::{self, Lang};
use crate::module_answer::{Orphan, Plan};
use crate::summary::orphan;
use crate::summary::overview::{self, OverviewLine};
use crate::terminal_escape::escape_terminal;

/// The widest column, except for the last one.
const MAX_COLUMN: usize = 40;

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

/// Writes lines of five cells in columns. The role is that of the first cell; the last one has the rest of the line.
pub fn aligned(out: &mut TextWriter<'_>, lines: &[(TextRole, [String; 5])]) {
    let lines: Vec<(TextRole, [String; 5])> = lines.iter().map(|(role, cells)| (*role, fitting(cells))).collect();
    let widest = |column: usize| {
        let widths = lines.iter().filter_map(|(_, cells)| cells.get(column)).map(|cell| width(cell));
        widths.max().unwrap_or_default()
    };
    let widths: Vec<usize> = (0..5).map(widest).collect();
    out.gap();
    for (line_role, cells) in &lines {
        let mut used = 2;
        let mut pieces = Vec::new();
        for (column, (cell, width_of_column)) in
            cells.iter().zip(&widths).enumerate().filter(|(_, (_, width))| **width > 0)
        {
            let role = match column {
                0 => *line_role,
                1 => TextRole::Strong,
                _ => TextRole::Normal,
            };
            let rest = out.columns().saturating_sub(used);
            let cell = shortened(cell, rest);
            let padding = width_of_column.saturating_sub(width(&cell)) + 2;
            used += width(&cell) + padding;
            pieces.push((role, cell));
            pieces.push((TextRole::Normal, " ".repeat(padding)));
        }
        let pieces: Vec<(TextRole, &str)> = pieces.iter().map(|(role, text)| (*role, text.as_str())).collect();
        out.line(2, &pieces);
    }
}

fn cells(line: &OverviewLine<'_>) -> [String; 5] {
    [line.verdict, &line.services, &line.load_balancer, &line.address, &line.what].map(str::to_string)
}

/// What is shown of a line, safe for a terminal.
fn fitting(cells: &[String; 5]) -> [String; 5] {
    let mut cells = cells.each_ref().map(|cell| escape_terminal(cell).into_owned());
    for cell in cells.iter_mut().take(4) {
        *cell = shortened(cell, MAX_COLUMN);
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
