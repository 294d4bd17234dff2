//! A plan that was carried out leaves nothing to do.

use super::run::{hold, list, plan, services, simulate, text};
use serde_json::Value;

#[test]
fn what_was_carried_out_is_not_planned_again() {
    hold(300, |request, _| settles(request));
}

/// Carries plans out until nothing is left to do. A Service that has to wait for another one to leave a CLB is refused in
/// one round and served in the next; every other one is done in one.
fn settles(request: &Value) -> Result<(), String> {
    let mut request = request.clone();
    let mut before = plan(&request);
    for _ in 0..4 {
        let after = simulate(&request);
        if let Some(refusal) = list(&after, "refused").first() {
            return Err(format!("refused: {} {}", refusal["api"], refusal["error"]));
        }
        request["live"] = after["live"].clone();
        request["clb"] = after["clb"].clone();
        request["delete"] = Value::Array(Vec::new());
        if request["context"]["controllerConfig"]["EnableDefaultDirectAccess"] == "true" {
            // The switch writes an annotation into new objects, which the same manifest would take out again.
            request["manifests"] = Value::Array(Vec::new());
            request["prune"] = false.into();
        }
        let again = plan(&request);
        let mut waited = false;
        for (name, service) in services(&again) {
            let Some(first) = list(service, "actions").first() else { continue };
            let earlier = services(&before).into_iter().find(|(other, _)| *other == name);
            let verdict = earlier.map(|(_, service)| text(&service["loadBalancer"], "verdict")).unwrap_or("(none)");
            // What is applied to an object that is being deleted goes with it; applied again, it is a new one.
            let goes = earlier_event(&before, &name) == Some("delete");
            if verdict != "error" && !goes && !(forgets(&before, &name) && keeps(service)) {
                let now = text(&service["loadBalancer"], "verdict");
                return Err(format!("after {verdict}, {now}: {} {}", first["api"], first["address"]));
            }
            waited = true;
        }
        if !waited {
            return Ok(());
        }
        before = again;
    }
    Err("never at rest".to_owned())
}

/// What the plan said happens to the object.
fn earlier_event<'p>(plan: &'p Value, name: &str) -> Option<&'p str> {
    services(plan).into_iter().find(|(other, _)| other == name).map(|(_, service)| text(service, "event"))
}

/// A refused switch from a CLB of the user's leaves an object that names it no more. Where nothing else tells whose the
/// CLB is, the next plan cannot know.
fn forgets(plan: &Value, name: &str) -> bool {
    let found = services(plan).into_iter().find(|(other, _)| other == name);
    found.is_some_and(|(_, service)| {
        list(&service["loadBalancer"], "because")
            .iter()
            .any(|because| because["code"] == "lifecycle/from-existing-blocked")
    })
}

/// Then, at least, no CLB goes.
fn keeps(service: &Value) -> bool {
    list(service, "actions").iter().all(|action| text(action, "api") != "DeleteLoadBalancer")
}
