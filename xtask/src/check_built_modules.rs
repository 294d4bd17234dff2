//! Checks the built modules.

use crate::run_command::{command, root, run};
use anyhow::{Context, ensure};
use std::collections::BTreeSet;
use std::path::PathBuf;
use wasmparser::{ExternalKind, Parser, Payload, Validator};

const EXPORTS: [&str; 16] = [
    "memory",
    "cabi_realloc",
    "plan-sync",
    "cabi_post_plan-sync",
    "validate-service",
    "cabi_post_validate-service",
    "simulate",
    "cabi_post_simulate",
    "complete",
    "cabi_post_complete",
    "hover",
    "cabi_post_hover",
    "explain",
    "cabi_post_explain",
    "about",
    "cabi_post_about",
];

/// Checks that a module is valid, has no imports, and has exactly the exports of the canonical ABI. `name` is for messages.
pub fn check_exports(name: &str, wasm: &[u8]) -> anyhow::Result<()> {
    Validator::new().validate_all(wasm).with_context(|| format!("the {name} module is not valid"))?;
    let mut imports = Vec::new();
    let mut exports = BTreeSet::new();
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    let import = import?;
                    imports.push(format!("{}.{}", import.module, import.name));
                }
            }
            Payload::ExportSection(section) => {
                for export in section {
                    let export = export?;
                    if matches!(export.kind, ExternalKind::Func | ExternalKind::Memory) {
                        exports.insert(export.name);
                    }
                }
            }
            _ => {}
        }
    }
    ensure!(imports.is_empty(), "the {name} module has imports: {}", imports.join(", "));
    let expected = BTreeSet::from(EXPORTS);
    let differing: Vec<&str> = expected.symmetric_difference(&exports).copied().collect();
    ensure!(
        differing.is_empty(),
        "the {name} module's exports differ from those of its world: {}",
        differing.join(", ")
    );
    Ok(())
}

/// In Node: checks that every module is valid there and that the package can be imported and called. Prints sizes.
pub fn check_in_node<'a>(modules: impl IntoIterator<Item = &'a PathBuf>) -> anyhow::Result<()> {
    run(command("node").arg(root().join("xtask/check-wasm-modules.mjs")).args(modules))
}
