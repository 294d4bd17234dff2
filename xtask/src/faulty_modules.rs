//! Modules with one fault each, for the tests of the hosts: `target/faulty-modules/<name>.wasm`.
//!
//! Each has clbplan's exports. Every function except the faulty `plan-sync` returns the request unchanged, so that a test can
//! see that the host still works after the fault. None of them contains clbplan's code.

use crate::run_command::target_dir;
use anyhow::Context;
use std::fs;

/// A module with clbplan's exports. Requests are stored at address 4096, the return area is at 8.
struct FaultyModule {
    name: &'static str,
    import: &'static str,
    memory: &'static str,
    realloc: &'static str,
    plan: &'static str,
    about: &'static str,
}

/// Returns the request unchanged.
const ECHO: &str = "(i32.store (i32.const 8) (local.get 0)) (i32.store (i32.const 12) (local.get 1)) (i32.const 8)";

/// The address for a request; it may use the rest of the memory.
const ALLOCATE: &str = "(i32.const 4096)";

const CORRECT: FaultyModule = FaultyModule {
    name: "correct",
    import: "",
    memory: "(memory (export \"memory\") 2)",
    realloc: ALLOCATE,
    plan: ECHO,
    about: r#"{"formatVersion":"1.3","version":"9.9.9","limits":{"requestBytes":65536}}"#,
};

const MODULES: [FaultyModule; 14] = [
    CORRECT,
    FaultyModule {
        name: "other-format",
        about: r#"{"formatVersion":"2.0","limits":{"requestBytes":65536}}"#,
        ..CORRECT
    },
    FaultyModule { name: "no-format", about: "{}", ..CORRECT },
    FaultyModule { name: "not-json", about: "hello", ..CORRECT },
    FaultyModule { name: "imports", import: r#"(import "env" "now" (func (result i64)))"#, ..CORRECT },
    FaultyModule { name: "no-memory", memory: "(memory 2)", ..CORRECT },
    FaultyModule { name: "traps", plan: "unreachable", ..CORRECT },
    FaultyModule { name: "loops", plan: "(loop $again (br $again)) unreachable", ..CORRECT },
    FaultyModule { name: "recurses", plan: "(call $plan (local.get 0) (local.get 1))", ..CORRECT },
    // Grows its memory page by page up to the limit, then traps, as an allocator does.
    FaultyModule {
        name: "exhausts-memory",
        plan: "(loop $again (br_if $again (i32.ge_s (memory.grow (i32.const 1)) (i32.const 0)))) unreachable",
        ..CORRECT
    },
    FaultyModule { name: "area-outside", plan: "(i32.const -4)", ..CORRECT },
    FaultyModule {
        name: "answer-outside",
        plan: "(i32.store (i32.const 8) (i32.const -8)) (i32.store (i32.const 12) (i32.const -1)) (i32.const 8)",
        ..CORRECT
    },
    FaultyModule {
        name: "answer-not-utf-8",
        plan: "(i32.store8 (i32.const 64) (i32.const 255))
          (i32.store (i32.const 8) (i32.const 64)) (i32.store (i32.const 12) (i32.const 1)) (i32.const 8)",
        ..CORRECT
    },
    FaultyModule { name: "allocates-outside", realloc: "(i32.const 131070)", ..CORRECT },
];

/// A valid WebAssembly module that is not clbplan.
const EMPTY: &str = "(module)";

impl FaultyModule {
    fn text(&self) -> String {
        let FaultyModule { import, memory, realloc, plan, about, .. } = self;
        let echo_functions = ["validate-service", "complete", "hover", "explain", "simulate"].map(|name| {
            format!(
                r#"(func (export "{name}") (param i32 i32) (result i32) {ECHO})
                   (func (export "cabi_post_{name}") (param i32))"#
            )
        });
        format!(
            r#"(module {import} {memory}
              (data (i32.const 512) "{data}")
              (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) {realloc})
              (func $plan (export "plan-sync") (param i32 i32) (result i32) {plan})
              (func (export "cabi_post_plan-sync") (param i32))
              {echo_functions}
              (func (export "about") (result i32)
                (i32.store (i32.const 8) (i32.const 512)) (i32.store (i32.const 12) (i32.const {length})) (i32.const 8))
              (func (export "cabi_post_about") (param i32)))"#,
            echo_functions = echo_functions.concat(),
            data = about.replace('"', "\\22"),
            length = about.len(),
        )
    }
}

/// Writes the modules.
pub fn write() -> anyhow::Result<()> {
    let folder = target_dir().join("faulty-modules");
    fs::create_dir_all(&folder)?;
    let texts = MODULES.iter().map(|module| (module.name, module.text())).chain([("empty", EMPTY.to_owned())]);
    for (name, text) in texts {
        let wasm = wat::parse_str(text).with_context(|| format!("the module {name}"))?;
        fs::write(folder.join(name).with_extension("wasm"), wasm)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_faulty_module_is_valid_webassembly() {
        for module in MODULES {
            let wasm = wat::parse_str(module.text()).expect(module.name);
            wasmparser::Validator::new().validate_all(&wasm).expect(module.name);
        }
    }
}
