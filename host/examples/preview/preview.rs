//! Previews a change as a tool would: typed, with limits, and with every kind of outcome. Its output is in `output.txt`.
//!
//! ```sh
//! cargo run --release -p clbplan-host --features bundled --example preview -- host/examples/public-to-internal
//! ```

#![allow(clippy::print_stdout)]

use clbplan_host::types::{
    ClbState, Context, Cursor, EditorRequest, Guard, LifecycleMode, PlanRequest, Policy, PolicyRule, ValidateRequest,
};
use clbplan_host::{CallOptions, HostError, Limits, Planner};
use std::time::Duration;
use std::{env, fs, thread};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = env::args().nth(1).ok_or("usage: preview FOLDER")?;
    let read = |file: &str| fs::read_to_string(format!("{folder}/{file}"));
    let guards = vec![Guard::ChangesAddress, Guard::ExceedsBandwidth(100)];
    let manifest = read("service.yaml")?;
    let request = PlanRequest::default()
        .manifests(manifest.as_str())
        .live(read("live.yaml")?)
        .clb(serde_json::from_str::<ClbState>(&read("clb.json")?)?)
        .context(Context::default().cluster_id("cls-2x9k4m7q").lifecycle_mode(LifecycleMode::Rebuild))
        .policy(Policy::new(vec![PolicyRule::new("addresses").deny(guards)]));

    let limits = Limits::default().memory(256 << 20).time(Duration::from_secs(60)).calls(4);
    let planner = Planner::bundled()?.with_limits(limits);
    let plan = planner.plan(&request)?;
    for service in &plan.services {
        let balancer = &service.load_balancer;
        let before = balancer.addresses.iter().flat_map(|addresses| addresses.before.iter().flatten());
        let before = before.map(String::as_str).collect::<Vec<_>>().join(", ");
        let (verdict, vip) = (&balancer.verdict, &balancer.vip);
        println!("{}/{}: {verdict}, address {vip}, was {before}", service.namespace, service.name);
    }
    if let Some(policy) = &plan.policy {
        println!("policy: {}", policy.verdict);
    }
    let wrong = manifest.replacen("port: 80", "port: 80000", 1);
    for diagnostic in planner.validate(&ValidateRequest::new(wrong))?.errors() {
        println!("{diagnostic}");
    }
    if let Err(HostError::Request(error)) = planner.complete(&EditorRequest::new(Cursor::default(), "")) {
        println!("invalid: {} at {}", error.code, error.path);
    }
    let large = request.clone().manifests(format!("{manifest}---\n").repeat(2000));
    let short = CallOptions::default().time(Duration::from_millis(10));
    if let Err(HostError::Timeout { .. }) = planner.plan_with(&large, &short) {
        println!("too late");
    }
    let is_equal = || planner.plan(&request).is_ok_and(|again| again == plan);
    let equal = thread::scope(|scope| {
        let calls = [(); 4].map(|()| scope.spawn(is_equal));
        calls.into_iter().filter_map(|call| call.join().ok()).filter(|equal| *equal).count()
    });
    println!("{equal} equal plans at once");
    Ok(())
}
