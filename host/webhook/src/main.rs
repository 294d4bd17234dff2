//! `clbplan-webhook`: see the library.
#![allow(clippy::print_stderr)]

use clap::Parser;
use clbplan_webhook::arguments::Arguments;
use clbplan_webhook::run::run;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    tracing_subscriber::fmt().json().flatten_event(true).with_max_level(arguments.log_level.level()).init();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("clbplan-webhook: no threads: {error}");
            return ExitCode::FAILURE;
        }
    };
    match runtime.block_on(run(arguments)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(%error, "cannot start");
            ExitCode::FAILURE
        }
    }
}
