//! Arguments of every command that prints an answer of the module: what to show, how to show it, and which module to use.

use crate::ansi::ColorChoice;
use crate::finding_verbosity::FindingDetail;
use crate::messages::Lang;
use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub struct DisplayAndModuleArguments {
    /// Show each finding in full, also notes and those that are equal but for their objects
    #[arg(short, long)]
    pub verbose: bool,
    /// Suppress a warning or note by code: annotation/unknown-name (repeatable)
    #[arg(long, value_name = "CODE")]
    pub ignore: Vec<String>,
    /// Language of the messages
    #[arg(long, value_enum, default_value_t = Lang::En)]
    pub lang: Lang,
    /// When to use colours
    #[arg(long, value_enum, default_value_t = ColorChoice::Auto, value_name = "WHEN")]
    pub color: ColorChoice,
    /// Use this clbplan.wasm instead of the embedded one
    #[arg(long, value_name = "FILE")]
    pub module: Option<PathBuf>,
}

impl DisplayAndModuleArguments {
    pub fn detail(&self) -> FindingDetail {
        if self.verbose { FindingDetail::Full } else { FindingDetail::Brief }
    }
}
