//! What becomes of a linked module: smaller, a component, JavaScript.

use crate::shell::{command, root, run};
use anyhow::Context;
use std::fs;
use std::path::Path;
use wasm_bindgen_cli_support::Bindgen;
use wit_component::{ComponentEncoder, StringEncoding};
use wit_parser::Resolve;

/// What Rust's wasm32 target uses, and every engine of the last years has. Named one by one: `--all-features` makes
/// modules that no engine loads yet.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// What wasm-opt does. Again and again, because each round finds what the one before made possible; between them control flow
/// is taken apart and put together anew. Functions that are called most come first, where their numbers are short. The lowest
/// kilobyte is unused: there the stack ends, and a program that gets so far is about to trap.
const OPTIMISATIONS: [&str; 9] = [
    "--low-memory-unused",
    "-Oz",
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
    "--reorder-functions",
    "--strip-debug",
    "--strip-producers",
];

/// Makes `input` smaller with wasm-opt, or copies it where there is none.
pub fn optimise(wasm_opt: Option<&Path>, input: &Path, output: &Path) -> anyhow::Result<()> {
    let Some(wasm_opt) = wasm_opt else {
        fs::copy(input, output).with_context(|| format!("cannot write {}", output.display()))?;
        return Ok(());
    };
    let mut node = command("node");
    node.arg(wasm_opt).args(FEATURES).args(OPTIMISATIONS);
    run(node.arg(input).arg("-o").arg(output))
}

/// The glue for JavaScript, and the module beside it. One target, `web`: it runs in browsers and, given the bytes, in node.
pub fn bind_javascript(module: &Path, folder: &Path) -> anyhow::Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(module)
        .out_name("clbplan")
        .typescript(true)
        .remove_name_section(true)
        .remove_producers_section(true);
    // `pkg/browser.js` says where the module is; the glue would say it to every bundler, also where the module is inlined.
    bindgen.omit_default_module_path(true).web(true)?;
    bindgen.generate(folder).context("wasm-bindgen")
}

/// Makes a script shorter.
pub fn minify(script: &Path) -> anyhow::Result<()> {
    run(command("node").arg(root().join("xtask/minify.mjs")).arg(script))
}

/// The module as text in a script, compressed.
pub fn inline(module: &Path, script: &Path) -> anyhow::Result<()> {
    run(command("node").arg(root().join("xtask/inline.mjs")).arg(module).arg(script))
}

/// The portable module as a component of the world in `pkg/clbplan.wit`.
pub fn component(module: &[u8]) -> anyhow::Result<Vec<u8>> {
    let mut resolve = Resolve::default();
    let package = resolve.push_file(root().join("pkg/clbplan.wit"))?;
    let world = resolve.select_world(&[package], Some("clbplan"))?;
    let mut module = module.to_vec();
    wit_component::embed_component_metadata(&mut module, &resolve, world, StringEncoding::UTF8, false)?;
    ComponentEncoder::default()
        .module(&module)?
        .validate(true)
        .encode()
        .context("the module is none of the WIT world's")
}
