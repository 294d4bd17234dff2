//! The command line's own code for reading files, and the fuzz target that writes arbitrary bytes to files and reads them.

#![allow(dead_code, unused_imports)]

#[path = "../../../../host/cli/src/byte_and_character_offsets.rs"]
mod byte_and_character_offsets;
#[path = "../../../../host/cli/src/cloud_file_names.rs"]
mod cloud_file_names;
#[path = "../../../../host/cli/src/cloud_state_files.rs"]
mod cloud_state_files;
#[path = "../../../../host/cli/src/decode_text.rs"]
mod decode_text;
#[path = "../../../../host/cli/src/escape_for_terminal.rs"]
mod escape_for_terminal;
#[path = "../../../../host/cli/src/input_error.rs"]
mod input_error;
#[path = "../../../../host/cli/src/json_or_yaml_file.rs"]
mod json_or_yaml_file;
#[path = "../../../../host/cli/src/localization.rs"]
mod localization;
#[path = "../../../../host/cli/src/location.rs"]
mod location;
#[path = "../../../../host/cli/src/manifest_objects.rs"]
mod manifest_objects;
#[path = "../../../../host/cli/src/messages.rs"]
mod messages;
#[path = "../../../../host/cli/src/module_answer/mod.rs"]
mod module_answer;
mod read_arbitrary_files;
#[path = "../../../../host/cli/src/read_files.rs"]
mod read_files;
#[path = "../../../../host/cli/src/source_files.rs"]
mod source_files;
#[path = "../../../../host/cli/src/specified_facts.rs"]
mod specified_facts;
#[path = "../../../../host/cli/src/split_documents.rs"]
mod split_documents;
#[path = "../../../../host/cli/src/unrendered_charts_and_kustomizations.rs"]
mod unrendered_charts_and_kustomizations;

pub use read_arbitrary_files::{Kind, run, seed};
