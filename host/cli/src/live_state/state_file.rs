//! Files of `clbplan capture`.

use super::messages;
use crate::input_error::InputError;
use crate::localization::TranslatableText;
use crate::messages as common;
use crate::read_files::{LIMIT_MIB, read_bytes};
use clbplan_live::{LiveState, StateDecodeError};
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::fs;
use std::path::Path;

/// Reads a file. Returns it, and what the user is told about it.
///
/// # Errors
/// It cannot be read, or is none.
pub fn read_file(path: &Path) -> Result<(LiveState, TranslatableText), InputError> {
    let name = path.display().to_string();
    let bytes = read_bytes(path)?;
    if bytes.len() as u64 > LIMIT_MIB << 20 {
        return Err(InputError::new(common::TOO_LARGE.with("path", name).with("limit", LIMIT_MIB.to_string())));
    }
    let state = decode(&name, &bytes)?;
    let note = messages::READ_FILE.with("path", name).with("time", state.read_at.as_str());
    Ok((state, note))
}

/// True for the content of a file that `clbplan capture` wrote, in any version: unlike a Kubernetes object, it has a format
/// version. If the file ends early, only its beginning is compared.
pub fn is_state(bytes: &[u8]) -> bool {
    match serde_json::from_slice::<Head>(bytes) {
        Ok(head) => head.format_version.is_some() && head.api_version.is_none() && head.kind.is_none(),
        Err(_) => {
            let first = bytes.trim_ascii_start().strip_prefix(b"{").map(<[u8]>::trim_ascii_start);
            first.is_some_and(|first| first.starts_with(b"\"formatVersion\""))
        }
    }
}

/// The members that distinguish a state from a Kubernetes object.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Head {
    format_version: Option<IgnoredAny>,
    api_version: Option<IgnoredAny>,
    kind: Option<IgnoredAny>,
}

/// Decodes the content of a file of `clbplan capture`; `name` is the file in messages.
///
/// # Errors
/// The content is something else, or has a later version.
pub fn decode(name: &str, bytes: &[u8]) -> Result<LiveState, InputError> {
    LiveState::decode(bytes).map_err(|error| match error {
        StateDecodeError::Invalid(error) => InputError::new(messages::NOT_A_STATE.with("path", name)).caused_by(error),
        StateDecodeError::Version(version) => {
            let what = messages::STATE_VERSION.with("path", name).with("version", version);
            InputError::new(what).help(&messages::STATE_VERSION_HELP)
        }
    })
}

/// Writes the state to a file. Returns the note for the user about that file.
///
/// # Errors
/// It cannot be written, or could not be read again.
pub fn write_file(path: &Path, state: &LiveState, text: &str) -> Result<TranslatableText, InputError> {
    let name = path.display().to_string();
    if text.len() as u64 > LIMIT_MIB << 20 {
        return Err(InputError::new(common::TOO_LARGE.with("path", name).with("limit", LIMIT_MIB.to_string())));
    }
    fs::write(path, text)
        .map_err(|error| InputError::new(messages::NOT_CAPTURED.with("path", name.as_str())).caused_by(error))?;
    let objects = state.cluster.as_ref().map_or(0, |cluster| cluster.objects.len());
    let load_balancers = state.cloud.as_ref().map_or(0, |cloud| cloud.load_balancers().len());
    let note = messages::CAPTURED.with("path", name).with("objects", objects.to_string());
    Ok(note.with("count", load_balancers.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::localization::Lang;
    use crate::temporary_test_folder::TemporaryTestFolder;

    #[test]
    fn a_file_that_is_no_state_is_an_error() {
        let directory = TemporaryTestFolder::new("state");
        for (text, expected) in [
            ("kind: List\n", "was not written by `clbplan capture`"),
            ("{\"loadBalancers\": []}", "was not written by `clbplan capture`"),
            ("{\"formatVersion\": \"2.0\"}", "has format 2.0, but this program reads 1.x"),
        ] {
            let path = directory.write("state.json", text.as_bytes());
            let error = read_file(&path).err().map(|error| error.text(Lang::En)).unwrap_or_default();
            assert!(error.contains(expected), "{text}: {error}");
        }
    }

    #[test]
    fn a_state_is_told_from_objects() {
        let state = LiveState::new(None, None).encode().unwrap();
        assert!(is_state(state.as_bytes()) && is_state(b" {\n \"formatVersion\": \"9.0\", \"clus"));
        assert!(is_state(b"{\"cluster\": {\"objects\": []}, \"formatVersion\": \"1.0\"}"));
        for objects in ["{\"apiVersion\": \"v1\", \"formatVersion\": 1}", "formatVersion: 1", "", "[]"] {
            assert!(!is_state(objects.as_bytes()), "{objects}");
        }
    }

    #[test]
    fn what_is_written_can_be_read() {
        let directory = TemporaryTestFolder::new("state-written");
        let path = directory.path("state.json");
        let state = LiveState::new(None, None);
        let note = write_file(&path, &state, &state.encode().unwrap()).unwrap();
        assert!(note.text(Lang::En).ends_with("objects 0, load balancers 0"));
        assert_eq!(read_file(&path).unwrap().0.read_at, state.read_at);
        assert!(write_file(&directory.path("none/state.json"), &state, "").is_err());
    }
}
