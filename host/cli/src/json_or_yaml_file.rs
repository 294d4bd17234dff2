//! Parses the YAML or JSON files of options such as `--policy` and `--clb`.

use crate::input_error::InputError;
use crate::messages::{self, TranslatableText};
use crate::read_files::read_file;
use serde_json::{Map, Value};
use std::path::Path;

/// Reads a file that contains one object, in YAML or JSON.
///
/// # Errors
/// It cannot be read, cannot be parsed, or contains something else.
pub fn object(path: &Path, notes: &mut Vec<TranslatableText>) -> Result<Map<String, Value>, InputError> {
    let file = read_file(path)?;
    notes.extend(file.note);
    match serde_saphyr::from_str(&file.text) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(_) => Err(InputError::new(messages::NOT_AN_OBJECT.with("path", file.name))),
        Err(error) => Err(InputError::new(messages::NOT_YAML.with("path", file.name)).caused_by(error)),
    }
}

/// Reads a file of one or more JSON values, as several answers of a program are saved.
///
/// # Errors
/// It cannot be read or parsed.
pub fn json_values(path: &Path, notes: &mut Vec<TranslatableText>) -> Result<Vec<Value>, InputError> {
    let file = read_file(path)?;
    notes.extend(file.note);
    let values: Result<Vec<Value>, serde_json::Error> =
        serde_json::Deserializer::from_str(&file.text).into_iter().collect();
    values.map_err(|error| match api_error(&file.text) {
        Some((code, message)) => {
            InputError::new(messages::CLB_API_ERROR.with("path", file.name).with("code", code)).caused_by(message)
        }
        None => InputError::new(messages::NOT_JSON.with("path", file.name)).caused_by(error),
    })
}

/// Code and message of an error as the cloud's command-line tool prints it:
/// `[TencentCloudSDKException] code:AuthFailure message:… requestId:…`.
fn api_error(text: &str) -> Option<(&str, &str)> {
    let (_, rest) = text.split_once("[TencentCloudSDKException] code:")?;
    let (code, rest) = rest.split_once(" message:")?;
    Some((code, rest.split(" requestId:").next().unwrap_or(rest).trim()))
}
