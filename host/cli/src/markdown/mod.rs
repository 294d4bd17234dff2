//! A plan as Markdown, for a comment on a pull request.
//!
//! Losses and refusals come first, then a table of load balancers; details are folded. All text from outside is escaped.
//! The document fits into a comment on GitHub; if parts are omitted, it says so.

pub mod escape;
pub mod fit_into_comment;
mod reason;
mod service;

use crate::finding_verbosity::OldFindingsDetail;
use crate::location::file_line_column;
use crate::messages::{self, Lang};
use crate::module_answer::{Diagnostic, Plan, PolicyVerdict, ServicePlan};
use crate::output_format::{AssumptionsInOutput, OldFindingsInOutput, OutputFormat, PositionUse};
use crate::render_settings::{CallBodyVisibility, RenderSettings};
use crate::summary::assumption;
use crate::summary::finding::{also, effects, grouped, object_name, severity};
use crate::summary::load_balancer_verdict::{address, bold_dangers, labelled_address, sentence, service_name};
use crate::summary::orphan;
use crate::summary::overview::{self, has_overview};
use crate::summary::shown_services::{ShownServices, shown_services};
use crate::summary::totals::{self, ZeroCounts};
use escape::code;
use fit_into_comment::{BoundedDocument, LIMIT, Priority};
use reason::reason;

/// Lines that another program shows as Markdown.
pub fn lines(text: &str) -> String {
    text.split('\n').map(escape::sentence).collect::<Vec<_>>().join("\n")
}

/// Identifies the comment, so that it can be updated.
const MARKER: &str = "<!-- clbplan -->\n";

pub static FORMAT: OutputFormat = OutputFormat {
    name: "markdown",
    help: "For a comment on a pull request",
    positions: PositionUse::Located,
    old: OldFindingsInOutput::Folded,
    assumptions: AssumptionsInOutput::Listed,
    plan: Some(|answer, view| Ok(plan(answer.plan, view, answer.requests))),
    report: None,
};

fn plan(plan: &Plan, view: &RenderSettings<'_>, requests: CallBodyVisibility) -> String {
    let mut document = BoundedDocument::new(view.lang, LIMIT);
    head(&mut document, plan, view.lang);
    warnings(&mut document, plan, view.lang);
    let sections = shown_services(plan, view.old);
    match has_overview(plan) {
        true => overview_table(&mut document, plan, view.lang),
        false => table(&mut document, sections.shown.iter().map(|(service, _)| *service), view.lang),
    }
    closing(&mut document, plan, &sections, view);
    policy(&mut document, plan, view);
    if !plan.diagnostics.is_empty() {
        document.frame(format!("### {}\n\n", messages::FINDINGS.text(view.lang)));
        findings(&mut document, &plan.diagnostics, view);
    }
    if !sections.shown.is_empty() {
        document.frame(format!("### {}\n\n", messages::DETAILS.text(view.lang)));
    }
    for (service, equal) in &sections.shown {
        let detail = service::detail(service, equal, view, requests);
        document.part(Priority::Detail, detail, &messages::OMITTED_DETAILS);
    }
    asides(&mut document, plan, &sections, view);
    document.frame(format!(
        "\n<sub>{}</sub>\n",
        messages::MADE_BY.format(view.lang, &[("version", env!("CARGO_PKG_VERSION"))])
    ));
    document.finish()
}

fn head(document: &mut BoundedDocument, plan: &Plan, lang: Lang) {
    let (head, text) = totals::plan(plan, lang, ZeroCounts::Hide);
    let is_unchanged = head == messages::NO_CHANGES.text(lang);
    let what = text.trim_end_matches(lang.full_stop());
    let parts = [messages::NOTHING_CHANGES.text(lang), what];
    let parts = parts.into_iter().filter(|part| !part.is_empty()).skip(usize::from(!is_unchanged && !what.is_empty()));
    let what = parts.collect::<Vec<_>>().join(lang.clause_separator());
    document.frame(format!("{MARKER}## {}\n\n", messages::PLAN_TITLE.format(lang, &[("what", &what)])));
    if plan.services.is_empty() {
        document.frame(format!("{}\n\n", messages::NO_SERVICES.text(lang)));
    }
    if let Some(sentence) = totals::incomplete(plan) {
        document.frame(format!("> [!NOTE]\n> {}\n\n", sentence.text(lang)));
    }
}

/// Losses, outages, Services that become public, refusals and denials, as alerts of GitHub.
fn warnings(document: &mut BoundedDocument, plan: &Plan, lang: Lang) {
    if plan.policy.as_ref().is_some_and(|policy| policy.verdict == PolicyVerdict::Deny) {
        let line = format!("**{}**", messages::POLICY.label(lang, messages::POLICY_DENY.text(lang)));
        document.frame(format!("> [!CAUTION]\n> {line}\n\n"));
    }
    for service in plan.services.iter().filter(|service| !service.existing) {
        let load_balancer = &service.load_balancer;
        let verdict = load_balancer.verdict;
        let is_lost = verdict.loses_address(load_balancer.vip);
        let kind = match (is_lost, verdict.is_refused() || load_balancer.newly_public || load_balancer.outage) {
            (true, _) => "CAUTION",
            (false, true) => "WARNING",
            (false, false) => continue,
        };
        let what = escape::sentence(&sentence(load_balancer, lang));
        let space = if what.ends_with('。') { "" } else { " " };
        let address = address(service, lang).filter(|_| is_lost).map_or(String::new(), |(_, text)| {
            format!("{space}**{}**", labelled_address(&messages::COLUMN_ADDRESS, &escape::sentence(&text), lang))
        });
        let dangers = bold_dangers(load_balancer, lang, |danger| format!("**{danger}**"));
        let name = code(&service_name(service));
        let text = format!("> [!{kind}]\n> {name}{}{what}{address}{dangers}\n\n", lang.colon());
        document.part(Priority::Warning, text, &messages::OMITTED_ITEMS);
    }
}

fn table<'a>(document: &mut BoundedDocument, services: impl ExactSizeIterator<Item = &'a ServicePlan>, lang: Lang) {
    if services.len() == 0 {
        return;
    }
    let columns = [
        &messages::COLUMN_SERVICE,
        &messages::COLUMN_VERDICT,
        &messages::COLUMN_ADDRESS,
        &messages::COLUMN_CHANGES,
        &messages::COLUMN_CALLS,
    ];
    let columns: Vec<&str> = columns.iter().map(|column| column.text(lang)).collect();
    document.frame(format!("| {} |\n|---|---|---|---|---:|\n", columns.join(" | ")));
    for service in services {
        document.part(Priority::Row, service::row(service, lang), &messages::OMITTED_ROWS);
    }
    document.frame("\n");
}

/// One row for each group of Services, the most dangerous first.
fn overview_table(document: &mut BoundedDocument, plan: &Plan, lang: Lang) {
    let columns =
        [&messages::COLUMN_SERVICE, &messages::COLUMN_VERDICT, &messages::COLUMN_ADDRESS, &messages::COLUMN_WHAT];
    let columns: Vec<&str> = columns.iter().map(|column| column.text(lang)).collect();
    document.frame(format!("| {} |\n|---|---|---|---|\n", columns.join(" | ")));
    for line in overview::lines(plan, lang) {
        let id = if line.load_balancer.is_empty() { String::new() } else { format!(" {}", code(&line.load_balancer)) };
        let name = if line.service.is_some() { code(&line.services) } else { escape::sentence(&line.services) };
        let (address, what) = (escape::sentence(&line.address), escape::sentence(&line.what));
        let row = format!("| {name} | **{}**{id} | {address} | {what} |\n", line.verdict);
        document.part(Priority::Row, row, &messages::OMITTED_ROWS);
    }
    document.frame("\n");
}

/// The end of the document: deletions and lost addresses, new public Services, and the counts of what is not listed.
fn closing(document: &mut BoundedDocument, plan: &Plan, sections: &ShownServices<'_>, view: &RenderSettings<'_>) {
    let lang = view.lang;
    let highlights = if has_overview(plan) { overview::highlights(plan, lang) } else { Vec::new() };
    for (label, names) in highlights {
        document.frame(format!("**{}**{}{}\n\n", label.text(lang), lang.colon(), escape::sentence(&names)));
    }
    let folded: Vec<String> = sections.folded.iter().map(|service| service_name(service)).collect();
    let folded = folded.join(lang.list_separator());
    let folded = (!folded.is_empty()).then(|| messages::AS_BEFORE.format(lang, &[("names", &folded)]));
    let old = overview::old_findings(plan.existing, view.old == OldFindingsDetail::Listed, lang);
    for sentence in folded.into_iter().chain(overview::others(plan, lang)).chain(old) {
        document.frame(format!("{}\n\n", escape::sentence(&sentence)));
    }
}

fn policy(document: &mut BoundedDocument, plan: &Plan, view: &RenderSettings<'_>) {
    let Some(policy) = &plan.policy else { return };
    let verdict = match policy.verdict {
        PolicyVerdict::Allow => &messages::POLICY_ALLOW,
        PolicyVerdict::Undecided => &messages::POLICY_UNDECIDED,
        PolicyVerdict::Warn => &messages::POLICY_WARN,
        PolicyVerdict::Deny => &messages::POLICY_DENY,
    };
    document.frame(format!("### {}\n\n", messages::POLICY.label(view.lang, verdict.text(view.lang))));
    findings(document, &policy.violations, view);
}

/// A list of findings, equal ones together.
pub fn findings(document: &mut BoundedDocument, diagnostics: &[Diagnostic], view: &RenderSettings<'_>) {
    for (diagnostic, equal) in grouped(diagnostics, view.detail, view.manifests) {
        let mut text = finding(diagnostic, view);
        for other in equal {
            let other = escape::sentence(&also(other, diagnostic, view.location(other), view.lang));
            text.push_str(&format!("  * {}\n", messages::ALSO.label(view.lang, &other)));
        }
        document.part(Priority::Finding, text, &messages::OMITTED_FINDINGS);
    }
    document.frame("\n");
}

/// An item of a list.
fn finding(diagnostic: &Diagnostic, view: &RenderSettings<'_>) -> String {
    let lang = view.lang;
    let location = diagnostic.source.as_ref().and_then(|source| file_line_column(view.manifests, source, view.root));
    let subject = location.or_else(|| diagnostic.object.as_ref().map(object_name));
    let subject = subject.map_or(String::new(), |subject| format!("{}{}", code(&subject), lang.colon()));
    let (_, label) = severity(diagnostic.severity);
    let message = escape::sentence(&diagnostic.message);
    let mut text =
        format!("* **{}** {subject}{message}{}\n", label.text(lang), lang.bracketed(&code(&diagnostic.code)));
    let why = diagnostic.why.as_deref().filter(|why| !why.is_empty());
    let help = diagnostic.help.as_deref().filter(|help| !help.is_empty());
    let effects = effects(diagnostic, lang);
    let effects = (!effects.is_empty()).then_some(effects.as_str());
    for (label, line) in [(&messages::WHY, why), (&messages::HELP, help), (&messages::EFFECT, effects)] {
        if let Some(line) = line {
            text.push_str(&format!("  * {}\n", label.label(lang, &escape::sentence(line))));
        }
    }
    text
}

/// Unchanged Services, orphans, and what was not checked.
fn asides(document: &mut BoundedDocument, plan: &Plan, sections: &ShownServices<'_>, view: &RenderSettings<'_>) {
    let lang = view.lang;
    for (title, names) in sections.unchanged_names() {
        let items = names.iter().map(|name| format!("* {}\n", code(name))).collect();
        folded(document, title.text(lang), lang, items);
    }
    let orphans = plan.orphans.iter().map(|one| {
        let id = code(&one.load_balancer_id);
        let details = orphan::details(one, lang).into_iter().map(|detail| escape::sentence(&detail));
        let details: Vec<String> = one.name.iter().map(|name| code(name)).chain(details).collect();
        let details = details.join(lang.list_separator());
        let why = match orphan::other_reason(one) {
            Some(other) => format!("{}{}", lang.clause_separator(), reason(other, lang)),
            None => reason::basis(&one.because, lang),
        };
        format!("* {id}{}{details}{why}\n", lang.colon())
    });
    folded(document, messages::ORPHANS.text(lang), lang, orphans.collect());
    let assumptions = assumption::sentences(&plan.assumptions, view.detail, lang);
    let assumptions = assumptions.iter().map(|sentence| format!("* {}\n", escape::sentence(sentence)));
    folded(document, messages::ASSUMPTIONS.text(lang), lang, assumptions.collect());
}

/// A folded list, with the number of its items in the title.
pub fn folded(document: &mut BoundedDocument, title: &str, lang: Lang, items: Vec<String>) {
    if items.is_empty() {
        return;
    }
    document.frame(format!("<details><summary>{title}{}</summary>\n\n", lang.bracketed(&items.len().to_string())));
    for item in items {
        document.part(Priority::Aside, item, &messages::OMITTED_ITEMS);
    }
    document.frame("\n</details>\n\n");
}
