//! The types of requests and answers, read from the JSON Schemas: what the declarations for Python, Go, Java and Rust are made of.

use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Schemas whose types are written by callers. All others are answers, and what only answers contain may grow.
const REQUESTS: [&str; 6] =
    ["validate-request", "plan-request", "context", "policy", "editor-request", "explain-request"];

/// A named type.
pub struct Type {
    pub name: String,
    pub doc: String,
    pub shape: Shape,
    /// Whether an answer contains it: a later minor version may add members and words.
    pub in_answers: bool,
    /// Whether a request contains it: callers make values of it.
    pub in_requests: bool,
}

pub enum Shape {
    /// An object.
    Record(Vec<Member>),
    /// One of some words.
    Words(Vec<Word>),
    /// One of several forms.
    Union(Vec<Form>),
}

pub struct Member {
    pub name: String,
    pub doc: String,
    pub required: bool,
    pub of: Of,
}

pub struct Word {
    pub word: String,
    pub doc: String,
}

/// One form of a union.
pub enum Form {
    Word(Word),
    /// An object with one member, as the policy's guards with an argument are.
    Tagged {
        tag: String,
        doc: String,
        of: Of,
    },
    /// Any other form.
    Of(Of),
}

/// The type of a value.
#[derive(Clone, PartialEq, Eq)]
pub enum Of {
    Text,
    Flag,
    Number,
    /// Any JSON value.
    Any,
    /// Any JSON object.
    Object,
    List(Box<Of>),
    Map(Box<Of>),
    Named(String),
    /// The value or null, for members that are always there.
    Nullable(Box<Of>),
}

impl Of {
    /// The named types in it.
    fn names<'o>(&'o self, found: &mut Vec<&'o str>) {
        match self {
            Of::Named(name) => found.push(name),
            Of::List(of) | Of::Map(of) | Of::Nullable(of) => of.names(found),
            Of::Text | Of::Flag | Of::Number | Of::Any | Of::Object => {}
        }
    }
}

impl Type {
    fn names(&self) -> Vec<&str> {
        let mut found = Vec::new();
        match &self.shape {
            Shape::Record(members) => members.iter().for_each(|member| member.of.names(&mut found)),
            Shape::Words(_) => {}
            Shape::Union(forms) => {
                for form in forms {
                    match form {
                        Form::Word(_) => {}
                        Form::Tagged { of, .. } | Form::Of(of) => of.names(&mut found),
                    }
                }
            }
        }
        found
    }
}

/// All types of the schemas, sorted by name.
pub fn types(schemas: &[(&'static str, Value)]) -> Vec<Type> {
    let mut types: BTreeMap<String, Type> = BTreeMap::new();
    let (mut requests, mut answers) = (Vec::new(), Vec::new());
    for (file, schema) in schemas {
        let title = schema["title"].as_str().unwrap().to_owned();
        let roots = if REQUESTS.contains(file) { &mut requests } else { &mut answers };
        roots.push(title.clone());
        let inner = schema["$defs"].as_object().cloned().unwrap_or_default();
        for (name, schema) in inner.into_iter().chain([(title, schema.clone())]) {
            types.insert(name.clone(), named(&name, &schema));
        }
    }
    let (requests, answers) = (reached(&types, requests), reached(&types, answers));
    let marked = types.into_values().map(|it| Type {
        in_answers: answers.contains(&it.name),
        in_requests: requests.contains(&it.name),
        ..it
    });
    marked.collect()
}

/// The types that the roots contain, and the roots.
fn reached(types: &BTreeMap<String, Type>, mut roots: Vec<String>) -> BTreeSet<String> {
    let mut reached = BTreeSet::new();
    while let Some(name) = roots.pop() {
        roots.extend(types[&name].names().into_iter().filter(|name| !reached.contains(*name)).map(str::to_owned));
        reached.insert(name);
    }
    reached
}

fn named(name: &str, schema: &Value) -> Type {
    let shape = match schema.get("properties").and_then(Value::as_object) {
        Some(properties) => Shape::Record(members(schema, properties)),
        None => alternatives(name, schema),
    };
    Type { name: name.to_owned(), doc: doc(schema), shape, in_answers: false, in_requests: false }
}

fn members(schema: &Value, properties: &Map<String, Value>) -> Vec<Member> {
    let required: Vec<&str> = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let member = |(name, property): (&String, &Value)| {
        let required = required.contains(&name.as_str());
        let of = of(property);
        // A member that may be absent is absent instead of null.
        let of = match of {
            Of::Nullable(inner) if !required => *inner,
            other => other,
        };
        Member { name: name.clone(), doc: doc(property), required, of }
    };
    properties.iter().map(member).collect()
}

fn alternatives(name: &str, schema: &Value) -> Shape {
    let parts = ["oneOf", "anyOf"].iter().find_map(|key| schema.get(*key)).and_then(Value::as_array);
    let parts = parts.unwrap_or_else(|| panic!("{name} is neither an object nor a choice"));
    let forms: Vec<Form> = parts.iter().flat_map(forms).collect();
    if forms.iter().all(|form| matches!(form, Form::Word(_))) {
        let words = forms.into_iter().filter_map(|form| if let Form::Word(word) = form { Some(word) } else { None });
        return Shape::Words(words.collect());
    }
    Shape::Union(forms)
}

fn forms(part: &Value) -> Vec<Form> {
    let word = |value: &Value| Word { word: value.as_str().unwrap().to_owned(), doc: doc(part) };
    if let Some(value) = part.get("const") {
        return vec![Form::Word(word(value))];
    }
    if let Some(values) = part.get("enum").and_then(Value::as_array) {
        return values.iter().map(|value| Form::Word(word(value))).collect();
    }
    if let Some(properties) = part.get("properties").and_then(Value::as_object) {
        let (tag, inner) = properties.iter().next().unwrap();
        assert_eq!(properties.len(), 1, "an alternative that is an object has one member, or a name");
        return vec![Form::Tagged { tag: tag.clone(), doc: doc(part), of: of(inner) }];
    }
    vec![Form::Of(of(part))]
}

fn of(schema: &Value) -> Of {
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        return Of::Named(reference.rsplit('/').next().unwrap().to_owned());
    }
    if let Some(parts) = schema.get("anyOf").and_then(Value::as_array) {
        let given: Vec<&Value> = parts.iter().filter(|part| part["type"] != "null").collect();
        assert_eq!(given.len(), 1, "a choice has a name, apart from null: {schema}");
        return Of::Nullable(Box::new(of(given[0])));
    }
    match schema.get("type") {
        Some(Value::Array(kinds)) => {
            let kind = kinds.iter().find(|kind| *kind != "null").unwrap();
            Of::Nullable(Box::new(simple(kind.as_str().unwrap(), schema)))
        }
        Some(kind) => simple(kind.as_str().unwrap(), schema),
        None => Of::Any,
    }
}

fn simple(kind: &str, schema: &Value) -> Of {
    match kind {
        "string" => Of::Text,
        "boolean" => Of::Flag,
        "integer" => Of::Number,
        "array" => Of::List(Box::new(of(&schema["items"]))),
        "object" => match schema.get("additionalProperties") {
            Some(inner) if inner.is_object() => Of::Map(Box::new(of(inner))),
            _ => Of::Object,
        },
        other => panic!("no declaration is made for {other}"),
    }
}

/// The description as one line.
fn doc(schema: &Value) -> String {
    let text = schema.get("description").and_then(Value::as_str).unwrap_or_default();
    let text = text.replace("[`", "`").replace("`]", "`");
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Words of a name: `exceeds`, `bandwidth` of `exceeds-bandwidth`, and `VPC`, `CNI` of `VPC-CNI`.
pub fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = vec![String::new()];
    let characters: Vec<char> = name.chars().collect();
    for (at, c) in characters.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| characters[at]);
        let starts = c.is_uppercase() && before.is_some_and(|c| c.is_lowercase() || c.is_ascii_digit());
        if !c.is_alphanumeric() || starts {
            words.push(String::new());
        }
        if c.is_alphanumeric() {
            words.last_mut().unwrap().push(*c);
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// `ExceedsBandwidth` of `exceeds-bandwidth`.
pub fn pascal(name: &str) -> String {
    let capital = |word: String| {
        let mut characters = word.chars();
        characters.next().map(|first| first.to_uppercase().chain(characters).collect::<String>()).unwrap_or_default()
    };
    words(name).into_iter().map(capital).collect()
}

/// `EXCEEDS_BANDWIDTH` of `exceeds-bandwidth`.
pub fn screaming(name: &str) -> String {
    words(name).join("_").to_uppercase()
}

/// `exceeds_bandwidth` of `exceeds-bandwidth`.
pub fn snake(name: &str) -> String {
    words(name).join("_").to_lowercase()
}

/// Lines of at most `width` characters.
pub fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
