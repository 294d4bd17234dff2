//! `clbplan capture`: cluster and cloud as they are now, in one file.

use crate::cluster_and_cloud_arguments::CaptureArguments;
use crate::exit_status::ExitStatus;
use crate::input_error::InputError;
use crate::live_state::{self, LiveStateNeeds, LiveStateReader};
use crate::messages;
use crate::progress;
use crate::read_files::Stdin;
use crate::source_files::SourceFiles;
use crate::streams::Streams;
use clbplan_live::LiveState;
use clbplan_live::cluster::ClusterObjects;
use std::path::Path;
use std::time::Duration;

/// Runs the command.
pub fn capture(arguments: &CaptureArguments, streams: &mut Streams<'_>) -> ExitStatus {
    match try_capture(arguments, streams) {
        Ok(text) => streams.write_output(Ok((text, ExitStatus::Success)), arguments.lang),
        Err(errors) => streams.report_errors(&errors, arguments.lang),
    }
}

/// Returns what belongs on standard output: the state, or nothing if it was written to a file.
fn try_capture(arguments: &CaptureArguments, streams: &mut Streams<'_>) -> Result<String, Vec<InputError>> {
    let (mut errors, mut notes) = (Vec::new(), Vec::new());
    let mut stdin = Stdin::new(streams.stdin);
    let manifests = SourceFiles::read("FILE", &arguments.files, &mut stdin, &mut errors, &mut notes);
    if !errors.is_empty() {
        return Err(errors);
    }
    let Some(reader) = LiveStateReader::new(&arguments.cluster, Some(&arguments.cloud)) else {
        return Err(vec![InputError::new(&live_state::messages::NOTHING_TO_CAPTURE)]);
    };
    let needs = LiveStateNeeds {
        manifests: &manifests,
        live: "",
        namespace: None,
        namespaces: &[],
        cluster_id: None,
        region: None,
    };
    let reading = &live_state::messages::READING;
    let read = || reader.read(&needs);
    let delay = Duration::from_secs(1);
    let (state, read_notes) = progress::show_during(streams.progress(), delay, arguments.lang, reading, read)?;
    notes.extend(read_notes);
    let not_read = live_state::not_read(&state, true);
    if has_nothing(&state) {
        let error = InputError::new(&live_state::messages::NOTHING_CAPTURED);
        let mut reasons = not_read.into_iter();
        let error = reasons.next().map_or(error.clone(), |reason| error.why(reason));
        notes.extend(reasons);
        streams.write_notes(&notes, arguments.lang);
        return Err(vec![error]);
    }
    notes.extend(not_read);
    let text = state.encode().map_err(|error| vec![InputError::new(&messages::NOT_WRITTEN).caused_by(error)])?;
    let text = if arguments.output == Path::new("-") {
        text
    } else {
        notes.push(live_state::write_file(&arguments.output, &state, &text).map_err(|error| vec![error])?);
        String::new()
    };
    streams.write_notes(&notes, arguments.lang);
    Ok(text)
}

/// True if everything that was to be read could not be read. A cluster in which nothing exists was read.
fn has_nothing(state: &LiveState) -> bool {
    let is_unread = |cluster: &ClusterObjects| cluster.objects.is_empty() && !cluster.not_read.is_empty();
    state.cloud.is_none() && state.cluster.as_ref().is_none_or(is_unread)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clbplan_live::cluster::{ClusterReadFailure, Kind, ListScope, NotRead};

    #[test]
    fn a_capture_in_which_nothing_may_be_read_is_none() {
        let forbidden = NotRead {
            kind: Kind::Service,
            scope: ListScope::Cluster,
            failure: ClusterReadFailure::Forbidden(String::new()),
        };
        let state = |objects: Vec<serde_json::Value>, not_read: Vec<NotRead>| LiveState {
            cluster: Some(ClusterObjects { objects, not_read, ..ClusterObjects::default() }),
            ..LiveState::default()
        };
        assert!(has_nothing(&LiveState::default()));
        assert!(has_nothing(&state(Vec::new(), vec![forbidden.clone()])));
        assert!(!has_nothing(&state(vec![serde_json::json!({ "kind": "Service" })], vec![forbidden])));
        assert!(!has_nothing(&state(Vec::new(), Vec::new())));
    }
}
