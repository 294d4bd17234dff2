//! `precompile IN.wasm OUT.cwasm`: compiles a module for a command, such as `clbplan`; see [`clbplan_host::precompile_for`].
#![allow(clippy::print_stderr)]

use clbplan_host::ProcessKind;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [input, output] = arguments.as_slice() else {
        eprintln!("usage: precompile IN.wasm OUT.cwasm");
        return ExitCode::from(2);
    };
    match run(input, output) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("precompile: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(input: &str, output: &str) -> Result<(), String> {
    let wasm = std::fs::read(input).map_err(|error| format!("{input}: {error}"))?;
    let code =
        clbplan_host::precompile_for(ProcessKind::Command, &wasm).map_err(|error| format!("{input}: {error}"))?;
    std::fs::write(output, code).map_err(|error| format!("{output}: {error}"))
}
