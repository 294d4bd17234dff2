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
            let earlier = services(&before).into_iter().find(|(other, _)| *other == name).map(|(_, service)| service);
            let unexpected = |action: &&Value| !earlier.is_some_and(|earlier| waited_for(earlier, action));
            let Some(first) = list(service, "actions").iter().find(unexpected) else {
                waited |= !list(service, "actions").is_empty();
                continue;
            };
            let verdict = earlier.map(|service| text(&service["loadBalancer"], "verdict")).unwrap_or("(none)");
            // What is applied to an object that is being deleted goes with it; applied again, it is a new one.
            let goes = earlier.is_some_and(|service| service["event"] == "delete");
            if verdict != "error" && !goes && !(earlier.is_some_and(forgets) && keeps(service)) {
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

/// True for a listener, or what hangs on it, that had to wait: another Service had its place, or its room under the quota.
fn waited_for(earlier: &Value, action: &Value) -> bool {
    let place = |address: &str| address.split('/').skip(1).take(2).map(str::to_owned).collect::<Vec<_>>();
    let own = place(text(action, "address"));
    let withheld = list(earlier, "withheld").iter().filter(|held| text(held, "address").starts_with("listener/"));
    own.len() == 2
        && withheld.into_iter().any(|held| {
            let waits = ["listener/foreign-in-the-way", "listener/no-room"].contains(&text(&held["because"], "code"));
            waits && place(text(held, "address")) == own
        })
}

/// A refused switch from a CLB of the user's leaves an object that names it no more. Where nothing else tells whose the
/// CLB is, the next plan cannot know.
fn forgets(service: &Value) -> bool {
    let because = list(&service["loadBalancer"], "because");
    because.iter().any(|because| because["code"] == "lifecycle/from-existing-blocked")
}

/// Then, at least, no CLB goes.
fn keeps(service: &Value) -> bool {
    list(service, "actions").iter().all(|action| text(action, "api") != "DeleteLoadBalancer")
}
