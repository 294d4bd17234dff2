//! Embeds the module, portable and precompiled, when the build tool has made it.
//!
//! Without it the build succeeds all the same: the binary then says how to make the module. Nothing is compiled or
//! downloaded here.

use std::env;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-env-changed=CLBPLAN_MODULE_DIR");
    println!("cargo:rerun-if-changed=build.rs");
    let manifest = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let directory = match env::var_os("CLBPLAN_MODULE_DIR") {
        Some(directory) => PathBuf::from(directory),
        None => manifest.join("../../pkg"),
    };
    let code = [
        embed("PORTABLE", "the portable module", &directory.join("clbplan.wasm")),
        embed(
            "PRECOMPILED",
            "machine code compiled from it when this program was built",
            &directory.join("clbplan.cwasm"),
        ),
    ];
    fs::write(PathBuf::from(env::var("OUT_DIR")?).join("embedded.rs"), code.concat())?;
    Ok(())
}

/// The static that holds a file, or says that there is none. A missing file is watched too: it may come.
fn embed(name: &str, what: &str, file: &Path) -> String {
    println!("cargo:rerun-if-changed={}", file.display());
    let value = match file.canonicalize() {
        Ok(path) => format!("Some(include_bytes!({:?}))", path.display().to_string()),
        Err(_) => "None".to_string(),
    };
    format!("/// `Some` when there was one: {what}.\nstatic {name}: Option<&[u8]> = {value};\n")
}
