//! Arguments of `fleet`.

use crate::messages::Lang;
use crate::plugin_completion;
use clap::Args;
use clap_complete::engine::ArgValueCompleter;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub struct FleetArguments {
    /// One file for each cluster: what `clbplan capture` wrote, or a dump of its objects; directories of them
    #[arg(value_name = "FILE|DIR", required = true)]
    pub files: Vec<PathBuf>,
    /// The file for the lines, or - for standard output
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub output: PathBuf,
    /// Go on with --output: the clusters that it has are not planned again. Use the same flags as before
    #[arg(long)]
    pub resume: bool,
    /// How many clusters are planned at the same time; each needs some ten times the memory of its file (default: the
    /// number of processors)
    #[arg(long, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,
    /// Facts about all of the clusters, YAML or JSON
    #[arg(long, value_name = "FILE")]
    pub facts: Option<PathBuf>,
    /// One fact about all of the clusters, overrides --facts: controllerVersion=v2.12.0 (repeatable)
    #[arg(long, value_name = "KEY=VALUE", add = ArgValueCompleter::new(plugin_completion::complete_fact))]
    pub set: Vec<String>,
    /// Suppress a warning or note by code: annotation/unknown-name (repeatable)
    #[arg(long, value_name = "CODE")]
    pub ignore: Vec<String>,
    /// Language of the summary and of errors
    #[arg(long, value_enum, default_value_t = Lang::En)]
    pub lang: Lang,
    /// Use this clbplan.wasm instead of the embedded one
    #[arg(long, value_name = "FILE")]
    pub module: Option<PathBuf>,
}

impl FleetArguments {
    /// The file for the lines; none for standard output.
    pub fn output_file(&self) -> Option<&Path> {
        (self.output != Path::new("-")).then_some(self.output.as_path())
    }
}
