//! The class that reads Java's records from JSON and writes them.

use crate::java_types::{first_lower, form_of};
use crate::types_read_from_schemas::{Form, Member, Of, Shape, Type};
use std::fmt::Write;

const HEAD: &str = "\
// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.internal;

import clbplan.types.*;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads requests and answers from JSON values, and writes them. */
public final class Codec {
    private Codec() {}

    /** Reads the answer of `about`. */
    public static About readAbout(Object json) {
        Map<String, Object> in = Read.object(json);
        return new About(
                Read.required(in, \"name\", Read::text),
                Read.required(in, \"version\", Read::text),
                Read.required(in, \"commit\", Read::text),
                Read.required(in, \"formatVersion\", Read::text),
                Read.required(in, \"functions\", Read.list(Read::text)),
                Read.required(in, \"sources\", Read.map(Read::text)),
                Read.required(in, \"limits\", Read.map(Read::number)));
    }
";

/// The whole file.
pub fn codec(types: &[Type]) -> String {
    let mut out = HEAD.to_owned();
    let words = |name: &str| types.iter().any(|it| it.name == name && matches!(it.shape, Shape::Words(_)));
    for it in types {
        match &it.shape {
            Shape::Record(members) => {
                if it.in_answers {
                    read(&it.name, members, &words, &mut out);
                }
                write(&it.name, members, &words, &mut out);
            }
            Shape::Words(_) => {}
            Shape::Union(forms) => union(&it.name, forms, &words, &mut out),
        }
    }
    out + "}\n"
}

fn read(name: &str, members: &[Member], words: &dyn Fn(&str) -> bool, out: &mut String) {
    let parts: Vec<String> = members
        .iter()
        .map(|Member { name, required, of, .. }| {
            let function = match (required, of) {
                (true, _) => "required",
                (false, Of::List(_)) => "optionalList",
                (false, _) => "optional",
            };
            format!("                Read.{function}(in, \"{name}\", {})", reader(of, words))
        })
        .collect();
    writeln!(out, "\n    /** Reads it from JSON. */\n    public static {name} read{name}(Object json) {{").unwrap();
    writeln!(
        out,
        "        Map<String, Object> in = Read.object(json);\n        return new {name}(\n{});\n    }}",
        parts.join(",\n")
    )
    .unwrap();
}

fn write(name: &str, members: &[Member], words: &dyn Fn(&str) -> bool, out: &mut String) {
    writeln!(out, "\n    /** Writes it as JSON. */\n    public static Object write{name}({name} it) {{").unwrap();
    writeln!(out, "        Map<String, Object> out = new LinkedHashMap<>();").unwrap();
    for Member { name, required, of, .. } in members {
        let function = match (required, of) {
            (true, Of::Nullable(_) | Of::Any) => "nullable",
            _ => "member",
        };
        writeln!(out, "        Write.{function}(out, \"{name}\", it.{name}(), {});", writer(of, words)).unwrap();
    }
    out.push_str("        return out;\n    }\n");
}

/// Unions are in requests only, and so they are only written.
fn union(name: &str, forms: &[Form], words: &dyn Fn(&str) -> bool, out: &mut String) {
    writeln!(out, "\n    /** Writes it as JSON. */\n    public static Object write{name}({name} it) {{").unwrap();
    if forms.iter().any(|form| matches!(form, Form::Word(_))) {
        writeln!(out, "        if (it instanceof {name}.Name word) {{\n            return word.word();\n        }}")
            .unwrap();
    }
    for form in forms.iter().filter(|form| !matches!(form, Form::Word(_))) {
        let (variant, _, of) = form_of(form);
        let value = format!("Write.apply(one.{}(), {})", first_lower(&variant), writer(of, words));
        let value = if let Form::Tagged { tag, .. } = form { format!("Map.of(\"{tag}\", {value})") } else { value };
        writeln!(out, "        if (it instanceof {name}.{variant} one) {{\n            return {value};\n        }}")
            .unwrap();
    }
    writeln!(out, "        throw new IllegalArgumentException(\"unknown form: \" + it);\n    }}").unwrap();
}

fn reader(of: &Of, words: &dyn Fn(&str) -> bool) -> String {
    match of {
        Of::Text => "Read::text".to_owned(),
        Of::Flag => "Read::flag".to_owned(),
        Of::Number => "Read::number".to_owned(),
        Of::Any => "Read::any".to_owned(),
        Of::Object => "Read::object".to_owned(),
        Of::List(of) => format!("Read.list({})", reader(of, words)),
        Of::Map(of) => format!("Read.map({})", reader(of, words)),
        Of::Named(name) if words(name) => format!("word -> {name}.of(Read.text(word))"),
        Of::Named(name) => format!("Codec::read{name}"),
        Of::Nullable(of) => format!("Read.nullable({})", reader(of, words)),
    }
}

fn writer(of: &Of, words: &dyn Fn(&str) -> bool) -> String {
    match of {
        Of::Text | Of::Flag | Of::Number | Of::Any | Of::Object => "Write::plain".to_owned(),
        Of::List(of) => format!("Write.list({})", writer(of, words)),
        Of::Map(of) => format!("Write.map({})", writer(of, words)),
        Of::Named(name) if words(name) => format!("{name}::word"),
        Of::Named(name) => format!("Codec::write{name}"),
        Of::Nullable(of) => writer(of, words),
    }
}
