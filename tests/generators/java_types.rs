//! Java's records, enums and sealed interfaces, one file each, and the class that reads and writes them as JSON.

use crate::types_read_from_schemas::{Form, Member, Of, Shape, Type, Word, pascal, screaming, wrapped};
use std::collections::BTreeMap;
use std::fmt::Write;

const NOTE: &str =
    "// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.\n";

const WIDTH: usize = 112;

/// The files of the package with the types.
pub fn files(types: &[Type]) -> BTreeMap<String, String> {
    let mut files: BTreeMap<String, String> = types.iter().map(|it| (format!("{}.java", it.name), file(it))).collect();
    files.insert("About.java".to_owned(), ABOUT.replace("NOTE", NOTE.trim_end()));
    let info = "/**\n * The types of requests and answers.\n *\n * <p>Members that an answer does not have are {@code null}, or an empty list. \
        A later minor version of the format may add\n * members, which are passed over, and words, which are {@code UNKNOWN_WORD}.\n */\npackage clbplan.types;\n";
    files.insert("package-info.java".to_owned(), format!("{NOTE}\n{info}"));
    files
}

const ABOUT: &str = "\
NOTE
package clbplan.types;

import java.util.List;
import java.util.Map;

/**
 * The answer of {@code about}.
 *
 * @param name {@code clbplan}
 * @param version version of the core
 * @param commit the commit that the module was built from; {@code -dirty} behind it for changes on top, or {@code unknown}
 * @param formatVersion version of the format of answers
 * @param functions names of the exports
 * @param sources dates and versions of the sources
 * @param limits limits of a request
 */
public record About(
        String name,
        String version,
        String commit,
        String formatVersion,
        List<String> functions,
        Map<String, String> sources,
        Map<String, Integer> limits) {}
";

fn file(it: &Type) -> String {
    let mut body = String::new();
    match &it.shape {
        Shape::Record(members) => record(it, members, &mut body),
        Shape::Words(words) => {
            comment(&it.doc, "", &mut body);
            enumeration(&it.name, "", words.iter(), it.in_answers, "", &mut body);
        }
        Shape::Union(forms) => union(it, forms, &mut body),
    }
    let imports: String = ["List", "Map"]
        .iter()
        .filter(|class| body.contains(&format!("{class}<")) || body.contains(&format!("{class}.")))
        .map(|class| format!("import java.util.{class};\n"))
        .collect();
    let space = if imports.is_empty() { "" } else { "\n" };
    format!("{NOTE}package clbplan.types;\n\n{imports}{space}{body}")
}

fn record(it: &Type, members: &[Member], out: &mut String) {
    let parameters =
        members.iter().map(|member| format!("@param {} {}", member.name, sentence(&member.doc, &member.name)));
    block(&it.doc, parameters, "", out);
    let components: Vec<String> =
        members.iter().map(|member| format!("        {} {}", component(member), member.name)).collect();
    write!(out, "public record {}(\n{}) {{", it.name, components.join(",\n")).unwrap();
    if it.in_requests {
        out.push('\n');
        factory(it, members, out);
        members.iter().filter(|member| !member.required).for_each(|member| with(it, members, member, out));
    }
    out.push_str("}\n");
}

/// A request with what is required; the rest is added by `with…`, so that a member can be added later.
fn factory(it: &Type, members: &[Member], out: &mut String) {
    let required = || members.iter().filter(|member| member.required);
    let tags = required().map(|member| format!("@param {} {}", member.name, sentence(&member.doc, &member.name)));
    block(
        "Makes a value with the members that are required.",
        tags.chain(["@return the value".to_owned()]),
        "    ",
        out,
    );
    let parameters: Vec<String> = required().map(|member| format!("{} {}", component(member), member.name)).collect();
    let values: Vec<&str> =
        members.iter().map(|member| if member.required { member.name.as_str() } else { "null" }).collect();
    writeln!(
        out,
        "    public static {0} of({1}) {{\n        return new {0}({2});\n    }}",
        it.name,
        parameters.join(", "),
        values.join(", ")
    )
    .unwrap();
}

fn with(it: &Type, members: &[Member], member: &Member, out: &mut String) {
    out.push('\n');
    let tags = [
        format!("@param {} {}", member.name, sentence(&member.doc, &member.name)),
        "@return the changed copy".to_owned(),
    ];
    block(&format!("Returns a copy with another `{}`.", member.name), tags, "    ", out);
    let values: Vec<&str> = members.iter().map(|member| member.name.as_str()).collect();
    writeln!(out, "    public {0} with{1}({2} {3}) {{", it.name, pascal(&member.name), component(member), member.name)
        .unwrap();
    writeln!(out, "        return new {}({});\n    }}", it.name, values.join(", ")).unwrap();
}

fn enumeration<'w>(
    name: &str,
    implements: &str,
    words: impl Iterator<Item = &'w Word>,
    open: bool,
    indent: &str,
    out: &mut String,
) {
    writeln!(out, "{indent}public enum {name} {implements}{{").unwrap();
    let deeper = format!("{indent}    ");
    let mut constants: Vec<String> = words
        .map(|word| {
            let mut text = String::new();
            comment(&word.doc, &deeper, &mut text);
            format!("{text}{deeper}{}(\"{}\")", screaming(&word.word), word.word)
        })
        .collect();
    if open {
        constants.push(format!("{deeper}/** A word of a later version. */\n{deeper}UNKNOWN_WORD(\"\")"));
    }
    let otherwise =
        if open { "return UNKNOWN_WORD;" } else { "throw new IllegalArgumentException(\"unknown word: \" + word);" };
    let text = format!(
        "{};

    private final String word;

    {name}(String word) {{
        this.word = word;
    }}

    /**
     * Returns the word in JSON.
     *
     * @return the word
     */
    public String word() {{
        return word;
    }}

    /**
     * Returns the constant for a word in JSON.
     *
     * @param word the word
     * @return the constant
     */
    public static {name} of(String word) {{
        for ({name} known : values()) {{
            if (known.word.equals(word)) {{
                return known;
            }}
        }}
        {otherwise}
    }}
}}
",
        constants.join(",\n")
    );
    let mut lines = text.lines();
    // The constants are indented already.
    let own = constants.join(",\n").lines().count();
    lines.by_ref().take(own).for_each(|line| writeln!(out, "{line}").unwrap());
    lines.for_each(|line| writeln!(out, "{}{line}", if line.is_empty() { "" } else { indent }).unwrap());
}

fn union(it: &Type, forms: &[Form], out: &mut String) {
    comment(&it.doc, "", out);
    writeln!(out, "public sealed interface {} {{", it.name).unwrap();
    let mut text = String::new();
    let words: Vec<&Word> =
        forms.iter().filter_map(|form| if let Form::Word(word) = form { Some(word) } else { None }).collect();
    if !words.is_empty() {
        text.push_str("    /** One without an argument. */\n");
        enumeration("Name", &format!("implements {} ", it.name), words.into_iter(), false, "    ", &mut text);
    }
    for form in forms.iter().filter(|form| !matches!(form, Form::Word(_))) {
        let (name, doc, of) = form_of(form);
        let value = first_lower(&name);
        text.push('\n');
        block(&doc, [format!("@param {value} the value")], "    ", &mut text);
        writeln!(text, "    record {name}({} {value}) implements {} {{}}", written(of, false), it.name).unwrap();
        text.push('\n');
        block(
            &doc,
            [format!("@param {value} the value"), "@return the value as one of the forms".to_owned()],
            "    ",
            &mut text,
        );
        writeln!(
            text,
            "    static {} {value}({} {value}) {{\n        return new {name}({value});\n    }}",
            it.name,
            written(of, false)
        )
        .unwrap();
    }
    out.push_str(text.trim_start_matches('\n'));
    out.push_str("}\n");
}

/// Name, description and value of a form that is not a word.
pub fn form_of(form: &Form) -> (String, String, &Of) {
    match form {
        Form::Word(word) => panic!("{} is a word", word.word),
        Form::Tagged { tag, doc, of } => (pascal(tag), doc.clone(), of),
        Form::Of(of) => {
            let (name, doc) = match of {
                Of::Text => ("Text".to_owned(), "A text."),
                Of::Object => {
                    ("Json".to_owned(), "An object, whose values are maps, lists, texts, numbers, booleans and null.")
                }
                Of::List(item) => match &**item {
                    Of::Named(name) => (format!("{name}s"), "A list."),
                    _ => (
                        "Objects".to_owned(),
                        "Objects, whose values are maps, lists, texts, numbers, booleans and null.",
                    ),
                },
                other => panic!("Java has no form for {}", written(other, true)),
            };
            (name, doc.to_owned(), of)
        }
    }
}

pub fn first_lower(name: &str) -> String {
    let mut characters = name.chars();
    characters.next().map(|first| first.to_lowercase().chain(characters).collect()).unwrap_or_default()
}

/// A component's type: primitive only if it is always there.
fn component(member: &Member) -> String {
    written(&member.of, !member.required)
}

pub fn written(of: &Of, boxed: bool) -> String {
    match of {
        Of::Text => "String".to_owned(),
        Of::Flag => if boxed { "Boolean" } else { "boolean" }.to_owned(),
        Of::Number => if boxed { "Integer" } else { "int" }.to_owned(),
        Of::Any => "Object".to_owned(),
        Of::Object => "Map<String, Object>".to_owned(),
        Of::List(of) => format!("List<{}>", written(of, true)),
        Of::Map(of) => format!("Map<String, {}>", written(of, true)),
        Of::Named(name) => name.clone(),
        Of::Nullable(of) => written(of, true),
    }
}

fn comment(text: &str, indent: &str, out: &mut String) {
    let text = sentence(text, "One of the values.");
    if text.chars().count() < WIDTH {
        writeln!(out, "{indent}/** {text} */").unwrap();
    } else {
        block_of_lines(wrapped(&text, WIDTH), indent, out);
    }
}

fn block(text: &str, tags: impl IntoIterator<Item = String>, indent: &str, out: &mut String) {
    let mut lines = wrapped(&sentence(text, "A value."), WIDTH);
    lines.push(String::new());
    for tag in tags {
        lines.extend(
            wrapped(&tag, WIDTH)
                .into_iter()
                .enumerate()
                .map(|(at, line)| if at == 0 { line } else { format!("    {line}") }),
        );
    }
    if lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    block_of_lines(lines, indent, out);
}

fn block_of_lines(lines: Vec<String>, indent: &str, out: &mut String) {
    writeln!(out, "{indent}/**").unwrap();
    for line in lines {
        writeln!(out, "{}", format!("{indent} * {line}").trim_end()).unwrap();
    }
    writeln!(out, "{indent} */").unwrap();
}

/// A description as Javadoc: code in `{@code …}`, and no markup.
fn sentence(text: &str, otherwise: &str) -> String {
    let text = if text.is_empty() { otherwise } else { text };
    let parts = text.split('`').enumerate().map(|(at, part)| {
        let escaped = part.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('@', "&#64;");
        if at % 2 == 1 && !part.contains(['{', '}', '@']) { format!("{{@code {part}}}") } else { escaped }
    });
    parts.collect::<String>().replace("*/", "*&#47;")
}
