//! Parses the one YAML or JSON file of an option such as `--policy`.

use crate::input_error::InputError;
use crate::messages;
use crate::read_files::read_file;
use serde_json::{Map, Value};
use std::path::Path;

/// Reads a file that contains one object, in YAML or JSON.
///
/// # Errors
/// It cannot be read, cannot be parsed, or contains something else.
pub fn object(path: &Path) -> Result<Map<String, Value>, InputError> {
    let file = read_file(path)?;
    match serde_saphyr::from_str(&file.text) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(_) => Err(InputError::new(messages::NOT_AN_OBJECT.with("path", file.name))),
        Err(error) => Err(InputError::new(messages::NOT_YAML.with("path", file.name)).caused_by(error)),
    }
}

/// Reads a JSON file.
///
/// # Errors
/// It cannot be read or parsed.
pub fn json(path: &Path) -> Result<Value, InputError> {
    let file = read_file(path)?;
    serde_json::from_str(&file.text)
        .map_err(|error| InputError::new(messages::NOT_JSON.with("path", file.name)).caused_by(error))
}
