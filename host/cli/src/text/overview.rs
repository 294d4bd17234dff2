//! The overview table, and what the last lines say before the summary.

use super::writer::TextWriter;
use crate::ansi::{TextRole, width};
use crate::answer::Plan;
use crate::messages;
use crate::summary::overview::{self, OverviewLine};
use crate::terminal_escape::escape_terminal;

/// The widest column, except for the last one.
const MAX_COLUMN: usize = 40;

/// Writes one line for each group of Services.
pub fn table(out: &mut TextWriter<'_>, plan: &Plan) {
    let lines = overview::lines(plan, out.lang());
    let lines: Vec<(TextRole, [String; 5])> = lines.iter().map(|line| (line.role, cells(line))).collect();
    aligned(out, &lines);
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

/// The overview alone.
pub fn overview(out: &mut TextWriter<'_>, plan: &Plan, old_are_listed: bool) {
    if plan.overview.is_empty() {
        out.wrapped(0, 0, &[(TextRole::Normal, messages::NO_SERVICES.text(out.lang()))]);
    }
    table(out, plan);
    closing(out, plan, old_are_listed);
}
