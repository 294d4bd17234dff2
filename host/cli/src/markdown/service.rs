//! One Service: a row of the table, and its folded details.

use super::escape::{self, block, code, entities};
use super::reason;
use crate::answer::{Change, ServicePlan, Verb};
use crate::messages::{self, Lang};
use crate::summary::change::{FieldChange, known_id, rows, sign};
use crate::summary::verdict::{address, name, not_done, sentence, verdict};
use crate::text::{Requests, View};

/// More items of a list than this are counted.
const ITEMS: usize = 20;

/// The row.
pub fn row(service: &ServicePlan, lang: Lang) -> String {
    let (_, word, _) = verdict(&service.load_balancer);
    let id = service.load_balancer.id.as_deref().map_or(String::new(), |id| format!(" {}", code(id)));
    let address = address(service, lang).map_or(String::new(), |(_, text)| escape::sentence(&text));
    let calls = service.actions.len();
    let changes = tally(&service.changes);
    format!("| {} | **{}**{id} | {address} | {changes} | {calls} |\n", code(&name(service)), word.text(lang))
}

/// `+2 ~1 -3`
fn tally(changes: &[Change]) -> String {
    let verbs = [Verb::Create, Verb::Update, Verb::Delete, Verb::Release, Verb::Other];
    let counts = verbs.into_iter().filter_map(|verb| {
        let number = changes.iter().filter(|change| change.verb == verb).count();
        (number > 0).then(|| format!("`{}{number}`", sign(verb).1))
    });
    counts.collect::<Vec<_>>().join(" ")
}

/// All about it.
pub fn detail(service: &ServicePlan, view: &View<'_>, requests: Requests) -> String {
    let lang = view.lang;
    let (_, word, _) = verdict(&service.load_balancer);
    let mut text = format!(
        "<details><summary><b>{}</b> {}: {}</summary>\n\n",
        entities(&name(service)),
        word.text(lang),
        entities(&sentence(&service.load_balancer, lang)),
    );
    for because in &service.load_balancer.because {
        text.push_str(&format!("* {}\n", reason(because, lang)));
    }
    text.push('\n');
    changes(&mut text, service, lang);
    withheld(&mut text, service, lang);
    calls(&mut text, service, lang, requests);
    text.push_str("</details>\n\n");
    text
}

/// One block for changes that have no reason of their own, and one for each that has.
fn changes(text: &mut String, service: &ServicePlan, lang: Lang) {
    let mut lines: Vec<String> = Vec::new();
    for change in &service.changes {
        let told = &service.load_balancer.because;
        let reasons: Vec<String> = change
            .because
            .iter()
            .filter(|because| !told.contains(because))
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

/// A change as lines of a difference.
fn diff(change: &Change, lang: Lang) -> Vec<String> {
    let id = change.before.as_ref().and_then(known_id).map_or(String::new(), |id| format!("  {id}"));
    let mark = match change.verb {
        Verb::Create => "+",
        Verb::Delete => "-",
        Verb::Update | Verb::Release | Verb::Other => "!",
    };
    let mut lines = vec![format!("{mark} {}{id}", change.address)];
    for row in rows(change, lang) {
        match row.what {
            FieldChange::Value(value) => lines.push(format!("{mark}   {}: {value}", row.key)),
            FieldChange::BeforeAfter { before, after } => {
                lines.push(format!("-   {}: {before}", row.key));
                lines.push(format!("+   {}: {after}", row.key));
            }
            FieldChange::List { gone, come, same } => {
                lines.push(format!("    {}:", row.key));
                for (mark, items) in [("-", gone), ("+", come)] {
                    lines.extend(items.iter().take(ITEMS).map(|item| format!("{mark}     {item}")));
                    if items.len() > ITEMS {
                        let more = messages::MORE_ITEMS.count(lang, (items.len() - ITEMS) as u64);
                        lines.push(format!("      {more}"));
                    }
                }
                if same > 0 {
                    lines.push(format!("      {}", messages::SAME_ITEMS.count(lang, same as u64)));
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
    for withheld in &service.withheld {
        let not = not_done(withheld.verb).text(lang);
        let because = if service.load_balancer.because.contains(&withheld.because) {
            String::new()
        } else {
            format!(": {}", reason(&withheld.because, lang))
        };
        text.push_str(&format!("* {} {not}{because}\n", code(&withheld.address)));
    }
    text.push('\n');
}

fn calls(text: &mut String, service: &ServicePlan, lang: Lang, requests: Requests) {
    if service.actions.is_empty() {
        return;
    }
    text.push_str(&format!("**{}**\n\n", messages::CALLS.text(lang)));
    let mut ordered: Vec<_> = service.actions.iter().collect();
    ordered.sort_by_key(|action| action.wave);
    for action in ordered {
        let wave = messages::WAVE.fill(lang, &[("n", &action.wave.to_string())]);
        text.push_str(&format!("* {wave}: {} {}\n", code(&action.api), code(&action.address)));
        match requests {
            Requests::Hidden => {}
            Requests::Shown => {
                let lines: Vec<String> = format!("{:#}", action.request).lines().map(str::to_string).collect();
                let indented = block("json", &lines).lines().map(|line| format!("  {line}\n")).collect::<String>();
                text.push_str(&format!("\n{indented}"));
            }
        }
    }
    text.push('\n');
}
