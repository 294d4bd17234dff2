//! Passes the target triple to `precompile`, which compiles for its baseline processor: such code runs on every machine of
//! that architecture. With the feature `bundled`, includes the module.

use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> std::io::Result<()> {
    let target = env::var("TARGET").unwrap_or_default();
    let code = match module() {
        Some(path) => format!("const BUNDLED: Option<&[u8]> = Some(include_bytes!({path:?}));"),
        None => "const BUNDLED: Option<&[u8]> = None;".to_owned(),
    };
    // Cargo always sets it.
    let out = env::var_os("OUT_DIR").map(PathBuf::from).unwrap_or_default();
    fs::write(out.join("bundled.rs"), code)?;
    // Build scripts pass values to Cargo on standard output.
    #[allow(clippy::print_stdout)]
    {
        println!("cargo::rustc-env=CLBPLAN_HOST_TARGET={target}");
        println!("cargo::rerun-if-changed=build.rs");
    }
    Ok(())
}

/// The module in a published crate; in a checkout, the one that `cargo xtask build` made, if it did.
fn module() -> Option<PathBuf> {
    env::var_os("CARGO_FEATURE_BUNDLED")?;
    let here = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR")?);
    let candidates = [here.join("module/clbplan-fast.wasm"), here.join("../../pkg/clbplan-fast.wasm")];
    let found = candidates.into_iter().find(|path| path.is_file())?;
    watch(&found);
    Some(found)
}

#[allow(clippy::print_stdout)]
fn watch(file: &Path) {
    println!("cargo::rerun-if-changed={}", file.display());
}
