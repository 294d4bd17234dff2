//! `cargo xtask build`: everything under `pkg/`.

use crate::shell::{root, run, target_dir};
use crate::toolchain::{self, TARGET, Toolchain};
use crate::{check, npm, package, stamp};
use anyhow::Context;
use std::fs;
use std::path::{Path, PathBuf};

/// The profile in `Cargo.toml` that is for size.
const PROFILE: &str = "module";

/// What the core is made into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Module {
    /// Without imports, for any host.
    Portable,
    /// With JavaScript beside it.
    JavaScript,
}

impl Module {
    /// In words.
    pub fn name(self) -> &'static str {
        match self {
            Module::Portable => "portable",
            Module::JavaScript => "JavaScript",
        }
    }

    /// The feature of the core that has its exports.
    fn feature(self) -> &'static str {
        match self {
            Module::Portable => "module",
            Module::JavaScript => "web",
        }
    }

    /// Where it ends up.
    pub fn output(self) -> PathBuf {
        root().join(match self {
            Module::Portable => "pkg/clbplan.wasm",
            Module::JavaScript => "pkg/web/clbplan_bg.wasm",
        })
    }

    /// As it was linked, with names; beside the compiler's own outputs, which both modules take turns at.
    pub fn linked(self) -> anyhow::Result<PathBuf> {
        Ok(scratch()?.join(format!("{}.wasm", self.feature())))
    }
}

/// A folder for what is neither an output nor the compiler's.
pub fn scratch() -> anyhow::Result<PathBuf> {
    let folder = target_dir().join("linked");
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// The outputs.
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
        [Module::Portable.output(), self.component.clone(), Module::JavaScript.output(), self.web.join("clbplan.js")]
    }
}

/// Builds, unless what is there was made from the same sources by the same tools.
pub fn build() -> anyhow::Result<()> {
    let toolchain = toolchain::find()?;
    let wasm_opt = npm::wasm_opt()?;
    let outputs = Outputs::new();
    let stamp = stamp::of_inputs(&format!("{} {}", toolchain.describe(), wasm_opt.is_some()))?;
    if stamp::holds(&outputs.stamp, &stamp, &outputs.files()) {
        return Ok(());
    }
    eprintln!("WebAssembly toolchain: {}", toolchain.describe());
    if wasm_opt.is_none() {
        eprintln!("node and npm are not here: the modules are not made smaller, and not tried in node");
    }
    portable(toolchain, wasm_opt.as_deref(), &outputs)?;
    javascript(toolchain, wasm_opt.as_deref(), &outputs)?;
    if wasm_opt.is_some() {
        package::minify(&outputs.web.join("clbplan.js"))?;
        package::inline(&Module::JavaScript.output(), &outputs.inlined())?;
        check::in_node(&[&Module::Portable.output(), &outputs.component, &Module::JavaScript.output()])?;
    }
    stamp::write(&outputs.stamp, &stamp)
}

fn portable(toolchain: Toolchain, wasm_opt: Option<&Path>, outputs: &Outputs) -> anyhow::Result<()> {
    let linked = link(toolchain, Module::Portable)?;
    package::optimise(wasm_opt, &linked, &Module::Portable.output())?;
    let wasm = fs::read(Module::Portable.output())?;
    check::portable(&wasm)?;
    let component = package::component(&wasm)?;
    fs::write(&outputs.component, component).context("cannot write the component")
}

fn javascript(toolchain: Toolchain, wasm_opt: Option<&Path>, outputs: &Outputs) -> anyhow::Result<()> {
    let linked = link(toolchain, Module::JavaScript)?;
    package::bind_javascript(&linked, &outputs.web)?;
    // After wasm-bindgen, never before: it reads names and sections that wasm-opt throws away.
    let bound = Module::JavaScript.output();
    let large = bound.with_extension("large");
    fs::rename(&bound, &large)?;
    package::optimise(wasm_opt, &large, &bound)?;
    Ok(fs::remove_file(large)?)
}

/// Compiles and links the core with one packaging's exports.
fn link(toolchain: Toolchain, module: Module) -> anyhow::Result<PathBuf> {
    let mut cargo = toolchain.cargo();
    // One crate type: beside a library for Rust, cargo leaves the optimisation across crates (`lto`) out of the module.
    cargo.args(["rustc", "--crate-type", "cdylib", "--package", "clbplan", "--lib", "--locked", "--profile", PROFILE]);
    cargo.args(["--features", module.feature()]).args(toolchain.arguments());
    match stamp::commit() {
        Some(commit) => cargo.env("CLBPLAN_COMMIT", commit),
        None => cargo.env_remove("CLBPLAN_COMMIT"),
    };
    // Never RUSTFLAGS as well: cargo takes one of the two, and this is the one that may hold spaces.
    run(cargo.env("CARGO_ENCODED_RUSTFLAGS", flags(toolchain)))?;
    let built = toolchain.target_dir().join(TARGET).join(PROFILE).join("clbplan.wasm");
    let linked = module.linked()?;
    fs::copy(&built, &linked).with_context(|| format!("cannot copy {}", built.display()))?;
    Ok(linked)
}

/// The stack is three quarters of the usual one, so that the texts behind it end below 1 MiB: from there on every address in
/// the code is a byte longer. `tests/input.rs` reads the deepest input in a third of it.
const STACK: &str = "-Clink-args=-z stack-size=786432";

/// The toolchain's own, the stack, and what keeps this machine's directories out of the module.
fn flags(toolchain: Toolchain) -> String {
    let home = std::env::var("CARGO_HOME").or_else(|_| std::env::var("HOME").map(|home| format!("{home}/.cargo")));
    let cargo_home = home.ok().map(|home| format!("--remap-path-prefix={home}=cargo"));
    let checkout = Some(format!("--remap-path-prefix={}=clbplan", root().display()));
    let of_toolchain = toolchain.flags().iter().map(|flag| (*flag).to_owned());
    of_toolchain.chain([STACK.to_owned()]).chain(cargo_home).chain(checkout).collect::<Vec<_>>().join("\u{1f}")
}
