//! Turns a linked module into what is distributed: optimised, as a component, with JavaScript bindings.

use crate::optimisation_goal::OptimisationGoal;
use crate::run_command::{command, root, run};
use anyhow::Context;
use std::fs;
use std::path::Path;
use wasm_bindgen_cli_support::Bindgen;
use wit_component::{ComponentEncoder, StringEncoding};
use wit_parser::Resolve;

/// WebAssembly features that Rust's wasm32 target uses and every engine of recent years supports. Listed one by one:
/// `--all-features` produces modules that no engine loads yet.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// wasm-opt's passes for size. `-Oz` runs several times, because each round enables further optimisations; in between, control flow
/// is flattened and rebuilt. The most-called functions come first, where their indexes are short. The lowest kilobyte is
/// unused: the stack ends there, and a program that gets so far is about to trap.
const SIZE: [&str; 9] = [
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

/// wasm-opt's passes for speed. The compiler has already inlined and unrolled.
const SPEED: [&str; 5] = ["--low-memory-unused", "-O3", "-O3", "--strip-debug", "--strip-producers"];

/// Optimises `input` with wasm-opt, or copies it where wasm-opt is not installed.
pub fn optimise(wasm_opt: Option<&Path>, goal: OptimisationGoal, input: &Path, output: &Path) -> anyhow::Result<()> {
    let Some(wasm_opt) = wasm_opt else {
        fs::copy(input, output).with_context(|| format!("cannot write {}", output.display()))?;
        return Ok(());
    };
    let mut node = command("node");
    let passes: &[&str] = match goal {
        OptimisationGoal::Size => &SIZE,
        OptimisationGoal::Speed => &SPEED,
    };
    node.arg(wasm_opt).args(FEATURES).args(passes);
    run(node.arg(input).arg("-o").arg(output))
}

/// Writes the JavaScript bindings, and the module beside them. The target `web` runs in browsers and, given the bytes, in
/// Node.
pub fn bind_javascript(module: &Path, folder: &Path) -> anyhow::Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(module)
        .out_name("clbplan")
        .typescript(true)
        .remove_name_section(true)
        .remove_producers_section(true);
    // `pkg/browser.js` names the module's file. If the bindings named it, bundlers would include it even where it is inlined.
    bindgen.omit_default_module_path(true).web(true)?;
    // After a trap or a stack overflow, the package goes on with a new instance.
    bindgen.reset_state_function(true);
    bindgen.generate(folder).context("wasm-bindgen")
}

/// Minifies a script.
pub fn minify(script: &Path) -> anyhow::Result<()> {
    run(command("node").arg(root().join("xtask/minify-bindgen-script.mjs")).arg(script))
}

/// Writes a script that contains the compressed module as text.
pub fn inline(module: &Path, script: &Path) -> anyhow::Result<()> {
    run(command("node").arg(root().join("xtask/embed-wasm-in-script.mjs")).arg(module).arg(script))
}

/// Converts the portable module to a component of the world in `pkg/clbplan.wit`.
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
        .context("the module does not match the WIT world")
}
