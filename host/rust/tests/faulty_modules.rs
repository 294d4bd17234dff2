//! Modules with one defect each: every defect has its own error, and the module can be called again.

// Clippy allows panics in test functions, but not in the functions that they call.
#![allow(clippy::unwrap_used)]

use clbplan_host::{CallOptions, CancelToken, Function, HostError, Limits, Module, precompile};
use std::time::{Duration, Instant};

/// A module with clbplan's exports, one part replaced. Requests go to address 1024, the return area is at 8.
struct Fake {
    import: &'static str,
    memory: &'static str,
    realloc: &'static str,
    plan: &'static str,
    about: &'static str,
}

/// Answers with the request itself.
const ECHO: &str = "(i32.store (i32.const 8) (local.get 0)) (i32.store (i32.const 12) (local.get 1)) (i32.const 8)";

/// A correct module; each test replaces one part.
const CORRECT: Fake = Fake {
    import: "",
    memory: "(memory (export \"memory\") 1)",
    realloc: "(i32.const 1024)",
    plan: ECHO,
    about: r#"{"formatVersion":"1.3","limits":{"requestBytes":4096}}"#,
};

impl Fake {
    fn wasm(&self) -> Vec<u8> {
        let Fake { import, memory, realloc, plan, about } = self;
        let text = format!(
            r#"(module {import} {memory}
              (data (i32.const 512) "{data}")
              (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) {realloc})
              (func (export "plan-sync") (param i32 i32) (result i32) {plan})
              (func (export "cabi_post_plan-sync") (param i32))
              (func (export "validate-service") (param i32 i32) (result i32) {ECHO})
              (func (export "cabi_post_validate-service") (param i32))
              (func (export "simulate") (param i32 i32) (result i32) {ECHO})
              (func (export "cabi_post_simulate") (param i32))
              (func (export "complete") (param i32 i32) (result i32) {ECHO})
              (func (export "cabi_post_complete") (param i32))
              (func (export "hover") (param i32 i32) (result i32) {ECHO})
              (func (export "cabi_post_hover") (param i32))
              (func (export "explain") (param i32 i32) (result i32) {ECHO})
              (func (export "cabi_post_explain") (param i32))
              (func (export "about") (result i32)
                (i32.store (i32.const 8) (i32.const 512)) (i32.store (i32.const 12) (i32.const {length})) (i32.const 8))
              (func (export "cabi_post_about") (param i32)))"#,
            data = about.replace('"', "\\22"),
            length = about.len(),
        );
        wat::parse_str(text).unwrap()
    }

    fn load(&self) -> Result<Module, HostError> {
        Module::from_wasm(&self.wasm())
    }

    fn error_of_loading(&self) -> HostError {
        self.load().unwrap_err()
    }

    /// Calls the defective function, and then another one, which must still answer.
    #[track_caller]
    fn error_of_calling(&self, limits: Limits) -> HostError {
        let module = self.load().unwrap().with_limits(limits);
        let error = module.call(Function::PlanSync, "request").unwrap_err();
        assert_eq!(module.call(Function::ValidateService, "still here"), Ok("still here".to_owned()));
        error
    }
}

fn short() -> Limits {
    Limits::default().time(Duration::from_millis(100))
}

#[test]
fn a_call_is_answered_and_about_is_read() {
    let module = CORRECT.load().unwrap();
    assert_eq!(module.call(Function::PlanSync, "ä → 中"), Ok("ä → 中".to_owned()));
    assert_eq!(module.call(Function::ValidateService, ""), Ok(String::new()));
    assert_eq!(module.about().unwrap(), CORRECT.about);
}

#[test]
fn precompiled_code_gives_the_same_answers() {
    let code = precompile(&CORRECT.wasm()).unwrap();
    // SAFETY: the bytes are the output of `precompile`.
    let module = unsafe { Module::from_precompiled(&code) }.unwrap();
    assert_eq!(module.call(Function::PlanSync, "request"), Ok("request".to_owned()));
}

#[test]
fn machine_code_that_does_not_fit_is_replaced_by_webassembly() {
    let wasm = CORRECT.wasm();
    // SAFETY: the bytes are no native code; the engine rejects them without running them.
    let load = |code, wasm| unsafe { Module::from_precompiled_or_wasm(code, wasm) };
    let module = load(Some(b"of another version"), Some(&wasm)).unwrap();
    assert_eq!(module.call(Function::PlanSync, "request"), Ok("request".to_owned()));
    assert!(matches!(load(Some(b"of another version"), None), Err(HostError::NotBundled)));
    assert!(matches!(load(None, None), Err(HostError::NotBundled)));
}

#[test]
fn each_kind_of_wrong_file_has_its_own_error() {
    assert!(matches!(Module::from_wasm(b"kind: Service"), Err(HostError::NotWasm { .. })));
    assert!(matches!(Module::from_wasm(b""), Err(HostError::NotWasm { .. })));
    let component = Module::from_wasm(b"\0asm\x0d\0\x01\0").err().unwrap();
    assert!(component.to_string().contains("is a component"), "{component}");
    assert!(matches!(precompile(b"kind: Service"), Err(HostError::NotWasm { .. })));
    // SAFETY: WebAssembly is not native code; the engine rejects it without running it.
    let refused = unsafe { Module::from_precompiled(&CORRECT.wasm()) };
    assert!(matches!(refused, Err(HostError::NotPrecompiled { .. })));
}

#[test]
fn vector_instructions_are_rejected() {
    let simd = "(drop (v128.const i32x4 0 0 0 0)) (i32.const 8)";
    assert!(matches!(Fake { plan: simd, ..CORRECT }.error_of_loading(), HostError::NotWasm { .. }));
}

#[test]
fn an_import_is_rejected_by_name() {
    let fake = Fake { import: r#"(import "env" "now" (func (result i64)))"#, ..CORRECT };
    assert_eq!(fake.error_of_loading(), HostError::ImportsPresent { names: vec!["env.now".to_owned()] });
}

#[test]
fn a_missing_export_is_reported() {
    let missing = |name: &str| HostError::MissingExport { name: name.to_owned() };
    assert_eq!(Fake { memory: "(memory 1)", ..CORRECT }.error_of_loading(), missing("memory"));
    let empty = wat::parse_str("(module (memory (export \"memory\") 1))").unwrap();
    assert_eq!(Module::from_wasm(&empty).unwrap_err(), missing("cabi_realloc"));
}

#[test]
fn an_export_of_another_type_is_reported() {
    let text = String::from_utf8(
        br#"(module (memory (export "memory") 1)
             (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i64) (i64.const 0)))"#
            .to_vec(),
    )
    .unwrap();
    let error = Module::from_wasm(&wat::parse_str(text).unwrap()).unwrap_err();
    assert_eq!(error, HostError::MissingExport { name: "cabi_realloc".to_owned() });
}

#[test]
fn only_the_major_format_version_must_match() {
    let fake = Fake { about: r#"{"formatVersion":"2.0"}"#, ..CORRECT };
    let error = fake.error_of_loading();
    assert_eq!(error, HostError::FormatVersion { found: "2.0".to_owned(), supported: "1.0".to_owned() });
    assert!(Fake { about: r#"{"formatVersion":"1.99","limits":{"requestBytes":4096}}"#, ..CORRECT }.load().is_ok());
}

#[test]
fn an_unreadable_about_answer_is_an_error() {
    for about in ["", "plain text", "{}", r#"{"formatVersion":1}"#, r#"{"formatVersion":"1.0"}"#] {
        let error = Fake { about, ..CORRECT }.error_of_loading();
        assert!(matches!(error, HostError::InvalidAnswer { .. }), "{about}: {error}");
    }
}

#[test]
fn a_trap_is_an_error_and_the_next_call_is_not() {
    let error = Fake { plan: "unreachable", ..CORRECT }.error_of_calling(Limits::default());
    assert!(matches!(error, HostError::Trap { ref function, .. } if function == "plan-sync"), "{error}");
}

#[test]
fn endless_recursion_is_a_trap() {
    let fake = Fake { plan: "(call 1 (local.get 0) (local.get 1))", ..CORRECT };
    assert!(matches!(fake.error_of_calling(Limits::default()), HostError::Trap { .. }));
}

#[test]
fn an_endless_loop_ends_at_the_timeout() {
    let fake = Fake { plan: "(loop $again (br $again)) unreachable", ..CORRECT };
    let start = Instant::now();
    let error = fake.error_of_calling(short());
    assert_eq!(error, HostError::Timeout { function: "plan-sync".to_owned(), limit: Duration::from_millis(100) });
    assert!(start.elapsed() < Duration::from_secs(10), "took {:?}", start.elapsed());
}

#[test]
fn processor_time_does_not_pass_while_a_call_waits() {
    const LIMIT: Duration = Duration::from_millis(200);
    let fake = Fake { plan: "(loop $again (br $again)) unreachable", ..CORRECT };
    let limits = Limits::default().calls(1).time(Duration::MAX).processor_time(LIMIT);
    let module = fake.load().unwrap().with_limits(limits);
    let start = Instant::now();
    std::thread::scope(|scope| {
        for call in [(); 3].map(|()| scope.spawn(|| module.call(Function::PlanSync, ""))) {
            let error = HostError::ProcessorTime { function: "plan-sync".to_owned(), limit: LIMIT };
            assert_eq!(call.join().unwrap(), Err(error));
        }
    });
    // Each of them had the processor for that time, one after the other.
    assert!(start.elapsed() >= 3 * LIMIT, "took {:?}", start.elapsed());
    assert_eq!(module.call(Function::ValidateService, "still here"), Ok("still here".to_owned()));
}

#[test]
fn a_timeout_does_not_affect_other_calls() {
    let busy = "(local $i i32) (loop $again
        (local.set $i (i32.add (local.get $i) (i32.const 1)))
        (br_if $again (i32.lt_u (local.get $i) (i32.const 500000000))))";
    let busy = Fake { plan: Box::leak(format!("{busy} {ECHO}").into_boxed_str()), ..CORRECT }.load().unwrap();
    let impatient = busy.clone().with_limits(Limits::default().time(Duration::from_millis(1)));
    std::thread::scope(|scope| {
        let patient = scope.spawn(|| busy.call(Function::PlanSync, "patient"));
        assert!(matches!(impatient.call(Function::PlanSync, "impatient"), Err(HostError::Timeout { .. })));
        assert_eq!(patient.join().unwrap(), Ok("patient".to_owned()));
    });
}

#[test]
fn a_token_ends_running_waiting_and_later_calls() {
    let fake = Fake { plan: "(loop $again (br $again)) unreachable", ..CORRECT };
    let module = fake.load().unwrap().with_limits(Limits::default().calls(1));
    let token = CancelToken::new();
    let options = CallOptions::default().cancel(token.clone());
    let cancelled = Err(HostError::Cancelled { function: "plan-sync".to_owned() });
    let start = Instant::now();
    std::thread::scope(|scope| {
        let calls: Vec<_> =
            (0..3).map(|_| scope.spawn(|| module.call_with(Function::PlanSync, "", &options))).collect();
        std::thread::sleep(Duration::from_millis(50));
        token.cancel();
        for call in calls {
            assert_eq!(call.join().unwrap(), cancelled);
        }
    });
    assert!(start.elapsed() < Duration::from_secs(10), "took {:?}", start.elapsed());
    assert_eq!(module.call_with(Function::PlanSync, "", &options), cancelled);
    assert_eq!(module.call(Function::Hover, "still works"), Ok("still works".to_owned()));
}

#[test]
fn a_call_has_its_own_time_limit_and_the_wait_counts() {
    let fake = Fake { plan: "(loop $again (br $again)) unreachable", ..CORRECT };
    let module = fake.load().unwrap().with_limits(Limits::default().calls(1).time(Duration::from_millis(500)));
    let short = CallOptions::default().time(Duration::from_millis(50));
    let timeout = |function: &str, limit| {
        Err(HostError::Timeout { function: function.to_owned(), limit: Duration::from_millis(limit) })
    };
    assert_eq!(module.call_with(Function::PlanSync, "", &short), timeout("plan-sync", 50));
    std::thread::scope(|scope| {
        let endless = scope.spawn(|| module.call(Function::PlanSync, ""));
        std::thread::sleep(Duration::from_millis(100));
        assert_eq!(module.call_with(Function::Hover, "", &short), timeout("hover", 50));
        assert_eq!(endless.join().unwrap(), timeout("plan-sync", 500));
    });
    let longest = CallOptions::default().time(Duration::MAX);
    assert_eq!(
        module.with_limits(Limits::default().time(Duration::MAX)).call_with(Function::Hover, "", &longest),
        Ok(String::new())
    );
}

#[test]
fn a_request_over_the_size_limit_is_not_copied() {
    // It would trap if it were called.
    let module = Fake { realloc: "unreachable", ..CORRECT }.load().unwrap();
    assert_eq!(module.max_request_bytes(), 4096);
    let error = HostError::RequestTooLarge { size: 4097, limit: 4096 };
    assert_eq!(module.call(Function::PlanSync, &" ".repeat(4097)), Err(error));
    assert!(matches!(module.call(Function::PlanSync, ""), Err(HostError::Trap { .. })));
}

#[cfg(target_os = "linux")]
#[test]
fn the_clock_stands_still_while_no_call_runs() {
    let module = CORRECT.load().unwrap();
    assert_eq!(module.call(Function::Hover, ""), Ok(String::new()));
    // Other tests of this process may run calls: the clock stands still in one of several seconds.
    let switches = || {
        let tasks = std::fs::read_dir("/proc/self/task").unwrap().flatten();
        let mut clocks = tasks.filter(|task| {
            std::fs::read_to_string(task.path().join("comm")).is_ok_and(|name| name.trim() == "clbplan-clock")
        });
        let status = std::fs::read_to_string(clocks.next().unwrap().path().join("status")).unwrap();
        assert!(clocks.next().is_none(), "there are two clocks");
        status.lines().find(|line| line.starts_with("voluntary_ctxt_switches")).unwrap().to_owned()
    };
    let stands_still = (0..100).any(|_| {
        let before = switches();
        std::thread::sleep(Duration::from_millis(200));
        before == switches()
    });
    assert!(stands_still);
}

#[test]
fn memory_does_not_grow_beyond_the_limit() {
    // Grows page by page until that fails, then traps, as an allocator does.
    let greedy = "(loop $again (br_if $again (i32.ge_s (memory.grow (i32.const 1)) (i32.const 0)))) unreachable";
    let limits = Limits::default().memory(4 << 20);
    let error = Fake { plan: greedy, ..CORRECT }.error_of_calling(limits);
    assert_eq!(error, HostError::OutOfMemory { function: "plan-sync".to_owned(), limit: 4 << 20 });
}

/// What the next test runs in a process with 3 GB of address space, which is less than wasmtime reserves for a memory.
#[test]
#[ignore = "the next test runs it"]
fn in_little_address_space() {
    let code = precompile(&CORRECT.wasm()).unwrap();
    // SAFETY: the bytes are the output of `precompile`.
    let usual = unsafe { Module::from_precompiled(&code) };
    assert!(matches!(usual, Err(HostError::AddressSpace { .. })), "{usual:?}");
    let grow = "(loop $again (br_if $again (i32.ge_s (memory.grow (i32.const 256)) (i32.const 0)))) unreachable";
    let module = Fake { plan: grow, ..CORRECT }.load().unwrap().with_limits(Limits::default().memory(4 << 30));
    let error = module.call(Function::PlanSync, "").unwrap_err();
    let HostError::OutOfMemory { limit, .. } = error else { panic!("{error}") };
    assert!(((256 << 20)..(3 << 30)).contains(&limit), "{limit}");
    assert_eq!(module.call(Function::ValidateService, "still here"), Ok("still here".to_owned()));
}

#[cfg(target_os = "linux")]
#[test]
fn calls_work_in_little_address_space() {
    let mut shell = std::process::Command::new("sh");
    shell.args(["-c", "ulimit -v 3000000 && exec \"$0\" --ignored --exact in_little_address_space"]);
    let output = shell.arg(std::env::current_exe().unwrap()).output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && text.contains("1 passed"), "{text}{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_module_that_starts_with_more_memory_than_allowed_does_not_start() {
    let module = CORRECT.load().unwrap().with_limits(Limits::default().memory(1 << 10));
    assert!(matches!(module.call(Function::PlanSync, ""), Err(HostError::OutOfMemory { .. })));
}

#[test]
fn an_answer_outside_the_memory_is_an_error() {
    let faults = [
        "(i32.const -4)",
        "(i32.store (i32.const 8) (i32.const 65535)) (i32.store (i32.const 12) (i32.const 2)) (i32.const 8)",
        "(i32.store (i32.const 8) (i32.const -1)) (i32.store (i32.const 12) (i32.const -1)) (i32.const 8)",
        // A byte that UTF-8 never contains.
        "(i32.store8 (i32.const 64) (i32.const 255))
         (i32.store (i32.const 8) (i32.const 64)) (i32.store (i32.const 12) (i32.const 1)) (i32.const 8)",
    ];
    for plan in faults {
        let error = Fake { plan, ..CORRECT }.error_of_calling(Limits::default());
        assert!(matches!(error, HostError::InvalidAnswer { .. }), "{plan}: {error}");
    }
}

#[test]
fn a_request_allocated_outside_the_memory_is_an_error() {
    let module = Fake { realloc: "(i32.const 65534)", ..CORRECT }.load().unwrap();
    assert!(matches!(module.call(Function::PlanSync, "longer than two"), Err(HostError::InvalidAnswer { .. })));
    assert_eq!(module.call(Function::PlanSync, "ab"), Ok("ab".to_owned()));
}

#[test]
fn errors_are_one_sentence() {
    let names = vec!["env.now".to_owned(), "env.random".to_owned()];
    let error = HostError::ImportsPresent { names };
    let words = "the module imports env.now, env.random, but the host provides no imports: is it `clbplan.wasm`?";
    assert_eq!(error.to_string(), words);
    let names = (0..50).map(|number| format!("env.{number}")).collect();
    let error = HostError::ImportsPresent { names };
    assert!(error.to_string().starts_with("the module imports env.0, env.1, env.2, …, but the host"), "{error}");
    let error = HostError::Timeout { function: "plan-sync".to_owned(), limit: Duration::from_millis(1500) };
    assert_eq!(error.to_string(), "`plan-sync` took longer than 1.5 s");
}
