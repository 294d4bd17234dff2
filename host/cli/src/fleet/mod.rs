//! `clbplan fleet`: many clusters in, one line of JSON for each of their Services out, and a summary.
//!
//! Each file is a cluster of its own. `one_cluster` sends the module the same request as `audit`, `in_order` handles several
//! files at a time and returns the results in the order of the files, so that the output does not depend on the number of
//! threads. `json_lines` has the types of the lines, `totals` the summary, and `resume_from_output` reads the output of an interrupted run.
//!
//! Memory is bounded: a thread waits when it is too far ahead of the file that is written next.

mod in_order;
mod json_lines;
mod messages;
mod one_cluster;
mod resume_from_output;
mod totals;

use crate::exit_status::ExitStatus;
use crate::fleet_arguments::FleetArguments;
use crate::input_error::InputError;
use crate::messages as common;
use crate::streams::Streams;
use crate::{module, progress, read_files, specified_facts};
use clbplan_host::Module;
pub use json_lines::FleetLine;
use one_cluster::SameForAllClusters;
use resume_from_output::EarlierOutput;
use std::fs::OpenOptions;
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;
use totals::FleetTotals;

/// Runs the command.
pub fn fleet(arguments: &FleetArguments, streams: &mut Streams<'_>) -> ExitStatus {
    let lang = arguments.lang;
    let totals = match try_fleet(arguments, streams) {
        Ok(totals) => totals,
        Err(errors) => return streams.report_errors(&errors, lang),
    };
    let summary = totals.text(lang);
    let status = if totals.has_failures() { ExitStatus::Findings } else { ExitStatus::Success };
    if arguments.output_file().is_some() {
        return streams.write_output(Ok((summary, status)), lang);
    }
    // Standard output has the lines.
    streams.write_error(&summary);
    status
}

fn try_fleet(arguments: &FleetArguments, streams: &mut Streams<'_>) -> Result<FleetTotals, Vec<InputError>> {
    let lang = arguments.lang;
    let (mut errors, mut notes) = (Vec::new(), Vec::new());
    let context = specified_facts::read(arguments.facts.as_deref(), &arguments.set, &mut errors, &mut notes);
    let files = read_files::find(&arguments.files, &mut errors, &mut notes);
    if !errors.is_empty() {
        return Err(errors);
    }
    streams.write_notes(&notes, lang);
    let module = module::load_module(arguments.module.as_deref()).map_err(|error| vec![error])?;
    let same = SameForAllClusters { context, ignore: &arguments.ignore, lang, module: &module };
    match arguments.output_file() {
        Some(path) => {
            let delay = Duration::from_secs(1);
            let run = || into_file(path, &files, arguments, &same);
            progress::show_during(streams.progress(), delay, lang, &common::WORKING, run)
        }
        None => {
            let mut totals = FleetTotals::default();
            plan_all(&files, arguments.jobs, &same, &mut totals, &mut *streams.stdout)?;
            Ok(totals)
        }
    }
}

/// Writes the lines to a file: a new one, or behind those of an earlier run.
fn into_file(
    path: &Path,
    files: &[PathBuf],
    arguments: &FleetArguments,
    same: &SameForAllClusters<'_, Module>,
) -> Result<FleetTotals, Vec<InputError>> {
    let failed = |error: io::Error| {
        let what = messages::NOT_WRITTEN.with("path", path.display().to_string());
        vec![InputError::new(what).caused_by(error)]
    };
    let earlier = match arguments.resume {
        true => EarlierOutput::read(path, files).map_err(|error| vec![error])?,
        false => EarlierOutput::default(),
    };
    // An earlier run may have been interrupted in the middle of a cluster.
    let mut output =
        OpenOptions::new().write(true).create(true).truncate(!arguments.resume).open(path).map_err(failed)?;
    output.set_len(earlier.length).map_err(failed)?;
    output.seek(SeekFrom::End(0)).map_err(failed)?;
    let mut totals = earlier.totals;
    let rest: Vec<PathBuf> =
        files.iter().filter(|file| !earlier.files.contains(&file.display().to_string())).cloned().collect();
    let mut output = BufWriter::new(output);
    plan_all(&rest, arguments.jobs, same, &mut totals, &mut output)?;
    output.flush().map_err(failed)?;
    Ok(totals)
}

/// Plans the clusters of the files, and writes their lines.
fn plan_all(
    files: &[PathBuf],
    jobs: Option<NonZeroUsize>,
    same: &SameForAllClusters<'_, Module>,
    totals: &mut FleetTotals,
    output: &mut dyn Write,
) -> Result<(), Vec<InputError>> {
    let jobs = jobs.or_else(|| thread::available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN);
    let written = in_order::map_in_order(
        files,
        jobs,
        |file| one_cluster::lines(file, same),
        |lines: Vec<FleetLine>| {
            for line in &lines {
                serde_json::to_writer(&mut *output, line)?;
                output.write_all(b"\n")?;
                totals.add(line);
            }
            // A cluster whose last line is written counts as done.
            output.flush()
        },
    );
    match written {
        // Whoever reads the lines wants no more of them.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        Err(error) => Err(vec![InputError::new(&common::NOT_WRITTEN).caused_by(error)]),
        Ok(()) => Ok(()),
    }
}
