//! The calls of a Service, wave by wave: calls of one wave do not wait for each other.

use super::Requests;
use super::ansi::{Style, width};
use super::writer::TextWriter;
use crate::answer::Action;
use crate::messages;

/// Writes the calls.
pub fn calls(out: &mut TextWriter<'_>, actions: &[Action], requests: Requests) {
    if actions.is_empty() {
        return;
    }
    let lang = out.lang();
    let mut ordered: Vec<&Action> = actions.iter().collect();
    ordered.sort_by_key(|action| action.wave);
    out.gap();
    out.line(2, &[(Style::Strong, messages::CALLS.text(lang))]);
    let label = |wave: u64| messages::WAVE.fill(lang, &[("n", &wave.to_string())]);
    let waves = ordered.iter().map(|action| width(&label(action.wave))).max().unwrap_or(0);
    let apis = ordered.iter().map(|action| width(&action.api)).max().unwrap_or(0);
    let mut last = None;
    for action in ordered {
        let wave = if last == Some(action.wave) { String::new() } else { label(action.wave) };
        last = Some(action.wave);
        let wave = padded(&wave, waves);
        let api = padded(&action.api, apis);
        out.line(
            4,
            &[
                (Style::Faint, &wave),
                (Style::Normal, &format!("  {api}")),
                (Style::Strong, &format!("  {}", action.address)),
            ],
        );
        match requests {
            Requests::Hidden => {}
            Requests::Shown => request(out, action, 6 + waves),
        }
    }
}

fn request(out: &mut TextWriter<'_>, action: &Action, indent: usize) {
    let lang = out.lang();
    if !action.after.is_empty() {
        let actions = action.after.join(messages::SEPARATOR.text(lang));
        let after = messages::CALL_AFTER.fill(lang, &[("actions", &actions)]);
        out.wrapped(indent, indent, &[(Style::Faint, &after)]);
    }
    out.because(indent, &action.because);
    out.line(indent, &[(Style::Faint, &format!("{} =", action.id))]);
    for line in format!("{:#}", action.request).lines() {
        out.line(indent, &[(Style::Normal, line)]);
    }
}

fn padded(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}
