//! What differs although nothing was changed: the mark of an edit in the console.
//!
//! It is looked for where nothing else explains a difference. Pods and nodes come and go by themselves, so backends are left
//! out; so are listeners' settings that follow another object, a TkeServiceConfig or a certificate's Secret, and a CLB that
//! is being made.

use crate::annotation::{TKE_SERVICE_CONFIG, TKE_SERVICE_CONFIG_AUTO};
use crate::diagnostic::Diagnostic;
use crate::model::field::Field;
use crate::plan::{Change, Event, Evidence, Verb, Verdict, Work, codes};

/// Says so once, with all that differs.
pub fn tell(work: &mut Work<'_>) {
    let (case, draft) = (work.case, &work.draft);
    let Some(service) = case.wanted.filter(|_| case.event == Event::Unchanged) else { return };
    let creating = case.holding.load_balancer().is_some_and(|lb| lb.status == Some(0));
    if draft.verdict != Verdict::Update || case.evidence != Evidence::Observed || creating {
        return;
    }
    let configured =
        service.settings.is_present(&TKE_SERVICE_CONFIG) || service.settings.is_present(&TKE_SERVICE_CONFIG_AUTO);
    let differing: Vec<String> = draft
        .changes
        .iter()
        .filter(|change| !(configured && change.verb == Verb::Update) && is_of_the_cloud(change))
        .map(|change| change.address.clone())
        .collect();
    if differing.is_empty() {
        return;
    }
    let finding = Diagnostic::new(&codes::EDITED_BY_HAND).word("service", case.name.to_string());
    let finding = finding.list("what", differing);
    let id = draft.id.clone().unwrap_or_default();
    work.draft.findings.push(finding.word("id", id));
}

fn is_of_the_cloud(change: &Change) -> bool {
    let elsewhere = ["backends/", "service"].iter().any(|other| change.address.starts_with(other));
    let name = Field::Certificate.name();
    let arrives = change.verb == Verb::Create && change.after.as_ref().is_some_and(|after| after.get(name).is_some());
    !elsewhere && !arrives && !change.fields.iter().any(|field| field == name)
}
