//! `cargo xtask build`: everything under `pkg/`.

use crate::optimisation_goal::OptimisationGoal;
use crate::run_command::{root, run, target_dir};
use crate::wasm_toolchain::{self, TARGET, WasmToolchain};
use crate::{
    check_built_modules, check_distributed_crates, input_hash, notices, npm_install, npm_packages,
    optimise_and_bind_wasm,
};
use anyhow::Context;
use std::fs;
use std::path::{Path, PathBuf};

/// A form in which the core is distributed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BuiltModule {
    /// A module without imports, for any host; built for size.
    Portable,
    /// The same, built for speed: for hosts that read it from a disk.
    Fast,
    /// A module with JavaScript bindings; built for size.
    JavaScript,
}

impl BuiltModule {
    /// All forms, in the order of the tables of `cargo xtask size`.
    pub const ALL: [BuiltModule; 3] = [BuiltModule::Portable, BuiltModule::Fast, BuiltModule::JavaScript];

    /// The name in messages.
    pub fn name(self) -> &'static str {
        match self {
            BuiltModule::Portable => "portable",
            BuiltModule::Fast => "fast",
            BuiltModule::JavaScript => "JavaScript",
        }
    }

    /// What it is optimised for.
    pub fn goal(self) -> OptimisationGoal {
        match self {
            BuiltModule::Portable | BuiltModule::JavaScript => OptimisationGoal::Size,
            BuiltModule::Fast => OptimisationGoal::Speed,
        }
    }

    /// The core's features that add its exports, and for speed its allocator.
    fn features(self) -> &'static str {
        match self {
            BuiltModule::Portable => "module",
            BuiltModule::Fast => "module,size-class-allocator",
            BuiltModule::JavaScript => "web",
        }
    }

    /// The file in `pkg/`.
    pub fn output(self) -> PathBuf {
        root().join(match self {
            BuiltModule::Portable => "pkg/clbplan.wasm",
            BuiltModule::Fast => "pkg/clbplan-fast.wasm",
            BuiltModule::JavaScript => "pkg/web/clbplan_bg.wasm",
        })
    }

    /// The linked module, which still has function names. A copy: the compiler writes all modules to files of
    /// the same name.
    pub fn linked(self) -> anyhow::Result<PathBuf> {
        Ok(linked_dir()?.join(format!("{}.wasm", self.name())))
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
    /// The notices of the licences of what is in the modules.
    notices: PathBuf,
    web: PathBuf,
    stamp: PathBuf,
}

impl Outputs {
    fn new() -> Outputs {
        let pkg = root().join("pkg");
        Outputs {
            component: pkg.join("clbplan.component.wasm"),
            notices: pkg.join("NOTICES.txt"),
            web: pkg.join("web"),
            stamp: pkg.join("web/.stamp"),
        }
    }

    fn inlined(&self) -> PathBuf {
        self.web.join("clbplan_bg.wasm.js")
    }

    fn files(&self) -> Vec<PathBuf> {
        let modules = BuiltModule::ALL.map(BuiltModule::output);
        let others = [self.component.clone(), self.notices.clone(), self.web.join("clbplan.js")];
        modules.into_iter().chain(others).collect()
    }
}

/// Builds the modules, unless the existing ones were made from the same sources by the same tools.
pub fn build() -> anyhow::Result<()> {
    let toolchain = wasm_toolchain::find()?;
    let wasm_opt = npm_install::wasm_opt()?;
    let outputs = Outputs::new();
    let hash = input_hash::hash_inputs(&format!("{} {}", toolchain.describe(), wasm_opt.is_some()))?;
    if input_hash::is_current(&outputs.stamp, &hash, &outputs.files()) {
        return npm_packages::fill(npm_packages::WASM);
    }
    eprintln!("WebAssembly toolchain: {}", toolchain.describe());
    if wasm_opt.is_none() {
        eprintln!("Node and npm are not installed: the modules are neither optimised by wasm-opt nor tested in Node");
    }
    let [(package, features), _] = check_distributed_crates::DISTRIBUTED;
    fs::write(&outputs.notices, notices::of(package, features)?)?;
    portable(toolchain, wasm_opt.as_deref(), &outputs)?;
    without_imports(toolchain, wasm_opt.as_deref(), BuiltModule::Fast)?;
    javascript(toolchain, wasm_opt.as_deref(), &outputs)?;
    if wasm_opt.is_some() {
        optimise_and_bind_wasm::minify(&outputs.web.join("clbplan.js"))?;
        optimise_and_bind_wasm::inline(&BuiltModule::JavaScript.output(), &outputs.inlined())?;
        let modules = BuiltModule::ALL.map(BuiltModule::output);
        check_built_modules::check_in_node(modules.iter().chain([&outputs.component]))?;
    }
    npm_packages::fill(npm_packages::WASM)?;
    input_hash::write(&outputs.stamp, &hash)
}

fn portable(toolchain: WasmToolchain, wasm_opt: Option<&Path>, outputs: &Outputs) -> anyhow::Result<()> {
    let wasm = without_imports(toolchain, wasm_opt, BuiltModule::Portable)?;
    let component = optimise_and_bind_wasm::component(&wasm)?;
    fs::write(&outputs.component, component).context("cannot write the component")
}

/// Builds and checks a module without imports, and returns it.
fn without_imports(toolchain: WasmToolchain, wasm_opt: Option<&Path>, module: BuiltModule) -> anyhow::Result<Vec<u8>> {
    let linked = link(toolchain, module)?;
    optimise_and_bind_wasm::optimise(wasm_opt, module.goal(), &linked, &module.output())?;
    let wasm = fs::read(module.output())?;
    check_built_modules::check_exports(module.name(), &wasm)?;
    Ok(wasm)
}

fn javascript(toolchain: WasmToolchain, wasm_opt: Option<&Path>, outputs: &Outputs) -> anyhow::Result<()> {
    let linked = link(toolchain, BuiltModule::JavaScript)?;
    optimise_and_bind_wasm::bind_javascript(&linked, &outputs.web)?;
    // After wasm-bindgen, never before: it reads names and sections that wasm-opt removes.
    let bound = BuiltModule::JavaScript.output();
    let unoptimised = bound.with_extension("unoptimised");
    fs::rename(&bound, &unoptimised)?;
    optimise_and_bind_wasm::optimise(wasm_opt, BuiltModule::JavaScript.goal(), &unoptimised, &bound)?;
    Ok(fs::remove_file(unoptimised)?)
}

/// Compiles and links the core with the exports of one form.
fn link(toolchain: WasmToolchain, module: BuiltModule) -> anyhow::Result<PathBuf> {
    let mut cargo = toolchain.cargo();
    // One crate type only: if a Rust library is built as well, cargo silently skips optimisation across crates (`lto`).
    let profile = module.goal().profile();
    cargo.args(["rustc", "--crate-type", "cdylib", "--package", "clbplan", "--lib", "--locked", "--profile", profile]);
    cargo.args(["--features", module.features()]).args(toolchain.arguments(module.goal()));
    match input_hash::commit() {
        Some(commit) => cargo.env("CLBPLAN_COMMIT", commit),
        None => cargo.env_remove("CLBPLAN_COMMIT"),
    };
    // Not RUSTFLAGS: cargo reads only one of the two, and this one allows spaces in a flag.
    run(cargo.env("CARGO_ENCODED_RUSTFLAGS", flags(toolchain, module.goal())))?;
    let built = toolchain.target_dir().join(TARGET).join(profile).join("clbplan.wasm");
    let linked = module.linked()?;
    fs::copy(&built, &linked).with_context(|| format!("cannot copy {}", built.display()))?;
    Ok(linked)
}

/// For size, three quarters of the default stack: the static data behind it then ends below 1 MiB, and from there on every
/// address in the code is a byte longer. `tests/input/` reads the most deeply nested input in a third of it. Functions that are
/// inlined for speed need more.
fn stack(goal: OptimisationGoal) -> &'static str {
    match goal {
        OptimisationGoal::Size => "-Clink-args=-z stack-size=786432",
        OptimisationGoal::Speed => "-Clink-args=-z stack-size=1048576",
    }
}

/// Compiler flags: the toolchain's own, the stack size, and those that keep this machine's paths out of the module.
fn flags(toolchain: WasmToolchain, goal: OptimisationGoal) -> String {
    let home = std::env::var("CARGO_HOME").or_else(|_| std::env::var("HOME").map(|home| format!("{home}/.cargo")));
    let cargo_home = home.ok().map(|home| format!("--remap-path-prefix={home}=cargo"));
    let checkout = Some(format!("--remap-path-prefix={}=clbplan", root().display()));
    let toolchain_flags = toolchain.flags().iter().map(|flag| (*flag).to_owned());
    toolchain_flags.chain([stack(goal).to_owned()]).chain(cargo_home).chain(checkout).collect::<Vec<_>>().join("\u{1f}")
}
