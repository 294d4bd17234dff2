//! `tests/scenarios/base.yaml`: the cluster, the load balancers and the context that scenarios start from, so that a
//! scenario shows only what differs.
//!
//! Anywhere in a block, an object with the key `base` is the named object of the base, with its other members merged over
//! it (RFC 7396). `base: node 3` puts `3` in the place of `{}`, and `0003` in the place of `{0000}`.

use super::indent_reorder_and_patch_json::merge_patch;
use serde_json::{Map, Value, json};

/// The base, read once for all scenarios.
#[derive(Debug)]
pub struct Base {
    objects: Map<String, Value>,
    pub context: Value,
    nodes: Vec<Value>,
    services: Vec<Value>,
}

impl Base {
    pub fn read(text: &str) -> Result<Base, String> {
        let mut file: Value = serde_yaml_ng::from_str(text).map_err(|error| format!("base.yaml: {error}"))?;
        let objects = file["objects"].take();
        let Value::Object(objects) = objects else { return Err("base.yaml: `objects` is not a map".to_owned()) };
        let mut base = Base { objects, context: file["context"].take(), nodes: Vec::new(), services: Vec::new() };
        let list = |key: &str| {
            let items = file[key].as_array().ok_or_else(|| format!("base.yaml: `{key}` is not a list"))?;
            items.iter().map(|item| base.expand(item)).collect::<Result<Vec<Value>, String>>()
        };
        let (nodes, services) = (list("nodes")?, list("services")?);
        (base.nodes, base.services) = (nodes, services);
        Ok(base)
    }

    /// The nodes of every cluster, unless a scenario has others.
    pub fn nodes(&self) -> &[Value] {
        &self.nodes
    }

    /// The Services that every cluster has, unless a scenario's cluster is not shown as a whole. They prove that it is.
    pub fn services(&self) -> &[Value] {
        &self.services
    }

    /// The value with all references to the base resolved, and with targets written out.
    pub fn expand(&self, value: &Value) -> Result<Value, String> {
        match value {
            Value::Array(items) => items.iter().map(|item| self.expand(item)).collect(),
            Value::Object(members) => {
                let mut own = Map::new();
                for (key, value) in members.iter().filter(|(key, _)| *key != "base") {
                    let value = match (key.as_str(), value) {
                        ("Targets", Value::Array(targets)) => self.targets(targets)?,
                        _ => self.expand(value)?,
                    };
                    own.insert(key.clone(), value);
                }
                let Some(reference) = members.get("base") else { return Ok(Value::Object(own)) };
                let mut object = self.named(reference.as_str().ok_or("`base` is not a string")?)?;
                merge_patch(&mut object, &Value::Object(own));
                Ok(object)
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Ok(value.clone()),
        }
    }

    fn named(&self, reference: &str) -> Result<Value, String> {
        let (name, argument) = reference.split_once(' ').unwrap_or((reference, ""));
        let object = self.objects.get(name).ok_or_else(|| format!("base.yaml has no `{name}`"))?;
        self.expand(&with_argument(object, argument))
    }

    /// A target is written `node 1:30080` or `pod 172.16.1.5:8080`, with ` weight 0` if the weight is not 10.
    fn targets(&self, targets: &[Value]) -> Result<Value, String> {
        let target = |target: &Value| {
            let Some(text) = target.as_str() else { return self.expand(target) };
            let read = || {
                let (place, weight) = text.split_once(" weight ").unwrap_or((text, "10"));
                let (name, port) = place.rsplit_once(':')?;
                Some((name, port.parse::<u64>().ok()?, weight.parse::<u64>().ok()?))
            };
            let (name, port, weight) = read().ok_or_else(|| format!("`{text}` is not a target"))?;
            let mut object = self.named(&format!("target-{name}"))?;
            merge_patch(&mut object, &json!({ "Port": port, "Weight": weight }));
            Ok(object)
        };
        targets.iter().map(target).collect()
    }

    /// A block `clb`. A list holds load balancers with their `listeners`, and these their `Targets`: it is complete. A map
    /// is the request's own form.
    pub fn clb(&self, block: &Value) -> Result<Value, String> {
        let Value::Array(balancers) = block else { return self.expand(block) };
        let (mut all, mut listeners, mut targets) = (Vec::new(), Map::new(), Map::new());
        for balancer in balancers {
            let mut balancer = balancer.clone();
            let own = balancer.as_object_mut().and_then(|members| members.remove("listeners"));
            let balancer = self.expand(&balancer)?;
            let id = balancer["LoadBalancerId"].as_str().ok_or("a load balancer without LoadBalancerId")?.to_owned();
            let (mut of_it, mut bound) = (Vec::new(), Vec::new());
            for listener in own.as_ref().and_then(Value::as_array).into_iter().flatten() {
                let (listener, entry) = self.listener(listener)?;
                of_it.push(listener);
                bound.push(entry);
            }
            listeners.insert(id.clone(), of_it.into());
            targets.insert(id, bound.into());
            all.push(balancer);
        }
        Ok(json!({ "loadBalancers": all, "listeners": listeners, "targets": targets, "complete": true }))
    }

    /// A listener as `DescribeListeners` prints it, and its entry as `DescribeTargets` does.
    fn listener(&self, listener: &Value) -> Result<(Value, Value), String> {
        let mut listener = listener.clone();
        let members = listener.as_object_mut().ok_or("a listener is not a map")?;
        let (targets, rules) = (members.remove("Targets"), members.remove("TargetsOfRules"));
        let listener = self.expand(&listener)?;
        let mut entry = Map::new();
        for key in ["ListenerId", "Protocol", "Port", "EndPort"] {
            entry.extend(listener.get(key).map(|value| (key.to_owned(), value.clone())));
        }
        let bound = if rules.is_some() { Value::Null } else { targets.unwrap_or_else(|| json!([])) };
        entry.insert("Targets".to_owned(), bound);
        if rules.is_some() || listener.get("Rules").is_some() {
            entry.insert("Rules".to_owned(), rules.unwrap_or(Value::Null));
        }
        let entry = self.expand(&Value::Object(entry))?;
        Ok((listener, entry))
    }
}

/// The value with the argument in the place of `{}`.
fn with_argument(value: &Value, argument: &str) -> Value {
    match value {
        Value::String(text) => text.replace("{0000}", &format!("{argument:0>4}")).replace("{}", argument).into(),
        Value::Array(items) => items.iter().map(|item| with_argument(item, argument)).collect(),
        Value::Object(members) => {
            let members = members.iter().map(|(key, value)| (key.clone(), with_argument(value, argument)));
            Value::Object(members.collect())
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
    }
}
