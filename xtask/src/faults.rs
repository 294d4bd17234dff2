//! Modules with one fault each, for the tests of the hosts in other languages: `target/faults/<name>.wasm`.
//!
//! Each has clbplan's exports, and every function but the faulty `plan-sync` answers with the request itself, so that a
//! test can see that the host goes on. `host/README.md` lists them. None is clbplan, or knows what a request is.

use crate::shell::target_dir;
use anyhow::Context;
use std::fs;

/// A module with clbplan's exports. Requests go to address 4096, the return area is at 8.
struct Fault {
    name: &'static str,
    import: &'static str,
    memory: &'static str,
    realloc: &'static str,
    plan: &'static str,
    about: &'static str,
}

/// Answers with the request itself.
const ECHO: &str = "(i32.store (i32.const 8) (local.get 0)) (i32.store (i32.const 12) (local.get 1)) (i32.const 8)";

/// Where a request is put: there is room for what fits into the memory.
const LEND: &str = "(i32.const 4096)";

const FINE: Fault = Fault {
    name: "fine",
    import: "",
    memory: "(memory (export \"memory\") 2)",
    realloc: LEND,
    plan: ECHO,
    about: r#"{"formatVersion":"1.3","version":"9.9.9","limits":{"requestBytes":65536}}"#,
};

const FAULTS: [Fault; 14] = [
    FINE,
    Fault { name: "other-format", about: r#"{"formatVersion":"2.0","limits":{"requestBytes":65536}}"#, ..FINE },
    Fault { name: "no-format", about: "{}", ..FINE },
    Fault { name: "not-json", about: "hello", ..FINE },
    Fault { name: "imports", import: r#"(import "env" "now" (func (result i64)))"#, ..FINE },
    Fault { name: "no-memory", memory: "(memory 2)", ..FINE },
    Fault { name: "traps", plan: "unreachable", ..FINE },
    Fault { name: "loops", plan: "(loop $again (br $again)) unreachable", ..FINE },
    Fault { name: "recurses", plan: "(call $plan (local.get 0) (local.get 1))", ..FINE },
    // Grows by a page until it may not, then breaks off, as an allocator does.
    Fault {
        name: "greedy",
        plan: "(loop $again (br_if $again (i32.ge_s (memory.grow (i32.const 1)) (i32.const 0)))) unreachable",
        ..FINE
    },
    Fault { name: "area-outside", plan: "(i32.const -4)", ..FINE },
    Fault {
        name: "answer-outside",
        plan: "(i32.store (i32.const 8) (i32.const -8)) (i32.store (i32.const 12) (i32.const -1)) (i32.const 8)",
        ..FINE
    },
    Fault {
        name: "answer-not-utf-8",
        plan: "(i32.store8 (i32.const 64) (i32.const 255))
          (i32.store (i32.const 8) (i32.const 64)) (i32.store (i32.const 12) (i32.const 1)) (i32.const 8)",
        ..FINE
    },
    Fault { name: "lends-outside", realloc: "(i32.const 131070)", ..FINE },
];

/// A module of nothing at all, which is one of WebAssembly but none of clbplan's.
const EMPTY: &str = "(module)";

impl Fault {
    fn text(&self) -> String {
        let Fault { import, memory, realloc, plan, about, .. } = self;
        let echoing = ["validate-service", "complete", "hover", "explain", "simulate"].map(|name| {
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
              {echoing}
              (func (export "about") (result i32)
                (i32.store (i32.const 8) (i32.const 512)) (i32.store (i32.const 12) (i32.const {length})) (i32.const 8))
              (func (export "cabi_post_about") (param i32)))"#,
            echoing = echoing.concat(),
            data = about.replace('"', "\\22"),
            length = about.len(),
        )
    }
}

/// Writes them.
pub fn write() -> anyhow::Result<()> {
    let folder = target_dir().join("faults");
    fs::create_dir_all(&folder)?;
    let texts = FAULTS.iter().map(|fault| (fault.name, fault.text())).chain([("empty", EMPTY.to_owned())]);
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
    fn every_one_is_a_module_but_for_its_fault() {
        for fault in FAULTS {
            let wasm = wat::parse_str(fault.text()).expect(fault.name);
            wasmparser::Validator::new().validate_all(&wasm).expect(fault.name);
        }
    }
}
