//! Bodies of calls in short, so that a reviewer sees what a call asks of the cloud. Rendered generically: a new call needs
//! nothing here.

use serde_json::{Map, Value};

/// The longest list that is shown in full.
const ITEMS: usize = 6;

/// A body, member by member: `LoadBalancerId lb-6efswuxa, Targets [<listener/TCP/443> ← ins-aaaa0001:30443 weight 10]`.
pub fn body(value: &Value) -> String {
    match value {
        Value::Object(members) => members_of(members),
        _ => short(value),
    }
}

fn members_of(members: &Map<String, Value>) -> String {
    members.iter().map(|(key, value)| format!("{key} {}", short(value))).collect::<Vec<_>>().join(", ")
}

/// One value: strings bare, targets and tags as people write them, a value of an earlier call as the resource it creates.
pub fn short(value: &Value) -> String {
    match value {
        Value::String(text) if text.is_empty() => "\"\"".to_owned(),
        Value::String(text) => text.replace('\n', "\\n"),
        Value::Array(items) => list(items),
        Value::Object(members) => object(members),
        Value::Null | Value::Bool(_) | Value::Number(_) => value.to_string(),
    }
}

/// `[a, b, and 3 more]`; targets after their listener, which is shown once.
fn list(items: &[Value]) -> String {
    let (mut shown, mut last) = (Vec::new(), String::new());
    for item in items.iter().take(ITEMS) {
        let (owner, text) = item.as_object().and_then(target).unwrap_or_else(|| (String::new(), short(item)));
        let changed = !owner.is_empty() && owner != last;
        shown.push(if changed { format!("{owner} ← {text}") } else { text });
        last = owner;
    }
    let more = items.len().saturating_sub(ITEMS);
    let more = if more > 0 { format!(", and {more} more") } else { String::new() };
    format!("[{}{more}]", shown.join(", "))
}

fn object(members: &Map<String, Value>) -> String {
    if let (Some(Value::String(call)), true) = (members.get("$from"), members.contains_key("path")) {
        // `shop/checkout:create:listener/TCP/443`
        let of_unprovided = if call.contains(":describe:") { " of " } else { "" };
        let owner = call.split(':').next().filter(|_| !of_unprovided.is_empty()).unwrap_or_default();
        return format!("<{}{of_unprovided}{owner}>", call.splitn(3, ':').nth(2).unwrap_or(call));
    }
    if let (Some(key), Some(value), 2) = (members.get("TagKey"), members.get("TagValue"), members.len()) {
        return format!("{}={}", short(key), short(value));
    }
    format!("{{{}}}", members_of(members))
}

/// The listener and rule of a target, and the target: `ins-aaaa0001:30080 weight 10`.
fn target(members: &Map<String, Value>) -> Option<(String, String)> {
    let known = ["InstanceId", "EniIp", "Port", "Weight", "ListenerId", "LocationId"];
    if members.keys().any(|key| !known.contains(&key.as_str())) {
        return None;
    }
    let address = members.get("InstanceId").or_else(|| members.get("EniIp"))?;
    let owner = ["ListenerId", "LocationId"].iter().filter_map(|key| members.get(*key)).map(short);
    let mut text = format!("{}:{}", short(address), short(members.get("Port")?));
    text.extend(members.get("Weight").map(|weight| format!(" weight {}", short(weight))));
    Some((owner.collect::<Vec<_>>().join(" "), text))
}
