//! `cargo xtask build`: everything under `pkg/`.

use crate::command::{root, run, target_dir};
use crate::wasm_toolchain::{self, TARGET, Toolchain};
use crate::{input_hash, module_checks, npm_install, postprocess_wasm};
use anyhow::Context;
use std::fs;
use std::path::{Path, PathBuf};

/// The profile in `Cargo.toml` that optimises for size.
const PROFILE: &str = "module";

/// A form in which the core is distributed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BuiltModule {
    /// A module without imports, for any host.
    Portable,
    /// A module with JavaScript bindings.
    JavaScript,
}

impl BuiltModule {
    /// The name in messages.
    pub fn name(self) -> &'static str {
        match self {
            BuiltModule::Portable => "portable",
            BuiltModule::JavaScript => "JavaScript",
        }
    }

    /// The core's feature that adds its exports.
    fn feature(self) -> &'static str {
        match self {
            BuiltModule::Portable => "module",
            BuiltModule::JavaScript => "web",
        }
    }

    /// The file in `pkg/`.
    pub fn output(self) -> PathBuf {
        root().join(match self {
            BuiltModule::Portable => "pkg/clbplan.wasm",
            BuiltModule::JavaScript => "pkg/web/clbplan_bg.wasm",
        })
    }

    /// The linked module, which still has function names. A copy: the compiler writes both modules to the same file.
    pub fn linked(self) -> anyhow::Result<PathBuf> {
        Ok(linked_dir()?.join(format!("{}.wasm", self.feature())))
    }
}

fn linked_dir() -> anyhow::Result<PathBuf> {
    let folder = target_dir().join("linked");
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// The files in `pkg/`, apart from the modules.
struct Outputs {
    component: PathBuf,
    web: PathBuf,
    stamp: PathBuf,
}

impl Outputs {
    fn new() -> Outputs {
        let pkg = root().join("pkg");
        Outputs { component: pkg.join("clbplan.component.wasm"), web: pkg.join("web"), stamp: pkg.join("web/.stamp") }
    }

    fn inlined(&self) -> PathBuf {
        self.web.join("clbplan_bg.wasm.js")
    }

    fn files(&self) -> [PathBuf; 4] {
        [
            BuiltModule::Portable.output(),
            self.component.clone(),
            BuiltModule::JavaScript.output(),
            self.web.join("clbplan.js"),
        ]
    }
}

/// Builds the modules, unless the existing ones were made from the same sources by the same tools.
pub fn build() -> anyhow::Result<()> {
    let toolchain = wasm_toolchain::find()?;
    let wasm_opt = npm_install::wasm_opt()?;
    let outputs = Outputs::new();
    let hash = input_hash::hash_inputs(&format!("{} {}", toolchain.describe(), wasm_opt.is_some()))?;
    if input_hash::is_current(&outputs.stamp, &hash, &outputs.files()) {
        return Ok(());
    }
    eprintln!("WebAssembly toolchain: {}", toolchain.describe());
    if wasm_opt.is_none() {
        eprintln!("Node and npm are not installed: the modules are neither optimised by wasm-opt nor tested in Node");
    }
    portable(toolchain, wasm_opt.as_deref(), &outputs)?;
    javascript(toolchain, wasm_opt.as_deref(), &outputs)?;
    if wasm_opt.is_some() {
        postprocess_wasm::minify(&outputs.web.join("clbplan.js"))?;
        postprocess_wasm::inline(&BuiltModule::JavaScript.output(), &outputs.inlined())?;
        module_checks::check_in_node(&[
            &BuiltModule::Portable.output(),
            &outputs.component,
            &BuiltModule::JavaScript.output(),
        ])?;
    }
    input_hash::write(&outputs.stamp, &hash)
}

fn portable(toolchain: Toolchain, wasm_opt: Option<&Path>, outputs: &Outputs) -> anyhow::Result<()> {
    let linked = link(toolchain, BuiltModule::Portable)?;
    postprocess_wasm::optimise(wasm_opt, &linked, &BuiltModule::Portable.output())?;
    let wasm = fs::read(BuiltModule::Portable.output())?;
    module_checks::check_portable(&wasm)?;
    let component = postprocess_wasm::component(&wasm)?;
    fs::write(&outputs.component, component).context("cannot write the component")
}

fn javascript(toolchain: Toolchain, wasm_opt: Option<&Path>, outputs: &Outputs) -> anyhow::Result<()> {
    let linked = link(toolchain, BuiltModule::JavaScript)?;
    postprocess_wasm::bind_javascript(&linked, &outputs.web)?;
    // After wasm-bindgen, never before: it reads names and sections that wasm-opt removes.
    let bound = BuiltModule::JavaScript.output();
    let unoptimised = bound.with_extension("unoptimised");
    fs::rename(&bound, &unoptimised)?;
    postprocess_wasm::optimise(wasm_opt, &unoptimised, &bound)?;
    Ok(fs::remove_file(unoptimised)?)
}

/// Compiles and links the core with the exports of one form.
fn link(toolchain: Toolchain, module: BuiltModule) -> anyhow::Result<PathBuf> {
    let mut cargo = toolchain.cargo();
    // One crate type only: if a Rust library is built as well, cargo silently skips optimisation across crates (`lto`).
    cargo.args(["rustc", "--crate-type", "cdylib", "--package", "clbplan", "--lib", "--locked", "--profile", PROFILE]);
    cargo.args(["--features", module.feature()]).args(toolchain.arguments());
    match input_hash::commit() {
        Some(commit) => cargo.env("CLBPLAN_COMMIT", commit),
        None => cargo.env_remove("CLBPLAN_COMMIT"),
    };
    // Not RUSTFLAGS: cargo reads only one of the two, and this one allows spaces in a flag.
    run(cargo.env("CARGO_ENCODED_RUSTFLAGS", flags(toolchain)))?;
    let built = toolchain.target_dir().join(TARGET).join(PROFILE).join("clbplan.wasm");
    let linked = module.linked()?;
    fs::copy(&built, &linked).with_context(|| format!("cannot copy {}", built.display()))?;
    Ok(linked)
}

/// Three quarters of the default stack. The static data behind it then ends below 1 MiB; from there on, every address in the
/// code is a byte longer. `tests/input/` reads the most deeply nested input in a third of it.
const STACK: &str = "-Clink-args=-z stack-size=786432";

/// Compiler flags: the toolchain's own, the stack size, and those that keep this machine's paths out of the module.
fn flags(toolchain: Toolchain) -> String {
    let home = std::env::var("CARGO_HOME").or_else(|_| std::env::var("HOME").map(|home| format!("{home}/.cargo")));
    let cargo_home = home.ok().map(|home| format!("--remap-path-prefix={home}=cargo"));
    let checkout = Some(format!("--remap-path-prefix={}=clbplan", root().display()));
    let toolchain_flags = toolchain.flags().iter().map(|flag| (*flag).to_owned());
    toolchain_flags.chain([STACK.to_owned()]).chain(cargo_home).chain(checkout).collect::<Vec<_>>().join("\u{1f}")
}
