//! Rust's structs and enums for the crate in `host/rust`, which is built without the core.

use crate::types_read_from_schemas::{Form, Member, Of, Shape, Type, Word, pascal, snake, wrapped};
use std::fmt::Write;

const HEAD: &str = "\
//! The types of requests and answers.
//!
//! Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
//!
//! A later minor version of the format may add members, which are passed over here, and words, which are `UnknownWord`.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// A JSON object.
pub type Object = Map<String, Value>;

/// The answer of `about`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = \"camelCase\")]
#[non_exhaustive]
pub struct About {
    /// `clbplan`.
    pub name: String,
    /// Version of the core.
    pub version: String,
    /// The commit that the module was built from; `-dirty` behind it for changes on top, or `unknown`.
    pub commit: String,
    /// Version of the format of answers.
    pub format_version: String,
    /// Names of the exports.
    pub functions: Vec<String>,
    /// Dates and versions of the sources.
    pub sources: BTreeMap<String, String>,
    /// Limits of a request.
    pub limits: BTreeMap<String, u64>,
}
";

const WIDTH: usize = 110;

/// The whole file.
pub fn declarations(types: &[Type]) -> String {
    let mut out = HEAD.to_owned();
    for it in types {
        out.push('\n');
        match &it.shape {
            Shape::Record(members) => record(it, members, &mut out),
            Shape::Words(words) if it.in_answers => open_words(it, words, &mut out),
            Shape::Words(words) => closed_words(it, words, &mut out),
            Shape::Union(forms) => union(it, forms, &mut out),
        }
    }
    out
}

fn record(it: &Type, members: &[Member], out: &mut String) {
    let all_optional = members.iter().all(|member| !member.required);
    comment(&it.doc, "", out);
    let default = if all_optional { "Default, " } else { "" };
    writeln!(out, "#[derive(Debug, Clone, {default}PartialEq, Serialize, Deserialize)]").unwrap();
    writeln!(out, "#[serde(rename_all = \"camelCase\")]\n#[non_exhaustive]\npub struct {} {{", it.name).unwrap();
    for member in members {
        comment(&member.doc, "    ", out);
        let of = written(&member.of);
        if member.required {
            writeln!(out, "    pub {}: {of},", field(&member.name)).unwrap();
        } else {
            writeln!(out, "    #[serde(default, skip_serializing_if = \"Option::is_none\")]").unwrap();
            writeln!(out, "    pub {}: Option<{of}>,", field(&member.name)).unwrap();
        }
    }
    out.push_str("}\n");
    if it.in_requests {
        setters(it, members, all_optional, out);
    }
}

/// Requests are built by functions, so that a member can be added later.
fn setters(it: &Type, members: &[Member], all_optional: bool, out: &mut String) {
    writeln!(out, "\nimpl {} {{", it.name).unwrap();
    if !all_optional {
        let required = || members.iter().filter(|member| member.required);
        let parameters: Vec<String> =
            required().map(|member| format!("{}: impl Into<{}>", field(&member.name), written(&member.of))).collect();
        let values = members.iter().map(|member| match member.required {
            true => format!("{0}: {0}.into()", field(&member.name)),
            false => format!("{}: None", field(&member.name)),
        });
        writeln!(out, "    /// With what is required.\n    pub fn new({}) -> {} {{", parameters.join(", "), it.name)
            .unwrap();
        writeln!(out, "        {} {{ {} }}\n    }}", it.name, values.collect::<Vec<_>>().join(", ")).unwrap();
    }
    for member in members.iter().filter(|member| !member.required) {
        if !out.ends_with("{\n") {
            out.push('\n');
        }
        comment(&member.doc, "    ", out);
        let name = field(&member.name);
        writeln!(
            out,
            "    #[must_use]\n    pub fn {name}(mut self, {name}: impl Into<{}>) -> {} {{",
            written(&member.of),
            it.name
        )
        .unwrap();
        writeln!(out, "        self.{name} = Some({name}.into());\n        self\n    }}").unwrap();
    }
    out.push_str("}\n");
}

/// Words of requests: all of them are known.
fn closed_words(it: &Type, words: &[Word], out: &mut String) {
    comment(&it.doc, "", out);
    writeln!(
        out,
        "#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]\n#[non_exhaustive]\npub enum {} {{",
        it.name
    )
    .unwrap();
    for Word { word, doc } in words {
        comment(doc, "    ", out);
        writeln!(out, "    #[serde(rename = \"{word}\")]\n    {},", pascal(word)).unwrap();
    }
    out.push_str("}\n");
}

/// Words of answers: a later version may have others, which are kept as they are.
fn open_words(it: &Type, words: &[Word], out: &mut String) {
    let name = &it.name;
    comment(&it.doc, "", out);
    writeln!(
        out,
        "#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]\n#[serde(from = \"String\", into = \"String\")]"
    )
    .unwrap();
    writeln!(out, "#[non_exhaustive]\npub enum {name} {{").unwrap();
    for Word { word, doc } in words {
        comment(doc, "    ", out);
        writeln!(out, "    {},", pascal(word)).unwrap();
    }
    out.push_str("    /// A word of a later version.\n    UnknownWord(String),\n}\n");
    writeln!(
        out,
        "\nimpl {name} {{\n    /// The word in the answer.\n    pub fn as_str(&self) -> &str {{\n        match self {{"
    )
    .unwrap();
    for Word { word, .. } in words {
        writeln!(out, "            {name}::{} => \"{word}\",", pascal(word)).unwrap();
    }
    writeln!(out, "            {name}::UnknownWord(word) => word,\n        }}\n    }}\n}}").unwrap();
    writeln!(
        out,
        "\nimpl From<String> for {name} {{\n    fn from(word: String) -> {name} {{\n        match word.as_str() {{"
    )
    .unwrap();
    for Word { word, .. } in words {
        writeln!(out, "            \"{word}\" => {name}::{},", pascal(word)).unwrap();
    }
    writeln!(out, "            _ => {name}::UnknownWord(word),\n        }}\n    }}\n}}").unwrap();
    writeln!(out, "\nimpl From<{name}> for String {{\n    fn from(word: {name}) -> String {{\n        word.as_str().to_owned()\n    }}\n}}").unwrap();
    writeln!(out, "\nimpl std::fmt::Display for {name} {{\n    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {{").unwrap();
    writeln!(out, "        formatter.write_str(self.as_str())\n    }}\n}}").unwrap();
}

fn union(it: &Type, forms: &[Form], out: &mut String) {
    let tagged = forms.iter().any(|form| !matches!(form, Form::Of(_)));
    comment(&it.doc, "", out);
    let untagged = if tagged { "" } else { "#[serde(untagged)]\n" };
    writeln!(
        out,
        "#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]\n{untagged}#[non_exhaustive]\npub enum {} {{",
        it.name
    )
    .unwrap();
    let mut conversions = String::new();
    for form in forms {
        match form {
            Form::Word(Word { word, doc }) => {
                comment(doc, "    ", out);
                writeln!(out, "    #[serde(rename = \"{word}\")]\n    {},", pascal(word)).unwrap();
            }
            Form::Tagged { tag, doc, of } => {
                comment(doc, "    ", out);
                writeln!(out, "    #[serde(rename = \"{tag}\")]\n    {}({}),", pascal(tag), written(of)).unwrap();
            }
            Form::Of(of) => {
                let (variant, doc) = match of {
                    Of::Text => ("Text".to_owned(), "Text."),
                    Of::Object => ("Object".to_owned(), "An object."),
                    Of::List(item) => match &**item {
                        Of::Named(name) => (format!("{name}s"), "A list."),
                        _ => ("Objects".to_owned(), "Objects."),
                    },
                    other => panic!("Rust has no variant for {}", written(other)),
                };
                writeln!(out, "    /// {doc}\n    {variant}({}),", written(of)).unwrap();
                writeln!(conversions, "\nimpl From<{0}> for {1} {{\n    fn from(it: {0}) -> {1} {{\n        {1}::{variant}(it)\n    }}\n}}", written(of), it.name).unwrap();
                if *of == Of::Text {
                    writeln!(conversions, "\nimpl From<&str> for {0} {{\n    fn from(it: &str) -> {0} {{\n        {0}::Text(it.to_owned())\n    }}\n}}", it.name).unwrap();
                }
            }
        }
    }
    out.push_str("}\n");
    out.push_str(&conversions);
}

fn comment(text: &str, indent: &str, out: &mut String) {
    for line in wrapped(text, WIDTH) {
        writeln!(out, "{indent}/// {line}").unwrap();
    }
}

fn field(name: &str) -> String {
    let name = snake(name);
    if matches!(name.as_str(), "type" | "match" | "ref" | "use") { format!("r#{name}") } else { name }
}

fn written(of: &Of) -> String {
    match of {
        Of::Text => "String".to_owned(),
        Of::Flag => "bool".to_owned(),
        Of::Number => "u64".to_owned(),
        Of::Any => "Value".to_owned(),
        Of::Object => "Object".to_owned(),
        Of::List(of) => format!("Vec<{}>", written(of)),
        Of::Map(of) => format!("BTreeMap<String, {}>", written(of)),
        Of::Named(name) => name.clone(),
        Of::Nullable(of) => format!("Option<{}>", written(of)),
    }
}
