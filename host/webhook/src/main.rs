//! `clbplan-webhook`: see the library.
#![allow(clippy::print_stderr)]

use clap::Parser;
use clbplan_webhook::arguments::{Arguments, LogLevel};
use clbplan_webhook::run::run;
use std::process::ExitCode;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    tracing_subscriber::registry()
        .with(tracing_subscriber::fmt::layer().json().flatten_event(true))
        .with(logged(arguments.log_level))
        .init();
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

/// What is logged. The library that watches the cluster logs a failure at each try, every second or so; this program logs it once.
fn logged(level: LogLevel) -> Targets {
    let targets = Targets::new().with_default(level.level());
    match level {
        LogLevel::Debug => targets,
        LogLevel::Error | LogLevel::Warn | LogLevel::Info => {
            targets.with_target("kube_runtime", LevelFilter::OFF).with_target("kube_client", LevelFilter::OFF)
        }
    }
}
