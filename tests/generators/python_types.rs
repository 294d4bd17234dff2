//! Python's `TypedDict`s.

use crate::types_read_from_schemas::{Form, Member, Of, Shape, Type, wrapped};
use std::fmt::Write;

const HEAD: &str = r#""""The types of requests and answers.

Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.

Answers are dicts as `json.loads` makes them. A later minor version of the format may add members, and words where a type lists
the known ones: let the last branch over such a type accept any word.
"""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypeAlias, TypedDict


class About(TypedDict):
    """The answer of `about`."""

    name: str
    version: str
    commit: str
    """The commit that the module was built from; `-dirty` behind it for changes on top, or `unknown`."""
    formatVersion: str
    functions: list[str]
    sources: dict[str, str]
    """Dates and versions of the sources."""
    limits: dict[str, int]
"#;

const WIDTH: usize = 112;

/// The whole file.
pub fn declarations(types: &[Type]) -> String {
    let mut out = HEAD.to_owned();
    // A union is an expression, which can only use what is declared above it.
    let (unions, others): (Vec<&Type>, Vec<&Type>) = types.iter().partition(|it| matches!(it.shape, Shape::Union(_)));
    for it in others.into_iter().chain(unions) {
        out.push_str("\n\n");
        match &it.shape {
            Shape::Record(members) => record(it, members, &mut out),
            Shape::Words(words) => {
                let words: Vec<String> =
                    words.iter().map(|word| format!("    \"{}\",  # {}", word.word, word.doc)).collect();
                writeln!(out, "{}: TypeAlias = Literal[\n{}\n]", it.name, words.join("\n")).unwrap();
                docstring(&it.doc, "", &mut out);
            }
            Shape::Union(forms) => union(it, forms, &mut out),
        }
    }
    out
}

fn record(it: &Type, members: &[Member], out: &mut String) {
    writeln!(out, "class {}(TypedDict):", it.name).unwrap();
    docstring(&it.doc, "    ", out);
    for Member { name, doc, required, of } in members {
        assert!(!KEYWORDS.contains(&name.as_str()), "{name} is a keyword");
        let of = written(of);
        let of = if *required { of } else { format!("NotRequired[{of}]") };
        let space = if doc.is_empty() { "" } else { "\n" };
        writeln!(out, "{}    {name}: {of}", if out.ends_with("\"\"\"\n") { "\n" } else { space }).unwrap();
        docstring(doc, "    ", out);
    }
}

/// Keywords that a member of a class cannot have.
const KEYWORDS: [&str; 8] = ["from", "class", "in", "is", "not", "import", "global", "lambda"];

/// Words are one form; an object with one member is a class of its own, because its name may be no name in Python.
fn union(it: &Type, forms: &[Form], out: &mut String) {
    let mut parts = Vec::new();
    let mut words = Vec::new();
    for form in forms {
        match form {
            Form::Word(word) => words.push(format!("\"{}\"", word.word)),
            Form::Of(of) => parts.push(written(of)),
            Form::Tagged { tag, doc, of } => {
                let name = crate::types_read_from_schemas::pascal(tag);
                writeln!(out, "{name} = TypedDict(\"{name}\", {{\"{tag}\": {}}})", written(of)).unwrap();
                docstring(doc, "", out);
                out.push('\n');
                parts.push(name);
            }
        }
    }
    if !words.is_empty() {
        parts.insert(0, format!("Literal[\n    {},\n]", words.join(",\n    ")));
    }
    writeln!(out, "{}: TypeAlias = {}", it.name, parts.join(" | ")).unwrap();
    docstring(&it.doc, "", out);
}

fn docstring(text: &str, indent: &str, out: &mut String) {
    if text.is_empty() {
        return;
    }
    let lines = wrapped(&text.replace('\\', "\\\\"), WIDTH);
    let end = if lines.len() > 1 { format!("\n{indent}") } else { String::new() };
    writeln!(out, "{indent}\"\"\"{}{end}\"\"\"", lines.join(&format!("\n{indent}"))).unwrap();
}

fn written(of: &Of) -> String {
    match of {
        Of::Text => "str".to_owned(),
        Of::Flag => "bool".to_owned(),
        Of::Number => "int".to_owned(),
        Of::Any => "Any".to_owned(),
        Of::Object => "dict[str, Any]".to_owned(),
        Of::List(of) => format!("list[{}]", written(of)),
        Of::Map(of) => format!("dict[str, {}]", written(of)),
        Of::Named(name) => name.clone(),
        Of::Nullable(of) => format!("{} | None", written(of)),
    }
}
