//! A plan as Markdown, for a comment on a pull request.
//!
//! What a reviewer must not miss stands first: what is lost, refused or denied; then a table of load balancers; details
//! fold away. Everything from outside is escaped, and the whole fits a comment on GitHub or says what it left out.

mod escape;
mod service;
mod truncate;

use crate::answer::{Diagnostic, Plan, PolicyVerdict, Reason, ServicePlan, Verdict, Vip};
use crate::location::{Location, relative_to};
use crate::messages::{self, Lang};
use crate::summary::count::{self, ZeroCounts};
use crate::summary::finding::{effects, named, ordered, severity};
use crate::summary::verdict::{address, is_unchanged, name, sentence};
use crate::text::{Requests, View};
use escape::{code, link};
use truncate::{BoundedDocument, LIMIT, Priority};

/// By this a program finds its own comment again.
const MARK: &str = "<!-- clbplan -->\n";

/// The plan.
pub fn plan(plan: &Plan, view: &View<'_>, requests: Requests) -> String {
    let mut document = BoundedDocument::new(view.lang, LIMIT);
    head(&mut document, plan, view.lang);
    warnings(&mut document, plan, view.lang);
    let telling: Vec<&ServicePlan> = plan.services.iter().filter(|service| !is_unchanged(service)).collect();
    table(&mut document, &telling, view.lang);
    policy(&mut document, plan, view);
    if !plan.diagnostics.is_empty() {
        document.frame(format!("### {}\n\n", messages::FINDINGS.text(view.lang)));
        findings(&mut document, &plan.diagnostics, view);
    }
    if !telling.is_empty() {
        document.frame(format!("### {}\n\n", messages::DETAILS.text(view.lang)));
    }
    for service in telling {
        document.part(Priority::Detail, service::detail(service, view, requests), &messages::LEFT_OUT_DETAILS);
    }
    asides(&mut document, plan, view.lang);
    document.frame(format!(
        "\n<sub>{}</sub>\n",
        messages::MADE_BY.fill(view.lang, &[("version", env!("CARGO_PKG_VERSION"))])
    ));
    document.finish()
}

fn head(document: &mut BoundedDocument, plan: &Plan, lang: Lang) {
    let (head, text) = count::plan(plan, lang, ZeroCounts::Hide);
    let still = head == messages::NO_CHANGES.text(lang);
    let stop = messages::FULL_STOP.text(lang);
    let what = text.trim_end_matches(stop);
    let parts = [messages::NOTHING_CHANGES.text(lang), what];
    let parts = parts.into_iter().filter(|part| !part.is_empty()).skip(usize::from(!still && !what.is_empty()));
    let what = parts.collect::<Vec<_>>().join(messages::SEMICOLON.text(lang));
    document.frame(format!("{MARK}## {}\n\n", messages::PLAN_TITLE.fill(lang, &[("what", &what)])));
    if plan.services.is_empty() {
        document.frame(format!("{}\n\n", messages::NO_SERVICES.text(lang)));
    }
    if !plan.complete {
        document.frame(format!("> [!NOTE]\n> {}\n\n", messages::INCOMPLETE.text(lang)));
    }
}

/// What is lost, refused or denied, as GitHub's alerts.
fn warnings(document: &mut BoundedDocument, plan: &Plan, lang: Lang) {
    if plan.policy.as_ref().is_some_and(|policy| policy.verdict == PolicyVerdict::Deny) {
        let line = format!("**{}**", messages::POLICY.label(lang, messages::POLICY_DENY.text(lang)));
        document.frame(format!("> [!CAUTION]\n> {line}\n\n"));
    }
    for service in &plan.services {
        let load_balancer = &service.load_balancer;
        let lost = matches!(load_balancer.vip, Vip::Changed | Vip::Lost)
            || matches!(load_balancer.verdict, Verdict::Delete | Verdict::Replace);
        let refused = matches!(load_balancer.verdict, Verdict::Blocked | Verdict::Error);
        let kind = match (lost, refused) {
            (true, _) => "CAUTION",
            (false, true) => "WARNING",
            (false, false) => continue,
        };
        let what = escape::sentence(&sentence(load_balancer, lang));
        let address = address(service, lang).filter(|_| lost).map_or(String::new(), |(_, text)| {
            format!(" **{}**", messages::COLUMN_ADDRESS.label(lang, &escape::sentence(&text)))
        });
        let text = format!("> [!{kind}]\n> {}: {what}{address}\n\n", code(&name(service)));
        document.part(Priority::Warning, text, &messages::LEFT_OUT_LIST);
    }
}

fn table(document: &mut BoundedDocument, services: &[&ServicePlan], lang: Lang) {
    if services.is_empty() {
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
        document.part(Priority::Row, service::row(service, lang), &messages::LEFT_OUT_ROWS);
    }
    document.frame("\n");
}

fn policy(document: &mut BoundedDocument, plan: &Plan, view: &View<'_>) {
    let Some(policy) = &plan.policy else { return };
    let verdict = match policy.verdict {
        PolicyVerdict::Allow => &messages::POLICY_ALLOW,
        PolicyVerdict::Warn => &messages::POLICY_WARN,
        PolicyVerdict::Deny => &messages::POLICY_DENY,
    };
    document.frame(format!("### {}\n\n", messages::POLICY.label(view.lang, verdict.text(view.lang))));
    findings(document, &policy.violations, view);
}

fn findings(document: &mut BoundedDocument, diagnostics: &[Diagnostic], view: &View<'_>) {
    for diagnostic in ordered(diagnostics) {
        document.part(Priority::Finding, finding(diagnostic, view), &messages::LEFT_OUT_FINDINGS);
    }
    document.frame("\n");
}

/// A point of a list.
fn finding(diagnostic: &Diagnostic, view: &View<'_>) -> String {
    let lang = view.lang;
    let place = diagnostic.source.and_then(|source| Location::of(view.manifests, source)).map(|place| {
        let file = relative_to(view.root, place.name).unwrap_or_else(|| place.name.to_string());
        format!("{file}:{}:{}", place.start.line, place.start.column)
    });
    let about = place.or_else(|| diagnostic.object.as_ref().map(named));
    let about = about.map_or(String::new(), |about| format!("{}: ", code(&about)));
    let (_, word) = severity(diagnostic.severity);
    let message = escape::sentence(&diagnostic.message);
    let mut text = format!("* **{}** {about}{message} ({})\n", word.text(lang), code(&diagnostic.code));
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

/// `the sentence ([documented](page))`
fn reason(because: &Reason, lang: Lang) -> String {
    let basis = because.basis.and_then(|basis| crate::summary::basis(basis, lang));
    let basis = match (basis, because.url.as_deref()) {
        (Some(basis), Some(url)) => format!(" ({})", link(basis, url)),
        (Some(basis), None) => format!(" ({basis})"),
        (None, Some(url)) => format!(" ({})", link(messages::SEE_ALSO.text(lang), url)),
        (None, None) => String::new(),
    };
    format!("{}{basis}", escape::sentence(&because.message))
}

/// What stays, what nobody uses, what was not checked.
fn asides(document: &mut BoundedDocument, plan: &Plan, lang: Lang) {
    let quiet: Vec<&ServicePlan> = plan.services.iter().filter(|service| is_unchanged(service)).collect();
    for (title, verdict) in [(&messages::UNCHANGED, Verdict::Keep), (&messages::WITHOUT, Verdict::None)] {
        let names = quiet.iter().filter(|service| service.load_balancer.verdict == verdict);
        let items = names.map(|service| format!("* {}\n", code(&name(service)))).collect();
        folded(document, title.text(lang), items);
    }
    let orphans = plan
        .orphans
        .iter()
        .map(|orphan| format!("* {}: {}\n", code(&orphan.load_balancer_id), reason(&orphan.because, lang)));
    folded(document, messages::ORPHANS.text(lang), orphans.collect());
    let assumptions = plan.assumptions.iter().map(|one| format!("* {}\n", escape::sentence(&one.message)));
    folded(document, messages::ASSUMPTIONS.text(lang), assumptions.collect());
}

/// A list that is folded away; the number of its items is not.
fn folded(document: &mut BoundedDocument, title: &str, items: Vec<String>) {
    if items.is_empty() {
        return;
    }
    document.frame(format!("<details><summary>{title} ({})</summary>\n\n", items.len()));
    for item in items {
        document.part(Priority::Aside, item, &messages::LEFT_OUT_LIST);
    }
    document.frame("\n</details>\n\n");
}
