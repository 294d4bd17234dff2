//! What is read: text, or objects.

use super::node::Node;

/// YAML or JSON text with any number of documents, or objects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// Text: values have positions.
    Text(String),
    /// Objects: values have none.
    Objects(Vec<Node>),
}

impl Source {
    /// The text; empty for objects.
    pub fn text(&self) -> &str {
        match self {
            Source::Text(text) => text,
            Source::Objects(_) => "",
        }
    }
}

impl Default for Source {
    fn default() -> Source {
        Source::Objects(Vec::new())
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Source {
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
