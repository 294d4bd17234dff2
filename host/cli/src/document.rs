//! One YAML or JSON file of an option, as a value.

use crate::phrases::{self, Lang};
use crate::problem::Problem;
use crate::reading::read_file;
use serde_json::{Map, Value};
use std::path::Path;

/// Reads a file that holds one object, in YAML or JSON.
///
/// # Errors
/// It cannot be read, does not parse, or holds something else.
pub fn object(path: &Path, lang: Lang) -> Result<Map<String, Value>, Problem> {
    let file = read_file(path, lang)?;
    let words = [("path", file.name.as_str())];
    match serde_saphyr::from_str(&file.text) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(_) => Err(Problem::new(lang, &phrases::NOT_AN_OBJECT, &words)),
        Err(error) => Err(Problem::new(lang, &phrases::NOT_YAML, &words).why(error)),
    }
}

/// Reads a file that holds JSON.
///
/// # Errors
/// It cannot be read or does not parse.
pub fn json(path: &Path, lang: Lang) -> Result<Value, Problem> {
    let file = read_file(path, lang)?;
    let words = [("path", file.name.as_str())];
    serde_json::from_str(&file.text).map_err(|error| Problem::new(lang, &phrases::NOT_JSON, &words).why(error))
}
