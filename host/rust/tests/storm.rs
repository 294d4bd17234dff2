//! A thousand callers at once over four turns. Some give up, some send invalid requests; nobody else notices.

// Clippy allows panics in test functions, but not in the functions that they call.
#![allow(clippy::expect_used)]

use clbplan_host::{CallOptions, CancelToken, Function, HostError, Limits, Module};
use std::path::{Path, PathBuf};
use std::sync::Barrier;

const CALLERS: usize = 1000;

const REQUEST: &str = r#"{"manifests":[{"apiVersion":"v1","kind":"Service","metadata":{"name":"web","namespace":"shop"},
  "spec":{"type":"LoadBalancer","selector":{"app":"web"},"ports":[{"port":80}]}}]}"#;

fn module() -> Module {
    let pkg = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../pkg");
    let folder = std::env::var_os("CLBPLAN_MODULE_DIR").map_or_else(pkg, PathBuf::from);
    let wasm = std::fs::read(folder.join("clbplan-fast.wasm")).expect("`cargo xtask build` makes the module");
    Module::from_wasm(&wasm).expect("the module is one of ours")
}

#[test]
fn a_thousand_callers_share_four_turns() {
    let module = module().with_limits(Limits::default().calls(4));
    let expected = module.call(Function::PlanSync, REQUEST).expect("an answer");
    let refusal = module.call(Function::PlanSync, "{").expect("an answer");
    let start = Barrier::new(CALLERS);
    let call = |number: usize| {
        start.wait();
        match (number % 7, number % 10) {
            (0, _) => module.call(Function::PlanSync, "{").is_ok_and(|answer| answer == refusal),
            (_, 0) => {
                let token = CancelToken::new();
                token.cancel();
                let answer = module.call_with(Function::PlanSync, REQUEST, &CallOptions::default().cancel(token));
                matches!(answer, Err(HostError::Cancelled { .. }))
            }
            _ => module.call(Function::PlanSync, REQUEST).is_ok_and(|answer| answer == expected),
        }
    };
    let right = std::thread::scope(|scope| {
        let call = &call;
        let callers: Vec<_> = (0..CALLERS).map(|number| scope.spawn(move || call(number))).collect();
        callers.into_iter().filter_map(|caller| caller.join().ok()).filter(|right| *right).count()
    });
    assert_eq!(right, CALLERS);
}
