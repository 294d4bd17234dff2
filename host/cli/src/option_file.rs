//! One YAML or JSON file of an option, as a value.

use crate::input_error::InputError;
use crate::messages::{self, Lang};
use crate::read_files::read_file;
use serde_json::{Map, Value};
use std::path::Path;

/// Reads a file that holds one object, in YAML or JSON.
///
/// # Errors
/// It cannot be read, does not parse, or holds something else.
pub fn object(path: &Path, lang: Lang) -> Result<Map<String, Value>, InputError> {
    let file = read_file(path, lang)?;
    let words = [("path", file.name.as_str())];
    match serde_saphyr::from_str(&file.text) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(_) => Err(InputError::new(lang, &messages::NOT_AN_OBJECT, &words)),
        Err(error) => Err(InputError::new(lang, &messages::NOT_YAML, &words).why(error)),
    }
}

/// Reads a file that holds JSON.
///
/// # Errors
/// It cannot be read or does not parse.
pub fn json(path: &Path, lang: Lang) -> Result<Value, InputError> {
    let file = read_file(path, lang)?;
    let words = [("path", file.name.as_str())];
    serde_json::from_str(&file.text).map_err(|error| InputError::new(lang, &messages::NOT_JSON, &words).why(error))
}
