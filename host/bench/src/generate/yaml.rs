//! Writes objects as YAML.

use serde_json::Value;

/// One text with a document for each object.
pub fn yaml(objects: &[Value]) -> String {
    let documents: Vec<String> = objects.iter().filter_map(|object| serde_yaml_ng::to_string(object).ok()).collect();
    documents.join("---\n")
}
