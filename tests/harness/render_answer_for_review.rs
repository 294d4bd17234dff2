//! The blocks `plan` and `report`: the answer, as short as a reviewer can still judge it. Rendered from the JSON alone, so
//! that it cannot show what the JSON does not have.

use super::render_calls;
use serde_json::Value;
use std::fmt::Write as _;

/// The width of a line.
const WIDTH: usize = 120;

/// The summary of a plan, a report or an error.
pub fn render(answer: &Value) -> String {
    let mut out = String::new();
    if let Some(error) = answer.get("error") {
        let [code, path, message] = ["code", "path", "message"].map(|key| str_of(error, key));
        line(&mut out, 0, &format!("error {code} at {path}: {message}"));
        return out;
    }
    for service in list(answer, "services") {
        render_service(&mut out, service);
    }
    if let Some(others) = answer.get("others") {
        let counts = ["services", "withChanges", "withFindings", "orphans"];
        let counts = counts.map(|key| format!("{key} {}", others[key]));
        line(&mut out, 0, &format!("others {}", counts.join(", ")));
    }
    for orphan in list(answer, "orphans") {
        let id = str_of(orphan, "loadBalancerId");
        line(&mut out, 0, &format!("orphan {id} ({})", codes(orphan.get("because"))));
    }
    for finding in list(answer, "diagnostics") {
        render_finding(&mut out, finding);
    }
    if let Some(policy) = answer.get("policy") {
        line(&mut out, 0, &format!("policy {}", str_of(policy, "verdict")));
        list(policy, "violations").iter().for_each(|violation| render_finding(&mut out, violation));
    }
    let assumptions: Vec<&str> = list(answer, "assumptions").iter().map(|it| str_of(it, "code")).collect();
    if !assumptions.is_empty() {
        line(&mut out, 0, &format!("assumes {}", assumptions.join(", ")));
    }
    if let Some(complete) = answer.get("complete") {
        let _ = writeln!(out, "complete {complete}");
    }
    render_counts(&mut out, answer);
    out
}

fn render_service(out: &mut String, service: &Value) {
    let balancer = &service["loadBalancer"];
    let id = balancer.get("id").and_then(Value::as_str).map_or_else(String::new, |id| format!(" {id}"));
    let [namespace, name, event] = ["namespace", "name", "event"].map(|key| str_of(service, key));
    let [verdict, vip] = ["verdict", "vip"].map(|key| str_of(balancer, key));
    let head = format!("Service {namespace}/{name}, {event}: load balancer {verdict}{id}, address {vip}");
    line(out, 0, &format!("{head}{}{}", addresses(balancer), existing(service)));
    for because in list(balancer, "because") {
        let [code, basis, message] = ["code", "basis", "message"].map(|key| str_of(because, key));
        line(out, 2, &format!("because {code} ({basis}): {message}"));
    }
    let first = list(balancer, "because").first().map_or("", |because| str_of(because, "code"));
    // The reason of the verdict is not repeated.
    let reason = |entry: &Value| match codes(entry.get("because")) {
        codes if codes == first => String::new(),
        codes => format!(" ({codes})"),
    };
    for change in list(service, "changes") {
        let fields = list(change, "fields").iter().filter_map(Value::as_str).map(|field| {
            let [before, after] = ["before", "after"].map(|side| value_of(&change[side], field));
            let is_unknown = list(change, "afterUnknown").iter().any(|unknown| unknown.as_str() == Some(field));
            let after = if is_unknown && before != "none" { "unknown".to_owned() } else { after };
            format!(", {field} {before} → {after}")
        });
        let text = format!("{} {}{}", sign(change), str_of(change, "address"), fields.collect::<String>());
        line(out, 2, &format!("{text}{}", reason(change)));
    }
    for withheld in list(service, "withheld") {
        let (sign, address) = (sign(withheld), str_of(withheld, "address"));
        line(out, 2, &format!("withheld {sign} {address}{}", reason(withheld)));
    }
    for action in list(service, "actions") {
        let wave = action.get("wave").and_then(Value::as_u64).unwrap_or_default();
        let (api, address, request) =
            (str_of(action, "api"), str_of(action, "address"), render_calls::body(&action["request"]));
        line(out, 2, &format!("wave {wave}: {api} {address}: {request}"));
    }
}

/// ` (119.29.48.17 → 10.0.0.8)`; nothing where no address is known.
fn addresses(balancer: &Value) -> String {
    let side = |key: &str| -> String {
        let known = list(&balancer["addresses"], key).iter().map(render_calls::short).collect::<Vec<_>>();
        if known.is_empty() { "?".to_owned() } else { known.join(" ") }
    };
    match (side("before"), side("after")) {
        (before, after) if before == "?" && after == "?" => String::new(),
        (before, after) if before == after => format!(" ({before})"),
        (before, after) => format!(" ({before} → {after})"),
    }
}

/// A field of one side of a change.
fn value_of(side: &Value, field: &str) -> String {
    side.get(field).map_or_else(|| "none".to_owned(), render_calls::short)
}

fn render_finding(out: &mut String, finding: &Value) {
    let file =
        finding.pointer("/source/file").and_then(Value::as_str).map_or_else(String::new, |file| format!("{file}:"));
    let position = finding.pointer("/source/start").map_or_else(String::new, |start| {
        let number = |key: &str| start.get(key).and_then(Value::as_u64).unwrap_or_default();
        format!(" {file}{}:{}", number("line"), number("column"))
    });
    let path = finding.get("path").and_then(Value::as_str).map_or_else(String::new, |path| format!(" {path}"));
    let [severity, code, message] = ["severity", "code", "message"].map(|key| str_of(finding, key));
    line(out, 0, &format!("{severity} {code}{position}{path}{}: {message}", existing(finding)));
}

/// What the request does not bring.
fn existing(entry: &Value) -> &'static str {
    if entry["existing"] == true { ", existing" } else { "" }
}

fn render_counts(out: &mut String, answer: &Value) {
    if let Some(Value::Object(summary)) = answer.get("summary") {
        let counts = summary.iter().filter(|(_, count)| count.as_u64() != Some(0));
        let counts: Vec<String> = counts.map(|(name, count)| format!("{name} {count}")).collect();
        let _ = writeln!(out, "summary {}", if counts.is_empty() { "nothing".to_owned() } else { counts.join(", ") });
    }
}

/// Writes a line, folded between words; what follows is indented by four more.
fn line(out: &mut String, indent: usize, text: &str) {
    let mut column = indent;
    out.push_str(&" ".repeat(indent));
    for (number, word) in text.split(' ').enumerate() {
        let width = word.chars().count();
        if number > 0 && column + 1 + width > WIDTH {
            column = indent + 4;
            out.push('\n');
            out.push_str(&" ".repeat(column));
        } else if number > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += width;
    }
    out.push('\n');
}

fn sign(value: &Value) -> &'static str {
    match str_of(value, "verb") {
        "create" => "+",
        "update" => "~",
        "delete" => "-",
        "release" => "^",
        _ => "?",
    }
}

fn codes(because: Option<&Value>) -> String {
    match because {
        Some(Value::Array(several)) => several.iter().map(|it| str_of(it, "code")).collect::<Vec<_>>().join(", "),
        Some(one) => str_of(one, "code").to_owned(),
        None => "-".to_owned(),
    }
}

/// The list under a key; empty where there is none.
pub fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// The string under a key; `-` where there is none.
pub fn str_of<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or("-")
}
