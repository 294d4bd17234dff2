//! The module's answer as YAML: the same members in the same order.
//!
//! Strings that a YAML 1.1 reader could take for another type are quoted.

use crate::input_error::InputError;
use crate::messages;
use crate::output_format::{AssumptionsInOutput, OldFindingsInOutput, OutputFormat, PositionUse};

pub static FORMAT: OutputFormat = OutputFormat {
    name: "yaml",
    help: "The module's answer as YAML",
    positions: PositionUse::Printed,
    old: OldFindingsInOutput::Marked,
    assumptions: AssumptionsInOutput::Omitted,
    plan: Some(|answer, _| from_json(answer.json)),
    report: None,
};

fn from_json(json: &str) -> Result<String, InputError> {
    let mut json = serde_json::Deserializer::from_str(json);
    let transcoder = serde_transcode::Transcoder::new(&mut json);
    let options = serde_saphyr::ser_options! { prefer_block_scalars: false };
    serde_saphyr::to_string_with_options(&transcoder, options)
        .map_err(|error| InputError::new(&messages::ANSWER_SHAPE).caused_by(error))
}
