//! Embeds the module, as WebAssembly and as machine code, if the build tool has built it.
//!
//! Without it the build still succeeds, and the program then needs `--module`. Nothing is compiled or downloaded here.

use std::env;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-env-changed=CLBPLAN_MODULE_DIR");
    println!("cargo:rerun-if-changed=build.rs");
    let manifest = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let directory = env::var_os("CLBPLAN_MODULE_DIR").map_or_else(|| manifest.join("../../pkg"), PathBuf::from);
    let wasm = embed("WASM", "The module that is built for speed", &directory.join("clbplan-fast.wasm"));
    let code = embed("MACHINE_CODE", "What `precompile` made of it", &directory.join("clbplan.cwasm"));
    fs::write(PathBuf::from(env::var("OUT_DIR")?).join("embedded.rs"), wasm + &code)?;
    Ok(())
}

/// A static with the content of a file, or `None`. A missing file is watched as well, because it may be built later.
fn embed(name: &str, what: &str, file: &Path) -> String {
    println!("cargo:rerun-if-changed={}", file.display());
    let value = match file.canonicalize() {
        Ok(path) => format!("Some(include_bytes!({:?}))", path.display().to_string()),
        Err(_) => "None".to_owned(),
    };
    format!("/// {what}, if it was built.\nstatic {name}: Option<&[u8]> = {value};\n")
}
