//! The two forms of input: text and objects.

use super::node::Node;

/// YAML or JSON text with any number of documents, or objects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextOrObjects {
    /// Values have positions.
    Text(String),
    /// Values have no positions.
    Objects(Vec<Node>),
}

impl TextOrObjects {
    /// The text; empty for objects.
    pub fn text(&self) -> &str {
        match self {
            TextOrObjects::Text(text) => text,
            TextOrObjects::Objects(_) => "",
        }
    }
}

impl Default for TextOrObjects {
    fn default() -> TextOrObjects {
        TextOrObjects::Objects(Vec::new())
    }
}

/// The part of the request that a text belongs to. Locations point only into `manifests`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RequestPart {
    /// The desired objects.
    Manifests,
    /// The objects in the cluster.
    Live,
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for TextOrObjects {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Source".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "YAML or JSON text with any number of documents (also kind: List), an object, or objects.",
            "anyOf": [
                { "type": "string" },
                { "type": "object" },
                { "type": "array", "items": { "type": "object" } }
            ]
        })
    }
}
