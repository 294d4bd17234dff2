//! After a plan was applied, the next plan is empty.

use super::check_random_requests::{check_random_requests, list, plan, services, simulate, text};
use serde_json::Value;

#[test]
fn an_applied_plan_leaves_nothing_to_do() {
    check_random_requests(300, |request, _| converges(request));
}

/// Applies plans until one is empty. A Service that waits for another one to release a CLB is withheld in one round and
/// applied in the next; every other Service needs one round.
fn converges(request: &Value) -> Result<(), String> {
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
            let unexpected = |action: &&Value| {
                let waits = earlier.is_some_and(|earlier| had_to_wait(earlier, action));
                let is_new = earlier.is_some_and(|earlier| earlier["event"] == "create");
                !(waits || is_new && had_unknown_backends(&before, action))
            };
            let Some(first) = list(service, "actions").iter().find(unexpected) else {
                waited |= !list(service, "actions").is_empty();
                continue;
            };
            let verdict = earlier.map(|service| text(&service["loadBalancer"], "verdict")).unwrap_or("(none)");
            // What is applied to an object that is being deleted goes with it; applied again, it is a new one.
            let is_deleted = earlier.is_some_and(|service| service["event"] == "delete");
            let loses_name = earlier.is_some_and(loses_existing_annotation) && keeps_load_balancers(service);
            let is_expected = verdict == "error" || is_deleted || loses_name || earlier.is_some_and(expects_deletion);
            if !is_expected {
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
    Err("no empty plan after four rounds".to_owned())
}

/// True for a listener, or its rules and targets, that an earlier plan withheld because of another Service: a conflicting
/// listener, or the quota.
fn had_to_wait(earlier: &Value, action: &Value) -> bool {
    let listener = |address: &str| address.split('/').skip(1).take(2).map(str::to_owned).collect::<Vec<_>>();
    let own = listener(text(action, "address"));
    let withheld = list(earlier, "withheld").iter().filter(|held| text(held, "address").starts_with("listener/"));
    own.len() == 2
        && withheld.into_iter().any(|held| {
            let waits = ["listener/foreign-in-the-way", "listener/no-room"].contains(&text(&held["because"], "code"));
            waits && listener(text(held, "address")) == own
        })
}

/// The earlier plan expected the deletion of a CLB that was not provided; the simulation provides it.
fn expects_deletion(earlier: &Value) -> bool {
    let withheld = list(earlier, "withheld").iter();
    let codes = ["deletion/unseen", "deletion/unproven"];
    withheld.into_iter().any(|held| codes.contains(&text(&held["because"], "code")))
}

/// True for the targets of a Service for which direct access may have been the default: now that it exists, it is not.
fn had_unknown_backends(before: &Value, action: &Value) -> bool {
    let unknown = |assumption: &Value| assumption["code"] == "backends/direct-access-unknown";
    text(action, "address").starts_with("backends/") && list(before, "assumptions").iter().any(unknown)
}

/// After a withheld change from an existing CLB to a managed one, the object no longer names the existing CLB. Unless
/// tags show it, the next plan cannot know who created the CLB.
fn loses_existing_annotation(service: &Value) -> bool {
    let because = list(&service["loadBalancer"], "because");
    let codes = ["lifecycle/from-existing-blocked", "lifecycle/switch-from-missing-blocked"];
    because.iter().any(|because| codes.contains(&text(because, "code")))
}

/// The plan deletes no CLB.
fn keeps_load_balancers(service: &Value) -> bool {
    list(service, "actions").iter().all(|action| text(action, "api") != "DeleteLoadBalancer")
}
