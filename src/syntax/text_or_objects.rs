//! The forms of input: text, named files and objects.

use super::node::SyntaxNode;
use crate::diagnostic::source_files::{SourceFile, join};

/// YAML or JSON text with any number of documents, several such texts with names, or objects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextOrObjects {
    /// Values have positions.
    Text(String),
    /// Values have positions, which are counted in each file.
    Files {
        /// The texts of all files, joined.
        text: String,
        /// Where each begins.
        files: Vec<SourceFile>,
    },
    /// Values have no positions.
    Objects(Vec<SyntaxNode>),
}

impl TextOrObjects {
    /// The text of all files.
    pub fn of_files(files: Vec<NamedFile>) -> TextOrObjects {
        let (text, files) = join(files.into_iter().map(|file| (file.name, file.text)));
        TextOrObjects::Files { text, files }
    }

    /// The text; empty for objects.
    pub fn text(&self) -> &str {
        match self {
            TextOrObjects::Text(text) | TextOrObjects::Files { text, .. } => text,
            TextOrObjects::Objects(_) => "",
        }
    }

    /// The files that the text was joined from; none when it is one text.
    pub fn files(&self) -> &[SourceFile] {
        match self {
            TextOrObjects::Files { files, .. } => files,
            TextOrObjects::Text(_) | TextOrObjects::Objects(_) => &[],
        }
    }
}

impl Default for TextOrObjects {
    fn default() -> TextOrObjects {
        TextOrObjects::Objects(Vec::new())
    }
}

/// A text with a name.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct NamedFile {
    /// Name of the file, such as its path: `source.file` of a finding.
    pub name: String,
    /// YAML or JSON with any number of documents.
    pub text: String,
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

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let file = generator.subschema_for::<NamedFile>();
        schemars::json_schema!({
            "description": "YAML or JSON text with any number of documents (also kind: List), named files of such text, an object, or objects.",
            "anyOf": [
                { "type": "string" },
                { "type": "object" },
                { "type": "array", "items": file },
                { "type": "array", "items": { "type": "object" } }
            ]
        })
    }
}
