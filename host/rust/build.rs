//! Hands the target triple to `precompile`: code for its baseline CPU loads on every machine of that kind.

fn main() {
    let target = std::env::var("TARGET").unwrap_or_default();
    // Cargo reads build scripts' standard output: printing is how they answer.
    #[allow(clippy::print_stdout)]
    {
        println!("cargo::rustc-env=CLBPLAN_HOST_TARGET={target}");
        println!("cargo::rerun-if-changed=build.rs");
    }
}
