//! `cargo xtask`: builds, runs and tests clbplan. It needs Rust from rustup and, for the JavaScript parts, Node.
//!
//! Each command builds what it depends on and prints the commands it runs. If no WebAssembly toolchain is installed, it
//! installs one ([`wasm_toolchain`]). The build outputs go to `pkg/`.

mod allowed_licences;
mod bench;
mod build;
mod check_built_modules;
mod check_calls_with_vendor_sdk;
mod check_distributed_crates;
mod check_host_package;
mod check_npm_lockfiles;
mod cluster;
mod compare_answers_of_toolchains;
mod faulty_modules;
mod fuzz;
mod go_version;
mod headlamp;
mod hosts;
mod input_hash;
mod install_with_apt;
mod mutants;
mod notices;
mod npm_install;
mod npm_packages;
mod openshift_and_backstage;
mod optimisation_goal;
mod optimise_and_bind_wasm;
mod release;
mod reproduce;
mod run_cli;
mod run_command;
mod sanitize;
mod size;
mod test;
mod wasm_toolchain;
mod web;
mod write_host_test_inputs;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask build               everything under pkg/: portable module, component, JavaScript package, custom element
cargo xtask run -- ARGUMENTS    clbplan ARGUMENTS, with the module built from this checkout
cargo xtask web                 build the page and serve it on this machine
cargo xtask web --build         build the page as static files in web/dist/
cargo xtask web --picture       take the README's picture of the page
cargo xtask test                every check, as continuous integration runs them
cargo xtask test --from STEP     the same from that step on, named as it was printed, for example after a mended failure
cargo xtask hosts [LANGUAGE …]  the tests of the hosts, all of them or those named
cargo xtask release --dry-run [LANGUAGE …]  builds the packages, installs them without the network, runs their READMEs
cargo xtask bench [PART …]      the benchmarks: core, runtimes, hosts, page, other-tools, live-cluster, lines, instructions
cargo xtask bench --write       the same, and write the tables to host/bench/README.md and xtask/MEASUREMENTS.md
cargo xtask size                the size of the modules, by section, crate and function
cargo xtask fuzz [TARGET …] [S] libFuzzer on the targets of tests/fuzz, S seconds each; without S, as in `test`
cargo xtask mutants [FOLDER …]  faults in folders of src/ that the tests notice, in tests/mutants.md
cargo xtask sanitize            the tests of the module's boundary under AddressSanitizer, valgrind and Miri
cargo xtask reproduce           build the last commit in two clean clones and compare the bytes
cargo xtask compare-toolchains     compile the core with every installed Rust and compare the answers
cargo xtask sbom                a CycloneDX list of the dependencies of module and command line, and the notices of their
                                licences, in target/sbom/
cargo xtask headlamp            build and test the plug-in for Headlamp
cargo xtask openshift           build and test the plug-in for the console of OpenShift
cargo xtask backstage           build and test the plug-in for Backstage
cargo xtask cluster             start an empty etcd and kube-apiserver, and run the tests of that name, host/*/tests/real_cluster.rs,
                                against them. The first time it compiles them with Go 1.24 or newer, for about ten minutes; without
                                Go it says so
cargo xtask cluster -- COMMAND  start them, run COMMAND (a shell, kubectl, clbplan) with their KUBECONFIG, and stop them
cargo xtask help                this text

CLBPLAN_WASM_TOOLCHAIN=target|distribution|install|rustup selects what compiles to WebAssembly:
  target        the installed Rust, if it has the target wasm32-unknown-unknown
  distribution  Debian's rustc-web, if it is installed
  install       Debian's rustc-web, installed by apt-get
  rustup        the installed Rust, after `rustup target add wasm32-unknown-unknown`
By default they are tried in this order.
";

/// Commands that accept arguments; the others reject them.
const WITH_ARGUMENTS: [&str; 9] = ["run", "web", "test", "hosts", "release", "fuzz", "bench", "mutants", "cluster"];

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
    if !WITH_ARGUMENTS.contains(&command) && !rest.is_empty() {
        anyhow::bail!("`cargo xtask {command}` takes no arguments");
    }
    match command {
        "build" => web::build_everything()?,
        "run" => return run_cli::run(rest),
        "web" => web::web(rest)?,
        "test" => test::test(rest)?,
        "hosts" => hosts::hosts(rest)?,
        "release" => release::release(rest)?,
        "bench" => bench::bench(rest)?,
        "size" => size::size()?,
        "fuzz" => fuzz::fuzz(rest)?,
        "mutants" => mutants::mutants(rest)?,
        "sanitize" => sanitize::sanitize()?,
        "reproduce" => reproduce::reproduce()?,
        "compare-toolchains" => compare_answers_of_toolchains::compare()?,
        "sbom" => check_distributed_crates::write().and_then(|()| notices::write())?,
        "headlamp" => headlamp::headlamp()?,
        "openshift" | "backstage" => openshift_and_backstage::plugin(command)?,
        "cluster" => cluster::cluster(rest)?,
        "help" | "--help" | "-h" => print!("{HELP}"),
        other => anyhow::bail!("unknown command `cargo xtask {other}`; `cargo xtask help` lists the commands"),
    }
    Ok(ExitCode::SUCCESS)
}
