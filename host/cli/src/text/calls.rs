//! The calls of a Service, wave by wave. Calls of one wave name no other call of it; those for one load balancer are sent one after
//! the other.

use super::writer::TextWriter;
use crate::ansi::{TextRole, width};
use crate::messages;
use crate::module_answer::Action;
use crate::render_settings::CallBodyVisibility;
use crate::summary::load_balancer_verdict::wave_label;

pub fn calls(out: &mut TextWriter<'_>, actions: &[Action], requests: CallBodyVisibility) {
    if actions.is_empty() {
        return;
    }
    let lang = out.lang();
    let mut ordered: Vec<&Action> = actions.iter().collect();
    ordered.sort_by_key(|action| action.wave);
    out.gap();
    out.line(2, &[(TextRole::Strong, messages::CALLS.text(lang))]);
    let wave_width = ordered.iter().map(|action| width(&wave_label(action, lang))).max().unwrap_or(0);
    let api_width = ordered.iter().map(|action| width(&action.api)).max().unwrap_or(0);
    let mut last_wave = None;
    for action in ordered {
        let wave = if last_wave == Some(action.wave) { String::new() } else { wave_label(action, lang) };
        last_wave = Some(action.wave);
        let wave = padded(&wave, wave_width);
        let api = padded(&action.api, api_width);
        out.line(
            4,
            &[
                (TextRole::Faint, &wave),
                (TextRole::Normal, &format!("  {api}")),
                (TextRole::Strong, &format!("  {}", action.address)),
            ],
        );
        match requests {
            CallBodyVisibility::Hidden => {}
            CallBodyVisibility::Shown => request(out, action, 6 + wave_width),
        }
    }
}

/// The names of the calls in their order, without what the changes say: `CreateListener ×2 → BatchRegisterTargets`.
pub fn in_one_line(out: &mut TextWriter<'_>, actions: &[Action]) {
    let mut ordered: Vec<&Action> = actions.iter().collect();
    ordered.sort_by_key(|action| action.wave);
    let mut steps: Vec<((u64, &str), usize)> = Vec::new();
    for action in ordered {
        let step = (action.wave, action.api.as_str());
        match steps.last_mut() {
            Some((last, count)) if *last == step => *count += 1,
            Some(_) | None => steps.push((step, 1)),
        }
    }
    let mut text = String::new();
    let mut last_wave = None;
    for ((wave, api), count) in steps {
        let separator = match last_wave {
            None => "",
            Some(last) if last == wave => out.lang().list_separator(),
            Some(_) => " → ",
        };
        let count = if count > 1 { format!(" ×{count}") } else { String::new() };
        text.push_str(&format!("{separator}{api}{count}"));
        last_wave = Some(wave);
    }
    if !text.is_empty() {
        let label = format!("{}  ", messages::CALLS.text(out.lang()));
        out.labelled(2, (TextRole::Strong, &label), &[(TextRole::Normal, &text)]);
    }
}

fn request(out: &mut TextWriter<'_>, action: &Action, indent: usize) {
    let lang = out.lang();
    if !action.after.is_empty() {
        let actions = action.after.join(lang.list_separator());
        let after = messages::CALL_AFTER.format(lang, &[("actions", &actions)]);
        out.wrapped(indent, indent, &[(TextRole::Faint, &after)]);
    }
    out.reason(indent, &action.because);
    out.line(indent, &[(TextRole::Faint, &format!("{} =", action.id))]);
    for line in format!("{:#}", action.request).lines() {
        out.line(indent, &[(TextRole::Normal, line)]);
    }
}

fn padded(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}
