//! Embeds the module, as WebAssembly and as machine code, and the page, if the build tool has built them.
//!
//! Without them the build still succeeds, and the program explains how to build them. Nothing is compiled or downloaded
//! here.

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
        embed("FAST", "The module that is built for speed", &directory.join("clbplan-fast.wasm")),
        embed(
            "PRECOMPILED",
            "Machine code compiled from the module when this program was built",
            &directory.join("clbplan.cwasm"),
        ),
    ];
    let out = PathBuf::from(env::var("OUT_DIR")?);
    fs::write(out.join("embedded.rs"), code.concat())?;
    let page = embed_text("PAGE", "The page in one file", &manifest.join("../../web/dist/clbplan.html"));
    fs::write(out.join("page.rs"), page)?;
    Ok(())
}

/// A static with the content of a file, or `None`.
fn embed(name: &str, what: &str, file: &Path) -> String {
    declare(name, what, "&[u8]", "include_bytes", file)
}

/// The same with a text.
fn embed_text(name: &str, what: &str, file: &Path) -> String {
    declare(name, what, "&str", "include_str", file)
}

/// A missing file is watched as well, because it may be built later.
fn declare(name: &str, what: &str, kind: &str, include: &str, file: &Path) -> String {
    println!("cargo:rerun-if-changed={}", file.display());
    let value = match file.canonicalize() {
        Ok(path) => format!("Some({include}!({:?}))", path.display().to_string()),
        Err(_) => "None".to_string(),
    };
    format!("/// {what}, if it was built.\nstatic {name}: Option<{kind}> = {value};\n")
}
