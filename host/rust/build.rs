//! Passes the target triple to `precompile`, which compiles for its baseline processor: such code runs on every machine of
//! that architecture.

fn main() {
    let target = std::env::var("TARGET").unwrap_or_default();
    // Build scripts pass values to Cargo on standard output.
    #[allow(clippy::print_stdout)]
    {
        println!("cargo::rustc-env=CLBPLAN_HOST_TARGET={target}");
        println!("cargo::rerun-if-changed=build.rs");
    }
}
