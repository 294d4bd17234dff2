//! `cargo xtask build`: everything under `pkg/`.

use crate::shell::{root, run};
use crate::toolchain::{self, TARGET, Toolchain};
use crate::{check, npm, package, stamp};
use anyhow::Context;
use std::fs;
use std::path::{Path, PathBuf};

/// The profile in `Cargo.toml` that is for size.
const PROFILE: &str = "module";

/// The outputs.
struct Outputs {
    portable: PathBuf,
    component: PathBuf,
    web: PathBuf,
    stamp: PathBuf,
}

impl Outputs {
    fn new() -> Outputs {
        let pkg = root().join("pkg");
        Outputs {
            portable: pkg.join("clbplan.wasm"),
            component: pkg.join("clbplan.component.wasm"),
            web: pkg.join("web"),
            stamp: pkg.join("web/.stamp"),
        }
    }

    fn web_module(&self) -> PathBuf {
        self.web.join("clbplan_bg.wasm")
    }

    fn files(&self) -> [PathBuf; 4] {
        [self.portable.clone(), self.component.clone(), self.web_module(), self.web.join("clbplan.js")]
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
        check::in_node(&[&outputs.portable, &outputs.component, &outputs.web_module()])?;
    }
    stamp::write(&outputs.stamp, &stamp)
}

fn portable(toolchain: Toolchain, wasm_opt: Option<&Path>, outputs: &Outputs) -> anyhow::Result<()> {
    let linked = link(toolchain, "module")?;
    package::optimise(wasm_opt, &linked, &outputs.portable)?;
    let wasm = fs::read(&outputs.portable)?;
    check::portable(&wasm)?;
    let component = package::component(&wasm)?;
    fs::write(&outputs.component, component).context("cannot write the component")
}

fn javascript(toolchain: Toolchain, wasm_opt: Option<&Path>, outputs: &Outputs) -> anyhow::Result<()> {
    let linked = link(toolchain, "web")?;
    package::bind_javascript(&linked, &outputs.web)?;
    // After wasm-bindgen, never before: it reads names and sections that wasm-opt throws away.
    let bound = outputs.web_module();
    let large = bound.with_extension("large");
    fs::rename(&bound, &large)?;
    package::optimise(wasm_opt, &large, &bound)?;
    Ok(fs::remove_file(large)?)
}

/// Compiles and links the core with one packaging's exports.
fn link(toolchain: Toolchain, feature: &str) -> anyhow::Result<PathBuf> {
    let mut cargo = toolchain.cargo();
    cargo.args(["build", "--package", "clbplan", "--lib", "--locked", "--profile", PROFILE, "--features", feature]);
    cargo.args(toolchain.arguments()).env("CARGO_ENCODED_RUSTFLAGS", flags());
    run(&mut cargo)?;
    Ok(toolchain.target_dir().join(TARGET).join(PROFILE).join("clbplan.wasm"))
}

/// Keeps this machine's directories out of the module, where panics would name them.
fn flags() -> String {
    let home = std::env::var("CARGO_HOME").or_else(|_| std::env::var("HOME").map(|home| format!("{home}/.cargo")));
    let cargo_home = home.ok().map(|home| format!("--remap-path-prefix={home}=cargo"));
    let checkout = Some(format!("--remap-path-prefix={}=clbplan", root().display()));
    [cargo_home, checkout].into_iter().flatten().collect::<Vec<_>>().join("\u{1f}")
}
