//! The request to the module, as text: most of it is stored as text, and need not be decoded again.

use super::change::{Operation, ServiceChange};
use crate::language::Language;
use serde_json::{Map, Value, json};
use std::sync::Arc;

/// What a plan is made from, beside the change.
#[derive(Debug, Clone, Copy)]
pub(super) struct PlanInput<'a> {
    /// Other objects of the cluster, as JSON.
    pub(super) objects: &'a [Arc<str>],
    /// The member `clb`; `None` if it is unknown.
    pub(super) cloud: Option<&'a str>,
    /// The member `policy`.
    pub(super) policy: Option<&'a str>,
    /// The member `context`.
    pub(super) context: &'a Map<String, Value>,
    pub(super) language: Language,
}

/// Which Service the plan is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WithOrWithoutChange {
    /// The Service as it will be.
    WithChange,
    /// The Service as it was: what happens without the change.
    WithoutChange,
}

pub(super) fn plan_request(change: &ServiceChange, planned: WithOrWithoutChange, input: &PlanInput<'_>) -> String {
    let mut live: Vec<String> = change.old.iter().map(Value::to_string).collect();
    // The new object is what kubectl's merge led to: it is not merged once more.
    let mut context = input.context.clone();
    context.insert("manifestsReplace".to_owned(), true.into());
    if change.operation == Operation::Create {
        context.insert("manifestsCreate".to_owned(), true.into());
    }
    live.extend(input.objects.iter().map(|text| text.as_ref().to_owned()));
    let mut members = vec![
        r#""scope":"named""#.to_owned(),
        format!(r#""locale":{}"#, json!(input.language.locale())),
        format!(r#""context":{}"#, json!(context)),
        // A list, because every object of a kind that matters here is among them.
        format!(r#""live":[{{"apiVersion":"v1","kind":"List","items":[{}]}}]"#, live.join(",")),
    ];
    let manifest = match planned {
        WithOrWithoutChange::WithChange => change.new.as_ref(),
        WithOrWithoutChange::WithoutChange => change.old.as_ref(),
    };
    match (change.operation, manifest) {
        (Operation::Create | Operation::Update, Some(manifest)) => {
            members.push(format!(r#""manifests":[{manifest}]"#));
        }
        (Operation::Delete, _) | (_, None) => {
            members.push(format!(r#""delete":[{}]"#, json!({ "namespace": change.namespace, "name": change.name })));
        }
    }
    members.extend(input.cloud.map(|cloud| format!(r#""clb":{cloud}"#)));
    members.extend(input.policy.map(|policy| format!(r#""policy":{policy}"#)));
    format!("{{{}}}", members.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_json_with_all_parts() {
        let old = json!({ "metadata": { "name": "web", "annotations": { "a": "b" } } });
        let new = json!({ "metadata": { "name": "web" }, "spec": { "type": "ClusterIP" } });
        let mut change = ServiceChange {
            operation: Operation::Update,
            namespace: "shop".to_owned(),
            name: "web".to_owned(),
            old: Some(old),
            new: Some(new.clone()),
        };
        let context = Map::from_iter([("clusterId".to_owned(), json!("cls-1"))]);
        let node: Arc<str> = Arc::from(r#"{"kind":"Node"}"#);
        let input = PlanInput {
            objects: &[node],
            cloud: Some(r#"{"loadBalancers":[]}"#),
            policy: Some(r#"{"rules":[]}"#),
            context: &context,
            language: Language::ZhCn,
        };
        let parsed = |change: &ServiceChange, planned| -> Value {
            serde_json::from_str(&plan_request(change, planned, &input)).unwrap()
        };
        let objects = json!([change.old, { "kind": "Node" }]);
        let live = json!([{ "apiVersion": "v1", "kind": "List", "items": objects }]);
        let mut expected = json!({ "scope": "named", "locale": "zh-CN", "context": { "clusterId": "cls-1", "manifestsReplace": true },
            "live": live, "manifests": [new], "clb": { "loadBalancers": [] }, "policy": { "rules": [] } });
        assert_eq!(parsed(&change, WithOrWithoutChange::WithChange), expected);
        expected["manifests"] = json!([change.old]);
        assert_eq!(parsed(&change, WithOrWithoutChange::WithoutChange), expected);
        change.operation = Operation::Create;
        let created = parsed(&change, WithOrWithoutChange::WithChange);
        assert_eq!(created["context"]["manifestsCreate"], true, "{created}");
        change.operation = Operation::Delete;
        let members = expected.as_object_mut().unwrap();
        members.remove("manifests");
        members.insert("delete".to_owned(), json!([{ "namespace": "shop", "name": "web" }]));
        assert_eq!(parsed(&change, WithOrWithoutChange::WithChange), expected);
    }
}
