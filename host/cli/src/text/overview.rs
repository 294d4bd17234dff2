//! The overview table, and what the last lines say before the summary.

use super::writer::TextWriter;
use crate::ansi::{TextRole, width};
use crate::escape_for_terminal::escape_terminal;
use crate::messages::{self, Lang};
use crate::module_answer::{Orphan, Plan};
use crate::summary::orphan;
use crate::summary::overview::{self, OverviewLine};

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

/// Writes lines of cells in columns. The role is that of the first cell; the last one has the rest of the line, or where it does
/// not fit, lines of its own. Only a terminal limits the width.
pub fn aligned<const CELLS: usize>(out: &mut TextWriter<'_>, lines: &[(TextRole, [String; CELLS])]) {
    let limit = out.view().table_width;
    let lines: Vec<(TextRole, [String; CELLS])> =
        lines.iter().map(|(role, cells)| (*role, fitting(cells, limit))).collect();
    let widest = |column: usize| {
        let widths = lines.iter().filter_map(|(_, cells)| cells.get(column)).map(|cell| width(cell));
        widths.max().unwrap_or_default()
    };
    let widths: Vec<usize> = (0..CELLS).map(widest).collect();
    out.gap();
    for (role, cells) in &lines {
        let Some((last, cells)) = cells.split_last() else { continue };
        let mut used = INDENT;
        let mut pieces = Vec::new();
        let roles = [*role, TextRole::Strong].into_iter().chain(std::iter::repeat(TextRole::Normal));
        let cells = cells.iter().zip(&widths).zip(roles);
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
fn fitting<const CELLS: usize>(cells: &[String; CELLS], limit: Option<usize>) -> [String; CELLS] {
    let mut cells = cells.each_ref().map(|cell| escape_terminal(cell).into_owned());
    if let (Some(_), Some((_, columns))) = (limit, cells.split_last_mut()) {
        for cell in columns {
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

/// A cell of which nothing is known, so that each line has all columns.
const EMPTY_CELL: &str = "-";

/// One line for each Service with the reason of its verdict, below the names of the columns, and one for each orphan.
pub fn wide(out: &mut TextWriter<'_>, plan: &Plan, old_are_listed: bool) {
    let lang = out.lang();
    let lines = overview::lines_of_services(plan, lang);
    if lines.is_empty() {
        out.wrapped(0, 0, &[(TextRole::Normal, messages::NO_SERVICES.text(lang))]);
    }
    let reasons = plan.orphans.iter().map(|one| one.because.message.clone());
    let orphans = orphans(plan, lang)
        .zip(reasons)
        .map(|((role, [verdict, name, id, address, what]), reason)| (role, [verdict, name, id, address, what, reason]));
    let lines: Vec<_> = lines.iter().map(|line| (line.role, wide_cells(line))).chain(orphans).collect();
    if !lines.is_empty() {
        let filled = |cell: String| if cell.is_empty() { EMPTY_CELL.to_string() } else { cell };
        let lines = lines.into_iter().map(|(role, cells)| (role, cells.map(filled)));
        let lines: Vec<_> = std::iter::once((TextRole::Faint, column_names(lang))).chain(lines).collect();
        aligned(out, &lines);
    }
    closing(out, plan, old_are_listed);
}

/// In capitals, as those of kubectl.
fn column_names(lang: Lang) -> [String; 6] {
    let names = [
        &messages::WIDE_VERDICT,
        &messages::COLUMN_SERVICE,
        &messages::WIDE_LOAD_BALANCER,
        &messages::COLUMN_ADDRESS,
        &messages::COLUMN_CHANGES,
        &messages::REASONS,
    ];
    names.map(|name| name.text(lang).to_uppercase())
}

fn wide_cells(line: &OverviewLine<'_>) -> [String; 6] {
    let [verdict, service, load_balancer, address, what] = cells(line);
    let reasons = line.service.map_or(&[][..], |service| &service.load_balancer.because);
    let reason = reasons.first().map_or(String::new(), |reason| reason.message.clone());
    [verdict, service, load_balancer, address, what, reason]
}
