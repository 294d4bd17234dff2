//! One Service: a row of the overview, and its card.

use super::escape::{sentence, text};
use super::{class, reason};
use crate::answer::{Change, ServicePlan};
use crate::location::{Location, relative_to};
use crate::messages::{self, Lang};
use crate::summary::Style;
use crate::summary::change::{FieldChange, FieldRow, known_id, rows, sign};
use crate::summary::verdict::{self, address, name, not_done};
use crate::text::View;

/// All Services in a table, with links to their cards.
pub fn overview(services: &[&ServicePlan], lang: Lang) -> String {
    let rows: String = services.iter().enumerate().map(|(number, service)| row(service, number, lang)).collect();
    let columns = [&messages::COLUMN_SERVICE, &messages::COLUMN_VERDICT, &messages::COLUMN_ADDRESS];
    let columns: String =
        columns.iter().map(|column| format!("<th scope=\"col\">{}</th>", text(column.text(lang)))).collect();
    format!(
        "<div class=\"overview scroll\"><table>\n<thead><tr>{columns}<th scope=\"col\" class=\"number\">{}</th></tr></thead>\n\
         <tbody>\n{rows}</tbody>\n</table></div>\n",
        text(messages::COLUMN_CALLS.text(lang))
    )
}

fn row(service: &ServicePlan, number: usize, lang: Lang) -> String {
    let (style, word, _) = verdict::verdict(&service.load_balancer);
    let (address_style, address) = address(service, lang).unwrap_or((Style::Normal, String::new()));
    format!(
        "<tr><th scope=\"row\"><a href=\"#service-{number}\">{}</a></th><td><span class=\"pill {}\">{}</span></td>\
         <td class=\"{}\">{}</td><td class=\"number\">{}</td></tr>\n",
        text(&name(service)),
        class(style),
        text(word.text(lang)),
        class(address_style),
        text(&address),
        service.actions.len()
    )
}

/// All about it.
pub fn card(service: &ServicePlan, number: usize, view: &View<'_>) -> String {
    let lang = view.lang;
    let (style, word, _) = verdict::verdict(&service.load_balancer);
    let mut out = format!(
        "<article class=\"card {}\" id=\"service-{number}\" aria-labelledby=\"name-{number}\">\n\
         <div class=\"title\"><h3 id=\"name-{number}\">{}</h3><span class=\"pill {}\">{}</span></div>\n<p>{}</p>\n",
        class(style),
        text(&name(service)),
        class(style),
        text(word.text(lang)),
        sentence(&verdict::sentence(&service.load_balancer, lang)),
    );
    if let Some((style, address)) = address(service, lang) {
        let label = text(messages::ADDRESS.text(lang));
        out.push_str(&format!(
            "<dl class=\"address {}\"><dt>{label}</dt><dd>{}</dd></dl>\n",
            class(style),
            text(&address)
        ));
    }
    if !service.load_balancer.because.is_empty() {
        let reasons: String = service
            .load_balancer
            .because
            .iter()
            .map(|because| format!("<li>{}</li>\n", reason(because, lang)))
            .collect();
        out.push_str(&format!("<h4>{}</h4>\n<ul>\n{reasons}</ul>\n", text(messages::REASONS.text(lang))));
    }
    if !service.changes.is_empty() {
        out.push_str(&format!("<h4>{}</h4>\n", text(messages::COLUMN_CHANGES.text(lang))));
    }
    for change in &service.changes {
        out.push_str(&changed(change, service, view));
    }
    withheld(&mut out, service, lang);
    calls(&mut out, service, lang);
    out.push_str("</article>\n");
    out
}

fn changed(change: &Change, service: &ServicePlan, view: &View<'_>) -> String {
    let lang = view.lang;
    let (style, sign) = sign(change.verb);
    let id = change.before.as_ref().and_then(known_id);
    let id = id.map_or(String::new(), |id| format!(" <span class=\"faint\">{}</span>", text(id)));
    let rows: String = rows(change, lang).iter().map(|row| field(row, lang)).collect();
    let told = &service.load_balancer.because;
    let reasons: String = change
        .because
        .iter()
        .filter(|because| !told.contains(because))
        .map(|because| format!("<p class=\"faint\">{}</p>\n", reason(because, lang)))
        .collect();
    let table = if rows.is_empty() { String::new() } else { format!("<table><tbody>\n{rows}</tbody></table>\n") };
    let head = format!(
        "<span class=\"sign {}\">{sign}</span> <strong>{}</strong>{id}{}",
        class(style),
        text(&change.address),
        places(change, view)
    );
    if table.is_empty() && reasons.is_empty() {
        return format!("<div class=\"change\"><div class=\"head\">{head}</div></div>\n");
    }
    format!(
        "<details class=\"change\" open><summary>{head}</summary>\n<div class=\"body\">{table}{reasons}</div></details>\n"
    )
}

/// Where the manifests ask for it, each line once.
fn places(change: &Change, view: &View<'_>) -> String {
    let mut lines: Vec<String> = Vec::new();
    for place in change.sources.iter().filter_map(|source| Location::of(view.manifests, *source)) {
        let file = relative_to(view.root, place.name).unwrap_or_else(|| place.name.to_string());
        let line = format!("{file}:{}", place.start.line);
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    if lines.is_empty() { String::new() } else { format!(" <span class=\"places\">{}</span>", text(&lines.join(", "))) }
}

fn field(row: &FieldRow, lang: Lang) -> String {
    let value = match &row.what {
        FieldChange::Value(value) => format!("<span class=\"value\">{}</span>", text(value)),
        FieldChange::BeforeAfter { before, after } => {
            format!("<del class=\"value\">{}</del> → <ins class=\"value\">{}</ins>", text(before), text(after))
        }
        FieldChange::List { gone, come, same } => {
            let gone = gone.iter().map(|item| format!("<li><del class=\"value\">{}</del></li>", text(item)));
            let come = come.iter().map(|item| format!("<li><ins class=\"value\">{}</ins></li>", text(item)));
            let same = (*same > 0)
                .then(|| format!("<li class=\"faint\">{}</li>", text(&messages::SAME_ITEMS.count(lang, *same as u64))));
            format!("<ul class=\"items\">{}</ul>", gone.chain(come).chain(same).collect::<String>())
        }
    };
    format!("<tr><th scope=\"row\">{}</th><td>{value}</td></tr>\n", text(&row.key))
}

fn withheld(out: &mut String, service: &ServicePlan, lang: Lang) {
    if service.withheld.is_empty() {
        return;
    }
    out.push_str(&format!("<h4>{}</h4>\n<ul>\n", text(messages::WITHHELD.text(lang))));
    for withheld in &service.withheld {
        let because = if service.load_balancer.because.contains(&withheld.because) {
            String::new()
        } else {
            format!(": {}", reason(&withheld.because, lang))
        };
        out.push_str(&format!(
            "<li><code>{}</code> {}{because}</li>\n",
            text(&withheld.address),
            text(not_done(withheld.verb).text(lang))
        ));
    }
    out.push_str("</ul>\n");
}

/// The calls, wave by wave, with their whole bodies folded away.
fn calls(out: &mut String, service: &ServicePlan, lang: Lang) {
    if service.actions.is_empty() {
        return;
    }
    let mut ordered: Vec<_> = service.actions.iter().collect();
    ordered.sort_by_key(|action| action.wave);
    out.push_str(&format!(
        "<details class=\"more\"><summary>{} ({})</summary>\n",
        text(messages::CALLS.text(lang)),
        ordered.len()
    ));
    for action in ordered {
        let wave = messages::WAVE.fill(lang, &[("n", &action.wave.to_string())]);
        let body: Vec<String> = format!("{:#}", action.request).lines().map(text).collect();
        out.push_str(&format!(
            "<p><span class=\"faint\">{}</span> <strong>{}</strong> {}</p>\n<pre>{}</pre>\n",
            text(&wave),
            text(&action.api),
            text(&action.address),
            body.join("\n")
        ));
    }
    out.push_str("</details>\n");
}
