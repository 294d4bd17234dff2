//! `cargo xtask`: builds, runs and tests clbplan, from nothing but rustup's Rust and, for the JavaScript side, node.
//!
//! Every command makes what it needs and says what it does. It installs a WebAssembly toolchain where there is none
//! ([`toolchain`]), and puts what comes out under `pkg/`.

mod agree;
mod apt;
mod bench;
mod build;
mod check;
mod faults;
mod fuzz;
mod hosts;
mod locks;
mod node;
mod npm;
mod package;
mod reproduce;
mod run;
mod sanitize;
mod sdk;
mod shell;
mod size;
mod stamp;
mod supply;
mod test;
mod toolchain;
mod web;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask build               everything under pkg/: portable module, component, JavaScript, custom element
cargo xtask run -- ARGUMENTS    clbplan ARGUMENTS, with the module of this checkout
cargo xtask web                 the page on this machine, with its address
cargo xtask web --build         the page as static files in web/dist/
cargo xtask sbom                what goes into the module and the command line, as CycloneDX, into target/sbom/
cargo xtask test                every check there is, as the continuous integration runs it
cargo xtask hosts [LANGUAGE …]  the tests of the hosts in other languages, all or those named
cargo xtask bench [PART …]      everything that is measured, or those of core, runtimes, hosts, page, others
cargo xtask bench --write       the same, put into host/bench/README.md
cargo xtask fuzz [TARGET …] [S] libFuzzer on the targets of tests/fuzz, S seconds each; without, as `test` does
cargo xtask reproduce           the modules of the last commit, built in two clean clones: the same bytes
cargo xtask agree               the core compiled for this machine by each Rust that is here: the same answers
cargo xtask sanitize            the tests of the module's boundary under AddressSanitizer, valgrind and Miri
cargo xtask size                what the modules weigh, and what of it is whose
cargo xtask headlamp            the plug-in for Headlamp, built and tested
cargo xtask help                this

CLBPLAN_WASM_TOOLCHAIN=target|distribution|install|rustup chooses what compiles to WebAssembly:
  target        the installed Rust, if it has the target wasm32-unknown-unknown
  distribution  Debian's rustc-web, if it is there
  install       Debian's rustc-web, installed by apt-get
  rustup        the installed Rust, after `rustup target add wasm32-unknown-unknown`
Without it, they are tried in this order.
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[String]) -> anyhow::Result<ExitCode> {
    let (command, rest) = match arguments.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("help", arguments),
    };
    if !["run", "web", "hosts", "fuzz", "bench"].contains(&command) && !rest.is_empty() {
        anyhow::bail!("`cargo xtask {command}` takes no arguments");
    }
    match command {
        "build" => web::everything().map(|()| ExitCode::SUCCESS),
        "run" => run::run(rest),
        "web" => web::web(rest).map(|()| ExitCode::SUCCESS),
        "hosts" => hosts::hosts(rest).map(|()| ExitCode::SUCCESS),
        "fuzz" => fuzz::fuzz(rest).map(|()| ExitCode::SUCCESS),
        "reproduce" => reproduce::reproduce().map(|()| ExitCode::SUCCESS),
        "agree" => agree::agree().map(|()| ExitCode::SUCCESS),
        "sanitize" => sanitize::sanitize().map(|()| ExitCode::SUCCESS),
        "bench" => bench::bench(rest).map(|()| ExitCode::SUCCESS),
        "size" => size::size().map(|()| ExitCode::SUCCESS),
        "sbom" => supply::sbom().map(|()| ExitCode::SUCCESS),
        "test" => test::test().map(|()| ExitCode::SUCCESS),
        "headlamp" => node::headlamp().map(|()| ExitCode::SUCCESS),
        "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(ExitCode::SUCCESS)
        }
        other => anyhow::bail!("there is no `cargo xtask {other}`; `cargo xtask help` lists what there is"),
    }
}
