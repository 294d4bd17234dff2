//! The calls of a Service, wave by wave: calls of one wave do not wait for each other.

use super::Requests;
use super::page::Page;
use super::paint::{Style, width};
use crate::answer::Action;
use crate::phrases;

/// Writes the calls.
pub fn calls(page: &mut Page<'_>, actions: &[Action], requests: Requests) {
    if actions.is_empty() {
        return;
    }
    let lang = page.lang();
    let mut ordered: Vec<&Action> = actions.iter().collect();
    ordered.sort_by_key(|action| action.wave);
    page.gap();
    page.line(2, &[(Style::Strong, phrases::CALLS.say(lang))]);
    let label = |wave: u64| phrases::WAVE.fill(lang, &[("n", &wave.to_string())]);
    let waves = ordered.iter().map(|action| width(&label(action.wave))).max().unwrap_or(0);
    let apis = ordered.iter().map(|action| width(&action.api)).max().unwrap_or(0);
    let mut last = None;
    for action in ordered {
        let wave = if last == Some(action.wave) { String::new() } else { label(action.wave) };
        last = Some(action.wave);
        let wave = padded(&wave, waves);
        let api = padded(&action.api, apis);
        page.line(
            4,
            &[
                (Style::Faint, &wave),
                (Style::Normal, &format!("  {api}")),
                (Style::Strong, &format!("  {}", action.address)),
            ],
        );
        match requests {
            Requests::Hidden => {}
            Requests::Shown => request(page, action, 6 + waves),
        }
    }
}

fn request(page: &mut Page<'_>, action: &Action, indent: usize) {
    let lang = page.lang();
    if !action.after.is_empty() {
        let actions = action.after.join(phrases::SEPARATOR.say(lang));
        let after = phrases::CALL_AFTER.fill(lang, &[("actions", &actions)]);
        page.wrapped(indent, indent, &[(Style::Faint, &after)]);
    }
    page.because(indent, &action.because);
    page.line(indent, &[(Style::Faint, &format!("{} =", action.id))]);
    for line in format!("{:#}", action.request).lines() {
        page.line(indent, &[(Style::Normal, line)]);
    }
}

fn padded(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}
