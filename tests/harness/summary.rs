//! `expect.txt`: the answer, as short as a reviewer can still judge it. Rendered from the JSON alone, so that it cannot
//! say what the JSON does not.

use serde_json::Value;
use std::fmt::Write as _;

/// The summary of a plan, a report or an error.
pub fn render(answer: &Value) -> String {
    let mut out = String::new();
    if let Some(error) = answer.get("error") {
        let _ =
            writeln!(out, "error {} at {}: {}", str_of(error, "code"), str_of(error, "path"), str_of(error, "message"));
        return out;
    }
    for service in list(answer, "services") {
        render_service(&mut out, service);
    }
    for orphan in list(answer, "orphans") {
        let _ = writeln!(out, "orphan {}  because {}", str_of(orphan, "loadBalancerId"), codes(orphan.get("because")));
    }
    for finding in list(answer, "diagnostics") {
        render_finding(&mut out, finding);
    }
    if let Some(policy) = answer.get("policy") {
        let _ = writeln!(out, "policy {}", str_of(policy, "verdict"));
        list(policy, "violations").iter().for_each(|violation| render_finding(&mut out, violation));
    }
    let assumptions: Vec<&str> = list(answer, "assumptions").iter().map(|it| str_of(it, "code")).collect();
    if !assumptions.is_empty() {
        let _ = writeln!(out, "assumes {}", assumptions.join(", "));
    }
    if let Some(complete) = answer.get("complete") {
        let _ = writeln!(out, "complete {complete}");
    }
    render_counts(&mut out, answer);
    out
}

fn render_service(out: &mut String, service: &Value) {
    let balancer = service.get("loadBalancer").unwrap_or(&Value::Null);
    let _ = write!(
        out,
        "{}/{}  {}: {}",
        str_of(service, "namespace"),
        str_of(service, "name"),
        str_of(service, "event"),
        str_of(balancer, "verdict")
    );
    if let Some(id) = balancer.get("id").and_then(Value::as_str) {
        let _ = write!(out, " {id}");
    }
    let _ = writeln!(out, ", vip {}", str_of(balancer, "vip"));
    for because in list(balancer, "because") {
        let _ = writeln!(
            out,
            "  because {} ({}): {}",
            str_of(because, "code"),
            str_of(because, "basis"),
            str_of(because, "message")
        );
    }
    for change in list(service, "changes") {
        let fields: Vec<&str> = list(change, "fields").iter().filter_map(Value::as_str).collect();
        let fields = if fields.is_empty() { String::new() } else { format!("  [{}]", fields.join(", ")) };
        let _ = writeln!(
            out,
            "  {} {}{fields}  because {}",
            sign(change),
            str_of(change, "address"),
            codes(change.get("because"))
        );
    }
    for action in list(service, "actions") {
        let wave = action.get("wave").and_then(Value::as_u64).unwrap_or_default();
        let _ = writeln!(out, "  wave {wave}: {} {}", str_of(action, "api"), str_of(action, "address"));
    }
    for left in list(service, "withheld") {
        let _ = writeln!(
            out,
            "  withheld {} {}  because {}",
            sign(left),
            str_of(left, "address"),
            codes(left.get("because"))
        );
    }
}

fn render_finding(out: &mut String, finding: &Value) {
    let place = finding.pointer("/source/start").map_or_else(String::new, |start| {
        let number = |key: &str| start.get(key).and_then(Value::as_u64).unwrap_or_default();
        format!(" {}:{}", number("line"), number("column"))
    });
    let path = finding.get("path").and_then(Value::as_str).map_or_else(String::new, |path| format!(" {path}"));
    let _ = writeln!(
        out,
        "{} {}{place}{path}: {}",
        str_of(finding, "severity"),
        str_of(finding, "code"),
        str_of(finding, "message")
    );
}

fn render_counts(out: &mut String, answer: &Value) {
    if let Some(Value::Object(summary)) = answer.get("summary") {
        let counts: Vec<String> = summary
            .iter()
            .filter(|(_, count)| count.as_u64() != Some(0))
            .map(|(name, count)| format!("{name} {count}"))
            .collect();
        let _ = writeln!(out, "summary {}", if counts.is_empty() { "nothing".to_owned() } else { counts.join(", ") });
    }
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
