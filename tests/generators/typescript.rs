//! TypeScript declarations from the JSON Schemas.

use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::fmt::Write;

const HEAD: &str = "\
// Made from the Rust types by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.

/** The answer to an invalid request. `unwrap` makes an exception of it. */
export interface InvalidRequest {
  error: { code: string; message: string; path: string };
}

/** The request is invalid: not JSON, a misspelt member, a value of the wrong type. */
export class RequestError extends TypeError {
  /** The code of the mistake, `request/wrong-shape`. */
  readonly code: string;
  /** The location in the request; empty for all of it. */
  readonly path: string;
}

/** A call failed. The next call works, unless the planner is closed. */
export class CallError extends Error {
  readonly code: \"trap\" | \"out-of-memory\" | \"timeout\" | \"closed\";
  /** The function that was called. */
  readonly function: string;
}

/** The answer; throws a `RequestError` for that to an invalid request. */
export function unwrap<Answer>(answer: Answer | InvalidRequest): Answer;

/** The finding as a line that editors recognise: `file:line:column: severity[code]: message`. */
export function formatDiagnostic(diagnostic: Diagnostic): string;

/** What would become of the load balancers. */
export function planSync(request: PlanRequest): Plan | InvalidRequest;
/** Everything that is wrong with the manifests. */
export function validateService(request: ValidateRequest): Report | InvalidRequest;
/** The state after the plan was carried out by the simulated cloud. */
export function simulate(request: PlanRequest): Simulation | InvalidRequest;
/** What can stand at a position. */
export function complete(request: EditorRequest): Completions | InvalidRequest;
/** What stands at a position. */
export function hover(request: EditorRequest): Hover | null | InvalidRequest;
/** What is known of an annotation, a code, a reason, a field, a switch or a tag. */
export function explain(request: ExplainRequest): Explanation | InvalidRequest;
/** Version, commit, format versions, dates of the sources and limits. */
export function about(): About;

/** As `planSync`, in JSON text. */
export function planSyncJson(request: string): string;
/** As `validateService`, in JSON text. */
export function validateServiceJson(request: string): string;
/** As `simulate`, in JSON text. */
export function simulateJson(request: string): string;
/** As `complete`, in JSON text. */
export function completeJson(request: string): string;
/** As `hover`, in JSON text. */
export function hoverJson(request: string): string;
/** As `explain`, in JSON text. */
export function explainJson(request: string): string;

/** Bytes, a compiled module, a response or an address; or a promise of one. */
export type ModuleSource = string | object;

/** Loads and starts the module: without an argument that of this package. In node the import has done so, and this does nothing. */
export default function init(module?: ModuleSource): Promise<void>;
/** Starts a module whose bytes, or whose compiled form, are there already. */
export function initSync(module: ModuleSource): void;

export interface About {
  name: string;
  version: string;
  /** The commit it was built from; `-dirty` behind it for changes on top, or `unknown`. */
  commit: string;
  formatVersion: string;
  functions: string[];
  /** Dates and versions of the sources. */
  sources: { annotations: string; switches: string; clbApi: string; tagApi: string; kubernetes: string };
  /** Limits of a request; what is beyond them is a diagnostic, except for `requestBytes`. */
  limits: {
    requestBytes: number;
    textBytes: number;
    documents: number;
    depth: number;
    nodes: number;
    aliasNodes: number;
    syntaxFindings: number;
    diagnostics: number;
  };
}
";

/// The whole file.
pub fn declarations(schemas: &[(&'static str, Value)]) -> String {
    let mut types: BTreeMap<String, Value> = BTreeMap::new();
    for (_, schema) in schemas {
        let mut schema = schema.as_object().unwrap().clone();
        schema.remove("$schema");
        let inner = schema.remove("$defs").unwrap_or_default();
        let title = schema.remove("title").unwrap().as_str().unwrap().to_owned();
        let inner = inner.as_object().cloned().unwrap_or_default();
        for (name, schema) in inner.into_iter().chain([(title, Value::Object(schema))]) {
            let before = types.insert(name.clone(), schema.clone());
            assert!(before.is_none_or(|before| before == schema), "two types are called {name}");
        }
    }
    let mut out = HEAD.to_owned();
    for (name, schema) in &types {
        out.push('\n');
        comment(schema, "", &mut out);
        match schema.get("properties").and_then(Value::as_object) {
            Some(properties) => writeln!(out, "export interface {name} {}", object(schema, properties, "")).unwrap(),
            None => {
                let union = union(schema, "");
                let space = if union.starts_with('\n') { "" } else { " " };
                writeln!(out, "export type {name} ={space}{union};").unwrap();
            }
        }
    }
    out
}

fn comment(schema: &Value, indent: &str, out: &mut String) {
    let Some(text) = schema.get("description").and_then(Value::as_str) else { return };
    let text = text.replace("[`", "`").replace("`]", "`").replace("*/", "* /");
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    writeln!(out, "{indent}/** {} */", lines.join(" ")).unwrap();
}

fn object(schema: &Value, properties: &Map<String, Value>, indent: &str) -> String {
    let required: Vec<&str> = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let deeper = format!("{indent}  ");
    let mut out = "{\n".to_owned();
    for (name, property) in properties {
        comment(property, &deeper, &mut out);
        let name_written = if name.contains('-') { format!("\"{name}\"") } else { name.clone() };
        let optional = if required.contains(&name.as_str()) { "" } else { "?" };
        writeln!(out, "{deeper}{name_written}{optional}: {};", union(property, &deeper)).unwrap();
    }
    out + indent + "}"
}

/// A type; alternatives that have words of their own on lines of their own.
fn union(schema: &Value, indent: &str) -> String {
    let Some(parts) = ["oneOf", "anyOf"].iter().find_map(|key| schema.get(*key)).and_then(Value::as_array) else {
        return plain(schema, indent);
    };
    let deeper = format!("{indent}  ");
    let worded = parts.iter().any(|part| part.get("description").is_some());
    if !worded {
        return parts.iter().map(|part| union(part, indent)).collect::<Vec<_>>().join(" | ");
    }
    let mut out = String::new();
    for part in parts {
        out.push('\n');
        comment(part, &deeper, &mut out);
        write!(out, "{deeper}| {}", union(part, &deeper)).unwrap();
    }
    out
}

fn plain(schema: &Value, indent: &str) -> String {
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        return reference.rsplit('/').next().unwrap().to_owned();
    }
    if let Some(value) = schema.get("const") {
        return value.to_string();
    }
    if let Some(values) = schema.get("enum").and_then(Value::as_array) {
        return values.iter().map(Value::to_string).collect::<Vec<_>>().join(" | ");
    }
    match schema.get("type") {
        Some(Value::Array(kinds)) => {
            kinds.iter().map(|kind| of_kind(kind, schema, indent)).collect::<Vec<_>>().join(" | ")
        }
        Some(kind) => of_kind(kind, schema, indent),
        None => "unknown".to_owned(),
    }
}

fn of_kind(kind: &Value, schema: &Value, indent: &str) -> String {
    match kind.as_str().unwrap() {
        "integer" | "number" => "number".to_owned(),
        "array" => {
            let item = schema.get("items").map_or("unknown".to_owned(), |items| union(items, indent));
            if item.contains([' ', '|']) { format!("Array<{item}>") } else { format!("{item}[]") }
        }
        "object" => match (schema.get("properties").and_then(Value::as_object), schema.get("additionalProperties")) {
            (Some(properties), _) => object(schema, properties, indent),
            (None, Some(Value::Bool(true))) => "Record<string, unknown>".to_owned(),
            (None, Some(inner)) => format!("Record<string, {}>", union(inner, indent)),
            (None, None) => "object".to_owned(),
        },
        simple => simple.to_owned(),
    }
}
