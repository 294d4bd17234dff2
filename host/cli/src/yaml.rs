//! The module's answer as YAML: the same members in the same order.
//!
//! Strings that a reader of YAML 1.1 could take for something else are quoted.

use crate::input_error::InputError;
use crate::messages::{self, Lang};

/// The answer as YAML.
///
/// # Errors
/// It is not JSON.
pub fn yaml(answer: &str, lang: Lang) -> Result<String, InputError> {
    let unreadable = |error: &dyn std::fmt::Display| InputError::new(lang, &messages::ANSWER_SHAPE, &[]).why(error);
    let mut json = serde_json::Deserializer::from_str(answer);
    let transcoder = serde_transcode::Transcoder::new(&mut json);
    let options = serde_saphyr::ser_options! { prefer_block_scalars: false };
    serde_saphyr::to_string_with_options(&transcoder, options).map_err(|error| unreadable(&error))
}
