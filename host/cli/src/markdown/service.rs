//! One Service: a row of the table, and its folded details.

use super::escape::{self, block, code, entities};
use super::reason::reason;
use crate::messages::{self, Lang};
use crate::module_answer::{Change, ServicePlan, Verb};
use crate::render_settings::{CallBodyVisibility, RenderSettings};
use crate::summary::change::{FieldChange, count_by_sign, current_id, rows};
use crate::summary::load_balancer_verdict::{
    address, bold_dangers, danger_words, sentence, service_name, verdict, wave_label,
};
use crate::summary::withheld_change::{WithheldLine, withheld_lines};

/// Of a longer list, the other items are only counted.
const MAX_ITEMS: usize = 20;

/// The row of the overview table.
pub fn row(service: &ServicePlan, lang: Lang) -> String {
    let (_, label, _) = verdict(&service.load_balancer);
    let id = service.load_balancer.id.as_deref().map_or(String::new(), |id| format!(" {}", code(id)));
    let address = address(service, lang).map_or(String::new(), |(_, text)| escape::sentence(&text));
    let calls = service.actions.len();
    let changes = count_by_sign(&service.changes);
    let changes = changes.split_whitespace().map(|count| format!("`{count}`")).collect::<Vec<_>>().join(" ");
    let dangers = danger_words(&service.load_balancer, lang).into_iter().map(str::to_string);
    let changes: Vec<String> = dangers.chain(Some(changes).filter(|counts| !counts.is_empty())).collect();
    let changes = changes.join(lang.list_separator());
    format!("| {} | **{}**{id} | {address} | {changes} | {calls} |\n", code(&service_name(service)), label.text(lang))
}

/// The folded details.
pub fn detail(
    service: &ServicePlan,
    equal: &[&ServicePlan],
    view: &RenderSettings<'_>,
    requests: CallBodyVisibility,
) -> String {
    let lang = view.lang;
    let (_, label, _) = verdict(&service.load_balancer);
    let mut text = format!(
        "<details><summary><b>{}</b> {}{}{}{}</summary>\n\n",
        entities(&service_name(service)),
        label.text(lang),
        lang.colon(),
        entities(&sentence(&service.load_balancer, lang)),
        bold_dangers(&service.load_balancer, lang, |danger| format!("<b>{danger}</b>")),
    );
    for because in &service.load_balancer.because {
        text.push_str(&format!("* {}\n", reason(because, lang)));
    }
    text.push('\n');
    changes(&mut text, service, lang);
    withheld(&mut text, service, lang);
    calls(&mut text, service, lang, requests);
    let names: Vec<String> = equal.iter().map(|service| code(&service_name(service))).collect();
    if !names.is_empty() {
        let names = names.join(lang.list_separator());
        text.push_str(&format!("{}\n\n", messages::THE_SAME.format(lang, &[("names", &names)])));
    }
    text.push_str("</details>\n\n");
    text
}

/// Consecutive changes without reasons of their own share a block.
fn changes(text: &mut String, service: &ServicePlan, lang: Lang) {
    let mut lines: Vec<String> = Vec::new();
    for change in &service.changes {
        let known_reasons = &service.load_balancer.because;
        let reasons: Vec<String> = change
            .because
            .iter()
            .filter(|because| !known_reasons.contains(because))
            .map(|because| format!("\n{}\n", reason(because, lang)))
            .collect();
        if !reasons.is_empty() {
            flush(text, &mut lines);
        }
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(diff(change, lang));
        if !reasons.is_empty() {
            flush(text, &mut lines);
            text.push_str(&format!("{}\n", reasons.concat().trim_start_matches('\n')));
        }
    }
    flush(text, &mut lines);
}

fn flush(text: &mut String, lines: &mut Vec<String>) {
    if !lines.is_empty() {
        text.push_str(&format!("{}\n", block("diff", &std::mem::take(lines))));
    }
}

/// A change as lines of a diff.
fn diff(change: &Change, lang: Lang) -> Vec<String> {
    let id = change.before.as_ref().and_then(current_id).map_or(String::new(), |id| format!("  {id}"));
    let sign = match change.verb {
        Verb::Create => "+",
        Verb::Delete => "-",
        Verb::Update | Verb::Release | Verb::Other => "!",
    };
    let mut lines = vec![format!("{sign} {}{id}", change.address)];
    for row in rows(change, lang) {
        match row.change {
            FieldChange::Value(value) => lines.push(format!("{sign}   {}: {value}", row.key)),
            FieldChange::BeforeAfter { before, after } => {
                lines.push(format!("-   {}: {before}", row.key));
                lines.push(format!("+   {}: {after}", row.key));
            }
            FieldChange::List { removed, updated, added, unchanged } => {
                lines.push(format!("    {}:", row.key));
                for (sign, items) in [("-", removed), ("!", updated), ("+", added)] {
                    lines.extend(items.iter().take(MAX_ITEMS).map(|item| format!("{sign}     {item}")));
                    if items.len() > MAX_ITEMS {
                        let more = messages::MORE_ITEMS.plural(lang, (items.len() - MAX_ITEMS) as u64);
                        lines.push(format!("      {more}"));
                    }
                }
                if unchanged > 0 {
                    lines.push(format!("      {}", messages::SAME_ITEMS.plural(lang, unchanged as u64)));
                }
            }
        }
    }
    lines
}

fn withheld(text: &mut String, service: &ServicePlan, lang: Lang) {
    if service.withheld.is_empty() {
        return;
    }
    text.push_str(&format!("**{}**\n\n", messages::WITHHELD.text(lang)));
    for WithheldLine { address, label, because, .. } in withheld_lines(service) {
        let because = because.map(|because| format!("{}{}", lang.colon(), reason(because, lang))).unwrap_or_default();
        text.push_str(&format!("* {} {}{because}\n", code(address), label.text(lang)));
    }
    text.push('\n');
}

fn calls(text: &mut String, service: &ServicePlan, lang: Lang, requests: CallBodyVisibility) {
    if service.actions.is_empty() {
        return;
    }
    text.push_str(&format!("**{}**\n\n", messages::CALLS.text(lang)));
    let mut ordered: Vec<_> = service.actions.iter().collect();
    ordered.sort_by_key(|action| action.wave);
    for action in ordered {
        let wave = wave_label(action, lang);
        text.push_str(&format!("* {wave}{}{} {}\n", lang.colon(), code(&action.api), code(&action.address)));
        match requests {
            CallBodyVisibility::Hidden => {}
            CallBodyVisibility::Shown => {
                let lines: Vec<String> = format!("{:#}", action.request).lines().map(str::to_string).collect();
                let indented = block("json", &lines).lines().map(|line| format!("  {line}\n")).collect::<String>();
                text.push_str(&format!("\n{indented}"));
            }
        }
    }
    text.push('\n');
}
