//! The module's answer as YAML: the same members in the same order.
//!
//! Strings that a reader of YAML 1.1 could take for something else are quoted.

use crate::phrases::{self, Lang};
use crate::problem::Problem;

/// The answer as YAML.
///
/// # Errors
/// It is not JSON.
pub fn yaml(answer: &str, lang: Lang) -> Result<String, Problem> {
    let unreadable = |error: &dyn std::fmt::Display| Problem::new(lang, &phrases::ANSWER_SHAPE, &[]).why(error);
    let mut json = serde_json::Deserializer::from_str(answer);
    let transcoder = serde_transcode::Transcoder::new(&mut json);
    let options = serde_saphyr::ser_options! { prefer_block_scalars: false };
    serde_saphyr::to_string_with_options(&transcoder, options).map_err(|error| unreadable(&error))
}
