//! Reads the output file of an interrupted run, so that `--resume` can continue it.

use super::json_lines::FleetLine;
use super::messages;
use super::totals::FleetTotals;
use crate::input_error::InputError;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{BufRead, BufReader, ErrorKind};
use std::path::{Path, PathBuf};

/// The clusters whose lines are complete in the output file.
#[derive(Default)]
pub struct EarlierOutput {
    /// Their files, as the lines name them.
    pub files: BTreeSet<String>,
    pub totals: FleetTotals,
    /// The length in bytes of the lines of these clusters. Lines after it belong to a cluster that was interrupted.
    pub length: u64,
}

impl EarlierOutput {
    /// Reads the output of an earlier run. A file that could not be used in that run is not tried again.
    ///
    /// # Errors
    /// The output cannot be read, has lines of another program, or the file of a cluster has changed since.
    pub fn read(path: &Path, files: &[PathBuf]) -> Result<EarlierOutput, InputError> {
        let name = path.display().to_string();
        let mut earlier = EarlierOutput::default();
        let file = match File::open(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(earlier),
            Err(error) => return Err(InputError::new(messages::NOT_RESUMED.with("path", name)).caused_by(error)),
            Ok(file) => file,
        };
        let given: BTreeMap<String, &PathBuf> = files.iter().map(|file| (file.display().to_string(), file)).collect();
        let (mut reader, mut text, mut position, mut of_cluster) =
            (BufReader::new(file), Vec::new(), 0_u64, Vec::new());
        for number in 1_usize.. {
            text.clear();
            let length = reader
                .read_until(b'\n', &mut text)
                .map_err(|error| InputError::new(messages::NOT_RESUMED.with("path", name.as_str())).caused_by(error))?;
            position = position.saturating_add(length as u64);
            // The last line of an interrupted run may be half a line.
            let Some(line) = text.strip_suffix(b"\n") else { break };
            let line: FleetLine = serde_json::from_slice(line).map_err(|error| {
                let what = messages::NO_LINE.with("path", name.as_str()).with("line", number.to_string());
                InputError::new(what).caused_by(error).help(&messages::NO_LINE_HELP)
            })?;
            let finished = line.finished_file().map(str::to_string);
            of_cluster.push(line);
            if let Some(file) = finished {
                earlier.add(&file, &of_cluster, &given)?;
                of_cluster.clear();
                earlier.length = position;
            }
        }
        Ok(earlier)
    }

    /// Adds a finished cluster.
    fn add(&mut self, file: &str, lines: &[FleetLine], given: &BTreeMap<String, &PathBuf>) -> Result<(), InputError> {
        let Some(path) = given.get(file) else {
            let error = InputError::new(messages::NOT_GIVEN.with("path", file));
            return Err(error.help(&messages::SAME_FLAGS_HELP));
        };
        if let Some(FleetLine::Cluster(cluster)) = lines.last()
            && fs::read(path).ok().map(|content| sha256(&content)).as_ref() != Some(&cluster.sha256)
        {
            let error = InputError::new(messages::CHANGED.with("path", file));
            return Err(error.help(&messages::CHANGED_HELP));
        }
        lines.iter().for_each(|line| self.totals.add(line));
        self.files.insert(file.to_string());
        Ok(())
    }
}

/// The SHA-256 of a file's content.
pub fn sha256(content: &[u8]) -> String {
    Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect()
}
