//! The command line of clbplan.
//!
//! Input files become one request, the module answers it, and the answer is printed as the module wrote it or rendered:
//! `parse_arguments` → `inputs` (`source_files`, `cloud_state_files`, `specified_facts`, `live_state`) → `request` → `module` →
//! `answer` → `render_answer`, which chooses a row of `all_output_formats`: `text`, `markdown` and `html` for people, `json`,
//! `yaml`, `sarif`, `github`, `gitlab`, `rdjson` and `junit` for programs. What the formats for people have in common is in `summary`.
//!
//! `audit` asks the module the same about clusters as they are, and joins the answers; it has types and renderers of its own.
//! `fleet` does so for many clusters, one at a time, and writes a line for each Service.
//!
//! Only `live_state` contacts other machines, through `clbplan-live`, and only when the arguments say so.
//!
//! All errors of the inputs are reported together, and an error in an input is never reported as a finding (status 3, not
//! 1). Nothing here decides what happens to a load balancer: that is the module's answer.
// A program: only its own source reads these items.
#![allow(missing_docs)]

pub mod all_output_formats;
pub mod ansi;
mod answer_as_json;
mod answer_as_yaml;
pub mod arguments;
mod audit;
mod audit_arguments;
mod blank_unselected_objects;
mod byte_and_character_offsets;
mod capture;
mod cloud_file_names;
mod cloud_state_files;
mod cluster_and_cloud_arguments;
mod decode_text;
mod display_and_module_arguments;
mod escape_for_terminal;
pub mod exit_status;
mod explain_and_schema;
mod finding_verbosity;
mod fingerprint;
mod fleet;
mod fleet_arguments;
mod github_workflow_commands;
mod gitlab_code_quality;
mod html;
mod input_error;
mod inputs;
mod json_or_yaml_file;
mod junit;
mod label_selector;
mod live_state;
pub mod localization;
mod location;
mod manifest_objects;
mod markdown;
pub mod messages;
mod module;
pub mod module_answer;
mod namespace_flag;
mod objects_with_labels_and_extents;
mod open_page;
pub mod output_format;
pub mod parse_arguments;
mod plan_as_findings;
mod plugin_completion;
mod program_reference_entries;
mod program_reference_entry;
mod progress;
mod rdjson;
mod read_files;
mod reject_flag_combinations;
mod reject_kubectl_messages_as_live;
mod rename_request_members_to_flags;
mod render_answer;
mod render_kustomization;
pub mod render_settings;
mod request;
mod rule_metadata;
mod run;
mod sarif;
#[cfg(test)]
mod schemas_are_up_to_date;
pub mod source_files;
mod specified_facts;
mod split_documents;
mod stdout_closed_at_start;
mod streams;
mod summary;
#[cfg(test)]
mod temporary_test_folder;
pub mod text;
mod unrendered_charts_and_kustomizations;

pub use input_error::InputError;
pub use module::{Function, ModuleApi, load};
pub use run::{main, run};
pub use streams::{Streams, Terminal};
